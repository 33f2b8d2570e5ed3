"""The one place that wires: settings in, a Siteloop out; every part can be replaced."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from slack_bolt import App
from slack_sdk import WebClient

from bot import socket
from bot.app import build_app, identify
from bot.capture.lexicons import Lexicons
from bot.capture.reader import load_shared
from bot.desk import Clock, Desk
from bot.heard.readers import Readers
from bot.http import http_app, serving
from bot.listeners.home import draw
from bot.pipeline import Pipeline
from bot.processes import worker_name
from bot.ruling.books import Books
from bot.sending.delivery import Delivery
from bot.settings import Settings
from bot.workers import Workers
from storage.store import Store


class WallClock:
    """The machine's time."""

    def now(self) -> datetime:
        """The aware UTC instant."""
        return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Siteloop:
    """Everything, wired and standing still: `working` sets its threads going, `serve_http` or `connect_socket` lets Slack in."""

    settings: Settings
    store: Store
    workspace: str
    app: App
    workers: Workers

    def working(self) -> Workers:
        """Work in threads for as long as the context lasts."""
        return self.workers

    def serve_http(self, host: str, port: int) -> AbstractContextManager[str]:
        """Listen for Slack's requests for as long as the context lasts; gives the address."""
        return serving(http_app(self.app, healthy=self._healthy), host, port)

    def connect_socket(self) -> AbstractContextManager[object]:
        """Be connected in Socket Mode for as long as the context lasts."""
        return socket.connected(self.app, self.settings)

    def next_due(self) -> datetime | None:
        """The earliest instant at which something is to be lived through or sent."""
        return self.workers.next_due()

    def drain(self, wait_until: Callable[[datetime], None]) -> None:
        """Work off what is due in the caller's thread; `wait_until` brings the clock to an instant that must be waited for."""
        self.workers.drain(wait_until)

    @contextmanager
    def stepping(self) -> Iterator[None]:
        """Let the threads stand still for as long as the context lasts, since the clock is moved step by step."""
        self.workers.stop()
        try:
            yield
        finally:
            self.workers.start()

    def _healthy(self) -> bool:
        self.store.sites(self.workspace)
        return True


@contextmanager
def bootstrap(
    settings: Settings,
    *,
    clock: Clock | None = None,
    store: Store | None = None,
    client: WebClient | None = None,
    books: Books | None = None,
    lexicons: Lexicons | None = None,
) -> Iterator[Siteloop]:
    """Wire a Siteloop for the workspace that the bot token belongs to, and close at the end what was opened here.

    Raises:
        SettingsError, SlackApiError, StorageError, RulebookError, HasErrors, OwnTestsFailed: something is missing or
            broken; the text says what to do.
    """
    settings.need("bot_token")
    clock = clock or WallClock()
    client = client or WebClient(token=settings.bot_token, base_url=settings.slack_api_url)
    identity = identify(client)
    with ExitStack() as stack:
        books = books or stack.enter_context(Books(settings.rulebook))
        opened = store or stack.enter_context(Store.open(settings.database_url))
        readers = Readers(lexicons or load_shared())
        desk = Desk(
            store=opened,
            clock=clock,
            workspace=identity.workspace,
            bot_user=identity.bot_user,
            readers=readers,
        )
        opened.installed(identity.workspace, enterprise=identity.enterprise, at=clock.now())
        pipeline = Pipeline(
            books,
            readers,
            uninstalled=lambda workspace, at: opened.removed(workspace, at=at),
            troubled=lambda texts: opened.keep_troubles(worker_name(), texts, clock.now()),
        )
        delivery = Delivery(opened, lambda _workspace: client, clock, draw_home=lambda user: draw(desk, user))
        yield Siteloop(
            settings=settings,
            store=opened,
            workspace=identity.workspace,
            app=build_app(desk, identity, client, settings.signing_secret),
            workers=Workers(
                opened, pipeline.take, delivery, clock, now_and_then=pipeline.look_after_rulebook
            ),
        )
