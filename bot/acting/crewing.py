"""Who leads which trade, and who works which hours: `/site me shift …`, `/site me trade …`, `/site people @raj trade …`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from bot.happening import Commanded
from bot.mrkdwn import said
from bot.people_named import MENTIONED, person_of_match
from bot.telling import answer
from bot.turn import Turn
from bot.view import SiteView, listed
from rules.coordination.trades import is_trade, leads_of
from rules.deciding.assign import is_addressed
from rules.folding.entry import Employed, Stepped
from rules.life.action import life
from rules.life.leave import stand_in
from rules.life.who import is_manager
from rules.read import open_actions, person_of, resources, site_of, tasks
from rules.subject import ActionState, PersonState, Step
from rules.worktime.shift import Shift

VERBS = ("shift", "trade", "trades")
USAGE = (
    "Say it like this: `/site people @raj trade electrical`, `/site people @raj @minh shift 19:00-05:00`, `/site people rebar "
    "shift 19:00-05:00` for all who lead that trade; `none` takes it back. Of yourself: `/site me shift 19:00-05:00`, `/site me "
    "trade electrical`."
)
_MANAGERS_ONLY = "Only the site's managers say that of others. Of yourself: `/site me shift 19:00-05:00`, `/site me trade NAME`."
_ORDER = re.compile(r"(?:^|\s)(?P<verb>shift|trades?)\s+(?P<what>\S.*)$", re.IGNORECASE | re.DOTALL)
_NONE = ("none", "no", "site", "normal", "day", "days")
_TIME = r"(\d{1,2})(?::(\d{2}))?\s*(am|pm)?"
_HOURS = re.compile(rf"{_TIME}\s*(?:-|–|\.\.|to|until)\s*{_TIME}", re.IGNORECASE)
_TRADE = re.compile(r"[^\W\d_][\w &/-]{1,39}")
_LEADABLE = ("assigned", "accepted", "in_hand", "promised", "stuck")


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """What is said of somebody: another shift, or other trades."""

    is_shift: bool
    shift: Shift | None = None
    trades: tuple[str, ...] = ()

    def of(self, person: PersonState, by: str) -> Employed:
        """The same with what stays of theirs."""
        trades = person.trades if self.is_shift else self.trades
        return Employed(
            person=person.id, trades=trades, shift=self.shift if self.is_shift else person.shift, by=by
        )


def me_command(turn: Turn, happening: Commanded) -> None:
    """`/site me shift HOURS`, `/site me trade NAME`."""
    known, order = person_of(turn, happening.user), _ORDER.search(happening.rest)
    if known is None:
        answer(turn, happening, "You are not of this site yet: join its channel first.")
    else:
        answer(turn, happening, _said(turn, happening.user, [known], order) if order else USAGE)


def people_command(turn: Turn, happening: Commanded) -> None:
    """`/site people WHO… shift HOURS`, `/site people WHO… trade NAME`: of people, or of all who lead a trade."""
    order = _ORDER.search(happening.rest)
    who = _named(turn, happening.rest[: order.start()]) if order else []
    if order is None:
        told = USAGE
    elif not is_manager(site_of(turn), happening.user):
        told = _MANAGERS_ONLY
    else:
        told = _said(turn, happening.user, who, order) if who else f"I do not know whom you mean. {USAGE}"
    answer(turn, happening, told)


def shift_words(shift: Shift | None) -> str:
    """`19:00 to 05:00`, or that it is the site's."""
    return f"{shift.opens:%H:%M} to {shift.closes:%H:%M}" if shift else "the site's hours"


def _named(turn: Turn, words: str) -> list[PersonState]:
    """Everybody whom the words mention, or who leads the trade that they name; nobody where one is not known."""
    mentions = [person_of_match(turn, match) for match in MENTIONED.finditer(words)]
    named = mentions or [*leads_of(turn, words.strip())]
    found = [person_of(turn, one) for one in dict.fromkeys(named)]
    return [] if None in found else [one for one in found if one is not None]


def _said(turn: Turn, by: str, who: Sequence[PersonState], order: re.Match[str]) -> str:
    """Record it of each of them; gives what is told."""
    wanted = _wanted(order)
    if isinstance(wanted, str):
        return f"{wanted} {USAGE}"
    for person in who:
        entry = wanted.of(person, by)
        if (entry.trades, entry.shift) != (person.trades, person.shift):
            turn.record(entry)
    names = SiteView(turn).names([one.id for one in who])
    if wanted.is_shift:
        return f"{names}: works {shift_words(wanted.shift)}. I ask and remind in that time."
    if not wanted.trades:
        return (
            f"{names}: leads no trade that was said; the schedule and the register tell whose work is whose."
        )
    given = [one for trade in wanted.trades for one in _given(turn, by, who[0].id, trade)]
    taken = f" {listed(given)} went there from whoever had it instead." if given else ""
    trades = listed([said(one, 40) for one in wanted.trades])
    return f"{names}: leads {trades} here. What calls on that trade alone is theirs.{taken}{_unknown(turn, wanted.trades)}"


def _unknown(turn: Turn, trades: Sequence[str]) -> str:
    """A doubt about a trade of which nothing here is, such as one that is misspelt; a trade may be new all the same."""
    crews = (one.resource.trade for one in resources(turn) if one.resource.kind == "crew")
    known = {one for one in (*(task.plan.trade for task in tasks(turn)), *crews) if one}
    strange = [one for one in trades if known and not any(is_trade(one, trade) for trade in known)]
    if not strange:
        return ""
    words = listed([f"“{said(one, 40)}”" for one in strange])
    here = listed([said(one, 40) for one in sorted(known)])
    return f" No task and no crew here is of {words}, though: the trades of the schedule are {here}."


def _wanted(order: re.Match[str]) -> _Wanted | str:
    """What is to be said of them, or why the words say nothing."""
    what, is_shift = order["what"].strip(), order["verb"].casefold() == "shift"
    if what.casefold() in _NONE:
        return _Wanted(is_shift=is_shift)
    if is_shift:
        return _shift_wanted(what)
    trades = tuple(one.strip().casefold() for one in what.split(","))
    if not all(_TRADE.fullmatch(one) for one in trades):
        return f"I cannot read “{said(what, 40)}” as trades."
    return _Wanted(is_shift=False, trades=trades)


def _shift_wanted(what: str) -> _Wanted | str:
    shift = _shift(what)
    if shift is None:
        return f"I cannot read “{said(what, 40)}” as hours."
    if shift.opens == shift.closes:
        return f"A shift from {shift_words(shift)} has no hours: name another end."
    return _Wanted(is_shift=True, shift=shift)


def _shift(words: str) -> Shift | None:
    found = _HOURS.fullmatch(words)
    times = [_time(*found.groups()[place : place + 3]) for place in (0, 3)] if found else []
    opens, closes = (*times, None, None)[:2]
    return Shift(opens=opens, closes=closes) if opens is not None and closes is not None else None


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    told = int(hour)
    if half is not None:
        told = told % 12 + (12 if half.casefold() == "pm" else 0) if 1 <= told <= 12 else 24
    return time(told, int(minute or 0)) if told < 24 and int(minute or 0) < 60 else None


def _given(turn: Turn, by: str, to: str, trade: str) -> list[str]:
    """What calls on the trade and went to others, since nobody was known to lead it, goes to who does."""
    there = stand_in(turn, to, turn.now)
    given = [one for one in open_actions(turn) if there and _calls_on(one, trade, there)]
    for action in given:
        step = Step(
            id=f"led:{action.asked.id}:{to}@{turn.now.isoformat()}",
            kind="answered",
            at=turn.now,
            by=by,
            answer="reassign",
            to=there,
        )
        turn.record(Stepped(action=action.asked.id, step=step))
    return [one.asked.id for one in given]


def _calls_on(action: ActionState, trade: str, to: str) -> bool:
    asked, found = action.asked, life(action)
    calls = bool(asked.trade) and is_trade(asked.trade, trade) and not is_addressed(asked.ladder[0])
    return calls and found.status in _LEADABLE and found.owner == asked.ladder[0].person != to
