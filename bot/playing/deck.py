"""The cards that people of a played story have before them: in which order they came, and what each ever offered."""

import re
from collections.abc import Iterator, Sequence

from bot.playing.script import ScriptError
from bot.sandbox.records import Json
from bot.sandbox.shown import Shown

_ACTION = re.compile(r"\bACT-\d+\b")
_MARK = "why"  # a button that every card of an action has while it is open


class Deck:
    """Remembers what was shown with buttons. A card keeps what it once offered, since people's screens may lag."""

    def __init__(self) -> None:
        self._cards: list[Shown] = []
        self._offered: dict[tuple[str | None, str | None, str], tuple[Json, ...]] = {}

    def keep(self, shown: Shown) -> None:
        """Take note of something that was shown."""
        for name in _buttons(shown):
            self._offered[shown.channel_id, shown.ts, name] = shown.blocks
        place = next(
            (i for i, c in enumerate(self._cards) if (c.channel_id, c.ts) == (shown.channel_id, shown.ts)),
            None,
        )
        if shown.kind == "delete" and place is not None:
            self._cards.pop(place)
        elif shown.kind == "update" and place is not None:
            self._cards[place] = shown
        elif shown.kind in ("message", "ephemeral") and _buttons(shown):
            self._cards.append(shown)

    def card(self, named: str, by: str, *, button: str = "", in_place: str = "") -> Shown:
        """The newest card that the person can see: of any action (`last`), of the one that is named, or with that button.

        Raises:
            ScriptError: they see none.
        """
        person = by.lstrip("@")
        seen = [c for c in self._cards if c.to.startswith("#") or c.to == f"@{person}"]
        if in_place.startswith("#"):
            seen = [c for c in seen if c.to == in_place]
        if named != "last":
            seen = [c for c in seen if self._offers(c, _MARK) and named in _ACTION.findall(c.text)]
        elif not button:
            seen = [c for c in seen if self._offers(c, _MARK)]
        found = [c for c in seen if not button or self._offers(c, button)] or seen
        if not found:
            raise ScriptError(f"{by} sees no card" + (f" of {named}" if named != "last" else ""))
        return found[-1]

    def offered(self, card: Shown, button: str) -> tuple[Json, ...]:
        """The card's blocks as they stood when it last had that button."""
        return self._offered.get((card.channel_id, card.ts, button), card.blocks)

    def _offers(self, card: Shown, button: str) -> bool:
        return (card.channel_id, card.ts, button) in self._offered


def control(blocks: Sequence[Json], name: str, value: str | None) -> tuple[str, str | None]:
    """What is really pressed: the button of that name, or a choice of a menu behind three dots (`snooze:ACT-1` in `more`)."""
    for element in _elements(blocks):
        for option in element.get("options", ()) if element.get("type") == "overflow" else ():
            chosen, _, of = str(option["value"]).partition(":")
            if chosen == name and value in (None, of):
                return element["action_id"], option["value"]
    return name, value


def _buttons(shown: Shown) -> tuple[str, ...]:
    """The names of what can be pressed in a message, also behind three dots."""
    found = [element for element in _elements(shown.blocks) if element.get("action_id")]
    menus = (o for e in found if e.get("type") == "overflow" for o in e["options"])
    return (*(e["action_id"] for e in found), *(str(o["value"]).partition(":")[0] for o in menus))


def _elements(blocks: Sequence[Json]) -> Iterator[Json]:
    for block in blocks:
        yield from (e for e in block.get("elements", ()) if isinstance(e, dict))
        if block.get("accessory"):
            yield block["accessory"]
