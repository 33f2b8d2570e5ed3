"""What a question is told, by its form, a quick button, or words in its thread, as the signals that it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rules.life.action import life
from rules.plan.schedule import Task
from rules.signal import Signal, Value
from rules.subject import ActionState, Assignment, Expects, Step
from rules.worktime.calendar import WorkCalendar

_FIELDS: Mapping[Expects, str] = {"finish": "day", "people": "people"}


def tasks_of(action: ActionState) -> tuple[str | None, ...]:
    """The tasks of the cases that it stands for now, in the order in which they joined."""
    tasks = tuple(dict.fromkeys(member.task for member in life(action).members))
    return tasks or (action.asked.task,)


def field_of(expects: Expects, task: str | None = None) -> str:
    """The name of the form's field for such an answer; of one of several tasks, `percent:A-310`."""
    name = _FIELDS.get(expects, "percent")
    return f"{name}:{task}" if task else name


def typed(expects: Expects, fields: Mapping[str, str]) -> dict[str, str]:
    """What was filled in, by the names of its fields."""
    name = field_of(expects)
    return {key: value for key, value in fields.items() if key.partition(":")[0] == name and value}


def told_percent(task: str | None, percent: int, note: str = "") -> Signal:
    """How far the task is."""
    status = "done" if percent >= 100 else "in_progress"
    words = _words(f"{percent} %", note)
    return Signal(kind="progress", task=task, values={"status": status, "percent": percent}, words=words)


def told_started(task: str | None, words: str = "started") -> Signal:
    """That the task has started."""
    return Signal(kind="progress", task=task, values={"status": "started"}, words=words)


def told_start(task: str, when: str, words: str = "") -> Signal:
    """On which day the task will start."""
    day = when.partition("T")[0]
    return Signal(kind="forecast", task=task, values={"start": day}, words=words or f"starts {day}")


def told_of_tasks(action: ActionState, step: Step, calendar: WorkCalendar) -> Step:
    """An answer by button or form with what it says of its tasks, where that is plain from what was asked.

    Whoever is asked whether they have started says so with “done”, and with another time when they will, whether or not the
    action itself may wait so long. Whoever is asked when their task will be finished says so with another time, as with a day in
    the thread: that is the answer, and nobody has to allow it. A time with a reason tells when the reason is gone
    (`rules.life.expected`), and one for several tasks of none of them when it will be finished: it moves the action alone, as
    does the time for whatever else is asked, of which “done” says nothing of how far the task is.
    """
    asked, tasks, at = action.asked, tasks_of(action), step.due or step.wish
    if step.kind != "answered":
        return step
    if asked.done_means == "started" and at is not None:
        day = calendar.local_date(at).isoformat()
        return replace(step, signals=tuple(told_start(task, day, step.note) for task in tasks if task))
    if asked.done_means == "started" and step.answer == "done":
        return replace(step, signals=tuple(told_started(task) for task in tasks if task))
    if is_finish(action) and at is not None and not step.cause:
        day = calendar.local_date(at).isoformat()
        told = _told_typed("finish", tasks[0], None, day, step.note)
        return replace(step, answer="done", due=None, signals=(told,))
    return step


def is_finish(action: ActionState) -> bool:
    """Whether another time for it is the finish of the one task that it asks about."""
    return action.asked.expects == "finish" and len(tasks_of(action)) == 1


def told_form(
    action: ActionState, plans: Mapping[str, Task], fields: Mapping[str, str]
) -> tuple[Signal, ...]:
    """What the form of a question says of each task whose field was filled in; the fields were checked. `plans` are the tasks
    by their ids."""
    expects, first = action.asked.expects, tasks_of(action)[0]
    told = []
    for name, value in typed(expects, fields).items():
        task = name.partition(":")[2] or first
        told.append(_told_typed(expects, task, plans.get(task or ""), value, fields.get("note", "")))
    return tuple(told)


def _told_typed(expects: Expects, task: str | None, plan: Task | None, value: str, note: str) -> Signal:
    words = _words(value, note)
    match expects:
        case "finish":
            return Signal(kind="forecast", task=task, values={"when": value}, words=words)
        case "people":
            trade = {"trade": plan.trade} if plan is not None and plan.trade else {}
            values: dict[str, Value] = {**trade, "count": int(value)}
            return Signal(kind="headcount", task=task, values=values, words=words)
        case _:
            return told_percent(task, int(value), note)


def told_words(
    asked: Assignment, task: str | None, signals: Sequence[Signal], text: str
) -> tuple[Signal, ...]:
    """What words in the thread say of a task as an answer: "done" is all of it, "Friday" is when it will be finished (but not "no
    rebar until Friday"), a bare number is the number that was asked for."""
    if not signals and (number := _BARE.fullmatch(text.strip())):
        return tuple(_told_number(asked, task, int(number[1]), text))
    return tuple(one for signal in signals for one in _told_word(asked, task, signal))


def is_reason(signal: Signal) -> bool:
    """Whether it says why it is not done; a time with it is that until which the reason holds."""
    return signal.values.get("answer") == "not_done" and bool(signal.values.get("cause"))


def is_done(signal: Signal) -> bool:
    """Whether it answers an action with "done"."""
    return signal.kind == "response" and signal.values.get("answer") == "done"


_BARE = re.compile(r"(?:\D{0,12}\s)?(\d{1,4})\s*%?\W*")


def _told_number(asked: Assignment, task: str | None, number: int, text: str) -> Iterator[Signal]:
    if asked.expects == "percent" and number <= 100:
        yield replace(told_percent(task, number), words=text)
    if asked.expects == "people":
        yield Signal(kind="headcount", task=task, values={"count": number}, words=text)


def _told_word(asked: Assignment, task: str | None, signal: Signal) -> Iterator[Signal]:
    when = signal.values.get("when") if signal.kind == "response" else None
    if is_done(signal) and asked.expects in ("percent", "finish"):
        yield replace(told_percent(task, 100), words=signal.words)
    elif is_done(signal) and asked.done_means == "started" and task:
        yield from (told_started(task, signal.words), signal)
    elif asked.done_means == "started" and task and isinstance(when, str):
        yield from (signal, told_start(task, when, signal.words))
    elif asked.expects == "finish" and isinstance(when, str) and not is_reason(signal):
        values = {"when": when.partition("T")[0]}
        yield replace(signal, kind="forecast", task=task, values=values, spans={})
    else:
        yield signal


def _words(told: str, note: str) -> str:
    return f"{told}, {note}" if note else told
