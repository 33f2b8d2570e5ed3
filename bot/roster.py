"""The people of a site: who is in its channel, and which of them the schedule means."""

from dataclasses import replace

from bot.acting.departing import part_with
from bot.cards import welcome
from bot.forms.owners import match_owner
from bot.happening import Configure, Joined, Left, People, Submitted
from bot.settings_form import settings_of
from bot.telling import say, tell
from bot.turn import Turn
from rules.errors import SiteloopError
from rules.folding.entry import Configured, Departed, Roster
from rules.life.departure import is_here
from rules.read import people, person_of, site_of, tasks
from rules.subject import PersonState
from storage.outgoing import Outgoing


def join(turn: Turn, happening: Joined) -> None:
    """Someone new in the channel is asked for by name; Siteloop itself says hello, once. Who had left is back."""
    if happening.channel == site_of(turn).channel:
        _welcome_back(turn, happening.user)
    ask_people(turn, happening.channel)
    if happening.is_bot:
        if not site_of(turn).channel:
            turn.record(Configured(settings=replace(site_of(turn), channel=happening.channel)))
        say(turn, happening.channel, welcome(happening.channel), name=f"welcome:{happening.channel}")


def part(turn: Turn, happening: Left) -> None:
    """Somebody left the site's channel, or the workspace; whoever leaves another channel is still there."""
    if happening.channel in ("", site_of(turn).channel) and is_here(turn, happening.user):
        part_with(turn, happening.user)


def ask_people(turn: Turn, channel: str) -> None:
    """Have the channel's members read; they come back as a happening."""
    turn.send(Outgoing(key=turn.key(f"people:{channel}"), kind="people", channel=channel))


def meet(turn: Turn, happening: People) -> None:
    """Learn the channel's people, and match the schedule's owners to them; who is not among them has left unheard."""
    found = tuple(
        PersonState(id=m.id, handle=m.handle, name=m.name, title=m.title, timezone=m.timezone)
        for m in happening.members
    )
    turn.record(Roster(people=found))
    if happening.channel == site_of(turn).channel:
        present = {member.id for member in found}
        for person in sorted(present):
            _welcome_back(turn, person)
        for gone in [one.id for one in people(turn) if one.gone is None and one.id not in present]:
            part_with(turn, gone)
    match_owners(turn)


def _welcome_back(turn: Turn, person: str) -> None:
    known = person_of(turn, person)
    if known is not None and known.gone is not None:
        turn.record(Departed(person=person, back=True))


def configure(turn: Turn, happening: Configure | Submitted) -> None:
    """Take over the set-up form's fields; tell who is still missing."""
    user = happening.user
    try:
        settings = settings_of(site_of(turn), happening.fields, list(people(turn)))
    except SiteloopError as error:
        if user:
            tell(turn, user, site_of(turn).channel, str(error))
            return
        raise
    turn.record(Configured(settings=settings, by=user or None))
    missing = match_owners(turn)
    if user and isinstance(happening, Submitted):
        lacking = f" Nobody yet for: {', '.join(missing[:15])}." if missing else ""
        tell(turn, user, settings.channel, f"The site is set up.{lacking}")


def match_owners(turn: Turn) -> tuple[str, ...]:
    """Find who the schedule's owners are, by handle, then by name; gives the words that nobody answers to."""
    site = site_of(turn)
    wanted = dict.fromkeys(t.plan.owner for t in tasks(turn) if t.plan.owner)
    known = [one for one in people(turn) if one.gone is None]
    found = {word: person for word in wanted if (person := site.owners.get(word) or match_owner(word, known))}
    if any(site.owners.get(word) != person for word, person in found.items()):
        turn.record(Configured(settings=replace(site, owners={**site.owners, **found})))
    return tuple(word for word in wanted if word not in found)
