"""What can be expected of a step: a class for each kind, known by its first key. A new kind: a class and a line in `EXPECTED`."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from bot.timelines.moment import minute
from bot.timelines.scene import Scene, told_action, told_ruling, told_step
from bot.timelines.stage import Ruling
from bot.timelines.words import (
    LAST,
    ActionName,
    Moment,
    People,
    Person,
    RuleId,
    Shape,
    SubjectName,
    subject_named,
    user_id,
)
from rules.action import Life, life
from rules.decision import DecisionOutcome
from rules.problem import Misread
from rules.read import action_of
from rules.subject import Assignment, Severity, Step, StepKind


class Expectation(Shape):
    """Something that a step leads to, or does not."""

    rule_key: ClassVar[str] = ""

    @property
    def rule(self) -> str:
        """The rule that it speaks of, where it speaks of one."""
        return str(getattr(self, self.rule_key)) if self.rule_key else ""

    def miss(self, scene: Scene) -> str:
        """What happened instead; empty where it came true."""
        raise NotImplementedError


class _Ruled(Expectation):
    """A rule concludes something at this minute; `action` is asked of somebody where it acts."""

    outcome: ClassVar[DecisionOutcome]
    on: SubjectName = ""
    asks: Person = ""
    then: People = Field(default=[])
    text: str = ""
    due: Moment = ""
    severity: Severity | None = None
    action: ActionName = ""

    def miss(self, scene: Scene) -> str:
        """The nearest thing that the rule did instead, or why it did nothing."""
        found = [
            one
            for one in scene.rulings(self.rule)
            if not self.on or one.decision.subject == subject_named(self.on)
        ]
        for one in found:
            if not list(self._wrong(scene, one)):
                scene.take(one)
                return ""
        if not found:
            others = [told_ruling(one, scene) for one in scene.rulings(self.rule)]
            return "; ".join(others) or scene.why_quiet(self.rule, self.on)
        nearest = min(found, key=lambda one: len(list(self._wrong(scene, one))))
        scene.take(nearest)
        return "; ".join(self._wrong(scene, nearest))

    def _wrong(self, scene: Scene, one: Ruling) -> Iterator[str]:
        if not scene.is_now(one.at):
            yield f"it did so at {scene.told(one.at)}"
        if one.decision.outcome != self.outcome:
            yield f"it {one.decision.outcome}"
        wrong = [list(self._wrong_ask(scene, asked)) for asked in one.asked]
        if wrong:
            yield from min(wrong, key=len)
        elif self.model_fields_set & {"asks", "then", "text", "due", "action"}:
            yield "it asked nobody for anything"

    def _wrong_ask(self, scene: Scene, asked: Assignment) -> Iterator[str]:
        ladder = [scene.stage.handle(rung.person) for rung in asked.ladder]
        if self.asks and ladder[0] != self.asks:
            yield f"it asked {ladder[0]} ({asked.ladder[0].reason})"
        if self.then and ladder[1:] != self.then:
            yield f"after {ladder[0]} come {', '.join(ladder[1:]) or 'nobody'}"
        if not _has(asked.text, self.text):
            yield f"it asked “{asked.text}”"
        if self.due and minute(asked.due) != scene.moment(self.due):
            yield f"{asked.id} is due {scene.told(asked.due)}"
        if self.severity and asked.severity != self.severity:
            yield f"its severity is {asked.severity}"
        if self.action not in ("", LAST, asked.id):
            yield f"the action is {asked.id}"


class Acts(_Ruled):
    """`acts:` a rule, `on:` a subject, `asks:` a person, `then:` the rest of the ladder, `text:` words of what it asks, `due:`,
    `severity:`."""

    rule_key = "acts"
    outcome = "acted"
    acts: RuleId


class Observes(_Ruled):
    """`observes:` a rule whose mode is observe: it records its decision and asks nobody."""

    rule_key = "observes"
    outcome = "observed"
    observes: RuleId


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
        if self.because and not _has(scene.reasons(self.quiet, self.on), self.because):
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
        return "" if any(_has(one, self.by) for one in found) else scene.why_quiet(self.held, self.on)


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
    """`reminds:` a person `about:` an action; `kind:` before it is due, at its due time, or after it."""

    step = "reminded"
    action_key = "about"
    reminds: Person
    about: ActionName = LAST
    kind: Literal["before", "due", "after"] | None = None

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
        return step.to == user_id(self.to) and _has(step.note, self.why)


class Closes(_OwnStep):
    """`closes:` an action ends by itself; words of the `why:`."""

    step = "closed"
    action_key = "closes"
    closes: ActionName
    why: str = ""

    def _is_so(self, step: Step) -> bool:
        return _has(step.note, self.why)


class Stands(Expectation):
    """`stands:` how an action stands after the step: its `status:`, `owner:`, `due:`."""

    stands: ActionName
    status: Literal["assigned", "accepted", "promised", "stuck", "done", "resolved", "dropped"] | None = None
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
        if any(_has(text, self.text) for text in texts):
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
    "observes": Observes,
    "quiet": Quiet,
    "held": Held,
    "reminds": Reminds,
    "escalates": Escalates,
    "closes": Closes,
    "stands": Stands,
    "tells": Tells,
}


def _has(text: str, words: str) -> bool:
    return words.casefold() in text.casefold()
