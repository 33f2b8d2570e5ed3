"""What Siteloop understood of a message, and the question that it asks where it is not sure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.body import Body, actions, button, context, paragraphs, section
from bot.mrkdwn import said
from bot.phrases import fact_words, signal_words
from bot.view import SiteView, counted
from rules.signal import Signal
from rules.subject import Live


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An answer that a question offers: what the button says, and the word that comes back."""

    label: str
    value: str


CHOOSE, AGAIN = "choose_", "again_"
# Opens the form that puts right what was understood: of a message of its own, whose place the answer takes, or of one in a list.
CORRECT, CORRECT_LISTED = "correct", "correct_listed"


def understood(message: str, signals: Sequence[Signal], view: SiteView, lead: str = "") -> Body:
    """What was read from the message of that id, line by line, with a button to put it right."""
    nothing = "I read nothing to record in that message."
    lead = lead or (f"Understood, {counted(len(signals), 'thing')}:" if signals else nothing)
    lines = [f"• {signal_words(signal, view)}" for signal in signals]
    row = actions((button(CORRECT, "Not right?", message),))
    return Body(text="\n".join([lead, *lines]), blocks=(*paragraphs([f"*{lead}*", *lines]), row))


def question(
    live: Live, view: SiteView, choices: Sequence[Choice], asks: str = "", *, again: bool = False
) -> Body:
    """Asks its writer about one signal; each of up to three buttons answers `<live id>|<choice's value>`, the last one opens the
    form that puts it right. `again`: it stands in a digest, which its answer leaves alone."""
    about = _about(live, view)
    lead = said(asks, 300) or "Did I get that right?"
    name = AGAIN if again else CHOOSE
    row = [
        button(
            f"{name}{place}",
            choice.label,
            f"{live.id}|{choice.value}",
            style="primary" if place == 1 else "",
        )
        for place, choice in enumerate(choices[:3], start=1)
    ]
    row.append(button(CORRECT_LISTED if again else CORRECT, "Something else…", live.message))
    offered = " / ".join([*(said(choice.label, 75) for choice in choices[:3]), "Something else…"])
    blocks = (
        section(f"*{lead}*\n{about}"),
        context(f"“{view.said(live.signal.words, 300)}”"),
        actions(row),
    )
    return Body(text=f"{lead} {about}\n“{view.said(live.signal.words, 300)}”\n{offered}", blocks=blocks)


def read_words(signal: Signal, view: SiteView) -> str:
    """What was read, as long as that is to be confirmed: `Level 3 slab pour (A-310): 80 % done`, and of an answer `done`."""
    if signal.kind == "response":
        return fact_words(signal, view).removeprefix("answer: ")
    return signal_words(signal, view).replace(" (to be confirmed)", "")


def _about(live: Live, view: SiteView) -> str:
    """What was read; an answer with the action that it answers, since whoever has several open cannot tell which is meant."""
    message = view.message(live.message)
    action = view.action(message.action) if message and message.action else None
    read = read_words(live.signal, view)
    if live.signal.kind == "response" and action is not None:
        return f"{action.asked.id} {view.said(action.asked.text, 80)}: {read}"
    return read
