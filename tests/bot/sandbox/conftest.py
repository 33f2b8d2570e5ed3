"""A workspace with three people and a channel, at seven in the morning of the demo's first day."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from slack_sdk import WebClient

from bot.sandbox import AppConfig, MovableClock, Sandbox, SandboxServer, Shortcut

from .fakes import HttpApp, RecordingApp


@pytest.fixture
def clock() -> MovableClock:
    """A clock that stands still."""
    return MovableClock(datetime(2026, 3, 10, 12, tzinfo=UTC))


@pytest.fixture
def sandbox(clock: MovableClock) -> Iterator[Sandbox]:
    """The workspace, on no network."""
    shortcuts = (
        Shortcut(callback_id="record", name="Record this"),
        Shortcut(callback_id="report", name="Report", type="global"),
    )
    made = Sandbox(clock=clock, app=AppConfig(shortcuts=shortcuts))
    for name in ("ana", "diego", "grace"):
        made.workspace.add_user(name)
    made.workspace.add_channel("tower-a", members=["ana", "diego", "siteloop"])
    made.workspace.add_channel("office", members=["grace"])
    yield made
    made.close()


@pytest.fixture
def app(sandbox: Sandbox) -> RecordingApp:
    """An app connected in process."""
    recording = RecordingApp()
    sandbox.connect(recording)
    return recording


@pytest.fixture
def server(sandbox: Sandbox) -> Iterator[SandboxServer]:
    """The workspace on the network."""
    running = SandboxServer(sandbox).start()
    yield running
    running.stop(wait=False)


@pytest.fixture
def client(server: SandboxServer) -> WebClient:
    """Slack's own client, without its retries."""
    return WebClient(token=server.sandbox.app.bot_token, base_url=server.api_url, retry_handlers=[])


@pytest.fixture
def http_app() -> Iterator[HttpApp]:
    """An app reached over HTTP."""
    running = HttpApp()
    yield running
    running.close()
