"""Forms: how they carry what they are about, and their fields as plain values.

A field's `block_id`, `action_id` and name are one, so that `{"reason": "inspection"}` is enough to fill a form.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from bot.body import Block, plain_text
from rules.worktime.calendar import WorkCalendar

View = dict[str, Any]
_MOST_NOTE = 1_000
_SELECTED = {
    "users_select": "selected_user",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}


@dataclass(frozen=True, kw_only=True)
class About:
    """What a form was opened for: `about` is the pipeline's (`ACT-12`), the rest finds its way back.

    `revision` is that of the message that it shows. A form behind a question's button answers at `response_url`, in its
    place, until `answers_until` (seconds since 1970); whatever is told elsewhere belongs into the thread `thread_ts`.
    """

    about: str
    site: int
    channel: str = ""
    revision: int = 0
    thread_ts: str = ""
    response_url: str = ""
    answers_until: float = 0.0

    def as_metadata(self) -> str:
        """As a view carries it."""
        return json.dumps(asdict(self))

    def answers_at(self, now: datetime) -> str:
        """Where the question is answered in its place; empty where it cannot be any more."""
        return self.response_url if now.timestamp() < self.answers_until else ""

    @classmethod
    def from_metadata(cls, text: str) -> "About":
        """Read it back."""
        return cls(**json.loads(text))


def form(callback_id: str, title: str, submit: str, blocks: Sequence[Block], about: About) -> View:
    """A modal with fields."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(title, 24),
        "submit": plain_text(submit, 24),
        "close": plain_text("Cancel", 24),
        "private_metadata": about.as_metadata(),
        "blocks": list(blocks),
    }


def notice(title: str, text: str) -> View:
    """A modal that only tells something."""
    told = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return {
        "type": "modal",
        "title": plain_text(title, 24),
        "close": plain_text("Close", 24),
        "blocks": [told],
    }


def field(
    name: str, label: str, element: Mapping[str, Any], *, optional: bool = False, hint: str = ""
) -> Block:
    """One field of a form."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label, 150),
        "element": {**element, "action_id": name},
        "optional": optional,
    }
    if hint:
        block["hint"] = plain_text(hint, 150)
    return block


def note_field(label: str = "Anything to add?") -> Block:
    """Free words."""
    return field("note", label, text_box(multiline=True), optional=True)


def text_box(
    initial: str = "", *, multiline: bool = False, placeholder: str = "", most: int = _MOST_NOTE
) -> Block:
    """A text input."""
    made: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    if initial:
        made["initial_value"] = initial[:most]
    if placeholder:
        made["placeholder"] = plain_text(placeholder, 150)
    return made


def choice(value: str, label: str) -> Block:
    """An option of a menu."""
    return {"text": plain_text(label, 75), "value": value}


def menu(options: Sequence[Block], initial: str = "") -> Block:
    """A menu; `initial` is the value that is chosen at first."""
    made: Block = {"type": "static_select", "options": list(options)}
    chosen = [option for option in options if option["value"] == initial]
    return {**made, "initial_option": chosen[0]} if chosen else made


def person_menu(initial: str = "") -> Block:
    """A menu of people."""
    made: Block = {"type": "users_select"}
    return {**made, "initial_user": initial} if initial else made


def people_menu(initial: Sequence[str] = ()) -> Block:
    """A menu to choose several people."""
    made: Block = {"type": "multi_users_select"}
    return {**made, "initial_users": list(initial)} if initial else made


def moment_picker(initial: datetime | None = None) -> Block:
    """A day and a time, which Slack shows in the person's own time zone."""
    made: Block = {"type": "datetimepicker"}
    return {**made, "initial_date_time": int(initial.timestamp())} if initial else made


def day_picker(initial: str = "") -> Block:
    """A day (`YYYY-MM-DD`), without a time."""
    made: Block = {"type": "datepicker"}
    return {**made, "initial_date": initial} if initial else made


def time_picker(initial: str = "") -> Block:
    """A time of the site's day (`HH:MM`)."""
    made: Block = {"type": "timepicker"}
    return {**made, "initial_time": initial} if initial else made


def number_box(least: int, most: int) -> Block:
    """A whole number within bounds."""
    return {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": str(least),
        "max_value": str(most),
    }


def photo_box(most: int = 3) -> Block:
    """Room for photos and other files."""
    return {"type": "file_input", "max_files": most}


def read_fields(view: Mapping[str, Any], calendar: WorkCalendar) -> dict[str, Any]:
    """The submitted values by field name; what was left empty is absent.

    A day and time come as the site's local `YYYY-MM-DDTHH:MM`, choices as their values, people as ids, several as lists, files as
    their `id`, `name`, `link` and `mimetype`.
    """
    found: dict[str, Any] = {}
    for name, elements in view["state"]["values"].items():
        for element in elements.values():
            value = _value(element, calendar)
            if value is not None:
                found[name] = value
    return found


def _value(
    element: Mapping[str, Any], calendar: WorkCalendar
) -> str | list[str] | list[dict[str, str]] | None:
    match element["type"]:
        case "static_select" | "radio_buttons":
            chosen = element.get("selected_option")
            return chosen["value"] if chosen else None
        case "checkboxes" | "multi_static_select":
            return [option["value"] for option in element.get("selected_options") or ()]
        case "users_select" | "datepicker" | "timepicker" as kind:
            return element.get(_SELECTED[kind]) or None
        case "file_input":
            return [_file(file) for file in element.get("files") or ()] or None
        case "multi_users_select":
            return list(element.get("selected_users") or ())
        case "datetimepicker":
            chosen = element.get("selected_date_time")
            return _local(chosen, calendar) if chosen else None
        case _:
            return (element.get("value") or "").strip() or None


def _file(file: Mapping[str, Any]) -> dict[str, str]:
    names = {"id": "id", "name": "name", "link": "permalink", "mimetype": "mimetype"}
    return {name: str(file.get(theirs) or "") for name, theirs in names.items()}


def _local(timestamp: int, calendar: WorkCalendar) -> str:
    return f"{calendar.local(datetime.fromtimestamp(timestamp, UTC)):%Y-%m-%dT%H:%M}"
