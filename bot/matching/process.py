"""A child process that is asked and answers within a deadline, or is killed."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.matching.child import LENGTH

_CHUNK = 1 << 16
# What each evaluation takes and gives back stays with the process: to have it mapped anew each time makes it twice as slow.
_MEMORY = {"MALLOC_TOP_PAD_": str(1 << 24)}
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

    def ask(self, text: str, seconds: float) -> list[str]:
        """Send a message and await the answer, as lines.

        Raises:
            ChildFailed: no answer came within this many seconds, or none that is one.
        """
        body = text.encode()
        ends = time.monotonic() + seconds
        try:
            self._send(len(body).to_bytes(LENGTH) + body, ends)
        except OSError as error:  # TimeoutError is one
            raise self.failed(_how(error)) from error
        return self.hear(ends - time.monotonic())

    def hear(self, seconds: float) -> list[str]:
        """What it says, asked or not, as lines; ChildFailed as with `ask`."""
        try:
            return self._received(time.monotonic() + seconds)
        except (OSError, ValueError, EOFError) as error:
            raise self.failed(_how(error)) from error

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
                _await(self._in, select.POLLOUT, ends)

    def _received(self, ends: float) -> list[str]:
        got = bytearray()
        size = LENGTH
        while len(got) < size:
            _await(self._out, select.POLLIN, ends)
            chunk = os.read(self._out, _CHUNK)
            if not chunk:
                raise EOFError
            got += chunk
            if len(got) >= LENGTH:
                size = LENGTH + int.from_bytes(got[:LENGTH])
            if size > _LARGEST or len(got) > size:
                raise ValueError("its length is wrong")
        return got[LENGTH:].decode().split("\n")


def _how(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "gave no answer in time"
    return "answered nonsense" if isinstance(error, ValueError) else "ended"


def _await(pipe: int, event: int, ends: float) -> None:
    poll = select.poll()
    poll.register(pipe, event)
    if not poll.poll(max(0.0, ends - time.monotonic()) * 1_000):
        raise TimeoutError
