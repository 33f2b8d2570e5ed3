"""Playing a story: each line of a file is done by a person of the demo, and all that Slack shows is printed as JSON lines."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import singledispatchmethod
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from bot.playing.deck import Deck, control
from bot.playing.demo import World
from bot.playing.script import (
    Advance,
    At,
    Command,
    Deactivate,
    Delete,
    Edit,
    Join,
    Leave,
    Numbered,
    OpenHome,
    Press,
    React,
    Say,
    ScriptError,
    ScriptLine,
    Share,
    Shortcut,
    Submit,
    Transcribe,
    Unreact,
    Upload,
    read_script,
)
from bot.sandbox.errors import SandboxError
from bot.sandbox.records import Json
from bot.sandbox.shown import Shown

_DURATION: TypeAdapter[timedelta] = TypeAdapter(timedelta)
_PHOTOS = (".jpg", ".jpeg", ".png", ".heic")


class Player:
    """Plays one story in a world; `folder` is where files to upload are looked for."""

    def __init__(self, world: World, out: TextIO, folder: Path) -> None:
        self._world = world
        self._out = out
        self._folder = folder
        self._sandbox = world.sandbox
        self._deck = Deck()
        self._said: dict[str, tuple[str, str]] = {}
        self._moved = world.clock.now().replace(second=0, microsecond=0)

    def play(self, lines: Iterable[str]) -> None:
        """Play every line; nothing is played of a story that cannot be read whole.

        Raises:
            ScriptError: a line cannot be read, or what it asks for cannot be done; the text names the line.
        """
        script = list(read_script(lines))
        unwatch = self._sandbox.watch(self._show)
        try:
            self._world.settle()
            for numbered in script:
                self._do(numbered)
        finally:
            unwatch()

    def _do(self, numbered: Numbered) -> None:
        try:
            self._act(numbered.line)
            self._world.settle()
        except (SandboxError, ScriptError, ValueError, OSError) as error:
            raise ScriptError(f"line {numbered.number}: {error}") from error

    @singledispatchmethod
    def _act(self, line: ScriptLine) -> None:
        """What a line asks for is done by the person that it names."""
        raise NotImplementedError(line)

    @_act.register
    def _at(self, line: At) -> None:
        self._move_to(self._world.local(line.at))

    @_act.register
    def _advance(self, line: Advance) -> None:
        self._move_to(self._world.clock.now() + _duration(line.advance))

    @_act.register
    def _say(self, line: Say) -> None:
        place, thread = self._spot(line)
        ts = self._sandbox.say(line.by, place, line.say, thread_ts=thread)
        self._said[line.by.lstrip("@")] = (place, ts)

    @_act.register
    def _upload(self, line: Upload) -> None:
        place, thread = self._spot(line)
        if line.transcript is not None:
            ts = self._sandbox.record_clip(
                line.by, place, line.say, line.transcript or None, Path(line.upload).name, thread
            )
            self._said[line.by.lstrip("@")] = (place, ts)
            return
        file = self._folder / line.upload
        made_up = file.suffix.lower() in _PHOTOS and not file.exists()
        content = b"a photograph, as far as the story cares" if made_up else _read(file)
        ts = self._sandbox.upload(line.by, place, file.name, content, line.say, thread)
        self._said[line.by.lstrip("@")] = (place, ts)

    @_act.register
    def _transcribe(self, line: Transcribe) -> None:
        files = self._sandbox.workspace.message(*self._last_said(line.by)).files
        if not files:
            raise ScriptError(f"the last message of {line.by} has no clip")
        self._sandbox.transcribe(files[0], line.to)

    @_act.register
    def _share(self, line: Share) -> None:
        source, ts = self._last_said(line.of or line.by)
        place = self._place(line.place, line.by)
        shared = self._sandbox.forward(line.by, source, ts, place, line.say)
        self._said[line.by.lstrip("@")] = (place, shared)

    @_act.register
    def _edit(self, line: Edit) -> None:
        self._sandbox.edit(line.by, *self._last_said(line.by), line.to)

    @_act.register
    def _delete(self, line: Delete) -> None:
        self._sandbox.delete(line.by, *self._last_said(line.by))

    @_act.register
    def _press(self, line: Press) -> None:
        place, _, named = line.card.partition(" ")
        if place == "home":
            home = self._sandbox.open_home(line.by)
            if home is not None:
                pressed, value = control(home.blocks, line.press, named or None)
                self._sandbox.press_in_view(line.by, home.id, pressed, value)
            return
        card = self._deck.card(line.card, line.by, button=line.press)
        seen = self._deck.offered(card, line.press)
        # A list has the same button on several lines: an action's by its name, else the first one's.
        pressed, value = control(seen or card.blocks, line.press, None if line.card == "last" else line.card)
        if line.card == "last" and pressed == line.press:
            value = _first_of(seen, line.press)
        self._sandbox.press(line.by, card.channel_id or "", card.ts or "", pressed, value, seen=seen)

    @_act.register
    def _submit(self, line: Submit) -> None:
        self._sandbox.submit(line.by, None, line.submit)

    @_act.register
    def _react(self, line: React) -> None:
        card = self._deck.card(line.card, line.by)
        self._sandbox.react(line.by, card.channel_id or "", card.ts or "", line.react)

    @_act.register
    def _unreact(self, line: Unreact) -> None:
        card = self._deck.card(line.card, line.by)
        self._sandbox.unreact(line.by, card.channel_id or "", card.ts or "", line.unreact)

    @_act.register
    def _shortcut(self, line: Shortcut) -> None:
        if line.on is None:
            self._sandbox.global_shortcut(line.by, line.shortcut)
            return
        place, ts = self._last_said(line.by) if line.by in self._said else self._newest_said()
        self._sandbox.message_shortcut(line.by, place, ts, line.shortcut)

    @_act.register
    def _command(self, line: Command) -> None:
        self._sandbox.command(line.by, line.place or self._home_channel(), line.command)

    @_act.register
    def _open_home(self, line: OpenHome) -> None:
        self._sandbox.open_home(line.by)

    @_act.register
    def _join(self, line: Join) -> None:
        self._sandbox.invite(line.by, line.join)

    @_act.register
    def _leave(self, line: Leave) -> None:
        self._sandbox.leave(line.by, line.leave)

    @_act.register
    def _deactivate(self, line: Deactivate) -> None:
        self._sandbox.deactivate(line.deactivate)

    def _move_to(self, instant: datetime) -> None:
        """Forward only; the seconds that Slack's pace took since the last move are not held against a story."""
        if instant < self._moved:
            zone = ZoneInfo(self._sandbox.workspace.tz)
            now = self._moved.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
            raise ScriptError(f"it is {now} already; a story only goes forward")
        self._world.move_to(instant)
        self._moved = instant

    def _spot(self, line: Say | Upload) -> tuple[str, str | None]:
        """Where something is written: its place, and its thread if it has one."""
        place = self._place(line.place, line.by)
        if line.thread != "last-card":
            return place, line.thread
        card = self._deck.card("last", line.by, in_place=line.place)
        return card.channel_id or place, card.thread or card.ts

    def _place(self, named: str, by: str) -> str:
        """A channel by name; `@siteloop`, or the writer's own name, is their direct message with the bot."""
        if not named:
            return self._home_channel()
        if named.startswith("@"):
            return self._sandbox.open_dm(by, self._sandbox.app.bot_user).id
        return named

    def _home_channel(self) -> str:
        return f"#{self._world.plot.channel}"

    def _last_said(self, by: str) -> tuple[str, str]:
        if by.lstrip("@") not in self._said:
            raise ScriptError(f"{by} has said nothing yet that could be changed")
        return self._said[by.lstrip("@")]

    def _newest_said(self) -> tuple[str, str]:
        if not self._said:
            raise ScriptError("nobody has said anything yet")
        return max(self._said.values(), key=lambda place: float(place[1]))

    def _show(self, shown: Shown) -> None:
        self._deck.keep(shown)
        print(json.dumps(shown.as_json(self._world.sandbox.workspace.tz), ensure_ascii=False), file=self._out)


def _first_of(blocks: Iterable[Json], name: str) -> str | None:
    """What the first button of this name carries, where there are several."""
    rows = [(*block.get("elements", ()), block.get("accessory")) for block in blocks]
    found = [one for row in rows for one in row if isinstance(one, dict) and one.get("action_id") == name]
    return str(found[0].get("value")) if len(found) > 1 else None


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ScriptError(f"{file} cannot be read: {error.strerror}") from error


def _duration(text: str) -> timedelta:
    try:
        return _DURATION.validate_python(text)
    except ValidationError as error:
        raise ScriptError(f"{text!r} is no ISO 8601 duration such as PT4H or P1D") from error
