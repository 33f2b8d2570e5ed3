"""What is read in a message, and what of it counts where it is meant for an action."""

from dataclasses import replace

from bot.acting.questions import tasks_of, told_words
from bot.acting.refusing import refusal_words
from bot.acting.several import Several, Told, which
from bot.capture.drafts import OF_WORK
from bot.capture.reader import Reading
from bot.cards import status_line
from bot.happening import Wrote
from bot.heard.readers import Readers
from bot.heard.replying import NAMED, is_of_several, thread_of, unnamed_before
from bot.heard.wordsread import read_words
from bot.mrkdwn import said
from bot.stamps import instant_of_ts
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView, message_id
from rules.life.action import life
from rules.life.answer import step_of
from rules.life.who import may_answer
from rules.read import site_of
from rules.signal import Signal, SignalKind
from rules.subject import ActionState, Live

_MOST_WORDS = 300
_OF_TASK = frozenset[SignalKind]((*OF_WORK, "blocker", "cleared"))
_NEWS = "I keep what you told of the work."
_ONE_EACH = "An answer is of one action. Say of each by itself what is so, such as “ACT-2 done”."


def read_message(
    turn: Turn,
    readers: Readers,
    happening: Wrote,
    text: str,
    action: ActionState | None,
    task: str | None = None,
) -> Reading:
    """What the text says as it is meant for an action, where `task` (its first, if None) is spoken of."""
    # "tomorrow" stays the day after the writing, whenever a slip of the pen is mended.
    at = instant_of_ts(happening.ts)
    thread = thread_of(turn, action, task, happening.user)
    # The name of an action says which is meant, and nothing of the work; what follows stays in its place.
    words = NAMED.sub(lambda name: " " * len(name.group()), text) if action is not None else text
    return read_words(turn, readers, words, by=happening.user, at=at, thread=thread)


def what_counts(
    turn: Turn,
    readers: Readers,
    happening: Wrote,
    text: str,
    action: ActionState | None,
    signals: tuple[Signal, ...],
) -> Told:
    """Of the signals that were read in the text, told to the writer where it is not all."""
    others = tuple(one for one in signals if one.kind != "response")
    if action is not None and others != signals and is_of_several(text, action):
        tell(turn, happening.user, happening.channel, _ONE_EACH)
        return Told(signals=others)
    permitted = _permitted(turn, readers, happening, text, action, _whole_answers(signals, text))
    if action is None or not (life(action).is_open or _answered_here(action, happening)):
        return Told(signals=permitted)
    asked = _before(action, message_id(happening.channel, happening.ts))
    return _told(turn, readers, happening, text, asked, permitted)


def _told(
    turn: Turn,
    readers: Readers,
    happening: Wrote,
    text: str,
    action: ActionState,
    permitted: tuple[Signal, ...],
) -> Told:
    """What an open action is told; of several tasks its writer is asked whose it is, where that is not said."""
    tasks, named = tuple(task for task in tasks_of(action) if task), readers.of(turn).task_in
    # In the thread of a start "done" means that it started, but "A-310 done" says more.
    says_more = bool(tasks and action.asked.done_means and named(text))
    if len(tasks) < 2 and not says_more:
        return Told(signals=told_words(action.asked, tasks_of(action)[0], permitted, text))
    is_asked = life(action).status != "proposed"
    is_theirs = is_asked and may_answer(action, site_of(turn), happening.user)

    def read(words: str, task: str | None) -> tuple[Signal, ...]:
        found = read_message(turn, readers, happening, words, action if task else None, task).signals
        return tuple(one for one in _whole_answers(found, text) if is_theirs or one.kind != "response")

    asked = Several(asked=action.asked, tasks=tasks, read=read, named=named)
    told = asked.told(text)
    if not told.signals and not told.unnamed and asked.only_names(text):
        told = asked.told(f"{text} {unnamed_before(turn, happening, action)}".strip())
    if told.unnamed:
        tell(turn, happening.user, happening.channel, which(tasks, said(text, 40)))
    return told


def _before(action: ActionState, message: str) -> ActionState:
    """The action as it was asked before the message: what its revision says may be of the tasks of which it told first."""
    steps = (step for step in action.steps if not step.id.startswith(f"{message}#"))
    return replace(action, steps=tuple(steps))


def _whole_answers(signals: tuple[Signal, ...], text: str) -> tuple[Signal, ...]:
    """Whoever reads an answer later wants all of it: `not done, no rebar until Thursday`, not only `not done`."""
    whole = " ".join(text.split())[:_MOST_WORDS]
    return tuple(replace(one, words=whole) if one.kind == "response" else one for one in signals)


def _permitted(
    turn: Turn,
    readers: Readers,
    happening: Wrote,
    text: str,
    action: ActionState | None,
    signals: tuple[Signal, ...],
) -> tuple[Signal, ...]:
    """Answers count from those whose answer it is; what else was said counts from everybody, and so does the news in what is
    no answer of theirs."""
    words = next((s for s in signals if s.kind == "response"), None)
    if action is None or words is None:
        return signals
    message = message_id(happening.channel, happening.ts)
    asked = _before(action, message) if _answered_here(action, happening) else action
    name = f"{message}#0"
    live = Live(id=name, message=message, by=happening.user, at=instant_of_ts(happening.ts), signal=words)
    refusal = refusal_words(SiteView(turn), asked, step_of(turn, asked, live))
    if not refusal:
        return signals
    kept = tuple(s for s in signals if s.kind != "response") or _news(turn, readers, happening, text, asked)
    photo = _kept_photo(turn, happening, asked)
    tell(turn, happening.user, happening.channel, photo or (f"{refusal} {_NEWS}" if kept else refusal))
    return kept


def _news(
    turn: Turn, readers: Readers, happening: Wrote, text: str, action: ActionState
) -> tuple[Signal, ...]:
    """What the words tell where nobody is asked for an answer; of the action's work where they name none."""
    found = read_message(turn, readers, happening, text, None).signals
    task = tasks_of(action)[0] if not action.asked.placed else None
    return tuple(
        replace(one, task=task) if one.task is None and one.kind in _OF_TASK else one
        for one in found
        if not one.confirm
    )


def _kept_photo(turn: Turn, happening: Wrote, asked: ActionState) -> str:
    """What to say of a photo that follows a “done”: whoever confirms it sees it, so something was changed."""
    if life(asked).status != "reported" or all(one.attached().sort != "photo" for one in happening.files):
        return ""
    return f"Your photo is kept with {asked.asked.id}. {status_line(asked, SiteView(turn))}."


def _answered_here(action: ActionState, happening: Wrote) -> bool:
    """Whether this very message closed it: its edit may change that."""
    message = message_id(happening.channel, happening.ts)
    return any(step.id.startswith(f"{message}#") for step in action.steps)
