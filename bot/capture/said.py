"""What a few words name outside of a report: one time, or one task."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from bot.capture.clauses import Clause
from bot.capture.link import TaskIndex
from bot.capture.mention import mentions
from bot.capture.moments import Moment, is_to_come
from bot.capture.pattern import Found
from bot.capture.text import Token

_LEAD = frozenset(("by", "until", "before", "in", "within"))
_BESIDE = ("punct", "break")
_FIGURES = re.compile(r"\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}")
_SURE = 0.8


@dataclass(frozen=True, kw_only=True)
class Misplaced:
    """The words of a time that cannot be meant: it is over, or `local` is None, since no clock and no calendar has it."""

    words: str
    local: str | None = None


def misplaced(text: str, tokens: Sequence[Token], at: datetime, until: Set[str]) -> Misplaced | None:
    """The first time of a reply that cannot be meant for what is to come; `until` are the words that lead to a time."""
    is_alone = len([token for token in tokens if token.kind not in _BESIDE]) == 1
    for i, token in enumerate(tokens):
        words, led = text[token.start : token.end], i > 0 and tokens[i - 1].text in until | _LEAD
        if (token.kind == "slash" and led) or (token.kind == "word" and _FIGURES.fullmatch(token.text)):
            return Misplaced(words=words)
        if not isinstance(token.value, Moment):
            continue
        local = token.value.local(at)
        if local is None and token.value.monthday is not None:
            return Misplaced(words=words)
        # "at 7 this morning we had no power" tells when that was; "7am", and no more, is an answer.
        tells_when = (token.value.says_past or not is_alone) and not led and token.value.role != "by"
        if local is not None and not tells_when and not is_to_come(local, at):
            return Misplaced(words=words, local=local)
    return None


def time_said(words: str, tokens: Sequence[Token], at: datetime) -> str | None:
    """The one time that the tokens of the words are, local to `at`; None where they are none, or more than that."""
    if (written := _iso(words)) is not None:
        return written
    moment = _moment_said(tokens)
    return moment.local(at.replace(tzinfo=None)) if moment else None


def is_no_day(tokens: Sequence[Token], at: datetime) -> bool:
    """Whether they are a date that no calendar has: 31 February."""
    moment = _moment_said(tokens)
    return (
        moment is not None and moment.monthday is not None and moment.local(at.replace(tzinfo=None)) is None
    )


def _moment_said(tokens: Sequence[Token]) -> Moment | None:
    kept = [token for token in tokens if token.kind not in _BESIDE]
    while kept and kept[0].text in _LEAD:
        kept = kept[1:]
    if len(kept) != 1:
        return None
    value = Moment(after=str(kept[0].value)) if kept[0].kind == "dur" else kept[0].value
    return value if isinstance(value, Moment) else None


def task_said(
    tokens: Sequence[Token],
    concepts: Sequence[Found],
    index: TaskIndex,
    grammar: Mapping[str, frozenset[str]],
) -> str | None:
    """The task that the tokens name without doubt."""
    whole = Clause(index=0, sentence=0, start=0, end=len(tokens), tokens=tokens, concepts=list(concepts))
    for mention in mentions(whole, index, set(), grammar):
        link = index.find(mention)
        if link.task and link.sure >= _SURE and not link.torn:
            return link.task
    return None


def _iso(words: str) -> str | None:
    last = words.split()[-1:]
    if not last or "T" not in last[0]:
        return None
    try:
        return datetime.fromisoformat(last[0]).strftime("%Y-%m-%dT%H:%M")
    except ValueError:
        return None
