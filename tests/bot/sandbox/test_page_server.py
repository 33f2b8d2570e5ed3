"""The page's JSON API: what one person sees and does, the live stream, and who is kept out."""

import http.client
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from time import sleep
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient

from bot.sandbox import Move, SandboxServer

from .fakes import RecordingApp
from .test_controls import CARD, FILLED, FORM
from .test_web_api import image, kept

Json = dict[str, Any]
JSON_TYPE = {"Content-Type": "application/json"}


class Page:
    """Calls the API as the page would."""

    def __init__(self, server: SandboxServer) -> None:
        self.server = server
        self.netloc = urlsplit(server.url).netloc

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Send one request."""
        connection = http.client.HTTPConnection(self.netloc, timeout=5)
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response.status, {k.lower(): v for k, v in response.getheaders()}, content

    def get(self, path: str) -> Json:
        """Read."""
        answer: Json = json.loads(self.request("GET", path)[2])
        return answer

    def post(self, act: str, **body: object) -> Json:
        """Do something; `as_` is `as`."""
        if "as_" in body:
            body["as"] = body.pop("as_")
        status, _, content = self.request("POST", f"/ui/{act}", json.dumps(body).encode(), JSON_TYPE)
        answer: Json = json.loads(content)
        return answer | {"status": status}

    @contextmanager
    def stream(self, query: str) -> Iterator[Iterator[Json]]:
        """Listen."""
        connection = http.client.HTTPConnection(self.netloc, timeout=5)
        connection.request("GET", f"/ui/stream?{query}")
        response = connection.getresponse()

        def told() -> Iterator[Json]:
            while True:
                line = response.readline()
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])

        try:
            yield told()
        finally:
            response.close()
            connection.close()


@pytest.fixture
def page(server: SandboxServer) -> Page:
    """The page's view of the server."""
    return Page(server)


def test_a_person_sees_their_own_channels_and_what_is_new_there(page: Page, server: SandboxServer) -> None:
    """The state lists channels before direct messages, with unread messages and mentions."""
    sandbox = server.sandbox
    sandbox.say("diego", "#tower-a", "@ana look")
    last = sandbox.say("diego", "#tower-a", "and again")
    sandbox.open_dm("ana", "siteloop")
    state = page.get("/ui/state?as=ana")
    assert state["ok"]
    assert state["me"]["id"] == "U0ANA"
    assert [(c["name"], c["kind"]) for c in state["channels"]] == [("tower-a", "channel"), ("siteloop", "dm")]
    tower = state["channels"][0]
    assert (tower["unread"], tower["mentions"], tower["latest"]) == (2, 1, last)
    assert state["clock"]["local"] == "2026-03-10T07:00:00"
    assert state["app"]["commands"][0]["command"] == "/site"
    assert page.post("read", as_="ana", channel="C0TOWERA", ts=last)["ok"]
    assert page.get("/ui/state?as=ana")["channels"][0]["unread"] == 0
    assert {user["name"] for user in page.get("/ui/people")["users"]} == {"ana", "diego", "grace", "siteloop"}


def test_messages_are_listed_by_channel_and_by_thread(
    page: Page, server: SandboxServer, client: WebClient
) -> None:
    """Oldest first; a thread has its root ahead; ephemerals only for their recipient; others' channels not at all."""
    root = page.post("say", as_="ana", channel="C0TOWERA", text="a < b")["ts"]
    page.post("say", as_="diego", channel="C0TOWERA", text="reply", thread=root)
    client.chat_postEphemeral(channel="C0TOWERA", user="U0ANA", text="only ana")
    listed = page.get("/ui/messages?as=ana&channel=C0TOWERA")["messages"]
    assert [(m["plain"], m.get("reply_count"), m.get("is_ephemeral")) for m in listed] == [
        ("a < b", 1, None),
        ("only ana", None, True),
    ]
    assert "blocks" not in listed[0]
    assert len(page.get("/ui/messages?as=diego&channel=C0TOWERA")["messages"]) == 1
    thread = page.get(f"/ui/messages?as=ana&channel=C0TOWERA&thread={root}")["messages"]
    assert [m["plain"] for m in thread] == ["a < b", "reply"]
    assert page.get("/ui/messages?as=grace&channel=C0TOWERA")["error"] == "not_allowed"


def test_the_stream_tells_each_person_what_they_see(
    page: Page, server: SandboxServer, client: WebClient
) -> None:
    """Messages, changes, reactions, ephemerals, forms and the clock arrive in order; nothing of others."""
    last = page.get("/ui/state?as=ana")["last_event"]
    with page.stream(f"as=ana&after={last}") as told:
        ts = server.sandbox.say("ana", "#tower-a", "one")
        server.sandbox.say("grace", "#office", "not for ana")
        server.sandbox.edit("ana", "#tower-a", ts, "two")
        server.sandbox.react("diego", "#tower-a", ts, "eyes")
        client.chat_postEphemeral(channel="C0TOWERA", user="U0DIEGO", text="not for ana")
        server.sandbox.say("diego", "#tower-a", "reply", thread_ts=ts)
        client.views_open(trigger_id=server.sandbox.interactions.trigger("U0ANA"), view=FORM)
        page.post("advance", by="PT1H")
        server.sandbox.delete("diego", "#tower-a", server.sandbox.workspace.channel("tower-a").threads[ts][0])
        seen = [next(told) for _ in range(11)]
    kinds = [(t["type"], t.get("thread") is not None) for t in seen]
    assert kinds == [
        ("message", False),
        ("message_changed", False),
        ("reaction", False),
        ("message", True),
        ("message_changed", False),
        ("views", False),
        *[("clock", False)] * 3,  # a move begins, gets there and ends
        ("message_deleted", True),
        ("message_changed", False),
    ]
    assert seen[4]["message"]["reply_count"] == 1
    assert seen[5]["views"][0]["callback_id"] == "not_done"
    assert seen[8]["clock"]["local"] == "2026-03-10T08:00:00"
    assert seen[8]["clock"]["moving_to"] is None


def test_a_stream_that_missed_too_much_says_reset(page: Page, server: SandboxServer) -> None:
    """The page then loads its state again."""
    for number in range(2100):
        server.sandbox.workspace.feed.publish("notice", user="U0ANA", text=str(number))
    with page.stream("as=ana&after=1") as told:
        assert next(told) == {"type": "reset"}


def test_everything_a_person_does_has_its_path(
    page: Page, server: SandboxServer, app: RecordingApp, client: WebClient
) -> None:
    """Each act works over the API and answers ok; a form's refusals come by block."""
    ts = page.post("say", as_="ana", channel="C0TOWERA", text="x")["ts"]
    card = client.chat_postMessage(channel="C0TOWERA", text="card", blocks=CARD)["ts"]
    here = {"as_": "ana", "channel": "C0TOWERA"}
    assert page.post("edit", **here, ts=ts, text="y")["ok"]
    assert page.post("react", **here, ts=ts, name="eyes")["ok"]
    assert page.post("unreact", **here, ts=ts, name="eyes")["ok"]
    assert page.post("press", **here, ts=card, action_id="done", state={})["ok"]
    assert page.post("command", **here, text="/site status")["ok"]
    assert page.post("shortcut", **here, ts=ts, callback_id="record")["ok"]
    assert page.post("shortcut", as_="ana", callback_id="report")["ok"]
    assert page.post("home", as_="ana") == {"ok": True, "view": None, "status": 200}
    assert page.post("dm", as_="ana", user="diego")["channel"]["name"] == "diego"
    assert page.post("join", as_="grace", channel="C0TOWERA")["channel"]["id"] == "C0TOWERA"
    assert page.post("leave", as_="grace", channel="C0TOWERA")["ok"]
    assert "C0TOWERA" in [one["id"] for one in page.get("/ui/state?as=grace")["joinable"]]
    client.views_open(trigger_id=server.sandbox.interactions.trigger("U0ANA"), view=FORM)
    view = page.get("/ui/views?as=ana")["views"][0]["id"]
    assert page.post("press", as_="ana", view_id=view, block_id=None, action_id="more")["ok"]
    assert set(page.post("submit", as_="ana", view_id=view, values={})["errors"]) == {"reason", "kind"}
    assert page.post("submit", as_="ana", view_id=view, values=FILLED)["errors"] == {}
    client.views_open(trigger_id=server.sandbox.interactions.trigger("U0ANA"), view=FORM)
    assert page.post("close", as_="ana", view_id=page.get("/ui/views?as=ana")["views"][0]["id"])["ok"]
    assert page.post("delete", **here, ts=ts)["ok"]
    kinds = [o.content.get("type") for o in app.received if o.kind == "interactive"]
    assert kinds == [
        "block_actions",
        "message_action",
        "shortcut",
        "block_actions",
        "view_submission",
        "view_closed",
    ]


def test_a_file_goes_up_and_comes_back_to_those_who_see_it(page: Page) -> None:
    """Uploaded as multipart; an image is shown inline, anything else downloaded, nothing given to outsiders."""
    fields = b'--X\r\nContent-Disposition: form-data; name="as"\r\n\r\nana\r\n'
    fields += b'--X\r\nContent-Disposition: form-data; name="channel"\r\n\r\nC0TOWERA\r\n'
    part = b'--X\r\nContent-Disposition: form-data; name="file"; filename="evil.html"\r\n\r\n<b>\r\n--X--\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=X"}
    answer = json.loads(page.request("POST", "/ui/upload", fields + part, kind)[2])
    assert answer["ok"]
    assert answer["ts"]
    url = answer["files"][0]["url"]
    status, headers, content = page.request("GET", f"{url}?as=diego")
    assert (status, content) == (200, b"<b>")
    assert headers["content-disposition"].startswith("attachment")
    assert page.request("GET", f"{url}?as=grace")[0] == 404


def test_the_clock_is_moved_by_or_to(page: Page, server: SandboxServer) -> None:
    """By a duration or to a local time, through what the demo sets; never back, never by nonsense."""
    assert page.post("advance", by="P1DT30M")["clock"]["local"] == "2026-03-11T07:30:00"
    assert page.post("advance", to="2026-03-12T07:00")["clock"]["now"] == "2026-03-12T12:00:00Z"
    assert page.post("advance", to="2026-03-11T07:00")["error"] == "clock"
    assert page.post("advance", by="soon")["status"] == 400
    asked: list[Move] = []
    server.page.on_advance = asked.append
    page.post("advance", by="PT1H")
    assert asked[0].to.isoformat() == "2026-03-12T13:00:00+00:00"


@pytest.mark.parametrize("far", [{"to": "2126-01-01T00:00"}, {"by": "P367D"}, {"by": "P999999999D"}])
def test_the_clock_is_moved_a_year_at_most(page: Page, server: SandboxServer, far: dict[str, str]) -> None:
    """Farther is refused in words, and the clock stays where it is."""
    before = server.sandbox.clock.now()
    refused = page.post("advance", **far)
    assert (refused["error"], refused["status"]) == ("clock", 400)
    assert refused["detail"] == "The clock moves a year ahead at most; choose an earlier time."
    assert server.sandbox.clock.now() == before
    assert page.post("advance", by="P1000000000D")["error"] == "clock"


def test_a_move_is_seen_and_stopped_by_everybody(page: Page, server: SandboxServer) -> None:
    """While the clock is on its way the page knows where to; a second move is refused; stopping ends the first."""
    begun = Event()

    def walk(move: Move) -> None:
        begun.set()
        while not move.stopped():
            sleep(0.001)

    server.page.on_advance = walk
    with ThreadPoolExecutor(1) as other:
        moved = other.submit(page.post, "advance", by="PT4H")
        assert begun.wait(5)
        assert page.get("/ui/state?as=ana")["clock"]["moving_to"] == "2026-03-10T11:00:00"
        assert page.post("advance", by="PT1H")["error"] == "clock"
        assert page.post("stop")["ok"]
        assert moved.result(5)["clock"]["moving_to"] is None
    assert page.post("stop")["ok"]


def test_errors_say_what_is_wrong(page: Page, server: SandboxServer) -> None:
    """Unknown people are 404, what Slack does not offer 400, a bot that fails 502 or 504, each with words."""
    assert page.post("say", as_="zoe", channel="C0TOWERA", text="x")["status"] == 404
    assert page.post("say", as_="ana", channel="C0TOWERA", text="")["status"] == 400
    assert (
        page.post("say", as_="ana", channel="C0TOWERA")["detail"] == "The field text is missing or no text."
    )
    assert page.post("command", as_="ana", channel="C0TOWERA", text="/site x")["status"] == 502
    assert page.post("dance", as_="ana")["status"] == 404
    assert page.request("POST", "/ui/say", b"{", JSON_TYPE)[0] == 400


def test_other_sites_are_kept_out(page: Page) -> None:
    """A foreign origin, a rebound host name or a form's content type gets nowhere."""
    body = json.dumps({"as": "ana", "channel": "C0TOWERA", "text": "x"}).encode()
    foreign = JSON_TYPE | {"Origin": "https://evil.example"}
    assert page.request("POST", "/ui/say", body, foreign)[0] == 403
    assert page.request("POST", "/ui/say", body, JSON_TYPE | {"Origin": "null"})[0] == 403
    assert page.request("POST", "/ui/say", body, {"Content-Type": "text/plain"})[0] == 415
    assert page.request("GET", "/ui/state?as=ana", headers={"Host": "evil.example"})[0] == 403
    assert page.request("GET", "/ui/state?as=ana", headers={"Sec-Fetch-Site": "cross-site"})[0] == 403
    own = JSON_TYPE | {"Origin": f"http://{page.netloc}"}
    assert page.request("POST", "/ui/say", body, own)[0] == 200


def test_the_page_is_served_and_nothing_beside_it(page: Page) -> None:
    """The index with its policy, permalinks too; no path leads out of the folder."""
    status, headers, content = page.request("GET", "/")
    assert status == 200
    assert b"<html" in content
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-cache"
    assert page.request("GET", "/archives/C0TOWERA/p1773144000000000")[0] == 200
    assert page.request("GET", "/../server.py")[0] == 404
    assert page.request("GET", "/%2e%2e/server.py")[0] == 404


def test_a_file_that_is_known_is_not_sent_again(page: Page) -> None:
    """Each file has its type and an ETag; the browser that names it gets 304 and no content."""
    status, headers, content = page.request("GET", "/app.js")
    assert (status, headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert content
    again = page.request("GET", "/app.js", headers={"If-None-Match": headers["etag"]})
    assert (again[0], again[2]) == (304, b"")
    assert page.request("GET", "/app.js", headers={"If-None-Match": '"old"'})[0] == 200


def test_the_hints_can_fit_the_place(page: Page) -> None:
    """The page offers the samples that ship, or those that it was given."""
    shipped = json.loads(page.request("GET", "/hints.json")[2])
    page.server.page.samples = ("C2010 40% done",)
    given = json.loads(page.request("GET", "/hints.json")[2])
    assert len(shipped["samples"]) == 3
    assert given == {**shipped, "samples": ["C2010 40% done"]}


def test_a_picture_is_seen_by_whoever_sees_its_message(page: Page, client: WebClient) -> None:
    """It is shared nowhere: in a channel its members see it, in a whisper the one whom it is for; nobody else."""
    for recipient in (None, "U0ANA"):
        id = kept(client)
        address = f"/ui/file/{id}?as="
        assert page.request("GET", f"{address}ana")[0] == 404
        if recipient:
            client.chat_postEphemeral(channel="C0TOWERA", user=recipient, text="x", blocks=image(id=id))
        else:
            client.chat_postMessage(channel="C0TOWERA", text="x", blocks=image(id=id))
        status, headers, content = page.request("GET", f"{address}ana")
        assert (status, headers["content-type"], content) == (200, "image/png", b"\x89PNG")
        assert page.request("GET", f"{address}diego")[0] == (404 if recipient else 200)
        assert page.request("GET", f"{address}grace")[0] == 404
