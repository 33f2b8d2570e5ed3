"""Goods that no lexicon knows, told of in Spanish: "llegaron 40 chupones", "mañana nos traen las tornapuntas"."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import negated, planned
from bot.capture.kinds.amounts import put_quantity
from bot.capture.kinds.delivery.amounts import put_when
from bot.capture.kinds.delivery.telling import STATUS
from bot.capture.measures import Quantity
from bot.capture.pattern import Found
from bot.capture.text import Token, number_of
from bot.capture.trades import OF_TRADE

_STRENGTH = 0.7
_NEAR = 3  # tokens from the telling words to the goods
_LEAST_NOUN = 5  # letters
_TAGS = ("coming", "arrive")


def of_strange_goods(clause: Clause, scene: Scene) -> list[Draft]:
    """The delivery of a plural noun that no lexicon knows, beside words that tell of one."""
    works = [
        c for c in clause.concepts if c.value != OF_TRADE
    ]  # "las farolas llegan el lunes", which one site sets up
    if works or clause.named("people", "trade", "crewword", "person", "weather", "nothing", "inspection"):
        return []
    for tag in _TAGS:
        for cue in clause.all(tag):
            noun = _noun(clause, cue, scene)
            if cue.lang == "es" and noun is not None and not negated(clause, cue):
                return _told(clause, cue, noun, tag, scene)
    return []


def _noun(clause: Clause, cue: Found, scene: Scene) -> int | None:
    """Where the goods stand: after a number or an article in the plural, close to the words that tell of them."""
    near = range(max(clause.start + 1, cue.start - _NEAR), min(clause.end, cue.end + _NEAR))
    return next((p for p in near if _strange(clause.tokens[p], scene) and _led(clause.tokens[p - 1])), None)


def _strange(token: Token, scene: Scene) -> bool:
    plural = token.kind == "word" and token.text.isalpha() and token.text.endswith("s")
    unknown = token.text not in scene.known and len(token.text) >= _LEAST_NOUN
    return plural and unknown and scene.text[token.start].islower()


def _led(before: Token) -> bool:
    return (before.kind == "num" and isinstance(before.value, float)) or before.text in (
        "los",
        "las",
        "unos",
        "unas",
    )


def _told(clause: Clause, cue: Found, noun: int, tag: str, scene: Scene) -> list[Draft]:
    timed = any(True for _ in clause.typed("time"))
    if tag == "coming" and not timed:
        return []
    meant = "coming" if tag == "arrive" and planned(clause, cue) else tag
    draft = Draft("delivery", clause.index, token=cue.start, strength=_STRENGTH)
    draft.put("status", STATUS[meant], scene.chars(cue))
    number = clause.tokens[noun - 1]
    if number.kind == "num":
        put_quantity(draft, number, Quantity(number_of(number), "ea"))
        scene.used.add(noun - 1)
    put_when(draft, clause, scene, meant)
    return [draft]
