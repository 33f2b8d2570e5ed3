"""What the page does: each path of POST /ui/… is one act of a person."""

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import NotAllowed
from ..records import Json
from ..sandbox import Sandbox
from . import shapes

Body = Mapping[str, Any]


class PageActs:
    """One method for each path; each returns what the answer holds beside `ok`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.by_path: dict[str, Callable[[Body], Json]] = {
            "say": self._say,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "unreact": self._unreact,
            "press": self._press,
            "submit": self._submit,
            "close": self._close,
            "command": self._command,
            "home": self._home,
            "shortcut": self._shortcut,
            "dm": self._dm,
            "join": self._join,
            "leave": self._leave,
            "read": self._read,
        }

    def _say(self, body: Body) -> Json:
        broadcast = bool(body.get("broadcast"))
        return {
            "ts": self._sandbox.say(
                _as(body),
                _text(body, "channel"),
                _text(body, "text"),
                body.get("thread"),
                broadcast=broadcast,
            )
        }

    def _edit(self, body: Body) -> Json:
        self._sandbox.edit(_as(body), _text(body, "channel"), _text(body, "ts"), _text(body, "text"))
        return {}

    def _delete(self, body: Body) -> Json:
        self._sandbox.delete(_as(body), _text(body, "channel"), _text(body, "ts"))
        return {}

    def _react(self, body: Body) -> Json:
        self._sandbox.react(_as(body), _text(body, "channel"), _text(body, "ts"), _text(body, "name"))
        return {}

    def _unreact(self, body: Body) -> Json:
        self._sandbox.unreact(_as(body), _text(body, "channel"), _text(body, "ts"), _text(body, "name"))
        return {}

    def _press(self, body: Body) -> Json:
        action, value = _text(body, "action_id"), body.get("value")
        more: dict[str, Any] = {"block_id": body.get("block_id"), "state": body.get("state")}
        if body.get("view_id"):
            self._sandbox.press_in_view(_as(body), body["view_id"], action, value, **more)
        else:
            where, ts = _text(body, "channel"), _text(body, "ts")
            self._sandbox.press(_as(body), where, ts, action, value, **more)
        return {}

    def _submit(self, body: Body) -> Json:
        done = self._sandbox.submit(_as(body), body.get("view_id"), body.get("values") or {})
        return {"errors": dict(done.errors)}

    def _close(self, body: Body) -> Json:
        self._sandbox.close_view(_as(body), body.get("view_id"), all=bool(body.get("all")))
        return {}

    def _command(self, body: Body) -> Json:
        if body.get("thread"):
            raise NotAllowed("Slack takes no slash commands in threads; write it in the channel.")
        self._sandbox.command(_as(body), _text(body, "channel"), _text(body, "text"))
        return {}

    def _home(self, body: Body) -> Json:
        return {"view": shapes.view(self._sandbox.workspace, self._sandbox.open_home(_as(body)))}

    def _shortcut(self, body: Body) -> Json:
        callback = _text(body, "callback_id")
        if body.get("channel"):
            self._sandbox.message_shortcut(_as(body), body["channel"], _text(body, "ts"), callback)
        else:
            self._sandbox.global_shortcut(_as(body), callback)
        return {}

    def _dm(self, body: Body) -> Json:
        return self._channel(body, self._sandbox.open_dm(_as(body), _text(body, "user")).id)

    def _join(self, body: Body) -> Json:
        invited = body.get("user")
        by = _as(body) if invited else None
        self._sandbox.invite(str(invited or _as(body)), _text(body, "channel"), by)
        return self._channel(body, _text(body, "channel"))

    def _leave(self, body: Body) -> Json:
        self._sandbox.leave(_as(body), _text(body, "channel"))
        return {}

    def _read(self, body: Body) -> Json:
        self._sandbox.mark_read(_as(body), _text(body, "channel"), _text(body, "ts"))
        return {}

    def _channel(self, body: Body, ref: str) -> Json:
        ws = self._sandbox.workspace
        return {"channel": shapes.channel(ws, ws.channel(ref), ws.user(_as(body)))}


def _as(body: Body) -> str:
    return _text(body, "as")


def _text(body: Body, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise NotAllowed(f"The field {name} is missing or no text.")
    return value
