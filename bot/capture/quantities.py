"""What numbers count: percents, money, quantities, durations, shares."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.capture.lexicons import Lexicons
from bot.capture.measures import DEEDS, SHARES, Money, Quantity, Share, duration, lowered, together, with_part
from bot.capture.pattern import Found, longest
from bot.capture.text import Kind, Token, merged, number_of, typed

_SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "₫": "VND", "¥": "JPY", "₡": "CRC", "₦": "NGN", "₱": "PHP", "₲": "PYG",
    "₵": "GHS", "₹": "INR", "us$": "USD", "u$s": "USD", "u$": "USD", "rd$": "DOP", "mx$": "MXN", "ar$": "ARS", "cl$": "CLP",
    "co$": "COP", "c$": "NIO", "b$": "BOB", "bs": "BOB", "r$": "BRL", "b/": "PAB", "s/": "PEN", "gs": "PYG",
    "lps": "HNL", "q": "GTQ", "l": "HNL",
}  # fmt: skip
_SPANNED = ("percent", "qty", "dur")
_COUNTED = ("load", "sheet", "bag")
_MOST_PARTS = 10
_HALVED = ("m", "m2", "m3", "t", "kg")  # of which one may be said with its half alone: "tấn rưỡi"
_LEAST_NOUN = 5  # letters of a word in the plural that is no article
_THOUSAND = 1000
_MILLION = "m"  # after a sign of money a unit of length is none

Read = tuple[Token, int]


def with_amounts(
    tokens: Sequence[Token], lexicons: Lexicons, langs: frozenset[str], exact: bool
) -> list[Token]:
    """Percents, money, quantities, durations, fractions and shares as typed tokens."""
    phrases = _by_start(longest(lexicons.amounts.find(tokens, langs, {}, exact)))
    grammar = lexicons.grammar
    scan = _Amounts(tokens, phrases, grammar)
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        token, length = scan.at(i)
        out.append(token)
        i += length
    return out


def _by_start(found: Sequence[Found]) -> Mapping[int, list[Found]]:
    starts: dict[int, list[Found]] = {}
    for one in sorted(found, key=lambda f: -len(f.used)):
        starts.setdefault(one.start, []).append(one)
    return starts


class _Amounts:
    """Reads what is counted at a position: the typed token, and of how many tokens it is made."""

    def __init__(
        self,
        tokens: Sequence[Token],
        phrases: Mapping[int, list[Found]],
        grammar: Mapping[str, frozenset[str]],
    ) -> None:
        self._tokens, self._phrases, self._grammar = tokens, phrases, grammar
        self._ranges, self._lists = grammar["ranges"] | {"-"}, grammar["lists"]
        self._spends = grammar["after_money"]

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
        if token.text in _SIGNS and self._kind(i + 1) == "num":
            return self._money(i, i + 1, _SIGNS[token.text])
        if token.kind == "slash":
            return self._broken(i, i, 0.0) or self._part_of(i) or (self._slash(i), 1)
        for one in self._phrases.get(i, ()):
            if one.tag == "currency" and one.end < len(self._tokens) and self._kind(one.end) == "num":
                return self._money(i, one.end, one.value)
            if halved := self._one_and_half(i, one):
                return halved
            if one.tag in ("fixed", "fraction"):
                told: object = one.value if one.tag == "fixed" else int(one.value)
                kind: Kind = "dur" if one.tag == "fixed" else "fraction"
                return merged(self._tokens[i : one.end], kind, told), one.end - i
        if token.kind == "num" and not (i and self._tokens[i - 1].text == "thu"):
            return self._counted(i)
        if token.kind == "num":
            return (self._text(i - 2) in self._grammar["numbered"] and self._share(i)) or (token, 1)
        return token, 1

    def _one_and_half(self, i: int, one: Found) -> Read | None:
        """ "an hour and a half", "tiếng rưỡi"; "tấn rưỡi", where no number stands before the unit."""
        if one.tag == "one_and_half":
            return merged(self._tokens[i : one.end], "dur", duration(1.5, one.value)), one.end - i
        half = self._tagged(one.end, "and_part")
        bare = one.tag == "unit" and one.value in _HALVED and self._kind(i - 1) != "num"
        if half is None or half.lang != "vi" or not bare:
            return None
        value = Quantity(1 + float(half.value), one.value)
        return merged(self._tokens[i : half.end], "qty", value), half.end - i

    def _text(self, i: int) -> str:
        return self._tokens[i].text if 0 <= i < len(self._tokens) else ""

    def _kind(self, i: int) -> str:
        return self._tokens[i].kind if 0 <= i < len(self._tokens) else ""

    def _tagged(self, i: int, tag: str) -> Found | None:
        return next((f for f in self._phrases.get(i, ()) if f.tag == tag), None)

    def _slash(self, i: int) -> Token:
        """ "3/4" stays open between a date and a share; "96/175" can only be a share."""
        return typed(self._tokens[i], "slash", tuple(int(p) for p in self._tokens[i].text.split("/")))

    def _part_of(self, i: int) -> Read | None:
        """ "45/90 m3", "7/10 flights": so many of so many, where what is counted stands after them."""
        parts = [int(p) for p in self._text(i).split("/")]
        unit, piece = self._tagged(i + 1, "unit"), self._tagged(i + 1, "piece")
        named = unit or piece or self._so_many(i)
        if len(parts) != 2 or not named or not 0 < parts[0] <= parts[1] or parts[1] < 2:
            return None
        value = Share(
            round(100 * parts[0] / parts[1]), Quantity(parts[0], unit.value if unit else "ea"), parts[1]
        )
        end = unit.end if unit else i + 1
        return merged(self._tokens[i:end], "share", value), end - i

    def _so_many(self, i: int) -> bool:
        """ "lắp được 6/8 bản": after a word for what was reached, so many of what stands next, whatever it is called."""
        noun = self._kind(i + 1) == "word" and self._text(i + 1) not in self._grammar["no_noun"]
        part = tuple(int(p) for p in self._text(i).split("/")) in SHARES  # "1/4 mặt bằng" is a quarter of it
        return self._text(i - 1) in self._grammar["reached"] and noun and not part

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
        read = self._broken(i, j, number) or halved or self._share(i) or self._range(i, number)
        if read:
            return read
        if self._tagged(j, "more"):
            j += 1
        if self._text(j) == "%":
            return merged(self._tokens[i : j + 1], "percent", number), j + 1 - i
        percent = self._tagged(j, "percent")
        if percent:
            return merged(self._tokens[i : percent.end], "percent", number), percent.end - i
        if self._text(j) in _SIGNS or self._tagged(j, "scale") or self._tagged(j, "currency"):
            return self._money(i, i, None)
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

    def _share(self, i: int) -> Read | None:
        first = number_of(self._tokens[i])
        if self._text(i + 1) in self._grammar["parts_of"] and self._kind(i + 2) == "num":  # "7 phần 10"
            whole = number_of(self._tokens[i + 2])
            share = round(100 * first / whole) if 0 < first < whole <= _MOST_PARTS else None
            return (merged(self._tokens[i : i + 3], "fraction", share), 3) if share is not None else None
        for one in self._phrases.get(i + 1, ()):  # "tới đốt thứ 4 trên 12" counts those before it, too
            j = one.end
            if one.tag == "of" and self._kind(j) == "num":
                total = number_of(self._tokens[j])
                if not 0 <= first <= total or total < 2:
                    return None
                unit = self._tagged(j + 1, "unit")
                end = unit.end if unit else j + 1
                value = Share(
                    round(100 * first / total), Quantity(first, unit.value if unit else "ea"), total
                )
                return merged(self._tokens[i:end], "share", value), end - i
        return self._pieces_of(i, first)

    def _pieces_of(self, i: int, first: float) -> Read | None:
        """ "12 columnas de 20", "14 tấm trên 50": so many of so many, where what is counted stands between them.

        "6 tubos de 4" and "5 m de 12" tell sizes, so only pieces and loads are counted so, unless it is "de los 12" or what was
        done stands between ("48 m3 colados de 120"), and nothing may measure the total; in English the noun comes last.
        """
        named = self._tagged(i + 1, "piece") or self._tagged(i + 1, "unit")
        if named is not None and named.lang == "en":
            return None
        built = self._past_deed(named.end if named else i + 1)
        of = self._tagged(built or (named.end if named else i + 2), "of")
        if of is None or self._kind(of.end) != "num":
            return None
        again = named is not None and self._text(of.end + 1) == self._text(
            i + 1
        )  # "bốn cây trên mười sáu cây"
        if self._measures(of.end + 1) and not again:
            return None
        counts = named is not None and (named.tag == "piece" or named.value in _COUNTED or again)
        whole = (
            of.lang == "es" and (len(of.used) > 1 or bool(built)) and (named or built or self._many(i + 1))
        )
        total = number_of(self._tokens[of.end])
        if not (counts or whole) or not 0 < first < total:
            return None
        value = Share(
            round(100 * first / total),
            Quantity(first, named.value if named and named.tag == "unit" else "ea"),
            total,
        )
        end = of.end + 1 + again
        return merged(self._tokens[i:end], "share", value), end - i

    def _past_deed(self, i: int) -> int:
        """Past a Spanish participle that tells what was done to what is counted ("ya colados"); 0 where none stands here."""
        j = i + (self._text(i) == "ya")
        return j + 1 if self._kind(j) == "word" and self._text(j).endswith(DEEDS) else 0

    def _many(self, i: int) -> bool:
        """Whether a Spanish word in the plural stands here, of whatever is counted."""
        return self._kind(i) == "word" and self._text(i).endswith("s") and len(self._text(i)) >= _LEAST_NOUN

    def _measures(self, i: int) -> bool:
        """Whether what stands here measures or scales the number before it."""
        tags = ("unit", "measure", "duration", "scale", "currency", "percent")
        return self._text(i) in ("%", "x", *_SIGNS) or any(self._tagged(i, tag) for tag in tags)

    def _money(self, i: int, j: int, currency: str | None) -> Read:
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
            elif self._text(end) in _SIGNS and currency is None:
                currency, end = _SIGNS[self._text(end)], end + 1
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
        return digit and not counts and (after is None or after.kind != "word" or after.text in self._spends)

    def _money_range(self, amount: float, scaled: bool, end: int) -> tuple[float, int]:
        """ "$10-12k", "$2k-3k": the first amount, in the scale of the second where it has none; and the end of both."""
        j = end + 1 + (self._text(end + 1) in _SIGNS)
        if self._text(end) not in self._ranges or self._kind(j) != "num":
            return amount, end
        second, length = self._money(j, j, None) if self._tagged(j + 1, "scale") else (self._tokens[j], 1)
        if isinstance(second.value, Money):
            factor = second.value.amount / number_of(self._tokens[j])
            return (amount if scaled else amount * factor), j + length
        return (amount, j + 1) if self._text(end) == "-" or j == end + 2 else (amount, end)
