"""The whole story, top to bottom: what happened → signals → state → cases → rules → decisions → actions → Slack.

`take` is called for each inbox entry and each wake of a site, in order, inside one transaction. Everything that it wants
shown goes to the outbox; Slack is never called here.
"""

from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from bot import dispatch, importing, roster
from bot.acting import answering, leaving
from bot.acting.taking_back import drop_unsaid
from bot.digests import digest
from bot.happening import (
    HAPPENING,
    Commanded,
    Configure,
    Erased,
    FileRead,
    Happening,
    Joined,
    Left,
    People,
    Pressed,
    Reacted,
    Submitted,
    Transcribed,
    Tried,
    Uninstalled,
    Wrote,
)
from bot.heard import hearing, pausing
from bot.heard.readers import Readers
from bot.notices import show_notices
from bot.ruling import trying
from bot.ruling import tuning as ruling
from bot.ruling.books import Books
from bot.sharing import show_shared
from bot.showing import show_actions, show_home
from bot.turn import Turn
from bot.weekly.showing import show_week
from rules.folding.entry import Woke
from rules.key import Key
from rules.life.follow import brought_up
from storage.due import Due
from storage.store import Unit


class Pipeline:
    """Takes one thing that happened after the other, by the rulebook in force."""

    def __init__(
        self,
        books: Books,
        readers: Readers,
        uninstalled: Callable[[str, datetime], None],
        troubled: Callable[[tuple[str, ...]], None] = lambda _: None,
    ) -> None:
        """`uninstalled` is told when a workspace took the app away; it may be told so again.

        `troubled` is told all that is wrong with the rulebook or its matching, whenever that is otherwise than before.
        """
        self._books = books
        self._readers = readers
        self._uninstalled = uninstalled
        self._troubled = troubled
        self._troubles: tuple[str, ...] = ()

    def take(self, unit: Unit, due: Due) -> None:
        """One entry of a site, from what happened to what Slack shall show."""
        turn = Turn(unit, self._books.current(), due.now)
        turn.adopt(self._books.sources)
        if due.subject is not None:
            wake(turn, self._readers, due.subject)
        else:
            happening = HAPPENING.validate_json(due.payload)
            self._happened(turn, happening)
            drop_unsaid(turn)
            show_home(turn, happening)
        turn.look()
        ruling.tell_unsilenced(turn)
        pausing.tell_pauses_over(turn)
        show_actions(turn)
        leaving.tell_moved(turn)
        show_shared(turn)
        show_notices(turn)
        show_week(turn)
        self._tell_troubles()

    def look_after_rulebook(self) -> None:
        """Read the rulebook anew where its files changed, though nothing happens; sites take it over in their next turn."""
        self._books.current()
        self._tell_troubles()

    def _tell_troubles(self) -> None:
        if self._troubles != (found := self._books.troubles):
            self._troubled(found)
            self._troubles = found

    def _happened(self, turn: Turn, happening: Happening) -> None:
        """What happened, each to the stage that knows it."""
        match happening:
            case Wrote():
                hearing.hear(turn, self._readers, happening)
            case Transcribed():
                hearing.hear_clip(turn, self._readers, happening)
            case Erased():
                hearing.forget(turn, happening)
            case Pressed():
                dispatch.press(turn, self._readers, happening)
            case Submitted():
                dispatch.submit(turn, self._readers, happening)
            case Reacted():
                answering.react(turn, happening)
            case Commanded():
                dispatch.command(turn, self._readers, happening)
            case Joined():
                roster.join(turn, happening)
            case Left():
                roster.part(turn, happening)
            case People() | FileRead() | Tried() | Configure():
                handed_in(turn, happening)
            case Uninstalled():
                self._uninstalled(turn.workspace, turn.now)
            case _:
                assert_never(happening)


def handed_in(turn: Turn, happening: People | FileRead | Tried | Configure) -> None:
    """What an earlier turn asked for, or somebody outside Slack."""
    match happening:
        case People():
            roster.meet(turn, happening)
        case FileRead():
            importing.take_over(turn, happening)
        case Tried():
            trying.show(turn, happening)
        case Configure():
            roster.configure(turn, happening)


def wake(turn: Turn, readers: Readers, subject: Key) -> None:
    """A subject's time has come: a reminder or an escalation, a digest, or a rule's threshold."""
    turn.record(Woke(subject=subject))
    turn.touch(subject)
    if subject.kind == "action":
        for step in brought_up(turn, subject.id, turn.now):
            turn.record(step)
    elif subject.kind == "site":
        digest.send_due(turn, readers)
