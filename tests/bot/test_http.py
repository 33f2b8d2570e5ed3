"""Over HTTP only Slack is heard: signed, recent, readable; and the socket hears the same."""

import http.client
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.app import installed_team
from bot.happening import Wrote
from bot.http import HEALTH, AddressError, http_app, serving
from bot.settings import Settings
from bot.socket import connected
from tests.bot.surface import CHANNEL, Surface, surface


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surface]:
    """The app behind its address."""
    folder: Path = tmp_path_factory.mktemp("slack")
    with surface(folder) as made:
        yield made


def envelope(number: int = 1, **changes: object) -> str:
    """An event as Slack sends it."""
    event = {
        "type": "message",
        "channel": CHANNEL,
        "user": "U0ANA",
        "text": "crane down",
        "ts": f"{number}.0",
    }
    return json.dumps(
        {
            "type": "event_callback",
            "team_id": "T0SANDBOX",
            "event_id": f"Ev{number}",
            "event": event,
            **changes,
        }
    )


def post(url: str, body: str, secret: str, *, age: float = 0, headers: dict[str, str] | None = None) -> int:
    """Post it signed, as if `age` seconds ago; gives the status."""
    stamp = str(int(time.time() - age))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body) or ""
    sent = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature,
    }
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        connection.request("POST", parts.path, body.encode(), {**sent, **(headers or {})})
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_signed_request_is_taken_once(slack: Surface) -> None:
    """A replay of the same request, signature and all, is acknowledged and adds nothing."""
    secret = slack.sandbox.app.signing_secret
    assert post(slack.url, envelope(), secret) == 200
    assert post(slack.url, envelope(), secret) == 200
    assert len(slack.happened()) == 1


def test_what_is_not_from_slack_is_refused(slack: Surface) -> None:
    """A wrong secret, no signature, an old timestamp, no text, a flood: refused, nothing written."""
    secret = slack.sandbox.app.signing_secret
    assert post(slack.url, envelope(2), "another secret") == 401
    assert post(slack.url, envelope(2), secret, headers={"X-Slack-Signature": ""}) == 401
    assert post(slack.url, envelope(2), secret, age=301) == 401
    assert post(slack.url, envelope(2), secret, age=-301) == 401
    assert post(slack.url, "x" * 1_000_001, secret) == 413
    assert slack.happened() == []


def test_what_nobody_listens_to_is_acknowledged(slack: Surface) -> None:
    """An event of a kind that is new to us is no failure."""
    body = envelope(3, event={"type": "star_added", "user": "U0ANA", "event_ts": "3.0"})
    assert post(slack.url, body, slack.sandbox.app.signing_secret) == 200
    assert slack.happened() == []


def test_another_workspaces_words_are_not_ours(slack: Surface) -> None:
    """What was meant for the app somewhere else is acknowledged and left alone; a shared channel's guests are heard."""
    secret = slack.sandbox.app.signing_secret
    assert post(slack.url, envelope(4, team_id="T0OTHER"), secret) == 200
    assert slack.happened() == []
    shared = {
        "team_id": "T0OTHER",
        "authorizations": [{"team_id": "T0SANDBOX", "is_enterprise_install": False}],
    }
    assert post(slack.url, envelope(5, **shared), secret) == 200
    assert [one.ts for one in slack.happened() if isinstance(one, Wrote)] == ["5.0"]
    assert installed_team({"type": "block_actions", "team": {"id": "T0OTHER"}}) == ""


def test_many_at_once_are_all_kept(slack: Surface) -> None:
    """Requests in parallel each get their row, and their own answer."""
    with ThreadPoolExecutor(16) as pool:
        secret = slack.sandbox.app.signing_secret
        statuses = list(pool.map(lambda n: post(slack.url, envelope(n), secret), range(100, 180)))
    assert set(statuses) == {200}
    assert len(slack.happened()) == 80


def test_a_store_that_is_away_makes_slack_try_again(slack: Surface, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is acknowledged that is not on disk."""

    def away(**_: object) -> bool:
        raise OSError("disk full")

    secret = slack.sandbox.app.signing_secret
    monkeypatch.setattr(slack.store, "receive", away)
    assert post(slack.url, envelope(200), secret) == 500
    monkeypatch.undo()
    assert post(slack.url, envelope(200), secret, headers={"X-Slack-Retry-Num": "1"}) == 200
    assert len(slack.happened()) == 1


def test_health_tells_whether_it_is_well(slack: Surface) -> None:
    """503 while it is not, for whatever watches over the process."""
    for well, status in ((True, 200), (False, 503)):
        with serving(http_app(slack.bolt, healthy=lambda well=well: well), "127.0.0.1", 0) as url:  # type: ignore[misc]
            connection = http.client.HTTPConnection("127.0.0.1", urlsplit(url).port, timeout=5)
            connection.request("GET", HEALTH)
            assert connection.getresponse().status == status
            connection.close()


def test_an_address_that_is_taken_says_so(slack: Surface) -> None:
    """The message names the address."""
    port = urlsplit(slack.url).port or 0
    with (
        pytest.raises(AddressError, match=str(port)),
        serving(http_app(slack.bolt, healthy=lambda: True), "127.0.0.1", port),
    ):
        pass


def test_the_socket_hears_the_same(tmp_path: Path) -> None:
    """In Socket Mode a message reaches the inbox as well."""
    # The socket is closed after the server: the client waits three seconds for one that is silent.
    with ExitStack() as late, surface(tmp_path) as slack:
        settings = Settings(
            app_token=slack.sandbox.app.app_token, slack_api_url=f"{slack.sandbox.workspace.base_url}/api/"
        )
        client = late.enter_context(connected(slack.bolt, settings))
        assert slack.sandbox.sockets.wait_connected(
            10
        )  # the client has its connection before the server knows
        slack.sandbox.connect(slack.sandbox.sockets)
        slack.sandbox.say("ana", "tower-a", "crane down")
        slack.sandbox.settle()
        assert [one.text for one in slack.happened() if isinstance(one, Wrote)] == ["crane down"]
        client.auto_reconnect_enabled = False
