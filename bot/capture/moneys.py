"""Money: an amount with its currency, its scale, and what is said after it."""

from bot.capture.amount_scan import SIGNS, AmountScan, Read
from bot.capture.measures import Money
from bot.capture.text import merged, number_of

_THOUSAND = 1000
_MILLION = "m"  # after a sign of money a unit of length is none


class Moneys(AmountScan):
    """Reads money at a position: the typed token, and of how many tokens it is made."""

    def money(self, i: int, j: int, currency: str | None) -> Read:
        """Money from `i` whose number stands at `j`, with what scales and names it after it."""
        amount, end, scaled = number_of(self._tokens[j]), j + 1, False
        while end < len(self._tokens):
            scale, named = self._tagged(end, "scale"), self._tagged(end, "currency")
            glued = self._tokens[end].start == self._tokens[end - 1].end
            if not scaled and currency and glued and self._text(end) == _MILLION:
                amount, scaled, end = amount * 10**6, True, end + 1
            elif scale and not scaled:
                factor, _, implied = scale.value.partition(" ")
                amount, scaled, end = amount * float(factor), True, scale.end
                amount, end = self._with_hundreds(amount, float(factor), end)
                currency = currency or implied or None
                if self._tenth(end) or (
                    implied and self._said_tenth(end)
                ):  # "2tr5" is two and a half millions
                    amount, end = amount + number_of(self._tokens[end]) * float(factor) / 10, end + 1
            elif named:
                currency, end = named.value, named.end
            elif self._text(end) in SIGNS and currency is None:
                currency, end = SIGNS[self._text(end)], end + 1
            else:
                break
        amount, end = self._money_range(amount, scaled, end)
        return merged(self._tokens[i:end], "money", Money(round(amount, 2), currency)), end - i

    def _with_hundreds(self, amount: float, factor: float, end: int) -> tuple[float, int]:
        """ "2 mil 400 soles": the hundreds after the thousands, where they count nothing but money."""
        said = (
            self._kind(end) == "num"
            and number_of(self._tokens[end]) in range(100, 1000)
            and factor == _THOUSAND
        )
        if not said or (self._measures(end + 1) and not self._tagged(end + 1, "currency")):
            return amount, end
        return amount + number_of(self._tokens[end]), end + 1

    def _tenth(self, i: int) -> bool:
        return (
            self._kind(i) == "num"
            and len(self._text(i)) == 1
            and self._tokens[i].start == self._tokens[i - 1].end
        )

    def _said_tenth(self, i: int) -> bool:
        """ "một triệu hai", "9 triệu 5": a digit after the millions that counts nothing of its own."""
        digit = self._kind(i) == "num" and number_of(self._tokens[i]) in range(1, 10)
        after = self._tokens[i + 1] if i + 1 < len(self._tokens) else None
        counts = after is not None and (
            after.kind == "num" or self._measures(i + 1) or self._tagged(i + 1, "piece")
        )
        return (
            digit
            and not counts
            and (after is None or after.kind != "word" or after.text in self._grammar["after_money"])
        )

    def _money_range(self, amount: float, scaled: bool, end: int) -> tuple[float, int]:
        """ "$10-12k", "$2k-3k": the first amount, in the scale of the second where it has none; and the end of both."""
        j = end + 1 + (self._text(end + 1) in SIGNS)
        if self._text(end) not in self._ranges or self._kind(j) != "num":
            return amount, end
        second, length = self.money(j, j, None) if self._tagged(j + 1, "scale") else (self._tokens[j], 1)
        if isinstance(second.value, Money):
            factor = second.value.amount / number_of(self._tokens[j])
            return (amount if scaled else amount * factor), j + length
        return (amount, j + 1) if self._text(end) == "-" or j == end + 2 else (amount, end)
