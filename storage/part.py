"""What the parts of the store share: the database, the clock of leases, the cache, and the news that there is work."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from storage.database import Database
from storage.documents import SubjectCache
from storage.image import Images
from storage.instants import WallClock


class News:
    """Tells those who wait for work that some may have come; to wait for the clock's ticks as well is up to them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Callable[[], None], ...] = ()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` (quick, from any thread) after each commit that may make work; gives what ends that."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            with self._lock:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return unsubscribe

    def tell(self) -> None:
        """There may be work."""
        for listener in self._listeners:
            listener()


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What every part works with.

    `wall` is the machine's time, on which leases run; `lanes` has numbers of lanes, `sites` of the sites of (workspace, channel).
    """

    database: Database
    wall: WallClock
    cache: SubjectCache = field(default_factory=SubjectCache)
    images: Images = field(default_factory=Images)
    news: News = field(default_factory=News)
    lanes: dict[tuple[str, str], int] = field(default_factory=dict)
    sites: dict[tuple[str, str], int] = field(default_factory=dict)


class Part:
    """One concern of the store."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._database = shared.database
