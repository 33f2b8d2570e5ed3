"""What rules tell without asking for anything: to each person, and in the site's channel."""

from bot.cards import notice_body
from bot.telling import say, say_to
from bot.turn import Turn
from bot.view import SiteView
from rules.read import site_of


def show_notices(turn: Turn) -> None:
    """Say what this turn's rules told: aloud at once, to people in their shift, unless it is about safety.

    Whoever is spared for the day reads it in the next digest.
    """
    view, site = SiteView(turn), site_of(turn)
    for told in turn.notices():
        name = f"notice:{told.decision}"
        if told.aloud and site.channel:
            say(turn, site.channel, notice_body(told, view), name=name)
        for person in told.to:
            if person not in told.held:
                body = notice_body(told, view, person)
                say_to(turn, person, body, name=f"{name}:{person}", urgent=told.severity == "safety")
