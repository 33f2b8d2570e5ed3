"""The manifest asks of Slack what the code registers and calls: no less, and no more."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from slack_bolt import App
from slack_sdk import WebClient

from bot import listeners
from bot.desk import Desk
from bot.manifest import EVENT_SCOPES, METHOD_SCOPES, OPTIONAL_SCOPES, REQUIRED_SCOPES, manifest_text
from bot.sandbox import AppConfig

MANIFEST: dict[str, Any] = YAML(typ="safe").load(manifest_text())
BOT = Path(__file__).parents[2] / "bot"
METHODS = {name for name in dir(WebClient) if "_" in name.strip("_") and not name.startswith("_")}


class Recorder:
    """Stands where Bolt's app does and remembers what is registered; catch-alls are patterns, and ask for nothing."""

    def __init__(self) -> None:
        self.named: dict[str, set[str]] = {}

    def __getattr__(self, kind: str) -> Callable[[Any], Callable[[Any], None]]:
        def register(constraint: Any) -> Callable[[Any], None]:  # noqa: ANN401 - whatever Bolt takes
            if not isinstance(constraint, re.Pattern):
                self.named.setdefault(kind, set()).add(constraint)
            return lambda listener: None

        return register


def registered() -> dict[str, set[str]]:
    """What the listeners register, by kind."""
    recorder = Recorder()
    listeners.register(cast(App, recorder), cast(Desk, object()))
    return recorder.named


def called() -> Iterator[str]:
    """Every method of Slack's Web API that is called anywhere in the bot, by its name in the SDK or on the wire."""
    dotted = {name.replace("_", ".", 1): name for name in METHOD_SCOPES}
    dotted |= dict.fromkeys(
        ("url_private", "url_private_download"), "files_info"
    )  # a file's own address needs the same scope
    for path in BOT.rglob("*.py"):
        if "sandbox" in path.parts or path.name == "manifest.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in METHODS
            ):
                yield node.func.attr
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in dotted:
                yield dotted[node.value]


def test_events_are_those_that_are_listened_to() -> None:
    """Each subscribed event has its listener, and each listener its subscription."""
    subscribed = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {name.partition(".")[0] for name in subscribed} == registered()["event"]
    assert set(subscribed) == set(EVENT_SCOPES)


def test_commands_and_shortcuts_are_those_that_are_registered() -> None:
    """Nothing in Slack's menus leads nowhere; commands come with ids of people in place of names."""
    commands = MANIFEST["features"]["slash_commands"]
    assert {one["command"] for one in commands} == registered()["command"]
    assert all(one["should_escape"] for one in commands)
    assert {one["callback_id"] for one in MANIFEST["features"]["shortcuts"]} == registered()["shortcut"]


def test_scopes_are_those_that_are_needed() -> None:
    """Every scope that an event, a command or a called method needs is asked for, and none besides."""
    scopes = MANIFEST["oauth_config"]["scopes"]
    assert sorted(scopes["bot"]) == sorted(REQUIRED_SCOPES)
    assert sorted(scopes["bot_optional"]) == sorted(OPTIONAL_SCOPES)
    methods = set(called())
    assert methods <= set(METHOD_SCOPES), "tell in bot/manifest.py which scopes these methods need"
    needed = {scope for method in methods for scope in METHOD_SCOPES[method]} | {
        s for s in EVENT_SCOPES.values() if s
    }
    assert needed | {"commands"} == {*scopes["bot"], *scopes["bot_optional"]}


def test_nothing_is_asked_for_that_reaches_too_far() -> None:
    """Siteloop posts where it was invited, and joins nothing by itself."""
    scopes = MANIFEST["oauth_config"]["scopes"]
    assert not {"chat:write.public", "channels:join"} & {*scopes["bot"], *scopes["bot_optional"]}


def test_what_people_read_in_it_fits_slack() -> None:
    """Slack's limits: names of shortcuts 24, descriptions 150, the app's description 140 characters."""
    assert len(MANIFEST["display_information"]["description"]) <= 140
    for shortcut in MANIFEST["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
    assert AppConfig.from_manifest(MANIFEST).handle == "siteloop"
