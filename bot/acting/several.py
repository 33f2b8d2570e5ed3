"""Words in the thread of an action that stands for several tasks: whose they are."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias
from unicodedata import normalize

from bot.acting.questions import is_done, told_words
from rules.deciding.question import is_told
from rules.signal import Signal
from rules.subject import Assignment

Read: TypeAlias = Callable[[str, str | None], Sequence[Signal]]
_EVERYONE = re.compile(
    r"\b(?:both|each|ambos|ambas|todos|todas|c[ảa] hai|t[ấa]t c[ảa]|(?<!at )all(?! (?:good|day|week|morning)\b))\b",
    re.IGNORECASE,
)
_FEW = 8  # words that name tasks, and tell nothing of them
_BORDER = re.compile(r"\s*(?:[;\n]|,(?!\d)|\.(?=\s)|\s(?:and|y|và)\s)\s*")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was said; `unnamed`: some of it is of a task, and does not say of which."""

    signals: tuple[Signal, ...]
    unnamed: bool = False


@dataclass(frozen=True, kw_only=True)
class Several:
    """The thread of an action for several `tasks`. `read` gives what a text says where a task is spoken of (None: as in the
    channel), `named` the task that it names."""

    asked: Assignment
    tasks: tuple[str, ...]
    read: Read
    named: Callable[[str], str | None]

    def told(self, text: str) -> Told:
        """What names tasks is theirs; what names none is of every task where it says so, else of nobody's."""
        parts = self._parts(text)
        if parts:
            return Told(signals=tuple(one for tasks, words in parts for one in self._of_part(tasks, words)))
        signals = told_words(self.asked, self.tasks[0], self.read(text, self.tasks[0]), text)
        if _EVERYONE.search(normalize("NFC", text)):
            return Told(signals=tuple(self._of_everyone(signals)))
        kept = tuple(one for one in signals if not (one.task == self.tasks[0] or is_done(one)))
        return Told(signals=kept, unnamed=len(kept) < len(signals))

    def only_names(self, text: str) -> bool:
        """Whether it is no more than which tasks are meant."""
        names = any(self.named(piece) for piece in _BORDER.split(text))
        return len(text.split()) <= _FEW and (names or bool(_EVERYONE.search(normalize("NFC", text))))

    def _of_everyone(self, signals: Iterable[Signal]) -> Iterator[Signal]:
        for signal in signals:
            if signal.task == self.tasks[0]:
                yield from (replace(signal, task=task) for task in self.tasks)
            else:
                yield signal

    def _parts(self, text: str) -> list[tuple[list[str], str]]:
        """The parts of a text by the tasks that they name; words that name none go on about the last, and a name alone shares
        the words of the next."""
        parts: list[tuple[list[str], str]] = []
        lead = ""
        for piece in _BORDER.split(text):
            task = self.named(piece)
            if task is None and parts:
                parts[-1] = (parts[-1][0], f"{parts[-1][1]}, {piece}")
            elif task is None:
                lead += f"{piece}, " if piece else ""
            elif parts and not any(self._of_part(*parts[-1])):
                parts[-1] = ([*parts[-1][0], task], piece)
            else:
                parts.append(([task], f"{'' if parts else lead}{piece}"))
        return parts

    def _of_part(self, tasks: Sequence[str], words: str) -> Iterator[Signal]:
        """What was asked, told of a task by its name, beside what else would be read of such words in the channel."""
        for task in tasks:
            channel = _given(task, tasks, self.read(words, None))
            thread = told_words(self.asked, task, self.read(words, task), _without(tasks, words))
            thread = _given(task, tasks, thread)
            told = [one for one in thread if is_told(self.asked.expects, one)]
            kinds = {one.kind for one in told}
            yield from told
            yield from (one for one in channel if one.kind not in kinds)
            if not told and not channel:
                yield from (one for one in thread if not is_done(one))


def which(tasks: Sequence[str], example: str) -> str:
    """Asks its writer whose words they are."""
    named = ", ".join(tasks[:10]) + (" …" if len(tasks) > 10 else "")
    every = "both" if len(tasks) == 2 else "all"
    return f"Which one is that: {named}? Name it, such as “{tasks[0]} {example}”, or say “{every} {example}”."


def _given(task: str, tasks: Sequence[str], signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """What is said of one of the tasks that share its words, as this one's."""
    return tuple(replace(one, task=task) if one.task in tasks else one for one in signals)


def _without(tasks: Sequence[str], words: str) -> str:
    for task in tasks:
        words = re.sub(re.escape(task), "", words, flags=re.IGNORECASE)
    return words.strip(" :–-")
