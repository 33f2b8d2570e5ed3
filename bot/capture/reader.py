"""The reader: a message in, signals out. Read `Reader.read` top to bottom for the stages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.capture.aliases import Aliases
from bot.capture.answering.response import answered
from bot.capture.borders import split
from bot.capture.calling import with_trades
from bot.capture.clauses import Clause
from bot.capture.confidence import finished, load_weights
from bot.capture.corrections import corrected
from bot.capture.cues import sifted
from bot.capture.drafts import Draft, Scene
from bot.capture.evidence import evidence, likely_by_all, together, told_by_all
from bot.capture.guards import Mood, moods
from bot.capture.half_accents import opened
from bot.capture.hinted import MARK, guessed, hinted, with_causes, with_likelier
from bot.capture.hints import Hints, load_hints
from bot.capture.join import joined
from bot.capture.kinds import (
    blockers,
    cleared,
    costs,
    forecast,
    headcount,
    progress,
    quality,
    requests,
    safety,
    weather,
)
from bot.capture.kinds.delivery import deliveries
from bot.capture.language import spoken
from bot.capture.lexicons import Lexicons, load_lexicons
from bot.capture.link import AtHand, Link, TaskIndex
from bot.capture.linking import Linked, linked
from bot.capture.mention import Mention, mentions
from bot.capture.numbers import with_numbers
from bot.capture.pattern import Found, longest
from bot.capture.places import with_places
from bot.capture.quantities import with_amounts
from bot.capture.repeated import repeated
from bot.capture.rivals import is_known, misnamed, own_name, tasks_alike
from bot.capture.said import task_said, time_said
from bot.capture.spelling import Speller, written_out
from bot.capture.telling import load_telling, traits
from bot.capture.text import Token, is_accented, tokenise
from bot.capture.thread import Thread
from bot.capture.times import with_times
from bot.capture.trim import readable
from rules.plan.schedule import Task
from rules.signal import Signal
from rules.worktime.shift import Shift

__all__ = ["Reader", "Reading", "Thread", "load_lexicons"]

_GOES_ON = 14  # tokens; who goes on about what they just said does it in few words
_THREAD_SURE, _PREVIOUS_SURE, _MISNAMED_SURE = 0.95, 0.7, 0.5
_KINDS = (
    safety.read,
    costs.read,
    cleared.read,
    requests.read,
    deliveries.read,
    quality.read,
    blockers.read,
    forecast.read,
    headcount.read,
    weather.read,
    progress.read,
)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a message says, the language it is in, and how it was read, step by step."""

    signals: tuple[Signal, ...]
    lang: str
    steps: tuple[str, ...]


class Reader:
    """Reads messages against one schedule; immutable once built, safe to share between threads.

    `people` maps a handle or name in lower case to the id that a response's `to` is to carry; `aliases` the site's own words to
    the id of a task, or to words that everybody knows; `hints` weigh the words of whole messages, the packaged ones by default.
    """

    def __init__(
        self,
        lexicons: Lexicons,
        tasks: Iterable[Task],
        people: Mapping[str, str] | None = None,
        aliases: Mapping[str, str] | None = None,
        hints: Hints | None = None,
    ) -> None:
        self._lexicons = lexicons
        self._index = TaskIndex(lexicons, tasks)
        self._aliases = Aliases(aliases or {}, self._index)
        self._people = {name.lower(): target for name, target in (people or {}).items()}
        self._weights = load_weights()
        self._telling = load_telling()
        self._hints = hints or load_hints()
        self._known = frozenset().union(*lexicons.words.values(), self._index.vocabulary)
        self._speller = Speller(lexicons, self._index.vocabulary)

    def read(
        self,
        text: str,
        *,
        at: datetime,
        thread: Thread | None = None,
        previous: Callable[[], Sequence[Signal]] = tuple,
        night: Shift | None = None,
        at_hand: AtHand = tuple,
    ) -> Reading:
        """The signals of one plain text, written `at` this local time.

        `previous` are the signals of the same person's message just before: what names no task goes on about theirs, and what is
        the same elsewhere is told of them. `night` is the night shift in which it is written: `by 5` is the morning then.
        `at_hand` are the tasks that the writer is likely to mean where the words fit several.
        Never raises on any text; a text over the limit is cut at a clause's border, which the steps tell.
        """
        scene, langs, notes = self._scene(text, at, thread, night)
        made_of = traits(scene)
        odds = self._hints.odds(text, made_of)
        found = self._found(scene, thread, previous, at_hand, odds)
        tells = told_by_all(self._telling.odds(made_of)) if found else {}
        why = [_weighed(evidence(one, found, scene), tells, odds) for one in found]
        signals = self._sure(finished(found, scene, self._weights, why), scene)
        signals, worth = self._asked(signals, found, why)
        reasons = [self._weights.reasons(one) for one in why]
        steps = (*notes, *_told(scene, langs, signals, reasons, worth))
        kept = tuple(signal for signal, kept in zip(signals, worth, strict=True) if kept)
        return Reading(signals=with_trades(kept, scene.text), lang=_lang(langs), steps=steps)

    def _sure(self, signals: Sequence[Signal], scene: Scene) -> list[Signal]:
        """Less sure of a task that a name of the site's own may have led astray to."""
        doubted = misnamed(scene.clauses, scene.text, self._index)
        return [replace(one, confirm=True, confidence=min(one.confidence, _MISNAMED_SURE)) if one.task in doubted else one
                for one in signals]  # fmt: skip

    def _asked(
        self, signals: Sequence[Signal], found: Sequence[Linked], why: Sequence[Mapping[str, float]]
    ) -> tuple[list[Signal], list[bool]]:
        """What only the whole message hints at is asked about; and which of the signals are worth telling at all."""
        guesses = [MARK in one.draft.marks for one in found]
        asked = [guessed(one) if guess else one for one, guess in zip(signals, guesses, strict=True)]
        worth = [guess or self._weights.worth(told) for guess, told in zip(guesses, why, strict=True)]
        return asked, worth

    def weighed(
        self, text: str, *, at: datetime, thread: Thread | None = None
    ) -> tuple[list[tuple[Signal, Mapping[str, float]]], frozenset[str]]:
        """The signals of a text, also those too doubtful to be told, each with its own evidence; and the traits of the whole."""
        scene, _, _ = self._scene(text, at, thread)
        found = self._found(scene, thread)
        why = [evidence(one, found, scene) for one in found]
        return list(zip(finished(found, scene, self._weights, why), why, strict=True)), traits(scene)

    def when(self, text: str, *, at: datetime, night: Shift | None = None) -> str | None:
        """`by 15:00`, `by tomorrow 9am`, `in 2 hours` as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, said at this local time.

        None where the words are no time, or are more than one. `night` as for `read`.
        """
        return time_said(text, self._tokens(text, night)[0], at)

    def task_in(self, text: str) -> str | None:
        """The id of the one task that the text names without doubt; None where it names none, or several alike."""
        tokens, langs = self._tokens(text)
        concepts = longest(self._lexicons.concepts.find(tokens, frozenset(langs), {}, is_accented(text)))
        return task_said(tokens, concepts, self._index)

    def tasks_alike(self, text: str) -> tuple[str, ...]:
        """The ids of the few tasks that the text can mean, the likeliest first."""
        tokens, langs = self._tokens(text)
        concepts = longest(self._lexicons.concepts.find(tokens, frozenset(langs), {}, is_accented(text)))
        return tasks_alike(tokens, concepts, self._index)

    def levels_in(self, text: str) -> frozenset[str]:
        """The levels and stairs that the text names, in any language: `l3`, `stair1`."""
        return frozenset(str(one.value) for one in self._tokens(text)[0] if one.kind == "level")

    def own_name(self, text: str) -> str:
        """The words of the text that only this site can know, where they are one name: `podium`."""
        return own_name(self._tokens(text)[0], self._known, self._people)

    def knows(self, text: str) -> bool:
        """Whether every word of the text means something by itself, as it is spelt: to everybody, or as a name here."""
        langs, known = self._lexicons.languages, {*self._known, *self._people}
        tokens = with_places(
            with_numbers(tokenise(text), self._lexicons, langs, False), self._lexicons, langs
        )
        return all(is_known(token, known, self._index) for token in tokens)

    def _found(
        self,
        scene: Scene,
        thread: Thread | None,
        previous: Callable[[], Sequence[Signal]] = tuple,
        at_hand: AtHand = tuple,
        odds: Mapping[str, float] | None = None,
    ) -> list[Linked]:
        drafts = answered(joined(_drafts(scene), scene), scene)
        earlier = previous() if thread is None and self._goes_on(scene, drafts) else ()
        drafts = repeated(drafts, scene, earlier)
        drafts += hinted(drafts, scene, odds or {}, self._hints)
        with_causes(drafts, scene, odds or {})
        with_likelier(drafts, odds or {})
        before = _in_mind(thread, earlier)
        spoken = self._index.mention_of(before.task) if earlier and before.task else Mention()
        # A name that only this site can know tells its task apart from others, whichever is at hand.
        strange = own_name(scene.tokens, self._known, self._people)
        return linked(drafts, scene, self._index.for_writer(tuple if strange else at_hand), before, spoken)

    def _goes_on(self, scene: Scene, drafts: Sequence[Draft]) -> bool:
        """Whether it may go on about what was said before it: it is short, and names no work of its own."""
        if len(scene.tokens) > _GOES_ON:
            return False
        if any(clause.has("alike") for clause in scene.clauses):
            return True
        named = (one for clause in scene.clauses for one in mentions(clause, self._index, scene.used))
        return bool(drafts) and all(one.empty for one in named)

    def _scene(
        self, text: str, at: datetime, thread: Thread | None, night: Shift | None = None
    ) -> tuple[Scene, tuple[str, ...], list[str]]:
        shown, notes = readable(text)
        tokens, langs = self._tokens(shown, night)
        exact, grammar = is_accented(shown), self._lexicons.grammar
        tokens, cues, classes = self._phrases(tokens, frozenset(langs), exact)
        concepts = longest(self._lexicons.concepts.find(tokens, frozenset(langs), {}, exact))
        clauses = split(tokens, cues, classes, concepts, grammar)
        scene = Scene(
            text,
            tokens,
            clauses,
            moods(clauses, grammar),
            at.replace(tzinfo=None),
            thread,
            grammar,
            self._people,
            self._known,
            langs,
        )
        return scene, langs, notes

    def _tokens(self, text: str, night: Shift | None = None) -> tuple[list[Token], tuple[str, ...]]:
        tokens = self._aliases.read(tokenise(text))
        exact = is_accented(text)
        langs = spoken(tokens, self._lexicons, exact)
        tokens = self._speller.corrected(written_out(tokens, self._lexicons, langs), langs)
        tokens = opened(tokens, self._lexicons, langs) if exact else tokens
        tokens = with_numbers(tokens, self._lexicons, langs, exact)
        tokens = with_places(tokens, self._lexicons, langs)
        tokens = with_amounts(tokens, self._lexicons, frozenset(langs), exact)
        return with_times(tokens, self._lexicons, langs, exact, night), langs

    def _phrases(
        self, tokens: list[Token], langs: frozenset[str], exact: bool
    ) -> tuple[list[Token], list[Found], list[Found]]:
        classes = longest(self._lexicons.classes.find(tokens, langs, {}, exact))
        cues = self._cues(tokens, langs, exact, classes)
        mended = corrected(tokens, cues, self._lexicons.grammar["not"])
        if len(mended) != len(tokens):
            classes = longest(self._lexicons.classes.find(mended, langs, {}, exact))
            cues = self._cues(mended, langs, exact, classes)
        return mended, cues, classes

    def _cues(
        self, tokens: Sequence[Token], langs: frozenset[str], exact: bool, classes: Sequence[Found]
    ) -> list[Found]:
        lengths: dict[tuple[int, str], tuple[int, ...]] = {}
        for one in classes:
            key = (one.start, "{" + one.tag + "}")
            lengths[key] = (*lengths.get(key, ()), one.end - one.start)
        return sifted(self._lexicons.cues.find(tokens, langs, lengths, exact))


def _weighed(
    own: Mapping[str, float], tells: Mapping[str, float], odds: Mapping[str, float]
) -> Mapping[str, float]:
    return together({**own, **tells, **likely_by_all(own, odds)})


def _in_mind(thread: Thread | None, previous: Sequence[Signal]) -> Link:
    """The task spoken of before the message: the thread's, less surely that of the message before."""
    if thread is not None:
        return Link(thread.task, _THREAD_SURE) if thread.task else Link()
    earlier = next((s.task for s in reversed(previous) if s.task), None)
    return Link(earlier, _PREVIOUS_SURE) if earlier else Link()


def _drafts(scene: Scene) -> list[Draft]:
    drafts: list[Draft] = []
    for clause in scene.clauses:
        drafts.extend(_of_clause(clause, scene.mood(clause), scene))
    return drafts


def _of_clause(clause: Clause, mood: Mood, scene: Scene) -> list[Draft]:
    """All kinds in turn; each is told which came before, so that words are not used twice."""
    drafts: list[Draft] = []
    for read in _KINDS:
        # That nobody was hurt is no case of safety yet: "poured 38 m3, nobody hurt" tells of the pour.
        found = read(clause, mood, scene, frozenset(d.kind for d in drafts if d.marks != {"injury"}))
        for draft in found:
            draft.hedged = mood.hedged and draft.kind not in ("headcount", "request")
        drafts.extend(found)
    return drafts


def _lang(langs: Sequence[str]) -> str:
    return langs[0] if len(langs) == 1 else "mixed"


def _told(
    scene: Scene,
    langs: Sequence[str],
    signals: Sequence[Signal],
    reasons: Sequence[Sequence[tuple[str, float]]],
    worth: Sequence[bool],
) -> list[str]:
    lines = [f"languages: {', '.join(langs)}"]
    for clause, mood in zip(scene.clauses, scene.moods, strict=True):
        guards = [
            name for name in ("question", "order", "old", "paper", "idle", "hedged") if getattr(mood, name)
        ]
        guards += ["condition"] if mood.conditional_from is not None else []
        typed = [
            f"{t.kind}={t.value}"
            for _, t in clause.typed("percent", "fraction", "share", "money", "qty", "dur", "time", "level")
        ]
        cues = [f'{c.tag}{":" + c.value if c.value else ""} "{scene.said(c)}"' for c in clause.cues]
        lines.append(f'clause "{clause.words(scene.text)}": cues {cues}, values {typed}, guards {guards}')
    for signal, why, kept in zip(signals, reasons, worth, strict=True):
        left = "" if kept else " (left out: more likely nothing was said)"
        lines.append(
            f"{signal.kind}: task {signal.task}, {dict(signal.values)}, confidence {signal.confidence}{left}"
        )
        lines.append("  because of " + ", ".join(f"{name} {odds:+}" for name, odds in why))
    return lines
