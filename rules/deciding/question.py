"""What a question waits for, and which of the cases that it stands for an answer tells of."""

from collections.abc import Iterable, Mapping, Sequence

from rules.signal import Signal, SignalKind
from rules.subject import Expects, Member

_EXPECTED: Mapping[str, SignalKind] = {"percent": "progress", "finish": "forecast", "people": "headcount"}


def is_told(expects: Expects, signal: Signal) -> bool:
    """Whether a signal is what was asked for; a task that is done has come to its finish."""
    if expects == "finish" and signal.kind == "progress":
        return signal.values.get("status") == "done"
    return signal.kind == _EXPECTED.get(expects)


def told_of(expects: Expects, members: Sequence[Member], signals: Iterable[Signal]) -> tuple[Member, ...]:
    """The cases that “done” ends: those of whose task it tells what was asked, all of them where it tells nothing of the kind."""
    told = {signal.task for signal in signals if is_told(expects, signal)}
    return tuple(one for one in members if not told or one.task is None or one.task in told)
