"""Somebody has left the site: whoever has now what was with them is told once, a manager what nobody took and what is empty."""

from collections.abc import Iterator, Mapping, Sequence

from bot.body import Body, actions, button, paragraphs
from bot.cards import in_line
from bot.forms.setup import ROLES
from bot.mrkdwn import said
from bot.telling import say_to
from bot.turn import Turn
from bot.view import SiteView, counted
from rules.folding.entry import Departed, Stepped
from rules.life.action import life
from rules.life.departure import empty_roles
from rules.life.leave import HANDOVER
from rules.life.who import managers
from rules.read import action_of, open_actions, person_of, site_of, tasks
from rules.subject import ActionState

_MOST = 15


def part_with(turn: Turn, person: str) -> None:
    """Record that somebody has left, and tell of it what others have to know."""
    turn.record(Departed(person=person))
    taken = _taken(turn, person)
    for to, names in taken.items():
        _tell_taker(turn, person, to, names)
    _tell_manager(turn, person, taken)


def _taken(turn: Turn, person: str) -> Mapping[str, list[ActionState]]:
    """What was with them, by who has it now."""
    found: dict[str, list[ActionState]] = {}
    for entry in turn.recorded:
        is_moved = isinstance(entry, Stepped) and entry.step.stead == person and entry.step.via == HANDOVER
        action = action_of(turn, entry.action) if isinstance(entry, Stepped) and is_moved else None
        if action is not None:
            found.setdefault(life(action).owner, []).append(action)
    return found


def _tell_taker(turn: Turn, person: str, to: str, taken: Sequence[ActionState]) -> None:
    view = SiteView(turn)
    count = f"{counted(len(taken), 'action')} of theirs {'is' if len(taken) == 1 else 'are'}"
    lead = f"*{view.name(person)} has left the site. {count} with you now.*"
    lines = [_line(view, action) for action in taken]
    hint = "Say of each what is not yours; *Mine* shows them with their buttons."
    row = actions((button("show_mine", "Mine", ""),))
    body = Body(text="\n".join([lead, *lines, hint]), blocks=(*paragraphs([lead, *lines, hint]), row))
    urgent = any(one.asked.severity == "safety" for one in taken)
    say_to(turn, to, body, name=f"gone:{person}:{to}", urgent=urgent)


def _tell_manager(turn: Turn, person: str, taken: Mapping[str, list[ActionState]]) -> None:
    """To the first manager who is left, else to the channel."""
    site, view = site_of(turn), SiteView(turn)
    left = [one for one in open_actions(turn) if life(one).owner == person]
    left = [one for one in left if life(one).status not in ("proposed", "reported")]
    lines = [*_of_actions(view, person, taken, left), *_of_posts(turn, person)]
    if not lines:
        return
    lead = f"*{view.name(person)} has left the site.*"
    body = Body(text="\n".join([lead, *lines]), blocks=tuple(paragraphs([lead, *lines])))
    to = next(iter(managers(site)), site.channel)
    urgent = any(one.asked.severity == "safety" for one in left)
    say_to(turn, to, body, name=f"gone:{person}", urgent=urgent)


def _of_actions(
    view: SiteView, person: str, taken: Mapping[str, list[ActionState]], left: Sequence[ActionState]
) -> Iterator[str]:
    for to, names in taken.items():
        yield f"• {', '.join(one.asked.id for one in names)} {'is' if len(names) == 1 else 'are'} with {view.name(to)} now"
    if left:
        how = f"`/site handover {view.mention(person)} @somebody` gives them to one person"
        yield f"*Nobody of their ladder could take these:* {how}."
        yield from (_line(view, one) for one in left[:_MOST])
        yield from (f"… and {more} more" for more in (len(left) - _MOST,) if more > 0)


def _of_posts(turn: Turn, person: str) -> Iterator[str]:
    """The roles that nobody has now, and the schedule's words for who answers that mean nobody."""
    site, known = site_of(turn), person_of(turn, person)
    gone = known.gone if known else None
    empty = [ROLES.get(role, role) for role in empty_roles(turn) if gone and role in gone.roles]
    words = [word for word in (gone.words if gone else ()) if word not in site.owners]
    owned = sum(task.plan.owner in words for task in tasks(turn))
    if empty:
        yield f"*Nobody is now:* {', '.join(empty)}. `/site setup` names somebody."
    if owned:
        named = ", ".join(said(word, 40) for word in words)
        have = "has" if owned == 1 else "have"
        told = f"{counted(owned, 'task')} of the schedule {have} nobody who answers ({named})"
        yield f"*{told}.* `/site setup` names somebody."


def _line(view: SiteView, action: ActionState) -> str:
    return f"• *{action.asked.id}* {in_line(action, view, 140)} · due {view.when(life(action).due)}"
