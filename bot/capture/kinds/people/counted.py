"""Who is counted: the noun that a number counts, and the trade of those whom it counts."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Scene
from bot.capture.kinds.people.crews import PEOPLE
from bot.capture.pattern import Found
from bot.capture.text import Token


def noun_of(clause: Clause, i: int, token: Token) -> Found | None:
    """The people counted: after the number ("9 carpenters", "6 man crew"), or before it ("carpenters: 9")."""
    after = [c for c in clause.named(*PEOPLE) if i < c.start <= i + 2 and _only_adjectives(clause, i, c)]
    if after:
        crew = [c for c in after if c.tag == "trade"]
        return crew[0] if crew else after[0]
    after_for = i + 2 if i + 2 < clause.end and clause.tokens[i + 1].text == "for" else i + 1
    closing = after_for >= clause.end or clause.tokens[after_for].kind in ("punct", "dur", "time", "break")
    before = [
        c
        for c in clause.named(*PEOPLE)
        if c.end in (i, i - 1) and clause.tokens[c.end].text in (":", "-", "x", "of", token.text)
    ]
    if before and clause.tokens[i - 1].kind == "word" and any(True for _ in clause.typed("level")):
        before = [c for c in before if not _is_work(clause, c)]  # "L3 slab rebar 35" is how far, not how many
    of_crew = bool(before) and clause.tokens[i - 1].text == "of"
    return before[-1] if before and (closing or of_crew) else None


def _is_work(clause: Clause, noun: Found) -> bool:
    """Whether a word for a trade may as well be its work."""
    return noun.tag == "trade" and any(set(c.used) & set(noun.used) for c in clause.concepts)


def _only_adjectives(clause: Clause, i: int, noun: Found) -> bool:
    between = [clause.tokens[p] for p in range(i + 1, noun.start)]
    if any(t.kind != "word" for t in between):
        return False
    if (
        noun.tag == "trade"
        and noun.end < clause.end
        and noun.value in ("rebar", "concrete", "steel", "drywall", "precast", "formwork")
    ):
        bare = len(noun.used) == 1 and clause.tokens[noun.start].text in (
            "rebar",
            "concrete",
            "steel",
            "drywall",
            "precast",
            "formwork",
        )
        return not bare or clause.tokens[noun.end].kind != "word" or noun.end == clause.end
    return True


def near_trade(clause: Clause, i: int) -> Found | None:
    """The trade that stands near the number."""
    trades = clause.named("trade")
    near = [c for c in trades if abs(c.start - i) <= 3 or c.end in (i, i - 1)]
    if near or len(trades) != 1:
        return next(iter(near), None)
    # "thợ hàn mới vào chỉ có 3 người"
    return trades[0] if trades[0].lang == "vi" and trades[0].end <= i else None


def headed(clause: Clause, scene: Scene) -> Found | None:
    """ "thợ sắt: 8 người": the one trade that a heading right before names, of whom those counted are."""
    before = scene.before(clause)
    if before is None or before.end >= len(clause.tokens) or clause.tokens[before.end].text != ":":
        return None
    trades = before.named("trade")
    return trades[0] if len({c.value for c in trades}) == 1 else None
