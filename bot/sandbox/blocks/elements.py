"""Interactive elements and where each may stand.

Limits: https://docs.slack.dev/reference/block-kit/block-elements
"""

from collections.abc import Mapping

from .objects import (
    CONFIRM,
    DISPATCH,
    FILTER,
    IMAGE_URL,
    MENU_OPTION,
    OPTION_GROUP,
    RICH_OPTION,
    SLACK_FILE,
    image_source,
    option,
    plain,
)
from .shape import (
    Check,
    JsonValue,
    Problems,
    both,
    choice,
    flag,
    integer,
    many,
    pattern,
    problem,
    shape,
    string,
    typed,
    url,
)

_BASE: Mapping[str, Check] = {"action_id": string(255)}
_FOCUS: Mapping[str, Check] = {**_BASE, "focus_on_load": flag}
_MENU: Mapping[str, Check] = {**_FOCUS, "placeholder": plain(150), "confirm": CONFIRM}
_MULTI: Mapping[str, Check] = {**_MENU, "max_selected_items": integer(1, 100)}
_TYPED: Mapping[str, Check] = {**_FOCUS, "placeholder": plain(150), "dispatch_action_config": DISPATCH}
_DATE = pattern(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "must be a date as YYYY-MM-DD")
_TIME = pattern(r"([01]\d|2[0-3]):[0-5]\d", "must be a time as HH:mm")
_ID = string(40)
_IDS = many(_ID, 100)


def _element(required: Mapping[str, Check], optional: Mapping[str, Check], *more: Check) -> Check:
    return both(shape({"type": string(40), **required}, optional), *more)


def _initial_among_options(value: JsonValue, path: str) -> Problems:
    """What is chosen at first has to be one of the options, word for word."""
    groups = value.get("option_groups") or []
    offered = [*(value.get("options") or []), *(o for g in groups for o in g.get("options", []))]
    if "initial_option" in value and value["initial_option"] not in offered:
        yield problem("must be one of the provided options", f"{path}/initial_option")
    for index, initial in enumerate(value.get("initial_options") or []):
        if initial not in offered:
            yield problem("must be one of the provided options", f"{path}/initial_options/{index}")


def _options_or_groups(value: JsonValue, path: str) -> Problems:
    if ("options" in value) == ("option_groups" in value):
        yield problem("must define exactly one of `options` or `option_groups`", path)


def _lengths(value: JsonValue, path: str) -> Problems:
    least, most = value.get("min_length"), value.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield problem("`min_length` must be less than `max_length`", path)


def _static(initial: str, base: Mapping[str, Check], initial_check: Check) -> Check:
    return _element(
        {},
        {
            **base,
            "options": many(MENU_OPTION, 100),
            "option_groups": many(OPTION_GROUP, 100),
            initial: initial_check,
        },
        _options_or_groups,
        _initial_among_options,
    )


_CONVERSATION = {"default_to_current_conversation": flag, "filter": FILTER}
_NUMBER = pattern(r"-?\d+(\.\d+)?", "must be a number")

IMAGE = _element(
    {"alt_text": string(2000, least=0)},
    {"image_url": IMAGE_URL, "slack_file": SLACK_FILE},
    image_source,
)
ELEMENTS: Mapping[str, Check] = {
    "button": _element(
        {"text": plain(75)},
        {
            **_BASE,
            "url": url,
            "value": string(2000, least=0),
            "style": choice("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "static_select": _static("initial_option", _MENU, MENU_OPTION),
    "multi_static_select": _static("initial_options", _MULTI, many(MENU_OPTION, 100)),
    "users_select": _element({}, {**_MENU, "initial_user": _ID}),
    "multi_users_select": _element({}, {**_MULTI, "initial_users": _IDS}),
    "conversations_select": _element(
        {}, {**_MENU, **_CONVERSATION, "initial_conversation": _ID, "response_url_enabled": flag}
    ),
    "multi_conversations_select": _element({}, {**_MULTI, **_CONVERSATION, "initial_conversations": _IDS}),
    "channels_select": _element({}, {**_MENU, "initial_channel": _ID, "response_url_enabled": flag}),
    "multi_channels_select": _element({}, {**_MULTI, "initial_channels": _IDS}),
    "overflow": _element(
        {"options": many(option("plain_text", link=True), 5)}, {**_BASE, "confirm": CONFIRM}
    ),
    "datepicker": _element({}, {**_MENU, "initial_date": _DATE}),
    "timepicker": _element({}, {**_MENU, "initial_time": _TIME, "timezone": string(100)}),
    "datetimepicker": _element(
        {}, {**_FOCUS, "confirm": CONFIRM, "initial_date_time": integer(1_000_000_000, 9_999_999_999)}
    ),
    "checkboxes": _element(
        {"options": many(RICH_OPTION, 10)},
        {**_FOCUS, "confirm": CONFIRM, "initial_options": many(RICH_OPTION, 10)},
        _initial_among_options,
    ),
    "radio_buttons": _element(
        {"options": many(RICH_OPTION, 10)},
        {**_FOCUS, "confirm": CONFIRM, "initial_option": RICH_OPTION},
        _initial_among_options,
    ),
    "plain_text_input": _element(
        {},
        {
            **_TYPED,
            "initial_value": string(3000, least=0),
            "multiline": flag,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        _lengths,
    ),
    "email_text_input": _element({}, {**_TYPED, "initial_value": string(3000)}),
    "url_text_input": _element({}, {**_TYPED, "initial_value": string(3000)}),
    "number_input": _element(
        {"is_decimal_allowed": flag},
        {**_TYPED, "initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
    ),
    "file_input": _element({}, {**_BASE, "filetypes": many(string(20), 100), "max_files": integer(1, 10)}),
}

SELECTS = frozenset(name for name in ELEMENTS if name.endswith("_select"))
PICKERS = frozenset({"datepicker", "timepicker", "checkboxes", "radio_buttons", "overflow"})
IN_ACTIONS = frozenset({"button", "datetimepicker"}) | SELECTS | PICKERS
IN_SECTION = frozenset({"button"}) | SELECTS | PICKERS
IN_INPUT = frozenset(ELEMENTS) - {"button", "overflow"}
MODAL_ONLY = frozenset({"file_input", "number_input"})


def elements(names: frozenset[str]) -> Check:
    """One of the named elements."""
    return typed({name: ELEMENTS[name] for name in names})
