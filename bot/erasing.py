"""`siteloop journal erase`: the words of a person, or of one message, are forgotten for good; the journal can still be proved."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.commandline import Misused, open_store, site_at
from bot.happening import HAPPENING, Erased
from bot.view import counted, message_id
from rules.entry import Said
from rules.read import message_of
from storage.store import Store


def journal_erase(asked: argparse.Namespace) -> int:
    """What is withdrawn already is erased; what still counts is withdrawn first, which the running Siteloop does in its turn."""
    with open_store() as store:
        workspace, site = site_at(store, asked.channel, asked.workspace)
        found = dict(_messages(store, site, asked))
        if not found:
            raise Misused(
                "The journal has no words of that person or message; they were erased, or never recorded."
            )
        for name in [name for name, withdrawn in found.items() if not withdrawn]:
            _withdraw(store, workspace, site, name)
        erased = sum(
            store.erase(site, ref=f"message:{name}") for name, withdrawn in found.items() if withdrawn
        )
    left = sum(not withdrawn for withdrawn in found.values())
    print(f"{counted(erased, 'entry', 'entries')} erased.")
    if left:
        print(
            f"{counted(left, 'message')} still counted and will be withdrawn by `siteloop run`: run this again then."
        )
    return 0


def _messages(store: Store, site: int, asked: argparse.Namespace) -> Iterator[tuple[str, bool]]:
    """The names of the messages that are meant, each with whether it is withdrawn."""
    wanted = message_id(asked.channel, asked.message) if asked.message else ""
    with store.reading(site) as reader:
        for record in reader.records(kinds=("said",)):
            said = record.entry
            if isinstance(said, Said) and (said.message == wanted or said.by == asked.person):
                state = message_of(reader, said.message)
                yield said.message, state is None or state.withdrawn


def _withdraw(store: Store, workspace: str, site: int, name: str) -> None:
    channel, _, ts = name.partition(":")
    gone = Erased(channel=channel, ts=ts)
    payload = HAPPENING.dump_json(gone).decode()
    now = datetime.now(UTC)
    store.receive(workspace=workspace, site=site, key=gone.key, kind=gone.kind, payload=payload, at=now)
