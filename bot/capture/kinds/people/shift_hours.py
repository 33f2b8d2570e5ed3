"""The hours that people worked, as a headcount tells them."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, token_span
from bot.capture.text import Token, number_of

Hours = tuple[int | float, tuple[int, int]]  # how many, and where in the text
_FEWEST = 3  # hours of a shift


def hours_of(clause: Clause) -> Hours | None:
    """The hours that each worked; so few that nobody comes for them are a wait, and no shift."""
    told = _told(clause)
    return told if told and (told[0] >= _FEWEST or clause.has("each")) else None


def hours_of_each(clause: Clause, drafts: list[Draft]) -> list[Hours | None]:
    """ "14 x 9 h y 3 x 4 h": the hours that stand between each group and the next, where there are several of both."""
    told = [(i, hours) for i, t in clause.typed("dur") if (hours := _as_hours(t))]
    starts = [d.token for d in drafts]
    if len(told) < 2 or len(drafts) < 2 or starts != sorted(starts):
        return [None] * len(drafts)
    ends = [*starts[1:], clause.end]
    return [
        next((hours for i, hours in told if start < i < end), None)
        for start, end in zip(starts, ends, strict=True)
    ]


def _told(clause: Clause) -> Hours | None:
    for i, token in clause.typed("num"):
        if (
            i + 1 < clause.end
            and clause.tokens[i + 1].text == "s"
            and clause.tokens[i + 1].start == token.end
        ):
            return int(number_of(token)), token_span(token)  # "5 sparkies 10s": ten-hour days
    return next((hours for _, token in clause.typed("dur") if (hours := _as_hours(token))), None)


def _as_hours(token: Token) -> Hours | None:
    """A span of time in whole or half hours."""
    value = str(token.value)
    if value.startswith("PT") and value.endswith("H"):
        number = float(value[2:-1])
        return (int(number) if number == int(number) else number), token_span(token)
    if value.startswith("PT") and value.endswith("30M") and "H" in value:
        return float(value[2 : value.index("H")]) + 0.5, token_span(token)
    return None
