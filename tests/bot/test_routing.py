"""What happens belongs to one site: the channel's, the thread's, the person's newest, or the lobby."""

from collections.abc import Sequence

from bot.routing import Routing


class Places:
    """Sites on paper: one in a channel, one that posted a direct message, and where people are."""

    def __init__(self) -> None:
        self.channels = {"C1": 1}
        self.opened: list[str] = []

    def site_for(self, workspace: str, channel: str, /) -> int | None:
        """The channel's site."""
        return self.channels.get(channel)

    def open_site(self, workspace: str, channel: str, /) -> int:
        """A new site."""
        self.opened.append(channel)
        self.channels[channel] = 10 + len(self.opened)
        return self.channels[channel]

    def lobby(self, workspace: str, /) -> int:
        """The lobby."""
        return 99

    def sites_of_person(self, workspace: str, person: str, /) -> Sequence[int]:
        """Ana is at two sites."""
        return [3, 1] if person == "U0ANA" else []

    def place_of_message(self, workspace: str, channel: str, ts: str, /) -> tuple[int, str] | None:
        """One message of ours."""
        return (2, "dm:ACT-1:U0ANA") if (channel, ts) == ("D1", "5.0") else None


def test_where_things_belong() -> None:
    """A channel decides, or becomes a site; in a direct message the thread, the person, the lobby."""
    places = Places()
    routes = Routing(places, "T1")
    assert routes.of("C1", "U0ANA", "5.0") == 1
    assert routes.of("C2", "U0ANA") == 11
    assert routes.of("D1", "U0ANA", "5.0") == 2
    assert routes.of("D1", "U0ANA", "", "6.0") == 3
    assert routes.of("D1", "U0NEW") == 99
    assert places.opened == ["C2"]


def test_a_question_opens_nothing() -> None:
    """Asked in a channel without a site it is about the person's newest one, if there is any."""
    places = Places()
    routes = Routing(places, "T1")
    assert routes.to_ask("C1", "U0NEW") == 1
    assert routes.to_ask("C9", "U0ANA") == 3
    assert routes.to_ask("", "U0ANA") == 3
    assert routes.to_ask("C9", "U0NEW") is None
    assert places.opened == []


def test_a_button_opens_nothing() -> None:
    """Below an answer in a channel without a site it is about what was answered there, the person's newest site."""
    places = Places()
    routes = Routing(places, "T1")
    assert routes.pressed_at("C1", "U0NEW", "5.0") == 1
    assert routes.pressed_at("D1", "U0ANA", "5.0") == 2
    assert routes.pressed_at("C9", "U0ANA", "5.0") == 3
    assert routes.pressed_at("C9", "U0NEW", "5.0") == 99
    assert places.opened == []
