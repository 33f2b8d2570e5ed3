"""Which actions the words of `/site actions` select: filters by name, and anything else as a search."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.cards.asked import is_for
from bot.commands.picture import ActionLine, Picture
from bot.phrases import CAUSES, cause_words
from rules.life.who import may_approve

PER_PAGE = 20
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")
_FOR_ME = re.compile(r"\bwaiting\s+for\s+(?:me|my\s+word)\b")
# “by trade concrete”: the search looks in all fields, so their names say nothing; “stand-by crane” names none.
_FIELD = re.compile(r"(?<!\S)(?:(?:by|of|for|trade|cause|owner)[\s:=]+)+(?=\S)")
_PAGE = "page"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for: words that all have to fit, and the page, from 1."""

    words: tuple[str, ...] = ()
    page: int = 1

    @property
    def text(self) -> str:
        """The words as they were written, without the page."""
        return " ".join(self.words)


def wanted(rest: str) -> Wanted:
    """Read them; `page 2` at the end is the page, and "waiting for me" is what the button of that name shows."""
    named = _MENTION.sub(lambda found: found[2] or found[1], rest).casefold()
    words = _FIELD.sub("", _FOR_ME.sub("waiting", named)).split()
    if len(words) >= 2 and words[-2] == _PAGE and words[-1].isdigit():
        return Wanted(words=tuple(words[:-2]), page=max(1, int(words[-1])))
    return Wanted(words=tuple(words))


def found(picture: Picture, asked: Wanted, user: str) -> Sequence[ActionLine]:
    """The open ones, most urgent first, that every word fits; with `done` or `all` also closed ones, the newest first."""
    words = [word for word in asked.words if word not in ("done", "all")]
    lines: Sequence[ActionLine] = picture.open
    if "all" in asked.words:
        lines = list(reversed(picture.actions))
    elif "done" in asked.words:
        lines = [one for one in reversed(picture.actions) if not one.life.is_open]
    return [one for one in lines if all(_fits(one, word, picture, user) for word in words)]


def waits_for(one: ActionLine, picture: Picture, user: str) -> bool:
    """Whether this person's word is waited for: to approve it, to confirm it, to allow another time, to say that it is theirs."""
    life = one.life
    if life.status == "proposed":
        return may_approve(one.state.asked, picture.view.site, user)
    wished = life.wish is not None and life.wish.to == user
    return user == life.verifier or wished or (user == life.owner and bool(life.giver))


FILTERS: Mapping[str, Callable[[ActionLine, Picture, str], bool]] = {
    "mine": lambda one, _, user: one.life.is_open and is_for(one.state, user),
    "waiting": lambda one, picture, user: one.life.is_open and waits_for(one, picture, user),
    "overdue": lambda one, picture, _: one.life.is_overdue(picture.now),
    "asked": lambda one, _, user: one.state.asked.asked_by == user,
    "reported": lambda one, _, __: one.life.status == "reported",
}


def _fits(one: ActionLine, word: str, picture: Picture, user: str) -> bool:
    if word in FILTERS:
        return FILTERS[word](one, picture, user)
    return word.lstrip("@") in _speaks(one, picture)


def _speaks(one: ActionLine, picture: Picture) -> str:
    """All that a search looks in: its words, whose it is, its tasks with zone and trade, its causes, its rule."""
    asked, view = one.state.asked, picture.view
    owner = view.person(one.life.owner)
    parts = [asked.id, one.life.text, asked.why, asked.rule or "", asked.severity, one.life.status]
    parts += [member.text for member in one.life.members]
    parts += [one.life.owner, *((owner.name, owner.handle, owner.title) if owner else ())]
    for name in dict.fromkeys(member.task for member in one.life.members if member.task):
        task = view.task(name)
        parts += [name, *((task.plan.name, task.plan.zone, task.plan.trade) if task else ())]
    return " ".join([*parts, *_causes(one, picture)]).casefold()


def _causes(one: ActionLine, picture: Picture) -> list[str]:
    """Why it came, by the words that it stands on, and why it is not done."""
    given = [step.cause for step in one.life.answers if step.cause]
    for name in (name for member in one.life.members for name in member.evidence):
        message = picture.view.message(name.rpartition("#")[0])
        signals = (live.signal for live in message.live if live.id == name) if message else ()
        given += [str(signal.values["cause"]) for signal in signals if signal.values.get("cause") in CAUSES]
    return [text for cause in dict.fromkeys(given) for text in (cause, cause_words(cause))]
