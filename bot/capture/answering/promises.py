"""By when a reply promises it, and which hours promise nothing."""

from collections.abc import Sequence

from bot.capture.answering.ahead import is_ahead, was_done_then, was_stopped_then
from bot.capture.answering.answers import OUTRIGHT, TELLING, answers_in, made
from bot.capture.answering.reasons import with_reason
from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import negated
from bot.capture.moments import Moment
from bot.capture.pattern import Found
from bot.capture.text import Token

_ETA = "eta"  # a promise in so many words
_NOT_THERE = ("late", "short", "damaged")
_SOON = 4  # tokens from a time to the promise: "friday noon it'll be there"
_BARE = 3  # tokens of a clause that is nothing but a time
_OF_OTHERS = ("request", "delivery", "headcount")  # whose hours are no promise
_THE = frozenset(("las", "los"))
_LEAST_WORD = 3  # letters; shorter ones are articles and the like
_OPEN = "open"  # the value of words that leave it open until a time
_SOMEDAY = "someday"
_OF_PUTTING_OFF = ("r_eta", "r_vague", "hedge", "future")
_ALONE = 2  # words of a clause that says that it is done, and nothing more


def promised(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """The first time still to come that is promised; what stops the work before a bare new time makes it not done."""
    is_done = bool(scene.clauses) and _opens_done(scene)
    vague: Draft | None = None
    for clause in scene.clauses:
        mood = scene.mood(clause)
        if mood.question or clause.has("slip") or clause.all("r_vague", _OPEN):
            continue  # "two days late" is by how much, and no span from now; "we'll see after lunch"
        for i, token in clause.typed("time", "dur"):
            if (
                i in scene.used
                or was_done_then(token.value, clause, scene)
                or was_stopped_then(i, clause, scene)
                or not is_ahead(token.value, clause, scene)
                or _lasted(token, clause, drafts, scene)
                or _ends_a_stop(i, clause, drafts, scene)
                or (_only_today(token.value) and _stops_here(clause, drafts))
            ):
                continue
            reply = _by_then(i, token, clause, drafts, scene, is_done)
            if reply and _only_today(token.value):
                vague = vague or reply
            elif reply:
                return reply
    return vague


def put_off(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """ "next week more like": nothing but a new time of which no day is said."""
    if drafts or len(scene.clauses) != 1 or scene.mood(scene.clauses[0]).question:
        return None
    clause = scene.clauses[0]
    said = {p for c in clause.cues if c.tag in _OF_PUTTING_OFF for p in c.used}
    cue = next(iter(clause.all("r_eta", _SOMEDAY)), None)
    if cue is None or clause.end - clause.start - len(said) > 1:
        return None
    draft = made(scene, clause, cue, "eta", 0.85)
    draft.marks.add(OUTRIGHT)
    return draft


def _only_today(value: object) -> bool:
    """ "al ratito, a las cuatro te lo entrego": a time of today without its hour, which a later one may tell."""
    return isinstance(value, Moment) and value.day == 0 and value.clock is None and not value.end_of


def _by_then(
    i: int, token: Token, clause: Clause, drafts: Sequence[Draft], scene: Scene, is_done: bool
) -> Draft | None:
    """The promise of a time that lies ahead, where a word says so or nothing else is said."""
    near = (c for c in clause.cues if c.start <= i or c.start - i <= _SOON)
    cue = next((c for c in near if c.tag in ("r_eta", "finish", "future")), None)
    alone = clause.end - clause.start <= _BARE
    value = _local(token.value, scene)
    outright = clause.tokens[i - 1].text == _ETA and i > clause.start
    of_others = any(d.kind in _OF_OTHERS and d.clause == clause.index for d in drafts) and not outright
    if not (cue or (alone and not is_done)) or not value or of_others:
        return None
    draft = Draft("response", clause.index, token=i, strength=0.92 if cue else 0.85)
    leaves = (cue is None or _leaves_it_stopped(clause, cue, scene)) and _is_stopped(drafts, scene, clause)
    if leaves or _rained_off(i, clause, scene):
        draft.put("answer", "not_done", token_span(token))
        return with_reason(draft, drafts, scene)
    draft.put("answer", "eta", token_span(token))
    draft.put("when", value, token_span(token))
    return draft


def _leaves_it_stopped(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "too wet to weld, back on it tomorrow at 8": in English whatever is promised after a stop, if nothing is
    taken on or done."""
    if cue.lang != "en":
        return _says_when_only(clause, cue)
    return not answers_in(scene, "r_done", "r_ok")


def _says_when_only(clause: Clause, cue: Found) -> bool:
    """ "se descompuso la cortadora, hasta el jueves la reparan": in Spanish, nothing before the time that says who promises."""
    words = [clause.tokens[p] for p in cue.used]
    return cue.lang == "es" and all(
        t.kind == "time" or len(t.text) < _LEAST_WORD or t.text in _THE for t in words
    )


def _is_stopped(drafts: Sequence[Draft], scene: Scene, until: Clause) -> bool:
    """ "the rain got us. tomorrow 9": what stops the work is told before a bare new time."""
    stops = any(
        d.kind == "blocker" and "cause" in d.values and _before(d, until, scene) and d.strength >= TELLING
        for d in drafts
    )
    stops = stops or any(
        d.kind == "delivery" and d.values.get("status") in _NOT_THERE and scene.langs[0] == "en"
        for d in drafts
    )
    weather = any(c.named("weather") for c in scene.clauses[: until.index])
    return stops or weather


def _rained_off(i: int, clause: Clause, scene: Scene) -> bool:
    """ "mưa quá, mai làm tiếp": in Vietnamese, weather that is on and a later day on which the work goes on."""
    told = [(c, w) for c in scene.clauses[: clause.index + 1] for w in c.named("weather") if w.end <= i]
    later = (getattr(clause.tokens[i].value, "day", 0) or 0) > 0
    here = any(w.lang == "vi" and not negated(c, w) for c, w in told)
    over = any(c.all("clear", "weather") or c.has("finish", "r_done") for c in scene.clauses)
    return here and later and not over


def _before(draft: Draft, until: Clause, scene: Scene) -> bool:
    """Whether a stop is told before its new time; in English it may come after: "gimme till 10, still short two dampers"."""
    return draft.clause < until.index or (scene.langs[0] == "en" and draft.clause > until.index)


def _opens_done(scene: Scene) -> bool:
    """ "hecho, aguantó las 2 horas": the first clause says that it is done and nothing more."""
    first = scene.clauses[0]
    words = sum(1 for t in first.tokens[first.start : first.end] if t.kind == "word")
    said = [c for c in first.all("r_done") if not negated(first, c)]
    return bool(said) and words <= _ALONE and not any(True for _ in first.typed("time", "dur", "percent"))


def _lasted(token: Token, clause: Clause, drafts: Sequence[Draft], scene: Scene) -> bool:
    """ "listo: 8 tablaroqueros, 9 hrs", "hecho, duró 2 horas": hours that were worked, beside an answer that is done; and the
    day of another work."""
    if token.kind != "dur" and not clause.concepts:
        return False
    if any(d.kind == "headcount" and d.spans.get("hours") == token_span(token) for d in drafts):
        return True
    return any(
        not negated(c, cue) and c.index < clause.index and not c.has("almost")
        for c, cue in answers_in(scene, "r_done")
    )


def _ends_a_stop(i: int, clause: Clause, drafts: Sequence[Draft], scene: Scene) -> bool:
    """ "la grúa la trae el fierrero hasta las 2": until when it is held up, which promises nothing."""
    until = any(clause.tokens[p].text in scene.grammar["until"] for p in range(max(clause.start, i - 2), i))
    return until and any(
        d.kind == "blocker" and "cause" in d.values and d.clause == clause.index for d in drafts
    )


def _stops_here(clause: Clause, drafts: Sequence[Draft]) -> bool:
    """ "ando corto de gente hoy": the day on which something stops it, which promises nothing."""
    return any(d.kind == "blocker" and "cause" in d.values and d.clause == clause.index for d in drafts)


def _local(value: object, scene: Scene) -> str | None:
    if isinstance(value, Moment):
        return value.local(scene.at)
    return Moment(after=str(value)).local(scene.at)
