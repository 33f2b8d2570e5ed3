"""What a benchmark says of itself: the machine that it ran on, and its figures as one line of JSON."""

import json
import os
import platform
import sqlite3
import sys
from pathlib import Path
from typing import Any


def machine() -> str:
    """The machine in a line."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores, load {load}, {versions}"


def write(*lines: str) -> None:
    """Print, at once."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def write_figures(bench: str, figures: dict[str, Any]) -> None:
    """The last line: everything, for other programs."""
    write(json.dumps({"bench": bench, "machine": machine(), **figures}))


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of them lies."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
