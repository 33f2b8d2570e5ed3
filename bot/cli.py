"""The command line's door: `siteloop …`, or `python -m bot.cli …`. It hears Ctrl-C from the beginning on."""

import logging
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status: 0 well, 1 it could not be done, 2 it was asked wrongly, 130 it was broken off."""
    try:
        return _done(arguments)
    except KeyboardInterrupt:
        return 130


def _done(arguments: Sequence[str] | None) -> int:
    # To import these takes longer than many a command, and whoever breaks it off meanwhile wants no traceback.
    from bot.arguments import parser  # noqa: PLC0415
    from bot.logs import Fields  # noqa: PLC0415
    from rules.errors import SiteloopError  # noqa: PLC0415

    parsed = parser().parse_args(arguments)
    shown = logging.StreamHandler()
    shown.setFormatter(Fields())
    logging.basicConfig(level=os.environ.get("SITELOOP_LOG", "WARNING").upper(), handlers=[shown])
    try:
        return int(parsed.command(parsed))
    except SiteloopError as error:
        print(f"siteloop: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    sys.exit(main())
