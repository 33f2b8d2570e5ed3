"""`/site tasks [late|blocked|critical|done|all|zone|trade|person|words]`: the schedule as it stands."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.body import Body, paragraphs
from bot.cards.clearing import clear_words
from bot.commands.picture import Picture, TaskLine
from bot.commands.words import did_you_mean, percent
from bot.mrkdwn import escape, said
from bot.phrases import cause_words
from bot.view import SiteView, counted
from rules.matter import Matter

_MOST = 20
_SELECT: Mapping[str, Callable[[TaskLine], bool]] = {
    "late": lambda one: one.is_late,
    "blocked": lambda one: bool(one.blockers),
    "critical": lambda one: one.state.critical and one.facts.status != "done",
    "done": lambda one: one.facts.status == "done",
    "all": lambda one: True,
    "open": lambda one: one.facts.status != "done",
}


def tasks_answer(picture: Picture, rest: str) -> Body:
    """Tasks that are not done, in the order in which they matter now, or those that every word selects."""
    if not picture.tasks:
        return Body(
            text="No schedule is here yet. Drop a CSV, a Primavera XER or an MS Project XML file into the channel."
        )
    words = rest.split()
    found = [
        one for one in picture.tasks if all(_fits(one, word, picture.view) for word in words or ["open"])
    ]
    if not found:
        return Body(text=_nothing(picture, rest))
    found = in_order(found, picture.view.calendar.local_date(picture.now))
    shown = found if len(found) <= _MOST else found[:_MOST]
    lead = f"*{counted(len(found), 'task')}{f', {escape(rest.strip())}' if words else ' to do'}*"
    more = [f"_and {len(found) - len(shown)} more; narrow it with a zone or `late`, `blocked`, `critical`_"]
    lines = [
        lead,
        *(task_line(one, picture.view) for one in shown),
        *(more if len(found) > len(shown) else []),
    ]
    return Body(text="\n".join(lines), blocks=tuple(paragraphs(lines)))


def in_order(found: Sequence[TaskLine], today: date) -> list[TaskLine]:
    """As they matter now."""
    return sorted(found, key=lambda one: _order(one, today))


def figures(name: str, found: Sequence[TaskLine]) -> str:
    """How far they are together: `*L3: 27 %* of 28 % planned by now. 10 tasks: 1 done, 2 running, 1 late.`"""
    whole = sum(one.weight for one in found)
    done = sum(one.weight * one.facts.percent for one in found) / 100
    planned = sum(one.weight * one.planned for one in found) / 100
    finished = sum(one.facts.status == "done" for one in found)
    running = sum(one.facts.status == "in_progress" for one in found)
    late = sum(one.is_late for one in found)
    return (
        f"*{escape(name)}: {percent(done, whole)}* of {percent(planned, whole)} planned by now. "
        f"{counted(len(found), 'task')}: {finished} done, {running} running, {late} late."
    )


def task_line(one: TaskLine, view: SiteView) -> str:
    """One task as a line: `⛔ A-310 Level 3 slab pour · L3 · Wed 11 Mar · 40 % of 60 % planned · critical`."""
    plan, state = one.state.plan, one.state
    parts = [view.task_label(plan.id), _dates(one, view)]
    if one.facts.status == "done":
        return f"{_mark(one)} {' · '.join([*parts, 'done'])}"
    if one.facts.percent or one.planned >= 1:
        parts.append(f"{one.facts.percent:.0f} % of {one.planned:.0f} % planned")
    parts.append("*critical*" if state.critical else f"float {state.float_days:g} d")
    if one.facts.begins and one.facts.begins != plan.start:
        parts.append(f"starts {view.day(one.facts.begins)}")
    if one.facts.forecast and one.facts.forecast != plan.finish:
        parts.append(f"expected {view.day(one.facts.forecast)}")
    if one.blockers:
        parts.append(f"blocked: {', '.join(dict.fromkeys(_blocked(b, one, view) for b in one.blockers))}")
    return f"{_mark(one)} {' · '.join(parts)}"


def _blocked(blocker: Matter, one: TaskLine, view: SiteView) -> str:
    """`material missing (expected clear Thu 12 Mar 14:00, says Minh Trần)`."""
    expected = clear_words((blocker,), one.state, view)
    return f"{cause_words(blocker.detail)}{f' ({expected})' if expected else ''}"


def _dates(one: TaskLine, view: SiteView) -> str:
    """`Wed 11 Mar`, or `Mon 9 to Tue 10 Mar`."""
    start, finish = one.state.plan.start, one.state.plan.finish
    if start == finish:
        return view.day(finish)
    same = (start.year, start.month) == (finish.year, finish.month)
    return f"{f'{start:%a} {start.day}' if same else view.day(start)} to {view.day(finish)}"


def _mark(one: TaskLine) -> str:
    if one.facts.status == "done":
        return "✅"
    if one.blockers:
        return "⛔"
    return "🔶" if one.is_late else "🔷" if one.facts.status == "in_progress" else "▫️"


def _fits(one: TaskLine, word: str, view: SiteView) -> bool:
    low = word.casefold()
    if low in _SELECT:
        return _SELECT[low](one)
    plan = one.state.plan
    if low in {plan.zone.casefold(), plan.trade.casefold(), plan.owner.casefold(), plan.id.casefold()}:
        return True
    owner = view.site.owners.get(plan.owner, "")
    mentioned = bool(owner) and low.startswith("<@") and owner in word
    return mentioned or low in plan.name.casefold()


def _order(one: TaskLine, today: date) -> tuple[int, date, str]:
    """What is blocked first, then what runs or should run, then what comes, then what is done."""
    plan = one.state.plan
    if one.facts.status == "done":
        return 3, plan.finish, plan.id
    running = one.facts.status == "in_progress" or plan.start <= today
    return (0 if one.blockers else 1 if running else 2), plan.start, plan.id


def _nothing(picture: Picture, rest: str) -> str:
    if all(word.casefold() in _SELECT for word in rest.split()):
        return f"No task is {said(rest, 80)}." if rest.strip() else "Every task is done."
    known = [name for one in picture.tasks for name in _names(one)]
    return f"No task fits “{said(rest, 80)}”.{did_you_mean(rest, dict.fromkeys(known))}"


def _names(one: TaskLine) -> Sequence[str]:
    plan = one.state.plan
    return [name for name in (plan.id, plan.zone, plan.trade, plan.owner, plan.name) if name]
