"""A strict, local Slack workspace to try and test the bot against.

`Sandbox` is the workspace and all that people can do in it, `SandboxServer` puts it on the network, `check_blocks` and
`check_view` say what Slack would refuse. Nothing here imports the rest of the project.
"""

from .app_config import AppConfig, Command, Shortcut
from .blocks import check_blocks, check_view
from .clock import Clock, MovableClock, Move
from .errors import (
    BotFailed,
    BotTimedOut,
    ClockError,
    NoSuchControl,
    NotAllowed,
    NotFound,
    SandboxError,
)
from .limits import RateLimits
from .people import Submitted
from .sandbox import Sandbox
from .server import SandboxServer
from .shown import Shown
from .workspace import Workspace

__all__ = [
    "AppConfig",
    "BotFailed",
    "BotTimedOut",
    "Clock",
    "ClockError",
    "Command",
    "MovableClock",
    "Move",
    "NoSuchControl",
    "NotAllowed",
    "NotFound",
    "RateLimits",
    "Sandbox",
    "SandboxError",
    "SandboxServer",
    "Shortcut",
    "Shown",
    "Submitted",
    "Workspace",
    "check_blocks",
    "check_view",
]
