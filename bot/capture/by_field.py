"""How sure each field of a signal is: by what the whole message hints at, and by what was left over beside it.

A signal is wrong if one field is. So its weakest value counts, that the message speaks of a field which was not found (or that
one was found of which it does not speak), and that a number or a time is free which an empty field could take.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.capture.drafts import Draft, Scene
from bot.capture.hints import Hints, grams, ranked
from bot.capture.linking import Linked
from bot.capture.telling import traits_of
from bot.capture.text import Kind, Token
from rules.signal import FIELDS, SignalKind

TOLD = "has"  # in the head that says whether a field is told at all: `blocker:has:since`
# The fields that are told or not, of which hints are fitted.
OPTIONAL: Mapping[SignalKind, tuple[str, ...]] = {
    "progress": ("task", "percent", "quantity"),
    "blocker": ("task", "cause", "since", "delay"),
    "cleared": ("task", "cause"),
    "forecast": ("task", "when", "slip"),
    "request": ("task", "quantity", "when"),
    "delivery": ("quantity", "when"),
    "headcount": ("trade", "hours", "count"),
    "cost": ("task", "currency"),
    "safety": ("injury",),
    "quality": ("task",),
    "response": ("when", "to"),
}
_CHOSEN = ("cause", "need", "status", "class", "category", "result", "answer", "condition")
_UNSAID: Mapping[SignalKind, str] = {"response": "none"}  # the cause of a refusal without one
_REFUSING = ("not_done", "declined")
_TYPES: Mapping[str, tuple[Kind, ...]] = {
    "since": ("time",),
    "when": ("time",),
    "delay": ("dur",),
    "slip": ("dur",),
    "hours": ("dur", "qty", "num"),
    "count": ("num",),
    "quantity": ("num", "qty"),
    "percent": ("percent", "share", "fraction"),
    "amount": ("money",),
}
_VALUED: frozenset[Kind] = frozenset(kind for kinds in _TYPES.values() for kind in kinds)
_FAR = 5.0  # log-odds beyond which nothing is surer


Odds = Mapping[str, float]  # log-odds by kind, by `kind:field:value` and by `kind:has:field`


def by_clause(found: Sequence[Linked], scene: Scene, hints: Hints) -> Mapping[int, Odds]:
    """What each clause that a signal stands in hints at by itself."""
    told = {index for one in found for index in _clauses(one.draft, scene)}
    return {index: hints.told_by(_grams(index, scene)) for index in sorted(told)}


def _grams(index: int, scene: Scene) -> Sequence[str]:
    clause = scene.clauses[index]
    return grams(clause.words(scene.text), traits_of(clause, scene.mood(clause)))


def by_field(
    one: Linked, beside: Sequence[Linked], scene: Scene, whole: Odds, clauses: Mapping[int, Odds]
) -> Mapping[str, float]:
    """Evidence from -1 to 1 by name, for one signal of all those of its message, by what the `whole` of it hints at and what each
    of its `clauses` does. Of several of a kind, nobody knows which the whole speaks of."""
    draft = one.draft
    several = any(other.draft.kind == draft.kind and other.draft is not draft for other in beside)
    found = {
        **({"several": 1.0} if several else {**_chosen(draft, whole), **_told(one, whole)}),
        **_in_clause(draft, [clauses[index] for index in _clauses(draft, scene)]),
        **{f"has:{name}": 1.0 for name in FIELDS[draft.kind] if _has(one, name)},
        **dict.fromkeys(_taken(one.draft, scene), 1.0),
        **dict.fromkeys(_open(one.draft, beside, scene), 1.0),
    }
    return {name: round(value, 3) for name, value in found.items() if value}


def _chosen(draft: Draft, odds: Odds) -> Mapping[str, float]:
    """For each value that is one of a few by how much it leads the next likeliest, or trails the likeliest."""
    leads = _leads(draft, odds)
    least = {"least_value": _within(min(leads.values()))} if leads else {}
    return {
        **{f"value:{name}": _within(lead) for name, lead in leads.items()},
        **{f"likeliest:{name}": float(lead > 0) for name, lead in leads.items()},
        **least,
    }


def _in_clause(draft: Draft, clauses: Sequence[Odds]) -> Mapping[str, float]:
    """The same of the clause that speaks most for it, and how much one does for its kind."""
    leads = [_leads(draft, odds) for odds in clauses if draft.kind in odds]
    kind = {"clause_tells": _within(max(odds[draft.kind] for odds in clauses))} if leads else {}
    return kind | {
        f"clause_value:{name}": _within(max(lead[name] for lead in leads))
        for name in (leads[0] if leads else ())
    }


def _leads(draft: Draft, odds: Odds) -> Mapping[str, float]:
    leads: dict[str, float] = {}
    for name in _CHOSEN:
        values = ranked(f"{draft.kind}:{name}:", odds) if name in FIELDS[draft.kind] else []
        own = _own(draft, name)
        mine = next((told for told, value in values if value == own), None)
        others = [told for told, value in values if value != own]
        if mine is not None and others:
            leads[name] = mine - others[0]
    return leads


def _own(draft: Draft, name: str) -> object:
    if name == "cause" and draft.values.get("answer") in _REFUSING:
        return draft.values.get(name, _UNSAID[draft.kind])
    return draft.values.get(name)


def _told(one: Linked, odds: Odds) -> Mapping[str, float]:
    """For each field that may be left out how much the message speaks for it, where it was found, or against, where not."""
    kind = one.draft.kind
    agreed: dict[str, float] = {}
    for name in OPTIONAL.get(kind, ()):
        head = f"{kind}:{TOLD}:{name}"
        if head in odds:
            agreed[name] = odds[head] if _has(one, name) else -odds[head]
    least = {"least_field": _within(min(agreed.values()))} if agreed else {}
    return {**{f"field:{name}": _within(value) for name, value in agreed.items()}, **least}


def _has(one: Linked, name: str) -> bool:
    return one.task is not None if name == "task" else one.draft.values.get(name) is not None


def _taken(draft: Draft, scene: Scene) -> Iterator[str]:
    """Of each number and time that gave a field whether it was written in words, next to another, or in another clause."""
    here = _positions(draft, scene)
    for name in _TYPES:
        span = draft.spans.get(name)
        for i, token in _valued(scene) if span else ():
            if not _overlap(token, [span] if span else []):
                continue
            if not any(map(str.isdigit, token.text)):
                yield f"in_words:{name}"
            if i and scene.tokens[i - 1].kind in _VALUED:
                yield f"after_another:{name}"
            if i not in here:
                yield f"from_elsewhere:{name}"


def _open(draft: Draft, beside: Sequence[Linked], scene: Scene) -> Iterator[str]:
    """Of each number and time that an empty field could take where it stands, or that another signal took it."""
    spans = [span for other in beside for span in other.draft.spans.values()]
    own, here = list(draft.spans.values()), _positions(draft, scene)
    empty = [name for name in FIELDS[draft.kind] if name in _TYPES and draft.values.get(name) is None]
    for i, token in _valued(scene) if empty else ():
        fitting = [name for name in empty if token.kind in _TYPES[name]]
        if not _overlap(token, spans):
            place = "here" if i in here else "elsewhere"
            yield from (f"free:{name}:{token.kind}:{place}" for name in fitting)
        elif i in here and not _overlap(token, own):
            yield from (f"shared:{name}:{token.kind}" for name in fitting)


def _valued(scene: Scene) -> Iterator[tuple[int, Token]]:
    return ((i, token) for i, token in enumerate(scene.tokens) if token.kind in _VALUED)


def _positions(draft: Draft, scene: Scene) -> set[int]:
    """The tokens of the clauses that a signal stands in."""
    clauses = [scene.clauses[index] for index in _clauses(draft, scene)]
    return {i for clause in clauses for i in range(clause.start, clause.end)}


def _clauses(draft: Draft, scene: Scene) -> Collection[int]:
    return {index for index in (draft.clause, *draft.also) if index < len(scene.clauses)}


def _overlap(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < token.end and token.start < end for start, end in spans)


def _within(odds: float) -> float:
    return max(-_FAR, min(_FAR, odds)) / _FAR
