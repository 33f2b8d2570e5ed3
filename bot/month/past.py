"""The demo's past: so many working days that were lived before its page opens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from bot.month.drive import live_month
from bot.month.people import players_around
from bot.playing.demo import World, demo_world
from bot.playing.plot import TIMEZONE, Plot
from bot.ruling.books import Books
from rules.worktime.calendar import WorkCalendar

_SEED, _PLANTS_A_MONTH, _MONTH = 1, 8, 22


@contextmanager
def lived_demo(
    plot: Plot,
    *,
    days: int,
    port: int,
    books: Books | None = None,
    begins: Callable[[], None] = lambda: None,
    told: Callable[[date], None] = lambda _: None,
) -> Iterator[World]:
    """The demo's world with so many working days behind it, live; `begins` hears that the first begins, once
    the page has its port, `told` of each that is over.

    It opens on the plot's own day. What the plan has finished by then is finished, and on the last evening the superintendent has
    said so where nobody else did; the rest stands where the people brought it, near to the plan. A schedule whose own day is its
    first has no past, so that it is lived through from there, and the page opens that many days later.
    """
    calendar = _calendar(plot)
    begun = replace(plot, day=_first(plot, days, calendar))
    around = players_around(plot.schedule, _SEED)
    settled = plot.day if begun.day < plot.day else None
    with demo_world(begun, live=False, port=port, books=books, around=around) as world:
        begins()
        plants = round(_PLANTS_A_MONTH * days / _MONTH)
        record = live_month(world, days=days, seed=_SEED, plants=plants, settled=settled, told=told)
        opens = settled or calendar.add_working_days(record.days[-1], 1)
        world.move_to(calendar.opening(opens))
        with world.living():
            yield world


def _calendar(plot: Plot) -> WorkCalendar:
    working = plot.schedule.working
    return working.in_zone(TIMEZONE) if working else WorkCalendar(timezone=TIMEZONE)


def _first(plot: Plot, days: int, calendar: WorkCalendar) -> date:
    first = min(task.start for task in plot.schedule.tasks)
    return min(plot.day, max(first, calendar.add_working_days(plot.day, -days)))
