"""The parts of a site's state; each is a document of its own, loaded and saved by key.

They keep what happened (live signals, steps, memory) and nothing that can be computed from it: `rules.matter` reads a
task's facts from its live signals, and `rules.life.action` reads an action's life from its steps, so that an edit or a deletion
only has to change what happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from rules.key import SITE, Key
from rules.plan.goal import Goal
from rules.plan.schedule import Task
from rules.resources.resource import Booking, Resource, Transfer
from rules.signal import Signal
from rules.weekly.promised import PersonWeek, SiteWeek, WeekPromise
from rules.worktime.calendar import WorkCalendar
from rules.worktime.shift import Shift

Answer = Literal["done", "not_done", "accepted", "started", "declined", "help", "eta", "reassign"]
Severity = Literal["low", "medium", "high", "safety"]
Mode = Literal["observe", "propose", "auto"]
Expects = Literal["", "percent", "finish", "people"]
DoneMeans = Literal["", "started"]
RiskLevel = Literal["low", "medium", "high"]
Reach = Literal["direct", "thread"]


@dataclass(frozen=True, kw_only=True)
class Live:
    """A signal that holds, and where it came from.

    `message` is the message that said it, or the press or form that did; `id` is `<message>#<n>`, the same in every revision
    that says it; `at` is its instant, `place` where it stands in the message (-1: it is the reason of an answer). `reason_of`
    is the action whose owner gave it as the reason for not having done it, `to` whom a request or blocker is addressed to.
    """

    id: str
    message: str
    by: str
    at: datetime
    signal: Signal
    place: int = 0
    reason_of: str = ""
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A matter that ended otherwise than by words about it: an action on it was reported done.

    `origin` is the message or the press that said so, `confirmed` the one that made sure of it, where it had to be made sure of;
    taking either back takes this back.
    """

    matter: str
    at: datetime
    by: str
    action: str
    origin: str
    confirmed: str = ""


@dataclass(frozen=True, kw_only=True)
class Fired:
    """What a rule remembers of a subject: when it last acted on this matter, and with which action.

    `renewed` is when it last stated or raised anew what had ended with its condition, or did beside asking what a manager let it
    do. `observed`: it only took note, so that it has still to act once it may. `told`: it gave its notices, and has still to ask
    once one of those whom it would ask is back from leave.
    """

    rule: str
    matter: str
    at: datetime
    action: str | None = None
    renewed: datetime | None = None
    observed: bool = False
    told: bool = False


@dataclass(frozen=True, kw_only=True)
class Watch:
    """What a rule with a memory has seen of a matter: since when its condition holds, and when it ceased to (None: it holds).

    It is let go once it has not held for the rule's `clear_after`.
    """

    rule: str
    matter: str
    since: datetime
    ceased: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """What the managers of a site made of a rule: its mode (None: as declared), off, silent until an instant, other thresholds.

    `thresholds` maps names as `rules.language.thresholds` gives them (`task.silent_hours >=`, `for`) to numbers. `by`, `at` and
    `why` are of the last change, `mode_since` is when its mode was last changed.
    """

    rule: str
    mode: Mode | None = None
    off: bool = False
    until: datetime | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
    by: str = ""
    at: datetime | None = None
    why: str = ""
    mode_since: datetime | None = None


WordSort = Literal["task", "person", "words"]


@dataclass(frozen=True, kw_only=True)
class Word:
    """What people of a site call something: `said` stands for a task or a person by their id, or for words that everybody knows.

    `by` is whose answer it was learned from (the message `origin`), or the manager who added it (no origin).
    """

    said: str
    sort: WordSort
    means: str
    by: str
    at: datetime
    origin: str = ""


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A time in which nothing that is written in a channel is read: from `at` until `until` (None: until somebody ends it)."""

    by: str
    at: datetime
    until: datetime | None = None
    why: str = ""

    def holds(self, instant: datetime) -> bool:
        """Whether it held then."""
        return self.at <= instant and (self.until is None or instant < self.until)


@dataclass(frozen=True, kw_only=True)
class TaskState:
    """A task: its plan, its place in the network, what was said about it, and what was promised of it for weeks."""

    plan: Task
    float_days: float = 0.0
    critical: bool = False
    successors: tuple[str, ...] = ()
    removed: bool = False
    live: tuple[Live, ...] = ()
    settled: tuple[Settled, ...] = ()
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()
    open_actions: tuple[str, ...] = ()
    promised: tuple[WeekPromise, ...] = ()

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("task", self.plan.id)


@dataclass(frozen=True, kw_only=True)
class SiteState:
    """The site itself: its settings, its people's roles, and what was said about no task in particular.

    `roles` maps a role (`superintendent`, `project_manager`, `safety`, `owner_rep`) to people's ids; `owners` maps the words
    that the schedule uses for who answers to people's ids. `open_actions` are all of the site's. `digested` says up to which
    day the `morning` and `evening` digests went out; `rulebook` is the version in force since `ruled`, `tuning` what the
    managers made of its rules, by their ids, `suggested` when another mode was last suggested to them; `words` are the site's
    own, by what is said, `pauses` the last one of each channel; `vocabulary` counts up whenever the names that people may use
    (tasks, people, words) change; `scheduled` is when the site first had a schedule.

    People are asked for their weekly promises on `planning_day` (0: Monday; None: a week's last working day) at `planning` (None:
    never); `rounds` says for which week each step of that was taken last, `weeks` holds the last ones. `year` is the one in
    which its last entry was made; days of another are told with theirs.
    """

    name: str = ""
    channel: str = ""
    calendar: WorkCalendar = field(default_factory=lambda: WorkCalendar(timezone="UTC"))
    currency: str = "USD"
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    morning: time = time(7, 0)
    evening: time = time(17, 0)
    next_action: int = 1
    schedule_name: str = ""
    data_date: date | None = None
    finish: date | None = None
    live: tuple[Live, ...] = ()
    settled: tuple[Settled, ...] = ()
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()
    open_actions: tuple[str, ...] = ()
    digested: Mapping[str, date] = field(default_factory=dict)
    rulebook: str = ""
    ruled: datetime | None = None
    tuning: Mapping[str, Tuning] = field(default_factory=dict)
    suggested: Mapping[str, datetime] = field(default_factory=dict)
    words: Mapping[str, Word] = field(default_factory=dict)
    pauses: Mapping[str, Pause] = field(default_factory=dict)
    vocabulary: int = 0
    scheduled: datetime | None = None
    planning_day: int | None = None
    planning: time | None = time(10, 0)
    rounds: Mapping[str, date] = field(default_factory=dict)
    weeks: tuple[SiteWeek, ...] = ()
    year: int = 0

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return SITE


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Something that a rule told and that was not pushed."""

    text: str
    rule: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How somebody met an action that was theirs: when it was asked of them, when they first answered, how often they moved its
    time, and, once it is closed, whether it was in time (None: it was dropped, or it went to somebody else)."""

    action: str
    rule: str | None
    task: str | None
    asked: datetime
    answered: datetime | None = None
    moved: int = 0
    closed: datetime | None = None
    kept: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Absence:
    """A leave, from an instant until another, and who stands in (empty: nobody)."""

    since: datetime
    until: datetime
    deputy: str = ""


@dataclass(frozen=True, kw_only=True)
class Gone:
    """Somebody left the site; `roles` and `words` (of the schedule, for who answers) are what they held until then."""

    since: datetime
    roles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PersonState:
    """Someone at the site, known by their Slack user id.

    `pushes` counts what was pushed to them on the day `pushed`, `kept` is what waits for their digest (see `rules.life.budget`);
    `record` is how they met what was asked of them in the last 60 days, `weeks` how they planned the last half year, `leaves`
    those that were not over when the last was told, apart and in order of time, `gone` that they are no longer at the site;
    `reach` is where they want to be asked and reminded: in a direct message, or in the card's thread. `trades` are those whose
    people they lead here, `shift` the hours that they work where these are not the site's.
    """

    id: str
    handle: str
    name: str
    title: str = ""
    timezone: str = ""
    open_actions: tuple[str, ...] = ()
    record: tuple[Outcome, ...] = ()
    pushed: date | None = None
    pushes: int = 0
    kept: tuple[Kept, ...] = ()
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()
    leaves: tuple[Absence, ...] = ()
    reach: Reach = "direct"
    trades: tuple[str, ...] = ()
    shift: Shift | None = None
    gone: Gone | None = None
    weeks: tuple[PersonWeek, ...] = ()

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("person", self.id)

    def leave_at(self, now: datetime) -> Absence | None:
        """The leave that they are on."""
        return next((one for one in self.leaves if one.since <= now < one.until), None)


@dataclass(frozen=True, kw_only=True)
class Risk:
    """What stands against a goal, as a rule found it. `origin` names the rule and the case; when that is gone, this is too."""

    origin: str
    level: RiskLevel
    at: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class GoalState:
    """A goal of the site, and what stands against it; one that was `retired` is no longer looked at."""

    goal: Goal
    risks: tuple[Risk, ...] = ()
    retired: bool = False
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("goal", self.goal.id)


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A machine was replaced because it did not work; it is down until somebody says that it is back, or takes back the words
    (`live`, a live signal) that told it."""

    live: str
    since: datetime
    by: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ResourceState:
    """A crew or a machine of the register, and what of it is booked, the earliest first.

    `added` is when it came into the register, or what it says of it was last changed, `origin` what brought it (as a
    booking's). One that was `retired` left the site.
    """

    resource: Resource
    added: datetime
    bookings: tuple[Booking, ...] = ()
    origin: str = ""
    broken: Broken | None = None
    retired: bool = False
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("resource", self.resource.id)


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A photo, a voice clip or another file that came with a message, which shows what the message says.

    `link` is where it is seen, `transcript` what is said in a clip, as far as that is known. One that `is_image` can be shown
    in other messages; a photo of another make, or one that is kept elsewhere, cannot.
    """

    id: str
    name: str
    sort: Literal["photo", "voice", "file"] = "file"
    link: str = ""
    transcript: str = ""
    is_image: bool = False


@dataclass(frozen=True, kw_only=True)
class MessageState:
    """A message as it stands: its newest revision, the signals that it holds now, and the subjects that they speak of.

    `numbered` is how many numbers its signals were given so far; a signal that stays keeps its own. `corrected_by` is who
    confirmed or put right last what was understood of its newest revision. `files` came with it; `relayed_by` passed on what
    `by` had said; the signals of one that was passed on before it was heard stand in the message that it was `heard_as`.
    `unsaid` quotes what it said once and says no more, by the ids of those signals, and all of its words as they
    read in its earlier revisions. Of one that is `erased` nothing in the state has the words any more.
    """

    id: str
    channel: str
    by: str
    at: datetime
    revision: int
    text: str
    action: str | None = None
    live: tuple[Live, ...] = ()
    subjects: tuple[Key, ...] = ()
    numbered: int = 0
    withdrawn: bool = False
    corrected_by: str = ""
    files: tuple[Attached, ...] = ()
    relayed_by: str = ""
    heard_as: str = ""
    unsaid: Mapping[str, str] = field(default_factory=dict)
    erased: bool = False

    @property
    def photo(self) -> bool:
        """Whether a picture came with it."""
        return any(one.sort == "photo" for one in self.files)

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("message", self.id)


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One person of the ladder of those who can answer for an action, and why they can."""

    person: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReminderPlan:
    """When an action is brought up again, in working hours (of `safety`: hours of the clock): before its due time, at it,
    after it; then it escalates.

    `before` and `after` are hours from the due time, `escalate_after` hours after it until the next rung is asked (none: never).
    What stays open after the last of them without a word is brought up `again` after so many hours, then after twice and from
    then on four times as many, `at_most` so many times (none: never); a word begins that anew.
    """

    before: tuple[float, ...] = (1.0,)
    at_due: bool = True
    after: tuple[float, ...] = (1.0,)
    escalate_after: float | None = 2.0
    again: float | None = None
    at_most: int = 3


@dataclass(frozen=True, kw_only=True)
class Verify:
    """What makes sure that a thing is done which is said to be: any one of these.

    The word of one of `by`, who are asked one after the other, each for `hours` (working hours; of `safety`, hours of the
    clock); a `photo` in its thread; the `data` itself: what the action was asked for no longer holds.
    """

    by: tuple[Rung, ...] = ()
    photo: bool = False
    data: bool = False
    hours: float = 4.0


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """An action as it was asked for: the promise, of whom, until when, and on what ground.

    A proposed one waits for the word of one of `proposed_to`, which carries what `also` tells. `hours` is the time that it gives,
    from when it is asked on. `moves` is the crew or machine that is moved with it, once nobody has to approve it any more.
    Cases of one `group` of a rule share an action, which `together` heads. `expects` is the kind of a question's answer (empty:
    none), `awaits` what closes it by itself beside the rule's own condition, `done_means` what “done” says of its tasks. `verify`
    says how it is made sure that it is done (None: whoever says so is believed). Up to `latest` whoever has it may move its time
    (None: as they like); what was split off another action is `part_of` it. `origin` is the message's words, or the step, that
    made an action of it by hand: it goes with them. `trade` is the one that its words call on, where they name nobody;
    `wanted_by` whoever said what a rule asks about, where they want something of somebody. One that is `placed` stands at the
    task that its words name, and asks for something else there as far as anybody knows ("strip the L3 edge protection").
    """

    id: str
    text: str
    why: str
    rule: str | None
    decision: str | None
    subject: Key
    task: str | None
    matter: str | None
    evidence: tuple[str, ...]
    ladder: tuple[Rung, ...]
    due: datetime
    severity: Severity
    plan: ReminderPlan
    asked_by: str | None = None
    answers: tuple[Answer, ...] = ("done", "not_done", "help", "reassign")
    hours: float = 0.0
    proposed_to: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    group: str = ""
    together: str = ""
    expects: Expects = ""
    awaits: Literal["", "start"] = ""
    done_means: DoneMeans = ""
    moves: Transfer | None = None
    held: Literal["", "budget"] = ""
    verify: Verify | None = None
    latest: datetime | None = None
    part_of: str = ""
    origin: str = ""
    trade: str = ""
    wanted_by: str = ""
    placed: bool = False

    @property
    def asker(self) -> str:
        """Who waits for it; nobody where a rule asks by itself."""
        return self.asked_by or self.wanted_by


@dataclass(frozen=True, kw_only=True)
class Member:
    """One of the cases that an action stands for."""

    subject: Key
    matter: str | None
    task: str | None
    text: str
    evidence: tuple[str, ...]


StepKind = Literal[
    "answered", "reminded", "escalated", "closed", "approved", "refused", "joined", "left",
    "shown", "confirmed", "returned", "passed", "lapsed", "forgotten", "dropped",
    "allowed", "denied", "referred", "split", "snoozed", "unheard", "unplanned", "replanned",
]  # fmt: skip
Change = Literal["text", "to", "due"]
ReminderKind = Literal[
    "before", "due", "after", "again", "settled", "needed", "check", "verify", "word", "snoozed", "wish"
]
Ended = Literal["", "over", "unsaid", "set aside"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that happened to an action. `id` lets it be withdrawn; `signals` are what an answer says.

    `to` is whom it went to (a reminder's or an escalation's person, the new owner of a reassignment, who is asked next to
    confirm or to allow another time), `due` the new promise, `wish` the time that is asked for where it is more than they may
    take by themselves, and `line` those who may allow it if `to` says nothing; then the question is `referred` to the next of
    them. A step that is `snoozed` brings up to when (`due`).

    What is done is `confirmed` or `returned`, a photo of it `shown`; the question whether it is done has `passed` to the next,
    or `lapsed` since nobody said; a proposal that has `passed` to the next waits for their word until `due`; an acceptance is
    `forgotten` that no word followed; where nobody of the whole line takes it on, or says whether it may take longer (`reminder`
    wish), it is `unheard`, and whoever waits for it is told (`to`). `member` is the case that joined the action or left it.

    A case's task has left the schedule (`unplanned`), with `reminder` needed where somebody is asked whether it shall be done all
    the same, or is back in it (`replanned`).

    An approval brings the time until when it is asked (`due`), and may bring another text or person (`text`, `to`); `changed`
    names those of the three that the manager chose. What is `held` is not pushed to the person, who has had enough for the day or
    is away; `stead` is in whose place it went to somebody. Of what ends by itself `ended` says how: it is `over` by what was
    said since; the words that it stood on were taken back or put right (`unsaid`); or it was `set aside`: the rulebook, a
    manager's number, the plan or the clock took its ground.
    """

    id: str
    kind: StepKind
    at: datetime
    by: str | None = None
    answer: Answer | None = None
    signals: tuple[Signal, ...] = ()
    cause: str | None = None
    note: str = ""
    due: datetime | None = None
    wish: datetime | None = None
    to: str | None = None
    line: tuple[str, ...] = ()
    reminder: ReminderKind | None = None
    via: str = ""
    member: Member | None = None
    text: str = ""
    changed: tuple[Change, ...] = ()
    held: Literal["", "budget", "away"] = ""
    stead: str = ""
    ended: Ended = ""


@dataclass(frozen=True, kw_only=True)
class ActionState:
    """An action: what was asked, and every step since, in the order of their instants.

    `unsure` are the live signals of replies to it that were not understood surely: no steps until their writers say so.
    """

    asked: Assignment
    opened: datetime
    steps: tuple[Step, ...] = ()
    unsure: tuple[str, ...] = ()
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("action", self.asked.id)


Subject = TaskState | SiteState | PersonState | GoalState | ResourceState | MessageState | ActionState
