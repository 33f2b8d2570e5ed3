"""What became of a rule at a site, and whether it has earned, or lost, another mode. Managers decide; nothing changes by itself.

A rule is watched first (`observe`), then a manager looks at each of its actions before anybody is asked (`propose`), then it
asks by itself (`auto`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from rules.key import Key
from rules.life.action import is_edited, life
from rules.life.approval import is_asked
from rules.past.verdict import verdict
from rules.subject import ActionState, Mode

# Of twenty proposals in a row approved as they are, chance explains little: a rule that deserves it four times in five
# would come through once in eighty.
PROPOSALS_FOR_AUTO = 20
UNCHANGED_FOR_AUTO = 0.95
# An approved action that turns out to be about nothing was approved too lightly.
NOTHING_FOR_AUTO = 0.10
# To propose costs a manager a tap each. Ten firings on five days show what it sees; above three a day it would be noise.
OBSERVED_FOR_PROPOSE = 10
DAYS_FOR_PROPOSE = 5
MOST_A_DAY_FOR_PROPOSE = 3.0
# Below ten, two bad days would demote a rule; where every second time comes to nothing, people learn to look away.
JUDGED_FOR_DEMOTION = 10
NOTHING_FOR_DEMOTION = 0.5
# Within two days somebody else asked for something on the same subject: then it was a problem to them as well.
_ECHO = timedelta(hours=48)


@dataclass(frozen=True, kw_only=True)
class Observation:
    """A rule that only observes fired on a subject; `day` is the site's."""

    at: datetime
    day: date
    subject: Key


@dataclass(frozen=True, kw_only=True)
class Trust:
    """What became of a rule since an instant (None: ever).

    Proposals: `approved` unchanged, `edited`, `refused`, `unanswered`, the rest `waiting`, ended by themselves, or never
    pushed to anybody. Of what was `asked`: it was `real`, `no_problem`, `ignored`, the rest is open or unjudged; `unescalated`
    were closed without escalation, `first_answer` is the median time to the first one. `observed` firings fell on `days` days,
    and of `echoed` ones somebody was asked about the same subject soon after.
    """

    rule: str
    since: datetime | None = None
    proposed: int = 0
    approved: int = 0
    edited: int = 0
    refused: int = 0
    unanswered: int = 0
    waiting: int = 0
    reasons: tuple[str, ...] = ()
    asked: int = 0
    real: int = 0
    no_problem: int = 0
    ignored: int = 0
    closed: int = 0
    unescalated: int = 0
    first_answer: timedelta | None = None
    observed: int = 0
    days: int = 0
    echoed: int = 0

    @property
    def words(self) -> int:
        """The proposals that a manager had the time to judge."""
        return self.approved + self.edited + self.refused + self.unanswered

    @property
    def nothing(self) -> int:
        """The actions that came to nothing."""
        return self.no_problem + self.ignored

    @property
    def judged(self) -> int:
        """The actions of which is known what they came to."""
        return self.real + self.nothing


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """Another mode for a rule, and why in words; `promotes`: it has earned it."""

    rule: str
    mode: Mode
    promotes: bool
    evidence: str


def trust_of(
    rule: str,
    actions: Iterable[ActionState],
    observations: Iterable[Observation] = (),
    since: datetime | None = None,
) -> Trust:
    """What became of a rule; `actions` are all of the site, `observations` those of the rule."""
    every = list(actions)
    own = [one for one in every if one.asked.rule == rule and (since is None or one.opened >= since)]
    seen = [one for one in observations if since is None or one.at >= since]
    asked = [one for one in own if not one.asked.proposed_to or life(one).approved]
    verdicts = [verdict(one) for one in asked]
    closed = [found for one in asked if not (found := life(one)).is_open]
    answers = [took for one in asked if (took := _first_answer(one)) is not None]
    return Trust(
        rule=rule,
        since=since,
        **_words([one for one in own if one.asked.proposed_to]),
        reasons=_reasons(own),
        asked=len(asked),
        real=verdicts.count("real"),
        no_problem=verdicts.count("no problem"),
        ignored=verdicts.count("ignored"),
        closed=len(closed),
        unescalated=sum(not one.level for one in closed),
        first_answer=timedelta(seconds=median(answers)) if answers else None,
        observed=len(seen),
        days=len({one.day for one in seen}),
        echoed=sum(any(_echoes(action, one) for action in every) for one in seen),
    )


def suggestion(mode: Mode, trust: Trust, *, asks: bool = True) -> Suggestion | None:
    """Another mode that the rule has earned or lost, None where it stays. One that `asks` nothing cannot propose."""
    match mode:
        case "observe" if is_seen_enough(trust):
            return _suggested(trust, "propose" if asks else "auto", True, _of_observing(trust))
        case "propose" if is_approved_enough(trust):
            return _suggested(trust, "auto", True, _of_proposals(trust))
        case "propose" if _is_mostly(trust.refused + trust.unanswered, trust.words):
            return _suggested(trust, "observe", False, _of_refusals(trust))
        case "auto" if asks and _is_mostly(trust.nothing, trust.judged):
            return _suggested(trust, "propose", False, _of_nothing(trust))
        case _:
            return None


def is_seen_enough(trust: Trust) -> bool:
    """Whether it fired often enough, on enough days, and on none of them too often to be proposed."""
    often = trust.observed <= MOST_A_DAY_FOR_PROPOSE * trust.days
    return trust.observed >= OBSERVED_FOR_PROPOSE and trust.days >= DAYS_FOR_PROPOSE and often


def is_approved_enough(trust: Trust) -> bool:
    """Whether nearly all of its proposals were approved unchanged, and what was asked was about something."""
    enough = trust.words >= PROPOSALS_FOR_AUTO and trust.approved >= UNCHANGED_FOR_AUTO * trust.words
    return enough and trust.nothing <= NOTHING_FOR_AUTO * trust.judged


def _is_mostly(bad: int, all_in_all: int) -> bool:
    return all_in_all >= JUDGED_FOR_DEMOTION and bad >= NOTHING_FOR_DEMOTION * all_in_all


def _suggested(trust: Trust, mode: Mode, promotes: bool, evidence: str) -> Suggestion:
    return Suggestion(rule=trust.rule, mode=mode, promotes=promotes, evidence=evidence)


def _of_observing(trust: Trust) -> str:
    echoed = (
        f"; {trust.echoed} times somebody was asked about the same within two days" if trust.echoed else ""
    )
    return f"it fired {trust.observed} times on {trust.days} days{echoed}"


def _of_proposals(trust: Trust) -> str:
    others = ((trust.edited, "edited"), (trust.refused, "refused"), (trust.unanswered, "unanswered"))
    told = "".join(f", {number} {word}" for number, word in others if number)
    return f"{trust.approved} of {trust.words} proposals were approved unchanged{told}"


def _of_refusals(trust: Trust) -> str:
    return f"of {trust.words} proposals {trust.refused} were refused, {trust.unanswered} stayed unanswered"


def _of_nothing(trust: Trust) -> str:
    return (
        f"{trust.nothing} of {trust.judged} actions came to nothing: {trust.no_problem} no problem, "
        f"{trust.ignored} ignored"
    )


def _words(proposals: Sequence[ActionState]) -> dict[str, int]:
    """Nobody was told of one that their budget held back, so that it did not stay unanswered."""
    found = [life(one) for one in proposals]
    approvals = [word for one in found if (word := one.approved) is not None]
    edited = sum(map(is_edited, approvals))
    return {
        "proposed": len(proposals),
        "approved": len(approvals) - edited,
        "edited": edited,
        "refused": sum(one.refused is not None for one in found),
        "unanswered": sum(verdict(one) == "ignored" for one in proposals if not is_asked(one)),
        "waiting": sum(one.status == "proposed" for one in found),
    }


def _reasons(actions: Iterable[ActionState]) -> tuple[str, ...]:
    refusals = (life(one).refused for one in actions)
    return tuple(dict.fromkeys(step.note for step in refusals if step is not None and step.note))


def _first_answer(action: ActionState) -> float | None:
    """How many seconds it took, from when it was asked."""
    found = life(action)
    if not found.answers:
        return None
    asked = found.approved.at if found.approved else action.opened
    return max((found.answers[0].at - asked).total_seconds(), 0.0)


def _echoes(action: ActionState, one: Observation) -> bool:
    same = action.asked.subject == one.subject or one.subject == Key("task", action.asked.task or "")
    return same and one.at <= action.opened <= one.at + _ECHO
