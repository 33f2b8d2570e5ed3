"""Siteloop's Slack surface on real parts: the sandbox as Slack, the store on a file, the app over HTTP. Only the workers rest."""

import itertools
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ruamel.yaml import YAML
from slack_bolt import App
from slack_sdk import WebClient

from bot.app import build_app, identify
from bot.capture.lexicons import load_lexicons
from bot.desk import Desk
from bot.happening import HAPPENING, Happening
from bot.heard.readers import Readers
from bot.http import http_app, serving
from bot.manifest import manifest_text
from bot.sandbox import AppConfig, MovableClock, Sandbox, SandboxServer, Shown
from rules.subject import Subject
from storage.store import Claim, Store
from tests.bot import paper

CHANNEL = "C0TOWERA"
MORNING = datetime(2026, 3, 10, 14, 30, tzinfo=UTC)
PATIENCE = 30.0  # Slack gives three seconds; how fast an acknowledgement comes is a benchmark's matter
_NUMBERS = itertools.count()
PEOPLE = ("ana", "diego", "grace", "minh", "noor")


@dataclass
class Surface:
    """Everything at hand."""

    sandbox: Sandbox
    store: Store
    bolt: App
    client: WebClient
    url: str
    shown: list[Shown]

    @property
    def workspace(self) -> str:
        """The workspace's id."""
        return self.sandbox.workspace.team_id

    @property
    def clock(self) -> MovableClock:
        """The clock of all."""
        assert isinstance(self.sandbox.clock, MovableClock)
        return self.sandbox.clock

    def seed(self, *documents: Subject, channel: str = CHANNEL) -> int:
        """Give the channel's site these documents."""
        site = self.store.open_site(self.workspace, channel)
        key = f"seed:{next(_NUMBERS)}"
        self.store.receive(
            workspace=self.workspace, site=site, key=key, kind="seed", payload="{}", at=self.clock.now()
        )
        with self._claim() as claim:
            due = claim.next(self.clock.now())
            assert due is not None
            with claim.unit(due) as unit:
                for document in documents:
                    unit.save(document)
        return site

    def tower(self, *more: Subject) -> int:
        """Tower A, with its people, one task, one message, and what else is given."""
        return self.seed(*paper.tower(*more).documents.values())

    def happened(self) -> list[Happening]:
        """What is in the inbox by now, oldest first; it is taken out."""
        found: list[Happening] = []
        while (
            claim := self.store.claim(self.clock.now(), worker="test", lease=timedelta(minutes=1))
        ) is not None:
            with claim:
                while (due := claim.next(self.clock.now())) is not None:
                    found.append(HAPPENING.validate_json(due.payload))
                    with claim.unit(due):
                        pass
        return found

    def post(self, body: dict[str, object], channel: str = CHANNEL) -> str:
        """Siteloop posts a message; gives its ts."""
        blocks = body.get("blocks")
        assert isinstance(blocks, Sequence)
        return str(self.client.chat_postMessage(channel=channel, text=str(body["text"]), blocks=blocks)["ts"])

    def told(self, kind: str) -> list[str]:
        """The texts that were shown so."""
        return [one.text for one in self.shown if one.kind == kind]

    def _claim(self) -> Claim:
        claim = self.store.claim(self.clock.now(), worker="test", lease=timedelta(minutes=1))
        assert claim is not None
        return claim


@contextmanager
def surface(folder: Path) -> Iterator[Surface]:
    """Everything set up: a workspace with five people, `#tower-a`, and Siteloop in it."""
    config = AppConfig.from_manifest(YAML(typ="safe").load(manifest_text()))
    sandbox = Sandbox(clock=MovableClock(MORNING), app=config)
    for name in PEOPLE:
        sandbox.workspace.add_user(name)
    sandbox.workspace.add_channel("tower-a", members=[*PEOPLE, config.handle])
    sandbox.workspace.add_channel("office", members=["grace"])
    with ExitStack() as stack:
        server = stack.enter_context(SandboxServer(sandbox))
        store = stack.enter_context(Store.open(f"sqlite:///{folder / 'site.db'}", durable=False))
        client = WebClient(token=config.bot_token, base_url=server.api_url)
        identity = identify(client)
        desk = Desk(
            store=store,
            clock=sandbox.clock,
            workspace=identity.workspace,
            bot_user=identity.bot_user,
            readers=Readers(load_lexicons()),
        )
        bolt = build_app(desk, identity, client, config.signing_secret)
        url = stack.enter_context(serving(http_app(bolt, healthy=lambda: True), "127.0.0.1", 0))
        server.connect_http(url, verify=True, deadline=PATIENCE)
        shown: list[Shown] = []
        sandbox.watch(shown.append)
        yield Surface(sandbox=sandbox, store=store, bolt=bolt, client=client, url=url, shown=shown)


def as_json(part: object) -> str:
    """All of it as text, to look for words in it."""
    return json.dumps(part, ensure_ascii=False, default=str)
