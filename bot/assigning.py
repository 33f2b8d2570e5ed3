"""Actions that people ask for themselves: `/site assign @diego fix the pump by 15:00`, or the form."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.answering import is_manager
from bot.happening import Commanded, Submitted
from bot.mrkdwn import said
from bot.readers import Readers
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView
from rules.assign import ladder
from rules.entry import Assigned
from rules.key import SITE
from rules.read import person_of, site_of, task_of
from rules.saidtime import instant_of
from rules.subject import Assignment, ReminderPlan, Rung

_WHO = re.compile(r"^\s*(?:<@(?P<id>[UW][A-Z0-9]+)(?:\|[^>]*)?>|@?(?P<handle>[\w.\-]+))\s*")
_BY = re.compile(r"\s+by\s+(?P<when>[^,;]+?)\s*$", re.IGNORECASE)
_DUE_HOURS = 8.0
USAGE = "Write `/site assign @diego fix the pump by tomorrow 9:00`: who, what, and by when."


def assign_command(turn: Turn, readers: Readers, happening: Commanded) -> None:
    """Ask a person of this site for something, until a time said in words (without one: eight working hours)."""
    who = _WHO.match(happening.rest)
    found = _person(turn, who) if who else None
    rest = happening.rest[who.end() :] if who else ""
    if found is None or not rest.strip():
        named = said(who.group(0).strip(), 40) if who else "nobody"
        lead = f"I know nobody called {named} at this site. " if rest.strip() else ""
        tell(turn, happening.user, happening.channel, lead + USAGE)
        return
    by = _BY.search(rest)
    due = _when(turn, readers, by.group("when")) if by else None
    if by and due is None:
        tell(
            turn,
            happening.user,
            happening.channel,
            f"I cannot read “{said(by.group('when'), 40)}” as a time to come. {USAGE}",
        )
        return
    text = (rest[: by.start()] if by else rest).strip()
    _assign(turn, readers, happening.user, happening.channel, {"to": found, "text": text}, due)


def assign_form(turn: Turn, readers: Readers, happening: Submitted) -> None:
    """The form: `to`, `text`, `when` (local), `task` (optional)."""
    fields = happening.fields
    due = instant_of(str(fields["when"]), site_of(turn).calendar) if fields.get("when") else None
    _assign(turn, readers, happening.user, happening.channel, fields, due)


def _assign(
    turn: Turn,
    readers: Readers,
    user: str,
    channel: str,
    fields: Mapping[str, Any],
    due: datetime | None,
) -> None:
    site = site_of(turn)
    if not is_manager(site, user):
        tell(
            turn,
            user,
            channel,
            "Only the site's managers can ask for actions here. Tell them, or write what you need.",
        )
        return
    task = task_of(turn, str(fields.get("task") or "")) or task_of(
        turn, _task_named(turn, readers, str(fields["text"]))
    )
    owner = Rung(person=str(fields["to"]), reason=f"asked by {SiteView(turn).name(user)}")
    above = [r for r in ladder(turn, (), task=None) if r.person != owner.person]
    number = site.next_action
    asked = Assignment(
        id=f"ACT-{number}",
        text=str(fields["text"])[:500],
        why=f"{SiteView(turn).name(user)} asked for it",
        rule=None,
        decision=None,
        subject=task.key if task else SITE,
        task=task.plan.id if task else None,
        matter=None,
        evidence=(),
        ladder=(owner, *above),
        due=due or site.calendar.add_working(turn.now, _DUE_HOURS),
        severity="medium",
        plan=ReminderPlan(),
        asked_by=user,
    )
    turn.record(Assigned(asked=asked))
    view = SiteView(turn)
    tell(
        turn, user, channel, f"{asked.id} is asked of {view.name(owner.person)}, due {view.when(asked.due)}."
    )


def _person(turn: Turn, who: re.Match[str]) -> str | None:
    if who["id"]:
        return who["id"] if person_of(turn, who["id"]) else None
    handle = (who["handle"] or "").casefold()
    known = (p for p in turn.all("person") if getattr(p, "handle", "").casefold() == handle)
    return next((p.key.id for p in known), None)


def _when(turn: Turn, readers: Readers, words: str) -> datetime | None:
    calendar = site_of(turn).calendar
    local = readers.of(turn).when(words, at=calendar.local(turn.now))
    due = instant_of(local, calendar) if local else None
    return due if due is not None and due > turn.now else None


def _task_named(turn: Turn, readers: Readers, text: str) -> str | None:
    return readers.of(turn).task_in(text)
