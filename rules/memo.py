"""Remembering what was worked out of an immutable value, for as long as that very value is in use."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memo(Generic[K, V]):
    """What a pure function gave for values known by identity, since to hash a whole task takes longer than to find it.

    Each value is held, so that no other can take its identity; when there are too many all are let go. Threads may share it.
    """

    def __init__(self, most: int = 4_000) -> None:
        self._most = most
        self._kept: dict[int, tuple[K, V]] = {}

    def of(self, value: K, work_out: Callable[[K], V]) -> V:
        """What was worked out before, or is now."""
        kept = self._kept.get(id(value))
        if kept is not None and kept[0] is value:
            return kept[1]
        found = work_out(value)
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[id(value)] = (value, found)
        return found

    def of_each(self, values: Iterable[K], work_out: Callable[[K], V]) -> list[V]:
        """As `of`, of many."""
        known, found = self._kept, list[V]()
        for value in values:
            kept = known.get(id(value))
            found.append(kept[1] if kept is not None and kept[0] is value else self.of(value, work_out))
        return found


class MemoOfAll(Generic[K, V]):
    """As `Memo`, of several values together, in their order."""

    def __init__(self, most: int = 100) -> None:
        self._most = most
        self._kept: dict[tuple[int, ...], tuple[tuple[K, ...], V]] = {}

    def of(self, values: tuple[K, ...], work_out: Callable[[tuple[K, ...]], V]) -> V:
        """What was worked out before, or is now."""
        place = tuple(map(id, values))
        kept = self._kept.get(place)  # it holds its values, so these are the very same
        if kept is not None:
            return kept[1]
        found = work_out(values)
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[place] = (values, found)
        return found
