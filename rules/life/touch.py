"""When an open action is brought up again by itself: the reminders to its owner, then the escalation up its ladder; what is
reported, to those who are to say whether it is done.

What is overdue and gets no word is brought up again at growing intervals, and not for ever; a word begins them anew. Who has
taken it on and is not heard of is asked after a shift; after another one, or when it goes up the ladder, it counts as
not taken on.

Everything is counted in the working time of whoever has to act, and a promise for when they do not work is asked about when they
begin again; of safety everything is counted by the clock, since danger does not wait for the shift.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal

from rules.life.action import Life, life, next_rung
from rules.life.proposal import next_approver
from rules.life.verification import next_verifier
from rules.subject import ActionState, ReminderKind
from rules.worktime.calendar import WorkCalendar

Hours = Callable[[str], WorkCalendar]  # the calendar at the hours of a person's shift
_TICK = timedelta(microseconds=1)
_HOURS_OF_SAFETY = 1.0  # within which a word is expected of what is about safety and was taken on
_WISH, _WISH_OF_SAFETY = 2.0, 0.25  # hours within which a word is expected on the time that somebody asks for
_LATEST = 1.0  # hours after its time when what never goes up the ladder counts as not taken on
_MOST_GROWN = 4  # times its first length, an interval between reminders grows no further
_ORDER = (
    "snoozed",
    "before",
    "due",
    "after",
    "again",
    "check",
    "verify",
    "settled",
    "needed",
    "wish",
    "refer",
    "no_word",
    "forget",
    "escalate",
    "give_up",
    "let_go",
)


@dataclass(frozen=True, kw_only=True)
class Touch:
    """The next time that an action is brought up by itself: a reminder to `to`, the escalation to them, the question to them
    whether it is done or their word on a proposal (`pass`), the end of that question (`lapse`), of an acceptance (`forget`), or
    of a proposal of which nobody said a word (`expire`); to the next who may allow it the question whether it may take longer
    (`refer`); to whoever waits for it that nobody of the line takes it on (`give_up`), or says whether it may take longer
    (`no_word`); the end of what nobody said is needed, though its task left the schedule (`let_go`)."""

    at: datetime
    kind: (
        ReminderKind
        | Literal["escalate", "expire", "pass", "lapse", "forget", "refer", "give_up", "no_word", "let_go"]
    )
    to: str

    @property
    def reminder(self) -> ReminderKind | None:
        """Which reminder it is, or what it was about of which no word came; None where it is something else."""
        match self.kind:
            case "escalate" | "expire" | "pass" | "lapse" | "forget" | "refer" | "give_up" | "let_go":
                return None
            case "no_word":
                return "wish"
            case kind:
                return kind


def next_touch(action: ActionState, hours: Hours, now: datetime | None = None) -> Touch | None:
    """What is to come of itself; None once the action is closed or all was tried. `hours` gives the working time of each person.

    Each reminder comes once. Of those that are over at `now` only the last one is left: nobody is told three times at once.
    """
    found = life(action)
    if not found.is_open:
        return None
    plan = _Plan(action, found, hours)
    if found.status == "proposed":
        return plan.proposal(now)
    if found.status == "reported":
        return plan.verification()
    planned = sorted((*plan.reminders, *plan.snoozed()), key=lambda one: one.at)
    left = [touch for touch in planned if touch.at > plan.told and touch.at >= plan.quiet]
    over = [touch for touch in left if now is not None and touch.at <= now]
    touches = [*over[-1:], *left[len(over) :]]
    own = (
        plan.again(),
        plan.check(),
        plan.wish(),
        plan.doubt(),
        plan.forgetting(),
        plan.escalation(),
        plan.giving_up(),
    )
    more = [one for one in own if one is not None]
    first = min((*touches, *more), key=lambda one: (one.at, _ORDER.index(one.kind)), default=None)
    return first or plan.letting_go()


def planned(action: ActionState, hours: Hours) -> tuple[Touch, ...]:
    """All that is to come of itself while nobody answers, in order: the reminders to its owner, and the first escalation."""
    plan = _Plan(action, life(action), hours)
    escalation = plan.escalation()
    found = (*plan.reminders, *((escalation,) if escalation else ()))
    return tuple(sorted(found, key=lambda touch: touch.at))


class _Plan:
    """An action's reminder plan laid out in time, from where its life stands."""

    def __init__(self, action: ActionState, found: Life, hours: Hours) -> None:
        self._action, self._found, self._hours = action, found, hours
        self._calendar = hours(found.owner)
        self._plan = action.asked.plan
        self._by_the_clock = action.asked.severity == "safety"
        # Who takes over what is overdue already has their own time to answer.
        self._late = max(found.due, found.begun)

    @cached_property
    def told(self) -> datetime:
        """When the owner was last told of the present promise."""
        return max([self._found.begun, *(step.at for step in self._found.reminded)])

    @property
    def quiet(self) -> datetime:
        """Until when they want to hear nothing of it."""
        return self._found.snoozed or self._found.begun

    def snoozed(self) -> Iterator[Touch]:
        """When they wanted to be reminded, unless it falls due then."""
        until, found = self._found.snoozed, self._found
        if until is not None and not (self._plan.at_due and until == found.due):
            yield Touch(at=until, kind="snoozed", to=found.owner)

    @cached_property
    def reminders(self) -> tuple[Touch, ...]:
        """Every planned reminder, also those that are over."""
        return tuple(self._reminders())

    def _reminders(self) -> Iterator[Touch]:
        owner, due = self._found.owner, self._found.due
        for hours in self._plan.before:
            yield Touch(at=self._later(due, -hours), kind="before", to=owner)
        if self._plan.at_due:
            yield Touch(at=due if self._by_the_clock else self._awake(due), kind="due", to=owner)
        for hours in self._plan.after:
            yield Touch(at=self._later(self._late, hours), kind="after", to=owner)

    def again(self) -> Touch | None:
        """What is overdue, and of which its owner said nothing since: asked anew after ever longer intervals."""
        hours, since = self._plan.again, max(self._found.begun, self._found.word or self._found.begun)
        if hours is None or self._found.status == "accepted":  # of which a word is expected anyway
            return None
        before = [step for step in self._found.reminded if step.reminder == "again" and step.at > since]
        if len(before) >= self._plan.at_most:
            return None
        words = (step.at for step in self._action.steps if step.kind in ("forgotten", "denied"))
        planned = (touch.at for touch in self.reminders)
        last = max([since, self._late, self.told, self.quiet, *words, *planned])
        grown = min(2 ** len(before), _MOST_GROWN)
        return Touch(at=self._later(last, hours * grown), kind="again", to=self._found.owner)

    def escalation(self) -> Touch | None:
        """The next rung's turn; None where the ladder ends or nothing is ever escalated.

        An answer that somebody is on it stops it, until nothing was heard for a shift again.
        """
        hours, to = self._plan.escalate_after, next_rung(self._action.asked, self._found)
        if hours is None or to is None:
            return None
        base = max(self._late, self._found.escalated or self._late)
        at = self._later(base, hours)
        if self._found.status in ("accepted", "in_hand") and self._found.word and self._found.word > base:
            at = max(at, self._later(self._found.word, self._patience))
        return Touch(at=at, kind="escalate", to=to)

    def check(self) -> Touch | None:
        """Whether they are on it still, once, where its own reminders are far off yet; None where nothing was taken on."""
        if (word := self._silent_since()) is None:
            return None
        at = self._later(word, self._patience)
        asked = any(step.reminder == "check" and step.at > word for step in self._found.reminded)
        first = min((one.at for one in self.reminders if one.at > word), default=self._found.due)
        is_due = self.quiet <= at < first and not asked
        return Touch(at=at, kind="check", to=self._found.owner) if is_due else None

    def forgetting(self) -> Touch | None:
        """When it counts as not taken on."""
        if (word := self._silent_since()) is None:
            return None
        late = self._later(self._late, self._plan.escalate_after or _LATEST)
        at = (
            min(self._later(word, 2 * self._patience), late)
            if word < late
            else self._later(word, self._patience)
        )
        return Touch(at=max(word, at), kind="forget", to=self._found.owner)

    def wish(self) -> Touch | None:
        """Whoever is to say whether it may take longer is reminded once, then the next of those who may is asked."""
        wish, since = self._found.wish, self._found.wish_at
        if wish is None or since is None or not wish.to:
            return None
        hours = _WISH_OF_SAFETY if self._by_the_clock else _WISH
        if self._found.wish_checked is None:
            return Touch(at=self._later(since, hours, wish.to), kind="wish", to=wish.to)
        at = max(self._later(since, 2 * hours, wish.to), self._found.wish_checked)
        if wish.line:
            return Touch(at=at, kind="refer", to=wish.line[0])
        told = any(
            step.kind == "unheard" and step.reminder and step.at >= since for step in self._action.steps
        )
        return None if told or not wish.by else Touch(at=at, kind="no_word", to=wish.by)

    def giving_up(self) -> Touch | None:
        """Whoever waits for it is told, once, that everybody was asked and nobody takes it on; those who have it, or to whom it
        went up, know that."""
        found, hours, to = self._found, self._plan.escalate_after, self._action.asked.asker
        knows = to in (found.owner, *found.helpers)
        was_told = any(step.kind == "unheard" and not step.reminder for step in self._action.steps)
        is_idle = found.status in ("assigned", "stuck")
        if (
            hours is None
            or not to
            or knows
            or was_told
            or not is_idle
            or next_rung(self._action.asked, found)
        ):
            return None
        last = max(filter(None, (self._late, found.escalated, found.word)))
        return Touch(at=self._later(last, hours), kind="give_up", to=to)

    def doubt(self) -> Touch | None:
        """Whether it is needed, once more, where nothing else reminded them of it for a shift."""
        asked = self._found.doubted
        if asked is None or any(step.at >= asked.at for step in self._found.reminded):
            return None
        at = self._later(max(asked.at, self._found.begun, self.quiet), self._patience)
        return Touch(at=at, kind="needed", to=self._found.owner)

    def letting_go(self) -> Touch | None:
        """The end of what nobody said is needed, when all was tried; silence ends nothing that is about safety."""
        if self._found.doubted is None or self._by_the_clock:
            return None
        last = max(self._late, *(step.at for step in self._action.steps))
        return Touch(at=self._later(last, self._patience), kind="let_go", to=self._found.owner)

    def proposal(self, now: datetime | None) -> Touch:
        """Whoever is to give their word is reminded half-way, in working time; then it is the next one's, and in the end over."""
        found, to = self._found, self._found.put_to[-1]
        half = self._later(found.begun, self._action.asked.hours / 2, to)
        is_over = half >= found.due or (now is not None and found.due <= now)
        if found.checked is None and not is_over:
            return Touch(at=half, kind="word", to=to)
        following = next_approver(self._action.asked, found)
        return Touch(at=found.due, kind="pass" if following else "expire", to=following or "")

    def verification(self) -> Touch | None:
        """Whoever is to say whether it is done is reminded (its doer, where a photo or data is awaited), then comes the next."""
        verify, since, report = self._action.asked.verify, self._found.asked_at, self._found.reported
        if verify is None or since is None or report is None:
            return None
        to = self._found.verifier or report.by or self._found.owner
        if self._found.checked is None:
            return Touch(at=self._later(since, verify.hours / 2, to), kind="verify", to=to)
        silent = (*self._found.passed, self._found.verifier)
        following = next_verifier(verify, report, silent) if self._found.verifier else None
        at = max(self._later(since, verify.hours, to), self._found.checked)
        return Touch(at=at, kind="pass" if following else "lapse", to=following or to)

    @property
    def _patience(self) -> float:
        return _HOURS_OF_SAFETY if self._by_the_clock else self._calendar.working_hours_per_day

    def _silent_since(self) -> datetime | None:
        """When they took it on, or last said that they are on it; while they want to hear nothing of it no word is expected."""
        word = self._found.word if self._found.status == "accepted" else None
        return max(word, self._found.snoozed or word) if word else None

    def _later(self, at: datetime, hours: float, of: str = "") -> datetime:
        """So many hours of the owner's working time later, or of another's."""
        if self._by_the_clock:
            return at + timedelta(hours=hours)
        return (self._hours(of) if of else self._calendar).add_working(at, hours)

    def _awake(self, at: datetime) -> datetime:
        """The instant itself while the site works and at the very end of a shift, else the next opening."""
        return at if self._calendar.is_open(at - _TICK) else self._calendar.next_open(at)
