"""What speaks for a signal and against it: a few numbers between 0 and 1, each with a name that a person understands."""

from collections.abc import Mapping, Sequence

from bot.capture.clauses import Clause
from bot.capture.cues import GUARDS, REMARKS
from bot.capture.drafts import Draft, Scene
from bot.capture.linking import Linked
from bot.capture.text import Kind, Token

NEEDS_TASK = frozenset(("progress", "blocker", "forecast", "quality"))
_TAKES_TASK = NEEDS_TASK | {"request", "cost", "cleared"}
_GUARDS = ("cond", "question", "order", "old", "paper", "private", "future", "todo", "idle")
_VALUED: tuple[Kind, ...] = ("num", "percent", "fraction", "share", "money", "qty", "dur", "time")
_SILENT: tuple[Kind, ...] = ("punct", "break", "emoji", "url", "mention")
_TELLING = ("cause", "need", "status", "class", "result", "answer", "condition")
_TOLD = frozenset(
    (
        "alike",
        "terse",
        "borrowed",
        "lost",
        "slow",
        "stop",
        "lack",
        "block",
        "unable",
        "part",
        "done",
        "start",
        "almost",
        "moved",
        "rest",
        "guessed",
        "hinted",
    )
)
_SURELY = 4.0  # log-odds beyond which nothing is surer
_STEPS = (-2, -1, 0, 1, 2, 3)  # of log-odds
_MOST = 4
KIND = "kind:"
_NAMED = 0.95  # as sure of its task
_FULL = 3  # words that say something
_LONG = 12  # tokens


def evidence(one: Linked, beside: Sequence[Linked], scene: Scene) -> Mapping[str, float]:
    """The features of one signal among all of its message; what is 0 is left out.

    `kind:…` says what it claims, `strong` how strong its words are, `whole` that the message says this and nothing else, the rest
    how well its clause is understood.
    """
    draft = one.draft
    clauses = [scene.clauses[c] for c in sorted({draft.clause, *draft.also}) if c < len(scene.clauses)]
    found = {
        f"kind:{draft.kind}": 1.0,
        "strong": (draft.strength - 0.85) * 5,
        "fields": len(draft.values) / _MOST,
        **_of_task(one, clauses),
        **_of_words(clauses, scene),
        **_of_company(draft, beside, clauses, scene),
        **_of_message(draft, beside, clauses, scene),
        **_of_claim(one),
        **_of_nearness(one, scene),
    }
    if draft.kind == "progress" and "percent" in draft.values:
        found["measured"] = float((one.task is not None or one.torn) and not draft.hedged)
    if one.task is not None and not one.carried and one.sure >= _NAMED and not draft.hedged:
        found["named"] = 1.0
    missing = ("unexplained", "values_left", "torn", "no_task", "guards_here", "guards_near", "denial_here")
    found["whole"] = float(len(scene.clauses) == 1 and not any(found.get(name) for name in missing))
    if draft.kind == "blocker" and "cause" not in draft.values:
        # Bare "it is stopped" is understood whole; where more was said, the reason was likely missed.
        found["no_cause"] = float(len(scene.clauses) > 1 or found.get("unexplained", 0.0) > 0)
    if draft.values.get("status") in ("done", "started") and draft.kind == "progress":
        found["status_by_word"] = float("percent" not in draft.values)
    return {name: round(value, 3) for name, value in found.items() if value}


def told_by_all(odds: float) -> Mapping[str, float]:
    """What the whole message says of whether anything is told, as evidence for each of its signals: how surely, and in steps."""
    steps = {f"tells:{step}": 1.0 for step in _STEPS if odds > step}
    return {"tells": _within(odds), **steps}


def likely_by_all(found: Mapping[str, float], odds: Mapping[str, float]) -> Mapping[str, float]:
    """What the words of the whole message, weighed together, say of a signal with this evidence: of its kind, and of the value
    that they speak least for. `odds` are log-odds by kind, and by `kind:field:value`."""
    kind = next(name for name in found if name.startswith(KIND)).removeprefix(KIND)
    if kind not in odds:
        return {}
    steps = {f"likely:{step}": 1.0 for step in _STEPS if odds[kind] > step}
    told = [
        odds[head]
        for name in found
        if name.partition(":")[0] in _TELLING and (head := f"{kind}:{name}") in odds
    ]
    value = {"likely_value": _within(min(told))} if told else {}
    return {"likely": _within(odds[kind]), **steps, **value}


def _within(odds: float) -> float:
    return round(max(-_SURELY, min(_SURELY, odds)) / _SURELY, 3)


def _of_claim(one: Linked) -> Mapping[str, float]:
    """What is claimed, since some values are said in fewer ways than others, and by what sort of words."""
    draft = one.draft
    claimed = {f"{name}:{draft.values[name]}": 1.0 for name in _TELLING if name in draft.values}
    told = {f"told:{mark}": 1.0 for mark in sorted(draft.marks & _TOLD)}
    loose = (
        {f"carried:{draft.kind}": float(one.carried)} if draft.kind in ("request", "blocker", "cost") else {}
    )
    return {**claimed, **told, **loose}


def _of_message(
    draft: Draft, beside: Sequence[Linked], clauses: Sequence[Clause], scene: Scene
) -> Mapping[str, float]:
    """How the whole message reads: what no signal took, whether it laughs, asks or speaks to somebody, its languages."""
    taken = {span for other in beside for span in other.draft.spans.values()}
    left = sum(
        _is_left(t, taken) for c in scene.clauses if c not in clauses for _, t in c.typed(*_VALUED, "slash")
    )
    telling = {c for other in beside for c in (other.draft.clause, *other.draft.also)}
    full = [c for c in scene.clauses if sum(t.kind == "word" for t in c.tokens[c.start : c.end]) >= _FULL]
    silent = sum(c.index not in telling and not _says_something(c) for c in full)
    words = [t.text for t in scene.tokens if t.kind in ("word", "emoji")]
    length = sum(c.end - c.start for c in clauses)
    return {
        "left_elsewhere": min(left, 3) / 3,
        "silent_clauses": silent / max(len(full), 1),
        "laughs": float(any(w in scene.grammar["laughs"] for w in words)),
        "speaks_to": float(not _is_addressed(scene) and any(w in scene.grammar["spoken_to"] for w in words)),
        "of_oneself": float(any(w in scene.grammar["oneself"] for w in words)),
        "asks": float(any(c.mark == "?" for c in scene.clauses)),
        "shouts": float(any(t.text == "!" for t in scene.tokens)),
        "long": min(max(length - _LONG, 0), _LONG) / _LONG,
        "others": min(len(beside) - 1, _MOST) / _MOST,
        "mixed": float(len(scene.langs) > 1),
        **({f"lang:{scene.langs[0]}": 1.0} if scene.langs else {}),
    }


def _is_addressed(scene: Scene) -> bool:
    """ "@raj A-310 is stopped, your conduit is in the way": whom it speaks to is named, so that it is no talk at large."""
    return bool(scene.tokens) and scene.tokens[0].kind == "mention"


def _says_something(clause: Clause) -> bool:
    """Whether a statement was read in the clause, be it one that counts for nothing by itself ("crane's waiting")."""
    return any(c.tag not in GUARDS | REMARKS and not c.tag.startswith("r_") for c in clause.cues)


def _of_task(one: Linked, clauses: Sequence[Clause]) -> Mapping[str, float]:
    if one.draft.kind not in _TAKES_TASK:
        return {}
    places = any(True for c in clauses for _ in c.typed("level", "task"))
    thin = not places and sum(len(c.concepts) for c in clauses) <= 1
    if one.task is None:
        open_ = _needs_task(one.draft) and not one.draft.shared
        return {"torn": float(one.torn and open_), "no_task": float(open_ and not one.torn)}
    return {
        "unsure_task": (1 - one.sure) * 2,
        "carried_task": float(one.carried),
        "thin_task": float(thin and not one.carried),
    }


def _needs_task(draft: Draft) -> bool:
    """What says nothing without its task; so does a clearing that names no cause."""
    return draft.kind in NEEDS_TASK or (draft.kind == "cleared" and "cause" not in draft.values)


def _of_nearness(one: Linked, scene: Scene) -> Mapping[str, float]:
    """Whether its task is worked on by now: people tell of what they are at. Whose it is says nothing, since superintendents tell
    of others' tasks all day."""
    near = scene.at_hand(one.task) if one.task is not None else None
    return {f"worked_on:{near.time}": 1.0} if near is not None else {}


def _of_words(clauses: Sequence[Clause], scene: Scene) -> Mapping[str, float]:
    """How much of the signal's own clauses nothing explains, and how many of the words no lexicon knows."""
    words = unknown = unexplained = 0
    for clause in clauses:
        told = {p for f in (*clause.cues, *clause.classes, *clause.concepts) for p in range(f.start, f.end)}
        for i in range(clause.start, clause.end):
            token = clause.tokens[i]
            if token.kind != "word" or not token.text.isalpha() or len(token.text) < 2:
                continue
            words += 1
            strange = token.text not in scene.known
            unknown += strange
            unexplained += i not in told and (strange or len(token.text) > 3)
    return {"unexplained": unexplained / max(words, 1), "unknown": min(unknown, _MOST) / _MOST}


def _of_company(
    draft: Draft, beside: Sequence[Linked], clauses: Sequence[Clause], scene: Scene
) -> Mapping[str, float]:
    """What stands around: guards, denials, values that no field took, and other claims on the same clause."""
    near = scene.clauses[max(0, draft.clause - 1) : draft.clause + 2]
    taken = {span for other in beside for span in other.draft.spans.values()}
    left = sum(_is_left(t, taken) for c in clauses for _, t in c.typed(*_VALUED))
    return {
        "guards_here": min(sum(map(_is_guarded, clauses)), 2) / 2,
        "guards_near": float(any(_is_guarded(c) or c.mark == "?" for c in near if c not in clauses)),
        "denial_here": float(any(c.has("neg") for c in clauses)),
        "values_left": min(left, 2) / 2,
        "rivals": min(sum(_is_rival(o.draft, draft) for o in beside), _MOST) / _MOST,
        "many_clauses": min(len(scene.clauses) - 1, 6) / 6,
        "joined": float(bool(draft.also) or "borrowed" in draft.marks),
        "in_thread": float(scene.thread is not None),
        "joking": float(any(c.has("idle", "hide") for c in near)),
    }


def _is_rival(other: Draft, draft: Draft) -> bool:
    """Another claim on the same clause; one that is told of several tasks is no rival of itself."""
    return other is not draft and other.clause == draft.clause


def _is_guarded(clause: Clause) -> bool:
    """Whether a guard stands in it that is not only a part of other words: in "good to go" nothing is still to go."""
    guards = [cue for cue in clause.cues if cue.tag in _GUARDS]
    others = [cue for cue in clause.cues if cue.tag not in _GUARDS]
    return any(
        not any(
            o.start <= g.start and g.end <= o.end and (o.start, o.end) != (g.start, g.end) for o in others
        )
        for g in guards
    )


def _is_left(token: Token, taken: set[tuple[int, int]]) -> bool:
    return not any(start < token.end and token.start < end for start, end in taken)
