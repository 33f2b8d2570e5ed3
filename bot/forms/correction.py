"""The form that puts right what was understood of a message, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from bot.body import Block, context, divider, paragraphs, section
from bot.forms.fields import About, View, form, notice
from bot.forms.signal_inputs import block_name, fields_of, kind_block, signal_blocks
from bot.heard.amending import Row, row_of
from bot.phrases import signal_words
from bot.view import SiteView, counted
from rules.signal import Signal
from rules.subject import Live, MessageState

_MOST = 6  # signals in one form, whose blocks Slack limits to 100
_MOST_NEW = 3
_NEW = "new"


def correction_form(
    message: MessageState, view: SiteView, about: About, rows: Mapping[str, Row] | None = None
) -> View:
    """Each signal with its kind and fields, and room for what was missed; `rows` are as somebody has filled them in so far.

    A row is named by its signal's number in the message, one that is added `new1`, `new2`, …
    """
    answers = any(live.signal.kind == "response" for live in message.live)
    blocks = [section(_lead(message, view))]
    for live in message.live[:_MOST]:
        row = (rows or {}).get(number_of(live)) or row_of(live.signal)
        blocks += _row_blocks(number_of(live), row, offers_drop=True, answers=answers)
    if (left := len(message.live) - _MOST) > 0:
        blocks.append(context(f"{counted(left, 'more thing')} stay as they were read."))
    for name, row in _added(rows or {}):
        blocks += _row_blocks(name, row, offers_drop=False, answers=False)
    return form("correct", "What I understood", "Correct it", blocks, about)


def fresh(signals: Sequence[Signal]) -> tuple[Live, ...]:
    """Signals of a message that is only about to be recorded, numbered as they will be then."""
    return tuple(
        Live(id=f"#{number}", message="", by="", at=datetime.min.replace(tzinfo=UTC), signal=signal)
        for number, signal in enumerate(signals)
    )


def number_of(live: Live) -> str:
    """The number of a signal in its message, which it keeps when the message is edited."""
    return live.id.rpartition("#")[2]


def lacks_fields(shown: View, rows: Mapping[str, Row]) -> bool:
    """Whether a row's kind was changed, and the form that was submitted does not show that kind's fields."""
    blocks = {block.get("block_id") for block in shown["blocks"]}
    wanted = (block_name(name, row) for row, one in rows.items() if one.told for name in fields_of(one.told))
    return any(name not in blocks for name in wanted)


def _lead(message: MessageState, view: SiteView) -> str:
    told = f">“{view.said(message.text, 600)}”" if message.text else "Nothing but a file was sent."
    if message.corrected_by:
        told += f"\nChecked before by {view.name(message.corrected_by)}."
    return told


def _row_blocks(name: str, row: Row, *, offers_drop: bool, answers: bool) -> Iterator[Block]:
    yield divider()
    yield kind_block(name, row.kind, offers_drop=offers_drop, answers=answers)
    if row.told:
        yield from signal_blocks(name, row.told, row.values)


def _added(rows: Mapping[str, Row]) -> Iterator[tuple[str, Row]]:
    """Those that were added so far, and an empty one as long as there is room."""
    added = [row for name, row in rows.items() if name.startswith(_NEW) and row.told]
    empty = [Row(kind="")] if len(added) < _MOST_NEW else []
    for number, row in enumerate((*added, *empty), start=1):
        yield f"{_NEW}{number}", row


def understood_notice(message: MessageState, view: SiteView) -> View:
    """The same for those who may not correct it."""
    view_of = notice("What I understood", f">“{view.said(message.text, 600)}”")
    lines = [f"• {signal_words(live.signal, view)}" for live in message.live]
    told = context("Its writer and the site's managers can put it right.")
    return {**view_of, "blocks": [*view_of["blocks"], *paragraphs(lines), told]}


def nothing_notice() -> View:
    """Where nothing was read: questions, plans and chatter hold nothing to record."""
    text = (
        "I recorded nothing from this message. Questions, plans and chatter stay yours.\n"
        "I record what is said as a fact: “L3 pour 80%”, “crane down since 7”, “need 4 carpenters by Thursday”."
    )
    return notice("What I understood", text)
