"""The demo: a sandbox workspace with a real site in it, and Siteloop wired to it as it would be to Slack."""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from threading import Lock

from ruamel.yaml import YAML

from bot.bootstrap import Siteloop, bootstrap
from bot.capture.lexicons import Lexicons
from bot.happening import HAPPENING, Happening
from bot.manifest import manifest_text
from bot.playing.cast import Player
from bot.playing.direct import DirectClient, DirectTransport
from bot.playing.founding import founding, gather
from bot.playing.plot import TIMEZONE, Plot, samples
from bot.ruling.books import Books
from bot.sandbox.app_config import AppConfig
from bot.sandbox.clock import MovableClock
from bot.sandbox.errors import SandboxError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from bot.settings import Settings
from rules.errors import SiteloopError
from rules.worktime.calendar import WorkCalendar
from storage.store import Store

log = logging.getLogger(__name__)

_MORNING = time(7)


@dataclass(frozen=True, kw_only=True)
class World:
    """A running demo. `siteloop` works in its own threads where it is live, else whenever `settle` is called."""

    sandbox: Sandbox
    server: SandboxServer
    siteloop: Siteloop
    clock: MovableClock
    plot: Plot
    _moving: Lock = field(default_factory=Lock, repr=False)

    @property
    def site(self) -> int:
        """The number of the channel's site."""
        workspace = self.sandbox.workspace
        channel = workspace.channel(f"#{self.plot.channel}").id
        return self.siteloop.store.open_site(workspace.team_id, channel)

    def settle(self) -> None:
        """Work off everything that is due now, until all is quiet."""
        self.sandbox.settle()
        self.siteloop.drain(self._wait_until)

    def move_to(self, instant: datetime, *, stopped: Callable[[], bool] = lambda: False) -> None:
        """Move the clock forward, living through every wake, reminder and digest on the way, in order.

        `stopped` is asked before each step, and ends the move there.
        """
        self.settle()
        while not stopped():
            if self.step_towards(instant):
                return self.settle()
        return None

    def step_towards(self, instant: datetime) -> bool:
        """Move to whatever is due next, to `instant` at most, and live through it; tell whether `instant` was reached.

        All was quiet before.
        """
        due = self.siteloop.next_due()
        if due is None or due > instant:
            self._wait_until(instant)
            return True
        self._wait_until(due)
        self.settle()
        return due == instant

    def step_to(self, instant: datetime, *, stopped: Callable[[], bool] = lambda: False) -> None:
        """The same as `move_to` while Siteloop works in its own threads: they stand still meanwhile, and a second move waits."""
        with self._moving, self.siteloop.stepping():
            self.move_to(instant, stopped=stopped)

    @contextmanager
    def living(self) -> Iterator[None]:
        """From now on the clock runs, events go out by themselves, and Siteloop works in its own threads."""
        self.clock.run()
        self.sandbox.synchronous = False
        self.server.page.on_advance = lambda move: self.step_to(move.to, stopped=move.stopped)
        with self.siteloop.working():
            try:
                yield
            finally:
                self.server.page.stop_move()
                with self._moving:
                    pass  # the step at hand needs all that is taken down after this

    def local(self, wall: datetime) -> datetime:
        """The instant of a local time of the site."""
        return WorkCalendar(timezone=TIMEZONE).instant(wall.replace(tzinfo=None)).astimezone(UTC)

    def _wait_until(self, instant: datetime) -> None:
        ahead = instant - self.clock.now()
        if ahead > timedelta(0):
            self.clock.advance(ahead)


def found_site(world: World, channel: str) -> None:
    """Invite Siteloop, and let what a manager would do by hand be done."""
    world.sandbox.invite(world.sandbox.app.bot_user, channel)
    world.settle()
    for happening in founding(world.sandbox, world.plot, channel):
        _put(world, channel, happening)
    world.settle()


def _put(world: World, channel: str, happening: Happening) -> None:
    store, workspace = world.siteloop.store, world.sandbox.workspace.team_id
    site = store.site_for(workspace, channel) or store.open_site(workspace, channel)
    store.receive(
        workspace=workspace,
        site=site,
        key=happening.key,
        kind=happening.kind,
        payload=HAPPENING.dump_json(happening).decode(),
        at=world.clock.now(),
    )


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """The URL of a world's database, and how the site of the channel with an id comes to be in it."""

    database: str
    found: Callable[[World, str], None] = found_site


@contextmanager
def demo_world(
    plot: Plot,
    *,
    live: bool,
    port: int = 0,
    books: Books | None = None,
    lexicons: Lexicons | None = None,
    beginning: Beginning | None = None,
    around: tuple[Player, ...] = (),
    direct: bool = False,
) -> Iterator[World]:
    """Set the stage: people, channel, schedule, roles; then give the running world and take it down at the end.

    Without a `beginning` the world is kept in a file that goes with it, and its site founded there. `around` are people beside
    the cast. With `direct` Siteloop and the sandbox call one another without a network between them, which is faster.
    """
    with ExitStack() as stack:
        clock = MovableClock(_instant(plot.day))
        sandbox = Sandbox(
            clock=clock,
            app=replace(AppConfig.from_manifest(YAML(typ="safe").load(manifest_text()))),
            name="Siteloop demo",
            tz=TIMEZONE,
        )
        channel = gather(sandbox, plot, around)
        server = stack.enter_context(_served(sandbox, port))
        # Nothing of a demo outlives it, so it does not wait for the disk.
        begun = beginning or Beginning(database=stack.enter_context(_throw_away_database()))
        store = stack.enter_context(Store.open(begun.database, durable=False))
        settings = _settings(sandbox, server, begun.database)
        client = DirectClient.of(sandbox) if direct else None
        siteloop = stack.enter_context(
            bootstrap(settings, clock=clock, store=store, client=client, books=books, lexicons=lexicons)
        )
        stack.enter_context(_reachable(siteloop, server, direct=direct))
        server.page.samples = samples(plot)
        world = World(sandbox=sandbox, server=server, siteloop=siteloop, clock=clock, plot=plot)
        begun.found(world, channel)
        if live:
            stack.enter_context(world.living())
        yield world


@contextmanager
def _throw_away_database() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/demo.db"


@contextmanager
def _reachable(siteloop: Siteloop, server: SandboxServer, *, direct: bool) -> Iterator[None]:
    """Let the sandbox bring Siteloop what happens."""
    if direct:
        wire = DirectTransport(siteloop.app, siteloop.settings.signing_secret)
        server.sandbox.connect(wire, verify=True)
        yield
        return
    with siteloop.serve_http("127.0.0.1", 0) as address:
        server.connect_http(address, verify=True)
        yield


@contextmanager
def _served(sandbox: Sandbox, port: int) -> Iterator[SandboxServer]:
    server = SandboxServer(sandbox, port=port)
    try:
        server.start()
    except (OSError, SandboxError) as error:
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else error
        raise SiteloopError(
            f"The demo's page cannot be served on port {port} ({why}). Choose another one with --port."
        ) from error
    try:
        yield server
    finally:
        server.stop(wait=False)  # Siteloop has stopped before, so nobody asks it any more


def _instant(day: date) -> datetime:
    return WorkCalendar(timezone=TIMEZONE).instant(datetime.combine(day, _MORNING)).astimezone(UTC)


def _settings(sandbox: Sandbox, server: SandboxServer, database: str) -> Settings:
    return Settings(
        database_url=database,
        bot_token=sandbox.app.bot_token,
        app_token=sandbox.app.app_token,
        signing_secret=sandbox.app.signing_secret,
        slack_api_url=server.api_url,
    )
