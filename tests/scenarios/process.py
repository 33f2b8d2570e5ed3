"""`siteloop run --http` as a process of its own, which can be killed at any instant and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.http import HEALTH, PATH

# Importing the code, and reading the words and rules that ship, is most of a start, and holds nothing that a kill could harm. So
# it is done once, and each process is forked from here; its database, matcher, threads and sockets it opens itself. One line in:
# start one. Lines out: its number, and, once it has ended, how.
_CRADLE = """
import os, sys
import bot.console.arguments, bot.console.commandline, uvicorn.protocols.http.auto, uvicorn.protocols.websockets.auto
from bot.capture.lexicons import load_lexicons
from bot.capture.reader import Reader
from bot.cli import main
from rules.language.rulebook import shipped_rulebook
Reader(load_lexicons(), [])
shipped_rulebook()
print("ready", flush=True)
for _ in sys.stdin:
    if not (child := os.fork()):
        os.close(0)
        os._exit(main(sys.argv[1:]))
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def wait_until(what: str, condition: Callable[[], bool], *, seconds: float, every: float = 0.01) -> None:
    """Look until it is so; AssertionError once the time is over."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(every)


class Process:
    """`siteloop run --http` on a port of its own; what it prints goes to a file in `folder`."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.log = folder / "siteloop.log"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}{PATH}"
        self._number: int | None = None
        self._cradle = subprocess.Popen(
            [sys.executable, "-c", _CRADLE, "run", "--http", f"127.0.0.1:{self.port}"],
            env=_environment(settings),
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log.open("w"),
            text=True,
        )
        assert self._told() == "ready", self.log.read_text()

    def start(self) -> None:
        """Start it, and come back at once."""
        assert self._number is None and self._cradle.stdin is not None
        self._cradle.stdin.write("start\n")
        self._cradle.stdin.flush()
        self._number = int(self._told())

    def wait_up(self) -> None:
        """Wait until it answers."""
        try:
            wait_until("siteloop runs", self._is_up, seconds=20)
        except AssertionError as late:
            late.add_note(self.log.read_text())
            raise

    def end(self, how: signal.Signals = signal.SIGKILL) -> int:
        """End it by this signal; gives its exit status, negative where the signal ended it."""
        number, self._number = self._number, None
        assert number is not None
        os.kill(number, how)
        while (line := self._told()).startswith("Siteloop"):  # what it said when it was up
            pass
        return int(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._number is not None:
            with suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)
        self._cradle.kill()
        self._cradle.communicate()

    def _is_up(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", HEALTH)
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def _told(self) -> str:
        assert self._cradle.stdout is not None
        return self._cradle.stdout.readline().strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SITELOOP_"))}
    return {**kept, **settings}
