"""What can happen in a step: a class for each kind, known by its first key. A new kind is a class and a line in `STEPS`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot import answering, assigning, hearing, pipeline, roster
from bot.happening import Configure, Erased, Pressed, Reacted, Submitted, Wrote
from bot.showing import card_target
from bot.timelines.moment import moment
from bot.timelines.site import PlanShape, SettingsShape, fields_of, take_over
from bot.timelines.stage import CHANNEL, CannotHappen, Stage
from bot.timelines.typed import typed_signals
from bot.timelines.words import LAST, ActionName, Moment, Person, Shape, TaskId, user_id
from bot.turn import Turn
from bot.view import message_id
from rules.entry import Said
from rules.problem import Misread
from rules.read import message_of
from rules.schedule import Schedule

_DIRECT = "D0"
_REASONS = Literal[
    "design", "material", "labour", "equipment", "space", "prior_work", "weather", "safety", "inspection", "unforeseen", "other"
]  # fmt: skip


class Happening(Shape):
    """Something that a person does."""

    by: Person

    def play(self, stage: Stage) -> None:
        """Let it happen now.

        Raises:
            SiteloopError: it cannot be done as things stand.
        """
        raise NotImplementedError


class Say(Happening):
    """`say:` words in the channel; `thread: ACT-1` in the thread of an action's card, `direct: true` to Siteloop itself."""

    say: str
    thread: ActionName = ""
    direct: bool = False

    def play(self, stage: Stage) -> None:
        """A message."""
        ts, thread = stage.stamp(), card_target(stage.action(self.thread)) if self.thread else ""
        channel = _DIRECT + user_id(self.by) if self.direct else CHANNEL
        stage.messages[self.by] = f"{channel}:{ts}"
        wrote = Wrote(
            channel=channel, ts=ts, user=user_id(self.by), text=self.say, thread_ts=thread, direct=self.direct
        )
        stage.take(lambda turn: hearing.hear(turn, stage.readers, wrote))

    def faults(self) -> Iterator[tuple[str, Misread]]:
        """A thread stands in the channel."""
        if self.thread and self.direct:
            yield "direct", Misread("A thread is never direct.", "Take one of the two out.")


class Edit(Happening):
    """`edit: last` `to:` other words: one's last message."""

    edit: Literal["last"]
    to: str

    def play(self, stage: Stage) -> None:
        """A new revision of the message, in its old place."""
        channel, ts = _last(stage, self.by)
        known = message_of(stage.memory, message_id(channel, ts))
        thread = card_target(known.action) if known and known.action else ""
        wrote = Wrote(
            channel=channel,
            ts=ts,
            user=user_id(self.by),
            text=self.to,
            thread_ts=thread,
            edited=stage.stamp(),
        )
        stage.take(lambda turn: hearing.hear(turn, stage.readers, wrote))


class Delete(Happening):
    """`delete: last`: one's last message."""

    delete: Literal["last"]

    def play(self, stage: Stage) -> None:
        """It was never said."""
        channel, ts = _last(stage, self.by)
        stage.take(lambda turn: hearing.forget(turn, Erased(channel=channel, ts=ts)))


class Confirm(Happening):
    """`confirm: yes` or `no`: the answer to Siteloop's question about one's last message."""

    confirm: Literal["yes", "no"]

    def play(self, stage: Stage) -> None:
        """The button under the question."""
        message = message_of(stage.memory, message_id(*_last(stage, self.by)))
        asked = next((live for live in message.live if live.signal.confirm), None) if message else None
        if asked is None:
            raise CannotHappen(f"Nothing was asked about {self.by}'s last message.")
        _press(stage, self.by, f"choose_{self.confirm}", f"{asked.id}|{self.confirm}")


class Press(Happening):
    """`press: done`, `accept`, `help`, or `not_done` with `reason:`, `when:` and `note:`, or `not_mine` with `to:` and
    `note:`."""

    press: Literal["done", "accept", "help", "not_done", "not_mine"]
    on: ActionName = LAST
    reason: _REASONS | None = None
    when: Moment = ""
    to: Person = ""
    note: str = ""

    def play(self, stage: Stage) -> None:
        """A button of the action's card, with its form where it has one."""
        action = stage.action(self.on)
        if self.press in ("done", "accept", "help"):
            _press(stage, self.by, self.press, action)
            return
        when = moment(self.when, stage.now, stage.calendar) if self.when else None
        fields = {
            "reason": self.reason,
            "when": f"{stage.calendar.local(when):%Y-%m-%dT%H:%M}" if when else None,
            "to": user_id(self.to) if self.to else None,
            "note": self.note,
        }
        form = Submitted(
            form=self.press,
            about=action,
            fields=fields,
            user=user_id(self.by),
            view=stage.stamp(),
            channel=CHANNEL,
        )
        stage.take(lambda turn: answering.submit(turn, form))

    def faults(self) -> Iterator[tuple[str, Misread]]:
        """Each form has its own fields."""
        own = {"not_done": ("reason", "when", "note"), "not_mine": ("to", "note")}.get(self.press, ())
        for name in ("reason", "when", "to", "note"):
            if name in self.model_fields_set and name not in own:
                yield name, Misread(f"The button {self.press} asks for no {name}.", "Take it out.")
        if self.press == "not_done" and self.reason is None:
            yield (
                "press",
                Misread("Nobody says not_done without a reason.", "Add `reason:`, such as material."),
            )


class React(Happening):
    """`react: white_check_mark` (or another emoji that is an answer) on an action's card."""

    react: str
    on: ActionName = LAST

    def play(self, stage: Stage) -> None:
        """It counts as the answer that it means."""
        _react(stage, self.by, self.react, self.on, added=True)


class Unreact(Happening):
    """`unreact:` takes a reaction away, and its answer with it."""

    unreact: str
    on: ActionName = LAST

    def play(self, stage: Stage) -> None:
        """The answer was never given."""
        _react(stage, self.by, self.unreact, self.on, added=False)


class Assign(Happening):
    """`assign:` what a manager asks of somebody by hand, `to:` whom, `due:` when, about a `task:`."""

    assign: str
    to: Person
    due: Moment = ""
    task: TaskId = ""

    def play(self, stage: Stage) -> None:
        """The form of `/site assign`."""
        due = moment(self.due, stage.now, stage.calendar) if self.due else None
        fields = {
            "to": user_id(self.to),
            "text": self.assign,
            "when": f"{stage.calendar.local(due):%Y-%m-%dT%H:%M}" if due else None,
            "task": self.task,
        }
        form = Submitted(
            form="assign", about="", fields=fields, user=user_id(self.by), view=stage.stamp(), channel=CHANNEL
        )
        stage.take(lambda turn: assigning.assign_form(turn, stage.readers, form))


class Signals(Happening):
    """`signals:` what a message says, as data, where its words are beside the point:
    `{ kind: blocker, task: A-310, cause: material }`."""

    signals: list[Any]
    thread: ActionName = ""

    def play(self, stage: Stage) -> None:
        """A message that was read as this."""
        ts, action = stage.stamp(), stage.action(self.thread) if self.thread else None
        stage.messages[self.by] = f"{CHANNEL}:{ts}"
        signals = typed_signals(self.signals, stage.now, stage.calendar)
        said = Said(
            message=message_id(CHANNEL, ts),
            revision=1,
            channel=CHANNEL,
            by=user_id(self.by),
            said=hearing.instant_of_ts(ts),
            text="; ".join(one.words for one in signals),
            signals=signals,
            action=action,
        )
        stage.take(lambda turn: _record(turn, said))


class Settings(Shape):
    """`settings:` what a manager changes in the set-up form, such as `{ opens: "06:00" }`; read by `step_reading`."""

    settings: Any


class NewPlanShape(PlanShape):
    """`tasks:` or `schedule:` a new schedule, listed here or in a file; read by `step_reading`."""


@dataclass(frozen=True, kw_only=True)
class NewSettings:
    """Settings as they were read."""

    changed: SettingsShape

    def play(self, stage: Stage) -> None:
        """The set-up form."""
        asked = Configure(fields=dict(fields_of(self.changed)), asked=stage.stamp())
        stage.take(lambda turn: roster.configure(turn, asked))


@dataclass(frozen=True, kw_only=True)
class NewPlan:
    """A schedule as it was read."""

    plan: Schedule

    def play(self, stage: Stage) -> None:
        """It takes the place of the one before."""
        stage.take(lambda turn: take_over(turn, self.plan))


Playable = Happening | NewSettings | NewPlan
STEPS: Mapping[str, type[Shape]] = {
    "say": Say,
    "edit": Edit,
    "delete": Delete,
    "confirm": Confirm,
    "press": Press,
    "react": React,
    "unreact": Unreact,
    "assign": Assign,
    "signals": Signals,
    "settings": Settings,
    "tasks": NewPlanShape,
    "schedule": NewPlanShape,
}


def _last(stage: Stage, by: str) -> tuple[str, str]:
    if by not in stage.messages:
        raise CannotHappen(f"{by} has said nothing by then.")
    channel, _, ts = stage.messages[by].partition(":")
    return channel, ts


def _press(stage: Stage, by: str, name: str, value: str) -> None:
    pressed = Pressed(
        name=name, value=value, user=user_id(by), channel=CHANNEL, ts="", pressed_ts=stage.stamp()
    )
    stage.take(lambda turn: pipeline.press(turn, pressed))


def _react(stage: Stage, by: str, name: str, on: str, *, added: bool) -> None:
    card = card_target(stage.action(on))
    reacted = Reacted(
        channel=CHANNEL, ts=card, user=user_id(by), name=name, added=added, reacted_ts=stage.stamp()
    )
    stage.take(lambda turn: answering.react(turn, reacted))


def _record(turn: Turn, said: Said) -> None:
    turn.record(said)
