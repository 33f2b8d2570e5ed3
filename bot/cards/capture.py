"""What Siteloop understood of a message, and the question that it asks where it is not sure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.body import Body, actions, button, context, paragraphs, section
from bot.mrkdwn import said
from bot.phrases import signal_words
from bot.view import SiteView, counted
from rules.signal import Signal
from rules.subject import Live


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An answer that a question offers: what the button says, and the word that comes back."""

    label: str
    value: str


YES_NO = (Choice(label="Yes", value="yes"), Choice(label="No", value="no"))


def understood(message: str, signals: Sequence[Signal], view: SiteView, lead: str = "") -> Body:
    """What was read from the message of that id, line by line, with a button to put it right."""
    nothing = "I read nothing to record in that message."
    lead = lead or (f"Understood, {counted(len(signals), 'thing')}:" if signals else nothing)
    lines = [f"• {signal_words(signal, view)}" for signal in signals]
    row = actions((button("correct", "Not right?", message),))
    return Body(text="\n".join([lead, *lines]), blocks=(*paragraphs([f"*{lead}*", *lines]), row))


def question(live: Live, view: SiteView, choices: Sequence[Choice] = YES_NO, asks: str = "") -> Body:
    """Asks its writer about one signal; each of two to four buttons answers `<live id>|<choice's value>`."""
    about = signal_words(live.signal, view).replace(" (to be confirmed)", "")
    lead = said(asks, 300) or "Did I get that right?"
    row = [
        button(
            f"choose_{place}",
            choice.label,
            f"{live.id}|{choice.value}",
            style="primary" if place == 1 else "",
        )
        for place, choice in enumerate(choices[:4], start=1)
    ]
    offered = " / ".join(said(choice.label, 75) for choice in choices[:4])
    blocks = (
        section(f"*{lead}*\n{about}"),
        context(f"“{view.said(live.signal.words, 300)}”"),
        actions(row),
    )
    return Body(text=f"{lead} {about}\n“{view.said(live.signal.words, 300)}”\n{offered}", blocks=blocks)
