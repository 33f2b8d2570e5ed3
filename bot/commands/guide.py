"""`/site` and `/site help`: the menu, and how to write so that it counts."""

from bot.body import Block, Body, actions, button, context, section
from bot.cards.notes import EXAMPLES
from bot.commands.words import did_you_mean
from bot.mrkdwn import said

COMMANDS = {
    "status": "progress against plan, what is blocked, what is overdue",
    "tasks": "the schedule; add `late`, `blocked`, `critical`, a zone, a trade or a name",
    "actions": "what is open; add `mine`, `waiting`, `overdue`, `done`, or what to search: a name, a trade, a cause",
    "log": "what was captured, with a button to put it right: `yesterday`, a day, a task, a person",
    "words": "what only this site calls so, such as “the podium”, and from whom I know it; managers add and undo",
    "loop": "how well the loop closes: from the word to the action, to the first answer, to its end",
    "week": "who promised what for this week, what was kept and why the rest was not, with a picture; add `last` or `next`",
    "promise": "what you will finish in a week; till the cut-off freely, afterwards as a change; `/site promise next`",
    "why": "how an action came to be, clause by clause: `/site why ACT-12`",
    "why-not": "what held a rule back: `/site why-not critical-task-blocked A-310`",
    "goals": "what is wanted of the site, how far it is, what stands against it; `/site goals add` sets one",
    "resources": "crews and plant: who has what until when; add `idle`, `clashes` or a name; `add` and `book NAME` open forms",
    "rules": "what counts as a problem here and what came of it; `/site rules RULE` reads one aloud and changes it",
    "me": "what was captured from you, and how to take it back; `thread` or `direct`: where I ask you; `shift 19:00-05:00`: when",
    "people": "who leads which trade, who works when; set it: `/site people @raj trade electrical`, `… shift 19:00-05:00`",
    "pause": "have me read nothing here for a while: `/site pause until 15:00`; `/site resume` ends it",
    "assign": "ask somebody: `/site assign @diego inspect the pump by 15:00`",
    "handover": "hand all that is open with you over, as at the end of a shift: `/site handover @minh`",
    "away": "a leave, and who stands in: `/site away today..Friday deputy @minh`; `/site back` ends one",
    "closed": "days without work: `/site closed 24 Dec..2 Jan`; `/site open Saturday` is worked",
    "import": "how to bring the schedule in",
    "setup": "roles, shift, time zone, currency, who is who",
    "help": "this",
}
RULE_USAGE = {
    "mode": "`/site rules mode RULE observe|propose|auto because …`",
    "off": "`/site rules off RULE because …`",
    "on": "`/site rules on RULE`",
    "silence": "`/site rules silence RULE until Monday 07:00 because …`",
    "set": "`/site rules set RULE task.silent_hours >= 20 because …`",
    "reset": "`/site rules reset RULE`",
}
ANSWERS = (
    "“done” · “not done, no rebar until Thursday” · “on it” · “need a hand” · “not mine, ask @minh” · ✅"
)
NEGOTIATED = (
    "Also in its thread: “by 4pm instead” · “need 2 men by Thursday” · “snooze until 14:00” · “split with @minh: … / …” · a "
    "photo, where one is asked for. Managers: “@siteloop have diego fix the pump by 3pm”, or *Make action* in a message's menu."
)


def menu_answer() -> Body:
    """What can be asked, as buttons."""
    lead = "*What do you want to see?*"
    listing = "\n".join(f"`/site {name}` {meaning}" for name, meaning in COMMANDS.items())
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


def help_answer() -> Body:
    """Teaches how to write, how to answer, and what can be asked."""
    parts = [
        "*Write as you always do.* I read what is said as a fact, and stay quiet about the rest:\n"
        + "\n".join(EXAMPLES),
        "*When something is asked of you*, press a button on the card or answer in its thread or in your direct message:\n"
        + f"{ANSWERS}\n{NEGOTIATED}",
        "*Edit or delete a message* and I take it into account. “What was understood?” in a message's menu shows what I read and "
        "puts it right field by field; “Record as update” records one that I passed over, and the shortcut “Report” is a form. "
        "A photo with a caption is kept as evidence and shown on the card, a voice clip is read once Slack has its transcript, "
        "and what you share from elsewhere counts as its writer's, relayed by you.",
        "*What stays yours:* I read only channels that I was invited to, and no message with `[off]` in it. What is open with "
        "somebody who leaves goes to the next who can answer for it.",
        "\n".join(f"`/site {name}` {meaning}" for name, meaning in COMMANDS.items()),
        f"*Managers change the rules of their site*, each change with a reason: {' · '.join(RULE_USAGE.values())}\n"
        "With `try` before it (`/site rules try off RULE`) a change is only tried on everything that happened here. A rulebook "
        "file dropped here can be tried likewise.",
    ]
    return Body(text="\n\n".join(parts), blocks=tuple(section(part) for part in parts))


def import_answer() -> Body:
    """How to bring a schedule in."""
    text = (
        "*Drop the schedule into the site's channel* as a CSV, a Primavera P6 XER or an MS Project XML file; I read "
        "it, tell what I found and ask before it replaces the plan.\n"
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


def no_site_answer() -> Body:
    """Asked where there is no site."""
    text = "This is no site's channel yet. Invite me with `/invite @Siteloop` and run `/site setup` here, or ask where a site is."
    return Body(text=text, blocks=(section(text),))
