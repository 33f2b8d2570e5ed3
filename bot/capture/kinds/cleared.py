"""Cleared: an earlier blocker that no longer holds."""

from collections.abc import Sequence

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood, holds, negated
from bot.capture.pattern import Found

_CAUSES = (
    ("plant", "equipment"), ("utility", "equipment"), ("weather", "weather"), ("inspection", "inspection"), ("design", "design"),
    ("paper", "design"), ("space", "space"), ("material", "material"), ("trade", "labour"), ("crewword", "labour"),
)  # fmt: skip
_VERB = 3  # tokens after "hasta que" among which its verb stands
_TESTS = frozenset(
    ("prueba", "pruebas", "ensayo", "ensayos", "probetas", "cilindros", "estanqueidad", "hermeticidad")
)
_NAMING_WORK = ("material", "labour")
_STOPS = ("down", "stop", "block", "lack", "slow", "lost")
GOES_ON = "goes on"  # the mark of a clearing that says that the work goes on
AGAIN = "again"  # the mark of a clearing that takes its cause from the stop told before it


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """At most one clearing of a clause."""
    if mood.silent or mood.idle or taken & {"safety", "request"}:
        return []
    if ended := _ended(clause, mood, scene):
        return ended
    told = (*clause.all("clear"), *clause.all("resume"), *clause.all("again"))
    cues = [c for c in told if holds(clause, mood, c) and not _denied(clause, c, scene.grammar["denials"])]
    cues = [c for c in cues if not any(set(c.used) & set(f.used) for f in clause.all("fine"))]
    cues = [c for c in cues if not _asked_for(clause, c, scene) and not _counted(clause, c)]
    cues = [c for c in cues if not _hangs_over(clause, c, scene.grammar["articles"])]
    cues = [
        c for c in cues if not any(set(c.used) & set(f.used) for f in clause.all("fail"))
    ]  # "got turned back"
    cues = [
        c
        for c in cues
        if not (c.value == "inspection" and _checked(clause, c, scene.grammar["released"]))
        or by_authority(clause, scene)
    ]
    if not cues:
        return []
    cues = [c for c in cues if not _does(clause, c, scene.grammar["moving"]) and not _begun(clause, c)]
    if not cues:
        return []
    if all(c.tag == "again" for c in cues):
        return _again(clause, scene, cues[0])
    cue = next((c for c in cues if c.value), cues[0])
    before = scene.before(clause)
    goes_on = any(c.tag == "resume" for c in cues)
    cause = (
        cue.value
        or _cause(clause, [c for c in cues if c.tag == "resume"])
        or (_cause(before) if before and before.has("down", "stop", "block", "lack", "arrive") else "")
        or (_brought(clause, scene) if goes_on else "")
    )
    if cause == "labour" and not cue.value and before is not None and before.has("arrive"):
        cause = _cause(before) or cause  # "ya llegaron los codos, los plomeros ya están trabajando"
    if not cause and not (goes_on and _of_work(clause, before)):
        names_work = clause.concepts or any(True for _ in clause.typed("level", "task"))
        again = any(set(c.used) & set(cue.used) for c in clause.all("again"))
        return [] if names_work or (goes_on and not again) else _again(clause, scene, cue)
    draft = Draft("cleared", clause.index, token=cue.start, strength=0.88 if cue.value else 0.8)
    thing = _thing(clause, cue)
    if cause:
        draft.put("cause", cause, scene.chars(cue))
    if goes_on:
        draft.marks.add(GOES_ON)
    draft.shared = cause == "weather" or bool(clause.named("shared"))
    draft.what = scene.said(thing) if thing else ""
    return [draft]


def _hangs_over(clause: Clause, cue: Found, articles: frozenset[str]) -> bool:
    """ "lightning over the river": where it is, and not that it is over."""
    after = clause.tokens[cue.end].text if cue.end < clause.end else ""
    return clause.tokens[cue.end - 1].text == "over" and (after in articles or after == "us")


def _counted(clause: Clause, cue: Found) -> bool:
    """ "22 fixed so far": so many pieces of the work, and nothing that was broken."""
    return not cue.value and cue.start > clause.start and clause.tokens[cue.start - 1].kind == "num"


def _asked_for(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "nhờ thiết kế trả lời RFI 44": an answer that is asked for is not there; "nhờ họ trả lời rồi" tells that it is."""
    over = any(clause.tokens[p].text in scene.grammar["already"] for p in cue.used)
    return cue.lang == "vi" and not over and any(a.start < cue.start for a in clause.all("ask"))


def _again(clause: Clause, scene: Scene, cue: Found) -> list[Draft]:
    """ "its up now", "good now": what goes on was stopped, if the message told of a stop, which is then said to be over."""
    if not any(
        before.has(*_STOPS) or before.named("weather") for before in scene.clauses[: clause.index + 1]
    ):
        return []
    draft = Draft("cleared", clause.index, token=cue.start, strength=0.82, marks={AGAIN})
    draft.spans["again"] = scene.chars(cue)
    return [draft]


def _begun(clause: Clause, cue: Found) -> bool:
    """ "la cimbra ya arrancó": a work that began; of plant, the same words say that it runs again."""
    starts = any(set(cue.used) & set(c.used) for c in clause.all("start"))
    return (
        starts
        and cue.tag != "resume"
        and not cue.value
        and bool(clause.concepts)
        and not clause.named("plant", "utility")
    )


def _does(clause: Clause, cue: Found, moving: frozenset[str]) -> bool:
    """ "they're moving a generator": what somebody does to a thing, and nothing that moves again."""
    transitive = cue.tag == "again" and clause.tokens[cue.end - 1].text in moving
    return transitive and any(
        c.start in (cue.end, cue.end + 1) for c in clause.named("plant", "material", "vehicle")
    )


def _denied(clause: Clause, cue: Found, denials: frozenset[str]) -> bool:
    """ "power is not back": the words tell of what still lacks, with the denial among them."""
    return any(
        c.tag in ("lack", "down", "block", "stop", "late")
        and (set(c.used) & set(cue.used) or 0 <= cue.start - c.end <= 1)
        and any(clause.tokens[p].text in denials for p in c.used)
        for c in clause.cues
    )


def _checked(clause: Clause, cue: Found, released: frozenset[str]) -> bool:
    """ "signed off L5 rebar": the result of a check, which is told as that."""
    words = {clause.tokens[p].text for p in range(clause.start, clause.end)}
    named = bool(clause.concepts) or any(True for _ in clause.typed("level", "task"))
    of_work = named or (cue.lang == "es" and bool(words & _TESTS))
    return not words & released and of_work and any(set(c.used) & set(cue.used) for c in clause.all("pass"))


def _ended(clause: Clause, mood: Mood, scene: Scene) -> list[Draft]:
    """ "perdimos tres horas hasta que templó", "hasta que llegó la bomba": in Spanish, what stopped it is over since."""
    lost = [c for c in clause.all("lost") if c.lang == "es" and not negated(clause, c)]
    until = next((p for p in range(clause.start, clause.end - 2) if _until_it(clause, p)), None)
    if not lost or until is None or mood.question or not any(True for _ in clause.typed("dur")):
        return []
    verb = clause.tokens[until + 2]
    after = [t for t in clause.tokens[until + 2 : min(until + 2 + _VERB, clause.end)] if t.kind == "word"]
    if not any(scene.text[t.end - 1] in "óÓ" or t.text.endswith(("aron", "ieron", "eron")) for t in after):
        return []
    draft = Draft("cleared", clause.index, token=until + 2, strength=0.82, marks={AGAIN})
    draft.spans["again"] = token_span(verb)
    return [draft]


def _until_it(clause: Clause, p: int) -> bool:
    return clause.tokens[p].text == "hasta" and clause.tokens[p + 1].text == "que"


def _brought(clause: Clause, scene: Scene) -> str:
    """ "ya entró la varilla, 2,600 kg. Con eso seguimos": the cause that what came just before stood for."""
    near = reversed(scene.clauses[max(0, clause.index - 2) : clause.index])
    return next((_cause(before) for before in near if before.has("arrive") and _cause(before)), "")


def by_authority(clause: Clause, scene: Scene) -> bool:
    """ "ya nos firmó la alcaldía lo del drenaje": whose signature lets the work go on, and passes no check of it."""
    return any(clause.tokens[p].text in scene.grammar["authorities"] for p in range(clause.start, clause.end))


def _of_work(clause: Clause, before: Clause | None) -> bool:
    """ "L1 rough-in going again", "L4 rebar cleared, crew is back at it": a work that goes on was stopped, whatever
    stopped it."""
    near = [clause, *([before] if before and before.sentence == clause.sentence else [])]
    return any(c.concepts or any(True for _ in c.typed("level", "task")) for c in near)


def _cause(clause: Clause, going_on: Sequence[Found] = ()) -> str:
    """The cause that a thing in the clause stands for. Where work goes on, what it is named by ("ductwork going again") and
    the words that say so ("back on schedule") are none."""
    saying = {p for c in going_on for p in c.used}
    for name, cause in _CAUSES:
        things = [c for c in clause.named(name) if not set(c.used) & saying]
        if things and not (going_on and cause in _NAMING_WORK):
            return cause
    return ""


def _thing(clause: Clause, cue: Found) -> Found | None:
    return next((c for c in clause.named(*(name for name, _ in _CAUSES))), None)
