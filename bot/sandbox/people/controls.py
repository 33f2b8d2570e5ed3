"""People use what the app offers: buttons, menus, forms, commands, shortcuts, the home tab."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..blocks.fill import controls
from ..errors import BotFailed, NoSuchControl, NotAllowed, NotFound
from ..fields import Values, put, state_of
from ..interactions import ResponseUrl
from ..records import Channel, Json, Message, User, View
from ..responses import ResponseRefused, respond
from ..wire import message_json, view_json
from .forms import FormActs, Submitted, by_field
from .stage import channel_name

__all__ = ["ControlActs", "Submitted"]


class ControlActs(FormActs):
    """Acts on what the app shows. People and channels go by id or name; errors are SandboxError.

    The app not answering in three seconds, or with an error, raises BotTimedOut or BotFailed.
    """

    def press(
        self,
        user: str,
        channel: str,
        ts: str,
        action_id: str,
        value: Any = None,  # noqa: ANN401 a value per element
        *,
        block_id: str | None = None,
        state: Mapping[str, Any] | None = None,
        seen: Sequence[Json] = (),
    ) -> None:
        """Press a button or choose in a menu of a message; `value` as for a form's field.

        `state` is what the message's other fields hold, by block and action id, or by field. `seen` are the blocks that
        the person's client still shows where it lags behind the message.
        """
        who, where, message = self._seen(user, channel, ts)
        block, element = find_control(seen or message.blocks, action_id, block_id, value)
        values = by_field(message.blocks, state or {})
        payload = self._pressed(who, block, element, value) | self._in_message(who, where, message, values)
        self._ask("interactive", payload, who, "The button", where.id)
        self._told()

    def press_in_view(
        self,
        user: str,
        view_id: str,
        action_id: str,
        value: Any = None,  # noqa: ANN401 a value per element
        *,
        block_id: str | None = None,
        state: Mapping[str, Any] | None = None,
    ) -> None:
        """Press a button or choose in a menu of a modal or home tab."""
        who, view = self._own_view(user, view_id)
        block, element = find_control(view.blocks, action_id, block_id, value)
        values: Values = by_field(view.blocks, state or {})
        if element["type"] not in ("button", "overflow"):
            chosen = {**values.get(block["block_id"], {}), element["action_id"]: value}
            values = {**values, block["block_id"]: chosen}
        shown = view_json(self.workspace, view, state_of(self.workspace, who, view.blocks, values))
        payload = self._pressed(who, block, element, value, view)
        payload |= {"container": {"type": "view", "view_id": view.id}, "view": shown, "state": shown["state"]}
        self._ask("interactive", payload, who, "The button")
        self._told()

    def command(self, user: str, channel: str, text: str) -> None:
        """Type a slash command with its arguments, `/site status`."""
        who, where = self._member(user, channel)
        name, _, arguments = text.strip().partition(" ")
        registered = next((c for c in self.workspace.app.commands if c.command == name), None)
        if registered is None:
            raise NotFound(f"{name} is not a valid command; write /help for those there are.")
        typed = (
            self.workspace.typed(arguments, labelled_users=True) if registered.should_escape else arguments
        )
        response = self._response_url(who, where)
        form = self._command_form(who, where, name, typed.strip(), response)
        answer = self._ask("command", form, who, name, where.id)
        if answer.body:
            self._respond(who, where, answer.body)
        self._told()

    def open_home(self, user: str) -> View | None:
        """Open the app's home tab and return what it shows by then."""
        ws = self.workspace
        who = ws.user(user)
        direct = ws.direct(who.id, ws.app.bot_user)
        told: Json = {"type": "app_home_opened", "user": who.id, "channel": direct.id, "tab": "home"}
        if who.id in ws.homes:
            told["view"] = view_json(ws, ws.homes[who.id])
        ws.tell_app("app_home_opened", told | {"event_ts": ws.next_ts()}, direct)
        self._told()
        return ws.homes.get(who.id)

    def message_shortcut(self, user: str, channel: str, ts: str, callback_id: str) -> None:
        """Choose one of the app's shortcuts in a message's menu."""
        who, where, message = self._seen(user, channel, ts)
        if message.recipient:
            raise NotAllowed("Slack offers no shortcuts on an ephemeral message.")
        payload = self._shortcut(who, callback_id, "message") | {
            "type": "message_action",
            "channel": {"id": where.id, "name": channel_name(where)},
            "message_ts": message.ts,
            "message": message_json(self.workspace, message),
            "response_url": self._response_url(who, where, thread_ts=message.thread_ts),
        }
        self._ask("interactive", payload, who, "The shortcut", where.id)
        self._told()

    def global_shortcut(self, user: str, callback_id: str) -> None:
        """Choose one of the app's shortcuts in the composer's menu."""
        who = self.workspace.user(user)
        payload = self._shortcut(who, callback_id, "global") | {"type": "shortcut"}
        self._ask("interactive", payload, who, "The shortcut")
        self._told()

    def _pressed(
        self,
        user: User,
        block: Json,
        element: Json,
        value: Any,  # noqa: ANN401 a value per element
        view: View | None = None,
    ) -> Json:
        action = {"action_id": element["action_id"], "block_id": block["block_id"], "type": element["type"]}
        if element["type"] in ("button", "icon_button"):
            action |= {name: element[name] for name in ("text", "value", "style", "url") if name in element}
        elif element["type"] == "feedback_buttons":
            action["value"] = value
        else:
            action |= put(self.workspace, user, element, value)
        if "placeholder" in element:
            action["placeholder"] = element["placeholder"]
        trigger = self.interactions.trigger(user.id, view.id if view else None)
        told = {"type": "block_actions"} | self._sender(user) | {"trigger_id": trigger}
        return told | {"actions": [action | {"action_ts": self.workspace.next_ts()}]}

    def _in_message(self, user: User, channel: Channel, message: Message, values: Values) -> Json:
        container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
        container["is_ephemeral"] = message.recipient is not None
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        told = {
            "container": container,
            "channel": {"id": channel.id, "name": channel_name(channel)},
            "state": {"values": state_of(self.workspace, user, message.blocks, values)},
            "response_url": self._response_url(user, channel, message.ts, message.thread_ts),
        }
        return told if message.recipient else told | {"message": message_json(self.workspace, message)}

    def _command_form(self, user: User, channel: Channel, name: str, text: str, response: str) -> Json:
        ws = self.workspace
        return {
            "token": ws.app.verification_token,
            "team_id": ws.team_id,
            "team_domain": ws.domain,
            "channel_id": channel.id,
            "channel_name": channel_name(channel),
            "user_id": user.id,
            "user_name": user.name,
            "command": name,
            "text": text,
            "api_app_id": ws.app.app_id,
            "is_enterprise_install": "false",
            "response_url": response,
            "trigger_id": self.interactions.trigger(user.id),
        }

    def _respond(self, user: User, channel: Channel, body: Json | str) -> None:
        content = {"text": body} if isinstance(body, str) else body
        at_once = ResponseUrl(id="", user=user.id, channel=channel.id, at=self.workspace.clock.now())
        try:
            respond(self.workspace, at_once, content)
        except ResponseRefused as refused:
            raise BotFailed(f"The app answered the command with what Slack refuses: {refused}") from refused

    def _shortcut(self, user: User, callback_id: str, kind: str) -> Json:
        offered = [s.callback_id for s in self.workspace.app.shortcuts if s.type == kind]
        if callback_id not in offered:
            raise NoSuchControl(f"There is no {kind} shortcut {callback_id}; there are {offered or 'none'}.")
        more = {"callback_id": callback_id, "action_ts": self.workspace.next_ts()}
        return self._sender(user) | more | {"trigger_id": self.interactions.trigger(user.id)}


def find_control(
    blocks: Sequence[Json],
    action_id: str,
    block_id: str | None,
    value: Any,  # noqa: ANN401 a value per element
) -> tuple[Json, Json]:
    """Return (block, element); NoSuchControl if it is not there, or several are and nothing tells them apart."""
    found = [
        (block, element)
        for block, element in controls(blocks)
        if element["action_id"] == action_id and block_id in (None, block["block_id"])
    ]
    exact = [
        (b, e) for b, e in found if e["type"] == "button" and value is not None and e.get("value") == value
    ]
    chosen = exact or found
    if not chosen:
        there = sorted({element["action_id"] for _, element in controls(blocks)})
        raise NoSuchControl(f"There is no {action_id} here to press; there are {there or 'no buttons'}.")
    if len(chosen) > 1:
        raise NoSuchControl(f"Several things here are named {action_id}; give the block_id or the value too.")
    return chosen[0]
