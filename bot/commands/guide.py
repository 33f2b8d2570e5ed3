"""`/site` and `/site help`: the menu, and how it works: all in one screen, then by topic and by command."""

from bot.body import Block, Body, actions, button, context, section
from bot.commands.topics import ALSO, ANSWERS, COMMANDS, TOPICS, Command, Topic
from bot.commands.words import did_you_mean
from bot.mrkdwn import said

_MORE = "`/site help COMMAND` tells all about one; `/site help` lists the topics."


def menu_answer() -> Body:
    """What can be asked, as buttons."""
    lead = "*What do you want to see?*"
    listing = "\n".join(f"`/site {one.name}` {one.does}" for one in COMMANDS.values())
    return Body(
        text=f"What do you want to see?\n{listing}", blocks=(section(lead), menu_buttons(), context(listing))
    )


def menu_buttons() -> Block:
    """The menu's row of buttons."""
    labels = {
        "status": "Status",
        "tasks": "Tasks",
        "mine": "My actions",
        "overdue": "Overdue",
        "assign": "Ask somebody",
    }
    labels |= {"setup": "Set up", "help": "Help"}
    return actions([button(f"show_{name}", label, "") for name, label in labels.items()])


def help_answer(about: str = "") -> Body:
    """How it works, or more about a topic or a command; of anything else what is nearest to it."""
    name = about.casefold().strip("` ").removeprefix("/site").strip()
    topic = next((one for one in TOPICS if one.name == name), None)
    command = COMMANDS.get(ALSO.get(name, name))
    if not name:
        parts = _overview()
    elif topic is not None:
        parts = _of_topic(topic)
    elif command is not None:
        parts = _of_command(command)
    else:
        parts = [_no_help(name)]
    return Body(text="\n\n".join(parts), blocks=tuple(section(part) for part in parts))


def _overview() -> list[str]:
    loop = (
        "*1. Write as you always do.* What stops the work, moves a date or may hurt somebody counts: “L3 columns stopped, no "
        "concrete delivered”.\n"
        "*2. Who answers for it is asked*, on a card in the channel and in a direct message, with the time by which it is due.\n"
        f"*3. Press a button or answer in words:* {ANSWERS}\n"
        "*4. Silence counts too:* it is asked again, then goes up, until it is done. “Why?” on the card shows every reason.\n"
        "*5. What I misread you put right:* edit or delete the message, or take “What was understood?” in its menu."
    )
    topics = "\n".join(f"`/site help {one.name}` {one.about}" for one in TOPICS)
    return [
        f"*How it works*\n{loop}",
        f"*More by topic*\n{topics}",
        "And by command, such as `/site help away`. `/site` alone is the menu.",
    ]


def _of_topic(topic: Topic) -> list[str]:
    """What the topic teaches, then its commands, each with an example."""
    listing = "\n".join(f"`{one.examples[0]}` {one.does}" for one in topic.commands)
    own = [_examples(one) for one in topic.commands if one.name == topic.name]
    return [
        f"*{topic.name.capitalize()}:* {topic.about}",
        *topic.teaches,
        f"*Commands*\n{listing}",
        *own,
        _MORE,
    ]


def _examples(command: Command) -> str:
    """What else there is to know of the command whose name its topic has, since asking for it shows the topic."""
    return " · ".join(f"`{one}`" for one in command.examples) + f"\n{command.more}" * bool(command.more)


def _of_command(command: Command) -> list[str]:
    topic = next(one for one in TOPICS if command in one.commands)
    examples = "\n".join(f"`{one}`" for one in command.examples)
    told = f"*`/site {command.name}`* {command.does}.{' ' * bool(command.more)}{command.more}"
    return [told, f"*For example*\n{examples}", f"`/site help {topic.name}`: {topic.about}"]


def _no_help(name: str) -> str:
    known = [*(one.name for one in TOPICS), *COMMANDS]
    listed = ", ".join(f"`{one.name}`" for one in TOPICS)
    nearest = did_you_mean(name, dict.fromkeys(known))
    return f"I have no help about “{said(name, 40)}”.{nearest} Topics are {listed}; any command goes as well."


def import_answer() -> Body:
    """How to bring a schedule in."""
    text = (
        "*Drop the schedule into the site's channel* as a CSV, a Primavera P6 XER or an MS Project XML file; I read "
        "it once a manager says so, and tell what I found, or row by row what is to be mended.\n"
        "A CSV needs the columns `id`, `name`, `start` and `finish` (dates as 2026-03-10); `zone`, `trade`, `owner`, "
        "`budget_usd` and `predecessors` (`A-110SS+2d;A-120`) help. What was said of tasks that stay is kept.\n"
        "In MS Project choose Save As and the type XML; a column named `Activity ID`, `Zone`, `Trade` or `Responsible` is read.\n"
        "*Crews and plant* come in the same way, as a CSV with the columns `name` and `kind` (crew or plant); `trade`, "
        "`count`, `zone`, `called`, `since`, `until`, `shared` help, and for a booking `task`, "
        "`booked_from`, `booked_until` and `booked`."
    )
    return Body(text=text, blocks=(section(text),))


def unknown_answer(name: str) -> Body:
    """A command that there is not."""
    word = said(name, 40).replace("`", "")
    return Body(
        text=f"I do not know `/site {word}`.{did_you_mean(name, COMMANDS)} `/site help` says what I know."
    )


def strange_words(name: str, rest: str) -> Body | None:
    """What follows a command that takes only certain words, if it is none of them."""
    command = COMMANDS.get(ALSO.get(name, name))
    takes = command.takes if command else None
    return None if not rest or takes is None or rest.casefold() in takes else strange_answer(name, rest)


def strange_answer(name: str, words: str) -> Body:
    """Words after a command that mean nothing there, and what can be said."""
    command = COMMANDS[ALSO.get(name, name)]
    typed = " or ".join(f"`{one}`" for one in command.examples)
    return Body(text=f"I do not understand “{said(words, 60)}” after `/site {command.name}`. Say {typed}.")


def no_site_answer() -> Body:
    """Asked where there is no site."""
    text = "This is no site's channel yet. Invite me with `/invite @Siteloop` and run `/site setup` here, or ask where a site is."
    return Body(text=text, blocks=(section(text),))
