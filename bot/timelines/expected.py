"""What can be expected of a step: a class for each kind, known by its first key. A new kind: a class and a line in `EXPECTED`."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from bot.timelines.expectation import Expectation, has
from bot.timelines.moment import minute
from bot.timelines.ruled import Acts, Observes, Proposes
from bot.timelines.scene import Scene, told_action, told_ruling, told_step
from bot.timelines.words import (
    LAST,
    ActionName,
    Moment,
    Person,
    RuleId,
    SubjectName,
    subject_named,
    user_id,
)
from rules.action import Life, Status, life
from rules.problem import Misread
from rules.read import action_of
from rules.subject import ReminderKind, Step, StepKind


class Quiet(Expectation):
    """`quiet:` a rule did nothing since the step before, `on:` a subject; `because:` a condition that does not hold, or another
    reason."""

    rule_key = "quiet"

    quiet: RuleId
    on: SubjectName = ""
    because: str = ""

    def miss(self, scene: Scene) -> str:
        """What it did, or why it really was quiet."""
        found = [
            one
            for one in scene.rulings(self.quiet)
            if not self.on or one.decision.subject == subject_named(self.on)
        ]
        if found:
            for one in found:
                scene.take(one)
            return "; ".join(told_ruling(one, scene) for one in found)
        if self.because and not has(scene.reasons(self.quiet, self.on), self.because):
            return scene.why_quiet(self.quiet, self.on)
        return ""

    def faults(self) -> Iterator[tuple[str, Misread]]:
        """A reason is one of a subject."""
        if self.because and not self.on:
            yield "because", Misread("A reason is that of one subject.", "Say `on:` which.")


class Held(Expectation):
    """`held:` a rule's condition holds `on:` a subject, but something holds it back; `by:` words of what."""

    rule_key = "held"
    held: RuleId
    on: SubjectName
    by: str = ""

    def miss(self, scene: Scene) -> str:
        """Why it is not held back, or by what else."""
        if acted := [
            told_ruling(one, scene)
            for one in scene.rulings(self.held)
            if one.decision.subject == subject_named(self.on)
        ]:
            return "; ".join(acted)
        found = scene.held_by(self.held, self.on)
        return "" if any(has(one, self.by) for one in found) else scene.why_quiet(self.held, self.on)


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
    """`reminds:` a person `about:` an action; `kind:` before, due, after, or settled (is it done?)."""

    step = "reminded"
    action_key = "about"
    reminds: Person
    about: ActionName = LAST
    kind: ReminderKind | None = None

    def _is_so(self, step: Step) -> bool:
        return step.to == user_id(self.reminds) and self.kind in (None, step.reminder)


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


class Joins(_OwnStep):
    """`joins:` an action that stands for several cases: another one, `on:` a subject, joins it."""

    step = "joined"
    action_key = "joins"
    joins: ActionName
    on: SubjectName = ""

    def _is_so(self, step: Step) -> bool:
        return not self.on or (step.member is not None and step.member.subject == subject_named(self.on))


class Stands(Expectation):
    """`stands:` how an action stands after the step: its `status:`, `owner:`, `due:`."""

    stands: ActionName
    status: Status | None = None
    owner: Person = ""
    due: Moment = ""

    def miss(self, scene: Scene) -> str:
        """How it stands."""
        action = scene.stage.action(self.stands)
        found = action_of(scene.stage.memory, action)
        return told_action(action, scene) if found is None or self._wrong(scene, life(found)) else ""

    def _wrong(self, scene: Scene, found: Life) -> bool:
        return (
            self.status not in (None, found.status)
            or (bool(self.owner) and found.owner != user_id(self.owner))
            or (bool(self.due) and minute(found.due) != scene.moment(self.due))
        )


class Tells(Expectation):
    """`tells:` one person something that only they see (a question, a refusal), with these words in its `text:`."""

    tells: Person
    text: str

    def miss(self, scene: Scene) -> str:
        """What they were told."""
        texts = scene.told_to(user_id(self.tells))
        if any(has(text, self.text) for text in texts):
            return ""
        return (
            "; ".join(f"{self.tells} was told “{text}”" for text in texts) or f"{self.tells} was told nothing"
        )


NOTHING = "nothing"


class Nothing(Expectation):
    """`expect: nothing`: since the step before, no decision, reminder, escalation or end came by itself."""

    def miss(self, scene: Scene) -> str:
        """What did come."""
        rulings, steps = scene.rulings(), scene.steps()
        for one in rulings:
            scene.take(one)
        return "; ".join(
            [*(told_ruling(one, scene) for one in rulings), *(told_step(one, scene) for one in steps)]
        )


EXPECTED: Mapping[str, type[Expectation]] = {
    "acts": Acts,
    "proposes": Proposes,
    "observes": Observes,
    "quiet": Quiet,
    "held": Held,
    "reminds": Reminds,
    "escalates": Escalates,
    "closes": Closes,
    "joins": Joins,
    "stands": Stands,
    "tells": Tells,
}
