"""durable_rules with a fault put in: the real C module, but for what it does when it meets a certain text."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

needs_engine = pytest.mark.skipif(
    sys.version_info >= (3, 13), reason="durable_rules cannot be imported there"
)

CRASH = "os.kill(os.getpid(), signal.SIGSEGV)"
HANG = "ctypes.PyDLL(None).pause()"  # in C, with the interpreter's lock held, for ever
ERROR = "raise RuntimeError('Could not assert fact, error code: 303')"
SILENCE = "os._exit(0)"

_SOURCE = """
import os, signal, sys
from importlib.util import module_from_spec, spec_from_file_location

spec = spec_from_file_location("durable_rules_engine", {engine!r})
real = module_from_spec(spec)
spec.loader.exec_module(real)

def __getattr__(name):
    return getattr(real, name)

def {call}(*given):
    if {text!r} in given[1]:
        import ctypes
        {fault}
    return real.{call}(*given)
"""


def engine_file() -> str:
    """The file of the C module."""
    spec = find_spec("durable_rules_engine")
    assert spec is not None and spec.origin is not None
    return spec.origin


def faulty_engine(folder: Path, fault: str, *, at: str, call: str = "assert_fact") -> str:
    """A module file that does something (a line of Python) when `call`'s second argument holds this text."""
    file = folder / "faulty_engine.py"
    file.write_text(_SOURCE.format(engine=engine_file(), call=call, text=at, fault=fault))
    return str(file)
