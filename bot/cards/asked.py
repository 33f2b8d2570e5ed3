"""What an action asks, in words: one line, and a line for each of the cases that it stands for where it stands for several."""

from bot.mrkdwn import said
from bot.view import SiteView, counted
from rules.deciding.assign import is_addressed
from rules.life.action import life
from rules.life.planning import gone_words
from rules.subject import ActionState

_MOST_CASES = 8
STILL_NEEDED = "Is this still needed?"


def asks(action: ActionState, view: SiteView, limit: int = 600) -> str:
    """What is asked now; of an action that stands for several cases its heading, and how many they are."""
    found = life(action)
    cases = f" ({counted(len(found.members), 'case')})" if len(found.members) > 1 else ""
    return f"{view.said(found.text, limit)}{cases}"


def in_line(action: ActionState, view: SiteView, limit: int) -> str:
    """The same as the beginning of a line that goes on: without a full stop of its own."""
    return asks(action, view, limit).rstrip(".")


def cases(action: ActionState, view: SiteView, most: int = _MOST_CASES) -> list[str]:
    """`• …` for each of several cases, as they joined; how many more there are is told. Empty where it is about one thing."""
    members = life(action).members
    if len(members) < 2:
        return []
    left = len(members) - most
    lines = [f"• {view.said(member.text, 200)}" for member in members[:most]]
    return [*lines, f"… and {left} more"] if left > 0 else lines


def evidence(action: ActionState) -> tuple[str, ...]:
    """The live signals on which its cases stand; those that it was asked for at first, where it has none left."""
    found = [one for member in life(action).members for one in member.evidence]
    return tuple(dict.fromkeys(found)) or action.asked.evidence


def where(action: ActionState, view: SiteView) -> str:
    """The task that it is about, how many they are, or the site."""
    tasks = list(dict.fromkeys(one.task for one in life(action).members if one.task))
    if len(tasks) > 1:
        return counted(len(tasks), "task")
    task = tasks[0] if tasks else action.asked.task
    return view.task_label(task) if task else said(view.site.name, 120) or "The whole site"


def unled(action: ActionState) -> list[str]:
    """That it is asked of others than it calls on, since nobody is known to lead that trade here; and how to say who does."""
    asked, found = action.asked, life(action)
    first = asked.ladder[0]
    if not asked.trade or not found.is_open or found.owner != first.person or is_addressed(first):
        return []
    trade = said(asked.trade, 40)
    lacks = f"It calls on the {trade} trade, and nobody is known to lead it here."
    return [f"{lacks} Say who does: `/site people @name trade {trade}`."]


def unplanned(action: ActionState, view: SiteView) -> list[str]:
    """That tasks of its cases have left the schedule, and the question whether it is needed all the same, until that is said."""
    found = life(action)
    if not found.unplanned or not found.is_open:
        return []
    words = f"{gone_words(tuple(said(one, 60) for one in found.unplanned))}."
    return [f"{words} {STILL_NEEDED}" if found.doubted else words]


def is_with(action: ActionState, person: str) -> bool:
    """Whether it is theirs: to do it, to help, to say whether it is done, or whether it shall be asked at all."""
    found = life(action)
    if found.status == "proposed":
        return person in action.asked.proposed_to
    return person in (found.owner, *found.helpers, found.verifier, found.wish.to if found.wish else "")


def is_for(action: ActionState, person: str) -> bool:
    """The same, without what they have reported and somebody else, or the data, is to make sure of."""
    found = life(action)
    if found.status == "reported":
        report = found.reported
        return person == (found.verifier or (report.by if report else found.owner))
    return is_with(action, person)
