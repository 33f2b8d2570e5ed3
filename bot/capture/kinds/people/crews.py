"""People who are counted without their noun beside the number: of so many who were to come, or "they are ten"."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.measures import Share
from bot.capture.text import number_of

PEOPLE = ("trade", "people", "crewword")
MOST = 2000  # people whom a number counts
NEAR = 2  # tokens


def of_share(clause: Clause, scene: Scene) -> list[Draft]:
    """ "vinieron 4 de los 9 fierreros", "los fierreros incompletos, nomás 5 de 8": those who are here, of so many."""
    shares = [(i, t, t.value) for i, t in clause.typed("share") if isinstance(t.value, Share)]
    if len(shares) != 1 or shares[0][2].quantity.unit not in ("ea", "person") or clause.has("pass", "fail"):
        return []
    i, token, share = shares[0]
    before = scene.before(clause)
    crew = next((c for c in clause.named(*PEOPLE) if i < c.start <= i + NEAR), None)
    if crew is None and clause.has("only") and before is not None and not before.named("material"):
        short = before.has("short", "lack", "block")
        crew = next((c for c in before.named("trade") if short and not clause.concepts), None)
    if crew is None:
        return []
    draft = Draft("headcount", clause.index, token=i, strength=0.85)
    draft.put("count", int(share.quantity.number), token_span(token))
    if crew.tag == "trade":
        draft.put("trade", crew.value, scene.chars(crew))
    return [draft]


def they_are(clause: Clause, scene: Scene) -> list[Draft]:
    """ "los fierreros arrancaron, son diez": in Spanish, how many of the last trade that is named before."""
    for i, token in clause.typed("num"):
        said = i > clause.start and clause.tokens[i - 1].text in scene.grammar["they_are"]
        after = clause.tokens[i + 1] if i + 1 < clause.end else None
        closes = after is None or after.kind != "word" or after.text in scene.grammar["joins"]
        if not said or not closes or not 0 < number_of(token) <= MOST:
            continue
        near = [
            c
            for other in scene.clauses[max(0, clause.index - 1) : clause.index + 1]
            for c in other.named("trade")
        ]
        trades = [c for c in near if c.end < i]
        if not trades or clause.named("people"):
            return []
        draft = Draft("headcount", clause.index, token=i, strength=0.85)
        draft.put("count", int(number_of(token)), token_span(token))
        draft.put("trade", trades[-1].value, scene.chars(trades[-1]))
        return [draft]
    return []
