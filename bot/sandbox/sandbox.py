"""The sandbox as one thing: a workspace, the app installed in it, and everything people can do there."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

from .app_config import AppConfig
from .clock import Clock, MovableClock
from .delivery import Delivery, Dispatcher, SocketTransport, Transport, challenge, event_envelope
from .delivery.transport import Outgoing, TransportFailed
from .errors import BotFailed
from .faults import Fault, Faults
from .limits import Limiter, RateLimits
from .people import ControlActs, MessageActs
from .records import Channel
from .shown import Shown, watch_shown
from .web_api import WebApi
from .workspace import Workspace

_SUBSCRIPTION = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


class Sandbox(MessageActs, ControlActs):
    """A local Slack. `SandboxServer` puts it on the network.

    `synchronous` (play, tests): an act returns once the app acknowledged what it was told; otherwise events go out
    in the background. `clock` defaults to one that runs in real time.
    """

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        app: AppConfig | None = None,
        limits: RateLimits | None = None,
        synchronous: bool = True,
        name: str = "Siteloop sandbox",
        tz: str = "America/Chicago",
    ) -> None:
        self.clock = clock or MovableClock(datetime.now(UTC), running=True)
        self.app = app or AppConfig()
        ws = Workspace(self.clock, self.app, name=name, tz=tz)
        super().__init__(ws, Dispatcher(self.clock), synchronous=synchronous)
        self.faults = Faults()
        self.sockets = SocketTransport()
        limiter = Limiter(self.clock, limits or RateLimits())
        self.web_api = WebApi(ws, self.interactions, limiter, self.sockets, self.faults)
        ws.tell_app = self._tell_app
        if isinstance(self.clock, MovableClock):
            self.clock.on_move(self._clock_moved)

    @property
    def deliveries(self) -> list[Delivery]:
        """The log of everything the app was told or asked, oldest first."""
        return self.dispatcher.deliveries

    def connect(self, transport: Transport | None, *, verify: bool = False) -> None:
        """Reach the app this way from now on; `verify` sends Slack's challenge first (BotFailed if it fails)."""
        if transport is not None and verify:
            asked = challenge(self.workspace)
            try:
                answer = transport.send(Outgoing(kind="challenge", content=asked))
            except TransportFailed as failure:
                raise BotFailed(f"The Request URL did not answer the challenge: {failure}") from failure
            given = answer.body.get("challenge") if isinstance(answer.body, dict) else answer.body
            if not answer.ok or given != asked["challenge"]:
                raise BotFailed(
                    f"The Request URL answered the challenge with {answer.status}: {answer.body!r}"
                )
        self.dispatcher.transport = transport
        self.dispatcher.start()

    def close(self) -> None:
        """Stop delivering."""
        self.dispatcher.stop()

    def watch(self, watcher: Callable[[Shown], None]) -> Callable[[], None]:
        """Call `watcher` for everything that becomes visible; the returned function ends that."""
        return watch_shown(self.workspace, watcher)

    def fail_next(
        self,
        method: str,
        *,
        error: str | None = None,
        status: int | None = None,
        retry_after: int | None = None,
        drop: Literal["before", "after"] | None = None,
        times: int = 1,
    ) -> None:
        """Let the next calls of a Web API method go wrong.

        `error` is answered, or the HTTP `status`, or 429 with `retry_after`; `drop` closes the connection without
        an answer, before or after the call has taken effect.
        """
        fault = Fault(
            error=error,
            status=status,
            retry_after=retry_after,
            drop=drop is not None,
            after_effect=drop == "after",
        )
        self.faults.add(method, fault, times)

    def duplicate_next(self, times: int = 1) -> None:
        """Deliver the next event so many times more, under the same event_id."""
        self.dispatcher.duplicate_next(times)

    def redeliver(self, event_id: str) -> None:
        """Deliver an event once again, under its event_id."""
        self.dispatcher.redeliver(event_id)
        self._told()

    def uninstall(self) -> None:
        """Remove the app: it is told, and its token opens nothing any more."""
        tokens = {"oauth": [], "bot": [self.app.bot_user]}
        self.workspace.tell_app("tokens_revoked", {"type": "tokens_revoked", "tokens": tokens}, None)
        self.workspace.tell_app("app_uninstalled", {"type": "app_uninstalled"}, None)
        self.workspace.installed = False
        self._told()

    def _tell_app(self, kind: str, event: dict[str, object], channel: Channel | None) -> None:
        """Queue an event if the app subscribes to it and is where it happened."""
        name = _SUBSCRIPTION[channel.type] if kind == "message" and channel else kind
        if name not in self.app.events or not self.workspace.installed:
            return
        if channel is not None and self.app.bot_user not in channel.members:
            return
        self.dispatcher.enqueue(event_envelope(self.workspace, event, channel))

    def _clock_moved(self, now: datetime) -> None:
        self.workspace.feed.publish("clock")
        self.dispatcher.clock_moved(now)
        self._told()
