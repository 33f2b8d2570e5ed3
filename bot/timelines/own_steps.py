"""Expectations of what an action does by itself: it reminds, goes up, ends, and takes in or lets go of cases that share it."""

from typing import ClassVar

from bot.timelines.expectation import Expectation, has
from bot.timelines.scene import Scene, told_action, told_step
from bot.timelines.words import LAST, ActionName, Person, SubjectName, subject_named, user_id
from rules.subject import ReminderKind, Step, StepKind


class _OwnStep(Expectation):
    """An action takes a step by itself at this minute."""

    step: ClassVar[StepKind]
    action_key: ClassVar[str]

    def miss(self, scene: Scene) -> str:
        """What the action did instead."""
        action = scene.stage.action(str(getattr(self, self.action_key)))
        found = [one for one in scene.steps(self.step) if one.action == action]
        if any(scene.is_now(one.at) and self._is_so(one.step) for one in found):
            return ""
        told = [told_step(one, scene) for one in found]
        return "; ".join(told) or f"{told_action(action, scene)}, and was not {self.step}"

    def _is_so(self, step: Step) -> bool:
        raise NotImplementedError


class Reminds(_OwnStep):
    """`reminds:` a person `about:` an action; `kind:` before, due, after, again (it stays open without a word),
    settled (is it done?), check (is it going on?), snoozed (they wanted it then), verify (somebody says that it is done) or wish
    (somebody asks for more time); `digest: true` where they had enough for the day and read it in their digest."""

    step = "reminded"
    action_key = "about"
    reminds: Person
    about: ActionName = LAST
    kind: ReminderKind | None = None
    digest: bool | None = None

    def _is_so(self, step: Step) -> bool:
        is_kind = self.kind in (None, step.reminder) and self.digest in (None, bool(step.held))
        return is_kind and step.to == user_id(self.reminds)


class Escalates(_OwnStep):
    """`escalates:` an action goes up `to:` a person; words of the `why:`."""

    step = "escalated"
    action_key = "escalates"
    escalates: ActionName
    to: Person
    why: str = ""

    def _is_so(self, step: Step) -> bool:
        return step.to == user_id(self.to) and has(step.note, self.why)


class Closes(_OwnStep):
    """`closes:` an action ends by itself; words of the `why:`."""

    step = "closed"
    action_key = "closes"
    closes: ActionName
    why: str = ""

    def _is_so(self, step: Step) -> bool:
        return has(step.note, self.why)


class Passes(_OwnStep):
    """`passes:` nobody said whether a reported action is done, so `to:` the next is asked."""

    step = "passed"
    action_key = "passes"
    passes: ActionName
    to: Person

    def _is_so(self, step: Step) -> bool:
        return step.to == user_id(self.to)


class Lapses(_OwnStep):
    """`lapses:` nobody and nothing made sure of a reported action in time."""

    step = "lapsed"
    action_key = "lapses"
    lapses: ActionName

    def _is_so(self, step: Step) -> bool:
        return True


class Forgets(_OwnStep):
    """`forgets:` an action that was taken on and not heard of since counts as not taken on."""

    step = "forgotten"
    action_key = "forgets"
    forgets: ActionName

    def _is_so(self, step: Step) -> bool:
        return True


class _OfMember(_OwnStep):
    """Of an action that stands for several cases: one of them, `on:` a subject."""

    on: SubjectName = ""

    def _is_so(self, step: Step) -> bool:
        return not self.on or (step.member is not None and step.member.subject == subject_named(self.on))


class Joins(_OfMember):
    """`joins:` an action that stands for several cases: another one, `on:` a subject, joins it."""

    step = "joined"
    action_key = "joins"
    joins: ActionName


class Leaves(_OfMember):
    """`leaves:` an action that stands for several cases: one of them, `on:` a subject, holds no longer; the others stay."""

    step = "left"
    action_key = "leaves"
    leaves: ActionName
