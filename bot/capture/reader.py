"""The reader: a message in, signals out. Read `Reader.read` top to bottom for the stages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.capture.answering.response import answered
from bot.capture.at_hand import AtHand, unknown
from bot.capture.borders import split
from bot.capture.by_field import by_clause, by_field
from bot.capture.calling import asks_those_spoken_to, with_trades
from bot.capture.confidence import finished, load_weights
from bot.capture.drafts import Scene
from bot.capture.evidence import evidence, likely_by_all, told_by_all
from bot.capture.guards import moods
from bot.capture.hinted import MARK, guessed, hinted
from bot.capture.hints import Hints, enough, grams, load_hints, load_reply_hints
from bot.capture.in_mind import goes_on, in_mind
from bot.capture.joining.join import joined
from bot.capture.kinds.in_turn import drafts_of
from bot.capture.lexicons import Lexicons, load_lexicons
from bot.capture.likelier import with_causes, with_likelier
from bot.capture.link import TaskIndex
from bot.capture.linking import Linked, linked, of_action
from bot.capture.mention import Mention
from bot.capture.parsing import Parser
from bot.capture.repeated import repeated
from bot.capture.rivals import is_known, misnamed, own_name, tasks_alike
from bot.capture.said import Misplaced, is_no_day, misplaced, task_said, time_said
from bot.capture.so_many import with_so_many
from bot.capture.steps import steps
from bot.capture.telling import load_telling, traits
from bot.capture.text import is_accented
from bot.capture.thread import Thread
from bot.capture.trim import readable
from rules.plan.schedule import Task
from rules.signal import Signal
from rules.worktime.shift import Shift

__all__ = ["Misplaced", "Reader", "Reading", "Thread", "load_lexicons", "load_shared"]

_MISNAMED_SURE = 0.5


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a message says, the language it is in, and what tells how it was read, step by step."""

    signals: tuple[Signal, ...]
    lang: str
    steps: Callable[[], Sequence[str]] = field(repr=False, compare=False)


class Reader:
    """Reads messages against one schedule; immutable once built, safe to share between threads.

    `people` maps a handle or name in lower case to the id that a response's `to` is to carry; `aliases` the site's own words to
    the id of a task, or to words that everybody knows; `hints` and `reply_hints` weigh the words of whole messages and of
    whole replies in an action's thread, the packaged ones by default.
    """

    def __init__(
        self,
        lexicons: Lexicons,
        tasks: Iterable[Task],
        people: Mapping[str, str] | None = None,
        aliases: Mapping[str, str] | None = None,
        hints: Hints | None = None,
        reply_hints: Hints | None = None,
    ) -> None:
        self._lexicons = lexicons
        self._index = TaskIndex(lexicons, tasks)
        self._parser = Parser(lexicons, self._index, aliases or {})
        self._people = {name.lower(): target for name, target in (people or {}).items()}
        self._weights = load_weights()
        self._telling = load_telling()
        self._hints = hints or load_hints()
        self._reply_hints = reply_hints or load_reply_hints()
        self._known = frozenset().union(*lexicons.words.values(), self._index.vocabulary)

    def read(
        self,
        text: str,
        *,
        at: datetime,
        thread: Thread | None = None,
        previous: Callable[[], Sequence[Signal]] = tuple,
        night: Shift | None = None,
        at_hand: AtHand = unknown,
    ) -> Reading:
        """The signals of one plain text, written `at` this local time.

        `previous` are the signals of the same person's message just before: what names no task goes on about theirs, and what is
        the same elsewhere is told of them. `night` is the night shift in which it is written: `by 5` is the morning then.
        `at_hand` tells how near a task is to the writer: the nearest is meant where the words fit several, and what is told of
        one that is far is less sure.
        Never raises on any text; a text over the limit is cut at a clause's border, which the steps tell.
        """
        scene, langs, notes = self._scene(text, at, thread, night, at_hand)
        made_of = traits(scene)
        found, likely = self._found(scene, made_of, previous)
        tells = told_by_all(self._telling.odds(made_of)) if found else {}
        why = [{**told, **tells} for told in self._told(scene, found, likely)]
        signals = self._sure(finished(found, scene, self._weights, why), scene)
        signals, worth = self._asked(of_action(signals, found, scene.thread), found, why, scene.text)
        kept = tuple(signal for signal, kept in zip(signals, worth, strict=True) if kept)

        def explained() -> Sequence[str]:
            reasons = [self._weights.reasons(one) for one in why]
            return *notes, *steps(scene, langs, signals, reasons, worth)

        return Reading(signals=with_trades(kept, scene.text), lang=_lang(langs), steps=explained)

    def _sure(self, signals: Sequence[Signal], scene: Scene) -> list[Signal]:
        """Less sure of a task that a name of the site's own may have led astray to."""
        doubted = misnamed(scene.clauses, scene.text, self._index)
        return [replace(one, confirm=True, confidence=min(one.confidence, _MISNAMED_SURE)) if one.task in doubted else one
                for one in signals]  # fmt: skip

    def _asked(
        self,
        signals: Sequence[Signal],
        found: Sequence[Linked],
        why: Sequence[Mapping[str, float]],
        text: str,
    ) -> tuple[list[Signal], list[bool]]:
        """What only the whole message hints at is asked about; and which of the signals are worth telling at all."""
        guesses = [MARK in one.draft.marks for one in found]
        asked = [guessed(one) if guess else one for one, guess in zip(signals, guesses, strict=True)]
        worth = [
            self._weights.worth(told) or asks_those_spoken_to(one, text)
            for one, told in zip(asked, why, strict=True)
        ]
        return asked, worth

    def weighed(
        self, text: str, *, at: datetime, thread: Thread | None = None, at_hand: AtHand = unknown
    ) -> tuple[list[tuple[Signal, Mapping[str, float]]], frozenset[str]]:
        """The signals of a text, also those too doubtful to be told, each with its own evidence; and the traits of the whole."""
        scene, _, _ = self._scene(text, at, thread, at_hand=at_hand)
        made_of = traits(scene)
        found, likely = self._found(scene, made_of)
        why = self._told(scene, found, likely)
        return list(zip(finished(found, scene, self._weights, why), why, strict=True)), made_of

    def orders(self, text: str, *, at: datetime) -> bool:
        """Whether the text tells somebody to do something, and asks nothing, doubts nothing and hangs on nothing."""
        moods = self._scene(text, at, None)[0].moods
        asserts = not any(
            mood.question or mood.old or mood.idle or mood.hedged or mood.paper for mood in moods
        )
        return asserts and any(mood.order and mood.conditional_from is None for mood in moods)

    def when(self, text: str, *, at: datetime, night: Shift | None = None) -> str | None:
        """`by 15:00`, `by tomorrow 9am`, `in 2 hours` as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, said at this local time.

        None where the words are no time, or are more than one. `night` as for `read`.
        """
        return time_said(text, self._parser.tokens(text, night)[0], at)

    def is_no_day(self, text: str, *, at: datetime) -> bool:
        """Whether the words are a date that no calendar has, such as 31 February."""
        return is_no_day(self._parser.tokens(text)[0], at)

    def misplaced(self, text: str, *, at: datetime, night: Shift | None = None) -> Misplaced | None:
        """The first time of a reply that is over, or that no clock and no calendar has; None where there is none."""
        tokens, until = self._parser.tokens(text, night)[0], self._lexicons.grammar["until"]
        return misplaced(text, tokens, at.replace(tzinfo=None), until)

    def task_in(self, text: str) -> str | None:
        """The id of the one task that the text names without doubt; None where it names none, or several alike."""
        tokens, langs = self._parser.tokens(text)
        concepts = self._parser.concepts(tokens, langs, is_accented(text))
        return task_said(tokens, concepts, self._index, self._lexicons.grammar)

    def tasks_alike(self, text: str) -> tuple[str, ...]:
        """The ids of the few tasks that the text can mean, the likeliest first."""
        tokens, langs = self._parser.tokens(text)
        concepts = self._parser.concepts(tokens, langs, is_accented(text))
        return tasks_alike(tokens, concepts, self._index, self._lexicons.grammar)

    def levels_in(self, text: str) -> frozenset[str]:
        """The levels and stairs that the text names, in any language: `l3`, `stair1`."""
        return frozenset(str(one.value) for one in self._parser.tokens(text)[0] if one.kind == "level")

    def own_name(self, text: str) -> str:
        """The words of the text that only this site can know, where they are one name: `podium`."""
        return own_name(self._parser.tokens(text)[0], self._known, self._people)

    def knows(self, text: str) -> bool:
        """Whether every word of the text means something by itself, as it is spelt: to everybody, or as a name here."""
        known = {*self._known, *self._people}
        return all(is_known(token, known, self._index) for token in self._parser.plain_tokens(text))

    def _found(
        self,
        scene: Scene,
        made_of: frozenset[str],
        previous: Callable[[], Sequence[Signal]] = tuple,
    ) -> tuple[list[Linked], Mapping[str, float]]:
        """The drafts with their tasks, and how likely the whole message tells each kind and value."""
        whole = self._hints.told_by(grams(scene.text, made_of))
        odds = enough(scene.text, whole)
        drafts = answered(joined(drafts_of(scene), scene), scene, self._reply_hints, made_of)
        earlier = previous() if scene.thread is None and goes_on(scene, drafts, self._index) else ()
        drafts = repeated(drafts, scene, earlier)
        drafts += hinted(drafts, scene, odds, self._hints)
        with_causes(drafts, scene, odds)
        with_likelier(drafts, odds)
        before = in_mind(scene.thread, earlier)
        spoken = self._index.mention_of(before.task) if earlier and before.task else Mention()
        # A name that only this site can know tells its task apart from others, whichever is at hand.
        strange = own_name(scene.tokens, self._known, self._people)
        index = self._index.for_writer(unknown if strange else scene.at_hand)
        return linked(drafts, scene, index, before, spoken), whole

    def _told(
        self, scene: Scene, found: Sequence[Linked], odds: Mapping[str, float]
    ) -> list[Mapping[str, float]]:
        """For each signal what its own words speak for, and what the whole message does."""
        clauses = by_clause(found, scene, self._hints)
        return [
            {
                **(told := evidence(one, found, scene)),
                **likely_by_all(told, whole := one.draft.odds or odds),
                **by_field(one, found, scene, whole, clauses),
            }
            for one in found
        ]

    def _scene(
        self,
        text: str,
        at: datetime,
        thread: Thread | None,
        night: Shift | None = None,
        at_hand: AtHand = unknown,
    ) -> tuple[Scene, tuple[str, ...], list[str]]:
        shown, notes = readable(text)
        tokens, langs = self._parser.tokens(shown, night)
        grammar = self._lexicons.grammar
        tokens = with_so_many(tokens, at, langs, grammar)
        phrases = self._parser.phrases(tokens, langs, is_accented(shown), shown)
        clauses = split(phrases.tokens, phrases.cues, phrases.classes, phrases.concepts, grammar)
        scene = Scene(
            text,
            phrases.tokens,
            clauses,
            moods(clauses, grammar),
            at.replace(tzinfo=None),
            thread,
            grammar,
            self._people,
            self._known,
            langs,
            at_hand,
        )
        return scene, langs, notes


def load_shared() -> Lexicons:
    """The lexicons, with all weights read before them, so that the room that reading a file takes is there for what comes after:
    some megabytes less.

    Raises:
        LexiconError: a file is missing or not in its form.
    """
    for load in (load_hints, load_reply_hints, load_telling, load_weights):
        load()
    return load_lexicons()


def _lang(langs: Sequence[str]) -> str:
    return langs[0] if len(langs) == 1 else "mixed"
