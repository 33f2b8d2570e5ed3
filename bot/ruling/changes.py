"""What a manager wants of a rule, as a form or a button carries it."""

from collections.abc import Mapping
from typing import Any, cast

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as checked

from rules.deciding.tuning import Change, ChangeRefused
from rules.subject import Mode
from rules.worktime.calendar import WorkCalendar
from rules.worktime.saidtime import instant_of

NUMBER = "number:"  # begins the names of the fields of a form that hold a rule's numbers


@checked(frozen=True, kw_only=True)
class Wish:
    """A change of a rule, and why it is wanted."""

    rule: str
    change: Change
    why: str = ""


_WISH: TypeAdapter[Wish] = TypeAdapter(Wish)


def wish_text(wish: Wish) -> str:
    """As a button carries it, without the reason, which the form behind it asks for."""
    return _WISH.dump_json(Wish(rule=wish.rule, change=wish.change), exclude_defaults=True).decode()


def wish_of(text: str) -> Wish:
    """Read it back."""
    return _WISH.validate_json(text)


def wish_of_form(form: str, about: str, fields: Mapping[str, Any], calendar: WorkCalendar) -> Wish:
    """What a submitted form wants.

    Raises:
        ChangeRefused: a number is none, or the time is none.
    """
    why = str(fields.get("why") or "")
    if form == "rule_force":
        return Wish(rule=wish_of(about).rule, change=wish_of(about).change, why=why)
    return Wish(rule=about, change=_change(form, fields, calendar), why=why)


def _change(form: str, fields: Mapping[str, Any], calendar: WorkCalendar) -> Change:
    match form:
        case "rule_mode":
            return Change(mode=cast(Mode, str(fields["mode"])))
        case "rule_off":
            return Change(off=True)
        case "rule_on":
            return Change(off=False)
        case "rule_silence":
            until = instant_of(str(fields.get("until") or ""), calendar)
            if until is None:
                raise ChangeRefused("Choose until when it is to be silent.")
            return Change(until=until)
        case _:
            return Change(thresholds=numbers_of(fields))


def numbers_of(fields: Mapping[str, Any]) -> dict[str, float]:
    """The numbers of a form by their thresholds' names.

    Raises:
        ChangeRefused: one of them is no number.
    """
    found = {}
    for name, text in fields.items():
        if name.startswith(NUMBER):
            try:
                found[name.removeprefix(NUMBER)] = float(str(text).replace(",", "."))
            except ValueError as error:
                raise ChangeRefused(f"“{str(text)[:40]}” is no number; write it as 10.5.") from error
    return found
