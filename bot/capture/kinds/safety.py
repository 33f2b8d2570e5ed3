"""Safety: incidents, near misses, hazards and good practice."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood, negated, planned, to_come
from bot.capture.pattern import Found

_NEAR = 2  # clauses
_TOLD_OUT = 4  # words that tell what broke what: "digger burst the water pipe"
_THINGS = ("material", "plant", "vehicle", "object")


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """At most one statement on safety of a clause, or an injury told apart (marked, to be joined)."""
    if mood.question or mood.old or mood.conditional_from is not None or mood.idle:
        return []
    injury = _injury(clause)
    draft = (
        _praised(clause, mood, scene)
        or _near(clause, scene)
        or _incident(clause, mood, scene)
        or (None if mood.order and mood.hedged else _hazard(clause, scene))
        or _good(clause, mood, scene)
    )
    if draft is None:
        if injury is None:
            return []
        hurt = clause.named("person", "people", "trade", "crewword", "body") or _told_before(clause, scene)
        if injury[0] and not hurt:
            return []
        draft = Draft("safety", clause.index, token=injury[1].start, strength=0.6, marks={"injury"})
        if not injury[0] and _around(clause, scene) and not _told_elsewhere(scene):
            draft = _made(clause, scene, injury[1], "near_miss", _around(clause, scene), 0.7)
    if injury and draft.values.get("class") in ("incident", "near_miss", None):
        draft.put("injury", injury[0], scene.chars(injury[1]))
    return [draft]


def _told_before(clause: Clause, scene: Scene) -> bool:
    """Whether what happened was told just before: "le cayó una llave en el hombro. Moretón nada más"."""
    return any(c.has("incident") for c in scene.clauses[max(0, clause.index - _NEAR) : clause.index])


def _injury(clause: Clause) -> tuple[bool, Found] | None:
    treated = clause.all("injury", "treated")
    if treated and not negated(clause, treated[0]):
        return True, treated[0]
    told = clause.all("injury", "false")
    if told:
        return False, told[0]
    spared = [set(range(c.start, c.end)) for c in clause.all("injury", "nearly")]
    hurt = [c for c in clause.all("injury", "true") if not any(set(c.used) <= one for one in spared)]
    if not hurt:
        return None
    return (not negated(clause, hurt[0])), hurt[0]


def _made(clause: Clause, scene: Scene, cue: Found, sort: str, category: str, strength: float) -> Draft:
    draft = Draft("safety", clause.index, token=cue.start, strength=strength, marks={sort})
    draft.put("class", sort, scene.chars(cue))
    draft.put("category", category or "other", scene.chars(cue))
    return draft


def _near(clause: Clause, scene: Scene) -> Draft | None:
    for cue in clause.all("near"):
        if not negated(clause, cue):
            category = cue.value or _category(clause, cue) or _around(clause, scene)
            return _made(clause, scene, cue, "near_miss", category, 0.9)
    return None


def _around(clause: Clause, scene: Scene) -> str:
    """The category that the clauses next to a bare "near miss" tell."""
    for other in scene.clauses[max(0, clause.index - 2) : clause.index + 3]:
        for cue in other.cues:
            if cue.tag in ("motion", "incident") and cue.value not in ("", "other"):
                return _category(other, cue)
    return ""


def _told_elsewhere(scene: Scene) -> bool:
    """Whether some clause says itself what happened."""
    return any(c.has("incident", "near", "hazard") for c in scene.clauses)


def _incident(clause: Clause, mood: Mood, scene: Scene) -> Draft | None:
    if mood.order:
        return None
    cues = [c for c in clause.all("incident") if not negated(clause, c) and not planned(clause, c)]
    cues = [c for c in cues if not _of_no_person(clause, c) and not _spared(clause, c)]
    if not cues:
        return None
    cue = next((c for c in cues if c.value != "other"), cues[0])
    draft = _made(clause, scene, cue, "incident", _category(clause, cue), 0.85)
    if draft.values["category"] == "struck_by" and not _somebody(clause):
        draft.marks.add("things_only")
    return draft


def _spared(clause: Clause, cue: Found) -> bool:
    """ "no hay lesionados": the word for the hurt inside the phrase that nobody is."""
    return any(set(cue.used) <= set(c.used) for c in clause.all("injury", "false"))


def _of_no_person(clause: Clause, cue: Found) -> bool:
    """ "the drill burned up", "the tie-in slipped a week": what breaks down or slips is a machine or a date, nobody was hurt."""
    whose = any(clause.tokens[p].text in ("his", "her", "my", "their") for p in cue.used)
    if whose or cue.end - cue.start >= _TOLD_OUT or clause.named("body") or _persons(clause):
        return False
    broken = any(c.value == "equipment" and set(c.used) & set(cue.used) for c in clause.all("down"))
    if clause.named("weather"):  # "fog burned off"
        return True
    slips = any(set(c.used) & set(cue.used) for c in (*clause.all("slip"), *clause.all("moved")))
    broken = broken or any(set(c.used) & set(cue.used) for c in clause.all("damaged"))
    return broken or (slips and any(True for _ in clause.typed("dur", "time")))


def _somebody(clause: Clause) -> bool:
    """Whether the clause names a person, or a blow."""
    struck = any(
        clause.tokens[p].text in ("hit", "struck", "clipped") for p in range(clause.start, clause.end)
    )
    return struck or bool(clause.named("body") or _persons(clause))


def _persons(clause: Clause) -> list[Found]:
    """Who is named; "rebar", "drywall" name goods as well as those who put them in, and here the goods."""
    goods = {p for c in clause.named("material") for p in c.used}
    return [c for c in clause.named("person", "people", "trade", "crewword") if goods.isdisjoint(c.used)]


def _hazard(clause: Clause, scene: Scene) -> Draft | None:
    """ "no person is to stand under the load" says what nobody may do, and of nobody that it is done."""
    ruled = min((c.start for c in clause.all("order", "rule")), default=clause.end)
    cues = [c for c in clause.all("hazard") if not negated(clause, c) and c.start < ruled]
    if not cues:
        return None
    cue = next((c for c in cues if c.value != "other"), cues[0])
    return _made(clause, scene, cue, "hazard", cue.value, 0.85)


def _good(clause: Clause, mood: Mood, scene: Scene) -> Draft | None:
    cues = clause.all("good")
    if not cues or mood.order or mood.paper or negated(clause, cues[0]) or planned(clause, cues[0]):
        return None
    if _goes_with_a_plan(clause, scene, cues[0]):
        return None
    return _made(clause, scene, cues[0], "good", cues[0].value, 0.8)


def _goes_with_a_plan(clause: Clause, scene: Scene, cue: Found) -> bool:
    """ "mañana colamos la 5, todos con casco": how everybody is to be at a work that is still to come."""
    before = scene.before(clause)
    goes_on = before is not None and before.sentence == clause.sentence and clause.lead == ","
    timed = any(True for _ in clause.typed("time"))
    ahead = before is not None and (
        planned(before, cue) or any(to_come(t.value) for _, t in before.typed("time"))
    )
    return goes_on and not timed and ahead


def _praised(clause: Clause, mood: Mood, scene: Scene) -> Draft | None:
    """ "good catch by the operator who saw the worn rope": praise that comes first rules what was found."""
    cues = clause.all("good")
    others = [c.start for c in clause.cues if c.tag in ("near", "incident", "hazard")]
    return _good(clause, mood, scene) if cues and others and cues[0].end <= min(others) else None


def _category(clause: Clause, cue: Found) -> str:
    """Of the phrase, or of what the clause tells; a thing that falls strikes, a person that falls falls."""
    told = [
        c.value
        for c in clause.cues
        if c.tag in ("incident", "hazard", "motion") and c.value not in ("", "other")
    ]
    for sort in ("caught_in", "electrical"):
        if sort in told:
            return sort
    category = cue.value if cue.value not in ("", "other") else (told[0] if told else "")
    if category == "fall" and _thing_falls(clause):
        return "struck_by"
    return category


def _thing_falls(clause: Clause) -> bool:
    verbs = [
        c
        for c in clause.cues
        if c.tag in ("incident", "near", "motion") and c.value in ("fall", "", "struck_by")
    ]
    if not verbs:
        return False
    first = min(c.start for c in verbs)
    people = [c for c in _persons(clause) if c.start < first]
    things = [c for c in clause.named(*_THINGS) if c.start < first]
    return bool(things) and not people
