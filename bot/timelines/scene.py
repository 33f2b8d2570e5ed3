"""What came of a step of a timeline since the one before it, and how it is told to a reader."""

from datetime import datetime

from bot.timelines.moment import minute, moment, told
from bot.timelines.stage import Heard, OwnStep, Ruling, Stage, Told
from bot.timelines.words import subject_named
from rules.deciding.whynot import WhyNot, why_not
from rules.deciding.whynot_text import why_not_text
from rules.errors import SiteloopError
from rules.folding.entry import Assigned, Entry, Notified, Risked, Stated, Stepped
from rules.life.action import life
from rules.match.reference import missed
from rules.read import action_of
from rules.signal import Signal
from rules.subject import Step, StepKind

_MOST = 160


class Scene:
    """A step as it was lived through: `at` is its time, what is expected of it takes the decisions that it names."""

    def __init__(self, stage: Stage, at: datetime, since: int) -> None:
        self.stage = stage
        self.at = at
        self.came = stage.came[since:]
        self._taken: set[int] = set()

    def rulings(self, rule: str = "") -> list[Ruling]:
        """The decisions that nothing expected has taken yet."""
        return [
            one
            for one in self.came
            if isinstance(one, Ruling) and id(one) not in self._taken and rule in ("", one.decision.rule)
        ]

    def steps(self, kind: StepKind | None = None) -> list[OwnStep]:
        """The steps that actions took by themselves."""
        return [one for one in self.came if isinstance(one, OwnStep) and kind in (None, one.step.kind)]

    def take(self, one: Ruling) -> None:
        """It was expected."""
        self._taken.add(id(one))

    def told_to(self, person: str) -> list[str]:
        """What one person alone was shown."""
        return [one.text for one in self.came if isinstance(one, Told) and one.person == person]

    def is_now(self, at: datetime) -> bool:
        """Whether it is the step's own minute."""
        return minute(at) == minute(self.at)

    def moment(self, text: str) -> datetime:
        """A time that is expected, seen from the step."""
        return moment(text, self.at, self.stage.calendar, past=True)

    def told(self, at: datetime) -> str:
        """An instant, by the site's clock."""
        return told(at, self.stage.calendar)

    def held_by(self, rule: str, on: str) -> list[str]:
        """What holds the rule back on this subject now, though its condition holds."""
        found = self._why_not(rule, on)
        return [one.held_by for one in found.looked if one.held_by] if isinstance(found, WhyNot) else []

    def reasons(self, rule: str, on: str) -> str:
        """Everything for which the rule is quiet now: its clauses that do not hold, and what holds it back."""
        found = self._why_not(rule, on)
        if not isinstance(found, WhyNot):
            return found
        failed = [text for one in found.looked for text in missed([s.clause for s in one.seen])]
        return "\n".join([found.reason, *failed, *(one.held_by for one in found.looked)])

    def why_quiet(self, rule: str, on: str) -> str:
        """The same for a reader, each clause with its value and its words."""
        if not on:
            return f"{rule} did nothing since the step before"
        found = self._why_not(rule, on)
        return why_not_text(found, self.stage.memory) if isinstance(found, WhyNot) else found

    def _why_not(self, rule: str, on: str) -> WhyNot | str:
        key = subject_named(on)
        name = f"@{self.stage.handle(key.id)}" if key.kind == "person" else key.id or "site"
        try:
            return why_not(self.stage.memory, self.stage.book, rule, name, self.stage.now)
        except SiteloopError as error:
            return str(error)

    def story(self) -> list[str]:
        """All that came, line by line; of messages, what was read from them."""
        lines = []
        for one in self.came:
            match one:
                case Heard():
                    read = "; ".join(map(_read, one.said.signals)) or "nothing"
                    lines.append(
                        f"{self.told(one.at)}  {self.stage.handle(one.said.by)}: “{one.said.text}” read as {read}"
                    )
                case Ruling():
                    lines.append(told_ruling(one, self))
                case OwnStep():
                    lines.append(told_step(one, self))
                case Told():
                    words = " ".join(one.text.split())[:_MOST]
                    lines.append(f"{self.told(one.at)}  {self.stage.handle(one.person)} was told: “{words}”")
        return lines


def told_ruling(one: Ruling, scene: Scene) -> str:
    """A decision in one line: when, which rule, on what, and what it led to."""
    what = "; ".join(told for entry in one.led_to if (told := _led_to(entry, scene))) or "asked nobody"
    on = one.decision.subject.id or "the site"
    return f"{scene.told(one.at)}  {one.decision.rule} {one.decision.outcome} on {on}: {what}"


def told_step(one: OwnStep, scene: Scene) -> str:
    """A step that an action took by itself, in one line."""
    step = one.step
    to = scene.stage.handle(step.to)
    asked = f", so {to} was asked whether it is needed" if step.kind == "unplanned" and step.to else ""
    what = {
        "reminded": f"reminded {to} ({step.reminder})",
        "escalated": f"escalated to {to}: {step.note}",
        "closed": f"closed by itself: {step.note}",
        "passed": f"asked {to} whether it is done",
        "referred": f"asked {to} whether it may take longer",
        "lapsed": "was not confirmed in time",
        "unheard": f"told {to} that nobody takes it on",
        "forgotten": "counts as not taken on",
        "joined": f"was joined by {_member(step)}",
        "left": f"was left by {_member(step)}",
        "unplanned": f"lost {_member(step)}, which left the schedule{asked}",
        "replanned": f"has {_member(step)} in the schedule again",
    }.get(step.kind, step.kind)
    return f"{scene.told(one.at)}  {one.action} {what}"


def told_action(action: str, scene: Scene) -> str:
    """How an action stands."""
    found = action_of(scene.stage.memory, action)
    if found is None:
        return f"there is no {action}"
    state = life(found)
    why = f" ({state.closed_why})" if state.closed_why else ""
    return f"{action} is {state.status}{why}, with {scene.stage.handle(state.owner)}, due {scene.told(state.due)}"


def _read(signal: Signal) -> str:
    values = "".join(f" {name}={value}" for name, value in signal.values.items())
    unsure = " (to be confirmed)" if signal.confirm else " (hedged)" if signal.hedged else ""
    return f"{signal.kind} {signal.task or '(no task)'}{values}{unsure}"


def _led_to(entry: Entry, scene: Scene) -> str:
    match entry:
        case Assigned(asked=asked):
            whom = scene.stage.handle(asked.ladder[0].person)
            return f"{asked.id} of {whom}, due {scene.told(asked.due)}: “{asked.text}”"
        case Notified():
            whom = ", ".join(map(scene.stage.handle, entry.to)) or "the channel"
            return f"told {whom} “{entry.text}”"
        case Stated():
            return f"blocked the task: “{entry.signal.words}”"
        case Risked():
            return f"risk of {entry.goal} {entry.level}: “{entry.words}”"
        case Stepped(step=step) if step.kind == "joined":
            return f"joined {entry.action}"
        case _:
            return ""


def _member(step: Step) -> str:
    return (step.member.subject.id if step.member else "") or "the site"
