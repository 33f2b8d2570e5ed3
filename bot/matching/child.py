"""The watched child: durable_rules in a process of its own, so that a crash or an endless loop of it ends nothing else.

Run as `python -I -S child.py RULESETS ENGINE`: the files of `rules.match.ruleset` and of the C module, which is all that is
loaded beyond the standard library. Messages either way are a length of four bytes and UTF-8 text of so many. The first line of a
request says what is asked, a line each what with; an answer begins with `ok` or `failed`, the first of all with `ready` or
`missing`. It ends when its input does, and when a request takes too long, even if nobody is left to kill it.

    load 30 NAME, then a definition a line     → ok
    match 30 NAME, then facts a line,          → ok, then for each shard asked its number and what fired: names and ids
      each shard's after a line `#NUMBER`
    drop 30 NAME                               → ok

The number is after how many seconds the process ends itself.
"""

from __future__ import annotations

import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from signal import ITIMER_REAL, setitimer

TYPE_CHECKING = False  # for type checkers only: to load `typing` would be a quarter of the start
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, BinaryIO

LENGTH = 4


def serve(make: Callable[[str], Any], read: BinaryIO, write: BinaryIO) -> None:
    """Answer requests until there are no more; the first failure is the last."""
    books: dict[str, list[Any]] = {}
    while length := read.read(LENGTH):
        head, *lines = read.read(int.from_bytes(length)).decode().split("\n")
        asked, seconds, name = head.split(" ")
        setitimer(ITIMER_REAL, float(seconds))  # nothing handles it, so the kernel ends the process
        if asked == "load":
            books[name] = [make(definition) for definition in lines]
            answer(write, "ok")
        elif asked == "match":
            answer(write, "\n".join(["ok", *_matched(books[name], lines)]))
        else:
            for ruleset in books.pop(name):
                ruleset.close()
            answer(write, "ok")
        setitimer(ITIMER_REAL, 0)


def answer(write: BinaryIO, text: str) -> None:
    """Send one message."""
    body = text.encode()
    write.write(len(body).to_bytes(LENGTH) + body)
    write.flush()


def load(name: str, file: str) -> Any:  # noqa: ANN401 - a module, of Python or of C
    """A module from its file alone: nothing else beside it can be imported."""
    spec = spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no module")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(rulesets: str, engine: str) -> None:
    """Serve on standard input and output; what C code prints goes nowhere."""
    write = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        made, module = load("ruleset", rulesets), load("durable_rules_engine", engine)
    except ImportError as error:
        answer(write, f"missing\n{error}")
        return
    answer(write, "ready")
    try:
        serve(lambda definition: made.Ruleset(module, definition), sys.stdin.buffer, write)
    except Exception as error:
        answer(write, f"failed\n{type(error).__name__}: {error}")


def _matched(book: list[Any], lines: list[str]) -> Iterator[str]:
    starts = [place for place, line in enumerate(lines) if line[0] == "#"]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        shard = lines[start][1:]
        yield " ".join([shard, *book[int(shard)].fired(lines[start + 1 : end])])


if __name__ == "__main__":
    main(*sys.argv[1:])
