"""What everyday Vietnamese tells of a site, in many forms, with each work, material and plant."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.capture.reader import Reader
from rules.signal import Signal
from tests.bot.capture.conftest import TUESDAY

SAID = YAML(typ="safe").load(Path(__file__).with_name("told_forms_vi.yml"))
ANY = "any"
VALUES = ("status", "cause", "class", "result")


def sentences(forms: list[str]) -> Iterator[str]:
    """Each form with each of the things that it has a place for."""
    for form in forms:
        places = [name for name in "wmq" if "{" + name + "}" in form]
        things = zip_longest(*(SAID[name] for name in places)) if places else [()]
        for row in things:
            filled = {name: thing or SAID[name][0] for name, thing in zip(places, row, strict=True)}
            yield form.format(**filled)


def tells(signal: Signal, kind: str, value: str) -> bool:
    """Whether a signal is of this kind and has this value, or one of these."""
    own = {signal.values.get(name) for name in VALUES}
    return signal.kind == kind and (value == ANY or not own.isdisjoint(value.split("/")))


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, by in SAID["told"].items() for value in by]
)
def test_each_form_tells_its_kind(kind: str, value: str, tower: Reader) -> None:
    """Whatever work, material or plant it names."""
    for said in sentences(SAID["told"][kind][value]):
        found = tower.read(said, at=TUESDAY).signals
        assert any(tells(one, kind, value) for one in found), said


@pytest.mark.parametrize("form", SAID["nothing"])
def test_what_is_like_it_and_asserts_nothing_tells_nothing(form: str, tower: Reader) -> None:
    """Nothing is stored of it, and nothing asked about."""
    for said in sentences(SAID["nothing"][form]):
        assert not tower.read(said, at=TUESDAY).signals, said
