"""The stream of everything that became visible, in order, for whoever watches."""

from collections import deque
from collections.abc import Callable, Mapping
from threading import RLock

from .clock import Clock
from .records import Change, Message, View

Watcher = Callable[[Change], None]


class Feed:
    """Numbers each change, keeps the latest ones and tells watchers in the thread that made the change."""

    def __init__(self, clock: Clock, lock: RLock, *, keep: int = 2000) -> None:
        self._clock = clock
        self._lock = lock
        self._kept: deque[Change] = deque(maxlen=keep)
        self._watchers: list[Watcher] = []
        self.last = 0

    def publish(
        self,
        kind: str,
        *,
        message: Message | None = None,
        channel: str | None = None,
        user: str | None = None,
        view: View | None = None,
        errors: Mapping[str, str] | None = None,
        text: str = "",
    ) -> Change:
        """Record one change (see `Change` for what each kind carries) and tell the watchers."""
        with self._lock:
            self.last += 1
            change = Change(
                number=self.last,
                at=self._clock.now(),
                kind=kind,
                channel=message.channel if message else channel,
                message=message,
                user=message.recipient if message and message.recipient else user,
                view=view,
                errors=errors or {},
                text=text,
            )
            self._kept.append(change)
            for watcher in list(self._watchers):
                watcher(change)
            return change

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Call `watcher` for each later change; the returned function ends that."""
        with self._lock:
            self._watchers.append(watcher)

        def stop() -> None:
            with self._lock:
                if watcher in self._watchers:
                    self._watchers.remove(watcher)

        return stop

    def since(self, number: int) -> list[Change] | None:
        """Return the changes after `number`, or None if some of them are no longer kept."""
        with self._lock:
            oldest = self._kept[0].number if self._kept else self.last + 1
            if number < oldest - 1:
                return None
            return [change for change in self._kept if change.number > number]
