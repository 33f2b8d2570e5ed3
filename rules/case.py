"""Cases: the flat facts that rules read, built from a subject and what stands around it; `rules.fields` says what each means."""

from datetime import datetime

from rules.action import life
from rules.decision import Case
from rules.draft import Draft
from rules.key import Key
from rules.matter import Matter, open_matters
from rules.progress import TaskFacts, facts, planned_clock
from rules.read import Reader, action_of, goal_of, person_of, site_of, task_of
from rules.subject import ActionState, PersonState, TaskState
from rules.timed import Timed

_DETAIL = {
    "blocker": "cause",
    "request": "need",
    "delivery": "status",
    "safety": "class",
    "quality": "result",
}


def cases_of(read: Reader, key: Key, now: datetime) -> list[Case]:
    """The subject's own case, and one for each of its open matters."""
    return Cases(read, now).of(key)


class Cases:
    """Builds the cases of one state at one instant; what many of them need of others is found once."""

    def __init__(self, read: Reader, now: datetime) -> None:
        self._read, self._now = read, now
        self._facts: dict[str, TaskFacts] = {}
        self._cases: dict[Key, list[Case]] = {}
        self.site = site_of(read)
        self._shared = open_matters(self.site.live, self.site.settled, self.site.calendar)

    def of(self, key: Key) -> list[Case]:
        """The subject's own case, and one for each of its open matters; none where there is no such subject."""
        if key not in self._cases:
            self._cases[key] = self._built(key)
        return self._cases[key]

    def matter(self, case: Case) -> Matter | None:
        """The matter that a case is about."""
        return next((m for m in self._matters(case.subject) if m.id == case.matter), None)

    def _built(self, key: Key) -> list[Case]:
        draft = Draft(now=self._now, calendar=self.site.calendar)
        match key.kind:
            case "task" if (task := task_of(self._read, key.id)) is not None:
                self._task(draft, task)
            case "action" if (action := action_of(self._read, key.id)) is not None and life(action).is_open:
                _action(draft, action)
            case "person" if (person := person_of(self._read, key.id)) is not None:
                _person(draft, person)
            case "goal" if (goal := goal_of(self._read, key.id)) is not None and not goal.retired:
                pass
            case "site":
                pass
            case _:
                return []
        self._site(draft)
        return [draft.case(key), *(_case_of_matter(draft, key, m) for m in self._matters(key))]

    def _matters(self, key: Key) -> tuple[Matter, ...]:
        if key.kind == "site":
            return self._shared
        task = task_of(self._read, key.id) if key.kind == "task" else None
        return self._facts_of(task).matters if task else ()

    def _facts_of(self, task: TaskState) -> TaskFacts:
        if task.plan.id not in self._facts:
            self._facts[task.plan.id] = facts(task, self.site.calendar, self.site.currency)
        return self._facts[task.plan.id]

    def _task(self, draft: Draft, task: TaskState) -> None:
        _plan(draft, task)
        _clocks(draft, task, self._facts_of(task), self.site.scheduled)
        _said(draft, task, self._facts_of(task))
        draft.put("task.has_owner", task.plan.owner in self.site.owners)
        draft.put("task.ready", self.is_ready(task))
        draft.put("task.open_actions", len(task.open_actions))

    def is_ready(self, task: TaskState) -> bool:
        """Whether every predecessor that must be finished is."""
        before = (task_of(self._read, link.predecessor) for link in task.plan.links if link.kind == "FS")
        return all(self._facts_of(t).status == "done" for t in before if t is not None)

    def _site(self, draft: Draft) -> None:
        draft.put("site.open_actions", len(self.site.open_actions))
        for kind in ("blocker", "request"):
            count = sum(1 for m in self._shared if m.kind == kind and m.task is None)
            draft.put(f"site.open_{kind}s", count)


def _plan(draft: Draft, task: TaskState) -> None:
    for name in ("id", "name", "zone", "trade"):
        draft.put(f"task.{name}", getattr(task.plan, name) or None)
    draft.put("task.critical", task.critical)
    draft.put("task.float_days", task.float_days)
    draft.put("task.budget", task.plan.budget or None)


def _clocks(draft: Draft, task: TaskState, found: TaskFacts, scheduled: datetime | None) -> None:
    calendar = draft.calendar
    starts, ends = calendar.opening(task.plan.start), calendar.closing(task.plan.finish)
    draft.clock("task.hours_to_start", Timed(anchor=starts, sense="until"))
    draft.clock("task.hours_to_finish", Timed(anchor=ends, sense="until"))
    # Before the site had a schedule here, nobody could know that a word was wanted.
    awaited = max(starts, scheduled) if scheduled else starts
    draft.clock("task.silent_hours", Timed(anchor=found.last_word or awaited))
    draft.clock("task.behind_percent", planned_clock(task, calendar, found.percent), found.evidence)


def _said(draft: Draft, task: TaskState, found: TaskFacts) -> None:
    draft.put("task.status", found.status, found.evidence)
    draft.put("task.percent", found.percent, found.evidence)
    blockers = found.of("blocker")
    draft.put("task.blocked", bool(blockers), blockers[0].id if blockers else None)
    draft.put("task.open_blockers", len(blockers))
    draft.put("task.open_requests", len(found.of("request")))
    draft.put("task.spent", found.spent)
    if found.forecast is not None:
        slip = draft.calendar.working_days_between(task.plan.finish, found.forecast)
        draft.put("task.slip_days", slip)


def _action(draft: Draft, action: ActionState) -> None:
    found = life(action)
    draft.put("action.status", found.status)
    draft.put("action.severity", action.asked.severity)
    draft.put("action.level", found.level)
    draft.put("action.promises", found.promises)
    draft.clock("action.hours_overdue", Timed(anchor=found.due))
    last = found.last_answer.at if found.last_answer else action.opened
    draft.clock("action.hours_silent", Timed(anchor=last))


def _person(draft: Draft, person: PersonState) -> None:
    draft.put("person.open_actions", len(person.open_actions))


def _case_of_matter(draft: Draft, key: Key, matter: Matter) -> Case:
    own = draft.copy()
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
    return own.case(key, matter=matter.id, each=kind)
