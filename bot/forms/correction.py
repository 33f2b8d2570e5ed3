"""The form that puts right what was understood of a message."""

from bot.body import Block, context, paragraphs, section
from bot.forms.fields import About, View, choice, field, form, notice
from bot.phrases import signal_words
from bot.view import SiteView
from rules.subject import MessageState

_MOST = 10


def correction_form(message: MessageState, view: SiteView, about: About) -> View:
    """Each signal with a tick, by its number in the message; those that are wrong lose it."""
    shown = message.live[:_MOST]
    options = [choice(live.id.rpartition("#")[2], signal_words(live.signal, view)) for live in shown]
    ticks: Block = {"type": "checkboxes", "options": options, "initial_options": options}
    blocks = [
        section(f">“{view.said(message.text, 600)}”"),
        field("keep", "What is right?", ticks, optional=True, hint="Take the tick away from what is wrong."),
    ]
    return form("correct", "What I understood", "Correct it", blocks, about)


def understood_notice(message: MessageState, view: SiteView) -> View:
    """The same for those who may not correct it."""
    view_of = notice("What I understood", f">“{view.said(message.text, 600)}”")
    lines = [f"• {signal_words(live.signal, view)}" for live in message.live]
    told = context("Its writer and the site's managers can put it right.")
    return {**view_of, "blocks": [*view_of["blocks"], *paragraphs(lines), told]}


def nothing_notice() -> View:
    """Where nothing was read: questions, plans and chatter hold nothing to record."""
    text = (
        "I recorded nothing from this message. Questions, plans and chatter stay yours.\n"
        "I record what is said as a fact: “L3 pour 80%”, “crane down since 7”, “need 4 carpenters by Thursday”."
    )
    return notice("What I understood", text)
