"""What a rule did about a case when it acted last, in words."""

from collections.abc import Iterator

from rules.approval import is_asked
from rules.assign import About, named
from rules.case import Cases
from rules.cooldown import memory_of
from rules.decision import Case
from rules.language.ladder import CHANNEL
from rules.read import Reader, action_of, person_of, site_of
from rules.rule import Activate, Ask, Block, Move, Notify, Rule


def acted(read: Reader, rule: Rule, case: Case) -> str:
    """Who was asked or told, and when; empty where it never acted on the case, or only took note of it.

    People are named as the rule names them now: those of a notice are not kept.
    """
    mine = (rule.id, case.matter)
    fired = next((one for one in memory_of(read, case.subject) if (one.rule, one.matter) == mine), None)
    if fired is None or fired.observed:
        return ""
    action = action_of(read, fired.action)
    if action is not None and not is_asked(action):
        done = [f"{fired.action} was proposed"]
    else:
        done = [*([f"{fired.action} was asked"] if fired.action else []), *_beside(read, rule, case)]
    return f"{' and '.join(done) or 'nothing came of it'} on {site_of(read).calendar.local(fired.at):%a %d %b %H:%M}"


def _beside(read: Reader, rule: Rule, case: Case) -> Iterator[str]:
    """What it does beside asking."""
    for outcome in rule.then:
        match outcome:
            case Notify():
                yield f"a notice went to {_told(read, case, outcome)}"
            case Block():
                yield "the task was recorded as blocked"
            case Ask() | Activate() | Move():
                pass
            case _:
                yield "the risk was raised"


def _told(read: Reader, case: Case, outcome: Notify) -> str:
    action = action_of(read, case.subject.id) if case.subject.kind == "action" else None
    matter = Cases(read, case.now).matter(case)
    task = case.subject.id if case.subject.kind == "task" else action.asked.task if action else None
    about = About(subject=case.subject, task=task or (matter.task if matter else None), matter=matter)
    people = (person_of(read, one) for one in named(read, (w for w in outcome.to if w != CHANNEL), about))
    names = [one.name or one.handle for one in people if one]
    return " and ".join([*names, *(["the channel"] if CHANNEL in outcome.to else [])]) or "nobody"
