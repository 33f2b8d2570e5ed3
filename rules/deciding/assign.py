"""Who is asked: a rule's ladder of words becomes people, each with the reason why they can answer.

`task.owner`: who the schedule says; `crew_lead`: who owns most tasks of its trade; `hit.owners`: whose tasks end later because it
slips; `action.owner`, `person`, `goal.owner`: of a rule on such a subject; `resource.owner`, `resource.next_owner`: who owns the
task that has a crew or machine now, or has it next; `reporter`: who told of the matter; `addressee`: whom
it names, or who leads the people of the trade that it calls on; `role:<role>`; `person:<handle>`; `next_up`: everybody further up
the site's line. Of several who lead a trade or hold one role whoever is on shift, or is so soonest, comes first; then whoever has
least to do, of those who have as much whoever keeps most of what they promise.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from rules.coordination.trades import leads_of
from rules.deciding.decision import Case
from rules.key import SITE, Key
from rules.language.ladder import CHANNEL
from rules.life.action import life
from rules.life.leave import stand_in
from rules.matter import Matter
from rules.read import Reader, action_of, goal_of, people, person_of, resource_of, site_of, task_of, tasks
from rules.resources.usage import now_booked
from rules.subject import Rung, SiteState
from rules.worktime.reachable import hours_of

FALLBACK = ("role:superintendent", "role:project_manager", "reporter")
ADDRESSED = "it is addressed to them"
LINE = ("superintendent", "project_manager", "owner_rep")
_LINE_WORDS = ("role:", "next_up")


@dataclass(frozen=True, kw_only=True)
class About:
    """What somebody is asked about; `now` tells who has a crew or machine, who has it next, and who is away: their deputy is
    asked (None: nobody is away); `hit` are the tasks that end later because of it."""

    subject: Key = SITE
    task: str | None = None
    matter: Matter | None = None
    now: datetime | None = None
    hit: tuple[str, ...] = ()


def about_of(read: Reader, case: Case, matter: Matter | None) -> About:
    """What a case is about: its task is its subject, its matter's, or that of the action which is its subject."""
    action = action_of(read, case.subject.id) if case.subject.kind == "action" else None
    task = case.subject.id if case.subject.kind == "task" else None
    found = action.asked.task if action else matter.task if matter else None
    return About(subject=case.subject, task=task or found, matter=matter, now=case.now)


def told_words(read: Reader, words: Sequence[str], about: About) -> str:
    """Whom the words of a notice name: `Ana and the channel`."""
    people = (person_of(read, one) for one in named(read, (word for word in words if word != CHANNEL), about))
    names = [one.name or one.handle for one in people if one]
    return " and ".join([*names, *(["the channel"] if CHANNEL in words else [])]) or "nobody"


def is_addressed(rung: Rung) -> bool:
    """Whether it is theirs since the words name them, or call on the trade that they lead."""
    return rung.reason.startswith(ADDRESSED)


def ladder(read: Reader, words: Iterable[str], about: About) -> tuple[Rung, ...]:
    """Resolve the words of a ladder in order; nobody stands on it twice.

    Where none of the words names anybody, `FALLBACK` is tried; an empty ladder means that the site has nobody to ask. Who holds a
    role, and is on leave without a deputy, comes last: nothing is asked of them now, and it goes up to them when they are back.
    Whom a case is about is asked about themselves after everybody else, unless the words ask the person.
    """
    words = tuple(words)
    found = rungs(read, words, about) or rungs(read, FALLBACK, about)
    if "person" not in words:
        found = _but_of_themselves(found, about)
    return with_away(read, found, words, about) if found else ()


def _but_of_themselves(found: tuple[Rung, ...], about: About) -> tuple[Rung, ...]:
    """Who is late or silent is the last to ask why; the order of all others stays."""
    themselves = about.subject.id if about.subject.kind == "person" else None
    return tuple(sorted(found, key=lambda rung: rung.person == themselves))


def with_away(read: Reader, found: tuple[Rung, ...], words: Iterable[str], about: About) -> tuple[Rung, ...]:
    """And last of all those of the site's line whom the words name and who are on leave without a deputy."""
    _, away = _climbed(read, words, about)
    line = {rung.person: rung for word, rung in away if word.startswith(_LINE_WORDS)}
    there = {rung.person for rung in found}
    return (*found, *(rung for person, rung in line.items() if person not in there))


def absent(read: Reader, words: Iterable[str], about: About) -> tuple[str, ...]:
    """Everybody whom the words name who is on leave, with nobody who stands in for them."""
    _, away = _climbed(read, words, about)
    return tuple(rung.person for _, rung in away)


def named(read: Reader, words: Iterable[str], about: About) -> tuple[str, ...]:
    """Everybody whom the words name, without a fallback."""
    return tuple(rung.person for rung in rungs(read, words, about))


def rungs(read: Reader, words: Iterable[str], about: About) -> tuple[Rung, ...]:
    """The same with the reason for each, in order."""
    there, _ = _climbed(read, words, about)
    return there


def _climbed(
    read: Reader, words: Iterable[str], about: About
) -> tuple[tuple[Rung, ...], list[tuple[str, Rung]]]:
    """Those whom the words name, or who stand in for them, and those for whom nobody does, each with their word."""
    there, away = dict[str, Rung](), list[tuple[str, Rung]]()
    for word in words:
        for rung in _rungs(read, word, about, tuple(there)):
            found = _there(read, rung, about.now)
            if found is None:
                away.append((word, rung))
            else:
                there.setdefault(found.person, found)
    return tuple(there.values()), away


def _there(read: Reader, rung: Rung, now: datetime | None) -> Rung | None:
    """They, or who stands in for them; None where they are away and nobody does."""
    person = stand_in(read, rung.person, now) if now else rung.person
    if person == rung.person or person is None:
        return rung if person else None
    known = person_of(read, rung.person)
    name = known.name or known.handle if known else rung.person
    return Rung(person=person, reason=f"stands in for {name}, who is away")


def _rungs(read: Reader, word: str, about: About, before: tuple[str, ...]) -> Iterable[Rung]:
    site = site_of(read)
    kind, _, name = word.partition(":")
    match kind:
        case "task.owner":
            return _owner(read, site, about.task)
        case "crew_lead":
            return _lead(read, site, about.task)
        case "person":
            return _person(read, about, name)
        case "action.owner" | "goal.owner" | "reporter" | "addressee" | "hit.owners":
            return _of_subject(read, kind, about)
        case "resource.owner" | "resource.next_owner":
            return _user(read, site, about, is_next=kind == "resource.next_owner")
        case "role":
            return _role(read, site, name, about.now)
        case "next_up":
            return tuple(_above(site, before))
        case _:
            return ()


def _person(read: Reader, about: About, handle: str) -> tuple[Rung, ...]:
    """Somebody named, or the very person whom a case is about."""
    if not handle:
        own = about.subject.kind == "person"
        return (Rung(person=about.subject.id, reason="it is about their own load"),) if own else ()
    found = (p for p in people(read) if p.handle == handle)
    return tuple(Rung(person=p.id, reason="named by the rule") for p in found)


def _of_subject(read: Reader, word: str, about: About) -> tuple[Rung, ...]:
    if word == "goal.owner":
        return _goal_owner(read, about)
    if word == "reporter":
        by = about.matter.by if about.matter is not None else ""
        return (Rung(person=by, reason="reported it"),) if by else ()
    if word == "hit.owners":
        return tuple(_hit(read, site_of(read), about))
    if word == "addressee":
        return _addressed(read, about)
    action = action_of(read, about.subject.id)
    return (Rung(person=life(action).owner, reason=f"answers for {action.asked.id}"),) if action else ()


def _addressed(read: Reader, about: About) -> tuple[Rung, ...]:
    """Whom the matter names, else everybody who leads the people of the trade that it calls on."""
    matter = about.matter
    if matter is None or not (matter.to or matter.trade):
        return ()
    if not matter.trade:
        return (Rung(person=matter.to, reason=ADDRESSED),)
    leads = leads_of(read, matter.trade, but=matter.by)
    ranked = _ranked(read, tuple(leads), about.now)
    return tuple(Rung(person=one, reason=f"{ADDRESSED}, who {leads[one]}") for one in ranked)


def _role(read: Reader, site: SiteState, name: str, now: datetime | None) -> tuple[Rung, ...]:
    reason = f"{name.replace('_', ' ')} of the site"
    return tuple(Rung(person=p, reason=reason) for p in _ranked(read, site.roles.get(name, ()), now))


def _ranked(read: Reader, held: tuple[str, ...], now: datetime | None) -> tuple[str, ...]:
    """Whoever works now, or does so soonest, comes first; then whoever has least to do."""
    if len(held) < 2:
        return held
    return tuple(sorted(held, key=lambda person: (_works(read, person, now), *_load(read, person))))


def _works(read: Reader, person: str, now: datetime | None) -> datetime | None:
    """When their shift is open next, now at the earliest."""
    return hours_of(read, person).next_open(now) if now else None


def _load(read: Reader, person: str) -> tuple[int, float]:
    """How much is open with them, and which share of what they promised lately they broke."""
    known = person_of(read, person)
    judged = [one.kept for one in known.record if one.kept is not None] if known else []
    broken = sum(not kept for kept in judged) / len(judged) if judged else 0.0
    return len(known.open_actions) if known else 0, broken


def _owner(read: Reader, site: SiteState, task: str | None) -> tuple[Rung, ...]:
    found = task_of(read, task)
    person = site.owners.get(found.plan.owner) if found else None
    if found is None or person is None:
        return ()
    return (Rung(person=person, reason=f"owns {found.plan.id} in the schedule"),)


def _user(read: Reader, site: SiteState, about: About, *, is_next: bool) -> Iterable[Rung]:
    state = resource_of(read, about.subject.id)
    if state is None or about.now is None:
        return
    now, has = about.now, tuple(dict.fromkeys(one.task for one in now_booked(state, about.now)))
    later = [one.task for one in state.bookings if one.start > now and one.task not in has]
    for task in later[:1] if is_next else has:
        yield from (
            Rung(
                person=one.person,
                reason=f"{one.reason}, which has {state.resource.name}{' next' if is_next else ''}",
            )
            for one in _owner(read, site, task)
        )


def _hit(read: Reader, site: SiteState, about: About) -> Iterator[Rung]:
    """The owners of what is hit, but for whoever owns what slips."""
    own = _owner(read, site, about.task)
    for name in about.hit:
        for rung in _owner(read, site, name):
            if rung.person not in {one.person for one in own}:
                yield rung


def _lead(read: Reader, site: SiteState, task: str | None) -> tuple[Rung, ...]:
    """The schedule names no leads; whoever answers for most of a trade's tasks leads it."""
    found = task_of(read, task)
    if found is None or not found.plan.trade:
        return ()
    owners = (site.owners.get(t.plan.owner) for t in tasks(read) if t.plan.trade == found.plan.trade)
    counts = Counter(person for person in owners if person)
    if not counts:
        return ()
    most = min(counts, key=lambda person: (-counts[person], person))
    return (Rung(person=most, reason=f"leads {found.plan.trade} at the site"),)


def _goal_owner(read: Reader, about: About) -> tuple[Rung, ...]:
    found = goal_of(read, about.subject.id)
    if found is None or not found.goal.owner:
        return ()
    if person_of(read, found.goal.owner) is not None:
        return (Rung(person=found.goal.owner, reason=f"answers for the goal {found.goal.name}"),)
    return _role(read, site_of(read), found.goal.owner, about.now)


def _above(site: SiteState, before: tuple[str, ...]) -> Iterator[Rung]:
    """Those of the line who stand above everybody on the ladder so far."""
    reached = max(
        (place for place, role in enumerate(LINE) if set(site.roles.get(role, ())) & set(before)), default=-1
    )
    for role in LINE[reached + 1 :]:
        for person in site.roles.get(role, ()):
            if person not in before:
                yield Rung(person=person, reason=f"next up the line, {role.replace('_', ' ')}")
