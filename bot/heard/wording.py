"""A site's own words: learned from answers about tasks, added and forgotten by managers."""

import re
from collections.abc import Iterator

from bot.capture.slack_text import plain
from bot.commands.words import did_you_mean
from bot.happening import Commanded, Pressed
from bot.heard.readers import Readers
from bot.mrkdwn import said
from bot.telling import answer, replace_question, tell
from bot.turn import Turn
from bot.view import SiteView
from rules.folding.entry import Learned
from rules.life.who import is_manager
from rules.read import people, site_of, task_of, tasks
from rules.signal import Signal
from rules.subject import MessageState, Word

USAGE = (
    "`/site words add podium = A-310`, `/site words add gaffer = @minh`, `/site words add tiger = tower crane`, "
    "`/site words forget podium`"
)
MANAGERS_ONLY = (
    "Only this site's managers add and forget words. Tell its superintendent or project manager; thank you."
)
_MEANS = re.compile(r"\s*(?:=|→|->|\bmeans\b)\s*", re.IGNORECASE)
_SAYS = re.compile(r"(?:=|→|->)\s*\S")  # a word and its meaning, with nothing said of what to do with them
_ADD, _FORGET = ("add", "set", "change"), ("forget", "remove", "delete")
_ARTICLES = ("the", "a", "an", "el", "la", "los", "las", "cái")
_MOST_WORDS, _LONGEST = 4, 60
_TEACH = f"Write it like this: {USAGE}."


def words_command(turn: Turn, readers: Readers, happening: Commanded) -> None:
    """`/site words add X = Y` and `/site words forget X`."""
    verb, _, rest = plain(happening.rest).strip().partition(" ")
    if not is_manager(site_of(turn), happening.user):
        told = MANAGERS_ONLY
    elif verb.casefold() in _ADD:
        told = _add(turn, readers, rest, happening.user)
    elif verb.casefold() in _FORGET:
        told = _forget(turn, _name(rest), happening.user)
    elif _SAYS.search(rest):
        told = _add(turn, readers, f"{verb} {rest}", happening.user)
    else:
        told = f"I do not know “{said(verb, 40)}”. {_TEACH}"
    answer(turn, happening, told)


def forget(turn: Turn, happening: Pressed) -> None:
    """The button beside a word in the list."""
    if not is_manager(site_of(turn), happening.user):
        tell(turn, happening.user, happening.channel, MANAGERS_ONLY)
        return
    replace_question(turn, happening, _forget(turn, happening.value, happening.user))


def learned(
    turn: Turn, readers: Readers, message: MessageState, before: Signal | None, after: Signal, by: str
) -> str:
    """Learn how the message calls the task that somebody has just said it means; gives what to tell about that, or nothing."""
    if after.task is None or (before is not None and before.task == after.task):
        return ""
    words = before.words if before is not None and before.words else message.text
    name = next(_contradicted(turn, words, before), "") or readers.of(turn).own_name(words)
    if not name:
        return ""
    word = Word(said=name, sort="task", means=after.task, by=by, at=turn.now, origin=message.id)
    turn.record(Learned(word=word))
    label = SiteView(turn).task_name(after.task)
    return f"From now on I take “{said(name, 60)}” for {label}. `/site words` lists such words; a manager can undo it there."


def meaning_words(word: Word, view: SiteView) -> str:
    """What a word stands for, to be read."""
    if word.sort == "task":
        return view.task_name(word.means)
    return view.who(word.means) if word.sort == "person" else f"“{said(word.means, 60)}”"


def _contradicted(turn: Turn, words: str, before: Signal | None) -> Iterator[str]:
    """A learned word that led to the task that it was not."""
    for word in site_of(turn).words.values():
        led = before is not None and word.origin and word.means == before.task
        if led and re.search(rf"\b{re.escape(word.said)}\b", words.casefold()):
            yield word.said


def _add(turn: Turn, readers: Readers, rest: str, by: str) -> str:
    parts = _MEANS.split(rest.strip(), maxsplit=1)
    if len(parts) < 2 or not parts[1].strip():
        return f"What does it mean? {_TEACH}"
    name, meant = _name(parts[0]), parts[1].strip().strip("“”\"'`")
    if not name or len(name.split()) > _MOST_WORDS or len(name) > _LONGEST:
        return f"A word of your own has one to {_MOST_WORDS} words. {_TEACH}"
    if readers.of(turn).knows(name):
        told = f"“{said(name, 60)}” has a meaning already, so I would misread others."
        return f"{told} Take a word that only this site uses."
    word = _meant(turn, readers, name, meant, by)
    if isinstance(word, str):
        return word
    before, view = site_of(turn).words.get(name), SiteView(turn)
    turn.record(Learned(word=word, by=by))
    instead = (
        f", no longer for {meaning_words(before, view)}" if before and before.means != word.means else ""
    )
    return f"From now on I take “{said(name, 60)}” for {meaning_words(word, view)}{instead}."


def _meant(turn: Turn, readers: Readers, name: str, meant: str, by: str) -> Word | str:
    """The word with its meaning, or why there is none."""
    task = next((t.plan.id for t in tasks(turn) if t.plan.id.casefold() == meant.casefold()), None)
    if task is not None and task_of(turn, task) is not None:
        return Word(said=name, sort="task", means=task, by=by, at=turn.now)
    known = list(people(turn))
    handle = meant.removeprefix("@").casefold()
    person = next((p.id for p in known if handle in (p.id.casefold(), p.handle.casefold())), None)
    if person is not None:
        return Word(said=name, sort="person", means=person, by=by, at=turn.now)
    if not meant.startswith("@") and len(meant) <= _LONGEST and readers.of(turn).knows(meant):
        return Word(said=name, sort="words", means=meant, by=by, at=turn.now)
    names = [*(t.plan.id for t in tasks(turn)), *(f"@{p.handle}" for p in known)]
    told = f"I know no task, no person and no word “{said(meant, 60)}”.{did_you_mean(meant, names)}"
    return f"{told} {_TEACH}"


def _forget(turn: Turn, name: str, by: str) -> str:
    words = site_of(turn).words
    word = words.get(name)
    if word is None:
        return (
            f"This site has no word “{said(name, 60)}”.{did_you_mean(name, words)} `/site words` lists them."
        )
    turn.record(Learned(word=word, forgotten=True, by=by))
    return f"Forgotten: “{said(name, 60)}” means nothing of its own any more."


def _name(text: str) -> str:
    """As it is kept: lower case, without an article before it and quotes around it."""
    words = text.strip().strip("“”\"'`").casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)
