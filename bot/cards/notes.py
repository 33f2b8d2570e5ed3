"""Short messages: what a rule tells, an escalation in the card's thread, a welcome, an answer of one sentence, a digest."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.body import Body, actions, button, context, header, paragraphs, section
from bot.cards.story import SEVERITY, owner_reason
from bot.mrkdwn import escape, said
from bot.view import SiteView, counted
from rules.folding.entry import Notified
from rules.life.action import life
from rules.subject import ActionState, Step, StepKind

EXAMPLES = (
    "“L3 pour 80%, crane down since 7”",
    "“L3 columns stopped, no concrete delivered”",
    "“need 4 carpenters on L2 by Thursday”",
    "“no harness on the deck edge”",
    "“rebar truck not here till Thursday”",
)

_OF_TIME: Collection[StepKind] = ("reminded", "forgotten", "unheard")  # steps that only time brings


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a digest: a heading and its lines, already escaped; `empty` stands there when there are none."""

    heading: str
    lines: Sequence[str] = ()
    empty: str = ""


def note(text: str) -> Body:
    """One sentence of our own; whoever puts a person's words into it escapes them."""
    return Body(text=text, blocks=(section(text),))


def named(body: Body, mention: str) -> Body:
    """The same where many read it, with the mention of the one whom it is for."""
    first, *others = body.blocks
    text = f"{mention} {first['text']['text']}"
    return Body(text=f"{mention} {body.text}", blocks=(section(text), *others))


def notice_body(told: Notified, view: SiteView, person: str = "") -> Body:
    """What a rule tells, and what that means for this person; and the task that it is about."""
    text = f"{SEVERITY[told.severity]} {view.said(told.words_for(person), 900)}"
    about = view.task_label(told.task) if told.task else ""
    blocks = (section(text), *([context(about)] if about else []))
    return Body(text=f"{text}\n{about}" if about else text, blocks=blocks)


def escalation_note(action: ActionState, to: str, view: SiteView) -> Body:
    """Told in the card's thread when it goes to the next person: why, and to whom; of a danger that reaches nobody, in the
    channel, what is to be done."""
    found = life(action)
    asked_up = next(
        (step for step in reversed(action.steps) if step.kind == "escalated" and step.to == to), None
    )
    if asked_up is not None and asked_up.note and asked_up.at < found.due:
        why = f"{view.said(asked_up.note, 200)}."
    else:
        about = f" ({counted(len(found.members), 'case')})" if len(found.members) > 1 else ""
        why = f"{action.asked.id}{about} was due {view.when(found.due)} and is still open."
    went_up = f"{why} Escalated to {view.who(to)}, {owner_reason(action, to)}."
    if asked_up is None or not rings_nobody(action, asked_up):
        return note(went_up)
    told = f"They are on leave, and nobody of the site's line is left to ask. {view.said(action.asked.text, 200)}"
    return note(
        f"{went_up}\n{told}\nWhoever is there: make it safe, and say so in the thread of {action.asked.id}."
    )


def rings_nobody(action: ActionState, step: Step) -> bool:
    """Whether a danger has gone up to somebody who is away, since nobody is left who is there."""
    return action.asked.severity == "safety" and step.kind == "escalated" and step.held == "away"


def is_for_all(action: ActionState, step: Step) -> bool:
    """Whether the channel is told that it rings nobody: it is not told so twice while nothing but time has passed."""
    if not rings_nobody(action, step):
        return False
    known = next(place for place, one in enumerate(action.steps) if one.id == step.id)
    before = (one for one in reversed(action.steps[:known]) if one.kind not in _OF_TIME)
    last = next(before, None)
    return last is None or not rings_nobody(action, last)


def welcome(channel: str, name: str = "") -> Body:
    """What Siteloop is and how to set it up, said when it joins a channel."""
    called = f" for {said(name, 80)}" if name else ""
    lead = (
        f"*Siteloop is here{called}.* Write as you always do. What stops the work becomes an action for the person who "
        "answers for it, and it is followed up until it is done."
    )
    steps = (
        "*1.* Set the site up: people's roles, shift, time zone.\n"
        "*2.* Drop the schedule here as a CSV, a Primavera XER or an MS Project XML file.\n"
        "*3.* Write what happens, for example:"
    )
    blocks = (
        section(lead),
        section(steps),
        context("\n".join(EXAMPLES)),
        actions(
            (
                button("show_setup", "Set up", channel, style="primary"),
                button("show_help", "How it works", ""),
            )
        ),
    )
    text = f"{lead}\n{steps}\n{chr(10).join(EXAMPLES)}\n/site setup begins, /site help says more.".replace(
        "*", ""
    )
    return Body(text=text, blocks=blocks)


def digest_body(title: str, parts: Sequence[Part], closing: str = "") -> Body:
    """A summary: a title, then each part with its lines; `title` and `closing` are ours, lines are escaped already."""
    blocks = [header(title)]
    text = [escape(title)]
    for part in parts:
        lines = list(part.lines) or ([part.empty] if part.empty else [])
        if not lines:
            continue
        blocks += paragraphs([f"*{escape(part.heading)}*", *lines])
        text += ["", escape(part.heading), *lines]
    if closing:
        blocks.append(context(closing))
        text += ["", closing]
    return Body(text="\n".join(text), blocks=tuple(blocks))


def with_questions(digest: Body, questions: Sequence[Body]) -> Body:
    """A digest that ends with what its reader was asked before and did not answer."""
    lead = (
        "I was not sure about these, and you have not said yet. Without an answer they stay unconfirmed, and I act on none "
        "of them."
    )
    blocks = (*digest.blocks, section(f"*Still to be confirmed*\n{lead}"))
    text = "\n".join([digest.text, "", "Still to be confirmed", lead, *(one.text for one in questions)])
    return Body(text=text, blocks=(*blocks, *(block for one in questions for block in one.blocks)))
