"""Block Kit checks: Slack's limits, Slack's words, and agreement with Slack's own SDK."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models import blocks as sdk

from bot.sandbox import check_blocks, check_view

Json = dict[str, Any]


def plain(text: str) -> Json:
    """A plain text."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    """A text in mrkdwn."""
    return {"type": "mrkdwn", "text": text}


def button(**more: object) -> Json:
    """A button."""
    return {"type": "button", "text": plain("Done"), "action_id": "done", **more}


def option(value: str, text: str = "x") -> Json:
    """An option."""
    return {"text": plain(text), "value": value}


def actions(*elements: Json) -> Json:
    """An actions block."""
    return {"type": "actions", "elements": list(elements)}


def section(text: str = "x", **more: object) -> Json:
    """A section."""
    return {"type": "section", "text": mrkdwn(text), **more}


def select(**more: object) -> Json:
    """A menu with one option."""
    return {"type": "static_select", "action_id": "s", "options": [option("a")], **more}


def field(element: Json, **more: object) -> Json:
    """An input block."""
    return {"type": "input", "label": plain("L"), "element": element, **more}


def text_input(**more: object) -> Json:
    """A text field."""
    return {"type": "plain_text_input", "action_id": "t", **more}


FITS: dict[str, Json] = {
    "section of 3000": section("x" * 3000),
    "ten fields of 2000": {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
    "header of 150": {"type": "header", "text": plain("x" * 150)},
    "divider": {"type": "divider", "block_id": "b" * 255},
    "25 buttons": actions(*[button(action_id=str(n)) for n in range(25)]),
    "button at its limits": actions(
        button(text=plain("x" * 75), value="v" * 2000, url="https://x.y/" + "z" * 2988, style="primary")
    ),
    "context of ten": {"type": "context", "elements": [mrkdwn("x")] * 10},
    "hundred options": actions(select(options=[option(str(n)) for n in range(100)])),
    "option at its limits": actions(select(options=[option("v" * 150, "t" * 75)])),
    "initial option": actions(select(initial_option=option("a"))),
    "overflow with link": section(
        accessory={
            "type": "overflow",
            "action_id": "o",
            "options": [option("a") | {"url": "https://x.y"}, option("b")],
        }
    ),
    "pickers": actions(
        {"type": "datepicker", "action_id": "d", "initial_date": "2026-03-12"},
        {"type": "timepicker", "action_id": "t", "initial_time": "15:00", "timezone": "America/Chicago"},
        {"type": "datetimepicker", "action_id": "dt", "initial_date_time": 1773345600},
        {"type": "users_select", "action_id": "u", "initial_user": "U0ANA"},
        {"type": "conversations_select", "action_id": "c", "filter": {"include": ["public"]}},
    ),
    "image": {"type": "image", "image_url": "https://x.y/z.png", "alt_text": "z", "title": plain("Z")},
    "image by file": {"type": "image", "slack_file": {"id": "F0123456789"}, "alt_text": "z"},
    "rich text": {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "a", "style": {"bold": True}},
                    {"type": "user", "user_id": "U0ANA"},
                    {"type": "link", "url": "https://x.y", "text": "x"},
                    {"type": "emoji", "name": "wave"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": 1,
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "b"}]}],
            },
        ],
    },
    "markdown": {"type": "markdown", "text": "# " + "x" * 11_998},
    "table": {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": "a"}] * 20] * 100,
        "column_settings": [{"align": "right", "is_wrapped": True}],
    },
    "feedback": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "right",
                "positive_button": {"text": plain("Right"), "value": "yes"},
                "negative_button": {"text": plain("Not right"), "value": "no"},
            }
        ],
    },
    "confirm": actions(
        button(
            confirm={
                "title": plain("t" * 100),
                "text": mrkdwn("x" * 300),
                "confirm": plain("y" * 30),
                "deny": plain("n" * 30),
            }
        )
    ),
    "checkboxes in mrkdwn": actions(
        {"type": "checkboxes", "action_id": "c", "options": [{"text": mrkdwn("*x*"), "value": "a"}]}
    ),
    "input": field(text_input(multiline=True, min_length=1, max_length=3000, placeholder=plain("p" * 150))),
}
REFUSED: dict[str, tuple[Json, str]] = {
    "3001st character": (
        section("x" * 3001),
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    "empty text": (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    "nothing in section": (
        {"type": "section"},
        "must define either `text` or `fields` [json-pointer:/blocks/0/type]",
    ),
    "eleventh field": (
        {"type": "section", "fields": [mrkdwn("x")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    "field of 2001": (
        {"type": "section", "fields": [mrkdwn("x" * 2001)]},
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    "header of 151": (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    "header in mrkdwn": (
        {"type": "header", "text": mrkdwn("x")},
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    "26 buttons": (
        actions(*[button(action_id=str(n)) for n in range(26)]),
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "no buttons": (actions(), "must provide at least 1 items [json-pointer:/blocks/0/elements]"),
    "button text 76": (
        actions(button(text=plain("x" * 76))),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    "button value 2001": (
        actions(button(value="x" * 2001)),
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    "action_id 256": (
        actions(button(action_id="x" * 256)),
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    "unknown key": (
        actions(button(disabled=True)),
        "invalid additional property: disabled [json-pointer:/blocks/0/elements/0]",
    ),
    "unknown block": ({"type": "sections"}, "unsupported type: sections [json-pointer:/blocks/0/type]"),
    "unknown style": (
        actions(button(style="default")),
        "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    "action twice": (
        actions(button(), button()),
        "`action_id` must be unique within a block: done [json-pointer:/blocks/0/elements/1]",
    ),
    "context of eleven": (
        {"type": "context", "elements": [mrkdwn("x")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "101 options": (
        actions(select(options=[option(str(n)) for n in range(101)])),
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "six in overflow": (
        actions({"type": "overflow", "action_id": "o", "options": [option(str(n)) for n in range(6)]}),
        "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "initial not offered": (
        actions(select(initial_option=option("b"))),
        "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "wrong date": (
        actions({"type": "datepicker", "initial_date": "12.3.2026"}),
        "must be a date as YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "image without alt": (
        {"type": "image", "image_url": "https://x.y"},
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    "file field in a message": (
        field({"type": "file_input", "action_id": "f"}),
        "unsupported type: file_input [json-pointer:/blocks/0/element/type]",
    ),
    "table of 101 rows": (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]] * 101},
        "no more than 100 items allowed [json-pointer:/blocks/0/rows]",
    ),
    "lengths crossed": (
        field(text_input(min_length=5, max_length=4)),
        "`min_length` must be less than `max_length` [json-pointer:/blocks/0/element]",
    ),
    "no object": ({"type": "section", "text": "x"}, "must be an object [json-pointer:/blocks/0/text]"),
}


@pytest.mark.parametrize("name", FITS)
def test_what_slack_documents_fits(name: str) -> None:
    """A block at its documented limits passes."""
    assert check_blocks([FITS[name]], "message") == []


@pytest.mark.parametrize("name", REFUSED)
def test_one_step_further_is_refused_in_slacks_words(name: str) -> None:
    """One character or item more, a wrong or unknown field: the problem and where it is."""
    block, words = REFUSED[name]
    assert words in check_blocks([block], "message")


def test_a_message_takes_fifty_blocks_and_a_view_a_hundred() -> None:
    """The 51st block of a message and the 101st of a view are refused."""
    divider = {"type": "divider"}
    assert check_blocks([divider] * 50, "message") == []
    assert check_blocks([divider] * 51, "message") == ["no more than 50 items allowed [json-pointer:/blocks]"]
    assert check_blocks([divider] * 100, "modal") == []
    assert check_blocks([divider] * 101, "home") == ["no more than 100 items allowed [json-pointer:/blocks]"]


def test_ids_lengths_and_focus_count_across_blocks() -> None:
    """A block_id used twice, 12,001 characters of markdown and two focused fields are refused."""
    twice = [section(block_id="b"), section(block_id="b")]
    assert len(check_blocks(twice, "message")) == 2
    long = [{"type": "markdown", "text": "x" * 6001}, {"type": "markdown", "text": "x" * 6000}]
    assert "12001" in check_blocks(long, "message")[0]
    focused = [field(text_input(focus_on_load=True)), field(text_input(focus_on_load=True))]
    assert "focus_on_load" in check_blocks(focused, "modal")[0]


def test_blocks_of_messages_do_not_stand_in_views() -> None:
    """Markdown and tables are for messages; in a home tab Slack does not know them."""
    assert check_blocks([{"type": "markdown", "text": "x"}], "home") == [
        "unsupported type: markdown [json-pointer:/blocks/0/type]"
    ]


def test_a_modal_has_its_own_limits() -> None:
    """Titles and buttons of 24, metadata of 3000, and no input without a submit button."""
    modal = {"type": "modal", "title": plain("x" * 24), "blocks": [section()], "private_metadata": "m" * 3000}
    assert check_view(modal) == []
    assert check_view(modal | {"title": plain("x" * 25)}) == [
        "must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    assert check_view(modal | {"private_metadata": "m" * 3001}) == [
        "must be less than 3001 characters [json-pointer:/view/private_metadata]"
    ]
    assert check_view(modal | {"blocks": [section(), field(text_input())]}) == [
        "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]"
    ]
    assert check_view({"type": "home", "blocks": [field(text_input())]}) == []
    assert "unsupported type: dialog [json-pointer:/view/type]" in check_view({"type": "dialog"})


SDK_BLOCKS: dict[str, tuple[int, Any]] = {
    "section": (3000, lambda n: sdk.SectionBlock(text="x" * n)),
    "header": (150, lambda n: sdk.HeaderBlock(text="x" * n)),
    "button text": (
        75,
        lambda n: sdk.ActionsBlock(elements=[sdk.ButtonElement(text="x" * n, action_id="a", value="v")]),
    ),
    "button value": (
        2000,
        lambda n: sdk.ActionsBlock(elements=[sdk.ButtonElement(text="x", action_id="a", value="v" * n)]),
    ),
    "elements": (
        25,
        lambda n: sdk.ActionsBlock(
            elements=[sdk.ButtonElement(text="x", action_id=f"a{i}") for i in range(n)]
        ),
    ),
    "context": (10, lambda n: sdk.ContextBlock(elements=[sdk.MarkdownTextObject(text="x")] * n)),
    "options": (
        100,
        lambda n: sdk.ActionsBlock(
            elements=[
                sdk.StaticSelectElement(
                    placeholder="p",
                    action_id="a",
                    options=[sdk.Option(value=str(i), text=str(i)) for i in range(n)],
                )
            ]
        ),
    ),
    "label": (
        2000,
        lambda n: sdk.InputBlock(label="x" * n, element=sdk.PlainTextInputElement(action_id="a")),
    ),
    "image alt": (2000, lambda n: sdk.ImageBlock(image_url="https://x.y/z", alt_text="x" * n)),
}


@settings(max_examples=40)
@given(name=st.sampled_from(sorted(SDK_BLOCKS)), beyond=st.integers(-2, 2))
def test_slacks_sdk_refuses_exactly_what_is_refused_here(name: str, beyond: int) -> None:
    """Around each limit that slack_sdk's models know, both say the same."""
    limit, build = SDK_BLOCKS[name]
    block = build(limit + beyond)
    try:
        built = block.to_dict()
    except SlackObjectFormationError:
        assert beyond > 0
        return
    assert (check_blocks([built], "message") == []) == (beyond <= 0)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "options", "element", "rows", "initial_options"]),
            inner | st.sampled_from(["section", "actions", "static_select", "input", "table", "mrkdwn"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=100)
@given(blocks=json_values)
def test_no_json_at_all_breaks_the_check(blocks: object) -> None:
    """Whatever is sent is either fine or has problems in words; nothing raises."""
    for surface in ("message", "modal", "home"):
        assert all(" [json-pointer:/" in words for words in check_blocks(blocks, surface))
    assert all(" [json-pointer:/" in words for words in check_view({"type": "modal", "blocks": blocks}))
