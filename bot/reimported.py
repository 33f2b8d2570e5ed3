"""What a new schedule took away and brought back, and what became of the actions that were open for it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.turn import Turn
from bot.view import SiteView, listed
from rules.life.action import life
from rules.read import action_of, open_actions, task_of
from rules.subject import ActionState, TaskState

_MOST = 5


@dataclass(frozen=True, kw_only=True)
class Before:
    """How it stood before the import: which tasks were planned, which had left, and what was open for each."""

    planned: tuple[str, ...]
    left: tuple[str, ...]
    open: Mapping[str, tuple[str, ...]]


def before_import(turn: Turn) -> Before:
    """As it stands now."""
    every = [one for one in turn.all("task") if isinstance(one, TaskState)]
    return Before(
        planned=tuple(one.plan.id for one in every if not one.removed),
        left=tuple(one.plan.id for one in every if one.removed),
        open=_open(turn),
    )


def changes_told(turn: Turn, before: Before) -> list[str]:
    """Which tasks left the schedule and which came back, those with something open first, once the rules have looked at it."""
    gone = [name for name in before.planned if task_of(turn, name) is None]
    back = [name for name in before.left if task_of(turn, name) is not None]
    now = _open(turn)
    fresh = {action for actions in now.values() for action in actions}
    fresh -= {action for actions in before.open.values() for action in actions}
    return [
        *_lines(turn, "Left the schedule", gone, before.open, fresh),
        *_lines(turn, "Back in the schedule", back, now, fresh),
    ]


def _lines(
    turn: Turn, heading: str, names: Sequence[str], open_of: Mapping[str, tuple[str, ...]], fresh: set[str]
) -> Iterator[str]:
    """A line for each of the first few; of the others how many they are, and what became of what is open for them."""
    if not names:
        return
    view, ordered = SiteView(turn), sorted(names, key=lambda name: name not in open_of)
    shown, others = ordered[:_MOST], ordered[_MOST:]
    yield f"*{heading}:*"
    for name in shown:
        became = [f"{one} {_became(turn, one, name, view, fresh)}" for one in open_of.get(name, ())]
        yield f"• {view.task_label(name)}{': ' if became else ''}{'; '.join(became)}"
    if others:
        counts = Counter(
            _became(turn, one, name, view, fresh) for name in others for one in open_of.get(name, ())
        )
        told = listed([f"{count} {words}" for words, count in counts.items()]) if counts else ""
        yield f"… and {len(others)} more{f'; of their actions {told}' if told else ''}"


def _became(turn: Turn, action_id: str, task: str, view: SiteView, fresh: set[str]) -> str:
    """`is closed`, `goes on without it`, `waits for Minh Trần to say whether it is still needed`, `stays open`."""
    action = action_of(turn, action_id)
    if action is None or not life(action).is_open:
        return "is closed"
    if task not in _tasks_of(action):
        return "goes on without it"
    if life(action).doubted is not None:
        return f"waits for {view.name(life(action).owner)} to say whether it is still needed"
    return "is asked anew" if action_id in fresh else "stays open"


def _open(turn: Turn) -> dict[str, tuple[str, ...]]:
    """The open actions of each task that has some."""
    found: dict[str, tuple[str, ...]] = {}
    for action in open_actions(turn):
        for task in _tasks_of(action):
            found[task] = (*found.get(task, ()), action.asked.id)
    return found


def _tasks_of(action: ActionState) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.task for one in life(action).members if one.task))
