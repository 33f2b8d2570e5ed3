"""Which process a lease belongs to, and whether that process still lives."""

import os
import secrets
import socket
from functools import cache


@cache
def _life() -> str:
    """What tells this process from an earlier one with its number."""
    return secrets.token_hex(4)


def worker_name() -> str:
    """Whose leases these are: `host:process:life`."""
    return f"{socket.gethostname()}:{os.getpid()}:{_life()}"


def is_gone(worker: str) -> bool:
    """Whether a worker's process ran on this machine and has ended; of another machine's nothing is known."""
    host, number, life = [*worker.rsplit(":", 2), "", ""][:3]
    if host != socket.gethostname() or not number.isdecimal():
        return False
    if int(number) == os.getpid():
        return life != _life()
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
