"""Quality: a check's result, or a fault in the work."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood, negated, planned
from bot.capture.kinds.cleared import by_authority
from bot.capture.pattern import Found

_CHECKED = ("inspection", "design")


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """At most one result of a clause; a fault next to a failed check belongs to it."""
    if mood.silent or mood.idle or taken & {"safety", "delivery", "cost"}:
        return []
    for tag, result in (("fail", "fail"), ("pass", "pass"), ("defect", "defect")):
        for cue in clause.all(tag):
            if (
                _of_plant(clause, cue)
                or planned(clause, cue)
                or (tag != "fail" and _denied(clause, tag, cue.start, cue))
                or (tag == "defect" and _lacking(clause, cue, scene))
            ):
                continue
            freed = "cleared" in taken and (not _of_work(clause) or by_authority(clause, scene))
            if tag == "pass" and (_withheld(clause, cue) or freed):
                continue
            if tag == "fail" and (negated(clause, cue) or _awaited(clause, cue)):
                continue
            draft = Draft(
                "quality", clause.index, token=cue.start, strength=_strength(clause, tag, scene), marks={tag}
            )
            turned = tag == "pass" and (negated(clause, cue) or _refused_within(clause, cue))
            draft.put("result", "fail" if turned else result, scene.chars(cue))
            return [draft]
    return []


def _refused_within(clause: Clause, cue: Found) -> bool:
    """ "inspection not approved": words of a passed check, between which it is said not to be."""
    return any(cue.start < c.start and c.end <= cue.end for c in clause.all("fail"))


def _of_plant(clause: Clause, cue: Found) -> bool:
    """ "lift's red tagged": a machine that is out, no work that was checked."""
    return any(c.value == "equipment" and set(cue.used) <= set(c.used) for c in clause.all("down"))


def _lacking(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "no sleeves on L2, crew pulled off": what is wanting is no fault of the work where the work stops for it."""
    if any(set(cue.used) & set(c.used) for c in clause.all("block", "labour")):
        return True  # "L2 rebar is short of hands"
    wanting = any(set(cue.used) <= set(c.used) for c in clause.all("lack"))
    return wanting and any(c.has("stop") for c in scene.clauses if c.sentence == clause.sentence)


def _of_work(clause: Clause) -> bool:
    """Whether a work is named that was checked; "ya nos firmaron el permiso" tells of none."""
    return bool(clause.concepts) or any(True for _ in clause.typed("level", "task"))


def _withheld(clause: Clause, cue: Found) -> bool:
    """ "no nos da el visto bueno": an approval that somebody does not give, which stops the work and fails no check; "mains
    are held up" is no pressure that held."""
    not_given = (
        c for c in clause.all("block") if c.value in ("design", "inspection") and c.start < cue.start
    )
    ends_in_a_stop = (c for c in clause.all("stop") if c.start > cue.start)
    return any(set(cue.used) & set(c.used) for c in (*not_given, *ends_in_a_stop))


def _awaited(clause: Clause, cue: Found) -> bool:
    """ "drawings not approved": an approval that is still out, no check of the work."""
    return any(
        c.value in ("design", "inspection") and c.start < cue.start and set(cue.used) <= set(c.used)
        for c in clause.all("block")
    )


def _denied(clause: Clause, tag: str, start: int, cue: object) -> bool:
    found = next(c for c in clause.all(tag) if c.start == start)
    return negated(clause, found) and tag == "defect"


def _strength(clause: Clause, tag: str, scene: Scene) -> float:
    about = bool(clause.concepts) or bool(clause.named(*_CHECKED)) or scene.thread is not None
    return {"pass": 0.88, "fail": 0.88, "defect": 0.82}[tag] - (0.0 if about else 0.2)
