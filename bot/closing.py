"""`/site closed` and `/site open`: days on which the site does not work though it usually does, and the other way round."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from bot.happening import Commanded
from bot.heard.readers import Readers
from bot.mrkdwn import escape, said
from bot.telling import answer, say
from bot.time_words import NotMeant, backwards, dated, span_in, time_in
from bot.turn import Turn
from bot.view import SiteView, counted
from rules.folding.entry import Configured
from rules.life.who import is_manager
from rules.read import site_of
from rules.worktime.calendar import WorkCalendar

USAGE = (
    "Say which days: `/site closed Friday`, `/site closed 24 Dec..2 Jan because the road is shut`; `/site open Saturday` works a "
    "day that is free otherwise, or takes a closed one back."
)
_WHY = re.compile(r"\s+because\s+(?P<why>\S.*)$", re.IGNORECASE | re.DOTALL)
_DAY = timedelta(days=1)
_MOST_DAYS = 60
_MOST_LISTED = 30
_MOST_HOLIDAYS = 5
_YEAR = timedelta(days=366)


def closed_command(turn: Turn, readers: Readers, happening: Commanded) -> None:
    """`/site closed DAY[..DAY] [because …]`; alone it lists the days that are otherwise than the week."""
    _change(turn, readers, happening, closes=True)


def open_command(turn: Turn, readers: Readers, happening: Commanded) -> None:
    """`/site open DAY[..DAY] [because …]`."""
    _change(turn, readers, happening, closes=False)


def _change(turn: Turn, readers: Readers, happening: Commanded, *, closes: bool) -> None:
    if not happening.rest.strip():
        answer(turn, happening, _listed(turn))
        return
    why = _WHY.search(happening.rest)
    site, before = site_of(turn), site_of(turn).calendar
    if not is_manager(site, happening.user):
        answer(turn, happening, "Only the site's managers say when it is closed. Tell them; thank you.")
        return
    try:
        days = _days(turn, readers, happening.rest[: why.start()] if why else happening.rest)
    except NotMeant as error:
        answer(turn, happening, f"{error} {USAGE}")
        return
    after = _closed(before, days) if closes else _opened(before, days)
    if after == before:
        answer(turn, happening, f"Nothing changes: that is {'free' if closes else 'worked'} already.")
    else:
        turn.record(Configured(settings=replace(site, calendar=after), by=happening.user))
        told = _told(
            turn, happening.user, [day for day in days if _differs(before, after, day)], closes=closes
        )
        told += f" “{said(why['why'], 200)}”" if why else ""
        answer(turn, happening, told)
        if site.channel:
            say(turn, site.channel, told, name=f"closed:{happening.key}")


def _closed(calendar: WorkCalendar, days: Sequence[date]) -> WorkCalendar:
    free = {day for day in days if calendar.is_working_day(day)}
    extra = calendar.extra_days - free
    usual = replace(calendar, extra_days=extra)
    closures = calendar.closures | {day for day in free if usual.is_working_day(day)}
    return replace(calendar, closures=frozenset(closures), extra_days=frozenset(extra))


def _opened(calendar: WorkCalendar, days: Sequence[date]) -> WorkCalendar:
    usual = replace(calendar, closures=calendar.closures - set(days))
    extra = {day for day in days if not usual.is_working_day(day)}
    return replace(usual, extra_days=frozenset(calendar.extra_days | extra))


def _differs(before: WorkCalendar, after: WorkCalendar, day: date) -> bool:
    return before.is_working_day(day) != after.is_working_day(day)


def _days(turn: Turn, readers: Readers, words: str) -> list[date]:
    """From … to, in words with two dots between, none of them over.

    Raises:
        NotMeant: they cannot be read, or are no such days.
    """
    since, until = (date.fromisoformat(time_in(turn, readers, one)[:10]) for one in span_in(words))
    count = (until - since).days + 1
    if since < site_of(turn).calendar.local_date(turn.now):
        raise NotMeant(f"{dated(since)} is over.")
    if count < 1:
        raise backwards(since, until)
    if count > _MOST_DAYS:
        raise NotMeant(f"That is {count} days; I take {_MOST_DAYS} at once.")
    return [since + place * _DAY for place in range(count)]


def _told(turn: Turn, user: str, days: Sequence[date], *, closes: bool) -> str:
    view = SiteView(turn)
    which = ", ".join(view.day(day) for day in days[:5])
    which += f" and {counted(len(days) - 5, 'day')} more" if len(days) > 5 else ""
    what = "is closed" if closes else "works"
    after = " What falls due then is asked about when work begins again." if closes else ""
    return f"{view.name(user)}: the site {what} on {which}.{after}"


def _listed(turn: Turn) -> str:
    view, calendar = SiteView(turn), site_of(turn).calendar
    today = calendar.local_date(turn.now)
    closed = [f"• {view.day(day)}: closed" for day in sorted(calendar.closures) if day >= today]
    extra = [f"• {view.day(day)}: worked" for day in sorted(calendar.extra_days) if day >= today]
    free = [
        f"• {view.day(day)}: {escape(name)}, a public holiday" for day, name in _holidays(calendar, today)
    ]
    return (
        "\n".join((closed + extra)[:_MOST_LISTED] + free)
        or f"No day is otherwise than the week says. {USAGE}"
    )


def _holidays(calendar: WorkCalendar, today: date) -> list[tuple[date, str]]:
    """The next public holidays that fall on a day of the week which is worked, unless they are worked too."""
    days = (today + place * _DAY for place in range(_YEAR.days))
    would_work = replace(calendar, country=None, region=None)
    named = (
        (day, name)
        for day in days
        if (name := calendar.holiday(day))
        and would_work.is_working_day(day)
        and not calendar.is_working_day(day)
    )
    return list(islice(named, _MOST_HOLIDAYS))
