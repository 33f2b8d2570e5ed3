"""What a month of a site costs its people, and whether what is serious is acted on: `python -m tests.bench.bench_month`.

Twenty-five people live through 22 working days of the demo's tower, from its first day on, drawn from a seed (`bot.month`);
Siteloop runs as the demo wires it, on a moved clock. A push is whatever makes somebody's telephone buzz: a new direct message,
digests included, and a mention; what only one person sees in the channel is counted apart, as whispers. The goal is missed, and
the exit status 1, where people have more than 6 pushes on over 5 % of all their days together, or where nobody was told of a
planted problem within its rule's time (`bot/month/plants.py`).

Two months are to be lived through in less than 60 seconds: `--days 44 --seeds 1` tells how many it took.
"""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date

from bot.capture.lexicons import load_lexicons
from bot.garbage import look_seldom
from bot.month.drive import live_month
from bot.month.people import players_around
from bot.playing.demo import demo_world
from bot.playing.plot import plot_of
from bot.ruling.books import Books
from tests.bench.machine import machine, write, write_figures
from tests.bench.month_report import Month, figures_of, is_reached, lines_of, report
from tests.bench.month_tally import Tally

_DAYS, _SEEDS, _PLANTS = 22, 20, 8


def month_of(
    seed: int, *, days: int = _DAYS, plants: int = _PLANTS, day: date | None = None, rulebook: str = ""
) -> Month:
    """Live through the month of a seed.

    `day` is its first, the demo's where there is none; `rulebook` a place of rules, those that ship where it is empty.
    """
    look_seldom()
    plot = plot_of(None)
    plot = replace(plot, day=day or plot.day)
    around = players_around(plot.schedule, seed)
    books, lexicons = Books(rulebook), load_lexicons()
    with demo_world(plot, live=False, direct=True, books=books, lexicons=lexicons, around=around) as world:
        wall, own = time.perf_counter(), time.process_time()
        record = live_month(world, days=days, seed=seed, plants=plants)
        took = time.perf_counter() - wall, time.process_time() - own
        return figures_of(seed, took, Tally.of(record, world))


def main() -> int:
    """Print the table; 1 where the goal is missed."""
    given = _asked()
    write(machine(), f"{given.seeds} months of {given.days} working days, 25 people", "")
    seeds = range(given.first, given.first + given.seeds)
    shape = {"days": given.days, "plants": given.plants, "day": given.day, "rulebook": given.rulebook}
    with ProcessPoolExecutor(given.jobs) as pool:
        waiting = [pool.submit(month_of, seed, **shape) for seed in seeds]
        for line in lines_of(one.result() for one in waiting):
            write(line)
    months = [one.result() for one in waiting]
    write(*report(months))
    reached = is_reached(months)
    write("", "the goal is reached" if reached else "the goal is MISSED")
    write_figures("month", {"months": [month.row() for month in months], "reached": reached})
    return 0 if reached else 1


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seeds", type=int, default=_SEEDS, help="how many months (default 20)")
    asked.add_argument("--first", type=int, default=1, help="the first seed (default 1), the others follow")
    asked.add_argument("--days", type=int, default=_DAYS, help="working days of a month (default 22)")
    asked.add_argument("--plants", type=int, default=_PLANTS, help="planted problems of a month (default 8)")
    asked.add_argument("--day", type=date.fromisoformat, help="the first day (default: the demo's)")
    asked.add_argument("--rulebook", default="", help="a file or folder of rules (default: those that ship)")
    asked.add_argument("--jobs", type=int, default=1, help="processes at once")
    return asked.parse_args()


if __name__ == "__main__":
    sys.exit(main())
