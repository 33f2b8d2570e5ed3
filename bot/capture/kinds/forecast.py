"""Forecasts: when something will be finished, or how far it slips; a start that is moved from one day to another is a slip."""

import re
from datetime import date

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood, negated
from bot.capture.kinds.no_tense import before_today
from bot.capture.moments import Moment, moment_of
from bot.capture.pattern import Found
from bot.capture.text import Token

_STARTS = re.compile(
    r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|kick(?:s|ing)? off|"
    r"empe(?:zar|zamos|zaremos|zara|zaran)|empiez[ao]n?|empieces?|inici(?:a|an|amos|ar|aremos)|comenz(?:ar|amos|aremos)|comienzan?|"
    r"arranc(?:a|an|amos|ar|aremos))\b|bắt đầu|bat dau|khởi công",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|and not|not on|not|en vez de(?:l)?|en lugar de(?:l)?|y no)\b|thay vì|thay vi|chứ không phải",
    re.IGNORECASE,
)
_FORWARD = frozenset(("expected", "planned", "scheduled", "projected", "anticipated", "estimated"))
_NEAR_OFF = 3  # clauses from a work that is called off to its new day
_OVER = {"am": 9, "pm": 17}  # the hour from which a part of today lies behind


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """At most one forecast of a clause."""
    if (
        mood.question
        or mood.order
        or mood.old
        or mood.idle
        or mood.paper
        or taken & {"safety", "request", "delivery", "cost"}
    ):
        return []
    condition = mood.conditional_from
    if condition is not None and not _slips_before(clause, condition) and not mood.hedged:
        return []
    draft = _restart(clause, scene) or _slip(clause, scene) or _finish(clause, scene)
    if (
        draft
        and condition is not None
        and not _slips_before(clause, condition)
        and condition < _last(draft, scene)
    ):
        return []  # "mañana lo terminamos creo yo si no nos quitan gente" is told before what could hinder it
    return [draft] if draft else []


def _last(draft: Draft, scene: Scene) -> int:
    """The last token of what a draft tells, from the word that tells it on."""
    ends = {end for _, end in draft.spans.values()}
    return max(draft.token, *(i for i, t in enumerate(scene.tokens) if t.end in ends))


def _restart(clause: Clause, scene: Scene) -> Draft | None:
    """ "We'll start Thursday instead of Tuesday": the days between are how far it slips."""
    words = clause.words(scene.text)
    days = [(i, t) for i, t in clause.typed("time") if i not in scene.used and moment_of(t).has_day]
    if len(days) != 2 or not _STARTS.search(words):
        return None
    (first, new), (_, old) = days
    starts, planned = _local(new, scene), _local(old, scene)
    if starts is None or planned is None or not _INSTEAD.search(scene.text[new.end : old.start]):
        return None
    start, was = date.fromisoformat(starts[:10]), date.fromisoformat(planned[:10])
    by = (start - was).days
    if moment_of(old).weekday is not None and moment_of(new).weekday is not None:
        by = (start.weekday() - was.weekday()) % 7  # the last such day before it, which may be over
    if not by:
        return None
    draft = Draft("forecast", clause.index, token=first, strength=0.88, marks={"slip"})
    draft.put("slip", f"{'-' if by < 0 else ''}P{abs(by)}D", (new.start, old.end))
    draft.put("start", starts[:10], token_span(new))
    return draft


def _slips_before(clause: Clause, condition: int) -> bool:
    """ "two days behind unless we work Saturday": what is asserted comes before the condition."""
    return any(c.start < condition for c in clause.all("slip"))


def _slip(clause: Clause, scene: Scene) -> Draft | None:
    cues = [c for c in clause.all("slip") if not negated(clause, c)]
    durations = [(i, t) for i, t in clause.typed("dur") if i not in scene.used]
    if not cues or not durations or _is_spent(clause, cues, str(durations[0][1].value)):
        return None
    i, token = durations[0]
    cue = min(cues, key=lambda c: abs(c.start - i))
    draft = Draft("forecast", clause.index, token=cue.start, strength=0.88, marks={"slip"})
    draft.put("slip", ("-" if cue.value == "early" else "") + str(token.value), token_span(token))
    when = _target(clause, scene)
    if when:
        draft.put("when", *when)
    return draft


def _is_spent(clause: Clause, cues: list[Found], span: str) -> bool:
    """ "Delayed us 2 hours" is time lost on a stop; "delayed by one day" is when a work is to finish."""
    lost = [c for c in clause.all("lost") if not any(set(c.used) < set(slip.used) for slip in cues)]
    return bool(lost) or (clause.has("lost") and span.startswith("PT"))


def _target(clause: Clause, scene: Scene) -> tuple[str, tuple[int, int]] | None:
    for i, token in clause.typed("time"):
        if i not in scene.used and _ahead(token, scene) and (value := _local(token, scene)):
            return value, token_span(token)
    return None


def _local(token: Token, scene: Scene) -> str | None:
    return moment_of(token).local(scene.at)


def _ahead(token: Token, scene: Scene) -> bool:
    moment = moment_of(token)
    over = moment.day == 0 and moment.clock is None and scene.at.hour >= _OVER.get(moment.part, 24)
    return not moment.says_past and not over


def _finish(clause: Clause, scene: Scene) -> Draft | None:
    target = _target(clause, scene)
    if target is None:
        return None
    at = next(i for i, t in clause.typed("time") if (t.start, t.end) == target[1])
    for cue in clause.cues:
        if cue.tag in ("finish", "done", "part", "rest", "moved") and _points_ahead(clause, cue, at, scene):
            draft = Draft("forecast", clause.index, token=cue.start, strength=0.85, marks={cue.tag})
            draft.put("when", *target)
            return draft
    return None


def _points_ahead(clause: Clause, cue: Found, at: int, scene: Scene) -> bool:
    moment = moment_of(clause.tokens[at])
    if (negated(clause, cue) and cue.tag != "moved") or (cue.lang == "es" and before_today(clause, scene)):
        return False
    later = (
        (moment.day or 0) > 0
        or moment.end_of != ""
        or moment.week > 0
        or (bool(moment.after) and not moment.ago)
    )
    future = any(c.end <= cue.start for c in clause.all("future"))
    if cue.tag == "moved":
        return (
            _new_day_at(cue, at)
            and (
                bool(clause.concepts)
                or _goes_on(clause, scene)
                or clause.has("finish")
                or any(True for _ in clause.typed("level", "task"))
            )
            and not clause.named("inspection", "nothing")
        )
    if cue.tag == "rest":
        return later or moment.has_day
    if cue.tag == "finish":
        return (
            (cue.start < at or future or cue.lang in ("vi", "es"))
            and (future or moment.has_day or moment.role == "by" or _later_today(cue, moment, scene))
            and not _past_form(clause, cue)
            and not (cue.lang == "es" and _is_over(clause, cue))
            and not (moment.day == 0 and _already(clause, scene))
        )
    return cue.start < at and (future or later or moment.role == "by")


def _is_over(clause: Clause, cue: Found) -> bool:
    """ "quedó listo hoy": a day inside the words for what is done."""
    return any(set(cue.used) < set(c.used) for c in clause.all("done"))


def _new_day_at(cue: Found, at: int) -> bool:
    """Whether a time stands where the new day of what is moved does; in Vietnamese also inside: "thứ bảy mới đổ"."""
    inside = cue.lang == "vi" and cue.start <= at < cue.end
    return inside or cue.end - (cue.lang == "es") <= at <= cue.end + 3


def _goes_on(clause: Clause, scene: Scene) -> bool:
    """ "la cortina ya no sale el 18, quedó para el 25", "L6 pour's off, moved to Tuesday": the new day of what the clause before
    denies, calls off or moves."""
    off = _called_off(clause, scene)
    before = off or scene.before(clause)
    one = (
        before is not None
        and (off is not None or before.sentence == clause.sentence)
        and bool(before.concepts)
    )
    beside = clause.named("people", "trade", "crewword", "plant")
    elsewhere = [
        c for c in beside if c.lang != "vi" or c.end < clause.end
    ]  # "crew moved to the Friday shift"
    if before is None or not one or elsewhere or any(True for _ in before.typed("percent", "share", "qty")):
        return False
    return before.has("stop", "moved") or (before.has("neg") and before.has("finish", "moved", "coming"))


def _called_off(clause: Clause, scene: Scene) -> Clause | None:
    """ "L3 pour is off for today, no pump. Moved to Friday": the work called off a little before, in English, of which no more is
    told than its new day."""
    told = {p for c in clause.all("moved") if c.lang == "en" for p in c.used}
    bare = clause.start in told and all(
        p in told or clause.tokens[p].kind in ("time", "punct") for p in range(clause.start, clause.end)
    )
    near = scene.clauses[max(0, clause.index - _NEAR_OFF) : clause.index] if bare else ()
    return next((c for c in reversed(near) if c.has("stop") and c.concepts), None)


def _already(clause: Clause, scene: Scene) -> bool:
    """ "hôm nay đổ xong hết rồi": done, as the word after it says."""
    told = {p for c in (*clause.all("done"), *clause.all("part")) for p in (*c.used, c.end)}
    return any(p < clause.end and clause.tokens[p].text in scene.grammar["already"] for p in told)


def _later_today(cue: Found, moment: Moment, scene: Scene) -> bool:
    """ "cuối ngày xong": an hour still to come, said with a verb that tells no time."""
    return cue.lang == "vi" and moment.clock is not None and moment.clock > (scene.at.hour, scene.at.minute)


def _past_form(clause: Clause, cue: Found) -> bool:
    word = clause.tokens[cue.start].text
    if word in _FORWARD:
        return False  # "expected complete 15 April"
    return word.endswith("ed") and not any(c.end <= cue.start for c in clause.all("future"))
