"""Declaring the facts of cases: what each means, and how it is read from a view of its subject."""

from collections.abc import Callable
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
    all values of a text with few; `evidence` names the live signal that gave it.
    """

    name: str
    type: FieldType
    meaning: str
    example: str
    unit: str = ""
    timed: bool = False
    daily: bool = False
    options: tuple[str, ...] = ()
    read: Callable[[Any], Fact] = field(repr=False)
    evidence: Callable[[Any], str | None] | None = field(default=None, repr=False)
    subject: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "subject", self.name.partition(".")[0])


class Declare(Generic[V]):
    """Declares the fields of one subject, which are all read from the same view of it."""

    def __init__(self, subject: str) -> None:
        self._subject = subject

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
            read=read,
            evidence=evidence,
        )
