"""Voice clips: Slack's own transcript is read as text, also where it comes after the message."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.happening import Wrote
from bot.turn import Turn
from rules.subject import Attached, MessageState
from storage.outgoing import Outgoing

# Slack tells when it has listened; should that be lost, the clip is looked at once more by ourselves.
_LATER = timedelta(minutes=2)


def with_transcripts(caption: str, files: Iterable[Attached]) -> str:
    """What a message says in writing and by voice."""
    spoken = (file.transcript for file in files if file.transcript)
    return "\n".join(part for part in (caption, *spoken) if part)


def caption_of(message: MessageState) -> str:
    """What it says in writing alone."""
    spoken = with_transcripts("", message.files)
    return message.text.removesuffix(spoken).rstrip("\n") if spoken else message.text


def transcribed(files: Iterable[Attached], file: str, transcript: str) -> tuple[Attached, ...]:
    """The files of a message, with what is said in one of them."""
    return tuple(replace(one, transcript=transcript) if one.id == file else one for one in files)


def has_words(files: Iterable[Attached], file: str) -> bool:
    """Whether what is said in one of them is known."""
    return any(one.id == file and bool(one.transcript) for one in files)


def is_unheard(happening: Wrote) -> bool:
    """Whether something in it is still to be heard."""
    return any(not file.is_whole for file in happening.files)


def fetch_clips(turn: Turn, happening: Wrote) -> None:
    """Have the rest of a long transcript read at once, one that Slack does not have yet after a while."""
    for file in happening.files:
        if not file.is_whole:
            outgoing = Outgoing(
                key=turn.key(f"transcript:{file.id}"),
                kind="transcript",
                channel=happening.channel,
                ts=happening.ts,
                user=happening.user,
                body={"file_id": file.id},
            )
            turn.send(outgoing, not_before=None if file.transcript else turn.now + _LATER)
