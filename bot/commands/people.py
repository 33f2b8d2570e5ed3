"""`/site people`: who is at the site, in which roles, which trades they lead, and when they work."""

from collections.abc import Sequence

from bot.acting.crewing import USAGE, shift_words
from bot.body import Body, context, paragraphs
from bot.commands.picture import Picture
from bot.commands.words import may_manage
from bot.mrkdwn import said
from bot.view import counted, listed
from rules.coordination.trades import is_trade, runs
from rules.life.leave import absence_of
from rules.read import people
from rules.subject import PersonState
from rules.worktime.reachable import at_hours

_MOST = 60


def people_answer(picture: Picture, user: str) -> Body:
    """A line for each, by name; how a manager says more of them."""
    here = sorted((one for one in people(picture.reader) if one.gone is None), key=_name)
    lead = f"*{counted(len(here), 'person', 'people')} at the site*"
    planned = _planned(picture)
    lines = [lead, *(_line(picture, one, planned.get(one.id, ())) for one in here[:_MOST])]
    if len(here) > _MOST:
        lines.append(f"… and {len(here) - _MOST} more")
    foot = [USAGE] if may_manage(picture.view.site, user) else []
    return Body(text="\n".join([*lines, *foot]), blocks=(*paragraphs(lines), *map(context, foot)))


def _name(person: PersonState) -> str:
    return (person.name or person.handle).casefold()


def _planned(picture: Picture) -> dict[str, list[str]]:
    """The trades of the tasks for which each answers by the schedule, but for those of which somebody was said to lead them."""
    said_of = {trade for one in people(picture.reader) if one.gone is None for trade in one.trades}
    found: dict[str, list[str]] = {}
    for task in picture.tasks:
        plan = task.state.plan
        person = picture.view.site.owners.get(plan.owner)
        told = not plan.trade or any(is_trade(trade, plan.trade) for trade in said_of)
        if person is None or told or runs(picture.view.site, person):
            continue
        theirs = found.setdefault(person, [])
        theirs += [plan.trade] if plan.trade not in theirs else []
    return found


def _line(picture: Picture, person: PersonState, planned: Sequence[str]) -> str:
    view = picture.view
    roles = [role.replace("_", " ") for role, held in view.site.roles.items() if person.id in held]
    told = [*roles, *_leads(person, planned), *_hours(picture, person)]
    return f"• {view.who(person.id)}{': ' if told else ''}{', '.join(told)}"


def _leads(person: PersonState, planned: Sequence[str]) -> list[str]:
    told = [f"leads {listed([said(one, 40) for one in person.trades])}"] if person.trades else []
    by_plan = listed([said(one, 40) for one in planned])
    return [*told, f"{by_plan} by the schedule"] if planned else told


def _hours(picture: Picture, person: PersonState) -> list[str]:
    """Their shift, where it is their own; whether they are at work now, or away."""
    view, now = picture.view, picture.now
    if (away := absence_of(picture.reader, person.id, now)) is not None:
        return [f"away {view.until(away.until)}"]
    if person.shift is None:
        return []
    works = at_hours(view.calendar, person.shift)
    at = "now" if works.is_open(now) else f"next {view.when(works.next_open(now))}"
    return [f"works {shift_words(person.shift)} ({at})"]
