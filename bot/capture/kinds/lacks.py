"""What lacks: the causes that things stand for, what "that" points back to, and goods that no lexicon knows."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Scene
from bot.capture.pattern import Found

OBJECTS = (
    ("inspection", "inspection"), ("decision", "design"), ("design", "design"), ("plant", "equipment"), ("utility", "equipment"),
    ("paper", "design"), ("material", "material"), ("vehicle", "material"), ("information", "design"), ("trade", "labour"),
    ("people", "labour"), ("crewword", "labour"), ("plantlabour", "labour"), ("space", "space"),
)  # fmt: skip
_ARTICLES = 2  # words between a lack and what lacks
_LEAST_NOUN = 5  # letters


def of_that(clause: Clause, scene: Scene, cues: list[Found]) -> tuple[str, Found | None] | None:
    """ "nos prometió la retro y nada, sin eso no puedo": what lacks is the last thing that the clause before names."""
    before = scene.before(clause)
    pointing = any(clause.tokens[p].text in scene.grammar["pointing"] for c in cues for p in c.used)
    if before is None or not pointing:
        return None
    things = [(f.start, cause, f) for name, cause in OBJECTS for f in before.named(name)]
    return max(things, key=lambda t: t[0])[1:] if things else None


def unknown_goods(clause: Clause, lack: Found, scene: Scene) -> tuple[str, Found] | None:
    """ "nos faltan tornapuntas": in Spanish, a common noun that no lexicon knows, right after the lack, is goods."""
    if lack.lang != "es":
        return None
    after = clause.tokens[lack.end : min(lack.end + _ARTICLES + 1, clause.end)]
    noun = next(
        (t for t in after if t.kind != "num" and t.text not in scene.grammar["it"] | scene.grammar["of_all"]),
        None,
    )
    common = (
        noun is not None and noun.kind == "word" and noun.text.isalpha() and len(noun.text) >= _LEAST_NOUN
    )
    if noun is None or not common or noun.text in scene.known or not scene.text[noun.start].islower():
        return None
    return "material", lack
