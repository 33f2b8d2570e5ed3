"""`siteloop rules check`, `diff` and `schema`: what is done with rulebooks as files."""

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta

from bot.console.backtesting import book_from
from bot.console.commandline import open_store, site_at
from bot.ruling.books import sources_at
from bot.timelines.places import folder_beside, schedules_in, sources_in
from bot.timelines.reading import read_timelines
from rules.language.diff import compare, diff_text
from rules.language.editor_schema import editor_schema
from rules.language.rulebook import load_rulebook
from rules.lint.lint import Known, lint
from rules.lint.noise import History, Limits
from rules.lint.report import lint_json, lint_text, status
from rules.past.backtest import backtest
from rules.read import people


def rules_check(asked: argparse.Namespace) -> int:
    """`siteloop rules check`."""
    sources = sources_at(asked.place)
    found = lint(sources)
    if not any(one.check == "unreadable" for one in found):
        known = Known(timelines=_tried(asked.place, sources))
        found = lint(sources, _with_history(known, asked, sources) if asked.history else known)
    print(json.dumps(lint_json(found, sources), indent=2) if asked.json else lint_text(found, sources))
    return status(found, strict=asked.strict)


def _tried(place: str, sources: Mapping[str, str]) -> frozenset[str]:
    """The rules that a timeline beside the rulebook tries."""
    folder = folder_beside(place)
    timelines = read_timelines(sources_in(folder), load_rulebook(sources), schedules_in(folder))
    return frozenset(rule for one in timelines for rule in one.rules)


def _with_history(known: Known, asked: argparse.Namespace, sources: Mapping[str, str]) -> Known:
    """What the site's people and its journal tell about the rules, beside what is known."""
    with open_store() as store, store.reading(site_at(store, asked.history, asked.workspace)[1]) as reader:
        records = reader.records()
        weeks = max(1.0, (records[-1].at - records[0].at) / timedelta(weeks=1))
        return replace(
            known,
            handles=frozenset(person.handle for person in people(reader)),
            history=History(found=backtest(records, book_from(sources)), weeks=weeks),
            limits=Limits(per_week=asked.per_week, pointless=asked.pointless),
        )


def rules_diff(asked: argparse.Namespace) -> int:
    """`siteloop rules diff`: 1 where they differ, as `diff` does."""
    old, new = (load_rulebook(sources_at(place)) for place in (asked.old, asked.new))
    found = compare(old, new)
    print(
        json.dumps([asdict(one) for one in found], indent=2, ensure_ascii=False)
        if asked.json
        else diff_text(found)
    )
    return 1 if found else 0


def rules_schema(_: argparse.Namespace) -> int:
    """`siteloop rules schema`."""
    print(json.dumps(editor_schema(), indent=2, ensure_ascii=False))
    return 0
