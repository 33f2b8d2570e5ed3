"""The words that led to something, as they were written then, whatever became of their message since."""

from collections.abc import Iterable

from bot.commands.picture import Picture
from rules.folding.entry import Said


def then_said(picture: Picture, live_ids: Iterable[str], ref: str) -> list[str]:
    """`“no concrete delivered” Ana, Tue 10 Mar 09:12` for each message of these live signals, as it read before the first
    entry of the journal about `ref`.

    What is not a message's, or was erased from the journal, is quoted as it stands now.
    """
    first = picture.reader.records(ref=ref, limit=1)
    before = first[0].seq if first else None
    found = [_quote(picture, live_id, before) for live_id in live_ids]
    return list(dict.fromkeys(quote for quote in found if quote))


def _quote(picture: Picture, live_id: str, before: int | None) -> str:
    view, now = picture.view, picture.view.evidence(live_id)
    message = view.message(now.message) if now else None
    then = _revision(picture, now.message, before) if now else None
    if now is None or message is None or then is None:
        return "".join(view.quotes([live_id]))
    since = f" ({now.gone} since)" if now.gone else ""
    if message.text != then.text and not message.withdrawn:
        since = f" (it reads “{view.said(message.text, 200)}” now)"
    return f"“{view.said(then.text, 400)}” {view.name(then.by)}, {view.when(then.said)}{since}"


def _revision(picture: Picture, message: str, before: int | None) -> Said | None:
    """The last revision by then; the first one where what it led to is older than the message, as of a case that joined."""
    records = picture.reader.records(ref=f"message:{message}", kinds=("said",))
    said = [(record.seq, record.entry) for record in records if isinstance(record.entry, Said)]
    by_then = [entry for seq, entry in said if before is None or seq < before]
    return by_then[-1] if by_then else said[0][1] if said else None
