"""Living through a month: everybody speaks at their time, sees what Siteloop shows, and answers in their own time."""

import heapq
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import singledispatchmethod
from itertools import count
from random import Random

from bot.month.acts import Act, Answering, Choosing, Planning, Reading, Saying, Typing
from bot.month.answers import ACTION, Answers, buttons_of, words_for
from bot.month.people import team_of
from bot.month.planting import acts_of
from bot.month.record import Record, Said
from bot.month.weekly import Weekly
from bot.month.written import write_month
from bot.playing.demo import World
from bot.sandbox.errors import SandboxError
from bot.sandbox.shown import Shown
from rules.read import site_of
from rules.worktime.calendar import WorkCalendar

_EVENING = timedelta(hours=11)  # after the opening: digests are out by then


def live_month(
    world: World,
    *,
    days: int,
    seed: int,
    plants: int = 8,
    settled: date | None = None,
    told: Callable[[date], None] = lambda _: None,
) -> Record:
    """Live through so many working days from the world's own on; `told` hears of each that is over.

    The month ends before the day `settled`, and what the plan has finished by then is finished (see `bot.month.truth`).
    """
    month = _Month(world, days=days, seed=seed, plants=plants, settled=settled)
    unwatch = world.sandbox.watch(month.shown.append)
    try:
        month.live(told)
    finally:
        unwatch()
    return month.record


class _Month:
    """One month under way."""

    def __init__(self, world: World, *, days: int, seed: int, plants: int, settled: date | None) -> None:
        self._world = world
        self._seed = seed
        self._calendar = _calendar(world)
        worked = (self._calendar.add_working_days(world.plot.day, n) for n in range(days))
        self._days = [day for day in worked if settled is None or day < settled]
        self._team = team_of(world.plot.schedule, seed)
        self._plants, self._script = write_month(
            world.plot.schedule,
            self._team,
            self._calendar,
            self._days,
            seed=seed,
            plants=plants,
            settled=settled,
        )
        self._answers = Answers(team=self._team, script=self._script, calendar=self._calendar, seed=seed)
        self._weekly = Weekly(team=self._team, script=self._script, calendar=self._calendar, seed=seed)
        self._acts: list[tuple[datetime, int, Act]] = []
        self._numbers = count()
        self._cards: dict[tuple[str, str], Shown] = {}
        self.shown: deque[Shown] = deque()
        self.record = Record(
            days=tuple(self._days),
            people={p.handle: world.sandbox.workspace.user(p.handle).id for p in self._team.people},
            plants=tuple(self._plants),
        )

    def live(self, told: Callable[[date], None]) -> None:
        """Day by day."""
        for plant in self._plants:
            self._plan(acts_of(plant))
        for number, day in enumerate(self._days):
            self._plan(Saying(at=spoken.at, spoken=spoken) for spoken in self._script.day(day))
            if day.weekday() == 4 or number == len(self._days) - 1:
                self._plan(
                    Saying(at=spoken.at, spoken=spoken)
                    for spoken in self._script.closing(day, self._finished())
                )
            self._live_until(self._calendar.opening(day) + _EVENING)
            told(day)

    def _finished(self) -> set[str]:
        """The tasks of which somebody said that they are finished."""
        said = (said.meaning for said in self.record.said)
        return {m.task for m in said if m is not None and m.task and m.values.get("status") == "done"}

    def _plan(self, acts: Iterable[Act]) -> None:
        for act in acts:
            heapq.heappush(self._acts, (act.at, next(self._numbers), act))

    def _live_until(self, end: datetime) -> None:
        while True:
            at = min(self._acts[0][0], end) if self._acts else end
            reached = self._world.step_towards(at)
            self._look()
            if not reached:
                continue
            if not self._acts or self._acts[0][0] > end:
                return
            if self._acts[0][0] <= at:
                self._do(heapq.heappop(self._acts)[2])

    def _do(self, act: Act) -> None:
        try:
            self._act(act)
        except SandboxError:
            self.record.in_vain += 1  # what they wanted to use is no longer there
            return
        if not isinstance(act, Reading):  # which touches nothing
            self._world.settle()
            self._look()

    @singledispatchmethod
    def _act(self, act: Act) -> None:
        """Do what a person does."""
        raise NotImplementedError(act)

    @_act.register
    def _say(self, act: Saying) -> None:
        spoken, handle = act.spoken, act.spoken.by.handle
        channel = self._world.sandbox.workspace.channel(f"#{self._world.plot.channel}")
        ts = self._world.sandbox.say(handle, channel.id, spoken.utterance.text)
        message = f"{channel.id}:{ts}"
        self.record.said.append(
            Said(
                message=message,
                by=handle,
                at=act.at,
                text=spoken.utterance.text,
                meaning=spoken.utterance.meaning,
                plant=act.plant,
            )
        )
        meant = spoken.utterance.meaning is not None
        self._answers.said.setdefault(handle, []).append((spoken.utterance.text, meant))
        if spoken.trouble is not None:
            self._answers.troubles.append(spoken.trouble)
            end = self._script.end_of(
                spoken.trouble, Random(f"{self._seed}/end/{spoken.trouble.text}/{act.at}")
            )
            self._plan([Saying(at=end.at, spoken=end)] if end else [])

    @_act.register
    def _read(self, act: Reading) -> None:
        self._plan(self._answers.answer(act))

    @_act.register
    def _answer(self, act: Answering) -> None:
        card = self._cards.get((act.by, act.action))
        if card is None or not buttons_of(card) - {"why"}:
            return  # it is closed already
        channel, ts = card.channel_id or "", card.ts or ""
        sandbox = self._world.sandbox
        if act.words:
            written = sandbox.say(act.by, channel, words_for(act, card), thread_ts=ts)
            self.record.answered.append((f"{channel}:{written}", act))
        elif act.mark:
            sandbox.react(act.by, channel, ts, act.mark)
        else:
            sandbox.press(act.by, channel, ts, act.button)
            if act.form:
                sandbox.submit(act.by, None, act.form)

    @_act.register
    def _choose(self, act: Choosing) -> None:
        self._world.sandbox.press(act.by, act.shown.channel_id or "", act.shown.ts or "", act.button)

    @_act.register
    def _type(self, act: Typing) -> None:
        self._answers.troubles += [act.trouble] if act.trouble else []
        self._world.sandbox.command(act.by, f"#{self._world.plot.channel}", act.command)

    @_act.register
    def _plan_week(self, act: Planning) -> None:
        sandbox = self._world.sandbox
        sandbox.press(act.by, act.shown.channel_id or "", act.shown.ts or "", act.button)
        sandbox.submit(act.by, None, self._weekly.form(act, sandbox.top_modal(act.by)))

    def _look(self) -> None:
        """Everybody sees what was shown meanwhile, and plans to get round to it."""
        while self.shown:
            shown = self.shown.popleft()
            self._keep(shown)
            self.record.see(shown, self._world.sandbox.workspace)
            if shown.kind in ("message", "ephemeral"):
                for asked in (shown, *self._named_in(shown)):
                    reading = self._answers.notice(asked)
                    self._plan([reading] if reading else [])
                planning = self._weekly.notice(shown)
                self._plan([planning] if planning else [])

    def _keep(self, shown: Shown) -> None:
        """Remember the newest message about each action that each person has, as it stands."""
        found = ACTION.search(shown.text)
        if not found or not shown.to.startswith("@") or shown.thread is not None:
            return
        place = shown.to[1:], found.group()
        known = self._cards.get(place)
        is_changed = shown.kind == "update" and known is not None and known.ts == shown.ts
        if is_changed or (shown.kind == "message" and buttons_of(shown)):
            self._cards[place] = shown

    def _named_in(self, shown: Shown) -> list[Shown]:
        """The messages about actions of which a digest reminds somebody."""
        if shown.kind != "message" or not shown.to.startswith("@") or buttons_of(shown):
            return []
        names = dict.fromkeys(ACTION.findall(shown.text))
        cards = (self._cards.get((shown.to[1:], name)) for name in names)
        return [replace(card, at=shown.at) for card in cards if card is not None and card.kind == "message"]


def _calendar(world: World) -> WorkCalendar:
    with world.siteloop.store.reading(world.site) as reader:
        return site_of(reader).calendar
