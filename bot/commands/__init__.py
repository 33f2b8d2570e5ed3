"""What `/site` answers; each answer is read from the database and changes nothing."""

from datetime import datetime

from bot.body import Body
from bot.commands.actions import actions_answer
from bot.commands.guide import help_answer, import_answer, menu_answer, unknown_answer
from bot.commands.picture import Picture
from bot.commands.status import status_answer
from bot.commands.tasks import tasks_answer
from bot.commands.why import why_answer
from bot.commands.why_not import why_not_answer
from storage.reader import Reader

SITELESS = ("", "menu", "help", "import")


def answer(command: str, reader: Reader, now: datetime, user: str) -> Body:
    """The answer to `status`, `tasks L3 late`, `actions mine`, `why ACT-12` and so on, for this person at this site."""
    name, rest = split(command)
    if name in SITELESS:
        return siteless_answer(name)
    picture = Picture(reader, now)
    match name:
        case "status":
            return status_answer(picture)
        case "tasks" | "task":
            return tasks_answer(picture, rest)
        case "actions" | "action":
            return actions_answer(picture, rest, user)
        case "mine" | "overdue":
            return actions_answer(picture, name, user)
        case "why":
            return why_answer(picture, rest)
        case "why-not" | "whynot":
            return why_not_answer(picture, rest)
        case _:
            return unknown_answer(name)


def siteless_answer(name: str) -> Body:
    """The answers that need no site."""
    match name:
        case "help":
            return help_answer()
        case "import":
            return import_answer()
        case _:
            return menu_answer()


def split(command: str) -> tuple[str, str]:
    """The command's word, and what follows as it was written."""
    name, _, rest = command.strip().partition(" ")
    return name.casefold(), rest.strip()
