"""The last word to whoever waits for something: nobody takes it on, or it was let go; what was tried, and what they can do."""

from dataclasses import replace

from bot.acting.reaching import is_in_thread
from bot.body import Body
from bot.cards import asks, named, note
from bot.mrkdwn import said
from bot.telling import placed
from bot.turn import Turn
from bot.view import SiteView, counted
from rules.life.action import Life, life
from rules.life.approval import is_asked
from rules.life.departure import is_here
from rules.life.who import is_manager
from rules.read import site_of
from rules.subject import ActionState, Step
from rules.worktime.reachable import reachable
from storage.outgoing import Outgoing


def tell_final(turn: Turn, was: Life | None, action: ActionState, new: tuple[Step, ...]) -> None:
    """In the working time of whoever waits, where they like to be told; nothing where they said it themselves."""
    for step in new:
        if step.kind == "unheard" and step.to and not step.held:
            text = _no_word(action, SiteView(turn)) if step.reminder else _unheard(turn, action, step.to)
            _say(turn, action, step.to, text, step.id)
    closes = _let_go_by(was, action)
    if closes is not None:
        _say(
            turn, action, action.asked.asker, _let_go(action, life(action), closes, SiteView(turn)), closes.id
        )


def _let_go_by(was: Life | None, action: ActionState) -> Step | None:
    """The step by which it was let go just now, of which whoever waits for it does not know by themselves."""
    now, asker = life(action), action.asked.asker
    if was is None or not was.is_open or now.status != "dropped" or not asker:
        return None
    knows = (now.owner, *now.put_to) if is_asked(action) else now.put_to
    closes = next((one for one in reversed(action.steps) if one.at == now.closed), None)
    return closes if closes is not None and closes.by != asker and asker not in knows else None


def _unheard(turn: Turn, action: ActionState, asker: str) -> str:
    view, found = SiteView(turn), life(action)
    first = action.asked.ladder[0].person
    tried = f"It was asked of {view.names(dict.fromkeys((first, *found.former, found.owner)))}"
    tried += f", brought up {counted(times, 'time')}" if (times := len(_reminders(action))) else ""
    tried += f", and went up to {view.names(found.helpers)}" if found.helpers else ""
    last = found.last_answer
    no = last is not None and (last.answer in ("declined", "reassign", "not_done", "help"))
    words = f" {view.name(last.by)}: “{view.said(last.note, 160)}”." if no and last and last.note else ""
    end = "nobody takes it on" if no else "nobody answered"
    return f"*Still open: {_what(action, view)}*\n{tried}: {end}.{words}\n{_can_do(turn, action, asker)}"


def _let_go(action: ActionState, now: Life, closes: Step, view: SiteView) -> str:
    reason = f": “{view.said(now.closed_why, 200)}”" if closes.by and now.closed_why else ""
    if now.refused is not None:
        told = f"{view.name(closes.by)} refused it{reason}."
    elif closes.by is not None:
        told = f"{view.name(closes.by)} dropped it{reason}."
    else:
        told = f"{said(now.closed_why[:1].upper() + now.closed_why[1:], 200)}."
    again = "If you need it still, say so again and name who shall do it (`@name …`), or talk to them."
    return f"*Not done: {_what(action, view)}*\n{told}\n{again}"


def _no_word(action: ActionState, view: SiteView) -> str:
    """To whoever asked for more time."""
    found = life(action)
    wish = found.wish
    asked = view.names(dict.fromkeys((*found.wish_silent, wish.to or ""))) if wish else "nobody"
    until = f" until {view.when(wish.wish)}" if wish and wish.wish else ""
    return (
        f"*Nobody said whether {_what(action, view)} may take longer{until}.*\nAsked: {asked}. So its time stands: "
        f"{view.when(found.due)}.\nDo what can be done by then, ask them yourself, or press *Need help* and say what is missing."
    )


def _can_do(turn: Turn, action: ActionState, asker: str) -> str:
    name = action.asked.id
    if is_manager(site_of(turn), asker):
        return f"Ask somebody else with `/site assign @name …`, or drop {name} on its card with the reason."
    return (
        f"Write in the thread of {name} what has changed, ask again and name who shall do it (`@name …`), or talk to "
        "the last of them. It stays open until somebody answers."
    )


def _reminders(action: ActionState) -> list[Step]:
    return [step for step in action.steps if step.kind == "reminded"]


def _what(action: ActionState, view: SiteView) -> str:
    return f"{action.asked.id} {asks(action, view, 160)}"


def _say(turn: Turn, action: ActionState, person: str, text: str, name: str) -> None:
    if not is_here(turn, person):
        return
    view, severity = SiteView(turn), action.asked.severity
    opens = reachable(site_of(turn).calendar, view.person(person), turn.now)
    in_thread = is_in_thread(turn, person, severity)
    body: Body = named(note(text), view.mention(person)) if in_thread else placed(turn, person, text)
    outgoing = Outgoing(
        key=turn.key(f"final:{action.asked.id}"),
        kind="say",
        channel=site_of(turn).channel if in_thread else person,
        target=f"final:{action.asked.id}:{name}",
        body=body.as_message(),
    )
    told = replace(outgoing, thread_of=f"card:{action.asked.id}") if in_thread else outgoing
    turn.send(told, not_before=opens if opens > turn.now and severity != "safety" else None)
