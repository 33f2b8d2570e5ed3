"""The forms of the register: a crew or machine, and a booking of one for a task and a time."""

from collections.abc import Sequence
from datetime import datetime

from bot.body import Block
from bot.forms.fields import About, View, choice, day_picker, field, form, menu, moment_picker, text_box
from bot.mrkdwn import cut
from bot.view import SiteView
from rules.resources.resource import Booking
from rules.subject import ResourceState

_MOST = 120
_MOST_CHOICES = 100  # Slack's own limit


def resource_form(state: ResourceState | None, places: Sequence[str], about: About) -> View:
    """A new crew or machine, or one to be changed or retired; one that was replaced because it was down may work again.

    `places` are those that the site knows.
    """
    known = state.resource if state else None
    kinds = (choice("plant", "Plant: a machine"), choice("crew", "A crew"))
    whose = (
        choice("no", "One task at a time has it"),
        choice("yes", "The whole site shares it (tower crane, hoist)"),
    )
    since, until = (
        (day.isoformat() if day else "") for day in (known and known.since, known and known.until)
    )
    others = ", ".join(known.called) if known else ""
    blocks = [
        field("name", "What is it called?", _box(known.name if known else "", "Concrete pump 2")),
        field("kind", "What is it?", menu(kinds, known.kind if known else "plant")),
        field("trade", "Which trade?", _box(known.trade if known else "", "concrete"), optional=True,
              hint="The crew's own, or that of the crews which use the machine."),
        field("count", "How many?", _box(f"{known.count:g}" if known else "1"), hint="People of the crew, or machines."),
        *_standing(known.zone if known else "", places),
        field("called", "What else is it called?", _box(others, "pump, bomba, máy bơm"), optional=True,
              hint="So that “bomba” is understood as well; with commas between."),
        field("since", "On site from", day_picker(since), optional=True, hint="Empty: it is there already."),
        field("until", "On site until", day_picker(until), optional=True, hint="Its last day. Empty: nobody knows yet."),
        field("shared", "Who has it?", menu(whose, "yes" if known and known.shared else "no")),
    ]  # fmt: skip
    if known is not None:
        back = (choice("works", "It works again"),) if state and state.broken else ()
        options = (choice("keep", "Change it"), *back, choice("retire", "Retire it: it has left the site"))
        blocks.append(field("then", "And then?", menu(options, "keep")))
    return form("resource", "Change" if known else "Crew or machine", "Save", blocks, about)


def _standing(zone: str, places: Sequence[str]) -> list[Block]:
    """A place that the site knows, or another in words: a slip of the pen makes no new one."""
    if not places:
        return [
            field(
                "elsewhere",
                "Where does it stand?",
                _box(zone, "Gate 2"),
                optional=True,
                hint="When nobody has it.",
            )
        ]
    options = [choice(one, cut(one, 75)) for one in places[:_MOST_CHOICES]]
    is_known = zone in places[:_MOST_CHOICES]
    return [
        field("zone", "Where does it stand?", menu(options, zone if is_known else ""), optional=True, hint="When nobody has it."),
        field("elsewhere", "Or at another place?", _box("" if is_known else zone, "Gate 2"), optional=True,
              hint="One that is not in the list yet."),
    ]  # fmt: skip


def booking_form(
    register: Sequence[ResourceState],
    chosen: str,
    known: Booking | None,
    offered: tuple[datetime, datetime],
    view: SiteView,
    about: About,
) -> View:
    """Book one for a task and a time, or change or free a booking. `offered` is the time that it begins with."""
    start, end = (known.start, known.end) if known else offered
    options = [choice(one.resource.id, cut(one.resource.name, 75)) for one in register[:_MOST_CHOICES]]
    zone = view.calendar.timezone.replace("_", " ")
    blocks = [
        field("resource", "What?", menu(options, chosen)),
        field("task", "For which task?", _box(known.task if known else "", "A-310"), optional=True,
              hint="Its id in the schedule. Empty: other work."),
        field("start", "From when?", moment_picker(start), hint=f"In your own time zone; the site's is {zone}."),
        field("end", "Until when?", moment_picker(end)),
        field("count", "How many of them?", _box(f"{known.count:g}" if known and known.count else ""), optional=True,
              hint="Empty: the whole crew, or the machine."),
    ]  # fmt: skip
    if known is not None:
        choices = (choice("keep", "Change it"), choice("free", "Take the booking back"))
        blocks.append(field("then", "And then?", menu(choices, "keep")))
    return form(
        "booking", "Change a booking" if known else "Book", "Save" if known else "Book", blocks, about
    )


def _box(initial: str | None, placeholder: str = "") -> Block:
    return text_box(initial or "", placeholder=placeholder, most=_MOST)
