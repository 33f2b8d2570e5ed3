"""The answer that a reply gives, tried from the plainest refusal to what is only told."""

from collections.abc import Callable, Sequence

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood, negated
from bot.capture.kinds.blockers import awaited_in
from bot.capture.kinds.progress import of_no_tense, unfinished
from bot.capture.late_comers import late_comer, only_then
from bot.capture.moments import Moment, moment_of
from bot.capture.pattern import Found
from bot.capture.text import Token, number_of

_EARLIEST, _OPENING = "05:00", "07:00"  # before it nobody is at work; and when most begin
_SOON = 4  # tokens from a time to the promise: "friday noon it'll be there"
_TELLING = 0.8  # how strong the words of a stop are that answers by itself
_NEEDED = (("plant", "equipment"), ("inspection", "inspection"), ("trade", "labour"), ("people", "labour"))
_ALREADY = frozenset(("ya", "le"))
_OF_OTHERS = ("request", "delivery", "headcount")  # whose hours are no promise
_THE = frozenset(("las", "los"))
_TITLES = 3  # words before a name: "con el inge Omar"
_SHORTEST_NAME = 3
_FEW = 3  # clauses of a reply that says one thing


def reply_in(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """The response of the message, or None where it commits to nothing."""
    for reader in _READERS:
        found = reader(drafts, scene)
        if found:
            return found
    return None


def _cues(scene: Scene, *tags: str) -> list[tuple[Clause, Found]]:
    """Cues of plain clauses (no question, no condition)."""
    return [
        (clause, cue)
        for clause in scene.clauses
        for cue in clause.cues
        if cue.tag in tags and _plain(scene.mood(clause), cue) and not _idle(clause, cue)
    ]


def _plain(mood: Mood, cue: Found) -> bool:
    return not mood.question and not (
        mood.conditional_from is not None and mood.conditional_from <= cue.start
    )


def _idle(clause: Clause, cue: Found) -> bool:
    """Whether the phrase is part of a figure of speech ("so done with this", "de hecho")."""
    figure = any(set(cue.used) & set(c.used) for c in clause.all("idle"))
    return figure or any(set(cue.used) < set(c.used) for c in (*clause.all("hide"), *clause.all("lead_in")))


def _made(scene: Scene, clause: Clause, cue: Found, answer: str, strength: float) -> Draft:
    draft = Draft("response", clause.index, token=cue.start, strength=strength)
    draft.put("answer", answer, scene.chars(cue))
    return draft


def _reassigned(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    cues = [
        (clause, cue)
        for clause in scene.clauses
        for cue in clause.all("r_reassign")
        if (clause.mark != "?" or clause.has("neg")) and not _keeps_plant(clause, cue)
    ]
    if not cues:
        return _handed_on(scene)
    draft = _made(scene, *cues[0], "reassign", 0.93)
    named = [
        _stranger(scene, clause, cue)
        if cue.lang != "es" and (cue.value == "to" or _gives(clause, cue))
        else _named_after(scene, clause, cue)
        for clause, cue in cues
    ]
    to = _person(scene) or next((n for n in named if n), None)
    if to:
        draft.put("to", *to)
    elif all(cue.value == "to" for _, cue in cues):
        return None
    return draft


def _keeps_plant(clause: Clause, cue: Found) -> bool:
    """ "la grúa la trae el fierrero": who has the machine that it takes, not who is to do it."""
    return any(set(c.used) & set(cue.used) for c in clause.all("down"))


def _handed_on(scene: Scene) -> Draft | None:
    """ "not my job, pregunten a @raj": a refusal that names somebody else."""
    refused = [(c, f) for c, f in _cues(scene, "r_decline", "r_no") if len(scene.clauses) <= _FEW]
    asks = any(c.has("r_ok", "r_help", "ask") or c.mark == "?" for c in scene.clauses)
    to = next((t for t in scene.tokens if t.kind == "mention"), None)
    if not refused or asks or to is None:
        return None
    draft = _made(scene, *refused[0], "reassign", 0.88)
    named = _person(scene)
    if named:
        draft.put("to", *named)
    return draft


def _gives(clause: Clause, cue: Found) -> bool:
    """Whether the phrase is of giving on, so that a name is to follow."""
    return clause.tokens[cue.end - 1].text in ("to", "ask", "call", "try", "tell", "ping", "with")


def _person(scene: Scene) -> tuple[str, tuple[int, int]] | None:
    for token in scene.tokens:
        if token.kind == "mention":
            said = scene.text[token.start + 1 : token.end]
            return scene.people.get(said.lower(), said), token_span(token)
    for token in scene.tokens:
        if token.kind == "word" and token.text in scene.people:
            return scene.people[token.text], token_span(token)
    return None


def _stranger(scene: Scene, clause: Clause, cue: Found) -> tuple[str, tuple[int, int]] | None:
    """ "this goes to carlos": the first word after who is to take it that no lexicon knows is a name."""
    for token in clause.tokens[cue.start : min(cue.end + 3, clause.end)]:
        name = token.kind == "word" and token.text.isalpha() and len(token.text) >= 3
        if name and token.text not in scene.known:
            return scene.text[token.start : token.end], token_span(token)
    return None


def _named_after(scene: Scene, clause: Clause, cue: Found) -> tuple[str, tuple[int, int]] | None:
    """ "le toca a Omar", "eso lo ve don Héctor": in Spanish, a name is written large right after who is to take it."""
    if cue.lang != "es":
        return None
    lead = scene.grammar["before_name"]
    after = clause.tokens[cue.end : cue.end + _TITLES + 1]  # "no soy yo, es Carlos"
    token = next((t for t in after if t.text not in lead and t.text != ","), None)
    if token is None or token.kind != "word":
        return None
    large = scene.text[token.start].isupper() and token.text.isalpha() and len(token.text) >= _SHORTEST_NAME
    return (token.text, token_span(token)) if large else None


def _helped(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    cues = [(c, f) for c in scene.clauses for f in c.all("r_help")]
    counted = any(
        d.kind == "request" and ("quantity" in d.values or d.values.get("need") not in ("labour", "other"))
        for d in drafts
    )
    if not cues or counted or negated(*cues[0]):
        return None
    return _made(scene, *cues[0], "help", 0.92)


def _declined(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    cues = _cues(scene, "r_decline")
    if cues:
        return with_reason(_made(scene, *cues[0], "declined", 0.88), drafts, scene)
    return None


def _refused(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """Not done: said, or done with exceptions."""
    done = [(c, f) for c, f in _cues(scene, "r_done", "done") if not negated(c, f)]
    excepted = _cues(scene, "r_except")
    alone = excepted and len(scene.clauses) == 1 and excepted[0][1].start == scene.clauses[0].start
    if excepted and (alone or (done and excepted[0][1].start > done[0][1].start)):
        return with_reason(_made(scene, *excepted[0], "not_done", 0.88), drafts, scene)
    refusals = [(c, f) for c, f in _cues(scene, "r_no") if not _of_something_else(c, f, scene)]
    denied = [(c, f) for c, f in _cues(scene, "r_done", "done", "r_did", "part", "start") if negated(c, f)]
    if done and (not refusals or refusals[0][1].start > done[0][1].start) and not denied:
        return None
    found = refusals or denied
    if not found:
        return None
    answer = "not_done"
    options = scene.thread.options if scene.thread else ()
    if "not_done" not in options and "declined" in options:
        answer = "declined"
    return with_reason(_made(scene, *found[0], answer, 0.9), drafts, scene)


def _of_something_else(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "no injuries", "no issues": a denial that is no answer."""
    return any(
        set(cue.used) <= set(c.used)
        and c.tag in ("injury", "r_ok", "r_vague", "pass", "good", "r_done", "r_help")
        for c in clause.cues
    )


def _held_up(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """ "bơm hư rồi, thứ năm thợ sửa xong mới chạy được": what stops it, and from when only it can go on, is not done."""
    stops = [d for d in drafts if d.kind == "blocker" and "cause" in d.values and d.strength >= _TELLING]
    if not stops:
        return None
    for clause in scene.clauses:
        if scene.mood(clause).question:
            continue
        for i, token in clause.typed("time"):
            if only_then(clause, i, scene) and _future(token.value, clause, scene):
                reply = Draft("response", clause.index, token=i, strength=0.88)
                reply.put("answer", "not_done", next(iter(stops[0].spans.values()), token_span(token)))
                return with_reason(reply, drafts, scene)
    return None


def _promised(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    is_done = bool(scene.clauses) and _opens_done(scene)
    for clause in scene.clauses:
        mood = scene.mood(clause)
        if mood.question or clause.has("slip"):  # "two days late" is by how much, and no span from now
            continue
        for i, token in clause.typed("time", "dur"):
            if (
                i in scene.used
                or _was_done_then(token.value, clause, scene)
                or not _future(token.value, clause, scene)
                or _lasted(token, clause, drafts, scene)
                or _ends_a_stop(i, clause, drafts, scene)
            ):
                continue
            cue = next(
                (
                    c
                    for c in clause.cues
                    if c.tag in ("r_eta", "finish", "future") and (c.start <= i or c.start - i <= _SOON)
                ),
                None,
            )
            alone = clause.end - clause.start <= 3
            value = _local(token.value, scene)
            if (
                (cue or (alone and not is_done))
                and value
                and not any(d.kind in _OF_OTHERS and d.clause == clause.index for d in drafts)
            ):
                draft = Draft("response", clause.index, token=i, strength=0.92 if cue else 0.85)
                if (cue is None or _says_when_only(clause, cue)) and _is_stopped(drafts, scene, clause):
                    draft.put("answer", "not_done", token_span(token))
                    return with_reason(draft, drafts, scene)
                draft.put("answer", "eta", token_span(token))
                draft.put("when", value, token_span(token))
                return draft
    return None


def _says_when_only(clause: Clause, cue: Found) -> bool:
    """ "se descompuso la cortadora, hasta el jueves la reparan": in Spanish, nothing before the time that says who promises."""
    words = [clause.tokens[p] for p in cue.used]
    return cue.lang == "es" and all(
        t.kind == "time" or len(t.text) < _SHORTEST_NAME or t.text in _THE for t in words
    )


def _is_stopped(drafts: Sequence[Draft], scene: Scene, until: Clause) -> bool:
    """ "the rain got us. tomorrow 9": what stops the work is told before a bare new time."""
    stops = any(
        d.kind == "blocker" and "cause" in d.values and d.clause < until.index and d.strength >= _TELLING
        for d in drafts
    )
    weather = any(c.named("weather") for c in scene.clauses[: until.index])
    return stops or weather


def _opens_done(scene: Scene) -> bool:
    """ "hecho, aguantó las 2 horas": the first clause says that it is done and nothing more."""
    first = scene.clauses[0]
    words = sum(1 for t in first.tokens[first.start : first.end] if t.kind == "word")
    said = [c for c in first.all("r_done") if not negated(first, c)]
    return bool(said) and words <= _FEW - 1 and not any(True for _ in first.typed("time", "dur", "percent"))


def _lasted(token: Token, clause: Clause, drafts: Sequence[Draft], scene: Scene) -> bool:
    """ "listo: 8 tablaroqueros, 9 hrs", "hecho, duró 2 horas": hours that were worked, beside an answer that is done; and the
    day of another work."""
    if token.kind != "dur" and not clause.concepts:
        return False
    if any(d.kind == "headcount" and d.spans.get("hours") == token_span(token) for d in drafts):
        return True
    return any(
        not negated(c, cue) and c.index < clause.index and not c.has("almost")
        for c, cue in _cues(scene, "r_done")
    )


def _ends_a_stop(i: int, clause: Clause, drafts: Sequence[Draft], scene: Scene) -> bool:
    """ "la grúa la trae el fierrero hasta las 2": until when it is held up, which promises nothing."""
    until = any(clause.tokens[p].text in scene.grammar["until"] for p in range(max(clause.start, i - 2), i))
    return until and any(
        d.kind == "blocker" and "cause" in d.values and d.clause == clause.index for d in drafts
    )


def _was_done_then(value: object, clause: Clause, scene: Scene) -> bool:
    """ "done at 8:40", said at nine: an hour of today that is over, beside a word for what is finished."""
    if not isinstance(value, Moment) or value.clock is None or value.has_day or value.role == "by":
        return False
    over = value.local(scene.at, past=True) or ""
    told = [c for c in clause.cues if c.tag in ("done", "r_done", "r_did") and not clause.has("future")]
    earliest = _OPENING if all(_may_be_ahead(clause, c) for c in told) else _EARLIEST
    return bool(told) and over[:10] == scene.at.date().isoformat() and over[11:] >= earliest


def _may_be_ahead(clause: Clause, cue: Found) -> bool:
    """ "a las 5 entregamos": a verb of Spanish that is of yesterday and of today alike, unless a "ya" stands before it."""
    before = clause.tokens[cue.start - 1].text if cue.start > clause.start else ""
    return cue.lang == "es" and of_no_tense(clause, cue) and before != "ya"


def _is_partly(scene: Scene) -> bool:
    """Whether the reply tells a share that is not all: "at 60, finishing at 4" is still to come."""
    told = [number_of(t) for c in scene.clauses for _, t in c.typed("percent", "fraction")]
    return any(number < 100 for number in told)


def _vietnamese_promise(moment: Moment, clause: Clause) -> bool:
    """ "4h em xong": in Vietnamese an hour before the finish is its hour to come."""
    times = [i for i, t in clause.typed("time") if t.value == moment]
    return any(c.lang == "vi" and times and times[0] < c.start for c in clause.all("r_done"))


def _future(value: object, clause: Clause, scene: Scene) -> bool:
    if isinstance(value, Moment):
        if value.says_past:
            return False
        past_told = [
            c
            for c in clause.cues
            if c.tag in ("r_did", "part", "r_done", "pass")
            and not clause.has("future")
            and not _may_be_ahead(clause, c)
            and not any(set(c.used) < set(f.used) for f in clause.all("finish"))
        ]
        local = value.local(scene.at)
        byish = value.role == "by" or clause.has("future") or _vietnamese_promise(value, clause)
        byish = byish or (value.day or 0) > 0 or bool(value.after) or _is_partly(scene)
        return local is not None and (not past_told or byish)
    alone = clause.end - clause.start <= 3 and len(scene.clauses) <= 2
    promised = clause.all("r_eta")
    lost = any(
        not any(set(c.used) <= set(p.used) for p in promised) for c in clause.all("lost")
    )  # "me tardo una hora"
    return (alone or bool(promised)) and not lost and not clause.has("neg")


def _local(value: object, scene: Scene) -> str | None:
    if isinstance(value, Moment):
        return value.local(scene.at)
    return Moment(after=str(value)).local(scene.at)


def _finished(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    for clause, cue in _cues(scene, "r_done", "done"):
        if cue.tag == "done" and clause.end - clause.start > _FEW + 1:
            continue
        partly = any(True for _ in clause.typed("percent", "fraction", "share")) or clause.has(
            "almost", "half"
        )
        planned = any(
            c.end <= cue.start
            for c in clause.all("future")
            if clause.tokens[c.start].text not in ("got", "have", "has")
        )
        begun = cue.tag == "r_done" and clause.tokens[cue.end - 1].text in _ALREADY and clause.has("start")
        if negated(clause, cue) or partly or planned or begun or scene.mood(clause).hedged:
            continue  # "va, ya empezamos": begun is not done
        return _made(scene, clause, cue, "done", 0.95)
    return None


def _accepted(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    cues = [(c, f) for c, f in _cues(scene, "r_ok") if not negated(c, f)]
    if not cues or _cues(scene, "r_vague") or scene.clauses[0].has("idle"):
        return None
    return _made(scene, *cues[0], "accepted", 0.92)


def _told(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """No answer word: what is told answers: a stop is not done, a finish is done."""
    if _cues(scene, "r_vague"):
        return None
    for draft in drafts:
        if draft.kind == "blocker" and draft.strength >= _TELLING:
            reply = Draft("response", draft.clause, token=draft.token, strength=0.78)
            reply.put("answer", "not_done", next(iter(draft.spans.values()), (0, 0)))
            return with_reason(reply, drafts, scene)
    for clause, cue in _cues(scene, "r_did", "part"):
        ahead = clause.has("future", "todo") or scene.mood(clause).order
        if (
            not negated(clause, cue)
            and not ahead
            and not any(True for _ in clause.typed("percent", "fraction", "share", "money"))
        ):
            if any(
                d.kind in ("delivery", "safety", "quality", "headcount") and d.clause == clause.index
                for d in drafts
            ):
                continue
            return _made(scene, clause, cue, "done", 0.75)
    return None


def _taken_until(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """ "forklift's with the brickies till half one": who or what it needs is not to be had before then."""
    if _cues(scene, "r_done", "r_ok", "r_vague"):
        return None
    for clause in scene.clauses:
        thing = next(((t, cause) for name, cause in _NEEDED for t in clause.named(name)), None)
        times = [i for i, _ in clause.typed("time") if clause.tokens[i - 1].text in scene.grammar["until"]]
        if thing is None or not times or scene.mood(clause).question or clause.has("ask", "future"):
            continue
        reply = _made(scene, clause, thing[0], "not_done", 0.78)
        reply.put("cause", thing[1], scene.chars(thing[0]))
        return with_reason(reply, drafts, scene)
    return None


def with_reason(reply: Draft, drafts: Sequence[Draft], scene: Scene) -> Draft:
    """The cause of the first stop told, and the new promise."""
    for draft in drafts:
        if draft.kind == "blocker" and "cause" in draft.values:
            reply.put("cause", draft.values["cause"], draft.spans["cause"])
            reply.what = draft.what
            break
        if draft.kind == "delivery" and draft.values.get("status") in ("late", "short", "damaged"):
            reply.put("cause", "material", draft.spans["status"])
            break
    if "cause" not in reply.values:
        _put_reason(reply, scene)
    for clause in scene.clauses:
        for _, token in clause.typed("time"):
            value = moment_of(token)
            local = value.local(scene.at)
            if (
                not value.says_past
                and local
                and not (value.day == 0 and value.clock is None and value.role == "")
            ):
                reply.put("when", local, token_span(token))
                return reply
    return reply


def _put_reason(reply: Draft, scene: Scene) -> None:
    """The cause that no stop tells: weather that is named, what is not ready, the thing that is awaited."""
    for clause in scene.clauses:
        weather = next((w for w in clause.named("weather") if not negated(clause, w)), None)
        unready = unfinished(clause) or next(iter(clause.all("unready")), None)
        other_work = unready and (clause.named("trade", "material") or _names_other_work(clause, unready))
        awaited = awaited_in(clause, scene)
        if weather:
            reply.put("cause", "weather", scene.chars(weather))
        elif awaited and awaited[1]:
            reply.put("cause", awaited[0], scene.chars(awaited[1]))
        elif other_work and unready:
            reply.put("cause", "prior_work", scene.chars(unready))
        elif late := late_comer(clause, scene):
            reply.put("cause", late[0], scene.chars(late[1]))
        if "cause" in reply.values:
            return


def _names_other_work(clause: Clause, unready: Found) -> bool:
    """ "forms aren't stripped": what is not ready has a name of its own before it."""
    return any(c.end <= unready.start + 1 and not set(c.used) <= set(unready.used) for c in clause.concepts)


_READERS: tuple[Callable[[Sequence[Draft], Scene], Draft | None], ...] = (
    _reassigned,
    _helped,
    _declined,
    _refused,
    _taken_until,
    _held_up,
    _promised,
    _finished,
    _accepted,
    _told,
)
