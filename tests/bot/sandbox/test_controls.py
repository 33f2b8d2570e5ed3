"""Buttons, forms, commands, shortcuts and the home tab: the payloads, and what the answers do."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.sandbox import BotFailed, MovableClock, NoSuchControl, NotAllowed, NotFound, Sandbox
from bot.sandbox.delivery import Answer

from .fakes import RecordingApp
from .test_blocks import actions, button, field, mrkdwn, option, plain, section, text_input

TOWER = "C0TOWERA"
Json = dict[str, Any]
CARD = [
    section("Clear the crane"),
    actions(button(value="17"), button(action_id="help", value="17", text=plain("Need help"))),
]
FORM: Json = {
    "type": "modal",
    "callback_id": "not_done",
    "title": plain("Not done"),
    "submit": plain("Send"),
    "private_metadata": "17",
    "notify_on_close": True,
    "blocks": [
        field(text_input(action_id="why", min_length=3), block_id="reason"),
        field({"type": "datetimepicker", "action_id": "when"}, block_id="when", optional=True),
        field(
            {"type": "static_select", "action_id": "kind", "options": [option("a", "A"), option("b", "B")]},
            block_id="kind",
        ),
        field(
            {"type": "multi_users_select", "action_id": "who", "initial_users": ["U0ANA"]}, block_id="people"
        ),
        actions(button(action_id="more")),
    ],
}
FILLED = {"reason": "no rebar", "when": "2026-03-12T15:00", "kind": "b"}


def opened(sandbox: Sandbox, client: WebClient, view: Json = FORM) -> str:
    """Open a form for diego and return its id."""
    trigger = sandbox.interactions.trigger("U0DIEGO")
    id: str = client.views_open(trigger_id=trigger, view=view)["view"]["id"]
    return id


def test_a_pressed_button_tells_everything(sandbox: Sandbox, app: RecordingApp, client: WebClient) -> None:
    """Who, which button with its value, in which message, with a trigger and a response_url."""
    ts = client.chat_postMessage(channel=TOWER, text="card", blocks=CARD)["ts"]
    sandbox.press("diego", "#tower-a", ts, "done")
    payload = app.asked()
    assert payload["type"] == "block_actions"
    assert payload["user"]["id"] == "U0DIEGO"
    assert payload["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": TOWER,
        "is_ephemeral": False,
    }
    assert payload["channel"] == {"id": TOWER, "name": "tower-a"}
    assert payload["message"]["ts"] == ts
    action = payload["actions"][0]
    assert (action["action_id"], action["value"], action["type"]) == ("done", "17", "button")
    assert action["block_id"] == payload["message"]["blocks"][1]["block_id"]
    assert payload["response_url"].startswith("http://127.0.0.1")
    with pytest.raises(NoSuchControl, match="no snooze here"):
        sandbox.press("diego", "#tower-a", ts, "snooze")
    with pytest.raises(NotAllowed, match="not in"):
        sandbox.press("grace", "#tower-a", ts, "done")


def test_an_ephemeral_button_is_its_recipients_alone(
    sandbox: Sandbox, app: RecordingApp, client: WebClient
) -> None:
    """The payload says is_ephemeral and has no message; others cannot press; the answer replaces it."""
    ts = client.chat_postEphemeral(channel=TOWER, user="U0DIEGO", text="sure?", blocks=CARD)["message_ts"]
    with pytest.raises(NotAllowed, match="recipient"):
        sandbox.press("ana", "#tower-a", ts, "done")
    sandbox.press("diego", "#tower-a", ts, "done")
    payload = app.asked()
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    shown: list[tuple[str, str]] = []
    sandbox.watch(lambda line: shown.append((line.kind, line.text)))
    webhook = WebhookClient(payload["response_url"])
    assert webhook.send(text="noted", replace_original=True).body == "ok"
    assert webhook.send(delete_original=True).status_code == 200
    assert shown == [("update", "noted"), ("delete", "noted")]


def test_a_response_url_lasts_five_uses_and_half_an_hour(
    sandbox: Sandbox, app: RecordingApp, client: WebClient, clock: MovableClock
) -> None:
    """The sixth use is refused; so is any after thirty minutes, and blocks that Slack refuses."""
    sandbox.command("ana", "#tower-a", "/site status")
    webhook = WebhookClient(app.asked("command")["response_url"])
    assert [webhook.send(text=str(n)).status_code for n in range(6)] == [200] * 5 + [404]
    assert client.conversations_history(channel=TOWER)["messages"] == []
    sandbox.command("ana", "#tower-a", "/site status")
    webhook = WebhookClient(app.asked("command")["response_url"])
    assert webhook.send(text="x", response_type="in_channel").status_code == 200
    assert client.conversations_history(channel=TOWER)["messages"][0]["text"] == "x"
    bad = webhook.send(text="x", blocks=[{"type": "divider"}] * 51)
    assert (bad.status_code, "invalid_blocks" in bad.body) == (400, True)
    clock.advance(timedelta(minutes=31))
    assert webhook.send(text="x").status_code == 404


def test_a_command_is_a_form_with_escaped_names(sandbox: Sandbox, app: RecordingApp) -> None:
    """should_escape gives ids with names; the immediate answer is shown; unknown commands never get there."""
    app.on_ask = lambda outgoing: Answer(status=200, body={"text": "on it"})
    shown: list[str] = []
    sandbox.watch(lambda line: shown.append(f"{line.to} {line.kind} {line.text}"))
    sandbox.command("ana", "#tower-a", "/site assign @diego fix #tower-a <now>")
    form = app.asked("command")
    assert (form["command"], form["channel_name"], form["user_name"]) == ("/site", "tower-a", "ana")
    assert form["text"] == "assign <@U0DIEGO|diego> fix <#C0TOWERA|tower-a> &lt;now&gt;"
    assert form["trigger_id"]
    assert shown == ["@ana ephemeral on it"]
    with pytest.raises(NotFound, match="/nope is not a valid command"):
        sandbox.command("ana", "#tower-a", "/nope")


def test_a_form_sends_every_field_in_its_own_shape(
    sandbox: Sandbox, app: RecordingApp, client: WebClient
) -> None:
    """state.values has one entry for each field, by what the field is; then the form closes."""
    view_id = opened(sandbox, client)
    assert sandbox.submit("diego", None, FILLED).errors == {}
    payload = app.asked()
    assert payload["type"] == "view_submission"
    assert (payload["view"]["id"], payload["view"]["private_metadata"]) == (view_id, "17")
    assert payload["view"]["state"]["values"] == {
        "reason": {"why": {"type": "plain_text_input", "value": "no rebar"}},
        "when": {"when": {"type": "datetimepicker", "selected_date_time": 1773345600}},
        "kind": {
            "kind": {
                "type": "static_select",
                "selected_option": {"text": plain("B") | {"emoji": True}, "value": "b"},
            }
        },
        "people": {"who": {"type": "multi_users_select", "selected_users": ["U0ANA"]}},
    }
    with pytest.raises(NotFound, match="no form open"):
        sandbox.submit("diego", None, FILLED)


def test_the_client_refuses_an_incomplete_form_itself(
    sandbox: Sandbox, app: RecordingApp, client: WebClient
) -> None:
    """Missing and too short fields come back by block, and the app hears nothing; unknown fields are an error."""
    opened(sandbox, client)
    errors = sandbox.submit("diego", None, {"reason": "no"}).errors
    assert errors == {
        "reason": "Please enter at least 3 characters.",
        "kind": "Please complete this required field.",
    }
    assert [o for o in app.received if o.kind == "interactive"] == []
    with pytest.raises(NoSuchControl, match="no one field colour"):
        sandbox.submit("diego", None, {"colour": "red"})
    with pytest.raises(NoSuchControl, match="it offers a, b"):
        sandbox.submit("diego", None, {**FILLED, "kind": "z"})


def test_the_apps_answer_decides_what_becomes_of_the_form(
    sandbox: Sandbox, app: RecordingApp, client: WebClient
) -> None:
    """errors keep it, update changes it, push puts one on top, clear closes all; nonsense is an error."""
    view_id = opened(sandbox, client)
    bodies: list[Json] = [
        {"response_action": "errors", "errors": {"reason": "Say more."}},
        {"response_action": "update", "view": FORM | {"title": plain("Again")}},
        {"response_action": "push", "view": FORM | {"title": plain("On top")}},
    ]
    app.answers = [Answer(status=200, body=body) for body in bodies]
    assert sandbox.submit("diego", view_id, FILLED).errors == {"reason": "Say more."}
    updated = sandbox.submit("diego", view_id, FILLED).view
    assert updated
    assert (updated.id, updated.content["title"]["text"]) == (view_id, "Again")
    pushed = sandbox.submit("diego", view_id, FILLED).view
    assert pushed
    assert (pushed.previous_view_id, pushed.root_view_id) == (view_id, view_id)
    app.answers = [Answer(status=200, body={"response_action": "errors", "errors": {"nowhere": "x"}})]
    with pytest.raises(BotFailed, match="input blocks"):
        sandbox.submit("diego", pushed.id, FILLED)
    bad = {"response_action": "update", "view": FORM | {"title": plain("x" * 25)}}
    app.answers = [Answer(status=200, body=bad)]
    with pytest.raises(BotFailed, match="less than 25"):
        sandbox.submit("diego", pushed.id, FILLED)
    app.answers = [Answer(status=200, body={"response_action": "clear"})]
    assert sandbox.submit("diego", pushed.id, FILLED).view is None


def test_closing_a_form_is_told_when_asked_for(
    sandbox: Sandbox, app: RecordingApp, client: WebClient
) -> None:
    """view_closed comes with notify_on_close; others cannot close it."""
    view_id = opened(sandbox, client)
    with pytest.raises(NotAllowed, match="does not see"):
        sandbox.close_view("ana", view_id)
    sandbox.close_view("diego", view_id)
    assert (app.asked()["type"], app.asked()["is_cleared"]) == ("view_closed", False)


def test_a_button_in_a_form_carries_what_is_filled_in(
    sandbox: Sandbox, app: RecordingApp, client: WebClient
) -> None:
    """The container is the view, and its state has the fields; its trigger may push."""
    view_id = opened(sandbox, client)
    sandbox.press_in_view("diego", view_id, "more", state={"reason": "half"})
    payload = app.asked()
    assert payload["container"] == {"type": "view", "view_id": view_id}
    assert payload["view"]["state"]["values"]["reason"]["why"]["value"] == "half"
    assert "response_url" not in payload
    pushed = client.views_push(trigger_id=payload["trigger_id"], view=FORM)["view"]
    assert pushed["previous_view_id"] == view_id


def test_menus_in_messages_carry_the_choice(sandbox: Sandbox, app: RecordingApp, client: WebClient) -> None:
    """A static_select sends the option; the state repeats what the message's other fields hold."""
    menu = {"type": "static_select", "action_id": "pick", "options": [option("a"), option("b")]}
    ts = client.chat_postMessage(channel=TOWER, text="pick", blocks=[section(accessory=menu)])["ts"]
    sandbox.press("ana", "#tower-a", ts, "pick", "b")
    assert app.asked()["actions"][0]["selected_option"]["value"] == "b"
    with pytest.raises(NoSuchControl, match="it offers a, b"):
        sandbox.press("ana", "#tower-a", ts, "pick", "c")


def test_the_home_tab_is_published_for_one_person(
    sandbox: Sandbox, app: RecordingApp, client: WebClient
) -> None:
    """Opening it is an event with the tab as it was; what is published is that person's."""
    assert sandbox.open_home("ana") is None
    event = app.events("app_home_opened")[0]
    assert (event["user"], event["tab"], event["channel"]) == ("U0ANA", "home", "D0ANA")
    client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [section("*Yours*")]})
    home = sandbox.open_home("ana")
    assert home
    assert home.blocks[0]["text"]["text"] == "*Yours*"
    assert app.events("app_home_opened")[1]["view"]["id"] == home.id
    assert sandbox.open_home("diego") is None


def test_shortcuts_are_the_apps_own(sandbox: Sandbox, app: RecordingApp) -> None:
    """A message shortcut carries the message, a global one does not; others do not exist."""
    ts = sandbox.say("ana", "#tower-a", "crane down")
    sandbox.message_shortcut("diego", "#tower-a", ts, "record")
    payload = app.asked()
    assert (payload["type"], payload["callback_id"]) == ("message_action", "record")
    assert payload["message"]["text"] == "crane down"
    sandbox.global_shortcut("diego", "report")
    assert app.asked()["type"] == "shortcut"
    with pytest.raises(NoSuchControl):
        sandbox.global_shortcut("diego", "record")


def test_what_is_shown_is_told_as_played_lines(sandbox: Sandbox, client: WebClient) -> None:
    """Each line has who sees it, its kind, local time and full text, derived from blocks when there is no text."""
    lines: list[Json] = []
    sandbox.watch(lambda line: lines.append(line.as_json("America/Chicago")))
    blocks = [
        section("Clear <@U0DIEGO>'s crane &amp; go"),
        {"type": "context", "elements": [mrkdwn("due 15:00")]},
    ]
    posted = client.api_call("chat.postMessage", json={"channel": TOWER, "blocks": [*blocks, *CARD[1:]]})
    ts = posted["ts"]
    client.chat_postMessage(channel="U0DIEGO", text="yours")
    client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [section("*Yours*")]})
    sandbox.react("ana", "#tower-a", ts, "eyes")
    opened(sandbox, client)
    assert lines[0] == {
        "at": "2026-03-10T07:00:00",
        "to": "#tower-a",
        "in": None,
        "kind": "message",
        "thread": None,
        "ts": ts,
        "text": "Clear @diego's crane & go\ndue 15:00\n[Done] [Need help]",
        "blocks": lines[0]["blocks"],
    }
    assert [(line["to"], line["kind"], line["text"].split("\n")[0]) for line in lines[1:]] == [
        ("@diego", "message", "yours"),
        ("@ana", "home", "*Yours*"),
        ("#tower-a", "reaction", ":eyes:"),
        ("@diego", "view", "Not done"),
    ]
