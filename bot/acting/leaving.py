"""`/site away` and `/site back`: who is on leave until when, and who stands in; what is open goes to them and comes back."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.acting.handover import tell_handed
from bot.happening import Commanded
from bot.heard.readers import Readers
from bot.mrkdwn import said
from bot.people_named import MENTIONED, person_of_match
from bot.telling import answer
from bot.turn import Turn
from bot.view import SiteView
from rules.folding.entry import Away, Stepped
from rules.life.leave import HANDOVER, absence_of, stand_in
from rules.life.who import is_manager
from rules.read import action_of, people, person_of, site_of
from rules.replaced import replace
from rules.subject import Absence
from rules.worktime.calendar import WorkCalendar
from rules.worktime.reachable import reachable

USAGE = (
    "Say from when until when and who stands in: `/site away 12 March..16 March deputy @minh`, or only `/site away "
    "today..Friday`. A manager can say it for somebody: `/site away @diego tomorrow..Friday deputy @minh`. `/site back` ends it."
)
_DEPUTY = re.compile(r"\bdeputy\b(?P<who>.*)$", re.IGNORECASE | re.DOTALL)


def away_command(turn: Turn, readers: Readers, happening: Commanded) -> None:
    """`/site away [@who] FROM..UNTIL [deputy @x]`; alone it lists who is away."""
    rest = happening.rest.strip()
    if not rest:
        answer(turn, happening, _listed(turn))
        return
    found = _DEPUTY.search(rest)
    deputy_match = MENTIONED.search(found["who"]) if found else None
    deputy = person_of_match(turn, deputy_match) if deputy_match else None
    body = rest[: found.start()] if found else rest
    who_match = MENTIONED.search(body)
    who = person_of_match(turn, who_match) if who_match else happening.user
    since, until = _times(turn, readers, MENTIONED.sub(" ", body))
    unknown = [one for one, person in ((who_match, who), (deputy_match, deputy)) if one and person is None]
    if unknown:
        answer(turn, happening, f"I know nobody called {said(unknown[0].group(), 40)} at this site. {USAGE}")
    elif who is None or (found and deputy is None) or since is None or until is None or until <= since:
        answer(turn, happening, USAGE)
    elif refusal := _refusal(turn, happening.user, who, deputy, until) or _two_leaves(turn, who, since):
        answer(turn, happening, refusal)
    else:
        _leave(turn, happening, who, Absence(since=since, until=until, deputy=deputy or ""))


def back_command(turn: Turn, happening: Commanded) -> None:
    """`/site back [@who]`: the leave is over, or is not taken."""
    match = MENTIONED.search(happening.rest)
    who = person_of_match(turn, match) if match else happening.user
    known = next((one for one in people(turn) if one.id == who), None)
    view = SiteView(turn)
    if known is None or known.away is None:
        answer(turn, happening, f"{view.name(who)} is not away. {USAGE}")
    elif who != happening.user and not is_manager(site_of(turn), happening.user):
        answer(turn, happening, "Only they themselves and the site's managers say that; thank you.")
    else:
        _record(turn, Away(person=known.id, absence=None, by=happening.user))
        answer(turn, happening, f"{view.name(who)} is back. What is open of theirs still is with them again.")


def tell_moved(turn: Turn) -> None:
    """One message to whoever has what is open of somebody who has left, or is back."""
    moved: dict[tuple[str, str], list[str]] = {}
    for entry in turn.recorded:
        is_moved = isinstance(entry, Stepped) and entry.step.via == HANDOVER and entry.step.by is None
        if isinstance(entry, Stepped) and is_moved and not entry.step.stead:
            _, person, *_ = entry.step.id.split(":")
            moved.setdefault(
                (person if entry.step.id.startswith("leave:") else "", entry.step.to or ""), []
            ).append(entry.action)
    for (giver, to), names in moved.items():
        handed = [one for name in names if (one := action_of(turn, name)) is not None]
        tell_handed(turn, giver, to, handed, " while they are away" if giver else ", welcome back")


def _leave(turn: Turn, happening: Commanded, who: str, absence: Absence) -> None:
    _record(turn, Away(person=who, absence=absence, by=happening.user))
    view = SiteView(turn)
    in_place = f"{view.name(absence.deputy)} stands in" if absence.deputy else "nobody stands in"
    times = f"from {view.since(absence.since)} {view.until(absence.until)}"
    answer(turn, happening, f"{view.name(who)} is away {times}, {in_place}. `/site back` ends it.")


def _record(turn: Turn, entry: Away) -> None:
    """Take note of it; what waited for the end of the leave that it changes waits for the new end, or for nothing."""
    before = person_of(turn, entry.person)
    turn.record(entry)
    if before is not None and before.away is not None:
        calendar = site_of(turn).calendar
        held = reachable(calendar, replace(before, away=None), before.away.until)
        turn.move(entry.person, held, reachable(calendar, person_of(turn, entry.person), turn.now))


def _refusal(turn: Turn, user: str, who: str, deputy: str | None, until: datetime) -> str:
    if who != user and not is_manager(site_of(turn), user):
        return "Only they themselves and the site's managers say that somebody is away; thank you."
    if deputy == who:
        return f"Nobody stands in for themselves. {USAGE}"
    if deputy is not None and stand_in(turn, deputy, turn.now) is None:
        return f"{SiteView(turn).name(deputy)} is away too. Name somebody else."
    return "That is over already." if until <= turn.now else ""


def _two_leaves(turn: Turn, who: str, since: datetime) -> str:
    """Whoever is away now would be back at once by the word of a leave that comes after it."""
    now = absence_of(turn, who, turn.now)
    if now is None or since <= now.until:
        return ""
    view = SiteView(turn)
    until = f"{view.name(who)} is away {view.until(now.until)} already"
    return f"{until}, and I keep one leave at a time: say the next one after that."


def _times(turn: Turn, readers: Readers, words: str) -> tuple[datetime | None, datetime | None]:
    """From … until, in words with two dots between; a day is meant whole."""
    first, _, last = words.partition("..")
    calendar = site_of(turn).calendar
    since = (
        turn.now
        if first.strip().casefold() in ("", "now", "today")
        else _read(turn, readers, first, calendar)
    )
    until = _read(turn, readers, last, calendar, whole=True)
    return since, until


def _read(
    turn: Turn, readers: Readers, words: str, calendar: WorkCalendar, *, whole: bool = False
) -> datetime | None:
    local = readers.of(turn).when(words.strip(), at=calendar.local(turn.now)) if words.strip() else None
    if local is None:
        return None
    moment = datetime.fromisoformat(local)
    if "T" not in local and whole:
        moment += timedelta(days=1)
    return calendar.instant(moment)


def _listed(turn: Turn) -> str:
    return "\n".join(_lines(turn)) or f"Nobody is away. {USAGE}"


def _lines(turn: Turn) -> Iterator[str]:
    view = SiteView(turn)
    for one in people(turn):
        if one.away is not None and one.away.until > turn.now:
            deputy = f", {view.name(one.away.deputy)} stands in" if one.away.deputy else ""
            yield f"• {view.name(one.id)}: {view.since(one.away.since)} {view.until(one.away.until)}{deputy}"
