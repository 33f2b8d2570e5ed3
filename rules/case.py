"""Cases: the flat facts that rules read, built from a subject and what stands around it; `rules.fields` says what each means."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from rules.action import life
from rules.calendar import WorkCalendar
from rules.decision import Case, CaseValue
from rules.key import Key
from rules.matter import Matter, open_matters
from rules.progress import TaskFacts, facts, planned_percent
from rules.read import Reader, action_of, person_of, site_of, task_of
from rules.subject import ActionState, PersonState, SiteState, TaskState
from rules.timed import Timed

_DETAIL = {
    "blocker": "cause",
    "request": "need",
    "delivery": "status",
    "safety": "class",
    "quality": "result",
}


@dataclass(kw_only=True)
class _Draft:
    """A case being filled in."""

    now: datetime
    calendar: WorkCalendar
    values: dict[str, CaseValue] = field(default_factory=dict)
    timed: dict[str, Timed] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: CaseValue | None, evidence: str | None = None) -> None:
        """Add a fact; one that is not known is left out."""
        if value is None:
            return
        self.values[name] = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if evidence:
            self.evidence[name] = evidence

    def clock(self, name: str, timed: Timed | None) -> None:
        """Add a fact that moves with the clock."""
        if timed is not None:
            self.timed[name] = timed
            self.values[name] = timed.value(self.now, self.calendar)


def cases_of(read: Reader, key: Key, now: datetime) -> list[Case]:
    """The subject's own case, and one for each of its open matters."""
    site = site_of(read)
    draft = _Draft(now=now, calendar=site.calendar)
    matters: Iterable[Matter] = ()
    match key.kind:
        case "task" if (task := task_of(read, key.id)) is not None:
            found = facts(task, site.calendar, site.currency)
            _task(draft, read, site, task, found)
            matters = found.matters
        case "site":
            matters = open_matters(site.live, site.settled, site.calendar)
        case "action" if (action := action_of(read, key.id)) is not None and life(action).is_open:
            _action(draft, action)
        case "person" if (person := person_of(read, key.id)) is not None:
            _person(draft, person)
        case _:
            return []
    _site(draft, site)
    return [_case(draft, key), *(_case_of_matter(draft, key, m) for m in matters)]


def _case(draft: _Draft, key: Key) -> Case:
    return Case(
        subject=key,
        now=draft.now,
        values=dict(draft.values),
        timed=dict(draft.timed),
        evidence=dict(draft.evidence),
    )


def _task(draft: _Draft, read: Reader, site: SiteState, task: TaskState, found: TaskFacts) -> None:
    plan, calendar = task.plan, site.calendar
    for name in ("id", "name", "zone", "trade"):
        draft.put(f"task.{name}", getattr(plan, name) or None)
    draft.put("task.status", found.status, found.evidence)
    draft.put("task.has_owner", plan.owner in site.owners)
    draft.put("task.percent", found.percent, found.evidence)
    draft.put(
        "task.behind_percent",
        round(planned_percent(task, draft.now, calendar) - found.percent, 1),
        found.evidence,
    )
    draft.put("task.critical", task.critical)
    draft.put("task.float_days", task.float_days)
    starts, ends = calendar.opening(plan.start), calendar.closing(plan.finish)
    draft.clock("task.hours_to_start", Timed(anchor=starts, sense="until"))
    draft.clock("task.hours_to_finish", Timed(anchor=ends, sense="until"))
    # Before the site had a schedule here, nobody could know that a word was wanted.
    awaited = max(starts, site.scheduled) if site.scheduled else starts
    draft.clock("task.silent_hours", Timed(anchor=found.last_word or awaited))
    blockers = found.of("blocker")
    draft.put("task.blocked", bool(blockers), blockers[0].id if blockers else None)
    draft.put("task.open_blockers", len(blockers))
    draft.put("task.open_requests", len(found.of("request")))
    draft.put("task.budget", plan.budget or None)
    draft.put("task.spent", found.spent)
    draft.put("task.ready", _is_ready(read, site, task))
    if found.forecast is not None:
        draft.put("task.slip_days", calendar.working_days_between(plan.finish, found.forecast))
    draft.put("task.open_actions", len(task.open_actions))


def _is_ready(read: Reader, site: SiteState, task: TaskState) -> bool:
    before = (task_of(read, link.predecessor) for link in task.plan.links if link.kind == "FS")
    return all(facts(t, site.calendar).status == "done" for t in before if t is not None)


def _action(draft: _Draft, action: ActionState) -> None:
    found = life(action)
    draft.put("action.status", found.status)
    draft.put("action.severity", action.asked.severity)
    draft.put("action.level", found.level)
    draft.put("action.promises", found.promises)
    draft.clock("action.hours_overdue", Timed(anchor=found.due))
    last = found.last_answer.at if found.last_answer else action.opened
    draft.clock("action.hours_silent", Timed(anchor=last))


def _person(draft: _Draft, person: PersonState) -> None:
    draft.put("person.open_actions", len(person.open_actions))


def _site(draft: _Draft, site: SiteState) -> None:
    matters = open_matters(site.live, site.settled, site.calendar)
    draft.put("site.open_actions", len(site.open_actions))
    for kind in ("blocker", "request"):
        count = sum(1 for m in matters if m.kind == kind and m.task is None)
        draft.put(f"site.open_{kind}s", count)


def _case_of_matter(draft: _Draft, key: Key, matter: Matter) -> Case:
    own = _Draft(
        now=draft.now,
        calendar=draft.calendar,
        values=dict(draft.values),
        timed=dict(draft.timed),
        evidence=dict(draft.evidence),
    )
    kind = matter.kind
    own.put(f"{kind}.{_DETAIL[kind]}", matter.detail, matter.id)
    own.put(f"{kind}.words", matter.words, matter.id)
    own.put(f"{kind}.firm", matter.firm, matter.id)
    since = matter.since if kind == "blocker" else matter.told
    own.clock(f"{kind}.hours", Timed(anchor=since))
    if kind == "safety":
        own.put("safety.category", matter.category or None, matter.id)
        own.put("safety.injury", matter.injury, matter.id)
    if kind == "request" and matter.needed is not None:
        own.clock("request.hours_to_needed", Timed(anchor=matter.needed, sense="until"))
    return Case(
        subject=key,
        now=draft.now,
        values=own.values,
        matter=matter.id,
        each=kind,
        timed=own.timed,
        evidence=own.evidence,
    )
