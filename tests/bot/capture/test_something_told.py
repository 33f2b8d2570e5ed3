"""What tells one thing, in many forms: each of them, with each work, material and plant, is read as just that."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.capture.reader import Reader
from rules.signal import Signal
from tests.bot.capture.conftest import TUESDAY

TOLD = YAML(typ="safe").load(Path(__file__).with_name("something_told.yml"))
NO_TASK = ("weather", "safety", "headcount", "delivery")  # whose task is no part of what they tell


def sentences(form: str) -> Iterator[tuple[str, str | None]]:
    """Each sentence of this form, and the task of the work that it names."""
    for (work, task), material, plant in zip(
        TOLD["works"].items(), TOLD["materials"], TOLD["plant"], strict=True
    ):
        yield form.format(w=work, m=material, p=plant), task if "{w}" in form else None


def told(signal: Signal) -> tuple[str, dict[str, Any]]:
    """Its kind, and its values as the file writes them."""
    return signal.kind, {name: value for name, value in signal.values.items() if name != "currency" or value}


def said(tells: Sequence[Mapping[str, Mapping[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
    """What the file says that a form tells, in the order of the kinds."""
    return sorted(((kind, {k: v for k, v in values.items() if v is not None}) for one in tells for kind, values in one.items()),
                  key=lambda one: (one[0], str(one[1])))  # fmt: skip


@pytest.mark.parametrize("family", TOLD["told"], ids=lambda family: family["said"][0])
def test_each_form_tells_just_this(family: Mapping[str, Any], tower: Reader) -> None:
    """Whatever work or thing stands in it."""
    for form in family["said"]:
        for text, task in sentences(form):
            found = tower.read(text, at=TUESDAY).signals
            assert sorted(map(told, found), key=lambda one: (one[0], str(one[1]))) == said(family["tells"]), (
                text
            )
            if task is not None:
                assert {one.task for one in found if one.kind not in NO_TASK} <= {task}, text
