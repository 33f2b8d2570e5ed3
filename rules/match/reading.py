"""What a rulebook reads of a case, brought to one form; so both matchers compare the very same values.

Only fields that some condition reads are looked at: free words that merely appear in texts may be as long as they like.
"""

import math
from collections.abc import Iterable, Mapping
from unicodedata import normalize

from rules.deciding.decision import Case, CaseValue
from rules.facts.fields import FIELDS, FieldType
from rules.match.match import CaseRefused
from rules.memo import Memo
from rules.rule import All, AnyOf, Compare, Condition, FieldRef, Not, Rule, Rulebook

DECIMALS = 6
MAX_TEXT_BYTES = 4096
_LARGEST = 2**53


def readings(book: Rulebook) -> dict[tuple[str, str], "Reading"]:
    """What the book reads of each kind of case, by its rules' `on` and `each`."""
    conditions: dict[tuple[str, str], list[Condition]] = {}
    for rule in book.rules:
        conditions.setdefault((rule.on, rule.each), []).append(rule.when)
    return {kind: Reading(*found) for kind, found in conditions.items()}


def reading_of(rule: Rule) -> "Reading":
    """The fields that this rule reads."""
    return _READINGS.of(rule, lambda one: Reading(one.when))


class Reading:
    """The fields that these conditions read, with their types."""

    def __init__(self, *conditions: Condition) -> None:
        names = dict.fromkeys(name for condition in conditions for name in fields_of(condition))
        self.fields: Mapping[str, FieldType] = {name: FIELDS[name].type for name in names}

    def of(self, values: Mapping[str, CaseValue]) -> dict[str, CaseValue]:
        """The values of these fields that the case has: texts in NFC, numbers to the sixth decimal.

        Raises:
            CaseRefused: a value is not of its field's type, not finite, beyond ±2^53, longer than 4 KB, or no Unicode text.
        """
        return {
            name: comparable(name, type_, values[name])
            for name, type_ in self.fields.items()
            if name in values
        }

    def of_case(self, case: Case) -> Mapping[str, CaseValue]:
        """As `of`, at the least: values that were read of this very case before are not brought to their form again."""
        known, read = _KNOWN.of(case, lambda _: ({}, set()))
        if self in read:
            return known
        values = case.values
        for name, type_ in self.fields.items():
            if name not in known and name in values:
                known[name] = comparable(name, type_, values[name])
        read.add(self)
        return known


_READINGS = Memo[Rule, Reading]()
_KNOWN = Memo[Case, tuple[dict[str, CaseValue], set[Reading]]](most=200)  # with who read of it


def comparable(name: str, type_: FieldType, value: CaseValue) -> CaseValue:
    """The value as it is compared: a truth, a whole or rounded number, an NFC text.

    Raises:
        CaseRefused: see `Reading.of`.
    """
    if type_ == "truth":
        if isinstance(value, bool):
            return value
        raise CaseRefused(name, f"is {type(value).__name__}, not true or false")
    if type_ == "number":
        return _number(name, value)
    return _text(name, value)


def fields_of(condition: Condition) -> Iterable[str]:
    """Names of the fields that the condition reads, in the order in which they are written."""
    if isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from fields_of(part)
    elif isinstance(condition, Not):
        yield from fields_of(condition.part)
    else:
        yield condition.field
        if isinstance(condition, Compare) and isinstance(condition.value, FieldRef):
            yield condition.value.name


def _number(name: str, value: CaseValue) -> float:
    if type(value) is float and -_LARGEST <= value <= _LARGEST:  # nearly all are, and NaN is not
        rounded = round(value, DECIMALS)
        whole = int(rounded)
        return whole if whole == rounded else rounded
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CaseRefused(name, f"is {type(value).__name__}, not a number")
    if abs(value) > _LARGEST or not math.isfinite(
        value
    ):  # in this order: isfinite overflows on huge integers
        raise CaseRefused(name, "is not a number between -2^53 and 2^53")
    rounded = round(value, DECIMALS)
    return int(rounded) if rounded == int(rounded) else rounded


def _text(name: str, value: CaseValue) -> str:
    if not isinstance(value, str):
        raise CaseRefused(name, f"is {type(value).__name__}, not a text")
    if value.isascii() and len(value) <= MAX_TEXT_BYTES:
        return value
    try:
        size = len(value.encode())
    except UnicodeEncodeError as error:
        raise CaseRefused(name, "holds half of a character (a lone surrogate)") from error
    if size > MAX_TEXT_BYTES:
        raise CaseRefused(name, f"is longer than {MAX_TEXT_BYTES} bytes")
    return normalize("NFC", value)
