"""What a rule leads to beside asking, in words for people: what an approval carries, what it did, and what it lacks for it."""

from collections.abc import Iterable, Iterator

from rules.deciding.assign import About, about_of, told_words
from rules.deciding.case import Cases
from rules.deciding.cooldown import memory_of
from rules.deciding.decision import Case
from rules.language.template import render
from rules.life.approval import is_asked
from rules.read import Reader, action_of, site_of
from rules.rule import Activate, Ask, Block, Move, Notify, Outcome, RaiseRisk, Rule
from rules.worktime.daywords import moment_words

_LACKS: tuple[tuple[type[Outcome], str], ...] = (
    (Ask, "nobody to ask"),
    (Activate, "no following task that can start"),
    (Move, "nothing that can be spared"),
    (Notify, "nobody to tell"),
    (RaiseRisk, "no goal that it serves"),
)


def carried(read: Reader, rule: Rule, case: Case, about: About) -> tuple[str, ...]:
    """What an approval carries beside what is asked, each as a part of a sentence for whoever gives it."""
    return tuple(_carried(read, rule, case, about))


def lacking(outcomes: Iterable[Outcome]) -> str:
    """Why nothing comes of these outcomes: what the site does not have."""
    missing = dict.fromkeys(word for one in outcomes for kind, word in _LACKS if isinstance(one, kind))
    return f"the site has {' and '.join(missing)}"


def acted(read: Reader, rule: Rule, case: Case) -> str:
    """Who was asked or told when the rule acted last on the case; empty where it never did, or only took note of it.

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
        done = [*([f"{fired.action} was asked"] if fired.action else []), *_did(read, rule, case)]
    site = site_of(read)
    when = moment_words(site.calendar.local(fired.at), site.year)
    return f"{' and '.join(done) or 'nothing came of it'} on {when}"


def _carried(read: Reader, rule: Rule, case: Case, about: About) -> Iterator[str]:
    for one in rule.then:
        text = render(one.text, case.values) if not isinstance(one, Ask | Activate | Move) else ""
        match one:
            case Notify():
                yield f"{told_words(read, one.to, about)} will be told: {text}"
            case Block():
                yield f"the task will count as blocked ({one.cause.replace('_', ' ')}): {text}"
            case RaiseRisk():
                yield f"the risk will be raised to {one.level}: {text}"
            case _:
                pass


def _did(read: Reader, rule: Rule, case: Case) -> Iterator[str]:
    about = about_of(read, case, Cases(read, case.now).matter(case))
    for one in rule.then:
        match one:
            case Notify():
                yield f"a notice went to {told_words(read, one.to, about)}"
            case Block():
                yield "the task was recorded as blocked"
            case RaiseRisk():
                yield "the risk was raised"
            case _:
                pass
