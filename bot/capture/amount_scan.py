"""The tokens of a message and the phrases at each of them, for whoever reads amounts."""

from collections.abc import Mapping, Sequence

from bot.capture.pattern import Found
from bot.capture.text import Token

SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "₫": "VND", "¥": "JPY", "₡": "CRC", "₦": "NGN", "₱": "PHP", "₲": "PYG",
    "₵": "GHS", "₹": "INR", "us$": "USD", "u$s": "USD", "u$": "USD", "rd$": "DOP", "mx$": "MXN", "ar$": "ARS", "cl$": "CLP",
    "co$": "COP", "c$": "NIO", "b$": "BOB", "bs": "BOB", "r$": "BRL", "b/": "PAB", "s/": "PEN", "gs": "PYG",
    "lps": "HNL", "q": "GTQ", "l": "HNL",
}  # fmt: skip

Read = tuple[Token, int]


class AmountScan:
    """Looks at a place of a message: its word, its kind, the phrases that begin there."""

    def __init__(
        self,
        tokens: Sequence[Token],
        phrases: Mapping[int, list[Found]],
        grammar: Mapping[str, frozenset[str]],
    ) -> None:
        self._tokens, self._phrases, self._grammar = tokens, phrases, grammar
        self._ranges = grammar["ranges"] | {"-"}

    def _text(self, i: int) -> str:
        return self._tokens[i].text if 0 <= i < len(self._tokens) else ""

    def _kind(self, i: int) -> str:
        return self._tokens[i].kind if 0 <= i < len(self._tokens) else ""

    def _tagged(self, i: int, tag: str) -> Found | None:
        return next((f for f in self._phrases.get(i, ()) if f.tag == tag), None)

    def _measures(self, i: int) -> bool:
        """Whether what stands here measures or scales the number before it."""
        tags = ("unit", "measure", "duration", "scale", "currency", "percent")
        return self._text(i) in ("%", "x", *SIGNS) or any(self._tagged(i, tag) for tag in tags)
