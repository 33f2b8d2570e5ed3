"""Whoever presses Ctrl-C gets the prompt back, and no traceback, from the beginning on."""

import os
import signal
import subprocess
import sys

import pytest

TEST = ("-m", "bot.cli", "rules", "test")
MOMENTS = {
    "while its modules are imported": (("-X", "importtime", *TEST), "rules.rule"),
    "while changes are tried in several processes": ((*TEST, "--mutate", "--jobs", "2"), "  1/"),
}


@pytest.mark.parametrize(("arguments", "sign"), MOMENTS.values(), ids=MOMENTS)
def test_ctrl_c_ends_a_command_without_a_traceback(arguments: tuple[str, ...], sign: str) -> None:
    """With the status of a command that was broken off; as a terminal does, every process of it hears the signal, and none
    is left."""
    run = [sys.executable, *arguments]
    with subprocess.Popen(
        run, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as begun:
        assert begun.stderr is not None
        assert any(sign in line for line in begun.stderr)
        os.killpg(begun.pid, signal.SIGINT)
        told = begun.stderr.read()
    assert begun.returncode == 130
    assert "Traceback" not in told
    with pytest.raises(ProcessLookupError):
        os.killpg(begun.pid, signal.SIGTERM)
