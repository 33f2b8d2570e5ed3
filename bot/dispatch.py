"""Which part of Siteloop knows a submitted form, a command that is taken in its turn, or a pressed button."""

from collections.abc import Callable, Mapping

from bot import aiming, closing, importing, registering, roster
from bot.acting import answering, approving, assigning, crewing, handover, leaving, negotiating, reaching
from bot.acting.offering import FOLLOW_UP, LEAVE_IT, take_offer
from bot.cards import AGAIN, CHOOSE
from bot.commands.photos import PHOTOS, photos_command
from bot.happening import Commanded, Pressed, Submitted
from bot.heard import correcting, pausing, reporting, withdrawing, wording
from bot.heard.readers import Readers
from bot.ruling import trying
from bot.ruling import tuning as ruling
from bot.telling import answer, replace_question, tell
from bot.turn import Turn
from bot.weekly import drawing
from bot.weekly import taking as weekly

_FORMS: Mapping[str, Callable[[Turn, Readers, Submitted], None]] = {
    "edit": lambda turn, _, form: approving.submit(turn, form),
    "refuse": lambda turn, _, form: approving.submit(turn, form),
    "handover": lambda turn, _, form: handover.submit(turn, form),
    **dict.fromkeys(negotiating.FORMS, lambda turn, _, form: negotiating.submit(turn, form)),
    **dict.fromkeys(
        ("not_done", "not_mine", "answer", "send_back", "drop"),
        lambda turn, _, form: answering.submit(turn, form),
    ),
    "assign": assigning.assign_form,
    **dict.fromkeys(ruling.FORMS, lambda turn, _, form: ruling.rule_form(turn, form)),
    "goal": lambda turn, _, form: aiming.goal_form(turn, form),
    **dict.fromkeys(registering.FORMS, lambda turn, _, form: registering.register_form(turn, form)),
    **dict.fromkeys(weekly.FORMS, lambda turn, _, form: weekly.week_form(turn, form)),
    "setup": lambda turn, _, form: roster.configure(turn, form),
    "report": reporting.report,
    "correct": correcting.correct,
}
_COMMANDS: Mapping[str, Callable[[Turn, Readers, Commanded], None]] = {
    "assign": assigning.assign_command,
    "rules": ruling.rules_command,
    "handover": lambda turn, _, command: handover.handover_command(turn, command),
    "away": leaving.away_command,
    "me": lambda turn, _, command: _me(turn, command),
    "people": lambda turn, _, command: crewing.people_command(turn, command),
    "closed": closing.closed_command,
    "open": closing.open_command,
    "back": lambda turn, _, command: leaving.back_command(turn, command),
    "goals": lambda turn, _, command: aiming.goals_command(turn, command),
    "pause": pausing.pause_command,
    "resume": lambda turn, _, command: pausing.resume_command(turn, command),
    "words": wording.words_command,
    "resources": lambda turn, _, command: registering.resources_command(turn, command),
    PHOTOS: lambda turn, _, command: photos_command(turn, command),
    "week": lambda turn, _, command: drawing.week_command(turn, command),
}
_BUTTONS: Mapping[str, Callable[[Turn, Pressed], None]] = {
    "approve": approving.approve,
    handover.TAKE_ALL: handover.take_all,
    **dict.fromkeys(negotiating.BUTTONS, negotiating.press),
    reaching.REACH: reaching.choose,
    "import": importing.fetch,
    "try_book": trying.try_book,
    "rule_on": ruling.switch_on,
    "withdraw": withdrawing.withdraw,
    "ask_erasure": withdrawing.ask_erasure,
    "word_forget": wording.forget,
    "dismiss": lambda turn, pressed: replace_question(turn, pressed, None),
}


def _me(turn: Turn, command: Commanded) -> None:
    """Where somebody is asked, or which trade and hours are theirs."""
    if command.rest.strip().casefold() in reaching.CHOICES:
        reaching.reach_command(turn, command)
    else:
        crewing.me_command(turn, command)


def submit(turn: Turn, readers: Readers, form: Submitted) -> None:
    """A form; of one that nobody knows any more its writer is told so."""
    if (known := _FORMS.get(form.form)) is not None:
        known(turn, readers, form)
    else:
        tell(turn, form.user, form.channel, "I no longer know what this form was for.")


def command(turn: Turn, readers: Readers, commanded: Commanded) -> None:
    """A command that changes something, or whose answer is more than words."""
    if (known := _COMMANDS.get(commanded.name)) is not None:
        known(turn, readers, commanded)
    else:
        answer(turn, commanded, "I know no such command. `/site help` lists them.")


def press(turn: Turn, readers: Readers, pressed: Pressed) -> None:
    """A button: of a question about words, of those that are known by name, or of an action's card."""
    if pressed.name.startswith((CHOOSE, AGAIN)):
        correcting.choose(turn, readers, pressed)
    elif pressed.name in (FOLLOW_UP, LEAVE_IT):
        take_offer(turn, readers, pressed)
    else:
        _BUTTONS.get(pressed.name, answering.press)(turn, pressed)
