"""What `/site` can do, by topic: the one place where a command's words, its meaning and its examples stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.notes import EXAMPLES

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


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command: what it gives or does, examples as they are typed, what else to know, words that mean the same, and the only
    words that may follow it (None: it says itself what it does not understand).
    """

    name: str
    does: str
    examples: tuple[str, ...]
    more: str = ""
    also: tuple[str, ...] = ()
    takes: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Commands that belong together, and what to know about their matter; `about` is the topic in a line."""

    name: str
    about: str
    teaches: tuple[str, ...]
    commands: tuple[Command, ...]


CAPTURE = Topic(
    name="capture",
    about="how to write so that it counts, and what stays yours",
    teaches=(
        "*Write as you always do.* I read what is said as a fact, and stay quiet about the rest:\n"
        + "\n".join(EXAMPLES),
        "*Edit or delete a message* and I take it into account. “What was understood?” in a message's menu shows what I read and "
        "puts it right field by field; “Record as update” records one that I passed over, and the shortcut “Report” is a form. "
        "A photo with a caption is kept as evidence and shown on the card, a voice clip is read once Slack has its transcript, "
        "and what you share from elsewhere counts as its writer's, relayed by you.",
        "*What stays yours:* I read only channels that I was invited to, and no message with `[off]` in it.",
    ),
    commands=(
        Command(
            name="me",
            does="what was captured from you, and how to take it back",
            examples=("/site me", "/site me thread", "/site me shift 19:00-05:00"),
            more="`thread` or `direct` says where I ask you, `shift` when you work.",
        ),
        Command(
            name="pause",
            does="have me read nothing in this channel for a while",
            examples=("/site pause until 15:00",),
        ),
        Command(name="resume", does="have me read this channel again", examples=("/site resume",), takes=()),
    ),
)
ACTIONS = Topic(
    name="actions",
    about="what is asked of you and of others, and how to answer",
    teaches=(
        "*When something is asked of you*, press a button or answer in its thread, your direct message or so: “ACT-2 done”:\n"
        + ANSWERS,
        "*Also in its thread:* “by 4pm instead” · “need 2 men by Thursday” · “snooze until 14:00” · “split with @minh: … / …” · "
        "a photo, where one is asked for.",
        "*A time that you give is kept:* it is when what stops a task will be clear, with your name, wherever that is shown; to "
        "a question for a finish it is the finish, and whoever it hits is told.",
        "*Name a person or only a trade:* “@raj move the conduit please” is Raj's, “electricians, we need the sleeves” goes to "
        "who leads them here, in a thread that both share. Where nobody takes it on you hear that, and what you can do.",
        "*A yes or no is taken back* with its message, until somebody acts on it.",
        "*Managers* ask in words, “@siteloop have diego fix the pump by 3pm”, or by *Make action* in a message's menu.",
    ),
    commands=(
        Command(
            name="actions",
            does="what is open",
            examples=("/site actions mine", "/site actions overdue", "/site actions concrete"),
            more="Add `mine`, `waiting`, `overdue`, `asked` (by you), `reported`, `done`, `all`, or words to find.",
            also=("action",),
        ),
        Command(
            name="assign",
            does="ask somebody to do something; managers can",
            examples=("/site assign @diego inspect the pump by 15:00",),
            more="Alone it opens a form.",
        ),
        Command(
            name="why",
            does="how an action came to be, clause by clause, on whose words",
            examples=("/site why ACT-1",),
        ),
        Command(
            name="loop",
            does="how well the loop closes: from the word to the action, to the first answer, to its end",
            examples=("/site loop",),
            takes=(),
        ),
    ),
)
PEOPLE = Topic(
    name="people",
    about="who leads what and works when; end of shift, leave, and who stands in",
    teaches=(
        "*Nothing stays open because somebody is away.* What is open with them goes to their deputy, else to the next who can "
        "answer for it, and comes back with them. Who leaves the channel or the workspace is asked nothing more.",
    ),
    commands=(
        Command(
            name="people",
            does="who is at the site, who leads which trade, who works when",
            examples=(
                "/site people",
                "/site people @raj trade electrical",
                "/site people @raj shift 19:00-05:00",
            ),
            more="Managers set it; `none` takes it back.",
            also=("person",),
        ),
        Command(
            name="handover",
            does="hand all that is open with you over, as at the end of a shift",
            examples=("/site handover @carlos", "/site handover @minh @carlos ACT-1"),
            more="Alone it opens a form. Without ids it is everything. A manager does it for somebody else, named first.",
        ),
        Command(
            name="away",
            does="a leave, and who stands in",
            examples=(
                "/site away today..Friday deputy @minh",
                "/site away @diego tomorrow..Friday deputy @minh",
            ),
            more="For somebody else a manager says it. Leaves stand side by side; one that meets another takes its place.",
        ),
        Command(
            name="back",
            does="end a leave early, or take back the one that comes next",
            examples=("/site back",),
        ),
    ),
)
LOG = Topic(
    name="log",
    about="what was captured, putting it right, and this site's own words",
    teaches=(
        "*What I misread you put right:* each line of the log has a button for it. Tell me once which task “the podium” is, and "
        "I know it from then on.",
    ),
    commands=(
        Command(
            name="log",
            does="what was captured, each with a button to put it right",
            examples=("/site log yesterday", "/site log A-310", "/site log yesterday @minh"),
            more="Alone it is today's; a day goes with a task or a person.",
        ),
        Command(
            name="words",
            does="what only this site calls so, such as “the podium”, and from whom I know it",
            examples=("/site words", "/site words add podium = A-310", "/site words forget podium"),
            more="Managers add and forget them.",
            also=("word",),
        ),
    ),
)
PLAN = Topic(
    name="plan",
    about="how far the site is: tasks, goals, days without work",
    teaches=(
        "*What is said moves the plan:* progress, stops and new dates are held against the schedule at once, also a later start: "
        "“L4 slab formwork will start Thursday instead of Tuesday”.",
    ),
    commands=(
        Command(
            name="status",
            does="progress against plan, what is blocked, what is overdue",
            examples=("/site status",),
            takes=(),
        ),
        Command(
            name="tasks",
            does="the schedule",
            examples=("/site tasks late", "/site tasks L3 concrete"),
            more="Add `late`, `blocked`, `critical`, a zone, a trade or a name.",
            also=("task",),
        ),
        Command(
            name="goals",
            does="what is wanted of the site, how far it is, what stands against it",
            examples=("/site goals", "/site goals add"),
            more="Managers `add` one, `change GOAL` or `retire GOAL`.",
            also=("goal",),
        ),
        Command(
            name="closed",
            does="days without work",
            examples=("/site closed 24 Dec..2 Jan", "/site closed"),
            more="Alone it lists the days that are otherwise than the week.",
        ),
        Command(name="open", does="a day off that is worked", examples=("/site open Saturday",)),
        Command(
            name="import",
            does="how to bring the schedule, crews and plant in",
            examples=("/site import",),
            takes=(),
        ),
    ),
)
WEEK = Topic(
    name="week",
    about="who promises what for the week, and what was kept",
    teaches=(
        "*Once a week* whoever answers for tasks is asked what they will finish. Till the cut-off you change it freely, "
        "afterwards the change is kept beside the promise. At the end of the week I ask only about what was not said anyway.",
    ),
    commands=(
        Command(
            name="week",
            does="who promised what, what was kept and why the rest was not, with a picture",
            examples=("/site week", "/site week last", "/site week next"),
            also=("weeks",),
        ),
        Command(
            name="promise",
            does="what you will finish in a week",
            examples=("/site promise", "/site promise next"),
            also=("promises",),
            takes=("next",),
        ),
    ),
)
RESOURCES = Topic(
    name="resources",
    about="crews and plant: who has what until when",
    teaches=(
        "*When a task lacks a machine* I look who can spare one and propose the move that harms least; one tap makes it. Write "
        "what you need in the channel: “need the pump for L3 pour tomorrow 7:00”.",
    ),
    commands=(
        Command(
            name="resources",
            does="crews and plant, where they are and until when",
            examples=("/site resources", "/site resources idle", "/site resources book concrete-pump-1"),
            more="Add `idle`, `clashes` or a name. Managers `add` one, `change NAME`, `book NAME`, `free NAME TASK`, "
            "`retire NAME`.",
            also=("resource", "plant"),
        ),
    ),
)
RULES = Topic(
    name="rules",
    about="what counts as a problem here, and how managers change it",
    teaches=(
        f"*Managers change the rules of their site*, each change with a reason: {' · '.join(RULE_USAGE.values())}",
        "*With `try` before it* (`/site rules try off RULE`) a change is only tried on everything that happened here. A rulebook "
        "file dropped here can be tried likewise.",
    ),
    commands=(
        Command(
            name="rules",
            does="what counts as a problem here and what came of it; with its id, a rule read aloud",
            examples=(
                "/site rules",
                "/site rules work-stopped",
                "/site rules try off work-stopped",
                "/site rules silence work-stopped until Monday 07:00 because the crane is overhauled",
            ),
            more="`noisy`, `off`, `tuned`, `fired` or a word narrow the list.",
            also=("rule",),
        ),
        Command(
            name="why-not",
            does="what held a rule back",
            examples=(
                "/site why-not critical-task-blocked A-310",
                "/site why-not work-stopped A-310 at 2026-03-10T09:00",
            ),
            more="Add `at 2026-03-11T09:00` for a past time.",
            also=("whynot",),
        ),
    ),
)
SETUP = Topic(
    name="setup",
    about="how a site begins: people's roles, shift, schedule",
    teaches=(
        "*Three steps:* invite me into the site's channel, run `/site setup` there, drop the schedule into it as a CSV, a "
        "Primavera XER or an MS Project XML file.",
    ),
    commands=(
        Command(
            name="setup",
            does="roles, shift, time zone, currency, who is who",
            examples=("/site setup",),
            takes=(),
        ),
        Command(
            name="help",
            does="how it works; with a topic or a command, more about it",
            examples=("/site help", "/site help rules", "/site help away"),
            more="`/site` alone is the menu.",
        ),
    ),
)
TOPICS = (CAPTURE, ACTIONS, PEOPLE, LOG, PLAN, WEEK, RESOURCES, RULES, SETUP)
COMMANDS: Mapping[str, Command] = {one.name: one for topic in TOPICS for one in topic.commands}
ALSO: Mapping[str, str] = {word: one.name for one in COMMANDS.values() for word in one.also}
