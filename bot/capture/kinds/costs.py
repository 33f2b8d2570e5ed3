"""Costs: money spent, committed or claimed."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood
from bot.capture.measures import Money
from bot.capture.pattern import Found
from bot.capture.text import Token, number_of

_LEAST = 50
_LEADS = {
    ":": _LEAST,
    ",": 1000,
}  # what a lone number is at least, to be the amount of what was said before it


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """One cost for each amount of the clause."""
    if mood.silent or clause.has("nospend"):
        return []
    spends = clause.has("spend")
    if mood.idle and not spends:
        return []
    drafts = _bare(clause, scene) or _after_colon(clause, scene)
    for i, token in clause.typed("money"):
        money = token.value
        if (
            not isinstance(money, Money)
            or i in scene.used
            or not (
                spends or _spent_around(clause, scene) or _of_site(clause, money) or _priced(clause, i, scene)
            )
        ):
            continue
        draft = Draft(
            "cost", clause.index, token=i, strength=0.9 if spends or _spent_around(clause, scene) else 0.76
        )
        put_money(draft, token, money)
        before = scene.before(clause)
        opens = before is not None and before.sentence != clause.sentence
        draft.shared = opens and _listed(clause, scene)  # its line names its own work, or none
        drafts.append(draft)
    return drafts


def put_money(draft: Draft, token: Token, money: Money) -> None:
    """Write amount and currency to a draft."""
    amount = int(money.amount) if money.amount == int(money.amount) else money.amount
    draft.put("amount", amount, token_span(token))
    draft.put("currency", money.currency, token_span(token))


def _bare(clause: Clause, scene: Scene) -> list[Draft]:
    """ "spent six hundred on plywood": a number right after a word of paying, which counts no noun."""
    for cue in clause.all("spend"):
        paid_for = (
            ("trade", "plant", "vehicle", "material") if cue.lang == "vi" else ("trade",)
        )  # "tiền cẩu 650"
        i = next((c.end for c in clause.named(*paid_for) if cue.end <= c.start <= cue.end + 1), cue.end)
        while i < clause.end and clause.tokens[i].text in scene.grammar["about"]:
            i += 1
        if i >= clause.end or clause.tokens[i].kind != "num" or not _pays(clause, cue, scene):
            continue
        after = clause.tokens[i + 1] if i + 1 < clause.end else None
        number = number_of(clause.tokens[i])
        if number >= _LEAST and (after is None or after.text in scene.grammar["of_money"]):
            draft = Draft("cost", clause.index, token=i, strength=0.8)
            draft.put(
                "amount", int(number) if number == int(number) else number, token_span(clause.tokens[i])
            )
            draft.put("currency", None, token_span(clause.tokens[i]))
            return [draft]
    return []


def _after_colon(clause: Clause, scene: Scene) -> list[Draft]:
    """ "Delay claim from the facade sub: 4,100", "approved PO for fittings, 14,300": a number alone, after words of spending."""
    token = clause.tokens[clause.start]
    alone = clause.end - clause.start == 1 and token.kind == "num" and clause.lead in _LEADS
    if not alone or number_of(token) < _LEADS[clause.lead] or not _spent_around(clause, scene):
        return []
    amount = number_of(token)
    draft = Draft("cost", clause.index, token=clause.start, strength=0.8)
    draft.put("amount", int(amount) if amount == int(amount) else amount, token_span(token))
    draft.put("currency", None, token_span(token))
    return [draft]


def _pays(clause: Clause, cue: Found, scene: Scene) -> bool:
    return any(clause.tokens[p].text in scene.grammar["pays"] for p in cue.used)


def _spent_around(clause: Clause, scene: Scene) -> bool:
    """Whether the clause before, of the same sentence, or the heading of a list tells of spending and names no amount."""
    before = scene.before(clause)
    if _listed(clause, scene):
        return True
    if before is None or before.sentence != clause.sentence or scene.mood(before).silent:
        return False
    return before.has("spend") and not before.has("nospend") and not any(True for _ in before.typed("money"))


def _listed(clause: Clause, scene: Scene) -> bool:
    """ "Committed today:" above the lines of a list: each amount below the heading was spent."""
    heads = [c for c in scene.clauses[: clause.index] if scene.tokens[c.end].text == ":"]
    if not heads or scene.mood(heads[-1]).silent or clause.sentence == heads[-1].sentence:
        return False
    head = heads[-1]
    return head.has("spend") and not head.has("nospend") and not any(True for _ in head.typed("money"))


def _of_site(clause: Clause, money: Money) -> bool:
    return money.currency is not None and bool(
        clause.concepts or clause.named("plant", "material", "vehicle", "trade")
    )


def _priced(clause: Clause, i: int, scene: Scene) -> bool:
    """ "taxi was €38.40", "two fuses at £4": what something came to, in a currency that is said."""
    money = clause.tokens[i].value
    named = isinstance(money, Money) and money.currency is not None
    return named and i - 1 > clause.start and clause.tokens[i - 1].text in scene.grammar["priced_at"]
