"""The register from Slack: the buttons and the command that open its forms, and the forms."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.body import Body
from bot.commands.guide import no_site_answer
from bot.commands.words import did_you_mean, may_manage
from bot.desk import Desk
from bot.forms.fields import About, View, notice, read_fields
from bot.forms.resources import booking_form, resource_form
from bot.forms.times import wrong_with_time
from bot.happening import Submitted
from bot.listeners.opening import channel_of
from bot.listeners.reply import open_form, tell
from bot.mrkdwn import said
from bot.registering import FORMS, MANAGERS_ONLY, USAGE
from bot.resource_words import booking_of_fields, found_in, resource_of_fields, several
from bot.view import SiteView
from rules.read import resource_of, resources, task_called, tasks
from rules.resources.resource import ResourceError
from rules.subject import ResourceState
from rules.worktime.calendar import WorkCalendar
from storage.reader import Reader

Payload = Mapping[str, Any]
OPENING = ("add", "change", "book")
_FIELD_OF = (
    ("It leaves", "until"),
    ("count", "count"),
    ("number", "count"),
    ("name", "name"),
    ("booked", "count"),
)


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons of `/site resources` and to the forms behind them."""

    def opened(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        verb = action["action_id"].removeprefix("resource_")
        open_register(desk, client, body, verb, action.get("value") or "", body["user"]["id"])
        ack()

    def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        _submit(desk, ack, view, body["user"]["id"])

    for verb in OPENING:
        app.action(f"resource_{verb}")(opened)
    for name in FORMS:
        app.view(name)(submitted)


def open_register(desk: Desk, client: WebClient, body: Payload, verb: str, word: str, user: str) -> None:
    """The form that `add`, `change NAME` or `book NAME` wants; for managers. `word` may also be `RESOURCE|BOOKING`."""
    channel = channel_of(body)
    site = desk.routes.to_ask(channel, user)
    if site is None:
        tell(client, body, no_site_answer())
        return
    with desk.reading(site) as reader:
        shown = _form(desk, reader, verb, word, user, About(about="", site=site, channel=channel))
    if isinstance(shown, Body):
        tell(client, body, shown)
    else:
        open_form(client, body, shown)


def _form(desk: Desk, reader: Reader, verb: str, word: str, user: str, about: About) -> View | Body:
    view = SiteView(reader)
    if not may_manage(view.site, user):
        return Body(text=MANAGERS_ONLY)
    if verb == "add":
        return resource_form(None, places_of(reader), about)
    register = list(resources(reader))
    name, _, old = word.partition("|")
    state = _meant(register, name)
    if isinstance(state, Body) and (verb == "change" or name or not register):
        return state
    chosen = state.resource.id if isinstance(state, ResourceState) else ""
    if verb == "change" and isinstance(state, ResourceState):
        return resource_form(
            state, places_of(reader), About(about=chosen, site=about.site, channel=about.channel)
        )
    bookings = state.bookings if isinstance(state, ResourceState) else ()
    known = next((one for one in bookings if one.id == old), None)
    calendar, now = view.calendar, desk.clock.now()
    start = calendar.next_open(now).replace(minute=0, second=0, microsecond=0)
    start = start if start >= now else calendar.next_open(calendar.add_working(start, 1))
    named = f"{chosen}|{known.id}" if known else chosen
    offered = (start, calendar.closing(calendar.local_date(start)))
    return booking_form(
        register, chosen, known, offered, view, About(about=named, site=about.site, channel=about.channel)
    )


def _meant(register: list[ResourceState], word: str) -> ResourceState | Body:
    if not register:
        return Body(
            text="The register is empty. `/site resources add` begins it, or drop a CSV with the columns name and kind here."
        )
    found = found_in(register, word) if word else []
    if len(found) == 1:
        return found[0]
    if found:
        return Body(text=f"“{said(word, 60)}” can be {several(found)}. Say which.")
    near = did_you_mean(word, [one.resource.name for one in register]) if word else ""
    return Body(text=f"There is no “{said(word, 60)}” in the register.{near} {USAGE}")


def _submit(desk: Desk, ack: Ack, view: Mapping[str, Any], user: str) -> None:
    about = About.from_metadata(view["private_metadata"])
    form = view["callback_id"]
    with desk.reading(about.site) as reader:
        here = SiteView(reader)
        fields, managed = read_fields(view, here.calendar), may_manage(here.site, user)
        wrong = _wrong(desk, reader, form, about.about, fields, here.calendar)
    if not managed:
        ack(response_action="update", view=notice("Not taken", MANAGERS_ONLY))
    elif wrong:
        ack(response_action="errors", errors=wrong)
    else:
        done = Submitted(
            form=form, about=about.about, fields=fields, user=user, view=view["id"], channel=about.channel
        )
        desk.take(done, about.site)
        ack()


def _wrong(
    desk: Desk, reader: Reader, form: str, about: str, fields: Mapping[str, Any], calendar: WorkCalendar
) -> dict[str, str]:
    """What makes no entry of the register, told below the field that it is about."""
    if fields.get("then") in ("retire", "free"):
        return {}
    try:
        if form == "resource":
            return _wrong_resource(desk, reader, about, fields)
        booking = booking_of_fields("form", fields, "", calendar)
    except ResourceError as error:
        return {_field_of(form, str(error)): said(str(error), 150)}
    if wrong := wrong_with_time(str(fields["end"]), SiteView(reader), desk.clock.now()):
        return {"end": wrong}
    state = resource_of(reader, str(fields.get("resource")))
    if state is not None and booking.count > state.resource.count:
        return {"count": f"There are only {state.resource.count:g} of {said(state.resource.name, 60)}."}
    known = {one.plan.id for one in tasks(reader)}
    if booking.task and task_called(reader, booking.task) is None:
        return {
            "task": f"The schedule has no task {said(booking.task, 40)}.{did_you_mean(booking.task, known)}"
        }
    return {}


def places_of(reader: Reader) -> list[str]:
    """The places of the schedule's tasks and of the register, each once."""
    found = [*(one.plan.zone for one in tasks(reader)), *(one.resource.zone for one in resources(reader))]
    return sorted(dict.fromkeys(filter(None, found)))


def _wrong_resource(desk: Desk, reader: Reader, about: str, fields: Mapping[str, Any]) -> dict[str, str]:
    made, known = resource_of_fields(about, fields, ()), resource_of(reader, about)
    if made.until is not None and (known is None or known.resource.until != made.until):
        wrong = wrong_with_time(made.until.isoformat(), SiteView(reader), desk.clock.now())
        if wrong:
            return {"until": f"{wrong} Has it left? Then choose “Retire it”." if known else wrong}
    same = [one for one in resources(reader) if one.resource.name.casefold() == made.name.casefold()]
    near = [
        one for one in places_of(reader) if one.casefold() == made.zone.casefold() != "" and one != made.zone
    ]
    if near and fields.get("elsewhere"):
        return {"elsewhere": f"It is in the list as {said(near[0], 60)}. Choose it there."}
    if any(one.resource.id != about for one in same):
        return {"name": "There is one of that name already. Number them: Concrete pump 1, Concrete pump 2."}
    return {}


def _field_of(form: str, text: str) -> str:
    if form == "booking":
        return "count" if "booked" in text or "number" in text else "end"
    return next((field for word, field in _FIELD_OF if word in text), "name")
