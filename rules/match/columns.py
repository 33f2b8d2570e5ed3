"""What many cases say of one thing, as pieces of their facts: worked out once for each value, since most values come again."""

from collections.abc import Callable, Mapping, Sequence

from rules.deciding.decision import CaseValue
from rules.facts.fields import FIELDS, FieldType
from rules.match.compile import Wanted, written
from rules.match.reading import comparable, fields_of
from rules.match.reference import holds


class Absent:
    """Stands where a case has no value."""


_ABSENT = Absent()
_MOST_VALUES = 1_000
_LONGEST = 100  # characters of a text that is remembered
_EXACT: Mapping[FieldType, frozenset[type]] = {
    "number": frozenset({int, float, Absent}),
    "text": frozenset({str, Absent}),
    "truth": frozenset({bool, Absent}),
}

Values = Mapping[str, CaseValue]
Column = Sequence[CaseValue | Absent]  # a field's value in every case
Columns = Mapping[str, Column]


def columns_of(fields: Sequence[str], cases: Sequence[Values]) -> Columns:
    """The values of these fields, each of its field's own type, but not yet in the form in which they are compared.

    Raises:
        CaseRefused: a value is of another type.
    """
    return {name: _column(name, cases) for name in fields}


def pieces_of(wanted: Wanted, key: str) -> Callable[[Columns], Sequence[str]]:
    """A function to the piece of each case's fact that says, under a key, what is wanted; empty where it says nothing.

    The function raises CaseRefused.
    """
    names = (wanted,) if isinstance(wanted, str) else tuple(dict.fromkeys(fields_of(wanted.atom)))

    def say(values: Values) -> str:
        if isinstance(wanted, str):
            return f"{key}{written(values[wanted])}" if wanted in values else ""
        return f"{key}1" if holds(wanted.atom, values) == wanted.holds else ""

    return _Pieces(names, say).of


class _Pieces(dict[tuple[CaseValue | Absent, ...], str]):
    """The pieces for all that is said of some fields, by their values.

    Values are of their field's own type, so that True and 1, which would be the same key, do not meet.
    """

    def __init__(self, names: Sequence[str], say: Callable[[Values], str]) -> None:
        super().__init__()
        self._names, self._say = names, say

    def of(self, columns: Columns) -> Sequence[str]:
        """The piece of each case."""
        return list(map(self.__getitem__, zip(*(columns[name] for name in self._names), strict=True)))

    def __missing__(self, values: tuple[CaseValue | Absent, ...]) -> str:
        piece = self._say(_values(self._names, values))
        if len(self) >= _MOST_VALUES:
            self.clear()
        if all(not isinstance(value, str) or len(value) <= _LONGEST for value in values):
            self[values] = piece
        return piece


def _column(name: str, cases: Sequence[Values]) -> Column:
    column: Column = [case.get(name, _ABSENT) for case in cases]
    type_ = FIELDS[name].type
    if _EXACT[type_].issuperset(map(type, column)):
        return column
    return [value if isinstance(value, Absent) else comparable(name, type_, value) for value in column]


def _values(names: Sequence[str], values: Column) -> Values:
    """These values, those that are there, in the form in which they are compared."""
    return {
        name: comparable(name, FIELDS[name].type, value)
        for name, value in zip(names, values, strict=True)
        if not isinstance(value, Absent)
    }
