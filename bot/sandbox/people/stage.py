"""What every act stands on: the workspace, the way to the app, and who may see what."""

from ..delivery import Answer, Dispatcher, TransportFailed
from ..delivery.transport import Kind
from ..errors import BotFailed, BotTimedOut, NotAllowed
from ..interactions import Interactions
from ..records import Channel, Json, Message, User
from ..workspace import Workspace


class Stage:
    """Shared ground of the acts. With `synchronous`, an act returns once the app has acknowledged it.

    People go by id or handle, channels by id or name, a direct conversation also as "@handle" of the other one.
    """

    def __init__(self, ws: Workspace, dispatcher: Dispatcher, *, synchronous: bool) -> None:
        self.workspace = ws
        self.dispatcher = dispatcher
        self.synchronous = synchronous
        self.interactions = Interactions(ws.clock)

    def settle(self, timeout: float = 30.0) -> bool:
        """Wait until every event due by now has been delivered; tell whether that came in time."""
        return self.dispatcher.settle(timeout)

    def _told(self) -> None:
        if self.synchronous:
            self.settle()

    def _member(self, user: str, channel: str) -> tuple[User, Channel]:
        who = self.workspace.user(user)
        direct = channel.startswith("@")
        where = self.workspace.direct(who.id, channel) if direct else self.workspace.channel(channel)
        if who.id not in where.members:
            raise NotAllowed(f"@{who.name} is not in #{where.name or where.id}; invite them first.")
        return who, where

    def _seen(self, user: str, channel: str, ts: str) -> tuple[User, Channel, Message]:
        who, where = self._member(user, channel)
        message = self.workspace.message(where.id, ts)
        if message.recipient and message.recipient != who.id:
            raise NotAllowed(f"Only its recipient sees the ephemeral message {ts}, not @{who.name}.")
        return who, where, message

    def _ask(self, kind: Kind, content: Json, user: User, what: str, channel: str | None = None) -> Answer:
        """Ask the app; when it fails, the person is told as Slack would and BotFailed is raised."""
        try:
            answer = self.dispatcher.ask(kind, content)
        except TransportFailed as failure:
            code = "dispatch_failed" if failure.reason == "connection_failed" else "operation_timeout"
            text = f'{what} failed with the error "{code}"'
            self.workspace.feed.publish("notice", user=user.id, channel=channel, text=text)
            raise BotTimedOut(f"{text}: {failure}") from failure
        if not answer.ok:
            text = f'{what} failed with the error "dispatch_failed"'
            self.workspace.feed.publish("notice", user=user.id, channel=channel, text=text)
            raise BotFailed(f"{text}: the app answered HTTP {answer.status}.")
        return answer

    def _person(self, user: User) -> Json:
        team = self.workspace.team_id
        return {"id": user.id, "username": user.name, "name": user.name, "team_id": team}

    def _sender(self, user: User) -> Json:
        """The part that all interaction payloads begin with."""
        ws = self.workspace
        return {
            "team": {"id": ws.team_id, "domain": ws.domain},
            "user": self._person(user),
            "api_app_id": ws.app.app_id,
            "token": ws.app.verification_token,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _response_url(
        self, user: User, channel: Channel, source: str | None = None, thread_ts: str | None = None
    ) -> str:
        path = self.interactions.response_path(user.id, channel.id, source, thread_ts)
        return self.workspace.base_url + path


def channel_name(channel: Channel) -> str:
    """Return the name that payloads give to a conversation."""
    return {"channel": channel.name, "private": "privategroup", "dm": "directmessage"}[channel.kind]
