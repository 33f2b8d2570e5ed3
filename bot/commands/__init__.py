"""What `/site` answers; each answer is read from the database and changes nothing."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.body import Body
from bot.commands.actions import actions_answer
from bot.commands.goals import goals_answer
from bot.commands.guide import help_answer, import_answer, menu_answer, unknown_answer
from bot.commands.log import log_answer
from bot.commands.loop import loop_answer
from bot.commands.me import me_answer
from bot.commands.own_words import words_answer
from bot.commands.people import people_answer
from bot.commands.picture import Picture
from bot.commands.resources import resources_answer
from bot.commands.rules import rules_answer
from bot.commands.status import status_answer
from bot.commands.tasks import tasks_answer
from bot.commands.topics import ALSO
from bot.commands.why import why_answer
from bot.commands.why_not import why_not_answer
from bot.weekly.report import week_answer
from storage.reader import Reader

SITELESS = ("", "menu", "help", "import")
ANSWERED: Mapping[str, Callable[[Picture, str, str], Body]] = {
    "status": lambda picture, _rest, _user: status_answer(picture),
    "tasks": lambda picture, rest, _user: tasks_answer(picture, rest),
    "actions": actions_answer,
    "log": log_answer,
    "me": me_answer,
    "people": lambda picture, _rest, user: people_answer(picture, user),
    "words": words_answer,
    "rules": lambda picture, rest, _user: rules_answer(picture, rest),
    "goals": lambda picture, _rest, _user: goals_answer(picture),
    "resources": lambda picture, rest, _user: resources_answer(picture, rest),
    "loop": lambda picture, _rest, _user: loop_answer(picture),
    "week": week_answer,
    "why": lambda picture, rest, _user: why_answer(picture, rest),
    "why-not": lambda picture, rest, _user: why_not_answer(picture, rest),
}
_FILTERS = ("mine", "waiting", "overdue")


def answer(command: str, reader: Reader, now: datetime, user: str) -> Body:
    """The answer to `status`, `tasks L3 late`, `actions mine`, `why ACT-12` and so on, for this person at this site."""
    name, rest = split(command)
    if name in SITELESS:
        return siteless_answer(name, rest)
    if name in _FILTERS:
        name, rest = "actions", f"{name} {rest}".strip()
    found = ANSWERED.get(ALSO.get(name, name))
    return found(Picture(reader, now), rest, user) if found else unknown_answer(name)


def siteless_answer(name: str, rest: str = "") -> Body:
    """The answers that need no site."""
    match name:
        case "help":
            return help_answer(rest)
        case "import":
            return import_answer()
        case _:
            return menu_answer()


def split(command: str) -> tuple[str, str]:
    """The command's word, and what follows as it was written."""
    name, _, rest = command.strip().partition(" ")
    return name.casefold(), rest.strip()
