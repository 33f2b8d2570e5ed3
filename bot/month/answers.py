"""How people react to what Siteloop shows them: after a while of their own, by button, in words, with a mark, or not at all."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.acting.questions import field_of
from bot.month.acts import Act, Answering, Choosing, Reading
from bot.month.naming import day_called
from bot.month.people import Person, Team
from bot.month.script import Script
from bot.month.troubles import Trouble
from bot.month.truth import Course
from bot.sandbox.records import Json
from bot.sandbox.shown import Shown
from rules.worktime.calendar import WorkCalendar

ACTION = re.compile(r"\bACT-\d+\b")
_ASKS_STATE = re.compile(r"\bhow far\b|\bwhether\b.*\b(started|finished)\b", re.IGNORECASE | re.DOTALL)
_APPROVES = 0.85  # the share of proposals that managers approve; they leave the others
_TAPS = ("approve", "allow", "confirm")  # one tap of whoever is asked for their word
_BUTTONS = {"done": "done", "accepted": "accept"}
_MARKS = {"done": "white_check_mark", "accepted": "eyes"}
_WORDS = {
    "done": ("done", "done, all good", "it's done", "sorted"),
    "accepted": ("on it", "ok, on it", "I'll take care of it"),
}
_REASONS = ("material", "labour", "equipment", "inspection", "prior_work")


@dataclass
class Answers:
    """Makes up people's minds.

    `troubles` are those that they know of, `said` is what each said so far and whether it meant something.
    """

    team: Team
    script: Script
    calendar: WorkCalendar
    seed: int
    troubles: list[Trouble] = field(default_factory=list)
    said: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)
    _turns: dict[tuple[str, str], int] = field(default_factory=dict)

    def notice(self, shown: Shown) -> Reading | None:
        """When somebody gets round to what is shown to them; None where they ignore it or it asks nothing."""
        person = self.team.get(shown.to.removeprefix("@"))
        asks = ACTION.search(shown.text) if shown.kind == "message" else None
        if person is None or not buttons_of(shown) or (asks is None and shown.kind != "ephemeral"):
            return None
        name = asks.group() if asks else "question"
        turn = self._turns[person.handle, name] = self._turns.get((person.handle, name), 0) + 1
        rng = self._rng(person, name, turn)
        manner = person.manner
        trouble = self._trouble_in(shown.text)
        ignores = 0.0 if trouble is not None and trouble.breaks_promises else manner.ignores
        if rng.random() < ignores * 0.7 ** (turn - 1):
            return None
        median = manner.minutes if shown.kind == "message" else 4.0
        delay = timedelta(minutes=rng.lognormvariate(math.log(median), 0.8))
        return Reading(at=self._at_work(shown.at + delay, rng), by=person.handle, shown=shown, turn=turn)

    def answer(self, read: Reading) -> list[Act]:
        """What they do about it now, and later."""
        person = self.team.get(read.by)
        if person is None:
            return []
        if read.shown.kind == "ephemeral":
            return self._choose(person, read)
        found = ACTION.search(read.shown.text)
        name = found.group() if found else ""
        rng = self._rng(person, name, -read.turn)
        offered = buttons_of(read.shown)
        if (tap := next((name for name in _TAPS if name in offered), None)) is not None:
            says_yes = tap != "approve" or rng.random() < _APPROVES
            return [Answering(at=read.at, by=person.handle, action=name, button=tap)] if says_yes else []
        deputy = self.team.deputy(person.handle)
        if deputy is not None and rng.random() < person.manner.hands_over:
            form = {"to": f"@{deputy.handle}"}
            return [Answering(at=read.at, by=person.handle, action=name, button="not_mine", form=form)]
        trouble = self._trouble_in(read.shown.text)
        if trouble is not None:
            return self._about_trouble(person, name, trouble, read.at, rng)
        if _ASKS_STATE.search(read.shown.text) or "done" not in offered:
            return self._about_state(person, name, read, rng)
        return self._about_work(person, name, read.at, rng)

    def _about_trouble(
        self, person: Person, name: str, trouble: Trouble, now: datetime, rng: Random
    ) -> list[Act]:
        if trouble.over <= now:
            return [self._simply("done", person, name, now, rng)]
        if trouble.breaks_promises:
            soon = self.calendar.local(self.calendar.add_working(now, 1.5))
            words = (
                f"not done yet, by {soon:%H:%M}"
                if soon.date() == self.calendar.local_date(now)
                else "not done yet, by tomorrow 10:00"
            )
            return [Answering(at=now, by=person.handle, action=name, words=words, answer="eta")]
        then = self._at_work(trouble.over + timedelta(minutes=rng.uniform(5, 60)), rng)
        ends = [self._simply("done", person, name, then, rng)] if rng.random() > person.manner.ignores else []
        chance = rng.random()
        if chance < 0.55:
            first = self._simply("accepted", person, name, now, rng)
        elif chance < 0.92:
            first = self._not_yet(person, name, now, then, rng)
        else:
            first = Answering(at=now, by=person.handle, action=name, button="help", form={"need": "labour"})
        return [first, *ends]

    def _about_state(self, person: Person, name: str, read: Reading, rng: Random) -> list[Act]:
        """How far what they are asked about is, of several tasks each by its id."""
        courses = self._courses_in(read.shown.text)
        if not courses:
            return self._about_work(person, name, read.at, rng)
        today, offered = self.calendar.local_date(read.at), buttons_of(read.shown)
        begun = [course for course in courses if course.first <= today]
        if not begun and "not_done" in offered:
            first = min(course.first for course in courses)
            form = {"reason": "prior_work", "when": f"{first}T10:00"}
            return [Answering(at=read.at, by=person.handle, action=name, button="not_done", form=form)]
        if not begun:
            return []
        done = [course for course in begun if course.percent(read.at, self.calendar) >= 99.5]
        by_form = "answer" in offered and not done and "how far" in read.shown.text
        if by_form and rng.random() < person.manner.ways[0]:
            form = self._form(begun, read.at, several=len(courses) > 1)
            return [Answering(at=read.at, by=person.handle, action=name, button="answer", form=form)]
        if done == courses and len(done) == 1:
            named = f"{done[0].task.id} is done"
            words = rng.choice(("done", "finished", named))
            words = (
                named if "started" in read.shown.text else words
            )  # where "done" would mean that it started
        else:
            words = ", ".join(self._state(course, read.at) for course in begun)
        meant = "done" if done == begun else "progress"
        return [Answering(at=read.at, by=person.handle, action=name, words=words, answer=meant)]

    def _courses_in(self, text: str) -> list[Course]:
        """Of the tasks that a text names, by id or, where it is about several, by name."""
        courses = self.script.courses.items()
        by_id = [c for id_, c in courses if re.search(rf"\b{re.escape(id_)}\b", text)]
        return by_id or [c for _, c in courses if re.search(rf"\b{re.escape(c.task.name)}\b", text)]

    def _form(self, courses: Iterable[Course], at: datetime, *, several: bool) -> dict[str, str]:
        """The fields of a question for the percent, filled in."""
        told = {course.task.id: f"{self.script.percent(course, at):g}" for course in courses}
        return {field_of("percent", task if several else None): percent for task, percent in told.items()}

    def _state(self, course: Course, at: datetime) -> str:
        if course.percent(at, self.calendar) >= 99.5:
            return f"{course.task.id} is done"
        words = f"{course.task.id} at {self.script.percent(course, at):g}%"
        late = course.task.finish <= self.calendar.local_date(at)
        return f"{words}, done by {day_called(course.last, 'en')}" if late else words

    def _about_work(self, person: Person, name: str, now: datetime, rng: Random) -> list[Act]:
        """Whatever else is asked takes an hour or a few, and most tell when it is done."""
        then = self.calendar.add_working(now, rng.uniform(0.5, 5.0))
        if rng.random() < 0.35:
            return [self._simply("done", person, name, now, rng)]
        first = self._simply("accepted", person, name, now, rng)
        ends = [self._simply("done", person, name, then, rng)] if rng.random() > person.manner.ignores else []
        return [first, *ends]

    def _not_yet(self, person: Person, name: str, now: datetime, then: datetime, rng: Random) -> Answering:
        until = self.calendar.local(then + timedelta(minutes=20))
        by_form = rng.random() < person.manner.ways[0]
        if by_form:
            form = {"reason": rng.choice(_REASONS), "when": f"{until:%Y-%m-%dT%H:%M}"}
            return Answering(at=now, by=person.handle, action=name, button="not_done", form=form)
        is_today = until.date() == self.calendar.local_date(now)
        when = f"{until:%H:%M}" if is_today else f"{day_called(until.date(), 'en')} {until:%H:%M}"
        return Answering(
            at=now, by=person.handle, action=name, words=f"not done yet, by {when}", answer="eta"
        )

    def _simply(self, answer: str, person: Person, name: str, at: datetime, rng: Random) -> Answering:
        press, write, _ = person.manner.ways
        chance = rng.random()
        if chance < press:
            return Answering(at=at, by=person.handle, action=name, button=_BUTTONS[answer])
        if chance < press + write:
            words = rng.choice(_WORDS[answer])
            return Answering(at=at, by=person.handle, action=name, words=words, answer=answer)
        return Answering(at=at, by=person.handle, action=name, mark=_MARKS[answer])

    def _choose(self, person: Person, read: Reading) -> list[Act]:
        """They know whether they meant what they are asked about, and of which task they spoke."""
        said = next(
            (one for one in reversed(self.said.get(person.handle, [])) if _quoted(read.shown, one[0])), None
        )
        text, meant = said or ("", False)
        pressable = (e for e in _elements(read.shown) if e.get("action_id") and "text" in e)
        offered = [(e["action_id"], e["text"]["text"]) for e in pressable]
        answers = [one for one in offered if one[0].startswith("choose_")]
        if not answers:
            return []
        of_tasks = [one for one in answers[:-1] if _fits(one[1], text)]
        chosen = max(of_tasks or answers[:1], key=lambda one: _fits(one[1], text)) if meant else answers[-1]
        return [Choosing(at=read.at, by=person.handle, shown=read.shown, button=chosen[0])]

    def _trouble_in(self, text: str) -> Trouble | None:
        return next((trouble for trouble in reversed(self.troubles) if trouble.text in text), None)

    def _at_work(self, at: datetime, rng: Random) -> datetime:
        """The instant, or some time into the next shift: people answer while they work."""
        return (
            at
            if self.calendar.is_open(at)
            else self.calendar.next_open(at) + timedelta(minutes=rng.uniform(5, 60))
        )

    def _rng(self, person: Person, name: str, turn: int) -> Random:
        return Random(f"{self.seed}/answer/{person.handle}/{name}/{turn}")


def buttons_of(shown: Shown) -> set[str]:
    """What can be pressed in a message, by name."""
    return {e["action_id"] for e in _elements(shown) if e.get("action_id")}


def _elements(shown: Shown) -> list[Json]:
    return [e for block in shown.blocks for e in block.get("elements", ()) if isinstance(e, dict)]


def _fits(label: str, text: str) -> int:
    """How many words of a task's label stand in what was said."""
    return len({*re.findall(r"[\w-]+", label.casefold())} & {*re.findall(r"[\w-]+", text.casefold())})


def words_for(act: Answering, card: Shown) -> str:
    """What they write below a card as it stands by then: who is asked about several cases says that all of them are done."""
    bare = act.words in _WORDS["done"] or act.words == "finished"
    return "all done" if bare and " cases)" in card.text else act.words


def _quoted(shown: Shown, text: str) -> bool:
    words = re.search(r"“(.+?)”", shown.text, re.DOTALL)
    return words is not None and words.group(1) in text
