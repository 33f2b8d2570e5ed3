"""What numbers count: percents, money, quantities, durations, shares."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.capture.amount_scan import SIGNS, AmountScan, Read
from bot.capture.lexicons import Lexicons
from bot.capture.measures import SHARES, Money, Quantity, duration, lowered, together, with_part
from bot.capture.moneys import Moneys
from bot.capture.pattern import Found, longest
from bot.capture.shares import Shares
from bot.capture.text import Kind, Token, merged, number_of

_NO_SHARE = "no_share"  # of what is "whole"
_SPANNED = ("percent", "qty", "dur")
_HEAPED = ("t", "m3")  # of which a bare digit tells tenths; "mét hai" is how long a piece is
_HALVED = ("m", "m2", "m3", "t", "kg")  # of which one may be said with its half alone: "tấn rưỡi"


def with_amounts(
    tokens: Sequence[Token], lexicons: Lexicons, langs: frozenset[str], exact: bool
) -> list[Token]:
    """Percents, money, quantities, durations, fractions and shares as typed tokens."""
    phrases = _by_start(_told(lexicons.amounts.find(tokens, langs, {}, exact)))
    grammar = lexicons.grammar
    scan = _Amounts(tokens, phrases, grammar)
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        token, length = scan.at(i)
        out.append(token)
        i += length
    return out


def _told(found: Sequence[Found]) -> list[Found]:
    """The phrases without those inside longer ones; one that only tells of a number that it is no share ("va en 45 m3") leaves
    all else inside it."""
    unshared = [frozenset(one.used) for one in found if one.value == _NO_SHARE]
    return [
        one
        for one in longest([f for f in found if f.value != _NO_SHARE])
        if one.tag != "fraction" or not any(set(one.used) < words for words in unshared)
    ]


def _by_start(found: Sequence[Found]) -> Mapping[int, list[Found]]:
    starts: dict[int, list[Found]] = {}
    for one in sorted(found, key=lambda f: -len(f.used)):
        starts.setdefault(one.start, []).append(one)
    return starts


class _Amounts(AmountScan):
    """Reads what is counted at a position: the typed token, and of how many tokens it is made."""

    def __init__(
        self,
        tokens: Sequence[Token],
        phrases: Mapping[int, list[Found]],
        grammar: Mapping[str, frozenset[str]],
    ) -> None:
        super().__init__(tokens, phrases, grammar)
        self._shares, self._moneys = Shares(tokens, phrases, grammar), Moneys(tokens, phrases, grammar)
        self._lists = grammar["lists"]

    def at(self, i: int) -> Read:
        """The token at a position with its meaning; the token itself where it counts nothing."""
        token, length = self._one(i)
        token, length = self._and_part(i, token, length)
        if token.kind != "dur":
            return token, length
        j = i + length + (self._text(i + length) in self._lists)
        if j < len(self._tokens) and self._tokens[j].kind == "num":
            second, more = self._one(j)
            whole = together(token.value, second.value) if second.kind == "dur" else None
            if whole:
                return merged(self._tokens[i : j + more], "dur", whole), j + more - i
        return token, length

    def _one(self, i: int) -> Read:
        token = self._tokens[i]
        if token.text in SIGNS and self._kind(i + 1) == "num":
            return self._moneys.money(i, i + 1, SIGNS[token.text])
        if token.kind == "slash":
            return self._broken(i, i, 0.0) or self._shares.part_of(i) or (self._shares.slash(i), 1)
        for one in self._phrases.get(i, ()):
            if one.tag == "currency" and self._kind(one.end) == "num" and self._leads(i, one):
                return self._moneys.money(i, one.end, one.value)
            if halved := self._one_and_half(i, one):
                return halved
            if one.tag in ("fixed", "fraction"):
                told: object = one.value if one.tag == "fixed" else int(one.value)
                kind: Kind = "dur" if one.tag == "fixed" else "fraction"
                return merged(self._tokens[i : one.end], kind, told), one.end - i
        if token.kind == "num" and not (i and self._tokens[i - 1].text == "thu"):
            return self._counted(i)
        if token.kind == "num":
            return (self._text(i - 2) in self._grammar["numbered"] and self._shares.share(i)) or (token, 1)
        return token, 1

    def _leads(self, i: int, currency: Found) -> bool:
        """Whether the name of a currency may stand before its amount: in Vietnamese only its code does, and "dong 62 tam" are
        sheets that were nailed."""
        return currency.lang != "vi" or self._text(i) == currency.value.lower()

    def _one_and_half(self, i: int, one: Found) -> Read | None:
        """ "an hour and a half", "tiếng rưỡi"; "tấn rưỡi", where no number stands before the unit."""
        if one.tag == "one_and_half":
            return merged(self._tokens[i : one.end], "dur", duration(1.5, one.value)), one.end - i
        bare = one.tag == "unit" and one.value in _HALVED and self._kind(i - 1) != "num" and one.lang == "vi"
        half = self._tagged(one.end, "and_part") if bare else None
        if half is not None and half.lang == "vi":
            value = Quantity(1 + float(half.value), one.value)
            return merged(self._tokens[i : half.end], "qty", value), half.end - i
        tenths = self._tenths_in_words(one.end) if bare and one.value in _HEAPED else 0.0
        if not tenths:
            return None
        return merged(self._tokens[i : one.end + 1], "qty", Quantity(1 + tenths, one.value)), one.end + 1 - i

    def _tenths_in_words(self, i: int) -> float:
        """ "tấn hai", "khối tư": a digit in words after a unit without a number, where it counts nothing of its own."""
        digit = self._kind(i) == "num" and self._text(i).isalpha() and number_of(self._tokens[i])
        counts = self._kind(i + 1) == "num" or self._measures(i + 1) or self._tagged(i + 1, "piece")
        return digit / 10 if digit in range(1, 10) and not counts else 0.0

    def _broken(self, start: int, i: int, whole: float) -> Read | None:
        """ "1/2 hour", "1 1/2 days": a fraction of what lasts, with the whole ones before it from `start` on."""
        parts = self._text(i).split("/") if self._kind(i) == "slash" else []
        if len(parts) != 2 or tuple(int(p) for p in parts) not in SHARES:
            return None
        number = whole + int(parts[0]) / int(parts[1])
        return self._measured(start, i + 1, number) if whole or self._tagged(i + 1, "duration") else None

    def _and_part(self, i: int, token: Token, length: int) -> Read:
        """What follows a value and adds a part of its unit: "y medio", "rưỡi", "and a half"."""
        part = self._tagged(i + length, "and_part")
        if part is None or token.kind not in ("qty", "dur", "money"):
            return token, length
        factor = next(
            (
                float(f.value.split()[0])
                for p in range(i, i + length)
                for f in self._phrases.get(p, ())
                if f.tag == "scale"
            ),
            1.0,
        )
        value = with_part(token.value, float(part.value), factor)
        if value is None:
            return token, length
        return merged(self._tokens[i : part.end], token.kind, value), part.end - i

    def _counted(self, i: int) -> Read:
        number, j = number_of(self._tokens[i]), i + 1
        half = self._tagged(j, "and_part")
        halved = self._measured(i, half.end, number + float(half.value)) if half else None
        read = self._broken(i, j, number) or halved or self._shares.share(i) or self._range(i, number)
        if read:
            return read
        if self._tagged(j, "more"):
            j += 1
        if self._text(j) == "%":
            return merged(self._tokens[i : j + 1], "percent", number), j + 1 - i
        percent = self._tagged(j, "percent")
        if percent:
            return merged(self._tokens[i : percent.end], "percent", number), percent.end - i
        if self._text(j) in SIGNS or self._tagged(j, "scale") or self._tagged(j, "currency"):
            return self._moneys.money(i, i, None)
        return self._measured(i, j, number) or (self._tokens[i], 1)

    def _measured(self, i: int, j: int, number: float) -> Read | None:
        """The number from `i` with the unit that stands at `j`."""
        for one in self._phrases.get(j, ()):
            if one.tag == "duration" and self._is_hour(j):
                continue
            if one.tag in ("duration", "one_and_half"):
                part = 0.5 if one.tag == "one_and_half" else 0.0
                span = duration(number + part, one.value)
                return merged(self._tokens[i : one.end], "dur", span), one.end - i
            if one.tag == "measure":  # "14 mm", "400 psi": a dimension, which counts nothing
                return merged(self._tokens[i : one.end], "measure", number), one.end - i
            if one.tag == "unit":
                return merged(self._tokens[i : one.end], "qty", Quantity(number, one.value)), one.end - i
        return None

    def _is_hour(self, j: int) -> bool:
        """ "8h30": the minutes that are written to its sign make an hour of what would last so long."""
        glued = self._kind(j + 1) == "num" and self._tokens[j + 1].start == self._tokens[j].end
        return self._text(j) in ("h", "g") and glued and len(self._text(j + 1)) == len("30")

    def _range(self, i: int, number: float) -> Read | None:
        """A range gives its first number, in the unit or the scale of its second."""
        beside = self._kind(i + 1) == "num" and self._adjoins(i)
        j = i + 1 if beside else i + 2
        if self._kind(j) != "num" or not (beside or self._text(i + 1) in self._ranges):
            return None
        after, length = self._counted(j)
        end = j + length
        if after.kind == "money" and isinstance(after.value, Money):
            amount = number * after.value.amount / number_of(self._tokens[j])
            return merged(self._tokens[i:end], "money", replace(after.value, amount=amount)), end - i
        value = lowered(number, after.value) if after.kind in _SPANNED else None
        return (merged(self._tokens[i:end], after.kind, value), end - i) if value is not None else None

    def _adjoins(self, i: int) -> bool:
        """ "hai ba ngày": in words, two numbers in a row are from the one to the other."""
        first, second = number_of(self._tokens[i]), number_of(self._tokens[i + 1])
        return second == first + 1 and self._text(i).isalpha() and self._text(i + 1).isalpha()
