"""When what stands in the way is expected to be clear, in words, wherever a blocker is shown."""

from collections.abc import Iterable, Iterator

from bot.view import SiteView
from rules.life.action import life
from rules.life.expected import clearing
from rules.matter import Matter, open_matters
from rules.progress import facts
from rules.subject import ActionState, SiteState, TaskState

Place = TaskState | SiteState


def clear_words(blockers: Iterable[Matter], place: Place, view: SiteView) -> str:
    """`expected clear Thu 12 Mar 14:00, says Diego Ramos`: the last of these blockers of one place; empty where nobody said."""
    told = (clearing(one, place, view.action) for one in blockers)
    last = max((one for one in told if one is not None), key=lambda one: (one.at, one.told), default=None)
    return f"expected clear {view.when(last.at)}, says {view.name(last.by)}" if last else ""


def expectations(action: ActionState, view: SiteView) -> list[str]:
    """The same of the blockers that an open action is about, whoever said it; empty where it is about none."""
    if not life(action).is_open:
        return []
    told = (clear_words((blocker,), place, view) for place, blocker in _blockers(action, view))
    return list(dict.fromkeys(f"{words[0].upper()}{words[1:]}" for words in told if words))


def _blockers(action: ActionState, view: SiteView) -> Iterator[tuple[Place, Matter]]:
    """The open ones that it was asked to lift, or that explain why it is not done."""
    members, calendar, site = life(action).members, view.calendar, view.site
    about = {one.matter for one in members} | {f"{step.id}/reason" for step in action.steps}
    names = dict.fromkeys(one.task for one in members if one.task)
    for task in filter(None, map(view.task, names)):
        yield from (
            (task, one)
            for one in facts(task, calendar, site.currency).of("blocker")
            if about & {*one.evidence}
        )
    for one in open_matters(site.live, site.settled, calendar):
        if one.kind == "blocker" and about & {*one.evidence}:
            yield site, one
