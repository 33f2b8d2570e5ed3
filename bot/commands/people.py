"""`/site people`: who is at the site, in which roles, which trades they lead, and when they work."""

from bot.acting.crewing import USAGE, shift_words
from bot.body import Body, context, paragraphs
from bot.commands.picture import Picture
from bot.commands.words import may_manage
from bot.mrkdwn import said
from bot.view import counted, listed
from rules.coordination.trades import leads_of
from rules.life.leave import absence_of
from rules.read import people, tasks
from rules.subject import PersonState
from rules.worktime.reachable import at_hours

_MOST = 60


def people_answer(picture: Picture, user: str) -> Body:
    """A line for each, by name; how a manager says more of them."""
    here = sorted((one for one in people(picture.reader) if one.gone is None), key=_name)
    lead = f"*{counted(len(here), 'person', 'people')} at the site*"
    planned = _planned(picture)
    lines = [lead, *(_line(picture, one, planned.get(one.id, [])) for one in here[:_MOST])]
    if len(here) > _MOST:
        lines.append(f"… and {len(here) - _MOST} more")
    foot = [USAGE] if may_manage(picture.view.site, user) else []
    return Body(text="\n".join([*lines, *foot]), blocks=(*paragraphs(lines), *map(context, foot)))


def _name(person: PersonState) -> str:
    return (person.name or person.handle).casefold()


def _line(picture: Picture, person: PersonState, planned: list[str]) -> str:
    view = picture.view
    roles = [role.replace("_", " ") for role, held in view.site.roles.items() if person.id in held]
    told = [*roles, *_leads(person, planned), *_hours(picture, person)]
    return f"• {view.who(person.id)}{': ' if told else ''}{', '.join(told)}"


def _planned(picture: Picture) -> dict[str, list[str]]:
    """The schedule's trades that each leads as far as anybody can tell, where nobody said so."""
    found: dict[str, list[str]] = {}
    for trade in sorted({task.plan.trade for task in tasks(picture.reader) if task.plan.trade}):
        for person in leads_of(picture.reader, trade):
            found.setdefault(person, []).append(trade)
    return found


def _leads(person: PersonState, planned: list[str]) -> list[str]:
    """By somebody's word; else by what the schedule and their title show, which is what requests to a trade go by."""
    if person.trades:
        return [f"leads {listed([said(one, 40) for one in person.trades])}"]
    return [f"leads {listed([said(one, 40) for one in planned])}, as far as I can tell"] if planned else []


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
