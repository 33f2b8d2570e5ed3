"""Yes, no, not yet or almost: the words that mean nothing by themselves, and everything after a question."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ruamel.yaml import YAML

Plain = Literal["yes", "no", "not_yet", "almost"]
_FILE = "plain_answers.yml"
_PLAIN: tuple[Plain, ...] = ("yes", "no", "not_yet", "almost")
_WORD = re.compile(r"[+-]1\b|[\w']+|[^\w\s]")
_MENTION = re.compile(r"^\s*<?@(?:[UW][A-Z0-9]+>?|Siteloop\b)[\s,:]*")
_PAUSE = frozenset(",.;:!–—-")
_LONGEST = 4  # words of a phrase
_QUOTED = re.compile(r"“[^”]*”")
_QUESTION = re.compile(r"[^.!?¿:;\n]*\?")
_FIRST = 3  # words among which a question's own word stands: “on which day”


@dataclass(frozen=True, kw_only=True)
class PlainAnswer:
    """How a message begins: with a yes, a no or an almost, of so many characters; `rest` is what follows it, as written."""

    means: Plain
    end: int
    rest: str = ""


@dataclass(frozen=True, kw_only=True)
class _Phrases:
    answers: Mapping[tuple[str, ...], Plain]
    decisions: Mapping[tuple[str, ...], Plain]
    around: frozenset[str]
    open_first: frozenset[str]
    open_anywhere: frozenset[str]


def plain_answer(text: str, *, decides: bool = False) -> PlainAnswer | None:
    """What the text answers to a question that wants yes or no; `decides`: one that asks for leave, to which “ok” is a yes.

    What follows the answer stands behind a pause: “no, no rebar” answers, and “no rebar” or “si llega” does not.
    """
    mention = _MENTION.match(text)
    before = mention.end() if mention else 0
    words = [(one, _bare(one.group())) for one in _WORD.finditer(text, before)]
    phrases = _phrases()
    known = {**phrases.answers, **phrases.decisions} if decides else phrases.answers
    place = _past(words, 0, phrases.around)
    found = _phrase_at(words, place, known)
    if found is None and place:  # “ya” and “da” stand before an answer, and are one
        place, found = 0, _phrase_at(words, 0, known)
    if found is None:
        return None
    means, length = found
    place += length
    while (again := _phrase_at(words, _past(words, place, _PAUSE), known)) is not None and again[0] == means:
        place = _past(words, place, _PAUSE) + again[1]
    end = words[place - 1][0].end()
    after = _past(words, place, phrases.around | _PAUSE)
    if after == len(words):
        return PlainAnswer(means=means, end=end)
    if words[place][1] not in _PAUSE:
        return None
    return PlainAnswer(means=means, end=end, rest=text[words[after][0].start() :].strip())


def wants_yes_or_no(text: str) -> bool:
    """Whether it asks “did the delivery come?”, and not “how far is it?”; what it quotes of others asks nothing."""
    phrases = _phrases()
    for question in _QUESTION.findall(_QUOTED.sub("", text)):
        words = re.findall(r"\w+", question.casefold())
        first = {_bare(word) for word in words[:_FIRST]}
        if words and not phrases.open_first & first and not phrases.open_anywhere.intersection(words):
            return True
    return False


def _past(words: Sequence[tuple[re.Match[str], str]], place: int, passing: frozenset[str]) -> int:
    while place < len(words) and words[place][1] in passing:
        place += 1
    return place


def _phrase_at(
    words: Sequence[tuple[re.Match[str], str]], place: int, known: Mapping[tuple[str, ...], Plain]
) -> tuple[Plain, int] | None:
    for length in range(min(_LONGEST, len(words) - place), 0, -1):
        means = known.get(tuple(word for _, word in words[place : place + length]))
        if means is not None:
            return means, length
    return None


def _bare(word: str) -> str:
    """Without case, accents and apostrophes: `Đúng` is `dung`, `isn't` is `isnt`."""
    apart = unicodedata.normalize("NFD", word.casefold().replace("đ", "d").replace("'", ""))
    return "".join(one for one in apart if not unicodedata.combining(one))


@cache
def _phrases() -> _Phrases:
    path = files("bot.capture") / "lexicon" / _FILE
    read: Mapping[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return _Phrases(
        answers={_key(one): means for means in _PLAIN for group in read[means] for one in group},
        decisions={_key(one): means for means in _PLAIN for one in read["decide"].get(means, ())},
        around=frozenset(read["around"]),
        open_first=frozenset(read["open"]["first"]),
        open_anywhere=frozenset(read["open"]["anywhere"]),
    )


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(_bare(one.group()) for one in _WORD.finditer(phrase))
