"""Who is where: somebody comes or goes, a channel's people are read, the app is taken away."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Somebody joined a channel; `is_bot` where it was Siteloop itself."""

    channel: str
    user: str
    is_bot: bool
    joined_ts: str
    kind: Literal["joined"] = "joined"

    @property
    def key(self) -> str:
        """A joining has an instant of its own."""
        return f"joined:{self.channel}:{self.user}:{self.joined_ts}"


@dataclass(frozen=True, kw_only=True)
class Left:
    """Somebody left a channel, or, without one, the whole workspace; of that each `site` at which they are is told."""

    channel: str
    user: str
    left_ts: str
    site: int = 0
    kind: Literal["left"] = "left"

    @property
    def key(self) -> str:
        """A leaving has an instant of its own."""
        return f"left:{self.channel or self.site}:{self.user}:{self.left_ts}"


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person of a channel, as Slack knows them."""

    id: str
    handle: str
    name: str
    title: str = ""
    timezone: str = ""


@dataclass(frozen=True, kw_only=True)
class People:
    """The members of a channel, read from Slack because `asked` (an outbox key) wanted them."""

    channel: str
    members: tuple[Member, ...]
    asked: str
    kind: Literal["people"] = "people"

    @property
    def key(self) -> str:
        """One answer for one question."""
        return f"people:{self.asked}"


@dataclass(frozen=True, kw_only=True)
class Uninstalled:
    """The workspace took the app away."""

    at_ts: str
    kind: Literal["uninstalled"] = "uninstalled"

    @property
    def key(self) -> str:
        """Slack tells it once."""
        return f"uninstalled:{self.at_ts}"
