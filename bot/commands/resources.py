"""`/site resources [crews|plant|idle|down|clashes|words]`: what the site has to work with, who has it, until when."""

from collections.abc import Callable, Iterable, Mapping

from bot.body import Block, Body, actions, button, context, section
from bot.commands.picture import Picture
from bot.commands.words import did_you_mean
from bot.mrkdwn import said
from bot.resource_words import booking_words, clash_words, what_it_is
from bot.view import SiteView, counted
from rules.facts.resource import ResourceView
from rules.facts.scene import Scene
from rules.facts.subjects import Subjects
from rules.matter import Matter
from rules.resources.want import machine_wanted, needed_at

_MOST = 40  # Slack takes 50 blocks
_MOST_WANTED = 6
_MOST_BOOKINGS = 20
_SELECT: Mapping[str, Callable[[ResourceView], bool]] = {
    "all": lambda one: True,
    "crews": lambda one: one.resource.kind == "crew",
    "plant": lambda one: one.resource.kind == "plant",
    "idle": lambda one: one.is_idle,
    "free": lambda one: one.is_here and not one.current and one.outage is None,
    "down": lambda one: one.outage is not None,
    "clashes": lambda one: bool(one.clashes),
}
_NOUNS = {"crews": "crew", "plant": "machine"}
_STATES = {"clashes": "promised to more than it can do"}
_ALSO = {"crew": "crews", "machines": "plant", "machine": "plant", "clash": "clashes", "broken": "down"}


def resources_answer(picture: Picture, rest: str) -> Body:
    """Each crew and machine as a line with its button, then what is asked for; the row at the end adds and books."""
    subjects = Subjects(picture.reader, picture.now)
    register = subjects.whole.register
    row = actions(
        (button("resource_add", "Add …", "", style="primary"), button("resource_book", "Book …", ""))
    )
    if not register:
        text = (
            "The register of crews and plant is empty. A manager can add to it with `/site resources add`, or drop a CSV here "
            "with the columns `name` and `kind` (crew or plant)."
        )
        return Body(text=text, blocks=(section(text), row))
    words = [_ALSO.get(word, word) for word in rest.casefold().split()]
    found = [one for one in register if all(_fits(one, word) for word in words)]
    if not found:
        return Body(text=_nothing(register, rest))
    found.sort(key=lambda one: (one.resource.kind == "crew", not one.is_here, one.resource.name.casefold()))
    lines = [(one, "\n".join(resource_lines(one, picture.view))) for one in found]
    wanted = [] if words else _wanted(subjects.scene, picture.view)
    lead = f"*{counted(len(found), 'crew or machine', 'crews and machines')}*"
    blocks: list[Block] = [section(lead), *(_block(*one) for one in lines[:_MOST])]
    if len(found) > _MOST:
        blocks.append(
            context(
                f"_and {len(found) - _MOST} more; narrow it with `plant`, `idle`, `clashes`, a zone or a name_"
            )
        )
    if len(found) == 1:
        blocks += _bookings(found[0], picture.view)
    blocks += [section("\n".join(wanted))] if wanted else []
    text = "\n".join([lead, *(line for _, line in lines), *wanted])
    return Body(text=text, blocks=(*blocks, row))


def resource_lines(one: ResourceView, view: SiteView) -> list[str]:
    """A line of what it is and who has it, one of what comes next, and one for each thing that is wrong with it."""
    resource = one.resource
    what = what_it_is(resource)
    counted_now = f", {one.counted:g} counted" if one.counted is not None else ""
    lead = f"{_mark(one)} *{said(resource.name, 80)}*{f' ({what}{counted_now})' if what else ''}"
    lines = [f"{lead} · {_where(one, view)}"]
    coming = [booking for booking in one.state.bookings if booking.start > one.scene.now][:2]
    if coming:
        lines.append(f"then {'; '.join(booking_words(booking, view) for booking in coming)}")
    if one.outage is not None:
        lines.append(
            f"⛔ down since {view.when(one.outage.since)}: “{view.said(one.outage_words, 120)}” ({view.name(one.outage.by)})"
        )
    lines += [f"⚠️ {clash_words(clash, view)}" for clash in one.clashes[:2]]
    return lines


def register_lines(register: Iterable[ResourceView], view: SiteView) -> list[str]:
    """What a digest tells of the register: what is down, what cannot be kept within two days, what stands idle for a shift."""
    lines = []
    for one in register:
        calendar, now = one.scene.calendar, one.scene.now
        shift = calendar.working_hours_per_day
        name = said(one.resource.name, 80)
        if one.outage is not None:
            lines.append(
                f"• *{name}* is down since {view.when(one.outage.since)}: “{view.said(one.outage_words, 100)}”"
            )
        if one.clash is not None and one.clash.start <= calendar.add_working(now, 2 * shift):
            lines.append(f"• *{name}* is {clash_words(one.clash, view)}")
        idle = one.idle if one.resource.kind == "plant" else None
        if (
            idle is not None
            and calendar.working_hours_between(idle.since, now) >= shift
            and not _is_next_soon(one)
        ):
            lines.append(f"• *{name}* is not used since {view.when(idle.since)}")
    return lines


def _is_next_soon(one: ResourceView) -> bool:
    """Whether it is booked within a week, so that nobody would send it away."""
    calendar, now, coming = one.scene.calendar, one.scene.now, one.next_at_all
    return coming is not None and coming.start <= calendar.add_working(
        now, 5 * calendar.working_hours_per_day
    )


def _block(one: ResourceView, text: str) -> Block:
    change = button("resource_change", "Change …", one.resource.id, says=f"Change {one.resource.name}")
    return section(text, accessory=change)


def _bookings(one: ResourceView, view: SiteView) -> list[Block]:
    """Each booking of one alone with its button."""
    left = [booking for booking in one.state.bookings if booking.end > one.scene.now]
    return [
        section(
            booking_words(booking, view, one.scene.now),
            accessory=button(
                "resource_book", "Change …", f"{one.resource.id}|{booking.id}", says="Change this booking"
            ),
        )
        for booking in left[:_MOST_BOOKINGS]
    ]


def _mark(one: ResourceView) -> str:
    if not one.is_here:
        return "◽"
    if one.outage is not None or one.clashes:
        return "⚠️"
    return "👷" if one.resource.kind == "crew" else "🏗️"


def _where(one: ResourceView, view: SiteView) -> str:
    """Who has it, or where it stands and since when nobody uses it."""
    resource, now = one.resource, one.scene.now
    today = one.scene.calendar.local_date(now)
    if resource.since is not None and today < resource.since:
        return f"comes {view.day(resource.since)}"
    if resource.until is not None and resource.until < today:
        return f"left {view.day(resource.until)}"
    leaves = f", on site until {view.day(resource.until)}" if resource.until else ""
    if one.current:
        has = "; ".join(booking_words(booking, view, now) for booking in one.current)
        unused = f", {_standing(one)} since {view.when(one.idle.since)}" if one.is_idle and one.idle else ""
        return f"{has}{unused}{leaves}"
    at = f"at {said(resource.zone, 40)}" if resource.zone else "on site"
    if resource.shared or resource.kind == "crew" or one.outage is not None:
        return f"{at}{leaves}"
    since = f", free since {view.when(one.idle.since)}" if one.is_idle and one.idle else ", free"
    return f"{at}{since}{leaves}"


def _standing(one: ResourceView) -> str:
    """Of one whose task does nothing with it."""
    return "not at work there" if one.resource.kind == "crew" else "not used there"


def _wanted(scene: Scene, view: SiteView) -> list[str]:
    """What tasks lack or asked for, and machines that people speak of and that the register does not have."""
    lines = []
    for task in scene.work.tasks:
        wanted = machine_wanted(task.found) if task.found.status != "done" else None
        if wanted is not None:
            lines.append(_want_line(scene, view, wanted, task.plan.id))
    if not lines:
        return []
    left = [f"_and {len(lines) - _MOST_WANTED} more_"] if len(lines) > _MOST_WANTED else []
    return ["*Asked for, or missing*", *lines[:_MOST_WANTED], *left]


def _want_line(scene: Scene, view: SiteView, wanted: Matter, task: str) -> str:
    when = (
        f" from {view.when(needed_at(wanted, scene.calendar))}"
        if wanted.kind == "request" and wanted.needed
        else ""
    )
    known = any(one.resource.is_called(wanted.what) for one in scene.register)
    new = "" if known else " · not in the register"
    words = f"“{view.reasoned(wanted.words, wanted.evidence, 100)}” ({view.name(wanted.by)})"
    return f"• {said(wanted.what, 40)} for {view.task_name(task)}{when}: {words}{new}"


def _fits(one: ResourceView, word: str) -> bool:
    if word in _SELECT:
        return _SELECT[word](one)
    resource = one.resource
    places = (resource.zone, *(booking.zone for booking in one.current), resource.trade, resource.id)
    has = [booking.task or "" for booking in one.state.bookings]
    return word in map(str.casefold, (*places, *has)) or word in resource.name.casefold()


def _nothing(register: Iterable[ResourceView], rest: str) -> str:
    words = [_ALSO.get(word, word) for word in rest.casefold().split()]
    if all(word in _SELECT for word in words):
        what = next((noun for word, noun in _NOUNS.items() if word in words), "crew or machine")
        states = [_STATES.get(word, word) for word in words if word not in (*_NOUNS, "all")]
        return (
            f"No {what} is {' and '.join(states) or 'in the register'}. `/site resources` lists all of them."
        )
    known = [*_SELECT, *(one.resource.name for one in register)]
    return f"Nothing in the register fits “{said(rest, 60)}”.{did_you_mean(rest, known)} `/site resources` lists all of it."
