"""`siteloop journal erase`: the words of a person, or of one message, are forgotten for good; the journal can still be proved."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.console.commandline import Misused, open_store, site_at
from bot.happening import HAPPENING, Erased
from bot.view import counted, message_id
from rules.folding.entry import ENTRY, Corrected, Deleted, Entry, Said
from rules.read import message_of
from storage.reader import Reader
from storage.store import Store

_SHORTEST = 8  # characters of a phrase that is searched for: "done" is everybody's


def journal_erase(asked: argparse.Namespace) -> int:
    """What nothing quotes any more is erased; all else is withdrawn and blanked first, which `siteloop run` does in its turn."""
    with open_store() as store:
        entries, left = erase_words(store, asked, datetime.now(UTC))
    print(f"{counted(entries, 'entry', 'entries')} erased.")
    if left:
        print(
            f"{counted(left, 'message')} still counted and will be withdrawn by `siteloop run`: run this again then."
        )
    return 0


def erase_words(store: Store, asked: argparse.Namespace, now: datetime) -> tuple[int, int]:
    """How many entries were erased, and how many messages have to be withdrawn first.

    Raises:
        Misused: there is nothing to erase, or no such site.
    """
    workspace, site = site_at(store, asked.channel, asked.workspace)
    found = dict(_messages(store, site, asked))
    if not found:
        raise Misused(
            "The journal has no words of that person or message; they were erased, or never recorded."
        )
    ready = [name for name, erased in found.items() if erased]
    left = [name for name in found if name not in ready]
    for name in left:
        channel, _, ts = name.partition(":")
        gone = Erased(channel=channel, ts=ts, for_good=True)
        payload = HAPPENING.dump_json(gone).decode()
        store.receive(workspace=workspace, site=site, key=gone.key, kind=gone.kind, payload=payload, at=now)
    return sum(_erase(store, site, name) for name in ready), len(left)


def _messages(store: Store, site: int, asked: argparse.Namespace) -> Iterator[tuple[str, bool]]:
    """The names of the messages that are meant, each with whether nothing of the state has its words any more."""
    wanted = message_id(asked.channel, asked.message) if asked.message else ""
    with store.reading(site) as reader:
        for record in reader.records(kinds=("said",)):
            said = record.entry
            if isinstance(said, Said) and (said.message == wanted or said.by == asked.person):
                state = message_of(reader, said.message)
                yield said.message, state is None or state.erased


def _erase(store: Store, site: int, name: str) -> int:
    """The message, and whatever quotes it: a decision with what it read, and the texts that were asked or told because of it."""
    with store.reading(site) as reader:
        phrases = set(_phrases(reader, name))
        quoting = [
            record.seq
            for record in (reader.records() if phrases else ())
            if record.entry is not None and _quotes(record.entry, phrases)
        ]
    erased = sum(store.erase(site, seq=seq) for seq in quoting)
    return erased + store.erase(site, ref=f"message:{name}")


def _phrases(reader: Reader, name: str) -> Iterator[str]:
    """What the message ever said, and the clauses in which it said something."""
    for record in reader.records(ref=f"message:{name}", kinds=("said", "corrected")):
        entry = record.entry
        if isinstance(entry, Said | Corrected):
            texts = [signal.words for signal in entry.signals]
            texts += [entry.text] if isinstance(entry, Said) else []
            yield from (text for text in texts if len(text) >= _SHORTEST)


def _quotes(entry: Entry, phrases: set[str]) -> bool:
    """Whether a phrase stands in it; what others wrote is theirs, even in the same words."""
    if isinstance(entry, Said | Corrected | Deleted):
        return False
    return any(phrase in text for text in _texts(ENTRY.dump_python(entry)) for phrase in phrases)


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _texts(value)
    elif isinstance(part, list | tuple | set | frozenset):
        for value in part:
            yield from _texts(value)
