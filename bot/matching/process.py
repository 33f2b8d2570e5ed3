"""A child process that is asked and answers within a deadline, or is killed."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.matching.child import LENGTH

_CHUNK = 1 << 16
# What each evaluation takes and gives back stays with the process: to have it mapped anew each time makes it twice as slow.
_MEMORY = {"MALLOC_TOP_PAD_": str(1 << 24)}
_LOOKS = 100
_give_way: Callable[[], None] = getattr(os, "sched_yield", lambda: None)  # macOS has none
_LARGEST = 1 << 26  # bytes of an answer; a larger one is nonsense


class ChildFailed(Exception):
    """The child crashed, was too late, or answered nonsense; it is dead now, and the text says how it ended."""


class ChildProcess:
    """A Python script of its own, run with nothing but its arguments and the standard library.

    Not safe between threads. It is in a session of its own, so that Ctrl-C in a terminal does not end it before its parent;
    it is to end when its input does.

    Raises:
        ChildFailed: no process can be started.
    """

    def __init__(self, script: Path, arguments: Sequence[str]) -> None:
        theirs_in, self._in = os.pipe()
        self._out, theirs_out = os.pipe()
        self._pipes = [self._in, self._out]
        self._got = bytearray()
        self._answers = select.poll()
        self._answers.register(self._out, select.POLLIN)
        for pipe in self._pipes:
            os.set_blocking(pipe, False)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own script
                [sys.executable, "-I", "-S", str(script), *arguments],
                stdin=theirs_in,
                stdout=theirs_out,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, **_MEMORY},
            )
        except OSError as error:
            self._close_pipes()
            raise ChildFailed(f"could not be started: {error}") from error
        finally:
            os.close(theirs_in)
            os.close(theirs_out)

    @property
    def number(self) -> int:
        """The process's number."""
        return self._process.pid

    def tell(self, text: str, seconds: float) -> None:
        """Send a message; what the child says meanwhile is kept for `hear`, so that neither waits for the other.

        Raises:
            ChildFailed: it did not take it within this many seconds.
        """
        body = text.encode()
        try:
            self._send(len(body).to_bytes(LENGTH) + body, time.monotonic() + seconds)
        except (OSError, ValueError, EOFError) as error:
            raise self.failed(_how(error)) from error

    def hear(self, seconds: float) -> list[str]:
        """Its next message, as lines.

        Raises:
            ChildFailed: none came within this many seconds, or none that is one.
        """
        try:
            return self._received(time.monotonic() + seconds)
        except (OSError, ValueError, EOFError) as error:
            raise self.failed(_how(error)) from error

    @property
    def has_more(self) -> bool:
        """Whether it said more than was heard."""
        return bool(self._got)

    def failed(self, how: str) -> ChildFailed:
        """Kill it for what it did."""
        self.close()
        return ChildFailed(f"{how} (exit status {self._process.returncode})")

    def close(self) -> None:
        """Kill it."""
        self._process.kill()
        self._process.wait()
        self._close_pipes()

    def _close_pipes(self) -> None:
        while self._pipes:
            os.close(self._pipes.pop())

    def _send(self, data: bytes, ends: float) -> None:
        left = memoryview(data)
        while left:
            try:
                left = left[os.write(self._in, left) :]
            except BlockingIOError:
                if self._out in _ready({self._in: select.POLLOUT, self._out: select.POLLIN}, ends):
                    self._read()

    def _received(self, ends: float) -> list[str]:
        while len(self._got) < (size := self._size()):
            self._wait(ends)
            self._read()
        message = self._got[LENGTH:size].decode()
        del self._got[:size]
        return message.split("\n")

    def _wait(self, ends: float) -> None:
        """Until it says something; TimeoutError where it does not in time.

        It nearly always does within the time that going to sleep and being woken would take: so look some times first, and
        let others have the processor in between.
        """
        for _ in range(_LOOKS):
            if self._answers.poll(0):
                return
            _give_way()
        if not self._answers.poll(max(0.0, ends - time.monotonic()) * 1_000):
            raise TimeoutError

    def _size(self) -> int:
        """How many bytes the message has that has begun to come."""
        size = LENGTH + (int.from_bytes(self._got[:LENGTH]) if len(self._got) >= LENGTH else 0)
        if size > _LARGEST:
            raise ValueError("its length is wrong")
        return size

    def _read(self) -> None:
        chunk = os.read(self._out, _CHUNK)
        if not chunk:
            raise EOFError
        self._got += chunk


def _how(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "gave no answer in time"
    return "answered nonsense" if isinstance(error, ValueError) else "ended"


def _ready(pipes: Mapping[int, int], ends: float) -> set[int]:
    """Which pipes are ready for what is wanted of them, as soon as one is; TimeoutError where none is in time."""
    poll = select.poll()
    for pipe, event in pipes.items():
        poll.register(pipe, event)
    ready = poll.poll(max(0.0, ends - time.monotonic()) * 1_000)
    if not ready:
        raise TimeoutError
    return {pipe for pipe, _ in ready}
