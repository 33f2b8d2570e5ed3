"""What tells nothing of a work, in many forms: denied, asked, on a condition, still to be done; and plain talk."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.capture.reader import Reader
from rules.signal import Signal
from tests.bot.capture.conftest import TUESDAY

SAID = YAML(typ="safe").load(Path(__file__).with_name("nothing_told.yml"))
LOOK_ALIKE = [name for name in SAID if name.startswith("no_")]
# "Mañana terminamos" says when, "no pudimos terminar" that something was in the way, "i want it done" asks.
MAY_BE = ("forecast", "blocker", "request")
MOST_ASKED = 0.05  # of plain talk, what a question may be asked about


def sentences(form: str, lang: str) -> Iterator[str]:
    """Each sentence of this form, with each work."""
    return (said.format(w=work) for said in SAID[form][lang] for work in SAID["works"][lang])


def filled(form: str, lang: str) -> Iterator[str]:
    """The form with each work, material and plant."""
    things = zip(*(SAID[of][lang] for of in ("works", "materials", "plant")), strict=True)
    return (form.format(w=work, m=material, p=plant) for work, material, plant in things)


def claims(signal: Signal) -> bool:
    """Whether it tells that a work is begun, done or checked, or that nothing stops it any more."""
    return signal.kind in ("quality", "cleared") or signal.values.get("status") in ("started", "done")


@pytest.mark.parametrize("lang", ["en", "es", "vi"])
@pytest.mark.parametrize("form", ["denied", "asked", "on_a_condition", "to_be_done"])
def test_nothing_is_done_by_it(form: str, lang: str, tower: Reader) -> None:
    """No word for what was done counts where the sentence does not say that it was."""
    for said in sentences(form, lang):
        found = tower.read(said, at=TUESDAY).signals
        assert not [one for one in found if claims(one)], said
        assert not [one for one in found if not one.confirm and one.kind not in MAY_BE], said


@pytest.mark.parametrize("forms", LOOK_ALIKE)
def test_what_only_looks_like_news(forms: str, tower: Reader) -> None:
    """Nothing is read of what is denied, asked, on a condition, a rule, old, or still to come, whatever it is said of."""
    by_lang: Mapping[str, list[str]] = SAID[forms]
    for said in (one for lang, some in by_lang.items() for form in some for one in filled(form, lang)):
        assert not tower.read(said, at=TUESDAY).signals, said


@pytest.mark.parametrize("lang", ["en", "es", "vi"])
def test_talk_is_no_report(lang: str, tower: Reader) -> None:
    """Nothing of it is stored without asking, and hardly any of it is asked about."""
    asked = []
    for said in SAID["talk"][lang]:
        found = tower.read(said, at=TUESDAY).signals
        assert not [one for one in found if not one.confirm], said
        asked += [said] if found else []
    assert len(asked) <= MOST_ASKED * len(SAID["talk"][lang]), asked
