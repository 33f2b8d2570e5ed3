"""How many events are acknowledged: `python -m tests.bench.bench_acknowledge [--events N]`.

Three servers, each a process of its own on loopback, get the same signed events from this process over kept connections, in turn:

- `bare`: a Bolt app with one listener that does nothing and no storage, on the same server as ours;
- `path`: Siteloop's own way, workers resting: signature, middleware, routing, and the inbox row committed to a SQLite file
  (`synchronous=FULL`) before the answer;
- `run`: `siteloop run --http` as it is, whose workers take the same messages through the pipeline meanwhile.

The events are talk in one channel, of which nothing is sent to Slack. Each figure is the best of two rounds.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from itertools import count, islice

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from bot.bootstrap import bootstrap
from bot.cli import main as siteloop
from bot.http import PATH, http_app, serving
from bot.sandbox import MovableClock, RateLimits, Sandbox, SandboxServer
from bot.sandbox.delivery import HttpTransport, Outgoing, event_envelope
from bot.settings import Settings
from tests.bench.machine import machine, write, write_figures

_SERVERS = ("bare", "path", "run")
_CONNECTIONS = (1, 8, 32)
_ROUNDS = 2
_LONGEST = 60  # seconds for one measurement


def main() -> None:
    """Print the table; or, with `--serve`, be one of the servers until standard input ends."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--events", type=int, default=1_000, help="for each server, number of connections and round"
    )
    asked.add_argument("--serve", choices=_SERVERS, help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    if chosen.serve:
        _serve(chosen.serve)
        return
    write(machine(), f"{chosen.events} events each, best of {_ROUNDS} rounds; acknowledged per second", "")
    write(f"{'connections':>12}" + "".join(f"{server:>10}" for server in _SERVERS))
    figures = _measure(chosen.events)
    write_figures("acknowledge", {"events": chosen.events, "per_second": figures})


def _measure(events: int) -> dict[str, dict[str, int]]:
    figures: dict[str, dict[str, int]] = {server: {} for server in _SERVERS}
    with ExitStack() as stack:
        sandbox = Sandbox(clock=MovableClock(datetime.now(UTC), running=True), limits=RateLimits.off())
        sandbox.workspace.add_user("ana")
        sandbox.workspace.add_channel("tower-a", members=["ana", sandbox.app.handle])
        slack = stack.enter_context(SandboxServer(sandbox))
        ports = {server: stack.enter_context(_started(server, sandbox, slack)) for server in _SERVERS}
        requests = _requests(sandbox)
        for connections in _CONNECTIONS:
            best = dict.fromkeys(_SERVERS, 0.0)
            for _ in range(_ROUNDS):
                for server, port in ports.items():
                    sent = list(islice(requests, events))
                    best[server] = max(best[server], events / asyncio.run(_load(port, sent, connections)))
            write(f"{connections:>12}" + "".join(f"{best[server]:>10,.0f}" for server in _SERVERS))
            for server in _SERVERS:
                figures[server][str(connections)] = round(best[server])
    return figures


@contextmanager
def _started(server: str, sandbox: Sandbox, slack: SandboxServer) -> Iterator[int]:
    """One of the servers as a process; gives its port."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "SLACK_BOT_TOKEN": sandbox.app.bot_token,
            "SLACK_SIGNING_SECRET": sandbox.app.signing_secret,
            "SITELOOP_SLACK_API_URL": slack.api_url,
            "SITELOOP_DATABASE_URL": f"sqlite:///{folder}/bench.db",
        }
        command = [sys.executable, "-m", "tests.bench.bench_acknowledge", "--serve", server]
        process = subprocess.Popen(
            command, env={**os.environ, **settings}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        try:
            address = process.stdout.readline().split()[-1]
            yield int(address.removesuffix(PATH).rpartition(":")[2])
        finally:
            process.kill()
            process.communicate()


def _serve(server: str) -> None:
    if server == "run":
        sys.exit(siteloop(["run", "--http", "127.0.0.1:0"]))
    settings = Settings.from_environment(os.environ)
    with ExitStack() as stack:
        if server == "path":
            address = stack.enter_context(stack.enter_context(bootstrap(settings)).serve_http("127.0.0.1", 0))
        else:
            app = http_app(_bare(settings), healthy=lambda: True)
            address = stack.enter_context(serving(app, "127.0.0.1", 0))
        write(address)
        sys.stdin.read()


def _bare(settings: Settings) -> App:
    authorized = AuthorizeResult(enterprise_id=None, team_id="T0SANDBOX", bot_token=settings.bot_token)
    app = App(
        signing_secret=settings.signing_secret,
        process_before_response=True,
        authorize=lambda: authorized,
    )
    app.event("message")(lambda: None)
    return app


def _requests(sandbox: Sandbox) -> Iterator[bytes]:
    """Signed requests, each with a message of its own; the signature holds for five minutes."""
    workspace = sandbox.workspace
    channel, ana = workspace.channel("#tower-a"), workspace.user("ana")
    transport = HttpTransport(f"http://127.0.0.1{PATH}", sandbox.app.signing_secret)
    for number in count():
        ts = f"{int(time.time())}.{number % 1_000_000:06}"
        event = {
            "type": "message",
            "channel": channel.id,
            "channel_type": "channel",
            "user": ana.id,
            "ts": ts,
        }
        event |= {"event_ts": ts, "text": "who has the keys of the container?"}
        envelope = event_envelope(workspace, event, channel)
        headers, body = transport.signed(Outgoing(kind="event", content=envelope))
        headers |= {"Host": "127.0.0.1", "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        yield f"POST {PATH} HTTP/1.1\r\n{head}\r\n".encode() + body


async def _load(port: int, requests: Sequence[bytes], connections: int) -> float:
    """Seconds until all are acknowledged, over so many connections at once."""
    waiting = iter(requests)

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with closing(writer):
            for request in waiting:
                writer.write(request)
                head = await reader.readuntil(b"\r\n\r\n")
                status, *lines = head.decode().lower().split("\r\n")
                if status.split()[1] != "200":
                    raise SystemExit(f"not acknowledged: {status}")
                length = next(line for line in lines if line.startswith("content-length:"))
                await reader.readexactly(int(length.partition(":")[2]))

    started = time.perf_counter()
    async with asyncio.timeout(_LONGEST):
        await asyncio.gather(*(connection() for _ in range(connections)))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
