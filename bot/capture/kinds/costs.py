"""Costs: money spent, committed or claimed."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood
from bot.capture.numbers import Money

_LEAST_BARE = 1000


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
        assert isinstance(money, Money)
        if i in scene.used or (not spends and (money.currency is None or not clause.concepts)):
            continue
        draft = Draft("cost", clause.index, token=i, strength=0.9 if spends else 0.6)
        amount = int(money.amount) if money.amount == int(money.amount) else money.amount
        draft.put("amount", amount, token_span(token))
        draft.put("currency", money.currency, token_span(token))
        drafts.append(draft)
    return drafts
