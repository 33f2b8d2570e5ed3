"""Declaring the facts of cases: what each means, and how it is read from a view of its subject."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from rules.deciding.decision import CaseValue
from rules.worktime.timed import Timed

FieldType = Literal["number", "text", "truth"]
Fact = CaseValue | Timed | None
V = TypeVar("V")


@dataclass(frozen=True, kw_only=True)
class Field:
    """A fact of a case, and how it is found: None where it is not known, a `Timed` where it moves with the clock.

    `timed` fields are followed to the instant. `daily` ones are sums over windows of time or over other subjects: they are
    worked out whenever the subject is looked at, and at each opening of a working day where a rule reads one. `options` are
    all values of a text with few; `evidence` names the live signal that gave it. `lasting` ones are read from what lasts of a
    task (`rules.facts.lasting`), whatever the time is and whatever becomes of others, and are worked out once for it.
    """

    name: str
    type: FieldType
    meaning: str
    example: str
    unit: str = ""
    timed: bool = False
    daily: bool = False
    lasting: bool = False
    options: tuple[str, ...] = ()
    read: Callable[[Any], Fact] = field(repr=False)
    evidence: Callable[[Any], str | None] | None = field(default=None, repr=False)
    subject: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "subject", self.name.partition(".")[0])


class Fields:
    """Fields that are worked out together; known by identity, so that what came of them can be kept for as long as they are."""

    def __init__(self, every: Iterable[Field]) -> None:
        self.every = tuple(every)
        self.lasting = tuple(field for field in self.every if field.lasting)
        self.others = tuple(field for field in self.every if not field.lasting)


class Declare(Generic[V]):
    """Declares the fields of one subject, which are all read from the same view of it, or from what lasts of it."""

    def __init__(self, subject: str, *, lasting: bool = False) -> None:
        self._subject, self._lasting = subject, lasting

    def number(
        self,
        name: str,
        unit: str,
        meaning: str,
        example: str,
        read: Callable[[V], float | Timed | None],
        *,
        timed: bool = False,
        daily: bool = False,
        evidence: Callable[[V], str | None] | None = None,
    ) -> Field:
        """A number in this unit."""
        return Field(
            name=f"{self._subject}.{name}",
            type="number",
            unit=unit,
            meaning=meaning,
            example=example,
            timed=timed,
            daily=daily,
            lasting=self._lasting,
            read=read,
            evidence=evidence,
        )

    def text(
        self,
        name: str,
        meaning: str,
        example: str,
        read: Callable[[V], str | None],
        *,
        options: tuple[str, ...] = (),
        daily: bool = False,
        evidence: Callable[[V], str | None] | None = None,
    ) -> Field:
        """A text; an empty one counts as not known."""
        return Field(
            name=f"{self._subject}.{name}",
            type="text",
            meaning=meaning,
            example=example,
            options=options,
            daily=daily,
            lasting=self._lasting,
            read=lambda view: read(view) or None,
            evidence=evidence,
        )

    def truth(
        self,
        name: str,
        meaning: str,
        read: Callable[[V], bool | None],
        *,
        daily: bool = False,
        evidence: Callable[[V], str | None] | None = None,
    ) -> Field:
        """True or false."""
        return Field(
            name=f"{self._subject}.{name}",
            type="truth",
            meaning=meaning,
            example="true",
            daily=daily,
            lasting=self._lasting,
            read=read,
            evidence=evidence,
        )
