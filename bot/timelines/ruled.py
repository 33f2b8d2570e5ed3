"""Expectations of what a rule decides: that it acts, proposes, or only observes."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from bot.timelines.expectation import Expectation, has
from bot.timelines.moment import minute
from bot.timelines.scene import Scene, told_ruling
from bot.timelines.stage import Ruling
from bot.timelines.words import (
    NEVER,
    ActionName,
    Moment,
    MomentOrNever,
    Moments,
    People,
    Person,
    RuleId,
    SubjectName,
    subject_named,
    user_id,
)
from rules.deciding.decision import DecisionOutcome
from rules.folding.entry import Risked, Stated
from rules.life.touch import planned
from rules.subject import ActionState, Assignment, Expects, RiskLevel, Severity


class Ruled(Expectation):
    """A rule concludes something at this minute, and this is what it leads to.

    Of an action that it asks for: `asks` whom, `then` who comes after them, `text`, `due`, `severity`; while nobody answers its
    owner is reminded at the times of `reminders`, and it goes `up` to the next one at a time, or `never`; `expects` is what a
    question asks for, `action` its id (also of one that it joins). Of its other outcomes: it `tells` people, or the channel
    (`aloud`), the `text`; it `blocks` the task for a cause, or puts a goal at a risk (`risks`). `digest: true`: whom it asks or
    tells had enough for the day and reads it in their digest.
    """

    outcome: ClassVar[DecisionOutcome]
    on: SubjectName = ""
    asks: Person = ""
    then: People = Field(default=[])
    text: str = ""
    due: Moment = ""
    reminders: Moments = Field(default=[])
    up: MomentOrNever = ""
    severity: Severity | None = None
    action: ActionName = ""
    tells: People = Field(default=[])
    aloud: bool | None = None
    blocks: str = ""
    risks: RiskLevel | None = None
    expects: Expects = ""
    digest: bool | None = None

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
        if self.action and one.decision.action != scene.stage.action(self.action):
            yield f"its action is {one.decision.action or 'none'}"
        for check in (self._wrong_asks, self._wrong_words, self._wrong_states, self._wrong_pushes):
            yield from check(scene, one)

    def _wrong_asks(self, scene: Scene, one: Ruling) -> Iterator[str]:
        wrong = [list(self._wrong_ask(scene, asked)) for asked in one.asked]
        if wrong:
            yield from min(wrong, key=len)
        elif self.model_fields_set & {"asks", "then", "due", "expects", "reminders", "up"}:
            yield "it asked nobody for anything"

    def _wrong_words(self, scene: Scene, one: Ruling) -> Iterator[str]:
        told = one.told
        people = {scene.stage.handle(person) for entry in told for person in entry.to}
        if self.tells and people != set(self.tells):
            yield f"it told {', '.join(sorted(people)) or 'nobody'}"
        if self.aloud is not None and self.aloud != any(entry.aloud for entry in told):
            yield "it told the channel nothing" if self.aloud else "it told the channel"
        if self.severity and any(entry.severity != self.severity for entry in told):
            yield f"its severity is {told[0].severity}"
        if self.text and not any(has(text, self.text) for text in one.texts):
            yield f"it said {', '.join(f'“{text}”' for text in one.texts) or 'nothing'}"

    def _wrong_states(self, _: Scene, one: Ruling) -> Iterator[str]:
        causes = [str(e.signal.values.get("cause")) for e in one.led_to if isinstance(e, Stated)]
        risks = [entry.level for entry in one.led_to if isinstance(entry, Risked)]
        if self.blocks and self.blocks not in causes:
            yield f"it blocked the task for {', '.join(causes) or 'nothing'}"
        if self.risks and self.risks not in risks:
            yield f"it raised the risk to {', '.join(risks) or 'nothing'}"

    def _wrong_pushes(self, _: Scene, one: Ruling) -> Iterator[str]:
        told = [entry.held for entry in one.told]
        held = any([*told, *(asked.held for asked in one.asked)])
        if self.digest is not None and self.digest != held:
            yield "it was pushed" if self.digest else "it waits for the digest"

    def _wrong_ask(self, scene: Scene, asked: Assignment) -> Iterator[str]:
        ladder = [scene.stage.handle(rung.person) for rung in asked.ladder]
        if self.asks and ladder[0] != self.asks:
            yield f"it asked {ladder[0]} ({asked.ladder[0].reason})"
        if self.then and ladder[1:] != self.then:
            yield f"after {ladder[0]} come {', '.join(ladder[1:]) or 'nobody'}"
        if self.due and minute(asked.due) != scene.moment(self.due):
            yield f"{asked.id} is due {scene.told(asked.due)}"
        if self.severity and asked.severity != self.severity:
            yield f"its severity is {asked.severity}"
        yield from self._wrong_plan(scene, asked)
        if self.expects and asked.expects != self.expects:
            yield f"it asks for {asked.expects or 'no data'}"

    def _wrong_plan(self, scene: Scene, asked: Assignment) -> Iterator[str]:
        """What comes of the action by itself while nobody answers."""
        if not self.model_fields_set & {"reminders", "up"}:
            return
        found = planned(ActionState(asked=asked, opened=scene.at), lambda _: scene.stage.calendar)
        reminders = [minute(one.at) for one in found if one.kind != "escalate"]
        if "reminders" in self.model_fields_set and reminders != [scene.moment(at) for at in self.reminders]:
            yield f"{asked.id} reminds at {', '.join(map(scene.told, reminders)) or 'no time'}"
        up = next((scene.told(one.at) for one in found if one.kind == "escalate"), NEVER)
        if self.up and up != (NEVER if self.up == NEVER else scene.told(scene.moment(self.up))):
            yield f"{asked.id} goes up {up if up == NEVER else f'at {up}'}"


class Acts(Ruled):
    """`acts:` a rule, `on:` a subject, and what it leads to: `asks: minh, due: 10:00` …"""

    rule_key = "acts"
    outcome = "acted"
    acts: RuleId


class Proposes(Ruled):
    """`proposes:` a rule whose mode is propose: it asks nobody before one of those whom it is put `to:` approves it."""

    rule_key = "proposes"
    outcome = "proposed"
    proposes: RuleId
    to: Person = ""

    def _wrong_ask(self, scene: Scene, asked: Assignment) -> Iterator[str]:
        yield from super()._wrong_ask(scene, asked)
        if self.to and user_id(self.to) not in asked.proposed_to:
            yield f"it was put to {', '.join(map(scene.stage.handle, asked.proposed_to)) or 'nobody'}"


class Observes(Ruled):
    """`observes:` a rule whose mode is observe: it records its decision and asks nobody."""

    rule_key = "observes"
    outcome = "observed"
    observes: RuleId
