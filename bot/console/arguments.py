"""What can be asked for on the command line: `siteloop demo`, `run`, `doctor`, `capture`, `rules`, `import` …"""

import argparse
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from bot.console import helps
from rules.facts.fields import FIELDS
from rules.lint.noise import Limits

_PORTS = 65536
_LONGEST_HISTORY = 60  # working days

_EPILOG = """\
start here:
  siteloop demo                     a Slack-like workspace in your browser, with a real site in it
  siteloop demo --play story.jsonl  the same without a page; prints what Slack would show

settings come from the environment: SITELOOP_DATABASE_URL, SITELOOP_RULEBOOK, SLACK_BOT_TOKEN,
SLACK_APP_TOKEN (Socket Mode), SLACK_SIGNING_SECRET (HTTP). `siteloop doctor` says what is missing.
"""


def parser() -> argparse.ArgumentParser:
    """Everything that can be asked for."""
    found = argparse.ArgumentParser(
        prog="siteloop",
        description="Execution infrastructure for field work: a Slack bot with a rules engine.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = found.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _demo(commands)
    _run(commands)
    _capture(commands)
    _rules(commands)
    _schedule(commands)
    _data(commands)
    return found


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
_PLACE: dict[str, Any] = {
    "nargs": "?",
    "default": "",
    "help": "a YAML file or a folder (default: the rulebook that ships)",
}


def command_at(place: str) -> Callable[[argparse.Namespace], int]:
    """The command at `module:function`, loaded when it is run: all of them together take more time and memory than most need."""
    module, _, name = place.partition(":")
    found: Callable[[argparse.Namespace], int] = getattr(import_module(module), name)
    return found


def _demo(commands: _Commands) -> None:
    demo = commands.add_parser("demo", help="try the whole loop in a sandbox, without Slack")
    story = demo.add_mutually_exclusive_group()
    story.add_argument(
        "--play",
        type=Path,
        metavar="FILE",
        help="play a story instead of opening a page ('-': standard input)",
    )
    story.add_argument("--story", metavar="NAME", help="play a story that ships; --story list names them")
    demo.add_argument(
        "--schedule",
        type=Path,
        metavar="FILE",
        help="another schedule (CSV, Primavera XER or MS Project XML), on its own dates",
    )
    demo.add_argument(
        "--history",
        type=_days,
        default=0,
        metavar="DAYS",
        help="live through so many working days before the page opens, so that there is a past to look at "
        "(22 make a month and take about a minute; default: none)",
    )
    demo.add_argument(
        "--port", type=_port, default=8642, help="the page's port (default 8642; 0: any free one)"
    )
    demo.add_argument("--open", action="store_true", help="open the page in the browser")
    demo.set_defaults(place_of_command="bot.console.commandline:demo")


def _days(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= _LONGEST_HISTORY:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days from 0 to {_LONGEST_HISTORY}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) >= _PORTS:
        raise argparse.ArgumentTypeError(f"{text!r} is no port from 0 to {_PORTS - 1}")
    return int(text)


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def _run(commands: _Commands) -> None:
    run = commands.add_parser("run", help="connect to Slack: Socket Mode, or HTTP with --http")
    run.add_argument("--http", metavar="HOST:PORT", help="listen for Slack's requests at /slack/events")
    run.set_defaults(place_of_command="bot.console.commandline:run")
    doctor = commands.add_parser("doctor", help="say what is missing, and how to mend it")
    doctor.set_defaults(place_of_command="bot.console.commandline:doctor")


def _capture(commands: _Commands) -> None:
    capture = commands.add_parser("capture", help="messages (JSON lines) to signals")
    capture.add_argument(
        "--tasks",
        type=Path,
        required=True,
        metavar="FILE",
        help="the schedule that they talk about (CSV, XER or MS Project XML)",
    )
    capture.add_argument("--explain", action="store_true", help="show how each was read")
    capture.set_defaults(place_of_command="bot.capture.command:capture")


def _rules(commands: _Commands) -> None:
    rules = commands.add_parser("rules", help="check and test rulebooks, list what rules can read")
    actions = rules.add_subparsers(title="rules", required=True, metavar="ACTION")
    _check(actions)
    _diff(actions)
    test = actions.add_parser(
        "test",
        help="run the tests inside its rules, and the timelines beside it",
        description=helps.RULES_TEST,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    test.add_argument("--rule", default="", metavar="ID", help="only the tests of this rule")
    test.add_argument("--name", default="", metavar="WORDS", help="only the tests with this in their name")
    test.add_argument(
        "--mutate",
        action="store_true",
        help="change each rule in one place at a time, and say what no test notices",
    )
    test.add_argument(
        "--jobs",
        type=_jobs,
        default=os.cpu_count() or 1,
        metavar="N",
        help="with --mutate: processes at once (default: as many as the machine has cores)",
    )
    test.set_defaults(place_of_command="bot.console.testing:rules_test")
    test.add_argument("place", **_PLACE)
    fields = actions.add_parser("fields", help="list every field that a rule can read")
    subjects = tuple(dict.fromkeys(field.subject for field in FIELDS.values()))
    fields.add_argument("subject", nargs="?", default="", choices=("", *subjects), metavar="SUBJECT")
    fields.set_defaults(place_of_command="bot.console.commandline:rules_fields")
    schema = actions.add_parser(
        "schema",
        help="print a JSON Schema of rulebooks, for editors",
        description=helps.RULES_SCHEMA,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    schema.set_defaults(place_of_command="bot.console.rulebooks:rules_schema")
    trial = actions.add_parser(
        "backtest", help="live through a site's journal again, also by another rulebook"
    )
    trial.add_argument(
        "--rulebook",
        metavar="PATH",
        help="try this YAML file or folder (default: reproduce what is recorded)",
    )
    trial.add_argument(
        "--since", metavar="DATE", help="from this day of the site on (default: from the beginning)"
    )
    trial.add_argument(
        "--picture", type=Path, metavar="FILE", help="with --rulebook: also draw it, as FILE.png or FILE.svg"
    )
    trial.add_argument("--json", action="store_true", help="print what was found as JSON")
    explain = actions.add_parser("explain", help="say why a rule stayed quiet, clause by clause")
    explain.add_argument("rule", help="the rule's id")
    explain.add_argument("subject", help="a task (A-310), an action (ACT-12), a person (@diego), or `site`")
    explain.add_argument(
        "--at", metavar="TIME", help="at this time of the site, such as 2026-03-11T09:00 (default: now)"
    )
    for action, command in ((trial, "rules_backtest"), (explain, "rules_explain")):
        action.add_argument("--channel", required=True, help="the id of the site's channel, C…")
        action.add_argument("--workspace", help="the workspace's id, T… (needed where there are several)")
        action.set_defaults(place_of_command=f"bot.console.backtesting:{command}")


def _check(actions: _Commands) -> None:
    check = actions.add_parser(
        "check",
        help="find what is wrong or unwise in a rulebook",
        description=helps.RULES_CHECK,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("place", **_PLACE)
    check.add_argument("--strict", action="store_true", help="fail for warnings as well")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.add_argument(
        "--history", metavar="CHANNEL", help="also judge the rules by the journal of this channel's site"
    )
    check.add_argument("--workspace", help="the workspace's id, T… (needed where there are several)")
    limits = Limits()
    check.add_argument(
        "--per-week",
        type=float,
        default=limits.per_week,
        metavar="N",
        help=f"with --history: how often a rule may act in a week (default {limits.per_week:g})",
    )
    check.add_argument(
        "--pointless",
        type=float,
        default=limits.pointless,
        metavar="SHARE",
        help=f"with --history: the share that may be answered as no problem, or ignored (default {limits.pointless:g})",
    )
    check.set_defaults(place_of_command="bot.console.rulebooks:rules_check")


def _diff(actions: _Commands) -> None:
    diff = actions.add_parser(
        "diff", help="say in words what differs between two rulebooks (exit status 1: something)"
    )
    diff.add_argument("old", help="a YAML file or a folder; '' is the rulebook that ships")
    diff.add_argument("new", help="the other one")
    diff.add_argument("--json", action="store_true", help="print it as JSON")
    diff.set_defaults(place_of_command="bot.console.rulebooks:rules_diff")


def _schedule(commands: _Commands) -> None:
    take = commands.add_parser(
        "import", help="take over a schedule, or a register of crews and plant, for a channel's site"
    )
    take.add_argument(
        "file",
        type=Path,
        help="a schedule (CSV, Primavera XER or MS Project XML), or a register (CSV with name and kind)",
    )
    take.add_argument("--channel", required=True, help="the id of the site's channel, C…")
    take.add_argument("--workspace", help="the workspace's id, T… (needed where there are several)")
    take.set_defaults(place_of_command="bot.console.commandline:import_schedule")
    export = commands.add_parser(
        "export", help="print a site's journal as JSON lines, or its crews and plant as CSV"
    )
    export.add_argument(
        "--resources", action="store_true", help="the register of crews and plant, as `import` reads it"
    )
    export.add_argument("--channel", required=True, help="the id of the site's channel, C…")
    export.add_argument("--workspace", help="the workspace's id, T…")
    export.set_defaults(place_of_command="bot.console.commandline:export")
    week = commands.add_parser("week", help="what weekly promises came to at a site: kept, and why not")
    week.add_argument("--channel", required=True, help="the id of the site's channel, C…")
    week.add_argument("--workspace", help="the workspace's id, T…")
    week.add_argument("--picture", type=Path, metavar="FILE", help="also draw it, as FILE.png or FILE.svg")
    week.set_defaults(place_of_command="bot.weekly.printing:week")


def _data(commands: _Commands) -> None:
    journal = commands.add_parser("journal", help="prove the journal, and forget in it")
    actions = journal.add_subparsers(title="journal", required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help="check every site's chain of hashes")
    verify.set_defaults(place_of_command="bot.console.commandline:journal_verify")
    erase = actions.add_parser("erase", help="forget the words of a person, or of one message, for good")
    erase.add_argument("--channel", required=True, help="the id of the site's channel, C…")
    erase.add_argument("--workspace", help="the workspace's id, T… (needed where there are several)")
    whose = erase.add_mutually_exclusive_group(required=True)
    whose.add_argument("--person", metavar="ID", help="everything that this person wrote, U…")
    whose.add_argument("--message", metavar="TS", help="this message, by its timestamp in Slack")
    erase.set_defaults(place_of_command="bot.console.erasing:journal_erase")
    database = commands.add_parser("db", help="look after the database")
    chores = database.add_subparsers(title="db", required=True, metavar="ACTION")
    upgrade = chores.add_parser("upgrade", help="bring the tables to this version")
    upgrade.set_defaults(place_of_command="bot.console.commandline:db_upgrade")
    aside = chores.add_parser("aside", help="list what failed five times and was set aside, or try it again")
    aside.add_argument("--retry", metavar="ID", help="try this one again")
    aside.set_defaults(place_of_command="bot.console.commandline:db_aside")
