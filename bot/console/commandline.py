"""What each command of the command line does; gives the exit status."""

import argparse
import base64
import os
import signal
import sys
import webbrowser
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from threading import Event
from urllib.error import URLError

from slack_sdk.errors import SlackClientError

from bot.bootstrap import Siteloop, bootstrap
from bot.charts.backtest import Format
from bot.console.doctor import examine
from bot.console.register_file import register_csv
from bot.happening import HAPPENING, FileRead
from bot.importers import read_schedule
from bot.importers.encoding import csv_text
from bot.importers.problems import Findings
from bot.importers.register import read_register
from bot.month.past import lived_demo
from bot.playing.demo import World, demo_world
from bot.playing.play import Player
from bot.playing.plot import Plot, plot_of
from bot.registering import is_list
from bot.ruling.books import Books
from bot.settings import VARIABLES, Settings
from rules.checks import describe_fields
from rules.errors import SiteloopError
from rules.worktime.calendar import WorkCalendar
from rules.worktime.daywords import day_words
from storage.database import exists
from storage.store import Store

STORIES = (
    "blocked-pour",
    "broken-promise",
    "promise-week",
    "propose-first",
    "put-right",
    "quiet-day",
    "spare-pump",
)


class Misused(SiteloopError):
    """The command cannot be done as it was asked for."""


def demo(asked: argparse.Namespace) -> int:
    """`siteloop demo`."""
    plot = plot_of(asked.schedule)
    if asked.story == "list":
        print("\n".join(STORIES))
        return 0
    if asked.play or asked.story:
        if asked.history:
            raise Misused(
                "A story tells its own days. Leave --history out, or open the page instead of playing."
            )
        lines, folder = _story(asked)
        with _own_books() as books, demo_world(plot, live=False, books=books) as world:
            Player(world, sys.stdout, folder).play(lines)
        return 0
    print("Setting the stage …", flush=True)
    with _own_books() as books, _world(asked, plot, books) as world:
        print(f"Siteloop's demo is at {world.server.url} (stop it with Ctrl-C)", flush=True)
        if asked.open:
            webbrowser.open(world.server.url)
        _wait_for_the_end()
    return 0


def _own_books() -> Books:
    """A demo by one's own rules: of the settings a demo takes this one alone."""
    return Books(os.environ.get(VARIABLES["rulebook"], ""))


def _world(asked: argparse.Namespace, plot: Plot, books: Books) -> AbstractContextManager[World]:
    if not asked.history:
        return demo_world(plot, live=True, port=asked.port, books=books)
    days = asked.history

    def begins() -> None:
        print(f"Living through {days} working days at {plot.site} first:", flush=True)

    return lived_demo(plot, days=days, port=asked.port, books=books, begins=begins, told=_tell_day)


def _tell_day(day: date) -> None:
    print(f"  {day_words(day, day.year)}", flush=True)


def run(asked: argparse.Namespace) -> int:
    """`siteloop run`."""
    settings = Settings.from_environment(os.environ)
    settings.need("bot_token", "signing_secret" if asked.http else "app_token")
    address = _address(asked.http) if asked.http else None
    try:
        with bootstrap(settings) as siteloop, siteloop.working():
            _serve(siteloop, address)
    except (SlackClientError, URLError) as error:
        told = " ".join(str(error).split())
        raise Misused(
            f"Slack cannot be used: {told} `siteloop doctor` says what is wrong and how to mend it."
        ) from error
    return 0


def _serve(siteloop: Siteloop, address: tuple[str, int] | None) -> None:
    if address:
        with siteloop.serve_http(*address) as url:
            print(f"Siteloop listens at {url}", flush=True)
            _wait_for_the_end()
    else:
        with siteloop.connect_socket():
            print("Siteloop is connected (Socket Mode)", flush=True)
            _wait_for_the_end()


def doctor(_: argparse.Namespace) -> int:
    """`siteloop doctor`."""
    return examine(os.environ, sys.stdout)


def rules_fields(asked: argparse.Namespace) -> int:
    """`siteloop rules fields [SUBJECT]`."""
    print(describe_fields(asked.subject))
    return 0


def import_schedule(asked: argparse.Namespace) -> int:
    """`siteloop import`: the file is checked here, and taken over by the running Siteloop in its turn."""
    try:
        content = asked.file.read_bytes()
    except OSError as error:
        raise Misused(f"{asked.file} cannot be read: {error.strerror}.") from error
    told = _checked(asked.file.name, content)
    with open_store() as store:
        workspace, site = site_at(store, asked.channel, asked.workspace)
        now = datetime.now(UTC)
        happening = FileRead(
            name=asked.file.name,
            content=base64.b64encode(content).decode(),
            user="",
            channel=asked.channel,
            asked=f"command-line:{now.isoformat()}",
        )
        payload = HAPPENING.dump_json(happening).decode()
        store.receive(
            workspace=workspace, site=site, key=happening.key, kind=happening.kind, payload=payload, at=now
        )
    print(f"{told} read; `siteloop run` takes them over in its turn.")
    return 0


def _checked(name: str, content: bytes) -> str:
    """What is in a schedule, or in a register of crews and plant, which is known by its columns."""
    if is_list(name, content):
        text = csv_text(content, Findings(name=name))
        return f"{len(read_register(text, WorkCalendar(), None, name))} crews and machines"
    return f"{len(read_schedule(name, content).tasks)} tasks"


def export(asked: argparse.Namespace) -> int:
    """`siteloop export`."""
    with open_store() as store:
        _, site = site_at(store, asked.channel, asked.workspace)
        if asked.resources:
            with store.reading(site) as reader:
                print(register_csv(reader), end="")
            return 0
        for line in store.export(site):
            print(line)
    return 0


def journal_verify(_: argparse.Namespace) -> int:
    """`siteloop journal verify`."""
    sound = True
    with open_store() as store:
        sites = store.sites()
        if not sites:
            print("There is no site in this database yet, so there is no journal to prove.")
        for site in sites:
            found = store.verify(site.id)
            sound = sound and found.ok
            told = "proved" if found.ok else f"BROKEN at entry {found.first_bad}: {found.reason}"
            print(f"site {site.id} {site.name}: {found.entries} entries, {found.erased} erased, {told}")
    return 0 if sound else 1


def db_upgrade(_: argparse.Namespace) -> int:
    """`siteloop db upgrade`."""
    with Store.open(Settings.from_environment(os.environ).database_url):
        print("The database is up to date.")
    return 0


def db_aside(asked: argparse.Namespace) -> int:
    """`siteloop db aside`."""
    with open_store() as store:
        if asked.retry:
            if not store.retry(asked.retry):
                raise Misused(
                    f"Nothing of the name {asked.retry} was set aside; `siteloop db aside` lists what was."
                )
            print(f"{asked.retry} will be tried again.")
            return 0
        aside = store.aside()
        if not aside:
            print("Nothing is set aside.")
        for one in aside:
            print(f"{one.id}  site {one.site}  {one.kind} {one.key}  {one.attempts} tries  {one.error}")
    return 0


def open_store() -> Store:
    """The database that the environment names, as somebody made it: what only looks leaves no empty one behind.

    Raises:
        Misused: there is none.
    """
    url = Settings.from_environment(os.environ).database_url
    if not exists(url):
        raise Misused(
            f"There is no database at {url}. `siteloop run` makes one; SITELOOP_DATABASE_URL names one that stands elsewhere."
        )
    return Store.open(url)


def site_at(store: Store, channel: str, workspace: str | None) -> tuple[str, int]:
    """The workspace and the number of a channel's site.

    Raises:
        Misused: there is none, or there are several.
    """
    found = [s for s in store.sites(workspace) if channel in s.channels]
    if len(found) != 1:
        known = ", ".join(sorted(c for s in store.sites(workspace) for c in s.channels)) or "none yet"
        place = "SITELOOP_DATABASE_URL names the database, else it is siteloop.db in this folder"
        told = "several workspaces have it, add --workspace" if found else f"known channels: {known}; {place}"
        raise Misused(f"No single site for channel {channel}: {told}.")
    return found[0].workspace, found[0].id


def picture_form(picture: Path) -> Format:
    """How a picture is drawn, by the end of its name.

    Raises:
        Misused: it is no name of a picture.
    """
    match picture.suffix.lower():
        case ".png":
            return "png"
        case ".svg":
            return "svg"
        case _:
            raise Misused(f"{picture} is no picture that can be drawn; end its name in .png or .svg.")


def _story(asked: argparse.Namespace) -> tuple[list[str], Path]:
    if asked.story:
        if asked.story not in STORIES:
            raise Misused(f"There is no story {asked.story!r}; there are {', '.join(STORIES)}.")
        place = resources.files("bot.demo_data").joinpath("stories", f"{asked.story}.jsonl")
        return place.read_text(encoding="utf-8").splitlines(), Path()
    if str(asked.play) == "-":
        return sys.stdin.read().splitlines(), Path()
    try:
        return asked.play.read_text(encoding="utf-8").splitlines(), asked.play.parent
    except OSError as error:
        raise Misused(f"{asked.play} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Misused(
            f"{asked.play} is no text: {error}. A story is a file of JSON lines in UTF-8."
        ) from error


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isdecimal():
        raise Misused(f"{text!r} is no address; write HOST:PORT, such as 0.0.0.0:3000.")
    return host or "127.0.0.1", int(port)


def _wait_for_the_end() -> None:
    ended = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    while not ended.wait(timeout=3600):
        pass
