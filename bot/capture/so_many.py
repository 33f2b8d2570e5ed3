"""Figures that look like a date, and tell so many of so many by what stands beside them and by how far off the date would be."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.capture.measures import SHARES, Quantity, Share
from bot.capture.moments import Moment
from bot.capture.text import Token, typed

_PAIR = re.compile(r"(\d{1,3})/(\d{1,3})")
_ROUND_THE_CLOCK = (24, 24)
_NEAR, _LATELY = 45, 14  # days ahead and behind, within which a date is meant
_DAY_CALLED = ("to_day_or_level", "before_coded_day", "promised", "moves_a_day", "meant_for")


def with_so_many(
    tokens: Sequence[Token], at: datetime, langs: Sequence[str], grammar: Mapping[str, frozenset[str]]
) -> list[Token]:
    """The tokens of a text written `at` this time, with "2/5 rồi" as a share: what is said to be reached already is no day."""
    read = _SoMany(tokens, at.date(), langs[:1] == ("en",), grammar)
    return [read.at(i) for i in range(len(tokens))]


class _SoMany:
    """Tells, for each pair of figures, whether it counts."""

    def __init__(
        self,
        tokens: Sequence[Token],
        today: date,
        month_first: bool,
        grammar: Mapping[str, frozenset[str]],
    ) -> None:
        self._tokens, self._today, self._month_first, self._grammar = tokens, today, month_first, grammar
        self._said = [i for i, token in enumerate(tokens) if token.kind not in ("punct", "break", "emoji")]
        self._calls = frozenset().union(*(grammar[name] for name in _DAY_CALLED))

    def at(self, i: int) -> Token:
        """The token at a position, as a share where it is one."""
        token = self._tokens[i]
        pair = None if self._is_led(i) else _pair_of(token)
        if pair is None or not self._counts(i, pair):
            return token
        first, total = pair
        return typed(token, "share", Share(round(100 * first / total), Quantity(first, "ea"), total))

    def _counts(self, i: int, pair: tuple[int, int]) -> bool:
        before, after = self._word(i - 1), self._word(i + 1)
        if before in self._calls:
            return False  # "hẹn 2/5 rồi": appointed for that day
        days = self._days_off(pair)
        ahead = any(0 <= one <= _NEAR for one in days)
        lately = any(-_LATELY <= one <= 0 for one in days)
        if before in self._grammar["got_to"] or after in self._grammar["already"]:
            return 0 not in days
        if after in self._grammar["is_done"]:  # "4/5 done": in English, no day to come is told so
            return not lately and (not ahead or self._month_first)
        if before in self._grammar["is_done"]:
            return not lately and not ahead
        return self._said == [i] and not ahead

    def _is_led(self, i: int) -> bool:
        """Whether a word makes it a time; "at 3/8" is none."""
        value = self._tokens[i].value
        role = value.role if isinstance(value, Moment) else ""
        return role != "" and not (role == "at" and self._word(i - 1) in self._grammar["got_to"])

    def _word(self, i: int) -> str:
        return self._tokens[i].text if 0 <= i < len(self._tokens) else ""

    def _days_off(self, pair: tuple[int, int]) -> list[int]:
        """How many days the last and the next such date lie from today; none where no calendar has it."""
        month, day = pair if self._month_first else pair[::-1]
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return []
        now = datetime.combine(self._today, datetime.min.time())
        told = [Moment(monthday=(None, month, day)).local(now, past) for past in (True, False)]
        return [(date.fromisoformat(one) - self._today).days for one in told if one]


def _pair_of(token: Token) -> tuple[int, int] | None:
    """So many of as many or more."""
    written = _PAIR.fullmatch(token.text) if token.kind in ("slash", "time") else None
    if written is None:
        return None
    pair = int(written[1]), int(written[2])
    counts = 1 <= pair[0] <= pair[1] and pair[1] > 1 and pair != _ROUND_THE_CLOCK
    return pair if counts and pair not in SHARES else None
