"""How a site's people, tasks, times and money are named to a reader."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, Protocol

from bot.capture.slack_text import plain
from bot.mrkdwn import cut, escape, said
from rules.grounds import is_of_words, of_words, quotable, with_reason
from rules.key import SITE, Key
from rules.subject import (
    ActionState,
    Attached,
    MessageState,
    PersonState,
    SiteState,
    Subject,
    TaskState,
)
from rules.worktime.calendar import WorkCalendar
from rules.worktime.daywords import date_words, day_words, moment_words

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_FILES = {"photo": "📷", "voice": "🎤", "file": "📎"}
_LINK = re.compile(r"https?://[^\s<>|]+")  # whatever else stands there could end the link before its end
_PERSON_ID = re.compile(r"@([UW][A-Z0-9]+)\b")

Gone = Literal["", "edited", "taken back"]


class Documents(Protocol):
    """The part of a site's state that can be read by key."""

    def get(self, key: Key) -> Subject | None:
        """That document, None where there is none."""
        ...


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Words that led to something: who said them, and when. `gone` is what became of them where they do not stand any more."""

    words: str
    by: str
    at: datetime
    message: str
    gone: Gone = ""
    files: tuple[Attached, ...] = ()
    relayed_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A photo that can be shown by its file's id: who sent it when, and the same with its message for whoever does not see it.

    Both are plain text.
    """

    file: str
    title: str
    words: str


def message_id(channel: str, ts: str) -> str:
    """How a Slack message is named in a site's state."""
    return f"{channel}:{ts}"


class SiteView:
    """Names what cards and answers speak of. Everything that it returns is escaped and may stand in mrkdwn.

    People are named, not mentioned: a card in a channel must not ping those who get a direct message about it.
    """

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._read: dict[Key, Subject | None] = {}

    @property
    def site(self) -> SiteState:
        """The site's settings."""
        found = self._get(SITE)
        return found if isinstance(found, SiteState) else SiteState()

    @property
    def calendar(self) -> WorkCalendar:
        """The site's working calendar."""
        return self.site.calendar

    def task(self, task_id: str) -> TaskState | None:
        """That task, None where the schedule has none."""
        found = self._get(Key("task", task_id))
        return found if isinstance(found, TaskState) else None

    def action(self, action_id: str) -> ActionState | None:
        """That action, None where there is none."""
        found = self._get(Key("action", action_id))
        return found if isinstance(found, ActionState) else None

    def message(self, message: str) -> MessageState | None:
        """That message, None where nothing was read from it."""
        found = self._get(Key("message", message))
        return found if isinstance(found, MessageState) else None

    def person(self, person_id: str) -> PersonState | None:
        """That person, None where the roster does not have them."""
        found = self._get(Key("person", person_id))
        return found if isinstance(found, PersonState) else None

    def is_gone(self, person_id: str) -> bool:
        """Whether they have left the site."""
        known = self.person(person_id)
        return known is not None and known.gone is not None

    def is_here(self, person_id: str) -> bool:
        """Whether the site knows them, and they have not left."""
        return self.person(person_id) is not None and not self.is_gone(person_id)

    def mention(self, person_id: str) -> str:
        """The person as a mention, which notifies them."""
        return f"<@{re.sub('[^A-Z0-9]', '', person_id)}>"

    def name(self, person_id: str | None) -> str:
        """The person's name, a mention where nobody knows it, `Siteloop` for nobody."""
        if not person_id:
            return "Siteloop"
        found = self.person(person_id)
        if found is None:
            return self.mention(person_id)
        return said(found.name or found.handle, 60)

    def who(self, person_id: str) -> str:
        """Name and handle, which tells two of the same name apart: `Diego Ramos (@diego)`."""
        found = self.person(person_id)
        name = self.name(person_id)
        if found is None or not found.handle or name.casefold() == found.handle.casefold():
            return name
        return f"{name} (@{said(found.handle, 40)})"

    def names(self, people: Iterable[str]) -> str:
        """Several people: `Ana, Minh and Grace`."""
        return listed([self.name(person) for person in people])

    def task_label(self, task_id: str) -> str:
        """Id, name and zone: `A-310 Level 3 slab pour · L3`."""
        found = self.task(task_id)
        if found is None:
            return said(task_id, 60)
        plan = found.plan
        label = f"{said(plan.id, 60)} {said(plan.name, 120)}"
        return f"{label} · {said(plan.zone, 40)}" if plan.zone else label

    def task_name(self, task_id: str) -> str:
        """Name and id, as it stands in a sentence: `Level 3 slab pour (A-310)`."""
        found = self.task(task_id)
        return f"{said(found.plan.name, 120)} ({said(task_id, 60)})" if found else said(task_id, 60)

    def when(self, instant: datetime) -> str:
        """An instant on the site's wall clock: `Tue 10 Mar 15:00`."""
        return moment_words(self.calendar.local(instant), self.site.year)

    def since(self, instant: datetime) -> str:
        """From when on: `Tue 10 Mar 15:00`, and of a whole day `Tue 10 Mar`."""
        local = self.calendar.local(instant)
        return self.when(instant) if local.time() != time.min else self.day(local.date())

    def until(self, instant: datetime) -> str:
        """Until when: `until Tue 10 Mar 15:00`, and of whole days the last of them: `to the end of Tue 10 Mar`."""
        local = self.calendar.local(instant)
        if local.time() != time.min:
            return f"until {self.when(instant)}"
        return f"to the end of {self.day(local.date() - timedelta(days=1))}"

    def at(self, instant: datetime) -> str:
        """Day and time only as far as needed beside a full one: `10 Mar 15:00`."""
        local = self.calendar.local(instant)
        return f"{date_words(local, self.site.year)} {local:%H:%M}"

    def day(self, day: date) -> str:
        """A date: `Tue 10 Mar`."""
        return day_words(day, self.site.year)

    def local_text(self, text: str) -> str:
        """A local `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, as signals have it, for a reader."""
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return said(text, 40)
        return f"{self.day(moment.date())} {moment:%H:%M}" if "T" in text else self.day(moment.date())

    def money(self, amount: float, currency: str = "") -> str:
        """An amount in the site's currency, or another: `$118,000`."""
        code = currency or self.site.currency
        figure = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
        return f"{_SYMBOLS[code]}{figure}" if code in _SYMBOLS else f"{escape(code)} {figure}"

    def said(self, words: str, limit: int = 300) -> str:
        """Words of a person as text, with the handles of those whom they mention."""
        return said(_PERSON_ID.sub(lambda found: f"@{self._handle(found[1])}", words), limit)

    def reasoned(self, words: str, live_ids: Iterable[str], limit: int) -> str:
        """The same with the reason that their message gives, where they are the words of one of these live signals."""
        return self.said(with_reason(words, live_ids, self.message), limit)

    def evidence(self, live_id: str) -> Evidence | None:
        """What was said, by the id of a live signal (`<message>#<n>`); None where the message is not known."""
        said_as = live_id.removesuffix("/reason")  # the reason of an answer is in the words of that answer
        message = self.message(said_as.rpartition("#")[0])
        if message is None:
            return None
        words, gone = _words_of(message, said_as)
        return Evidence(
            words=words,
            by=message.by,
            at=message.at,
            message=message.id,
            gone=gone,
            files=message.files,
            relayed_by=message.relayed_by,
        )

    def quotes(self, live_ids: Iterable[str], limit: int = 3) -> list[str]:
        """`“no concrete delivered” Ana, Tue 10 Mar 09:12` for each, none twice."""
        found = [e for live_id in live_ids if (e := self.evidence(live_id)) is not None]
        return list(dict.fromkeys(self._quote(one) for one in found if one.words or one.files))[:limit]

    def _quote(self, one: Evidence) -> str:
        gone = f" ({one.gone} since)" if one.gone else ""
        relayed = f", relayed by {self.name(one.relayed_by)}" if one.relayed_by else ""
        shown = f" {self.files(one.files)}" if one.files else ""
        return f"“{self.said(one.words, 400)}” {self.name(one.by)}, {self.when(one.at)}{relayed}{gone}{shown}"

    def files(self, files: Iterable[Attached]) -> str:
        """Links to what came with a message: `📷 rebar.jpg`."""
        return " · ".join(f"{_FILES[one.sort]} {_linked(one)}" for one in files)

    def photos(self, messages: Iterable[str]) -> list[Photo]:
        """What can be shown of the photos that came with the messages; one that was taken back has none any more."""
        known = (self.message(name) for name in dict.fromkeys(messages))
        return [
            Photo(file=file.id, title=self._taken(message), words=self._caption(message))
            for message in known
            if message is not None
            for file in message.files
            if file.is_image
        ]

    def _caption(self, message: MessageState) -> str:
        words = " ".join(plain(message.text).split())
        told = f": “{cut(words, 200)}”" if words else ""
        return f"Photo, {self._taken(message)}{told}"

    def _taken(self, message: MessageState) -> str:
        found = self.person(message.by)
        return f"{found.name if found else message.by}, {self.when(message.at)}"

    def _handle(self, person_id: str) -> str:
        found = self.person(person_id)
        return (found.handle or found.name) if found else person_id

    def _get(self, key: Key) -> Subject | None:
        if key not in self._read:
            self._read[key] = self._documents.get(key)
        return self._read[key]


def _linked(file: Attached) -> str:
    name = said(file.name, 60) or "file"
    return f"<{file.link}|{name.replace('|', ' ')}>" if _LINK.fullmatch(file.link) else name


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def counted(count: int, noun: str, many: str = "") -> str:
    """`1 action`, `3 actions`."""
    return f"{count} {noun if count == 1 else many or noun + 's'}"


def _words_of(message: MessageState, name: str) -> tuple[str, Gone]:
    """How the words of a signal, or all of one revision, read when they were said last, and what became of them."""
    if is_of_words(name):
        is_now = name == of_words(message.id, message.revision)
        words = message.unsaid.get(name, message.text if is_now else "")
        return words, "taken back" if message.withdrawn else "" if words == message.text else "edited"
    live = next((one for one in message.live if one.id == name), None)
    words = message.unsaid.get(name, quotable(message.text, live.signal if live else None))
    return words, "" if live is not None else "taken back"
