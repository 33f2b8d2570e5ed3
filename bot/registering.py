"""The register from Slack and from lists: crews and plant are added, changed and retired, booked for tasks, and freed again."""

from dataclasses import replace

from bot.commands.words import did_you_mean, may_manage
from bot.happening import Commanded, FileRead, Submitted
from bot.importers.encoding import csv_text
from bot.importers.problems import Findings
from bot.importers.register import is_register, read_register
from bot.mrkdwn import said
from bot.resource_words import (
    booking_of_fields,
    booking_words,
    changed_words,
    clash_words,
    found_in,
    resource_of_fields,
    several,
    what_it_is,
)
from bot.telling import answer, say, tell
from bot.turn import Turn
from bot.view import SiteView, counted, listed
from rules.folding.entry import Booked, Listed, Registered
from rules.read import resource_of, resources, site_of, task_called, tasks
from rules.resources.heard import heard
from rules.resources.resource import Booking, Listing, ResourceError
from rules.resources.usage import clashes
from rules.subject import ResourceState

FORMS = ("resource", "booking")
MANAGERS_ONLY = (
    "Only this site's managers change the register. Write what you need in the channel, such as “need the pump for L3 pour "
    "tomorrow 7:00”; it will be asked for."
)
USAGE = (
    "`/site resources` lists crews and plant; `/site resources add`, `change NAME` and `book NAME` open a form; `retire NAME` "
    "says that it left the site, `free NAME TASK` takes a booking back."
)


def register_form(turn: Turn, happening: Submitted) -> None:
    """A form of the register: a crew or machine, or a booking of one."""
    if not may_manage(site_of(turn), happening.user):
        told = MANAGERS_ONLY
    else:
        try:
            told = _enter(turn, happening) if happening.form == "resource" else _book(turn, happening)
        except ResourceError as error:
            told = said(str(error), 600)
    tell(turn, happening.user, happening.channel, told)


def resources_command(turn: Turn, happening: Commanded) -> None:
    """`/site resources retire NAME`, `free NAME TASK`."""
    verb, _, rest = happening.rest.strip().partition(" ")
    if not may_manage(site_of(turn), happening.user):
        told = MANAGERS_ONLY
    elif verb.casefold() == "retire":
        told = _retire(turn, rest, happening.user)
    elif verb.casefold() == "free":
        told = _free(turn, rest, happening.user)
    else:
        told = USAGE
    answer(turn, happening, told)


def is_list(name: str, content: bytes) -> bool:
    """Whether a file holds a register, and no schedule."""
    if not name.lower().endswith((".csv", ".tsv", ".txt")):
        return False
    return is_register(content.decode("utf-8", errors="replace"))


def take_over_list(turn: Turn, happening: FileRead, content: bytes) -> None:
    """Take a list over whole; it replaces what an earlier list brought, and keeps what people entered by hand.

    Raises:
        ImportFailed: with everything that is wrong with it.
    """
    name = said(happening.name, 100)
    text = csv_text(content, Findings(name=happening.name))
    known = [one.plan.id for one in tasks(turn)]
    listings = read_register(text, site_of(turn).calendar, known, happening.name)
    before = {one.resource.id for one in resources(turn) if one.origin == "list"}
    turn.record(Listed(origin="list", listings=listings, by=happening.user or None))
    gone = len(before - {one.resource.id for one in listings})
    left = f" {counted(gone, 'of an earlier list is', 'of an earlier list are')} retired." if gone else ""
    if channel := site_of(turn).channel:
        told = f"The register *{name}* is in force: {counts(listings)}.{left} `/site resources` shows them."
        say(turn, channel, told, name=f"imported:{happening.asked}")


def counts(listings: tuple[Listing, ...]) -> str:
    """`2 crews, 5 machines, 9 bookings`."""
    crews = sum(one.resource.kind == "crew" for one in listings)
    machines, bookings = len(listings) - crews, sum(len(one.bookings) for one in listings)
    return f"{counted(crews, 'crew')}, {counted(machines, 'machine')}, {counted(bookings, 'booking')}"


def _enter(turn: Turn, happening: Submitted) -> str:
    if happening.fields.get("then") == "retire":
        return _retire(turn, happening.about, happening.user)
    known = [one.key.id for one in turn.all("resource")]
    resource = resource_of_fields(happening.about, happening.fields, known)
    before = resource_of(turn, happening.about)
    works = happening.fields.get("then") == "works"
    turn.record(Registered(resource=resource, origin=happening.key, works=works, by=happening.user))
    what, name = what_it_is(resource), said(resource.name, 80)
    if before is not None:
        told = ["works again"] if works else []
        told += changed_words(before.resource, resource, SiteView(turn))
        return f"*{name}*: {listed(told) if told else 'nothing was changed'}.{_clash_told(turn, resource.id)}"
    return (
        f"*{name}*{f' ({what})' if what else ''} is in the register. `/site resources book {resource.id}` books it."
        f"{_clash_told(turn, resource.id)}"
    )


def _book(turn: Turn, happening: Submitted) -> str:
    """`about` is the booking to change as `RESOURCE|BOOKING`, else `RESOURCE` or nothing."""
    name, _, old = happening.about.partition("|")
    state = resource_of(turn, str(happening.fields.get("resource") or name))
    if state is None or state.retired:
        return "That is not in the register any more. `/site resources` shows what is."
    known = next((one for one in state.bookings if one.id == old), None)
    if happening.fields.get("then") == "free" and known is not None:
        return _freed(turn, state, known, happening.user)
    booking = booking_of_fields(
        known.id if known else happening.key, happening.fields, happening.user, site_of(turn).calendar
    )
    if booking.task:
        task = task_called(turn, booking.task)
        if task is None:
            return f"The schedule has no task {said(booking.task, 60)}, so nothing was booked."
        booking = replace(booking, task=task.plan.id)
    turn.record(Booked(resource=state.resource.id, booking=booking, by=happening.user))
    words = booking_words(booking, SiteView(turn))
    return f"*{said(state.resource.name, 80)}* is booked for {words}.{_clash_told(turn, state.resource.id, booking.id)}"


def _clash_told(turn: Turn, name: str, booking: str = "") -> str:
    """What of its bookings cannot be kept: that of the `booking` which was just made, else the first."""
    state = next((one for one in heard(turn) if one.resource.id == name), None)
    found = clashes(state, site_of(turn).calendar, turn.now) if state else ()
    own = (clash for clash in found if booking in [one.id for one in clash.bookings])
    first = next(own, found[0]) if found else None
    return f"\n⚠️ It is {clash_words(first, SiteView(turn))}." if first else ""


def _retire(turn: Turn, word: str, user: str) -> str:
    state = _one(turn, word)
    if isinstance(state, str):
        return state
    turn.record(Registered(resource=state.resource, retired=True, by=user))
    waiting = [one for one in state.bookings if one.end > turn.now]
    left = f" {counted(len(waiting), 'booking goes', 'bookings go')} with it: " if waiting else ""
    words = "; ".join(booking_words(one, SiteView(turn)) for one in waiting[:5])
    return f"*{said(state.resource.name, 80)}* is retired: it is no longer looked at.{left}{words}"


def _free(turn: Turn, rest: str, user: str) -> str:
    """The name may have several words; the last one is the task, where it is one."""
    head, _, last = rest.strip().rpartition(" ")
    task = task_called(turn, last)
    state = _one(turn, head if task and head else rest)
    if isinstance(state, str):
        return state
    left = [one for one in state.bookings if one.end > turn.now]
    fit = [one for one in left if task is None or one.task == task.plan.id]
    name = said(state.resource.name, 80)
    if len(fit) == 1:
        return _freed(turn, state, fit[0], user)
    if not fit:
        whose = f" for {said(task.plan.id, 40)}" if task else ""
        return f"*{name}* has no booking{whose}, so nothing was changed."
    listing = "\n".join(f"• {booking_words(one, SiteView(turn), turn.now)}" for one in fit)
    named = state.resource.id
    if task is not None:
        where = f"`/site resources {named}` shows them: press Change … and take one back."
        return f"*{name}* has several for {said(task.plan.id, 40)}. {where}\n{listing}"
    return f"*{name}* has several. Say which task: `/site resources free {named} TASK`\n{listing}"


def _freed(turn: Turn, state: ResourceState, booking: Booking, user: str) -> str:
    turn.record(Booked(resource=state.resource.id, booking=booking, freed=True, by=user))
    words = booking_words(booking, SiteView(turn))
    return f"*{said(state.resource.name, 80)}* is free again: the booking for {words} is taken back."


def _one(turn: Turn, word: str) -> ResourceState | str:
    """The one that a word means, or what to say instead."""
    register = list(resources(turn))
    found = found_in(register, word) if word.strip() else []
    if len(found) == 1:
        return found[0]
    if found:
        return f"“{said(word, 60)}” can be {several(found)}. Say which."
    if not word.strip():
        return f"Say of which. {USAGE}"
    near = did_you_mean(word, [one.resource.name for one in register])
    return f"There is no “{said(word, 60)}” in the register.{near} {USAGE}"
