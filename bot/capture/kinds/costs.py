"""Costs: money spent, committed or claimed."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood
from bot.capture.quantities import Money


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """One cost for each amount of the clause."""
    if mood.silent or clause.has("nospend"):
        return []
    spends = clause.has("spend")
    if mood.idle and not spends:
        return []
    drafts = []
    for i, token in clause.typed("money"):
        money = token.value
        if (
            not isinstance(money, Money)
            or i in scene.used
            or not (spends or _spent_around(clause, scene) or _of_site(clause, money))
        ):
            continue
        draft = Draft(
            "cost", clause.index, token=i, strength=0.9 if spends or _spent_around(clause, scene) else 0.76
        )
        amount = int(money.amount) if money.amount == int(money.amount) else money.amount
        draft.put("amount", amount, token_span(token))
        draft.put("currency", money.currency, token_span(token))
        drafts.append(draft)
    return drafts


def _spent_around(clause: Clause, scene: Scene) -> bool:
    """Whether the clause before, of the same sentence, tells of spending and names no amount."""
    before = scene.before(clause)
    if before is None or before.sentence != clause.sentence or scene.mood(before).silent:
        return False
    return before.has("spend") and not before.has("nospend") and not any(True for _ in before.typed("money"))


def _of_site(clause: Clause, money: Money) -> bool:
    return money.currency is not None and bool(
        clause.concepts or clause.named("plant", "material", "vehicle", "trade")
    )
