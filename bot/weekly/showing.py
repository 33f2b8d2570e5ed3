"""What Slack shows of a turn's weekly entries: one living direct message to each person and week, and a line in the channel."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.body import Body, section
from bot.telling import placed, say
from bot.turn import Turn
from bot.view import SiteView, counted
from bot.weekly.drawing import week_picture_of
from bot.weekly.messages import asking, promised, reviewed, reviewing, silent
from bot.weekly.taking import is_judged
from bot.weekly.words import most_words, week_words
from rules.read import person_of, site_of
from rules.subject import TaskState
from rules.weekly.cycle import person_week
from rules.weekly.entries import Offered, Promised, Reviewed, WeekTurned
from rules.weekly.measures import kept, reasons
from rules.weekly.outcome import Judged, of_week
from rules.weekly.promised import WeekPromise
from rules.weekly.rounds import step_at
from rules.worktime.reachable import hours_of
from storage.outgoing import Outgoing, OutgoingKind


def show_week(turn: Turn) -> None:
    """Show what this turn changed of weekly promises."""
    for entry in turn.recorded:
        match entry:
            case Offered():
                _ask(turn, entry.person, entry.week, again=False)
            case Promised():
                _show_promised(turn, entry.person, entry.week)
            case Reviewed():
                _show_reviewed(turn, (entry.person,), entry.week)
            case WeekTurned():
                _turned(turn, entry)


def _turned(turn: Turn, entry: WeekTurned) -> None:
    match entry.step:
        case "reminder":
            for person in entry.people:
                _ask(turn, person, entry.week, again=True)
        case "cutoff":
            for person in entry.people:
                _send(turn, "change", person, _asked(entry.week, person), silent(entry.week, SiteView(turn)))
            _say_closed(turn, entry)
        case "review":
            for person in entry.people:
                _review(turn, person, entry.week)
        case "judging":
            _show_reviewed(turn, entry.people, entry.week)
            _say_judged(turn, entry)


def _ask(turn: Turn, person: str, week: date, *, again: bool) -> None:
    known = person_of(turn, person)
    closes = step_at(site_of(turn), "cutoff", week)
    if known is not None and closes is not None:
        offers = person_week(known, week).offered
        body = asking(week, person, offers, closes, SiteView(turn), again=again)
        _send(turn, "nudge", person, _asked(week, person), body, by=closes)


def _show_promised(turn: Turn, person: str, week: date) -> None:
    closed = site_of(turn).rounds.get("cutoff")
    made = sorted(_made(turn, person, week))
    body = promised(week, made, SiteView(turn), closed=closed is not None and week <= closed)
    _send(turn, "change", person, _asked(week, person), body)


def _made(turn: Turn, person: str, week: date) -> Iterable[tuple[str, WeekPromise]]:
    for task in turn.all("task"):
        for one in task.promised if isinstance(task, TaskState) and not task.removed else ():
            if (one.week, one.by) == (week, person):
                yield task.key.id, one


def _review(turn: Turn, person: str, week: date) -> None:
    closes = step_at(site_of(turn), "judging", week)
    if closes is not None:
        body = reviewing(week, _mine(turn, person, week), closes, SiteView(turn))
        _send(turn, "nudge", person, _reviewed(week, person), body, by=closes)


def _show_reviewed(turn: Turn, people: Iterable[str], week: date) -> None:
    for person in people:
        body = reviewed(week, _mine(turn, person, week), SiteView(turn), judged=is_judged(turn, week))
        _send(turn, "change", person, _reviewed(week, person), body)


def _mine(turn: Turn, person: str, week: date) -> list[Judged]:
    return [one for one in of_week(turn, week) if one.promise.by == person]


def _say_closed(turn: Turn, entry: WeekTurned) -> None:
    """In the channel, without naming who said nothing."""
    made = of_week(turn, entry.week)
    if not made and not entry.people:
        return
    people = len({one.promise.by for one in made})
    told = (
        f"{counted(len(made), 'promise')} by {counted(people, 'person', 'people')}" if made else "no promises"
    )
    view = SiteView(turn)
    _aloud(turn, f"For {week_words(entry.week, view)}: {told}. `/site week` shows them.", entry)


def _say_judged(turn: Turn, entry: WeekTurned) -> None:
    found = of_week(turn, entry.week)
    if not found:
        return
    share, why = kept(found), reasons(found)
    told = f"{share.part} of {counted(share.whole, 'promise')} kept (PPC {share.percent or 0:.0f} %).{most_words(why)}"
    text = f"{week_words(entry.week, SiteView(turn))}: {told} `/site week` shows more."
    _aloud(turn, Body(text=text, blocks=(section(text),), picture=week_picture_of(turn)), entry)


def _aloud(turn: Turn, body: Body | str, entry: WeekTurned) -> None:
    if channel := site_of(turn).channel:
        say(turn, channel, body, name=f"week:{entry.step}:{entry.week}")


def _asked(week: date, person: str) -> str:
    return f"week:{week}:{person}"


def _reviewed(week: date, person: str) -> str:
    return f"review:{week}:{person}"


def _send(
    turn: Turn, kind: OutgoingKind, person: str, target: str, body: Body, *, by: datetime | None = None
) -> None:
    """A new message waits for their shift, or for the site's where theirs begins only after the answer was wanted (`by`)."""
    opens = hours_of(turn, person).next_open(turn.now)
    if by is not None and opens >= by:
        opens = site_of(turn).calendar.next_open(turn.now)
    message = placed(turn, person, body).as_message()
    outgoing = Outgoing(key=turn.key(target), kind=kind, channel=person, target=target, body=message)
    turn.send(outgoing, not_before=opens if kind == "nudge" and opens > turn.now else None)
