"""Steps of people who answer: buttons and their forms, reactions, and a manager's word on a proposal."""

from collections.abc import Iterator, Mapping
from typing import Literal

from bot.acting import answering, approving
from bot.happening import Reacted, Submitted
from bot.showing import card_target
from bot.timelines.moment import moment
from bot.timelines.stage import CHANNEL, Stage
from bot.timelines.step import Happening, press
from bot.timelines.words import LAST, ActionName, Moment, Person, user_id
from rules.language.problem import Misread

_REASONS = Literal[
    "design", "material", "labour", "equipment", "space", "prior_work", "weather", "safety", "inspection", "unforeseen", "other"
]  # fmt: skip


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "not_done": ("reason", "when", "note"),
    "not_mine": ("to", "note"),
    "send_back": ("why",),
    "drop": ("why",),
}


class Press(Happening):
    """`press: done`, `accept`, `start`, `help`, `confirm`, `allow` or `deny` (another time), or `not_done` with `reason:`,
    `when:` and `note:`, `not_mine` with `to:` and `note:`, `send_back` (what is reported is not done) or `drop` with `why:`."""

    press: Literal[
        "done",
        "accept",
        "start",
        "help",
        "confirm",
        "allow",
        "deny",
        "not_done",
        "not_mine",
        "send_back",
        "drop",
    ]
    on: ActionName = LAST
    reason: _REASONS | None = None
    when: Moment = ""
    to: Person = ""
    note: str = ""
    why: str = ""

    def play(self, stage: Stage) -> None:
        """A button of the action's card, with its form where it has one."""
        action = stage.action(self.on)
        if self.press not in _FIELDS:
            press(stage, self.by, self.press, action)
            return
        when = moment(self.when, stage.now, stage.calendar) if self.when else None
        fields = {
            "reason": self.reason,
            "when": f"{stage.calendar.local(when):%Y-%m-%dT%H:%M}" if when else None,
            "to": user_id(self.to) if self.to else None,
            "note": self.note,
            "why": self.why,
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
        own = _FIELDS.get(self.press, ())
        for name in ("reason", "when", "to", "note", "why"):
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


class Approve(Happening):
    """`approve:` an action that is proposed, perhaps with another `text:`, `to:` another person, `due:` at another time."""

    approve: ActionName
    text: str = ""
    to: Person = ""
    due: Moment = ""

    def play(self, stage: Stage) -> None:
        """It is asked from now on: the button, or its form where something is another than proposed."""
        action = stage.action(self.approve)
        if not (self.text or self.to or self.due):
            press(stage, self.by, "approve", action)
            return
        due = moment(self.due, stage.now, stage.calendar) if self.due else None
        fields = {
            "text": self.text,
            "to": user_id(self.to) if self.to else None,
            "when": f"{stage.calendar.local(due):%Y-%m-%dT%H:%M}" if due else None,
        }
        _say(stage, self.by, "edit", action, fields)


class Refuse(Happening):
    """`refuse:` an action that is proposed, and `why:`."""

    refuse: ActionName
    why: str = ""

    def play(self, stage: Stage) -> None:
        """It is never asked of anybody."""
        _say(stage, self.by, "refuse", stage.action(self.refuse), {"why": self.why})


def _say(stage: Stage, by: str, form: str, action: str, fields: Mapping[str, str | None]) -> None:
    """A manager's word by a form."""
    given = Submitted(
        form=form, about=action, fields=fields, user=user_id(by), view=stage.stamp(), channel=CHANNEL
    )
    stage.take(lambda turn: approving.submit(turn, given))


def _react(stage: Stage, by: str, name: str, on: str, *, added: bool) -> None:
    card = card_target(stage.action(on))
    reacted = Reacted(
        channel=CHANNEL, ts=card, user=user_id(by), name=name, added=added, reacted_ts=stage.stamp()
    )
    stage.take(lambda turn: answering.react(turn, reacted))
