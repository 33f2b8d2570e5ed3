"""What no phrase told and the whole message likely tells: signals, as guesses to be asked about."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.hints import Hints, ranked
from bot.capture.kinds.asking.amounts import put_when
from bot.capture.kinds.blockers import put_times
from bot.capture.kinds.costs import put_money
from bot.capture.kinds.delivery.amounts import put_amount as put_load
from bot.capture.kinds.delivery.amounts import put_when as put_arrival
from bot.capture.kinds.people.rolls import is_ahead
from bot.capture.kinds.work.papers import of_a_paper
from bot.capture.measures import Money
from bot.capture.pattern import Found
from bot.capture.telling import traits_of
from bot.capture.text import number_of
from rules.signal import Signal, SignalKind

MARK = "hinted"
_STRENGTH = 0.5
_GUESS = 0.5  # as sure as a guess can be
_ALONE = 1.0  # log-odds of a kind in a message that tells nothing else
_BESIDE = 2.0  # and of one in a clause that something else was read from
_BY = 2  # tokens between a number and the people whom it counts
_SHORT = 4  # words; less than that is too little to guess from
_VALUE: Mapping[SignalKind, tuple[str, ...]] = {
    "progress": ("status",),
    "blocker": ("cause",),
    "cleared": ("cause",),
    "forecast": (),
    "request": ("need",),
    "delivery": ("status",),
    "safety": ("class", "category"),
    "quality": ("result",),
    "weather": ("condition",),
    "headcount": (),
    "cost": (),
}
# What a clause tells of that is finished, or will be, is not also the other.
_OTHERWISE: Mapping[SignalKind, SignalKind] = {"progress": "forecast", "forecast": "progress"}
_NOT_DONE = ("neg", "unready", "todo", "future")  # no progress is guessed of what is denied, or still to do
# The words that tell of a kind: a clause that denies all it has of them tells it no more, and no guess is better.
_OWN: Mapping[SignalKind, tuple[str, ...]] = {
    "blocker": ("stop", "slow", "lost", "down", "block", "lack"),
    "quality": ("pass", "fail", "defect"),
    "delivery": ("late", "short", "damaged"),
    "safety": ("incident", "hazard"),
}
_OF_NOW = ("progress", "headcount")  # which nobody tells of a day to come
_NOT_HERE = ("future", "lack")  # people who are to come, or who did not
_LOADS = {"arrived": "arrive", "scheduled": "coming"}  # the words for a load that came, and that is to come


def hinted(drafts: Sequence[Draft], scene: Scene, odds: Mapping[str, float], hints: Hints) -> list[Draft]:
    """A draft for each kind that the message likely tells and that none of the drafts tells yet.

    In a thread nothing is guessed: a reply is read by what was asked.
    """
    if scene.thread is not None:
        return []
    told = {draft.kind for draft in drafts}
    likely = [
        kind
        for kind in _VALUE
        if kind not in told and hints.likely(kind, odds) and (drafts or odds[kind] >= _ALONE)
    ]
    if not likely:
        return []
    taken = defaultdict[int, set[SignalKind]](set)
    for one in drafts:
        for index in (one.clause, *one.also):
            taken[index].add(one.kind)
    return [draft for kind in likely if (draft := _draft(kind, taken, scene, odds, hints)) is not None]


def guessed(signal: Signal) -> Signal:
    """A signal that rests on the hints of the whole message, to be asked about."""
    return replace(signal, confirm=True, confidence=min(signal.confidence, _GUESS))


def _is_full(clause: Clause) -> bool:
    return sum(token.kind == "word" for token in clause.tokens[clause.start : clause.end]) >= _SHORT


def _draft(
    kind: SignalKind,
    taken: Mapping[int, Set[SignalKind]],
    scene: Scene,
    odds: Mapping[str, float],
    hints: Hints,
) -> Draft | None:
    clause = _where(kind, taken, scene, hints)
    if clause is None:
        return None
    draft = Draft(kind, clause.index, strength=_STRENGTH, token=clause.start, marks={MARK})
    draft.shared = kind == "weather"
    whole = scene.tokens[clause.start].start, scene.tokens[clause.end - 1].end
    for name in _VALUE[kind]:
        value = _likeliest(f"{kind}:{name}:", odds)
        if value is None:
            return None
        draft.put(name, value, whole)
    fill = _FILLERS.get(kind)
    if fill is not None:
        fill(draft, clause, scene)
    return draft if draft.values else None


def _where(
    kind: SignalKind, taken: Mapping[int, Set[SignalKind]], scene: Scene, hints: Hints
) -> Clause | None:
    """The clause that tells it most likely, of those that assert something; one that tells something else only where likely."""
    full = [clause for clause in scene.clauses if _is_full(clause)]
    open_ = [clause for clause in full if not _silent(clause, kind, scene)]
    if not open_ or len(open_) < len(full) / 2:
        return None
    likely = {clause.index: _odds_of(clause, scene, hints).get(kind, 0.0) for clause in open_}
    free = [
        clause
        for clause in open_
        if clause.index not in taken
        or (likely[clause.index] >= _BESIDE and _OTHERWISE.get(kind) not in taken[clause.index])
    ]
    return max(free, key=lambda clause: (likely[clause.index], -clause.index), default=None)


def _odds_of(clause: Clause, scene: Scene, hints: Hints) -> Mapping[str, float]:
    return hints.odds(clause.words(scene.text), traits_of(clause, scene.mood(clause)))


def _silent(clause: Clause, kind: SignalKind, scene: Scene) -> bool:
    mood = scene.mood(clause)
    asks = kind == "request"
    nothing = bool(clause.named("nothing")) or clause.has("private", "fine")
    if _denied(clause, kind) or (asks and clause.has("noask")):
        return True
    if kind == "progress" and (clause.has(*_NOT_DONE) or of_a_paper(clause, clause.end - 1, scene)):
        return True
    if kind in _OF_NOW and (is_ahead(clause) or (kind == "headcount" and clause.has(*_NOT_HERE))):
        return True
    return nothing or mood.old or mood.idle or mood.paper or (not asks and mood.silent)


def _denied(clause: Clause, kind: SignalKind) -> bool:
    """ "cột tầng 4 không bị thấm", "hợp đồng 50 triệu": whether a clause denies every word that it has for it, or tells of
    money that is not spent."""
    if kind == "cost" and clause.has("nospend"):
        return True
    own = [cue for tag in _OWN.get(kind, ()) for cue in clause.all(tag)]
    return bool(own) and all(any(_denies(no, cue) for no in clause.all("neg")) for cue in own)


def _denies(no: Found, cue: Found) -> bool:
    """Before it, by a verb at most ("no está parada"), or in a gap of it."""
    return no.end <= cue.start <= no.end + 1 or (cue.start < no.start < cue.end and no.start not in cue.used)


def _likeliest(prefix: str, odds: Mapping[str, float]) -> str | None:
    values = ranked(prefix, odds)
    return values[0][1] if values else None


def _forecast(draft: Draft, clause: Clause, scene: Scene) -> None:
    """When, or else how far it slips; without either nothing is foretold."""
    ahead = scene.moment(clause)
    if ahead is not None:
        draft.put("when", ahead[0], ahead[1])
        return
    span = next((t for i, t in clause.typed("dur") if i not in scene.used), None)
    if span is not None:
        draft.put("slip", str(span.value), token_span(span))


def _delivery(draft: Draft, clause: Clause, scene: Scene) -> None:
    status = str(draft.values["status"])
    tag = _LOADS.get(status, status)
    put_load(draft, clause, scene, tag)
    put_arrival(draft, clause, scene, tag)


def _headcount(draft: Draft, clause: Clause, scene: Scene) -> None:
    """The people counted; a number that stands by no word for people counts none of them."""
    for people in clause.named("trade", "people"):
        for i, token in clause.typed("num"):
            if people.start - _BY <= i < people.start or people.end <= i < people.end + _BY:
                draft.put("count", int(number_of(token)), token_span(token))
                if people.tag == "trade":
                    draft.put("trade", people.value, scene.chars(people))
                return


def _cost(draft: Draft, clause: Clause, scene: Scene) -> None:
    for _, token in clause.typed("money"):
        if isinstance(token.value, Money):
            put_money(draft, token, token.value)
            return


_FILLERS: Mapping[str, Callable[[Draft, Clause, Scene], None]] = {
    "blocker": put_times,
    "request": put_when,
    "forecast": _forecast,
    "delivery": _delivery,
    "headcount": _headcount,
    "cost": _cost,
}
