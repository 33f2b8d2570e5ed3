"""How many of what a clause counts."""

from collections.abc import Sequence

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft
from bot.capture.measures import Quantity
from bot.capture.text import Token

_NOUNS = 3
_BY = ("x", "×")


def quantity(
    clause: Clause, used: set[int], nouns: Sequence[str], after: int | None = None
) -> tuple[int, Token, Quantity] | None:
    """The first quantity of the clause: with a unit, or a bare number before a noun of these classes (`ea`)."""
    starts = {f.start for f in clause.classes if f.tag in nouns}
    for i, token in clause.typed("qty", "num"):
        if i in used or (after is not None and i < after) or _measures(clause, i):
            continue
        if isinstance(token.value, Quantity):
            return i, token, token.value
        if (
            token.kind == "num"
            and isinstance(token.value, float)
            and any(p in starts for p in range(i + 1, i + 1 + _NOUNS + 2 * _of(clause, i)))
        ):
            return i, token, Quantity(token.value, "ea")
    return None


def _measures(clause: Clause, i: int) -> bool:
    """ "24x12 elbows": one of two numbers that tell a size; "3 x pumps" counts."""
    pairs = ((i + 1, i + 2), (i - 1, i - 2))
    inside = ((x, n) for x, n in pairs if clause.start <= min(x, n) and max(x, n) < clause.end)
    return any(clause.tokens[x].text in _BY and clause.tokens[n].kind == "num" for x, n in inside)


def _of(clause: Clause, i: int) -> bool:
    """ "3 of the north glass panels": more words stand before the noun."""
    return i + 1 < clause.end and clause.tokens[i + 1].text in ("of", "de", "trong")


def put_quantity(draft: Draft, token: Token, value: Quantity) -> None:
    """Write number and unit to a draft."""
    number = int(value.number) if value.number == int(value.number) else value.number
    draft.put("quantity", number, (token.start, token.end))
    draft.put("unit", value.unit, (token.start, token.end))
