"""The command line's door: `siteloop …`, or `python -m bot.cli …`. Ctrl-C ends it without a traceback from the beginning on."""

import logging
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status: 0 well, 1 it could not be done, 2 it was asked wrongly, 130 it was broken off."""
    try:
        return _done(arguments)
    except KeyboardInterrupt:
        return 130


def _done(arguments: Sequence[str] | None) -> int:
    with _ended_by_ctrl_c():  # to import these takes longer than many a command
        from bot.console.arguments import command_at, parser  # noqa: PLC0415
        from bot.garbage import look_seldom  # noqa: PLC0415
        from bot.logs import Fields  # noqa: PLC0415
        from rules.errors import SiteloopError  # noqa: PLC0415

    look_seldom()
    parsed = parser().parse_args(arguments)
    with _ended_by_ctrl_c():
        command = command_at(parsed.place_of_command)
    shown = logging.StreamHandler()
    shown.setFormatter(Fields())
    logging.basicConfig(level=os.environ.get("SITELOOP_LOG", "WARNING").upper(), handlers=[shown])
    try:
        return command(parsed)
    except SiteloopError as error:
        print(f"siteloop: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0


@contextmanager
def _ended_by_ctrl_c() -> Iterator[None]:
    """Ctrl-C ends the process at once: raised within an import, it would come out as whatever that import makes of it."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


if __name__ == "__main__":
    sys.exit(main())
