"""A small app for the page's tests: it answers what people do with a card, a form, a home tab, an ephemeral message."""

import json
from typing import Any

from slack_sdk import WebClient

from bot.sandbox.delivery import Answer, Outgoing

Json = dict[str, Any]
SHORTEST_REASON = 8


class SiteBot:
    """Reached in process; acts through slack_sdk alone, as an app would."""

    def __init__(self, client: WebClient) -> None:
        self.client = client
        self.pressed: list[Json] = []
        self.submitted: list[Json] = []

    def send(self, outgoing: Outgoing) -> Answer:
        """Take one request of the sandbox and answer it."""
        body: Json | str = ""
        if outgoing.kind == "event":
            self._hear(outgoing.content["event"])
        elif outgoing.kind == "command":
            body = {"response_type": "ephemeral", "text": f"*{outgoing.content['text']}*: 1 action open"}
        elif outgoing.kind == "interactive":
            body = self._use(outgoing.content)
        return Answer(status=200, body=body)

    def _hear(self, event: Json) -> None:
        if event["type"] == "app_home_opened":
            self.client.views_publish(user_id=event["user"], view=home())
        elif event.get("text") == "digest":
            self.client.chat_postMessage(channel=event["channel"], text="This week", blocks=digest())
        elif event["type"] == "message" and "stopped" in event.get("text", "") and not event.get("subtype"):
            self.client.reactions_add(channel=event["channel"], timestamp=event["ts"], name="eyes")
            self.client.chat_postMessage(channel=event["channel"], text="ACT-12 for Diego", blocks=card())

    def _use(self, payload: Json) -> Json | str:
        if payload["type"] == "view_submission":
            return self._submit(payload)
        if payload["type"] in ("message_action", "shortcut"):
            self.client.views_open(trigger_id=payload["trigger_id"], view=form())
        if payload["type"] == "block_actions":
            self._press(payload)
        return ""

    def _press(self, payload: Json) -> None:
        action = payload["actions"][0]
        self.pressed.append(action)
        if action["action_id"] == "not_done":
            self.client.views_open(trigger_id=payload["trigger_id"], view=form(payload["message"]["ts"]))
        elif action["action_id"] == "more":
            self.client.views_push(trigger_id=payload["trigger_id"], view=details())
        elif action["action_id"] == "done":
            where, ts = payload["channel"]["id"], payload["message"]["ts"]
            who = payload["user"]["id"]
            self.client.chat_update(channel=where, ts=ts, text="Done", blocks=closed(who))

    def _submit(self, payload: Json) -> Json | str:
        values = payload["view"]["state"]["values"]
        if len(values["reason"]["reason"]["value"]) < SHORTEST_REASON:
            return {
                "response_action": "errors",
                "errors": {"reason": "Say what holds it up, in a few words."},
            }
        self.submitted.append(values)
        thread = json.loads(payload["view"]["private_metadata"] or "{}").get("ts")
        self.client.chat_postMessage(channel="C0TOWERA", thread_ts=thread, text="Noted, asked again then.")
        return ""


def plain(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def button(action: str, text: str, **more: Any) -> Json:  # noqa: ANN401 Block Kit's own fields
    """A button element."""
    return {"type": "button", "action_id": action, "text": plain(text), "value": "12", **more}


def card() -> list[Json]:
    """An action's card: text, fields, buttons, a menu, one that asks first."""
    sure = {
        "title": plain("Not yours?"),
        "text": plain("It goes to Ana."),
        "confirm": plain("Pass it on"),
        "deny": plain("Keep it"),
    }
    times = [{"text": plain("In an hour"), "value": "PT1H"}, {"text": plain("At 15:00"), "value": "15:00"}]
    later = {
        "type": "static_select",
        "action_id": "snooze",
        "placeholder": plain("Remind me later"),
        "options": times,
    }
    fields = [
        {"type": "mrkdwn", "text": "*Due*\ntoday 11:00"},
        {"type": "mrkdwn", "text": "*Answers*\n<@U0DIEGO>"},
    ]
    buttons = [
        button("done", "Done", style="primary"),
        button("not_done", "Not done"),
        button("not_mine", "Not mine", style="danger", confirm=sure),
        later,
    ]
    return [
        {"type": "header", "text": plain("ACT-12 · Get concrete to L3")},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "<@U0DIEGO>, *A-310* is stopped."},
            "fields": fields,
        },
        {"type": "actions", "block_id": "answers", "elements": buttons},
        {
            "type": "context",
            "elements": [{"type": "mrkdwn", "text": ":construction: rule *critical task blocked*"}],
        },
    ]


def closed(user: str) -> list[Json]:
    """The card once it is answered."""
    text = {"type": "mrkdwn", "text": f":white_check_mark: *ACT-12* done by <@{user}>"}
    return [{"type": "section", "text": text}]


def form(ts: str | None = None) -> Json:
    """A modal with one input of each important kind."""
    causes = [{"text": plain(name), "value": name.lower()} for name in ("Material", "Crew", "Weather")]
    reason = {"type": "plain_text_input", "action_id": "reason", "multiline": True}
    crew = {"type": "number_input", "action_id": "crew", "is_decimal_allowed": False, "min_value": "0"}
    return {
        "type": "modal",
        "callback_id": "not_done",
        "private_metadata": json.dumps({"ts": ts}) if ts else "",
        "title": plain("Not done"),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "blocks": [
            _field("reason", "Reason", reason, hint=plain("Your words go into the record.")),
            _field("cause", "Cause", {"type": "static_select", "action_id": "cause", "options": causes}),
            _field("when", "New time", {"type": "datetimepicker", "action_id": "when"}),
            _field("who", "Who can help", {"type": "multi_users_select", "action_id": "who"}, optional=True),
            _field("crew", "Workers waiting", crew, optional=True),
            _field(
                "effect",
                "Effect",
                {"type": "radio_buttons", "action_id": "effect", "options": causes},
                optional=True,
            ),
            _field("photo", "Photos", {"type": "file_input", "action_id": "photo"}, optional=True),
            {"type": "actions", "block_id": "further", "elements": [button("more", "Details")]},
        ],
    }


def _field(name: str, label: str, element: Json, **more: Any) -> Json:  # noqa: ANN401 Block Kit's own fields
    return {"type": "input", "block_id": name, "label": plain(label), "element": element, **more}


def details() -> Json:
    """A view that is pushed over the form."""
    words = {"type": "mrkdwn", "text": "A-310 has *no float*."}
    return {"type": "modal", "title": plain("A-310"), "blocks": [{"type": "section", "text": words}]}


def home() -> Json:
    """The home tab."""
    day = {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-10"}
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain("Good morning")},
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": "*ACT-12*, due 11:00"},
                "accessory": button("open", "Open"),
            },
            {"type": "actions", "elements": [day]},
        ],
    }


def digest() -> list[Json]:
    """A summary with the newer blocks."""
    rows = [
        [{"type": "raw_text", "text": text} for text in row] for row in (["Task", "Float"], ["A-310", "0 d"])
    ]
    bold = {"type": "text", "text": "critical", "style": {"bold": True}}
    said = {"type": "rich_text_section", "elements": [bold, {"type": "user", "user_id": "U0DIEGO"}]}
    return [
        {"type": "markdown", "text": "## This week\n- **A-310** stopped\n- A-320 waits"},
        {"type": "rich_text", "elements": [said]},
        {"type": "table", "rows": rows},
    ]
