"""The whole story, top to bottom: what happened → signals → state → cases → rules → decisions → actions → Slack.

`take` is called for each inbox entry and each wake of a site, in order, inside one transaction. Everything that it wants
shown goes to the outbox; Slack is never called here.
"""

from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from bot import (
    aiming,
    answering,
    approving,
    assigning,
    correcting,
    digest,
    hearing,
    importing,
    pausing,
    registering,
    reporting,
    roster,
    ruling,
    trying,
    withdrawing,
    wording,
)
from bot.books import Books
from bot.cards import AGAIN, CHOOSE
from bot.happening import (
    HAPPENING,
    Commanded,
    Configure,
    Erased,
    FileRead,
    Happening,
    Joined,
    People,
    Pressed,
    Reacted,
    Submitted,
    Transcribed,
    Tried,
    Uninstalled,
    Wrote,
)
from bot.notices import show_notices
from bot.readers import Readers
from bot.sharing import show_shared
from bot.showing import show_actions, show_home
from bot.telling import answer, replace_question, tell
from bot.turn import Turn
from bot.weekly import taking as weekly
from bot.weekly.showing import show_week
from rules.entry import Woke
from rules.follow import brought_up
from rules.key import Key
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
            show_home(turn, happening)
        turn.look()
        ruling.tell_unsilenced(turn)
        pausing.tell_pauses_over(turn)
        show_actions(turn)
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
                press(turn, self._readers, happening)
            case Submitted():
                self._submitted(turn, happening)
            case Reacted():
                answering.react(turn, happening)
            case Commanded():
                self._commanded(turn, happening)
            case Joined():
                roster.join(turn, happening)
            case People() | FileRead() | Tried() | Configure():
                handed_in(turn, happening)
            case Uninstalled():
                self._uninstalled(turn.workspace, turn.now)
            case _:
                assert_never(happening)

    def _submitted(self, turn: Turn, happening: Submitted) -> None:
        match happening.form:
            case "edit" | "refuse":
                approving.submit(turn, happening)
            case "not_done" | "not_mine" | "help" | "answer":
                answering.submit(turn, happening)
            case "assign":
                assigning.assign_form(turn, self._readers, happening)
            case form if form in ruling.FORMS:
                ruling.rule_form(turn, happening)
            case "goal":
                aiming.goal_form(turn, happening)
            case form if form in registering.FORMS:
                registering.register_form(turn, happening)
            case form if form in weekly.FORMS:
                weekly.week_form(turn, happening)
            case "setup":
                roster.configure(turn, happening)
            case "report":
                reporting.report(turn, self._readers, happening)
            case "correct":
                correcting.correct(turn, self._readers, happening)
            case _:
                tell(turn, happening.user, happening.channel, "I no longer know what this form was for.")

    def _commanded(self, turn: Turn, happening: Commanded) -> None:
        if happening.name == "assign":
            assigning.assign_command(turn, self._readers, happening)
        elif happening.name == "rules":
            ruling.rules_command(turn, self._readers, happening)
        elif happening.name == "goals":
            aiming.goals_command(turn, happening)
        elif happening.name == "pause":
            pausing.pause_command(turn, self._readers, happening)
        elif happening.name == "resume":
            pausing.resume_command(turn, happening)
        elif happening.name == "words":
            wording.words_command(turn, self._readers, happening)
        elif happening.name == "resources":
            registering.resources_command(turn, happening)
        else:
            answer(turn, happening, "I know no such command. `/site help` lists them.")


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


def press(turn: Turn, readers: Readers, happening: Pressed) -> None:
    """A button: of a question about words, of a proposal, of an import, or of an action's card."""
    if happening.name.startswith((CHOOSE, AGAIN)):
        correcting.choose(turn, readers, happening)
    elif happening.name == "approve":
        approving.approve(turn, happening)
    elif happening.name == "import":
        importing.fetch(turn, happening)
    elif happening.name == "try_book":
        trying.try_book(turn, happening)
    elif happening.name == "rule_on":
        ruling.switch_on(turn, happening)
    elif happening.name == "withdraw":
        withdrawing.withdraw(turn, happening)
    elif happening.name == "ask_erasure":
        withdrawing.ask_erasure(turn, happening)
    elif happening.name == "word_forget":
        wording.forget(turn, happening)
    elif happening.name == "dismiss":
        replace_question(turn, happening, None)
    else:
        answering.press(turn, happening)


def wake(turn: Turn, readers: Readers, subject: Key) -> None:
    """A subject's time has come: a reminder or an escalation, a digest, or a rule's threshold."""
    turn.record(Woke(subject=subject))
    turn.touch(subject)
    if subject.kind == "action":
        for step in brought_up(turn, subject.id, turn.now):
            turn.record(step)
    elif subject.kind == "site":
        digest.send_due(turn, readers)
