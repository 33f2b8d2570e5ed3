"""People sent to safety from the weather: an order that says that work stops."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood, negated, planned
from bot.capture.pattern import Found

ANY_WEATHER = "down"
_INSIDE_FROM = "lightning"
_STRENGTH = 0.98  # weather and people sent away from it leave little to doubt


def sent_to_safety(clause: Clause, mood: Mood) -> list[Found]:
    """The words that send people down or inside; as an order they tell of now just as well."""
    if mood.question or mood.old or mood.conditional_from is not None:
        return []
    return [c for c in clause.all("shelter") if not negated(clause, c) and not planned(clause, c)]


def stopped(clause: Clause, mood: Mood, scene: Scene) -> list[Draft]:
    """The stop that sending people to safety is, where the clause or one beside it tells the weather.

    Any weather takes people down; only from lightning are they called inside, where they otherwise work.
    """
    sent = sent_to_safety(clause, mood)
    if not sent:
        return []
    beside = scene.clauses[max(0, clause.index - 1) : clause.index + 2]
    for near in sorted(beside, key=lambda c: abs(c.index - clause.index)):
        for weather in near.named("weather"):
            cues = [c for c in sent if weather.value == _INSIDE_FROM or _down(clause, c)]
            if not cues or negated(near, weather) or not _told(near, scene.mood(near)):
                continue
            draft = Draft(
                "blocker", clause.index, token=cues[0].start, strength=_STRENGTH, marks={"stop", "shelter"}
            )
            draft.put("cause", "weather", scene.chars(weather))
            draft.shared = True
            draft.what = scene.said(weather)
            return [draft]
    return []


def _down(clause: Clause, cue: Found) -> bool:
    """Whether people are taken down from any weather; "down to half" counts them."""
    counts = any(set(c.used) & set(cue.used) for c in clause.all("hide"))
    return cue.value == ANY_WEATHER and not counts


def _told(clause: Clause, mood: Mood) -> bool:
    """Whether the weather is here, not asked about, expected or remembered."""
    return not (
        mood.question or mood.old or mood.conditional_from is not None or clause.has("future", "clear")
    )
