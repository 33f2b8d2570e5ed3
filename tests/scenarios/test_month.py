"""Living through days of a month by the demo's own wiring."""

from dataclasses import asdict
from datetime import date
from typing import Any

from bot.capture.lexicons import Lexicons
from bot.month.drive import live_month
from bot.month.past import lived_demo
from bot.month.people import players_around
from bot.playing.demo import demo_world
from bot.playing.plot import Plot
from bot.ruling.books import Books
from rules.progress import facts
from rules.read import site_of, tasks
from tests.bench.month_report import Month, figures_of, report
from tests.bench.month_tally import Tally


def _lived(tower: Plot, books: Books, lexicons: Lexicons, seed: int) -> Month:
    around = players_around(tower.schedule, seed)
    with demo_world(tower, live=False, direct=True, books=books, lexicons=lexicons, around=around) as world:
        record = live_month(world, days=1, seed=seed, plants=1)
        assert world.siteloop.store.aside() == []
        return figures_of(seed, (0.0, 0.0), Tally.of(record, world))


def test_a_month_comes_out_the_same(tower: Plot, books: Books, lexicons: Lexicons) -> None:
    """The same seed gives the same figures to the last push; its report tells of people who were pushed, and of plants."""
    once = _lived(tower, books, lexicons, seed=7)
    assert _plain(once) == _plain(_lived(tower, books, lexicons, seed=7))
    assert once.pushes > 5
    assert once.person_days == 25
    assert len(once.outcomes) == 1
    assert once.said > 25
    assert len(once.unlike) <= 0.2 * once.said
    assert any(", assigned" in line for line in report([once]))


def test_a_demo_with_a_past(tower: Plot) -> None:
    """It opens on its own morning with days behind it: what the plan has finished is finished, and the clock runs on."""
    told: list[date] = []
    with lived_demo(tower, days=1, port=0, told=told.append) as world:
        with world.siteloop.store.reading(world.site) as reader:
            site, plan = site_of(reader), list(tasks(reader))
            said = reader.records(kinds=("said",))
        late = [
            one.plan.id
            for one in plan
            if one.plan.finish < tower.day and facts(one, site.calendar).status != "done"
        ]
        assert [day.isoformat() for day in told] == ["2026-03-09"]
        assert f"{site.calendar.local(world.clock.now()):%Y-%m-%d %H:%M}" == "2026-03-10 07:00"
        assert len(said) > 20
        assert late == []
        assert world.clock.running


def _plain(month: Month) -> dict[str, Any]:
    return asdict(month)
