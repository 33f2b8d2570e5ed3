"""Photos on a card: what the words that it quotes show, and what proves that it is done."""

from collections.abc import Iterable, Iterator, Sequence

from bot.body import Block, image
from bot.cards.asked import evidence
from bot.view import Photo, SiteView
from rules.subject import ActionState


def photo_blocks(photos: Sequence[Photo]) -> list[Block]:
    """The photos, each below its title."""
    return [image(one.file, one.words, one.title) for one in photos]


def photos_of(action: ActionState, view: SiteView, most: int) -> list[Photo]:
    """The newest photos of the messages that it rests on and was answered with, the oldest of them first."""
    found = view.photos(_messages(action, view))
    return list({one.file: one for one in found}.values())[-most:]


def _messages(action: ActionState, view: SiteView) -> Iterator[str]:
    quoted = ((live, view.evidence(live)) for live in evidence(action))
    yield from _named(live for live, found in quoted if found is not None and found.gone != "taken back")
    yield from _named(step.id for step in action.steps if step.via in ("thread", "photo"))


def _named(live_ids: Iterable[str]) -> Iterator[str]:
    for live_id in live_ids:
        yield live_id.removesuffix("/reason").rpartition("#")[0]
