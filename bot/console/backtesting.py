"""`siteloop rules backtest` and `siteloop rules explain`: a site's journal lived through again, and why a rule stayed quiet."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TextIO

from bot.charts.backtest import backtest_chart
from bot.charts.chart import drawn
from bot.console.commandline import Misused, open_store, picture_form, site_at
from bot.garbage import at_rest
from bot.ruling.books import sources_at
from rules.book import Book
from rules.deciding.whynot import why_not
from rules.deciding.whynot_text import why_not_text
from rules.folding.entry import Ruled
from rules.language.rulebook import load_rulebook
from rules.match import reference_matcher
from rules.past.backtest import backtest
from rules.past.backtest_table import backtest_json, backtest_text, replay_json, replay_text
from rules.past.instant import state_at
from rules.past.replay import RulebookLost, check
from rules.read import Reader, site_of
from rules.worktime.calendar import WorkCalendar
from rules.worktime.localtime import zone
from storage.reader import Reader as SiteReader
from storage.record import Record


def rules_backtest(asked: argparse.Namespace) -> int:
    """`siteloop rules backtest`: 1 where no other rulebook is tried and something comes out otherwise than recorded."""
    if asked.picture and asked.rulebook is None:
        raise Misused("A picture shows another rulebook beside the one of then; name it with --rulebook.")
    form = picture_form(asked.picture) if asked.picture else None
    with open_store() as store, store.reading(site_at(store, asked.channel, asked.workspace)[1]) as reader:
        records, calendar = reader.records(), site_of(reader).calendar
        since = _since(asked.since, calendar)
        if asked.rulebook is None:
            with at_rest():
                replayed = check(records, books_of(reader, records), since=since)
            print(_json(replay_json(replayed)) if asked.json else replay_text(replayed))
            return 0 if replayed.same else 1
        book = book_from(sources_at(asked.rulebook))
        with at_rest():
            found = backtest(records, book, since=since, progress=Progress(sys.stderr).tell)
    print(_json(backtest_json(found)) if asked.json else backtest_text(found))
    if form:
        asked.picture.write_bytes(drawn(backtest_chart(found, zone(calendar.timezone)), form))
    return 0


def rules_explain(asked: argparse.Namespace) -> int:
    """`siteloop rules explain`."""
    with open_store() as store, store.reading(site_at(store, asked.channel, asked.workspace)[1]) as reader:
        calendar, now = site_of(reader).calendar, datetime.now(UTC)
        at = _instant(asked.at, calendar) if asked.at else None
        read: Reader = state_at(reader.records(), at, now, calendar) if at else reader
        version = site_of(read).rulebook
        found = why_not(read, _kept(reader, version), asked.rule, asked.subject, at or now)
        print(why_not_text(found, read))
    return 0


class Progress:
    """Tells on a terminal how far something has come, in hundredths; a file or a pipe is not written to."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._told = -1

    def tell(self, done: int, of: int) -> None:
        """So many are done, of so many."""
        hundredths = 100 * done // of
        if hundredths == self._told or not self._out.isatty():
            return
        self._told = hundredths
        told = f"\r{done:,} of {of:,} turns lived through ({hundredths} %)"
        print(told, end="" if done < of else "\n", file=self._out, flush=True)


def books_of(reader: SiteReader, records: Iterable[Record]) -> Mapping[str, Book]:
    """Every rulebook that was ever in force, by version."""
    versions = dict.fromkeys(record.entry.rulebook for record in records if isinstance(record.entry, Ruled))
    return {version: _kept(reader, version) for version in versions}


def _kept(reader: SiteReader, version: str) -> Book:
    sources = reader.rulebook(version)
    if sources is None:
        raise RulebookLost(version)
    return book_from(sources)


def book_from(sources: Mapping[str, str]) -> Book:
    """A rulebook's files with the matcher in plain Python: it is the faster one where a few cases come at a time."""
    book = load_rulebook(sources)
    return Book(rulebook=book, matcher=reference_matcher(book))


def _json(found: Mapping[str, object]) -> str:
    return json.dumps(found, indent=2, ensure_ascii=False)


def _since(text: str | None, calendar: WorkCalendar) -> datetime | None:
    """The beginning of a day of the site, or an instant by its clock."""
    return _instant(text, calendar) if text else None


def _instant(text: str, calendar: WorkCalendar) -> datetime:
    try:
        local = datetime.fromisoformat(text)
    except ValueError as error:
        raise Misused(f"{text!r} is no date; write 2026-03-11, or 2026-03-11T09:00.") from error
    return local.astimezone(UTC) if local.tzinfo else calendar.instant(local).astimezone(UTC)
