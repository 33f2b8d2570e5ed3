"""Whether what names no task of the schedule is said of the site's work at all."""

from bot.capture.clauses import Clause
from bot.capture.drafts import OF_WORK, Draft, Scene


def is_grounded(draft: Draft, scene: Scene, *, torn: bool) -> bool:
    """Of a draft without a task: progress, or a finish, of nothing that the schedule knows is chatter; where it is `torn` between
    several tasks, it may be asked which."""
    is_bare = draft.kind == "blocker" and "cause" not in draft.values
    if not is_bare and draft.kind not in OF_WORK:
        return True
    clause = scene.clauses[draft.clause]
    if is_bare:
        return _speaks_of_site(clause) and not clause.named("nothing")
    if _is_measured(draft) and not clause.named("nothing"):
        return True
    return _speaks_of_site(clause) and (torn or _places_work(clause))


def _is_measured(draft: Draft) -> bool:
    """Whether so much is said to be done, or by how much a day slips, that a work is meant which only no schedule has."""
    if draft.kind == "forecast":
        return "slip" in draft.values and "when" in draft.values
    told = bool(draft.marks & {"part", "done", "today"}) or "percent" in draft.values
    return "quantity" in draft.values and told


def _places_work(clause: Clause) -> bool:
    return any(True for _ in clause.typed("level", "task"))


def _speaks_of_site(clause: Clause) -> bool:
    return bool(
        clause.concepts
        or clause.named("material", "trade", "plant")
        or any(True for _ in clause.typed("level", "task", "ref"))
    )
