"""The workspace: who is in it, its channels, and the order of everything said."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace
from random import SystemRandom
from threading import RLock

from .app_config import AppConfig
from .clock import Clock, Move
from .errors import NotAllowed, NotFound
from .feed import Feed
from .records import Channel, ChannelKind, Message, SlackFile, User, View
from .typed_text import encode, plain

SLACKBOT = User(id="USLACKBOT", name="slackbot", real_name="Slackbot")  # Slack itself calls it no bot
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_CHANCE = SystemRandom()
EventSink = Callable[[str, dict[str, object], Channel | None], None]


def new_id(prefix: str) -> str:
    """Return an id as Slack's: a letter and ten capitals or digits."""
    return f"{prefix}0" + "".join(_CHANCE.choices(_ALPHABET, k=9))


class Workspace:
    """All state, in memory. Hold `lock` over a read or change that spans several steps."""

    def __init__(
        self, clock: Clock, app: AppConfig, *, name: str = "Siteloop sandbox", tz: str = "America/Chicago"
    ) -> None:
        self.clock = clock
        self.app = app
        self.name = name
        self.tz = tz
        self.team_id = "T0SANDBOX"
        self.domain = "sandbox"
        self.base_url = ""
        self.lock = RLock()
        self.feed = Feed(clock, self.lock)
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, SlackFile] = {}
        self.homes: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.installed = True
        self.move: Move | None = None  # the move of the clock that is under way
        self.tell_app: EventSink = lambda kind, payload, channel: None
        self._last_ts = (0, 0)
        self._add(User(id=app.bot_user, name=app.handle, real_name=app.name, is_bot=True, tz=tz))

    def add_user(
        self,
        name: str,
        *,
        real_name: str = "",
        title: str = "",
        tz: str | None = None,
        id: str | None = None,
        is_bot: bool = False,
    ) -> User:
        """Add a person, or another app's bot, with the handle `name`; ids are `U0` and the handle unless given."""
        plain_id = "U0" + _ascii(name)
        return self._add(
            User(
                id=id or (plain_id if plain_id not in self.users else new_id("U")),
                name=name,
                real_name=real_name or name.replace("-", " ").replace(".", " ").title(),
                title=title,
                tz=tz or self.tz,
                is_bot=is_bot,
            )
        )

    def deactivate(self, user: str) -> User:
        """End somebody's account, who is then a member of no channel; what they said stays."""
        with self.lock:
            who = replace(self.user(user), deleted=True)
            self.users[who.id] = who
            for channel in self.channels.values():
                if channel.kind != "dm" and who.id in channel.members:
                    channel.members.remove(who.id)
                    self.feed.publish("channel", channel=channel.id)
            return who

    def add_channel(
        self,
        name: str,
        *,
        private: bool = False,
        members: Iterable[str] = (),
        topic: str = "",
        creator: str | None = None,
        id: str | None = None,
    ) -> Channel:
        """Add a channel with its members (ids or handles) already in it: nobody is told."""
        with self.lock:
            if any(c.name == name and c.kind != "dm" for c in self.channels.values()):
                raise NotAllowed(f"There is already a channel #{name}; choose another name.")
            ids = [self.user(member).id for member in members]
            channel_id = id or f"C0{_ascii(name)}"
            taken = channel_id in self.channels
            by = self.user(creator).id if creator else (ids[0] if ids else self.app.bot_user)
            return self._open(new_id("C") if taken else channel_id, name, _kind(private), ids, by, topic)

    def direct(self, one: str, other: str) -> Channel:
        """Return the direct conversation of two users, opened if it was not."""
        with self.lock:
            pair = [self.user(one).id, self.user(other).id]
            for channel in self.channels.values():
                if channel.kind == "dm" and sorted(channel.members) == sorted(pair):
                    return channel
            person = next((u for u in pair if u != self.app.bot_user), pair[0])
            channel_id = f"D{person[1:]}" if self.app.bot_user in pair else new_id("D")
            return self._open(channel_id, "", "dm", pair, pair[0], "")

    def user(self, ref: str) -> User:
        """Return a user by id or handle (with or without @); NotFound if there is none."""
        handle = ref.removeprefix("@")
        for user in self.users.values():
            if ref == user.id or handle == user.name:
                return user
        raise NotFound(f"There is no user {ref} here; the users are {', '.join(self._handles())}.")

    def channel(self, ref: str) -> Channel:
        """Return a channel by id or name (with or without #); NotFound if there is none."""
        name = ref.removeprefix("#")
        for channel in self.channels.values():
            if ref == channel.id or (channel.kind != "dm" and name == channel.name):
                return channel
        named = ", ".join(f"#{c.name}" for c in self.channels.values() if c.kind != "dm")
        raise NotFound(f"There is no channel {ref} here; the channels are {named}.")

    def message(self, channel: str, ts: str) -> Message:
        """Return a message, ephemeral ones too, by its channel and ts; NotFound if it is not there."""
        found = self.channel(channel)
        message = found.messages.get(ts) or found.ephemerals.get(ts)
        if message is None:
            raise NotFound(f"There is no message {ts} in #{found.name or found.id}.")
        return message

    def view(self, view_id: str) -> View:
        """Return an open modal or a home tab by its id; NotFound if it is closed."""
        shown = [*self.homes.values(), *(view for stack in self.modals.values() for view in stack)]
        for view in shown:
            if view.id == view_id:
                return view
        raise NotFound(f"The view {view_id} is not open.")

    def next_ts(self) -> str:
        """Return a ts from the clock, later than every one before."""
        with self.lock:
            now = self.clock.now()
            wanted = (int(now.timestamp()), now.microsecond)
            seconds, micros = self._last_ts
            following = (seconds, micros + 1) if micros < 999_999 else (seconds + 1, 0)
            self._last_ts = max(wanted, following)
            return f"{self._last_ts[0]}.{self._last_ts[1]:06d}"

    def typed(self, text: str, *, labelled_users: bool = False) -> str:
        """Encode what a person typed as Slack's client does."""
        users = {user.name: user.id for user in self.users.values()}
        channels = {c.name: c.id for c in self.channels.values() if c.kind != "dm"}
        return encode(text, users, channels, labelled_users=labelled_users)

    def readable(self, text: str) -> str:
        """Return stored text with names instead of ids."""
        return plain(
            text,
            lambda id: self.users[id].name if id in self.users else id,
            lambda id: self.channels[id].name if id in self.channels else id,
        )

    def client_msg_id(self) -> str:
        """Return the id that Slack's client gives to a message it sends."""
        return str(uuid.uuid4())

    def _add(self, user: User) -> User:
        with self.lock:
            if user.id in self.users or any(u.name == user.name for u in self.users.values()):
                raise NotAllowed(f"There is already a user {user.name} ({user.id}); choose another handle.")
            self.users[user.id] = user
        return user

    def _open(
        self, id: str, name: str, kind: ChannelKind, members: list[str], creator: str, topic: str
    ) -> Channel:
        now = self.clock.now()
        channel = Channel(id=id, name=name, kind=kind, created=now, creator=creator, topic=topic)
        channel.members.extend(dict.fromkeys(members))
        self.channels[id] = channel
        self.feed.publish("channel", channel=id)
        return channel

    def _handles(self) -> list[str]:
        return [f"@{user.name}" for user in self.users.values()]


def _ascii(name: str) -> str:
    return "".join(c for c in name.upper() if c.isascii() and c.isalnum())


def _kind(private: bool) -> ChannelKind:
    return "private" if private else "channel"
