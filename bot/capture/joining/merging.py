"""How two drafts of one statement become one."""

from bot.capture.drafts import Draft

NEAR = 2


def compatible(a: Draft, b: Draft) -> bool:
    """Whether no field of one contradicts the other."""
    return all(b.values[name] == value for name, value in a.values.items() if name in b.values)


def absorb(into: Draft, other: Draft) -> None:
    """Add what the other tells to the first."""
    for name, value in other.values.items():
        if name not in into.values:
            into.put(name, value, other.spans[name])
    into.strength = max(into.strength, other.strength)
    into.hedged = into.hedged or other.hedged
    into.marks |= other.marks
    into.also = [*into.also, other.clause, *other.also]
    into.what = into.what or other.what
