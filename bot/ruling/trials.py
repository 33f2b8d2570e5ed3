"""The sender's side of a trial: the site's past lived through with the change, off the site's own lane."""

import base64
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from slack_sdk import WebClient

from bot.charts.backtest import backtest_chart
from bot.charts.chart import as_picture
from bot.commands.rulebook import book_of
from bot.happening import Tried
from bot.matching.tryout import sound_book
from bot.ruling.changes import wish_of
from bot.ruling.trial_text import trial_text
from bot.sending.fetching import read_file
from bot.view import SiteView, counted
from rules.book import Book
from rules.deciding.tuning import changed
from rules.errors import SiteloopError
from rules.folding.entry import Said
from rules.match import reference_matcher
from rules.past.backtest import Backtest, backtest
from rules.past.replay import RulebookLost
from rules.read import site_of
from rules.subject import Tuning
from rules.worktime.localtime import zone
from storage.outbox import Pending
from storage.outgoing import Outgoing
from storage.reader import Reader
from storage.record import Record
from storage.store import Store

log = logging.getLogger(__name__)

_WEEK = 7 * 24 * 3600.0
_TITLE = "What the rules did, above each line, and what they would have done, below it"


class NotText(SiteloopError):
    """A file that cannot be read as a rulebook."""


@dataclass(frozen=True, kw_only=True)
class _Past:
    """What a trial is made of; `rule` is the one that is changed, empty where a whole file is tried."""

    records: Sequence[Record]
    book: Book
    rule: str

    @property
    def messages(self) -> int:
        """How many messages it is tried on."""
        return sum(isinstance(record.entry, Said) for record in self.records)


def try_out(store: Store, client: WebClient, pending: Pending, begun: Callable[[Tried], None]) -> Tried:
    """Live through the site's past with what is to be tried; `begun` is told once it is known how much that is.

    What goes wrong is told to whoever asked; Slack's refusals to hand out a file are raised.
    """
    asked = pending.outgoing
    told = Tried(asked=asked.key, user=asked.user, stage="begun", told=str(asked.body["told"]))
    content = _content(client, asked)
    try:
        with store.reading(pending.site) as reader:
            past = _past(reader, asked.body, content)
        told = replace(told, messages=past.messages)
        begun(told)
        found = backtest(past.records, past.book)
        with store.reading(pending.site) as reader:
            view = SiteView(reader)
            table, chart = trial_text(found, view), backtest_chart(found, zone(view.calendar.timezone))
    except SiteloopError as error:
        return replace(told, stage="done", problem=str(error))
    except Exception:
        log.exception("a trial failed", extra={"site": pending.site, "key": asked.key})
        return replace(told, stage="done", problem="Something broke. The operator finds what in the log.")
    summary = _summary(past, found)
    wish = str(asked.body.get("wish", ""))
    picture = as_picture(chart, _TITLE) if chart.rules else None
    return replace(told, stage="done", summary=summary, table=table, wish=wish, picture=picture)


def _content(client: WebClient, asked: Outgoing) -> bytes:
    return base64.b64decode(read_file(client, asked).content) if "file_id" in asked.body else b""


def _past(reader: Reader, body: Mapping[str, object], content: bytes) -> _Past:
    site, records = site_of(reader), reader.records()
    tuning = {name: replace(one, until=None) for name, one in site.tuning.items()}
    if "file_id" in body:
        sources = reader.rulebook(site.rulebook)
        if sources is None:
            raise RulebookLost(site.rulebook)
        name = str(body.get("name"))
        book = sound_book({**sources, name: _text(name, content)})
        declared = Book(rulebook=book, matcher=reference_matcher(book))
        return _Past(records=records, book=declared.pinned(tuning), rule="")
    wish, declared = wish_of(str(body["wish"])), book_of(reader)
    rule = declared.rule(wish.rule)
    if rule is None:
        raise SiteloopError(f"There is no rule {wish.rule} any more.")
    before = tuning.get(rule.id, Tuning(rule=rule.id))
    tuning[rule.id] = changed(rule, before, wish.change, records[-1].at)
    return _Past(records=records, book=declared.pinned(tuning), rule=rule.id)


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotText(f"{name} is no text in UTF-8. Save it as such, and drop it here again.") from error


def _summary(past: _Past, found: Backtest) -> str:
    """How often the rule would have fired, and acted in which mode; what became of those that it would not have."""
    row = next((row for row in found.rows if row.rule == past.rule), None)
    if not past.rule:
        return f"It would have acted {counted(sum(row.new for row in found.rows), 'time')} more, and {len(found.gone)} less."
    if row is None:
        return "It would never have fired, and it never did."
    rule = past.book.rule(past.rule)
    mode = past.book.mode(rule) if rule else "auto"
    would = row.stays + row.new
    weeks = max((past.records[-1].at - past.records[0].at).total_seconds() / _WEEK, 1.0)
    verb = {"observe": "been recorded", "propose": "asked a manager first", "auto": "acted by itself"}[mode]
    parts = [
        f"It would have {verb} {counted(would, 'time')} ({would / weeks:.1f} a week) instead of {row.fired}."
    ]
    gone = ", ".join(f"{count} {word}" for word, count in sorted(row.gone.items()))
    return " ".join([*parts, *([f"Those that fall away were: {gone}."] if gone else [])])
