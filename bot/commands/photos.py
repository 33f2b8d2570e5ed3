"""The photos of a page of the log: they follow its words, since Slack refuses a whole answer for one photo that is gone."""

from bot.body import Body, section
from bot.cards.photos import photo_blocks
from bot.happening import Commanded
from bot.telling import answer
from bot.turn import Turn
from bot.view import SiteView

PHOTOS = "photos"
_MOST = 6


def photos_command(turn: Turn, asked: Commanded) -> None:
    """Show the photos of the messages that the command names, the first ones; none where they are gone by now."""
    photos = SiteView(turn).photos(asked.rest.split())[:_MOST]
    if photos:
        told = "The photos of these reports, as far as Slack shows them here; the words above link to each."
        answer(turn, asked, Body(text=told, blocks=(section(told), *photo_blocks(photos))))
