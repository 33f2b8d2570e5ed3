"""`/site away` and `/site back`: who is on leave until when, and who stands in; what is open goes to them and comes back."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.acting.handover import tell_handed
from bot.happening import Commanded
from bot.heard.readers import Readers
from bot.mrkdwn import said
from bot.people_named import MENTIONED, person_of_match
from bot.telling import answer
from bot.time_words import NotMeant, backwards, endless, span_in, time_in
from bot.turn import Turn
from bot.view import SiteView, counted
from rules.folding.entry import Away, Stepped
from rules.life.action import life
from rules.life.leave import HANDOVER, stand_in
from rules.life.who import is_manager
from rules.read import action_of, open_actions, people, person_of, site_of
from rules.subject import Absence, PersonState
from rules.worktime.reachable import reachable

USAGE = (
    "Say from when until when and who stands in: `/site away 12 March..16 March deputy @minh`, or only `/site away "
    "today..Friday`. A manager can say it for somebody: `/site away @diego tomorrow..Friday deputy @minh`. `/site back` ends it, "
    "or takes back the one that comes next."
)
_BACK = "Say `/site back`, or of somebody else `/site back @diego`."
_DEPUTY = re.compile(r"\bdeputy\b(?P<who>.*)$", re.IGNORECASE | re.DOTALL)


def away_command(turn: Turn, readers: Readers, happening: Commanded) -> None:
    """`/site away [@who] FROM..UNTIL [deputy @x]`; alone it lists who is away."""
    rest = happening.rest.strip()
    if not rest:
        answer(turn, happening, _listed(turn))
        return
    try:
        who, asked = _asked(turn, readers, happening.user, rest)
    except NotMeant as error:
        answer(turn, happening, f"{error} {USAGE}")
        return
    if refusal := _refusal(turn, happening.user, who, asked):
        answer(turn, happening, refusal)
    else:
        _leave(turn, happening, who, asked)


def _asked(turn: Turn, readers: Readers, user: str, rest: str) -> tuple[str, Absence]:
    """Who is to be away, and when.

    Raises:
        NotMeant: the words do not say it.
    """
    found = _DEPUTY.search(rest)
    who, when = _named(turn, rest[: found.start()] if found else rest)
    deputy, strange = _named(turn, found["who"]) if found else ("", "")
    if found and not deputy:
        raise NotMeant("“deputy” wants a name behind it, such as `@minh`.")
    if strange:
        raise NotMeant(f"I do not understand “{said(strange, 60)}”.")
    who = who or user
    since, until = _times(turn, readers, when)
    return who, Absence(since=since, until=until, deputy=deputy or _deputy_before(turn, who, since, until))


def _named(turn: Turn, words: str) -> tuple[str, str]:
    """Whom the words name (empty: nobody), and what else they say."""
    match = MENTIONED.search(words)
    person = person_of_match(turn, match) if match else ""
    if person is None:
        raise NotMeant(f"I know nobody called {said(match.group() if match else '', 40)} at this site.")
    return person, MENTIONED.sub(" ", words, count=1).strip()


def back_command(turn: Turn, happening: Commanded) -> None:
    """`/site back [@who]`: the leave is over, or is not taken."""
    try:
        named, strange = _named(turn, happening.rest)
    except NotMeant as error:
        answer(turn, happening, f"{error} {_BACK}")
        return
    if strange:
        answer(turn, happening, f"I do not understand “{said(strange, 60)}” after `/site back`. {_BACK}")
        return
    who = named or happening.user
    known, leaves, view = person_of(turn, who), _not_over(turn, who), SiteView(turn)
    if known is None or not leaves:
        answer(turn, happening, f"{view.name(who)} is not away. {USAGE}")
    elif who != happening.user and not is_manager(site_of(turn), happening.user):
        answer(turn, happening, "Only they themselves and the site's managers say that; thank you.")
    else:
        _record(turn, Away(person=known.id, absence=None, by=happening.user))
        answer(turn, happening, " ".join(_ended(view, known, leaves, turn.now)))


def _ended(view: SiteView, known: PersonState, leaves: Sequence[Absence], now: datetime) -> Iterator[str]:
    """What has ended of these leaves, and what is still to come."""
    first, *rest = leaves
    if first.since <= now:
        yield f"{view.name(known.id)} is back. What is open of theirs still is with them again."
    else:
        yield f"{view.name(known.id)} stays: the leave {_times_of(view, first)} is not taken."
    yield from (f"Still to come: away {_times_of(view, one)}." for one in rest)


def tell_moved(turn: Turn) -> None:
    """One message to whoever has what is open of somebody who has left, or is back."""
    for (giver, to), names in _moved(turn).items():
        handed = [one for name in names if (one := action_of(turn, name)) is not None]
        tell_handed(turn, giver, to, handed, " while they are away" if giver else ", welcome back")


def _moved(turn: Turn) -> dict[tuple[str, str], list[str]]:
    """The actions that a leave which began, or ended, has moved: from whom (empty: back to them), and to whom."""
    moved: dict[tuple[str, str], list[str]] = {}
    for entry in turn.recorded:
        is_moved = isinstance(entry, Stepped) and entry.step.via == HANDOVER and entry.step.by is None
        if isinstance(entry, Stepped) and is_moved and not entry.step.stead:
            _, person, *_ = entry.step.id.split(":")
            moved.setdefault(
                (person if entry.step.id.startswith("leave:") else "", entry.step.to or ""), []
            ).append(entry.action)
    return moved


def _leave(turn: Turn, happening: Commanded, who: str, absence: Absence) -> None:
    view, until = SiteView(turn), absence.until
    cut = "".join(
        f" It takes the place of the leave {view.until(one.until)}."
        for one in _not_over(turn, who)
        if one.since < until < one.until
    )
    _record(turn, Away(person=who, absence=absence, by=happening.user))
    in_place = f"{view.name(absence.deputy)} stands in" if absence.deputy else "nobody stands in"
    others = (one for one in _not_over(turn, who) if one != absence)
    also = "".join(f" Also away {_times_of(view, one)}." for one in others)
    answer(
        turn,
        happening,
        f"{view.name(who)} is away {_times_of(view, absence)}, {in_place}.{cut}{also}{_waiting(turn, who)} `/site back` ends it.",
    )


def _times_of(view: SiteView, absence: Absence) -> str:
    return f"from {view.since(absence.since)} {view.until(absence.until)}"


def _record(turn: Turn, entry: Away) -> None:
    """Take note of it; what waits until they can be written to waits for the new time, or for nothing."""
    calendar = site_of(turn).calendar
    held = reachable(calendar, person_of(turn, entry.person), turn.now)
    turn.record(entry)
    at = reachable(calendar, person_of(turn, entry.person), turn.now)
    if at != held:
        turn.move(entry.person, held, at)


def _deputy_before(turn: Turn, who: str, since: datetime, until: datetime) -> str:
    """Who stands in already in the leave that goes on, or of which the new one takes the place."""
    met = (one for one in _not_over(turn, who) if one.since <= until and since <= one.until)
    return next((one.deputy for one in met), "")


def _not_over(turn: Turn, who: str) -> list[Absence]:
    """Their leaves that are not over."""
    known = person_of(turn, who)
    return [one for one in known.leaves if one.until > turn.now] if known else []


def _refusal(turn: Turn, user: str, who: str, asked: Absence) -> str:
    if who != user and not is_manager(site_of(turn), user):
        return "Only they themselves and the site's managers say that somebody is away; thank you."
    if asked.deputy == who:
        return f"Nobody stands in for themselves. {USAGE}"
    if asked.deputy and stand_in(turn, asked.deputy, max(asked.since, turn.now)) is None:
        return f"{SiteView(turn).name(asked.deputy)} is away too. Name somebody else."
    return "That is over already." if asked.until <= turn.now else ""


def _waiting(turn: Turn, who: str) -> str:
    """What is open with whoever is away while nobody stands in, and how somebody else has it; with whom the rest is now."""
    if stand_in(turn, who, turn.now) is not None:
        return ""
    mine = [one for one in open_actions(turn) if life(one).owner == who]
    told = (
        f" {counted(len(mine), 'open action')} of theirs will wait: `/site handover` gives them to somebody."
    )
    gone_on = tuple(to for giver, to in _moved(turn) if giver == who)
    others = f" What is not only theirs is with {SiteView(turn).names(gone_on)} now." if gone_on else ""
    return f"{told if mine else ''}{others}"


def _times(turn: Turn, readers: Readers, words: str) -> tuple[datetime, datetime]:
    """From … until, in words with two dots between; a day is meant whole."""
    first, last = span_in(words)
    is_now = first.casefold() in ("", "now", "today")
    since = turn.now if is_now else _read(turn, readers, first)
    if ".." not in words:
        raise endless(first)
    until = _read(turn, readers, last, whole=True)
    if until <= since:
        calendar = site_of(turn).calendar
        raise backwards(calendar.local_date(since), calendar.local_date(until - timedelta(microseconds=1)))
    return since, until


def _read(turn: Turn, readers: Readers, words: str, *, whole: bool = False) -> datetime:
    local = time_in(turn, readers, words)
    moment = datetime.fromisoformat(local)
    if "T" not in local and whole:
        moment += timedelta(days=1)
    return site_of(turn).calendar.instant(moment)


def _listed(turn: Turn) -> str:
    return "\n".join(_lines(turn)) or f"Nobody is away. {USAGE}"


def _lines(turn: Turn) -> Iterator[str]:
    view = SiteView(turn)
    for one in people(turn):
        for leave in _not_over(turn, one.id):
            deputy = f", {view.name(leave.deputy)} stands in" if leave.deputy else ""
            yield f"• {view.name(one.id)}: {view.since(leave.since)} {view.until(leave.until)}{deputy}"
