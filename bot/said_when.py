"""What an order names besides its words: until when, and which task it is about."""

from collections.abc import Iterable
from datetime import datetime

from bot.capture.clauses import Clause
from bot.capture.language import spoken
from bot.capture.lexicons import Lexicons
from bot.capture.link import TaskIndex
from bot.capture.mention import mentions
from bot.capture.moments import Moment
from bot.capture.numbers import with_numbers
from bot.capture.pattern import longest
from bot.capture.places import with_places
from bot.capture.quantities import with_amounts
from bot.capture.text import Token, is_accented, tokenise
from bot.capture.times import with_times
from rules.schedule import Task

_LEAD = {"by", "until", "before", "in", "within"}
_SURE = 0.8
_BESIDE = ("punct", "break")


class Orders:
    """Reads orders against one schedule; immutable once built, safe to share between threads."""

    def __init__(self, lexicons: Lexicons, tasks: Iterable[Task]) -> None:
        self._lexicons = lexicons
        self._index = TaskIndex(lexicons, tasks)

    def when(self, words: str, *, at: datetime) -> str | None:
        """`by 15:00`, `by tomorrow 9am`, `in 2 hours` as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, said at this local time.

        None where the words are no time, or are more than one.
        """
        if (exactly := _iso(words)) is not None:
            return exactly
        tokens, _ = self._tokens(words)
        kept = [token for token in tokens if token.kind not in _BESIDE]
        while kept and kept[0].text in _LEAD:
            kept = kept[1:]
        if len(kept) != 1:
            return None
        value = kept[0].value
        if kept[0].kind == "dur":
            value = Moment(after=str(value))
        return value.local(at.replace(tzinfo=None)) if isinstance(value, Moment) else None

    def task_in(self, text: str) -> str | None:
        """The id of the one task that the text names without doubt; None where it names none, or several alike."""
        tokens, langs = self._tokens(text)
        concepts = longest(self._lexicons.concepts.find(tokens, frozenset(langs), {}, is_accented(text)))
        whole = Clause(index=0, sentence=0, start=0, end=len(tokens), tokens=tokens, concepts=concepts)
        for mention in mentions(whole, self._index, set()):
            link = self._index.find(mention)
            if link.task and link.sure >= _SURE and not link.torn:
                return link.task
        return None

    def _tokens(self, text: str) -> tuple[list[Token], tuple[str, ...]]:
        exact = is_accented(text)
        tokens = tokenise(text)
        langs = spoken(tokens, self._lexicons, exact)
        tokens = with_numbers(tokens, self._lexicons, langs, exact)
        tokens = with_places(tokens, self._lexicons, langs)
        tokens = with_amounts(tokens, self._lexicons, frozenset(langs), exact)
        return with_times(tokens, self._lexicons, langs, exact), langs


def _iso(words: str) -> str | None:
    try:
        return (
            datetime.fromisoformat(words.rsplit(maxsplit=1)[-1]).strftime("%Y-%m-%dT%H:%M")
            if "T" in words
            else None
        )
    except (ValueError, IndexError):
        return None
