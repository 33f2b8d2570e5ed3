"""What crews say of a site in everyday Spanish and Vietnamese, in many forms, with each work, material and plant."""

from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.capture.reader import Reader
from rules.signal import Signal
from tests.bot.capture.conftest import TUESDAY

LANGUAGES = ("es", "vi")
ANY = "any"
VALUES = ("status", "cause", "class", "result")


@cache
def said_in(lang: str) -> dict[str, Any]:
    """The forms of a language, and what stands in them."""
    loaded: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name(f"told_forms_{lang}.yml"))
    return loaded


def sentences(lang: str, forms: list[str]) -> Iterator[str]:
    """Each form with each of the things that it has a place for."""
    said = said_in(lang)
    for form in forms:
        places = [name for name in "wmq" if "{" + name + "}" in form]
        things = zip_longest(*(said[name] for name in places)) if places else [()]
        for row in things:
            filled = {name: thing or said[name][0] for name, thing in zip(places, row, strict=True)}
            yield form.format(**filled)


def tells(signal: Signal, kind: str, value: str) -> bool:
    """Whether a signal is of this kind and has this value, or one of these."""
    own = {signal.values.get(name) for name in VALUES}
    return signal.kind == kind and (value == ANY or not own.isdisjoint(value.split("/")))


@pytest.mark.parametrize(
    ("lang", "kind", "value"),
    [(lang, kind, value) for lang in LANGUAGES for kind, by in said_in(lang)["told"].items() for value in by],
)
def test_each_form_tells_its_kind(lang: str, kind: str, value: str, tower: Reader) -> None:
    """Whatever work, material or plant it names."""
    for said in sentences(lang, said_in(lang)["told"][kind][value]):
        found = tower.read(said, at=TUESDAY).signals
        assert any(tells(one, kind, value) for one in found), said


@pytest.mark.parametrize(
    ("lang", "form"), [(lang, form) for lang in LANGUAGES for form in said_in(lang)["nothing"]]
)
def test_what_is_like_it_and_asserts_nothing_tells_nothing(lang: str, form: str, tower: Reader) -> None:
    """Nothing is stored of it, and nothing asked about."""
    for said in sentences(lang, said_in(lang)["nothing"][form]):
        assert not tower.read(said, at=TUESDAY).signals, said
