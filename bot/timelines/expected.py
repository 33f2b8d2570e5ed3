"""What can be expected of a step: a class for each kind, known by its first key. A new kind: a class and a line in `EXPECTED`."""

from collections.abc import Iterator, Mapping
from typing import Literal

from bot.timelines.expectation import Expectation, has
from bot.timelines.has import Has, Lacks
from bot.timelines.moment import minute
from bot.timelines.own_steps import (
    Closes,
    Escalates,
    Forgets,
    Joins,
    Lapses,
    Leaves,
    Passes,
    Reminds,
)
from bot.timelines.ruled import Acts, Observes, Proposes
from bot.timelines.scene import Scene, told_action, told_ruling, told_step
from bot.timelines.words import (
    ActionName,
    Moment,
    Person,
    RuleId,
    SubjectName,
    subject_named,
    user_id,
)
from rules.facts.goal import GoalView
from rules.facts.subjects import Subjects
from rules.language.problem import Misread
from rules.life.action import Life, Status, life
from rules.read import action_of


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


class Risk(Expectation):
    """`risk:` the highest that stands against the goal `on:` after the step; `none` where nothing does."""

    risk: Literal["none", "low", "medium", "high"]
    on: SubjectName

    def miss(self, scene: Scene) -> str:
        """What does stand against it."""
        found = Subjects(scene.stage.memory, scene.stage.now).view(subject_named(self.on))
        if not isinstance(found, GoalView):
            return f"{self.on} is pursued no longer"
        risks = [f"{one.level}: “{one.words}”" for one in found.state.risks]
        return "" if found.risk == self.risk else "; ".join(risks) or "nothing stands against it"

    def faults(self) -> Iterator[tuple[str, Misread]]:
        """Only goals are at risk."""
        if subject_named(self.on).kind != "goal":
            yield "on", Misread(f"{self.on} is no goal.", "Write goal: and its id, such as goal:by-may.")


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
    "passes": Passes,
    "lapses": Lapses,
    "forgets": Forgets,
    "joins": Joins,
    "leaves": Leaves,
    "stands": Stands,
    "risk": Risk,
    "has": Has,
    "lacks": Lacks,
    "tells": Tells,
}
