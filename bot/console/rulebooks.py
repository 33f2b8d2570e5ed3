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

CHECK_HELP = """\
Finds what is wrong in a rulebook, and what is unwise: rules that say the same or leave nothing for another, conditions that
can never hold, holding back in circles, owners and ladders that reach nobody, lengths of time that do not go together,
texts with gaps, two rules that ask one person twice. Each finding names the file, line, rule and key, says why, and what
to do. Exit status: 0 clean, 1 an error (or, with --strict, a warning). A rulebook with an error is not put in force.

With --history it also tells which rules would act too often at a site, or were answered there as no problem.

A rulebook to begin with:

  rules:
    - id: crane-waits
      title: Work waits for the crane
      why: Everybody waits for a crane that stands.
      owner: superintendent
      on: task
      each: blocker
      when:
        all:
          - blocker.cause = equipment
          - task.status = in_progress
      severity: high
      then:
        - ask: "Get the crane back to {{ task.name }}: {{ blocker.words | quote }}"
          assign: [task.owner, "role:superintendent"]
          due: 2h
      tests:
        - name: the crane stands
          fires: { blocker.cause: equipment, task.status: in_progress, task.name: Level 3 slab pour }
        - name: the concrete is missing
          quiet: { blocker.cause: material, task.status: in_progress }

`siteloop rules fields` lists what can stand in `when:`, `siteloop rules schema` every key. SITELOOP_RULEBOOK names the file or
the folder; `siteloop demo` and `siteloop run` then go by it, and take it over anew whenever it changes.
"""

SCHEMA_HELP = """\
Prints a JSON Schema (draft 2020-12) of a rulebook file. With it an editor completes keys, fields, comparisons and people,
says what each means, and marks what is wrong while you write. Keep it beside your rulebook,

  siteloop rules schema > rulebook.schema.json

and begin the rulebook with this line (for every editor that uses yaml-language-server: VS Code's YAML extension, Neovim,
Helix, Zed):

  # yaml-language-server: $schema=rulebook.schema.json

or, once for a folder, in VS Code's .vscode/settings.json:

  { "yaml.schemas": { "rulebook.schema.json": "rules/*.yml" } }

JetBrains' IDEs take it under Settings > Languages & Frameworks > Schemas and DTDs > JSON Schema Mappings.
What a schema cannot see, such as a condition that can never hold, `siteloop rules check` finds.
"""


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
