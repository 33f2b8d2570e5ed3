"""Weather that matters to the work."""

from dataclasses import replace

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood, negated, planned
from bot.capture.kinds.shelter import ANY_WEATHER, sent_to_safety
from bot.capture.pattern import Found
from bot.capture.text import number_of

_FEW = 3  # words: "there is lightning", "thunder heard"
_BREEZE = 15  # miles an hour
_LIGHTNING = "lightning"
_MATTERS = ("stop", "slow", "lost", "block", "down", "moved", "slip", "shelter")
_COLD_BELOW = {"en": 45, "es": 12, "vi": 18}  # degrees Fahrenheit where English is spoken, Celsius elsewhere
_HOT_FROM = {"es": 30, "vi": 30}  # degrees; of what an English word is given in, nobody is sure
_EITHER, _WARM_FROM = (
    36,
    11,
)  # degrees that are cold in Fahrenheit and hot in Celsius, and the hour from which they are likely hot


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """The weather that the clause tells; whether it matters is decided with the blockers of the message."""
    # "rejected at 98 degrees" is how hot the concrete was.
    if "cleared" in taken or (taken & {"quality", "delivery"} and clause.has("fail", "damaged")):
        return []
    for found in clause.named("weather"):
        if found.value == "heat" and any(clause.tokens[p].text.isalpha() for p in _counted(clause, found)):
            continue  # "last one out"
        warns = _warns(clause, found)
        # "Lightning, get down now" is an order, and tells of lightning all the same.
        ordered = warns or bool(sent_to_safety(clause, mood))
        if (replace(mood, order=False) if ordered else mood).silent or negated(clause, found):
            continue
        if planned(clause, found) and not clause.has(*_MATTERS):
            continue  # "they're calling for 40 mph winds"
        draft = Draft("weather", clause.index, token=found.start, strength=0.85)
        draft.put("condition", _by_degrees(clause, found, scene), scene.chars(found))
        draft.shared = True
        draft.what = scene.said(found)
        taken_down = bool(clause.all("shelter", ANY_WEATHER))
        if warns or (
            not _calm(clause, found)
            and found.value != _LIGHTNING
            and ((clause.has("harsh") and not mood.idle) or taken_down)  # "mưa hoài chán ghê" only sighs
        ):
            draft.marks.add("harsh")
        return [draft]
    return []


def _counted(clause: Clause, found: Found) -> list[int]:
    return [p for p in found.used if clause.tokens[p].kind == "num"]


def _by_degrees(clause: Clause, found: Found, scene: Scene) -> str:
    """The condition; of degrees told in numbers, few are cold, unless the sun burns beside them."""
    degrees = [number_of(clause.tokens[p]) for p in _counted(clause, found)]
    if found.value != "heat" or not degrees:
        return found.value
    words = {t.text for t in scene.tokens}
    least = _COLD_BELOW.get(found.lang, _COLD_BELOW["es"])
    if (
        found.lang == "en"
        and degrees[0] >= _EITHER
        and not words & scene.grammar["chilly"]
        and scene.at.hour >= _WARM_FROM
    ):
        least = _EITHER  # "41 degrees, gang stood down since 1": in a warm country, that has degrees Celsius
    below = any(
        clause.tokens[p].text in scene.grammar["below_zero"] for p in range(clause.start, found.start)
    )
    return "cold" if below or (degrees[0] < least and not words & scene.grammar["sunny"]) else "heat"


def _calm(clause: Clause, found: Found) -> bool:
    """A wind, or degrees, told with a number that matters to nobody."""
    degrees = [number_of(clause.tokens[p]) for p in _counted(clause, found)]
    if found.value == "heat" and degrees:
        return _COLD_BELOW[found.lang] <= degrees[0] < _HOT_FROM.get(found.lang, 0)
    speeds = [number_of(t) for _, t in clause.typed("num")]
    return found.value == "wind" and bool(speeds) and max(speeds) < _BREEZE


def _warns(clause: Clause, found: Found) -> bool:
    """Whether people are told of lightning now: little more is said, or that it is near, or they are to take cover."""
    if found.value != _LIGHTNING or planned(clause, found) or any(clause.typed("time")):
        return False
    return clause.end - clause.start <= _FEW or clause.has("harsh", "shelter")
