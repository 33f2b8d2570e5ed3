"""Which site something belongs to."""

from collections.abc import Sequence
from typing import Protocol


class Places(Protocol):
    """What storage knows of where sites are."""

    def site_for(self, workspace: str, channel: str, /) -> int | None:
        """The site that the channel belongs to."""
        ...

    def open_site(self, workspace: str, channel: str, /) -> int:
        """The channel's site, opened where it has none."""
        ...

    def lobby(self, workspace: str, /) -> int:
        """The site of what belongs to no place."""
        ...

    def sites_of_person(self, workspace: str, person: str, /) -> Sequence[int]:
        """Sites whose roster has the person, newest first."""
        ...

    def place_of_message(self, workspace: str, channel: str, ts: str, /) -> tuple[int, str] | None:
        """(site, target) of a message that we posted."""
        ...


class Routing:
    """Finds the site of what happens in one workspace."""

    def __init__(self, places: Places, workspace: str) -> None:
        self._places = places
        self._workspace = workspace

    def of(self, channel: str, user: str, *message_ts: str) -> int:
        """The site of something that happened in a channel, about one of these messages (a thread's root, a card).

        The channel decides: where Siteloop is told of something it is a member, so the channel is a place of work, and
        becomes a site with the first word. In a direct message a message of ours decides, then the person's newest site;
        what is left belongs to the lobby.
        """
        if not is_direct(channel):
            return self._places.site_for(self._workspace, channel) or self._places.open_site(
                self._workspace, channel
            )
        for ts in filter(None, message_ts):
            if (place := self._places.place_of_message(self._workspace, channel, ts)) is not None:
                return place[0]
        return self.newest(user) or self.lobby()

    def to_ask(self, channel: str, user: str) -> int | None:
        """The site that a question is about: the channel's, else the person's newest; None where there is neither."""
        here = None if is_direct(channel) else self._places.site_for(self._workspace, channel)
        return here or self.newest(user)

    def pressed_at(self, channel: str, user: str, message_ts: str) -> int:
        """The site of a button; never a new one.

        In a channel without a site it stands below an answer that its reader alone got there, which was about their newest site.
        """
        known = is_direct(channel) or self.bound(channel) is not None
        return self.of(channel, user, message_ts) if known else self.newest(user) or self.lobby()

    def bound(self, channel: str) -> int | None:
        """The channel's own site, if it has one."""
        return self._places.site_for(self._workspace, channel)

    def newest(self, user: str) -> int | None:
        """The newest site at which the person is."""
        return next(iter(self.all_of(user)), None)

    def all_of(self, user: str) -> Sequence[int]:
        """The sites at which the person is, newest first."""
        return self._places.sites_of_person(self._workspace, user)

    def lobby(self) -> int:
        """The workspace's lobby."""
        return self._places.lobby(self._workspace)


def is_direct(channel: str) -> bool:
    """Whether it is a direct message, or no channel at all (the home tab)."""
    return not channel or channel.startswith("D")
