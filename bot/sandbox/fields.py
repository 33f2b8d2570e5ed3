"""What people put into fields: the `state` that Slack sends, the `actions` entry, and the client's own checks."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from .blocks.fill import controls
from .errors import NoSuchControl
from .records import Json, User
from .wire_objects import file_json
from .workspace import Workspace

Values = Mapping[str, Mapping[str, Any]]
_OPTION = {"static_select", "radio_buttons", "overflow"}
_OPTIONS = {"multi_static_select", "checkboxes"}
_TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
_PLAIN = {
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
_PLAIN_LISTS = {
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}
_NO_STATE = {"button", "overflow", "feedback_buttons", "icon_button"}


def state_of(ws: Workspace, user: User, blocks: Sequence[Json], values: Values) -> Json:
    """Return `state.values`: each field with what was put in, or what it shows at first."""
    state: Json = {}
    for block, element in controls(blocks):
        if element["type"] in _NO_STATE:
            continue
        given = values.get(block["block_id"], {})
        action = element["action_id"]
        entry = put(ws, user, element, given[action]) if action in given else initial(element)
        state.setdefault(block["block_id"], {})[action] = entry
    return state


def initial(element: Json) -> Json:
    """Return the entry of a field nobody touched."""
    kind = element["type"]
    if kind in _OPTION:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in _OPTIONS:
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    if kind in _TYPED:
        return {"type": kind, "value": element.get("initial_value")}
    if kind == "file_input":
        return {"type": kind, "files": []}
    names = _PLAIN.get(kind) or _PLAIN_LISTS[kind]
    return {"type": kind, names[0]: element.get(names[1], [] if kind in _PLAIN_LISTS else None)}


def put(ws: Workspace, user: User, element: Json, value: Any) -> Json:  # noqa: ANN401 a value per element
    """Return the entry of a field with a simple value in it; NoSuchControl if it does not offer that."""
    kind = element["type"]
    empty = value is None or value in ("", [])
    if kind in _OPTION:
        return {"type": kind, "selected_option": None if empty else _option(element, str(value))}
    if kind in _OPTIONS:
        chosen = [value] if isinstance(value, str) and value else value or []
        return {"type": kind, "selected_options": [_option(element, str(one)) for one in chosen]}
    if kind in _TYPED:
        return {"type": kind, "value": None if empty else str(value)}
    if kind == "file_input":
        return {"type": kind, "files": [_file(ws, str(id)) for id in value or []]}
    if kind in _PLAIN_LISTS:
        chosen = [value] if isinstance(value, str) and value else value or []
        return {"type": kind, _PLAIN_LISTS[kind][0]: [_resolved(ws, kind, str(one)) for one in chosen]}
    if empty:
        return {"type": kind, _PLAIN[kind][0]: None}
    return {"type": kind, _PLAIN[kind][0]: _single(ws, user, kind, value)}


def refusals(blocks: Sequence[Json], state: Json) -> dict[str, str]:
    """Return what Slack's client says, by block, before it sends a form at all."""
    refused = {}
    for block, element in controls(blocks):
        if block["type"] == "input":
            entry = state[block["block_id"]][element["action_id"]]
            words = _refusal(element, entry, required=not block.get("optional", False))
            if words:
                refused[block["block_id"]] = words
    return refused


def _refusal(element: Json, entry: Json, *, required: bool) -> str:
    value = next(inner for name, inner in entry.items() if name != "type")
    if value is None or value in ([], ""):
        return "Please complete this required field." if required else ""
    if element["type"] == "plain_text_input":
        return _length(element, str(value))
    if element["type"] == "number_input":
        return _number(element, str(value))
    if element["type"] == "email_text_input" and not re.fullmatch(r"\S+@\S+\.\S+", str(value)):
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and not re.match(r"https?://\S+$", str(value)):
        return "Please enter a valid URL."
    most = element.get("max_selected_items") or element.get("max_files")
    if most and isinstance(value, list) and len(value) > most:
        return f"Please choose at most {most}."
    return ""


def _length(element: Json, value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please enter at least {least} characters."
    return f"Please enter no more than {most} characters." if len(value) > most else ""


def _number(element: Json, value: str) -> str:
    decimal = r"(\.\d+)?" if element.get("is_decimal_allowed") else ""
    if not re.fullmatch(rf"-?\d+{decimal}", value):
        return "Please enter a number." if decimal else "Please enter a whole number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""


def _option(element: Json, value: str) -> Json:
    groups = element.get("option_groups") or []
    options = [*(element.get("options") or []), *(o for group in groups for o in group["options"])]
    for option in options:
        if value in (option["value"], option["text"]["text"]):
            return dict(option)
    offered = ", ".join(option["value"] for option in options)
    raise NoSuchControl(f"{element['action_id']} does not offer {value!r}; it offers {offered}.")


def _single(ws: Workspace, user: User, kind: str, value: Any) -> str | int:  # noqa: ANN401 a value per element
    if kind == "datetimepicker":
        if isinstance(value, int) or str(value).isdigit():
            return int(value)
        try:
            local = datetime.fromisoformat(str(value))
        except ValueError:
            raise NoSuchControl(f"{value!r} is no date and time; write 2026-03-12T15:00.") from None
        aware = local if local.tzinfo else local.replace(tzinfo=ZoneInfo(user.tz))
        return int(aware.timestamp())
    return _resolved(ws, kind, str(value))


def _file(ws: Workspace, id: str) -> Json:
    if id not in ws.files:
        raise NoSuchControl(f"There is no file {id}; upload it first.")
    return file_json(ws, ws.files[id])


def _resolved(ws: Workspace, kind: str, value: str) -> str:
    if "users" in kind:
        return ws.user(value).id
    return ws.channel(value).id if "conversations" in kind or "channels" in kind else value
