"""Taking over a schedule: a file dropped in the channel, or handed in from the command line."""

import base64
import binascii
from dataclasses import replace
from datetime import date

from bot.body import Body, actions, button, section
from bot.happening import FileRead, Pressed, SharedFile
from bot.importers import ENDINGS, read_resources, read_schedule
from bot.importers.as_planned import as_planned
from bot.importers.known_progress import with_known_progress
from bot.mrkdwn import said
from bot.registering import counts, is_list, take_over_list
from bot.reimported import before_import, changes_told
from bot.roster import match_owners
from bot.telling import replace_question, say, tell
from bot.turn import Turn
from bot.view import SiteView
from rules.errors import SiteloopError
from rules.folding.entry import Configured, Listed, Scheduled
from rules.life.who import is_manager
from rules.plan.network import network_of
from rules.plan.schedule import Schedule
from rules.read import resources, site_of
from rules.resources.resource import Listing
from rules.subject import SiteState, TaskState
from rules.worktime.calendar import WorkCalendar
from storage.outgoing import Outgoing


def offer_imports(turn: Turn, user: str, channel: str, files: tuple[SharedFile, ...]) -> None:
    """A schedule dropped in the channel by a manager can be taken over with one press."""
    found = [file for file in files if file.name.lower().endswith(ENDINGS)]
    if found and not is_manager(site_of(turn), user):
        told = "Thank you. If this is the site's schedule, or its crews and plant, one of its managers has to drop it here."
        tell(turn, user, channel, told)
        return
    for file in found:
        _offer(turn, user, channel, file)


def _offer(turn: Turn, user: str, channel: str, file: SharedFile) -> None:
    """Ask the manager who dropped a schedule, or a register of crews and plant, whether it is to be taken over."""
    name = said(file.name, 100)
    text = f"Shall *{name}* become this site's schedule? What was said about tasks that stay is kept."
    if file.name.casefold().endswith(
        ".csv"
    ):  # which of the two only its columns tell, and they are not read yet
        text = (
            f"Shall I take over *{name}*? Its columns tell me whether it is the site's schedule or its crews and plant. "
            "What was said about tasks that stay, and what was entered by hand, is kept; what an earlier list brought and this "
            "one lacks is retired."
        )
    row = actions(
        (
            button("import", "Import it", f"{file.id}|{file.name}"[:1900], style="primary"),
            button("dismiss", "Not now", file.id),
        )
    )
    tell(turn, user, channel, Body(text=text, blocks=(section(text), row)))


def fetch(turn: Turn, happening: Pressed) -> None:
    """Have the file read; it comes back as a happening of its own."""
    if not is_manager(site_of(turn), happening.user):
        tell(turn, happening.user, happening.channel, "Only the site's managers can take over a schedule.")
        return
    file_id, _, name = happening.value.partition("|")
    turn.send(
        Outgoing(
            key=turn.key(f"file:{file_id}"),
            kind="file",
            channel=happening.channel,
            user=happening.user,
            body={"file_id": file_id, "name": name},
        )
    )
    replace_question(turn, happening, f"Reading *{said(name, 100)}* …")


def take_over(turn: Turn, happening: FileRead) -> None:
    """Read the file whole, or tell what is wrong with it, row by row; nothing is half imported."""
    try:
        content = base64.b64decode(happening.content, validate=True)
        if is_list(happening.name, content):
            take_over_list(turn, happening, content)
            return
        read = read_schedule(happening.name, content)
        calendar = _calendar(site_of(turn), read)
        schedule = _with_progress(turn, read, happening.planned_until, calendar)
        listings = read_resources(happening.name, content, calendar)
        network_of(schedule, calendar)
    except binascii.Error:
        _refuse(turn, happening, "The file did not arrive whole; drop it again.")
        return
    except SiteloopError as error:
        _refuse(turn, happening, str(error))
        return
    before = before_import(turn)
    _put_in_force(turn, happening, schedule, listings, calendar)
    missing = match_owners(turn)
    if channel := site_of(turn).channel:
        told = _told(turn, schedule, listings, missing)
        if schedule != read and not happening.planned_until:
            told += "\nIt reports no progress, so what the schedule before it reported stands."
        turn.look()  # what becomes of what is open is for the rules to say
        told = "\n".join([told, *changes_told(turn, before)])
        say(turn, channel, told, name=f"imported:{happening.asked}")


def _put_in_force(
    turn: Turn,
    happening: FileRead,
    schedule: Schedule,
    listings: tuple[Listing, ...],
    calendar: WorkCalendar,
) -> None:
    if calendar != site_of(turn).calendar:
        turn.record(Configured(settings=replace(site_of(turn), calendar=calendar)))
    turn.record(Scheduled(schedule=schedule, by=happening.user or None))
    if listings or any(one.origin == "schedule" for one in resources(turn)):
        turn.record(Listed(origin="schedule", listings=listings, by=happening.user or None))


def _with_progress(turn: Turn, schedule: Schedule, planned_until: str, calendar: WorkCalendar) -> Schedule:
    """As if everything went to plan, where that is asked; else with what is known of a plan that reports nothing itself."""
    if planned_until:
        return as_planned(schedule, date.fromisoformat(planned_until), calendar)
    known = (one.plan for one in turn.all("task") if isinstance(one, TaskState))
    return with_known_progress(schedule, known, site_of(turn).data_date)


def _calendar(site: SiteState, schedule: Schedule) -> WorkCalendar:
    """A schedule that brings its own working time was made with it, and is only true with it."""
    return schedule.working.in_zone(site.calendar.timezone) if schedule.working else site.calendar


def _refuse(turn: Turn, happening: FileRead, told: str) -> None:
    text = f"*{said(happening.name, 100)}* was not imported, and nothing was changed.\n{said(told, 2500)}"
    if happening.user:
        tell(turn, happening.user, happening.channel, text)
    elif channel := site_of(turn).channel:
        say(turn, channel, text, name=f"refused:{happening.asked}")


def _told(turn: Turn, schedule: Schedule, listings: tuple[Listing, ...], missing: tuple[str, ...]) -> str:
    site, view = site_of(turn), SiteView(turn)
    critical = len(network_of(schedule, site.calendar).critical)
    text = (
        f"The schedule *{said(schedule.name, 100)}* is in force: {len(schedule.tasks)} tasks, {critical} of them critical, "
        f"finishing {view.day(site.finish) if site.finish else 'never'}."
    )
    if schedule.working:
        hours = f"{site.calendar.opens:%H:%M} to {site.calendar.closes:%H:%M}"
        text += (
            f" It works {len(site.calendar.weekdays)} days a week, {hours}, and so does the site now; "
            "`/site setup` changes that."
        )
    if listings:
        text += f"\nIt brings a register: {counts(listings)}. `/site resources` shows them."
    if missing:
        names = ", ".join(said(word, 40) for word in missing[:15])
        text += f"\nNobody here answers to: {names}. A manager can say who they are with `/site setup`."
    return text
