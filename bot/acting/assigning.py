"""Actions that people ask for themselves: `/site assign @diego fix the pump by 15:00`, or the form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.acting.in_stead import for_whom, has_left, why_not
from bot.happening import Commanded, Submitted
from bot.heard.readers import Readers
from bot.mrkdwn import MENTION, said
from bot.telling import answer, tell
from bot.time_words import not_to_come
from bot.turn import Turn
from bot.view import SiteView
from rules.deciding.assign import About, rungs, with_away
from rules.folding.entry import Assigned
from rules.grounds import of_words
from rules.key import SITE
from rules.life.leave import stand_in
from rules.life.who import MANAGERS, is_manager
from rules.read import message_of, person_of, site_of, task_called, task_of
from rules.rule import MAY_MOVE
from rules.subject import ActionState, Assignment, ReminderPlan, Rung
from rules.worktime.reachable import hours_of, night_of
from rules.worktime.saidtime import instant_of

_WHO = re.compile(r"^\s*(?:<@(?P<id>[UW][A-Z0-9]+)(?:\|[^>]*)?>|@?(?P<handle>[\w.\-]+))\s*")
_UNTIL = re.compile(r"(?:^|\s)(?:by|until|before|in|within)\s+(?P<words>\S.*?)\s*$", re.IGNORECASE)
_THANKS = re.compile(r"[\s,.!]+(?:please|pls|plz|thanks|thank you|thx)[\s.!]*$", re.IGNORECASE)
_PERSON = re.compile(r"<@[UW]|@\w")
_MOST_WORDS_OF_A_TIME = 4
_DUE_HOURS = 8.0
_AGAIN_HOURS = 10.0
_MOST_TEXT = 500
USAGE = "Say it like this: `/site assign @diego fix the pump by tomorrow 9:00`: who, what, and by when."
MANAGERS_ONLY = (
    "Only the site's managers can ask for actions here. Tell them, or write what you need; thank you."
)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is asked, until when; `unread` are words that stand where a time should. It is `placed` at a task that its words
    name and nobody chose.
    """

    text: str
    due: datetime | None = None
    unread: str = ""
    task: str | None = None
    placed: bool = False

    def placed_by(self, readers: Readers, turn: Turn) -> "Order":
        """At the task that its words name, if one."""
        task = readers.of(turn).task_in(self.text)
        return replace(self, task=task, placed=task is not None)


def assign_command(turn: Turn, readers: Readers, happening: Commanded) -> None:
    """Ask a person of this site for something, until a time said in words (without one: eight working hours)."""
    if not is_manager(site_of(turn), happening.user):
        answer(turn, happening, MANAGERS_ONLY)
        return
    who = _WHO.match(happening.rest)
    order = order_in(turn, readers, happening.rest[who.end() :], happening.user) if who else Order(text="")
    found = _person(turn, who) if who else None
    if not order.text:
        answer(turn, happening, USAGE)
    elif found is None:
        answer(turn, happening, f"I know nobody called {_called(who)} at this site. {USAGE}")
    elif order.unread:
        answer(turn, happening, f"{not_to_come(turn, readers, order.unread)} {USAGE}")
    else:
        answer(turn, happening, ask_of(turn, happening.user, found, order.placed_by(readers, turn)))


def assign_form(turn: Turn, readers: Readers, happening: Submitted) -> None:
    """The form: `to`, `text`, `when` (local), `task` (optional); about a message, its words are the evidence."""
    fields: Mapping[str, Any] = happening.fields
    if not is_manager(site_of(turn), happening.user):
        tell(turn, happening.user, happening.channel, MANAGERS_ONLY)
        return
    due = instant_of(str(fields["when"]), site_of(turn).calendar) if fields.get("when") else None
    order = Order(text=str(fields["text"]), due=due)
    named = task_called(turn, str(fields.get("task") or ""))
    order = replace(order, task=named.plan.id) if named else order.placed_by(readers, turn)
    known = message_of(turn, happening.about) if happening.about else None
    evidence = tuple(one.id for one in known.live) or (of_words(known.id, known.revision),) if known else ()
    told = ask_of(turn, happening.user, str(fields["to"]), order, evidence=evidence)
    tell(turn, happening.user, happening.channel, told)


def ask_of(
    turn: Turn,
    user: str,
    to: str,
    order: Order,
    *,
    evidence: tuple[str, ...] = (),
    matter: str | None = None,
    origin: str = "",
) -> str:
    """Ask for it, unless they have left the site; gives what its asker is told."""
    if left := has_left(turn, to, "nothing was asked"):
        return left
    site, task, asker = site_of(turn), task_of(turn, order.task), SiteView(turn).name(user)
    meant, to = to, stand_in(turn, to, turn.now) or to
    above = _above(turn, {meant, to})
    hours = hours_of(turn, to)
    due = order.due or hours.add_working(turn.now, _DUE_HOURS)
    asked = Assignment(
        id=f"ACT-{site.next_action}",
        text=_named(turn, order.text)[:_MOST_TEXT],
        why=f"{asker} asked for it",
        rule=None,
        decision=None,
        subject=task.key if task else SITE,
        task=task.plan.id if task else None,
        matter=matter,
        evidence=evidence,
        ladder=(Rung(person=to, reason=f"asked by {asker}{for_whom(turn, meant, to)}"), *above),
        due=due,
        latest=hours.add_working(due, MAY_MOVE),
        severity="medium",
        plan=ReminderPlan(again=_AGAIN_HOURS),
        asked_by=user,
        origin=origin,
        placed=order.placed,
    )
    turn.record(Assigned(asked=asked))
    view = SiteView(turn)
    return f"{asked.id} is asked of {view.name(to)}, due {view.when(asked.due)}.{why_not(turn, meant, to)}"


def _above(turn: Turn, people: set[str]) -> list[Rung]:
    """The managers above them: what a project manager leaves goes to nobody whom they direct."""
    roles, about = site_of(turn).roles, About(now=turn.now)
    held = (place for place, role in enumerate(MANAGERS) if people.intersection(roles.get(role, ())))
    words = [f"role:{role}" for role in MANAGERS[max(held, default=-1) + 1 :]]
    line = with_away(turn, rungs(turn, words, about), words, about)
    return [rung for rung in line if rung.person not in people]


def asks_the_same(turn: Turn, action: ActionState, to: str, order: Order) -> bool:
    """Whether an action was asked of them just so."""
    asked, meant = action.asked, (to, stand_in(turn, to, turn.now))
    is_text = asked.text == _named(turn, order.text)[:_MOST_TEXT]
    return is_text and asked.ladder[0].person in meant and order.due in (None, asked.due)


def order_in(turn: Turn, readers: Readers, rest: str, by: str, at: datetime | None = None) -> Order:
    """The words up to the last ones that can be read as a time to come; with none, words that only look like one are told. They
    were written `by` somebody `at` an instant (None: now)."""
    rest = _THANKS.sub("", rest)
    starts = [match.start() for match in re.finditer(r"\s|^", rest)]
    unread = ""
    for start in reversed(starts):
        until = _UNTIL.match(rest, start)
        if until is None:
            continue
        due = _due(turn, readers, until, by, at or turn.now)
        if due is not None:
            return Order(text=rest[:start].strip(), due=due)
        meant = rest[start:].split(maxsplit=1)[0].casefold() == "by" and not _PERSON.match(until["words"])
        if meant and not unread and len(until["words"].split()) <= _MOST_WORDS_OF_A_TIME:
            unread = until["words"]
    return Order(text=rest.strip(), unread=unread)


def _due(turn: Turn, readers: Readers, until: re.Match[str], by: str, at: datetime) -> datetime | None:
    """A bare hour is a time only with the word before it: “by 3”."""
    calendar, when = site_of(turn).calendar, readers.of(turn).when
    local_now, night = calendar.local(at), night_of(turn, by, at)
    readings = (when(words, at=local_now, night=night) for words in (until["words"], until[0].strip()))
    local = next(filter(None, readings), None)
    due = instant_of(local, calendar) if local else None
    return due if due is not None and due > at else None


def _person(turn: Turn, who: re.Match[str]) -> str | None:
    if who["id"]:
        return who["id"] if person_of(turn, who["id"]) else None
    handle = (who["handle"] or "").casefold()
    known = (p for p in turn.all("person") if getattr(p, "handle", "").casefold() == handle)
    return next((p.key.id for p in known), None)


def _named(turn: Turn, text: str) -> str:
    """Mentions as handles: an action's text is read in places where Slack does not turn ids into names."""

    def handle(found: re.Match[str]) -> str:
        person = person_of(turn, found["id"])
        return f"@{person.handle}" if person else found.group()

    return MENTION.sub(handle, text)


def _called(who: re.Match[str] | None) -> str:
    return said(who.group(0).strip(), 40) if who else "that"
