"""Shares: so many of so many, and parts of a whole."""

from bot.capture.amount_scan import AmountScan, Read
from bot.capture.measures import DEEDS, SHARES, Quantity, Share
from bot.capture.pattern import Found
from bot.capture.text import Token, merged, number_of, typed

_COUNTED = ("load", "sheet", "bag")
_MOST_PARTS = 10
_LEAST_NOUN = 5  # letters of a word in the plural that is no article


class Shares(AmountScan):
    """Reads a share at a position: the typed token, and of how many tokens it is made."""

    def part_of(self, i: int) -> Read | None:
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

    def slash(self, i: int) -> Token:
        """ "3/4" stays open between a date and a share; "96/175" can only be a share."""
        return typed(self._tokens[i], "slash", tuple(int(p) for p in self._tokens[i].text.split("/")))

    def _so_many(self, i: int) -> bool:
        """ "lắp được 6/8 bản": after a word for what was reached, so many of what stands next, whatever it is called."""
        noun = self._kind(i + 1) == "word" and self._text(i + 1) not in self._grammar["no_noun"]
        part = tuple(int(p) for p in self._text(i).split("/")) in SHARES  # "1/4 mặt bằng" is a quarter of it
        return self._text(i - 1) in self._grammar["reached"] and noun and not part

    def share(self, i: int) -> Read | None:
        """ "40 of 60", "7 phần 10", "12 columnas de 20", the first number at `i`."""
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
        done stands between ("48 m3 colados de 120"), and nothing may measure the total.
        """
        named = self._tagged(i + 1, "piece") or self._tagged(i + 1, "unit")
        if named is not None and named.lang == "en":
            return self._english_pieces_of(i, first, named)
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

    def _english_pieces_of(self, i: int, first: float, named: Found) -> Read | None:
        """ "6 lifts of 10", "2 bays down out of 6": in English only pieces that name no work, and are not told by their
        length ("4 runs of 20")."""
        if named.tag != "piece" or self._text(i + 1) not in self._grammar["between"]:
            return None
        of = self._tagged(named.end, "of") or self._tagged(named.end + 1, "of")
        if of is None or self._kind(of.end) != "num" or self._measures(of.end + 1):
            return None
        total = number_of(self._tokens[of.end])
        if not 0 < first < total:
            return None
        value = Share(round(100 * first / total), Quantity(first, "ea"), total)
        return merged(self._tokens[i : of.end + 1], "share", value), of.end + 1 - i

    def _past_deed(self, i: int) -> int:
        """Past a Spanish participle that tells what was done to what is counted ("ya colados"); 0 where none stands here."""
        j = i + (self._text(i) == "ya")
        return j + 1 if self._kind(j) == "word" and self._text(j).endswith(DEEDS) else 0

    def _many(self, i: int) -> bool:
        """Whether a Spanish word in the plural stands here, of whatever is counted."""
        return self._kind(i) == "word" and self._text(i).endswith("s") and len(self._text(i)) >= _LEAST_NOUN
