"""Whose a request or a blocker is that names nobody and calls on a trade: `electricians, we need the sleeves in L4`.

To ask for people of a trade (`need 4 carpenters`) is no call on those who are here, nor is to say what a trade suffers.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from rules.signal import Signal

_FILE = "calling.yml"
_SENTENCE = re.compile(r"[.!?;\n]+(?=\s|$)")
_BESIDE = re.compile(r"\b(?:and|or|y|o|va|&)\s+(?:the |los |las |ben )?$")
_KINDS = ("request", "blocker")
_SPOKEN_TO = 0.3  # from which confidence on a request is not asked about that speaks to those of whom it asks
_SORTS = ("people", "work", "goods")


@dataclass(frozen=True, kw_only=True)
class _Calls:
    names: Sequence[tuple[re.Pattern[str], str]]
    first: Sequence[re.Pattern[str]]
    others: Mapping[str, Sequence[re.Pattern[str]]]
    own: frozenset[str]


def with_trades(signals: Sequence[Signal], text: str) -> tuple[Signal, ...]:
    """The signals of a text, each request and blocker with the one trade that its sentence calls on."""
    return tuple(_with_trade(one, text) if _can_call(one) else one for one in signals)


def _can_call(signal: Signal) -> bool:
    return signal.kind in _KINDS and signal.values.get("cause") not in _calls().own


def _with_trade(signal: Signal, text: str) -> Signal:
    """Of who is spoken to, else of who is spoken of, where that is one trade. To speak to people and ask leaves little doubt."""
    sentence, calls = _bare(_sentence_of(signal, text)), _calls()
    found = set(_trades(sentence, calls.first)) or set(_trades(sentence, calls.others[signal.kind]))
    if len(found) != 1:
        return signal
    confirm = signal.confirm and (signal.hedged or not asks_those_spoken_to(signal, text))
    return replace(signal, trade=found.pop(), confirm=confirm)


def asks_those_spoken_to(signal: Signal, text: str) -> bool:
    """Whether it is a request by which somebody speaks to the people of one trade, which is one however little else is known."""
    if signal.kind != "request" or signal.confidence < _SPOKEN_TO:
        return False
    return len(set(_trades(_bare(_sentence_of(signal, text)), _calls().first))) == 1


def _sentence_of(signal: Signal, text: str) -> str:
    """The sentence in which its clause stands."""
    sentences = [one.strip() for one in _SENTENCE.split(text)]
    return next((one for one in sentences if signal.words.strip() in one), signal.words)


def _trades(sentence: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    for pattern in patterns:
        for match in pattern.finditer(sentence):
            if _BESIDE.search(sentence, 0, match.start("trade")):
                continue  # “the electricians and the plumbers”: nobody's alone
            yield from (trade for name, trade in _calls().names if name.fullmatch(match["trade"]))


def _bare(words: str) -> str:
    """Without case and accents: `Thợ điện ơi` is `tho dien oi`."""
    apart = unicodedata.normalize("NFD", words.casefold().replace("đ", "d").replace("’", "'"))
    return "".join(one for one in apart if not unicodedata.combining(one))


@cache
def _calls() -> _Calls:
    path = files("bot.capture") / "lexicon" / _FILE
    read: Mapping[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    people, work, goods = (
        [(n, trade) for trade, names in read[sort].items() for n in names] for sort in _SORTS
    )
    told = {"<P>": _any(people), "<T>": _any([*people, *work]), "<W>": _any([*people, *work, *goods])}

    def compiled(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(re.sub("<[PTW]>", lambda one: told[one[0]], pattern)) for pattern in patterns)

    return _Calls(
        names=tuple((re.compile(name), trade) for name, trade in (*people, *work, *goods)),
        first=compiled(read["calls"]["first"]),
        others={kind: compiled(read["calls"][kind]) for kind in _KINDS},
        own=frozenset(read["own"]),
    )


def _any(names: Sequence[tuple[str, str]]) -> str:
    return f"(?P<trade>{'|'.join(sorted((name for name, _ in names), key=len, reverse=True))})"
