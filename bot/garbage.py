"""Looking for garbage: a process of ours holds much that lives to its end, and looking it through again and again takes time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Python looks for garbage after every 700 new objects; one message makes thousands. Measured over two months of a site
# (`tests.bench.bench_month --days 44`): a seventh of the time, for 1 % more memory.
_NEW_OBJECTS, _OF_THE_YOUNG, _OF_THE_OLD = 20_000, 20, 20


def look_seldom() -> None:
    """Look for garbage only after as many new objects as a few messages make; for processes that stay."""
    gc.set_threshold(_NEW_OBJECTS, _OF_THE_YOUNG, _OF_THE_OLD)


@contextmanager
def at_rest() -> Iterator[None]:
    """Look for no garbage among what there is now, as long as the context lasts: a whole journal has none, and is large."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
