"""In whose stead somebody is asked: what the asker is told when whom they named is away."""

from bot.turn import Turn
from bot.view import SiteView
from rules.life.leave import absence_of


def for_whom(turn: Turn, meant: str, to: str) -> str:
    """Beside whoever has it: ` for Minh Trần, who is away`; nothing where it is them who were named."""
    return f" for {SiteView(turn).name(meant)}, who is away" if meant != to else ""


def has_left(turn: Turn, meant: str, undone: str) -> str:
    """To the asker: that whom they named has left the site, so that it is `undone`; empty where they have not."""
    view = SiteView(turn)
    told = f"{view.name(meant)} has left the site, so {undone}. Name somebody who is here."
    return told if view.is_gone(meant) else ""


def why_not(turn: Turn, meant: str, to: str) -> str:
    """To the asker: that whom they named is away, until when, and whether somebody stands in."""
    view, absence = SiteView(turn), absence_of(turn, meant, turn.now)
    if absence is None:
        return ""
    name, until = view.name(meant), view.until(absence.until)
    if meant != to:
        return f" {name} is away {until}, and {view.name(to)} stands in."
    return f" {name} is away {until}, and nobody stands in: ask somebody else if it cannot wait."
