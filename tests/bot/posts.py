"""Delivery on real parts: the sandbox as Slack over HTTP, the store on a file; no pipeline."""

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from slack_sdk import WebClient

from bot.happening import HAPPENING, Happening
from bot.sandbox import AppConfig, MovableClock, RateLimits, Sandbox, SandboxServer
from bot.sending.delivery import Delivery
from bot.workers import Workers
from storage.due import Due
from storage.outgoing import Outgoing
from storage.store import Store, Unit

TOWER, OFFICE = "C0TOWERA", "C0OFFICE"
MORNING = datetime(2026, 3, 10, 14, tzinfo=UTC)


@dataclass
class Posts:
    """A workspace with ana and diego in `#tower-a`; what is sent to its one site is delivered by `deliver`."""

    sandbox: Sandbox
    clock: MovableClock
    store: Store
    site: int
    client: WebClient
    wall: list[datetime]
    happened: list[Happening] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def delivery(self) -> Delivery:
        """What delivers."""
        return Delivery(self.store, lambda _: self.client, self.clock)

    def workers(self) -> Workers:
        """What works everything off; what is fetched is only remembered."""
        return Workers(self.store, self._take, self.delivery(), self.clock)

    def send(self, *outgoing: Outgoing, not_before: datetime | None = None) -> None:
        """Put it into the outbox, by one unit of work."""
        key, now = f"send:{next(self.numbers)}", self.clock.now()
        self.store.receive(
            workspace=self.sandbox.workspace.team_id, site=self.site, key=key, kind="send", payload="", at=now
        )
        claim = self.store.claim(now, worker="test", lease=timedelta(minutes=1))
        assert claim is not None
        with claim:
            due = claim.next(now)
            assert due is not None
            with claim.unit(due) as unit:
                for one in outgoing:
                    unit.send(one, not_before=not_before)

    def deliver(self) -> list[float]:
        """Work everything off; gives for how many seconds that had to wait, each time."""
        waited: list[float] = []

        def wait(instant: datetime) -> None:
            waited.append((instant - self.clock.now()).total_seconds())
            self.clock.move_to(instant)

        self.workers().drain(wait)
        return waited

    def shown(self, channel: str = TOWER) -> list[str]:
        """The texts that stand in a channel, replies marked."""
        messages = self.sandbox.workspace.channels[channel].messages.values()
        return [f"> {one.text}" if one.thread_ts not in (None, one.ts) else one.text for one in messages]

    def direct(self, handle: str) -> list[str]:
        """The texts that stand in Siteloop's direct message with somebody."""
        workspace = self.sandbox.workspace
        return self.shown(workspace.direct(handle, workspace.app.bot_user).id)

    def id(self, handle: str) -> str:
        """A person's id."""
        return self.sandbox.workspace.user(handle).id

    def _take(self, _: Unit, due: Due) -> None:
        self.happened.append(HAPPENING.validate_json(due.payload))


@contextmanager
def posts(folder: Path, limits: RateLimits | None = None) -> Iterator[Posts]:
    """Everything set up."""
    clock = MovableClock(MORNING)
    sandbox = Sandbox(clock=clock, app=AppConfig(), limits=limits)
    for name in ("ana", "diego"):
        sandbox.workspace.add_user(name, real_name=name.title(), title="Foreman")
    sandbox.workspace.add_channel("tower-a", members=["ana", "diego", "siteloop"])
    sandbox.workspace.add_channel("office", members=["ana", "siteloop"])
    with ExitStack() as stack:
        server = stack.enter_context(SandboxServer(sandbox))
        wall = [MORNING]
        store = Store.open(f"sqlite:///{folder / 'site.db'}", durable=False, wall=lambda: wall[0])
        stack.enter_context(store)
        client = WebClient(token=sandbox.app.bot_token, base_url=server.api_url)
        site = store.open_site(sandbox.workspace.team_id, TOWER)
        yield Posts(sandbox=sandbox, clock=clock, store=store, site=site, client=client, wall=wall)
