"""Whether a time that a reply says is still to come, or is when it was done."""

from datetime import date

from bot.capture.clauses import Clause
from bot.capture.drafts import Scene
from bot.capture.guards import negated
from bot.capture.kinds.no_tense import of_no_tense, of_one
from bot.capture.moments import Moment, is_to_come
from bot.capture.pattern import Found
from bot.capture.text import number_of

_STOPS = ("block", "lack", "down", "stop")
_LEAD = 3  # tokens of a stop and its hour: "sin grúa a las 3"
_LATELY = 31  # days
_EARLIEST, _OPENING = "05:00", "07:00"  # before it nobody is at work; and when most begin


def is_ahead(value: object, clause: Clause, scene: Scene) -> bool:
    """Whether the time or the span from now lies ahead, by the words beside it."""
    if isinstance(value, Moment):
        if value.says_past:
            return False
        past_told = [
            c
            for c in clause.cues
            if c.tag in ("r_did", "part", "r_done", "pass")
            and not clause.has("future")
            and not _may_be_ahead(clause, c, scene)
            and not any(set(c.used) < set(f.used) for f in clause.all("finish"))
        ]
        local = value.local(scene.at)
        byish = value.role == "by" or clause.has("future") or _vietnamese_promise(value, clause)
        byish = byish or (value.day or 0) > 0 or bool(value.after) or _is_partly(scene)
        return local is not None and is_to_come(local, scene.at) and (not past_told or byish)
    alone = clause.end - clause.start <= 3 and len(scene.clauses) <= 2
    promised = clause.all("r_eta")
    lost = any(
        not any(set(c.used) <= set(p.used) for p in promised) for c in clause.all("lost")
    )  # "me tardo una hora"
    return (alone or bool(promised)) and not lost and not clause.has("neg")


def was_done_then(value: object, clause: Clause, scene: Scene) -> bool:
    """ "done at 8:40", said at nine, "8/3 xong": an hour of today or a date that is over, beside a word for what is finished."""
    if isinstance(value, Moment) and value.role == "" and _is_lately(value, scene):
        return clause.has("done", "r_done", "at_share") and not clause.has("future", "neg")
    if not isinstance(value, Moment) or value.clock is None or value.has_day or value.role == "by":
        return False
    over = value.local(scene.at, past=True) or ""
    told = [
        c for c in clause.cues if c.tag in ("done", "r_done", "r_did", "start") and not clause.has("future")
    ]
    earliest = _OPENING if all(_may_be_ahead(clause, c, scene) for c in told) else _EARLIEST
    return bool(told) and over[:10] == scene.at.date().isoformat() and over[11:] >= earliest


def _is_lately(moment: Moment, scene: Scene) -> bool:
    """Whether it is a date without its year that was these days, and comes again only in the next."""
    if moment.monthday is None or moment.monthday[0] is not None or moment.monthday[1] is None:
        return False
    last = moment.local(scene.at, past=True)
    return last is not None and 0 < (scene.at.date() - date.fromisoformat(last[:10])).days <= _LATELY


def was_stopped_then(i: int, clause: Clause, scene: Scene) -> bool:
    """ "no rebar at 8am, done by 2pm", said at nine: the hour at which something was wanting, which promises nothing."""
    value = clause.tokens[i].value
    if not isinstance(value, Moment) or value.clock is None or value.has_day or value.role == "by":
        return False
    if clause.has("future", "finish") or clause.tokens[i - 1].text in scene.grammar["until"]:
        return False
    stops = [c for c in clause.cues if c.tag in _STOPS and not negated(clause, c)]
    over = value.local(scene.at, past=True) or ""
    earliest = _EARLIEST if value.sure else _OPENING
    is_over = over[:10] == scene.at.date().isoformat() and over[11:] >= earliest
    closes = value.role == "at" and i == clause.end - 1 and any(0 <= i - c.end < _LEAD for c in stops)
    return bool(stops) and (is_over or closes)


def _may_be_ahead(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "a las 5 entregamos": a verb of Spanish that is of yesterday and of today alike, unless a "ya" stands before it."""
    before = clause.tokens[cue.start - 1].text if cue.start > clause.start else ""
    may_be = of_no_tense(clause, cue) or of_one(clause, cue, scene.text)
    return cue.lang == "es" and may_be and before != "ya"


def _is_partly(scene: Scene) -> bool:
    """Whether the reply tells a share that is not all: "at 60, finishing at 4" is still to come."""
    told = [number_of(t) for c in scene.clauses for _, t in c.typed("percent", "fraction")]
    return any(number < 100 for number in told)


def _vietnamese_promise(moment: Moment, clause: Clause) -> bool:
    """ "4h em xong": in Vietnamese an hour before the finish is its hour to come."""
    times = [i for i, t in clause.typed("time") if t.value == moment]
    return any(c.lang == "vi" and times and times[0] < c.start for c in clause.all("r_done"))
