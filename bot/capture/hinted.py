"""What no phrase told and the whole message likely tells: signals, as guesses to be asked about, and the cause of a stop."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.hints import Hints
from bot.capture.kinds.blockers import put_times
from bot.capture.kinds.costs import put_money
from bot.capture.kinds.delivery.amounts import put_amount as put_load
from bot.capture.kinds.delivery.amounts import put_when as put_arrival
from bot.capture.kinds.requests import put_when
from bot.capture.measures import Money
from bot.capture.telling import traits_of
from bot.capture.text import number_of
from rules.signal import Signal, SignalKind

MARK = "hinted"
GUESSED = "guessed"  # a value that the whole message hints at
_CAUSES = "blocker:cause:"
_STRENGTH = 0.5
_GUESS = 0.5  # as sure as a guess can be
_ALONE = 1.4  # log-odds of a kind in a message that tells nothing else
_BY = 2  # tokens between a number and the people whom it counts
_SHORT = 5  # words; less than that is too little to guess from
_DOUBTED: Mapping[SignalKind, tuple[str, ...]] = {
    "blocker": ("cause",),
    "cleared": ("cause",),
    "safety": ("class", "category"),
}
_FAR_AHEAD = 2.0  # log-odds
_ANSWERING = ("neg", "done", "part", "finish", "moved", "future", "todo", "unready")
_FEWEST_OF_CAUSE, _FULL_WORD = 2, 4  # words that a cause takes, and letters of one that says something
# Log-odds of the likeliest cause from which on it is taken, and by how much it has to lead the next.
_STOP, _REFUSAL = (-1.3, 0.4), (-0.2, 2.0)
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
_LOADS = {"arrived": "arrive", "scheduled": "coming"}  # the words for a load that came, and that is to come


def hinted(drafts: Sequence[Draft], scene: Scene, odds: Mapping[str, float], hints: Hints) -> list[Draft]:
    """A draft for each kind that the message likely tells and that none of the drafts tells yet, in a clause that tells nothing.

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
    taken = {index for draft in drafts for index in (draft.clause, *draft.also)}
    return [draft for kind in likely if (draft := _draft(kind, taken, scene, odds, hints)) is not None]


def with_causes(drafts: Sequence[Draft], scene: Scene, odds: Mapping[str, float]) -> None:
    """Give each stop, and each no to what was asked, whose cause no words name the one that the whole message hints at, where one
    is likelier than all others."""
    bare = [draft for draft in drafts if "cause" not in draft.values and _has_a_cause(draft, scene)]
    ranked = _ranked(_CAUSES, odds) if bare else []
    if len(ranked) < 2:
        return
    for draft in bare:
        least, ahead = _REFUSAL if draft.kind == "response" else _STOP
        if ranked[0][0] < least or ranked[0][0] - ranked[1][0] < ahead:
            continue
        clause = scene.clauses[draft.clause]
        whole = scene.tokens[clause.start].start, scene.tokens[clause.end - 1].end
        draft.put("cause", ranked[0][1], whole)
        draft.marks.add(GUESSED)


def _has_a_cause(draft: Draft, scene: Scene) -> bool:
    """A stop has one, and so has a no; what is done but for a part lacks nothing but time."""
    if draft.kind == "blocker":
        return True
    refuses = draft.kind == "response" and draft.values.get("answer") in ("not_done", "declined")
    if not refuses or any(clause.has("r_except") for clause in scene.clauses):
        return False
    return sum(map(_says_more, scene.clauses)) >= _FEWEST_OF_CAUSE


def _says_more(clause: Clause) -> int:
    """How many of its words are of no phrase that only answers: "not done yet, by Monday" has none."""
    said = {p for cue in clause.cues if cue.tag.startswith("r_") or cue.tag in _ANSWERING for p in cue.used}
    words = ((p, clause.tokens[p]) for p in range(clause.start, clause.end) if p not in said)
    return sum(token.kind == "word" and len(token.text) >= _FULL_WORD for _, token in words)


def with_likelier(drafts: Sequence[Draft], odds: Mapping[str, float]) -> None:
    """Take for the value of a field what the whole message hints at, where that is far likelier than what single words told; of a
    kind that is told once, since of several nobody knows which is meant."""
    kinds = Counter(draft.kind for draft in drafts)
    for draft in drafts:
        for name in (
            _DOUBTED.get(draft.kind, ()) if kinds[draft.kind] == 1 and MARK not in draft.marks else ()
        ):
            head, ranked = f"{draft.kind}:{name}:", _ranked(f"{draft.kind}:{name}:", odds)
            own = odds.get(f"{head}{draft.values.get(name)}")
            if own is None or not ranked or ranked[0][0] < 0 or ranked[0][0] - own < _FAR_AHEAD:
                continue
            draft.put(name, ranked[0][1], draft.spans[name])
            draft.marks.add(GUESSED)


def guessed(signal: Signal) -> Signal:
    """A signal that rests on the hints of the whole message, to be asked about."""
    return replace(signal, confirm=True, confidence=min(signal.confidence, _GUESS))


def _is_full(clause: Clause) -> bool:
    return sum(token.kind == "word" for token in clause.tokens[clause.start : clause.end]) >= _SHORT


def _draft(
    kind: SignalKind, taken: Set[int], scene: Scene, odds: Mapping[str, float], hints: Hints
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


def _where(kind: SignalKind, taken: Set[int], scene: Scene, hints: Hints) -> Clause | None:
    """The clause that tells it most likely, of those that assert something and that nothing was read from."""
    full = [clause for clause in scene.clauses if _is_full(clause)]
    open_ = [clause for clause in full if not _silent(clause, kind, scene)]
    if not open_ or len(open_) < len(full) / 2:
        return None
    free = [clause for clause in open_ if clause.index not in taken]
    return max(free, key=lambda c: (_odds_of(c, scene, hints).get(kind, 0.0), -c.index), default=None)


def _odds_of(clause: Clause, scene: Scene, hints: Hints) -> Mapping[str, float]:
    return hints.odds(clause.words(scene.text), traits_of(clause, scene.mood(clause)))


def _silent(clause: Clause, kind: SignalKind, scene: Scene) -> bool:
    mood = scene.mood(clause)
    asks = kind == "request"
    nothing = bool(clause.named("nothing")) or clause.has("private", "fine")
    if asks and clause.has("noask"):
        return True
    return nothing or mood.old or mood.idle or mood.paper or (not asks and mood.silent)


def _likeliest(prefix: str, odds: Mapping[str, float]) -> str | None:
    ranked = _ranked(prefix, odds)
    return ranked[0][1] if ranked else None


def _ranked(prefix: str, odds: Mapping[str, float]) -> list[tuple[float, str]]:
    """The values of a field by their log-odds, the likeliest first."""
    heads = [(odds[head], head.removeprefix(prefix)) for head in odds if head.startswith(prefix)]
    return sorted(heads, key=lambda found: (-found[0], found[1]))


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
