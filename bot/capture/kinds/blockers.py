"""Blockers: what stops or hampers work, and since when, and how long it cost."""

import re

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood, negated
from bot.capture.kinds.lacks import OBJECTS, of_that, unknown_goods
from bot.capture.kinds.shelter import stopped
from bot.capture.kinds.work.unfinished import unfinished
from bot.capture.moments import Moment, moment_of
from bot.capture.pattern import Found

_PAPERS = ("inspection", "decision", "design", "information")
_SPAN = re.compile(r"\d\s*(?:a|-)\s*(?:las? )?\d")
NEAR_UNTIL = 4  # tokens from "until" to what is awaited
_STRENGTH = {"down": 0.92, "block": 0.85, "lack": 0.85, "stop": 0.85, "slow": 0.7, "lost": 0.85}


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """At most one blocker of a clause."""
    told = _told(clause, mood, scene, taken)
    sent = stopped(clause, mood, scene)
    # "kéo hết người xuống": who is taken down does not lack.
    if "cleared" in taken or (told and not (sent and told[0].values.get("cause") == "labour")):
        return told
    for draft in sent:
        put_times(draft, clause, scene)
    return sent


def _told(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    if mood.silent and not _asserts(clause, mood):
        return []
    if (
        (mood.idle and not clause.has("down", "block"))
        or (clause.has("nospend") and not clause.has("down", "block", "stop"))
        or ("safety" in taken and not clause.has("stop"))
    ):
        return []
    cues = [c for c in clause.cues if c.tag in _STRENGTH and _holds(clause, mood, c)]
    cues = [c for c in cues if not any(set(c.used) & set(f.used) for f in clause.all("fine"))]
    if "request" in taken and mood.question:
        cues = [c for c in cues if c.tag in ("stop", "lost")]  # "can we get more light down in B1"
    if "request" in taken or "quality" in taken:
        cues = [c for c in cues if c.tag in ("down", "stop", "lost") or c.value in ("space", "unforeseen")]
    if "delivery" in taken:
        late = [set(c.used) for c in clause.all("late")]
        cues = [
            c
            for c in cues
            if c.tag in ("stop", "slow", "lost", "down") and not any(set(c.used) <= one for one in late)
        ]
    if "cleared" in taken:
        cues = [c for c in cues if c.tag == "lost" and _delay(clause, scene)]
    paid = any(True for _ in clause.typed("money"))  # "is costing us 4 grand a week"
    cues = [c for c in cues if c.tag not in ("lost", "slow") or not paid]
    cues = [c for c in cues if c.tag != "lost" or _delay(clause, scene)]
    cues = [c for c in cues if c.tag != "stop" or not _tells_when(clause, c)]
    cues = [c for c in cues if not _runs_into_a_stop(clause, c, scene)]
    if not cues or _only_waits(clause, scene, cues):
        return []
    return _draft(clause, scene, cues)


def _tells_when(clause: Clause, cue: Found) -> bool:
    """ "won't finish before Friday": a finish that is only later, which stops nothing."""
    later = any(cue.start <= c.start and c.end > cue.end - 1 for c in clause.all("moved"))
    return later and any(set(c.used) < set(cue.used) for c in clause.all("finish"))


def _runs_into_a_stop(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "ngồi chờ không đổ được": they wait, and cannot pour; nobody waits for a pour."""
    unable = [c for c in clause.all("stop") if clause.tokens[c.start].text in scene.grammar["unable"]]
    return cue.value == "prior_work" and any(cue.start < c.start < cue.end <= c.end for c in unable)


def _only_waits(clause: Clause, scene: Scene, cues: list[Found]) -> bool:
    """ "crane's waiting": what stands by stops nothing, it is what a stop told elsewhere leads to."""
    waits = all(clause.tokens[c.start].text in scene.grammar["waits"] for c in cues)
    idle = [c for c in clause.named("plant", "vehicle") if c.end <= cues[0].start]
    lacks = any(c.tag == "lack" and _object(clause, c) for c in cues)
    by_weather = any(c.named("weather") for c in scene.clauses)
    return (
        waits
        and bool(idle)
        and not (lacks or by_weather)
        and not any(True for _ in clause.typed("level", "task"))
    )


def _asserts(clause: Clause, mood: Mood) -> bool:
    """A condition after the assertion leaves it: "stopped until it is fixed"."""
    if mood.question or mood.order or mood.old:
        return False
    first = min((c.start for c in clause.cues if c.tag in _STRENGTH), default=None)
    return first is not None and mood.conditional_from is not None and first < mood.conditional_from


def _holds(clause: Clause, mood: Mood, cue: Found) -> bool:
    if mood.conditional_from is not None and cue.start >= mood.conditional_from:
        return False
    if negated(clause, cue) and not (cue.tag == "down" and not _denied_directly(clause, cue)):
        return False
    ahead = [c for c in clause.all("future") if c.end <= cue.start and cue.start - c.end <= 3]
    if any(
        c.used and clause.tokens[c.start].text in ("need", "needs", "have", "has", "got", "want")
        for c in ahead
    ):
        ahead = []
    if cue.tag == "block" and ahead and clause.has("neg"):
        ahead = []
    if cue.lang == "es" and cue.value == "space" and _only_on_a_day(clause, cue):
        return False
    return not ahead


def _only_on_a_day(clause: Clause, cue: Found) -> bool:
    """ "no entran el lunes": when somebody does not come, told right after it, and no way in that is shut."""
    days = [moment_of(t) for i, t in clause.typed("time") if cue.end - 1 <= i <= cue.end + 1]
    return any(d.weekday is not None and not d.says_past and d.role not in ("since", "by") for d in days)


def _denied_directly(clause: Clause, cue: Found) -> bool:
    """ "la grúa no está parada", "cẩu không hư": right before it, or in a gap of it."""
    return any(
        0 <= cue.start - n.end <= 1 or (cue.start < n.start < cue.end and n.start not in cue.used)
        for n in clause.all("neg")
    )


def _draft(clause: Clause, scene: Scene, cues: list[Found]) -> list[Draft]:
    cause, by = of_that(clause, scene, cues) or _cause(clause, scene, cues)
    strongest = max(cues, key=lambda c: _STRENGTH[c.tag])
    draft = Draft("blocker", clause.index, token=cues[0].start, strength=_STRENGTH[strongest.tag])
    draft.marks = {c.tag for c in cues}
    if any(clause.tokens[c.start].text in scene.grammar["unable"] for c in cues):
        draft.marks.add("unable")
    if cause:
        draft.put("cause", cause, scene.chars(by or strongest))
        draft.what = scene.said(by) if by else ""
    elif not draft.marks & {"stop", "slow", "lost"}:
        return []
    lacks = "lack" in draft.marks and (by is None or by.tag != "utility")
    of_all = bool(clause.named("shared")) and not lacks
    draft.shared = (of_all and cause == "equipment") or cause == "weather"
    put_times(draft, clause, scene)
    return [draft]


def _cause(clause: Clause, scene: Scene, cues: list[Found]) -> tuple[str, Found | None]:
    """What stops: said outright, awaited, or the thing that is down or lacking."""
    awaited = awaited_in(clause, scene) if any(c.tag in ("stop", "slow") for c in cues) else None
    if awaited and not any(c.tag == "down" or _of_others(c, awaited) for c in cues):
        return awaited
    for tag in ("down", "block"):
        said = [c for c in cues if c.tag == tag]
        outright = sorted(said, key=lambda c: (-len(c.used), _of_goods(clause, c), c.value == "prior_work"))
        if outright and not _waits_for_a_thing(clause, outright[0], cues):
            return outright[0].value, _thing(clause, outright[0])
    weather = clause.named("weather")
    lack = next((c for c in cues if c.tag == "lack"), None)
    if lack:
        thing = _object(clause, lack) or unknown_goods(clause, lack, scene)
        if thing:
            return thing
    if weather:
        return "weather", weather[0]
    if any(c.tag in ("stop", "lack") for c in cues) and unfinished(clause):
        return "prior_work", unfinished(clause)
    for tag in ("block", "down"):
        for cue in cues:
            if cue.tag == tag:
                return cue.value, cue
    slow_or_stop = next((c for c in cues if c.tag in ("slow", "stop")), None)
    named = (
        _object(clause, slow_or_stop) if slow_or_stop and clause.lead in scene.grammar["because"] else None
    )
    return named or ("", None)


def _of_goods(clause: Clause, cue: Found) -> bool:
    """ "no hay rebar": a word for a trade that is also its material, which lacks sooner than people do."""
    return cue.value == "labour" and any(set(c.used) & set(cue.used) for c in clause.named("material"))


def _of_others(cue: Found, awaited: tuple[str, Found | None]) -> bool:
    """ "hasta que acaben los eléctricos": what others have still to finish, whose trade is no lack of people."""
    return cue.value == "prior_work" and cue.tag == "block" and awaited[0] == "labour"


def awaited_in(clause: Clause, scene: Scene, reach: int = NEAR_UNTIL) -> tuple[str, Found | None] | None:
    """ "stuck till RFI 88 is answered": the first thing that the stop is to end with."""
    start = next(
        (p for p in range(clause.start, clause.end) if clause.tokens[p].text in scene.grammar["until"]), None
    )
    things = [(order, cause, f) for order, (name, cause) in enumerate(OBJECTS) for f in clause.named(name)]
    after = [t for t in things if start is not None and start < t[2].start <= start + reach]
    if not after:
        return None
    _, cause, first = min(after, key=lambda t: (t[2].start, t[0], -len(t[2].used)))
    return _head(clause, cause, first)


def _waits_for_a_thing(clause: Clause, outright: Found, cues: list[Found]) -> bool:
    """ "waiting on rebar to get unloaded": the thing tells more than the waiting for others."""
    lack = next((c for c in cues if c.tag == "lack"), None)
    thing = _object(clause, lack) if lack and outright.value == "prior_work" else None
    return thing is not None and thing[0] not in ("labour", "space")


def _thing(clause: Clause, cue: Found) -> Found | None:
    return next(
        (
            c
            for c in clause.classes
            if c.start in cue.used and c.tag in ("plant", "material", "utility", "inspection", "design")
        ),
        cue,
    )


def _object(clause: Clause, cue: Found) -> tuple[str, Found] | None:
    """The thing that a lack is of: the first class phrase from the cue on."""
    best: tuple[int, int, str, Found] | None = None
    for order, (name, cause) in enumerate(OBJECTS):
        for found in clause.named(name):
            if (
                found.end <= cue.start
                or found.start - cue.end > 5
                or (set(found.used) <= set(cue.used) and cue.tag == "stop")
            ):
                continue
            rank = (found.start, order, cause, found)
            if best is None or rank[:2] < best[:2]:
                best = rank
    return _head(clause, best[2], best[3]) if best else None


def _head(clause: Clause, cause: str, thing: Found) -> tuple[str, Found]:
    """The last noun of an English compound is what lacks: "facade brackets" are material, an "embed detail" a drawing."""
    for name, known in OBJECTS:
        for found in clause.named(name):
            english = thing.lang == found.lang == "en" and found.start == thing.end
            if english and (thing.tag == "trade" or (thing.tag == "material" and name in _PAPERS)):
                return known, found
    return cause, thing


def _delay(clause: Clause, scene: Scene) -> tuple[str, tuple[int, int]] | None:
    for i, token in clause.typed("dur"):
        if (
            i not in scene.used | elsewhere_for(clause)
            and clause.tokens[i - 1].text not in scene.grammar["every"]
        ):
            return str(token.value), token_span(token)
    return None


def elsewhere_for(clause: Clause) -> set[int]:
    """ "crane's on the facade all morning": how long it serves others, which is not what that costs."""
    return {p for c in clause.all("down") for p in c.used[1:]}


def put_times(draft: Draft, clause: Clause, scene: Scene) -> None:
    """Since when it stops, and how long it cost, where the clause says so."""
    delay = _delay(clause, scene)
    if delay:
        draft.put("delay", *delay)
    for i, token in clause.typed("time"):
        moment = moment_of(token)
        if i in scene.used or not _looks_back(moment, scene) or _from_to(scene.text[token.start : token.end]):
            continue
        since = moment.local(scene.at, past=True)
        if (
            since
            and moment.role != "since"
            and not moment.has_day
            and since[:10] != scene.at.date().isoformat()
        ):
            continue  # an hour still to come is no beginning: "fire alarm test at 10"
        if since and since <= scene.at.strftime("%Y-%m-%dT%H:%M"):
            draft.put("since", since, token_span(token))
            return


def _from_to(said: str) -> bool:
    """ "paramos de 1 a 3": hours from which to which it stood, of which the last is no beginning."""
    return _SPAN.search(said) is not None


def _looks_back(moment: Moment, scene: Scene) -> bool:
    if moment.role == "since" or moment.ago:
        return True
    if moment.role == "by" or (moment.day or 0) > 0 or (moment.after and not moment.ago):
        return False
    return moment.clock is not None
