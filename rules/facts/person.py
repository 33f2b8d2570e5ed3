"""What rules can read of a person."""

from datetime import datetime
from functools import cached_property

from rules.facts.field import Declare
from rules.facts.scene import Scene
from rules.facts.unplaced import last_words_of
from rules.facts.view import View
from rules.life.action import life
from rules.life.promises import Tally, tally
from rules.rule import ROLES
from rules.subject import ActionState, PersonState
from rules.worktime.timed import Timed


class PersonView(View):
    """Someone at the site at one instant."""

    def __init__(self, scene: Scene, person: PersonState) -> None:
        super().__init__(scene)
        self.person = person

    @cached_property
    def actions(self) -> tuple[ActionState, ...]:
        """Their open actions."""
        return self.scene.actions_of(self.person.open_actions)

    @property
    def overdue(self) -> int:
        """How many of these are late."""
        return self.scene.overdue(self.person.open_actions)

    @property
    def due_today(self) -> int:
        """How many of these are due on this day."""
        calendar = self.scene.calendar
        today = calendar.local_date(self.scene.now)
        return sum(calendar.local_date(life(action).due) == today for action in self.actions)

    @cached_property
    def tally(self) -> Tally:
        """How they met what was asked of them in the last 28 days."""
        return tally((self.person.record,), self.overdue, self.scene.now, self.scene.calendar)

    @property
    def tasks_running(self) -> int:
        """How many tasks of theirs are under way."""
        owners, mine = self.scene.site.owners, self.person.id
        return sum(n for name, n in self.scene.work.sums.running_of.items() if owners.get(name) == mine)

    @cached_property
    def last_word(self) -> datetime | None:
        """When they last said something that was understood."""
        mine, said = self.person.id, (self.scene.work.sums.last_words, last_words_of(self.scene.site))
        return max((words[mine] for words in said if mine in words), default=None)


def _silence(p: PersonView) -> Timed | None:
    return Timed(anchor=p.last_word) if p.last_word else None


_of = Declare[PersonView]("person")
PERSON = (
    _of.text("name", "what they are called", "Diego Ramos", lambda p: p.person.name or p.person.handle),
    _of.text("handle", "their name in Slack", "diego", lambda p: p.person.handle),
    _of.text("title", "what they do, by their Slack profile", "concrete foreman", lambda p: p.person.title),
    _of.text(
        "role",
        "their role at the site, where they have one",
        "superintendent",
        lambda p: p.scene.role_of(p.person.id),
        options=ROLES,
        daily=True,
    ),
    _of.number(
        "open_actions",
        "count",
        "actions asked of them that are not closed",
        "6",
        lambda p: len(p.scene.held(p.person.open_actions)),
    ),
    _of.number(
        "overdue_actions", "count", "of these, those whose time is over", "2", lambda p: p.overdue, daily=True
    ),
    _of.number(
        "due_today", "count", "of these, those that are due today", "3", lambda p: p.due_today, daily=True
    ),
    _of.number(
        "unanswered",
        "count",
        "of these, those that nobody answered",
        "2",
        lambda p: sum(not life(action).answers for action in p.actions),
        daily=True,
    ),
    _of.number(
        "promises",
        "count",
        "of theirs that came due in the last 28 days",
        "12",
        lambda p: p.tally.kept + p.tally.broken,
        daily=True,
    ),
    _of.number(
        "promises_kept_percent",
        "%",
        "of these promises, those that were kept in time",
        "75",
        lambda p: p.tally.percent,
        daily=True,
    ),
    _of.number(
        "moved_promises",
        "count",
        "times that they moved a promise that was closed in the last 28 days",
        "4",
        lambda p: p.tally.moved,
        daily=True,
    ),
    _of.number(
        "answer_hours",
        "working hours",
        "until they first answer, the median of 28 days",
        "1.5",
        lambda p: p.tally.answer_hours,
        daily=True,
    ),
    _of.number(
        "tasks_running",
        "count",
        "tasks of theirs that are under way",
        "3",
        lambda p: p.tasks_running,
        daily=True,
    ),
    _of.number(
        "silent_hours",
        "working hours",
        "since they said something that was understood",
        "20",
        _silence,
        timed=True,
        daily=True,
    ),
)
