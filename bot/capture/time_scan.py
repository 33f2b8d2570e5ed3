"""What can be read of times at a position of the text."""

from collections.abc import Mapping, Sequence

from bot.capture.moments import Role
from bot.capture.pattern import Found
from bot.capture.text import Token

_WE = (
    "amos",
    "emos",
    "imos",
)  # endings of what we do; other words in "s" are likely things, of which there are so many
_FIGURES = ("num", "ordinal", "slash", "dur")
_LEAD = 5  # tokens of the longest words that lead to an hour: "como a eso de las"


class Scan:
    """The phrases of one text, and what can be read at a position: (Moment, past the last token) or None."""

    def __init__(
        self,
        tokens: Sequence[Token],
        found: Sequence[Found],
        langs: Sequence[str],
        grammar: Mapping[str, frozenset[str]],
    ) -> None:
        self.tokens, self.langs, self.closers = tokens, langs, grammar["after_hour"]
        self.deeds = grammar["done_at"]  # after which figures without a colon are an hour: "sent down 725"
        self.paid = grammar["paid"]  # before what was paid: "hết 2 rưỡi"
        self.takes = grammar["takes"]  # before how long it takes: "mất cỡ 40 phút"
        self.longer = grammar["longer"]  # before how much later it gets: "trễ 2 ngày nữa"
        self.numbered = grammar["numbered"]  # what is told apart by number: "đốt thứ 4"
        self.mornings, self.afternoons = grammar["mornings"], grammar["afternoons"]
        self.placed = grammar["placed"]  # where somebody is at an hour: "back half two"
        self.dated, self.on_day = (
            grammar["dated"],
            grammar["on_day"],
        )  # what is to happen on a day: "finish on 20"
        self.habitual = grammar["habitual"]  # "los viernes" is no day
        self.ranges = grammar["ranges"] | {"-", "/"}
        self.at: dict[int, dict[str, Found]] = {}
        for one in sorted(found, key=lambda f: len(f.used)):
            self.at.setdefault(one.start, {})[one.tag] = one

    def may_begin(self, i: int) -> bool:
        """Whether a phrase of times or figures stand here, without which no moment begins."""
        token = self.tokens[i]
        return i in self.at or token.kind in _FIGURES or (token.kind == "word" and not token.text.isalpha())

    def tag(self, i: int, name: str) -> Found | None:
        """The phrase of a tag that starts here."""
        return self.at.get(i, {}).get(name)

    def number(self, i: int, low: int, high: int) -> int | None:
        """The whole number here, where it lies between both."""
        if i >= len(self.tokens):
            return None
        token = self.tokens[i]
        if token.kind == "ordinal":
            value = float(token.text[:-2])
        elif token.kind == "num" and isinstance(token.value, float):
            value = token.value
        else:
            return None
        return int(value) if value == int(value) and low <= value <= high else None

    def day(self, i: int) -> int | None:
        """The day of a month here: a number, or an ordinal in words ("the first of April")."""
        nth = self.tag(i, "nth")
        return int(nth.value) if nth else self.number(i, 1, 31)

    def joins(self, i: int) -> bool:
        """Whether a word or mark stands here that leads to the end of a range."""
        return i < len(self.tokens) and self.tokens[i].text in self.ranges

    def closes(self, i: int) -> bool:
        """Whether nothing that could be counted stands here."""
        if i >= len(self.tokens):
            return True
        token = self.tokens[i]
        leads = any(
            name not in ("of_month", "of", "to_hour") for name in self.at.get(i, ())
        )  # "12 of them" is no hour
        return token.kind != "word" or token.text in self.closers or leads

    def acts(self, i: int) -> bool:
        """Whether a Spanish word stands here that no number counts: "a las 5 entregamos", "desde las 11 nadie trabaja"."""
        if i >= len(self.tokens):
            return True
        word = self.tokens[i].text
        return self.tokens[i].kind == "word" and (not word.endswith("s") or word.endswith(_WE))


def role_at(scan: Scan, i: int) -> Role:
    """The word that introduces the moment at a position, if one does."""
    for back in range(1, _LEAD + 1):
        for name in ("since", "by", "at"):
            one = scan.tag(i - back, name) if i >= back else None
            if one and one.end == i:
                return name
    return ""
