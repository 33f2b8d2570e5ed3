"""What people write: a message becomes signals, an edit reads it anew, a deletion takes it back."""

from dataclasses import dataclass, replace

from bot.acting.deciding import decide
from bot.acting.granting import change_word, give_word, word_in
from bot.acting.offering import offer_to_follow
from bot.acting.taking_back import tell_taken_back
from bot.acting.thread_orders import is_order, take_order
from bot.capture.slack_text import plain
from bot.cards import understood
from bot.happening import Erased, Transcribed, Wrote
from bot.heard.asking import ask
from bot.heard.carried import carried, drop_carried, follow
from bot.heard.clips import caption_of, fetch_clips, has_words, is_unheard, transcribed, with_transcripts
from bot.heard.confirming import confirmed
from bot.heard.counting import read_message, what_counts
from bot.heard.each_named import of_others, own_words, tell_of_others
from bot.heard.marking import mark
from bot.heard.nothing import answer_nothing, answer_unheard
from bot.heard.readers import Readers
from bot.heard.reasons import ask_reason
from bot.heard.relaying import forget_relayed, relay
from bot.heard.replying import action_meant, unaddressed, unknown_action
from bot.heard.to_come import ask_to_come
from bot.heard.unread import is_paused, leave_alone
from bot.heard.written import written
from bot.importing import offer_imports
from bot.ruling.trying import offer_trial
from bot.stamps import revision_of
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView, message_id
from rules.folding.entry import Deleted, Said
from rules.life.action import life
from rules.life.word import word_of
from rules.read import action_of, as_heard, message_of, site_of
from rules.signal import Signal
from rules.subject import ActionState, Attached, MessageState


def hear(turn: Turn, readers: Readers, happening: Wrote) -> None:
    """Read a message or its new revision, and acknowledge lightly what was captured."""
    if not site_of(turn).channel and happening.direct:
        answer_nothing(turn, readers, happening, "")  # the lobby is no place of work
        return
    message = message_id(happening.channel, happening.ts)
    before = message_of(turn, message)
    revision = revision_of(happening.edited)
    if before is not None and (before.withdrawn or revision <= before.revision):
        return  # Slack tells later what it could not tell in time, and something newer was heard first
    if happening.off or is_paused(turn, happening, before):
        in_thread = bool(happening.thread_ts) and action_meant(turn, happening, before) is not None
        leave_alone(turn, happening, before, to_us=happening.mentions_bot or in_thread)
        return
    copy = carried(turn, happening, before)
    if copy is not None and copy.withdrawn:
        return
    if _is_taken(turn, readers, happening, before):
        drop_carried(turn, copy)
        return
    files = tuple(file.attached() for file in happening.files)
    text = with_transcripts(plain(happening.text), files)
    _read(turn, readers, happening, _Words(text=text, files=files, revision=revision, before=before), copy)
    relay(turn, readers, happening)
    fetch_clips(turn, happening)


def _is_taken(turn: Turn, readers: Readers, happening: Wrote, before: MessageState | None) -> bool:
    """Whether it decides something, or answers what was asked about the message before."""
    is_new = before is None and not happening.edited
    return decide(turn, readers, happening, before) or (is_new and confirmed(turn, readers, happening))


def hear_clip(turn: Turn, readers: Readers, happening: Transcribed) -> None:
    """Slack has listened to a voice clip: its message is read anew, with what is said in it."""
    before = message_of(turn, message_id(happening.channel, happening.ts))
    if before is None or before.withdrawn:
        return
    wrote = Wrote(
        channel=happening.channel,
        ts=happening.ts,
        user=before.by,
        text="",
        direct=happening.channel.startswith("D"),
    )
    if not happening.transcript:
        if not has_words(before.files, happening.file):
            answer_unheard(turn, wrote, before)
        return
    files = transcribed(before.files, happening.file, happening.transcript)
    if files != before.files:
        _hear_words(turn, readers, wrote, before, files, happening.transcript)


def _hear_words(
    turn: Turn,
    readers: Readers,
    wrote: Wrote,
    before: MessageState,
    files: tuple[Attached, ...],
    transcript: str,
) -> None:
    text = with_transcripts(caption_of(before), files)
    fresh = transcript if before.corrected_by else ""
    words = _Words(text=text, files=files, revision=before.revision + 1, before=before, fresh=fresh)
    _read(turn, readers, wrote, words, carried(turn, wrote, before))
    known = as_heard(turn, before.id)
    if not before.live and known is not None and not known.live and known.action is None:
        answer_nothing(turn, readers, wrote, transcript)


@dataclass(frozen=True, kw_only=True)
class _Words:
    """What a message says in this revision, and how it stood before.

    Where somebody has put right what it said so far, that stays, and only what is `fresh` is read.
    """

    text: str
    files: tuple[Attached, ...]
    revision: int
    before: MessageState | None
    fresh: str = ""

    @property
    def kept(self) -> tuple[Signal, ...]:
        """What stays as it was put right."""
        return tuple(live.signal for live in self.before.live) if self.before and self.fresh else ()


def _read(turn: Turn, readers: Readers, happening: Wrote, words: _Words, copy: MessageState | None) -> None:
    """Read words; what somebody passed on of them before goes on as they read now, unless they answer something."""
    if copy is not None and action_meant(turn, happening, words.before) is None:
        follow(turn, readers, replace(_said(happening, words), heard_as=copy.id), copy)
        return
    drop_carried(turn, copy)
    _take(turn, readers, happening, words)


def _take(turn: Turn, readers: Readers, happening: Wrote, words: _Words) -> None:
    """Read words and record what they say; acknowledge lightly, ask where it is not sure."""
    message, before = message_id(happening.channel, happening.ts), words.before
    text = words.fresh or words.text
    action = action_meant(turn, happening, before)
    if action is not None and _is_word_or_order(turn, readers, happening, words, action, unaddressed(text)):
        return
    whole, others = text, of_others(turn, readers, happening, text, action)
    text = own_words(whole, others)
    reading = read_message(turn, readers, happening, text, action)
    unknown = unknown_action(turn, happening, reading.signals)
    if unknown:
        none = f"There is no action {unknown} at this site. `/site actions` lists those that are open."
        tell(turn, happening.user, happening.channel, none)
        if before is None:
            return
    told = what_counts(turn, readers, happening, text, action, reading.signals)
    signals = (*words.kept, *told.signals)
    tell_of_others(turn, happening, whole, action, others)
    is_asked_when = ask_to_come(turn, readers, action, reading.signals, happening, text)
    if happening.files:
        offer_imports(turn, happening.user, happening.channel, happening.files)
        offer_trial(turn, happening.user, happening.channel, happening.files)
    shows = action is not None and life(action).is_open and any(one.sort == "photo" for one in words.files)
    wanted = happening.edited or happening.recorded_by or is_unheard(happening) or shows
    if not signals and before is None and not wanted:
        if told.unnamed:  # kept, so that the answer to “which one is that?” finds its words
            _say(turn, happening, words, action, ())
        elif not (reading.signals or is_asked_when or happening.relayed):  # else they are told of that
            _nothing_said(turn, readers, happening, text, action)
        return
    _say(turn, happening, words, action, signals)
    mark(turn, message, had=before is not None and bool(before.live), has=bool(signals) or shows)
    if happening.direct and action is None and signals:
        tell(turn, happening.user, happening.channel, understood(message, signals, SiteView(turn)))
    ask(turn, readers, message, happening.channel, thread_ts=happening.thread_ts)
    ask_reason(turn, action, signals, happening)


def _nothing_said(
    turn: Turn, readers: Readers, happening: Wrote, text: str, action: ActionState | None
) -> None:
    """Of what is no report its writer hears nothing, unless it was meant for Siteloop or tells somebody to do something."""
    if action is not None or not offer_to_follow(turn, readers, happening):
        answer_nothing(turn, readers, happening, text)


def _is_word_or_order(
    turn: Turn, readers: Readers, happening: Wrote, words: _Words, action: ActionState, text: str
) -> bool:
    """Whether they give the action a yes or no, change one, or order something of it, and nothing else is to be read in them."""
    given = word_of(action, message_id(happening.channel, happening.ts))
    word = word_in(turn, action, happening.user, text) if given is None else None
    if given is None and word is None and not is_order(text):
        return False
    _say(turn, happening, words, action, words.kept)
    if given is not None:
        change_word(turn, action.asked.id, given, happening, text)
    elif word is not None:
        give_word(turn, action, word, happening)
    else:
        order = replace(happening, text=unaddressed(happening.text))
        take_order(turn, readers, action, order, again=words.before is not None)
    return True


def _say(
    turn: Turn, happening: Wrote, words: _Words, action: ActionState | None, signals: tuple[Signal, ...]
) -> None:
    """Record the message as it reads now; a yes or no that it gave to another action is taken back."""
    other = action_of(turn, words.before.action) if words.before else None
    is_left = other is not None and (action is None or other.asked.id != action.asked.id)
    word = word_of(other, message_id(happening.channel, happening.ts)) if other and is_left else None
    name = action.asked.id if action else None
    turn.record(replace(_said(happening, words), signals=signals, action=name))
    if other is not None and word is not None:
        tell_taken_back(turn, other.asked.id, word, happening.channel)


def _said(happening: Wrote, words: _Words) -> Said:
    """The message as it reads now, before anything is captured from it."""
    return replace(written(happening), revision=words.revision, text=words.text, files=words.files)


def forget(turn: Turn, happening: Erased) -> None:
    """A deleted message holds no longer, and is not heard where Slack tells of it only later."""
    message = message_id(happening.channel, happening.ts)
    before = message_of(turn, message)
    action = action_of(turn, before.action) if before else None
    word = word_of(action, message) if action else None
    if before is None or not before.withdrawn or happening.for_good:
        turn.record(Deleted(message=message, for_good=happening.for_good))
        if action is not None and word is not None and not happening.for_good:
            tell_taken_back(turn, action.asked.id, word, happening.channel)
    if before is not None and before.heard_as:
        drop_carried(turn, message_of(turn, before.heard_as))
    forget_relayed(turn, message)
