"""What rules can read of how tasks hang together: what one lacks before it can begin, what freed it, whom its slip hits."""

from rules.coordination.freed import freed_by
from rules.coordination.hit_words import hits_words
from rules.facts.field import Declare
from rules.facts.task import TaskView
from rules.read import person_of
from rules.weekly.missing import is_told
from rules.weekly.promised import Missing
from rules.worktime.daywords import day_words, days_words, moment_words


def _lacks(task: TaskView, *kinds: str) -> bool:
    return any(one.kind in kinds for one in task.lacking)


def _told_by(task: TaskView, *kinds: str) -> str | None:
    return next((one.evidence for one in task.lacking if one.kind in kinds and one.evidence), None)


def _missing_words(task: TaskView) -> str:
    return "; ".join(_told(one, task.scene.site.year) for one in task.lacking)


def _told(one: Missing, year: int) -> str:
    """`prior work (A-390 Level 3 slab rebar, expected Thu 12 Mar)`, `material (no rebar)`."""
    kind = one.kind.replace("_", " ")
    expected = f", expected {day_words(one.until, year)}" if one.until else ""
    return f"{kind} ({f'{one.task} ' if one.task else ''}{one.words}{expected})"


def _freed(task: TaskView) -> str:
    found = freed_by(task)
    if found is None:
        return ""
    person = person_of(task.scene.read, found.by)
    who = f", says {person.name or person.handle}" if person else ""
    since = moment_words(task.scene.calendar.local(found.at), task.scene.site.year)
    return f"{found.task} {found.name} is done since {since}{who}"


def _ends(task: TaskView) -> str:
    days = task.hits.end_days
    return f"the end of the job moves by {days_words(days)}" if days else "the end of the job stays"


_of = Declare[TaskView]("task")
COORDINATION = (
    _of.number(
        "missing", "count", "kinds of things that it lacks before it can be worked on", "2", lambda t: len(t.lacking)
    ),
    _of.text("missing_words", "what these are", "material (no rebar till Thursday)", _missing_words),
    _of.truth(
        "lacks_prior_work",
        "what comes before it will not be finished by its planned start, by forecasts and by today",
        lambda t: _lacks(t, "prior_work"),
    ),
    _of.truth(
        "prior_work_told",
        "a blocker tells without doubt that it waits for prior work; what stops it is asked about as such",
        lambda t: is_told(t.lasting, "prior_work"),
    ),
    _of.number(
        "float_after_wait",
        "working days",
        "of its float that are left once it has waited for what comes before it; negative where the float does not bear that",
        "-1",
        lambda t: t.task.float_days - t.waits_days,
    ),
    _of.truth(
        "lacks_design",
        "a drawing, an answer or a decision is asked for, or stops it",
        lambda t: _lacks(t, "design"),
        evidence=lambda t: _told_by(t, "design"),
    ),
    _of.truth(
        "lacks_material",
        "material is asked for, stops it, came late, short or damaged, or is announced for after its start",
        lambda t: _lacks(t, "material"),
        evidence=lambda t: _told_by(t, "material"),
    ),
    _of.truth(
        "material_told",
        "a blocker or a request tells without doubt of the material that it lacks; these are asked about as such",
        lambda t: is_told(t.lasting, "material"),
    ),
    _of.truth(
        "lacks_means",
        "people, plant or space are asked for, or the want of them stops it",
        lambda t: _lacks(t, "labour", "equipment", "space"),
        evidence=lambda t: _told_by(t, "labour", "equipment", "space"),
    ),
    _of.truth(
        "lacks_release",
        "an inspection, a permit or what makes it safe is asked for, or stops it, or a check failed",
        lambda t: _lacks(t, "inspection", "safety"),
        evidence=lambda t: _told_by(t, "inspection", "safety"),
    ),
    _of.text(
        "freed_by",
        "what had to be finished before it and was last, when, and by whose word",
        "A-390 Level 3 slab rebar is done since Tue 10 Mar 15:20, says Hector Salas",
        _freed,
    ),
    _of.number(
        "hits", "count", "tasks that end later because it slips, beyond the float between", "3", lambda t: len(t.hits.days)
    ),
    _of.number(
        "hit_days",
        "working days",
        "by which its slip moves the one that it hits hardest",
        "2",
        lambda t: max(t.hits.days.values(), default=0),
    ),
    _of.text(
        "hits_words",
        "which these are, by how many days, and on what path",
        "A-470 Level 4 columns (Minh Trần) 2 days; path A-310 → A-470",
        lambda t: hits_words(t.scene.read, t.hits),
    ),
    _of.text("end_words", "what its slip does to the end of the schedule", "the end of the job moves by 2 days", _ends),
)  # fmt: skip
