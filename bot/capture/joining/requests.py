"""Requests, and deliveries, told over several clauses."""

from collections.abc import Sequence

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.kinds.amounts import put_quantity
from bot.capture.kinds.asking.lists import LISTED
from bot.capture.measures import Quantity
from bot.capture.moments import moment_of
from bot.capture.text import number_of

_COUNTED = (
    "arrived",
    "scheduled",
    "damaged",
)  # what is short counts what is missing, which an after-word seldom tells
_BESIDE_DATES = ("finish", "at_share", "order", "moved", "hide")
_LEADS = ("slip", "todo")
_LONGEST_DATE = 6
_TOLD = ("arrive", "coming", "late", "done", "part", "stop", "down", "lost", "start")
_SHORT = 4  # tokens of a clause that only adds how many, or until when


def requests(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """The drafts with each request completed by what is added to it: "need it by Thursday", "6 ea. today"."""
    kept: list[Draft] = []
    last: Draft | None = None
    for draft in drafts:
        if draft.kind == "request" and last is not None and _goes_on(last, draft, scene):
            _complete(last, draft)
            continue
        if draft.kind == "request":
            if LISTED in draft.marks and last is not None:
                _needed_alike(last, draft)
            last = draft
        kept.append(draft)
    added: set[int] = set()
    for draft in kept:
        if draft.kind == "request" or (draft.kind == "delivery" and draft.values.get("status") in _COUNTED):
            added |= _add_from_after(draft, kept, scene)
    spent = [d for d in kept if d.clause in added and ("bare" in d.marks or d.kind == "forecast")]
    return [d for d in kept if d not in spent]


def _needed_alike(first: Draft, second: Draft) -> None:
    """The goods of one list are needed by one time."""
    for here, there in ((first, second), (second, first)):
        if "when" in here.values and "when" not in there.values:
            there.put("when", here.values["when"], here.spans["when"])


def _goes_on(last: Draft, draft: Draft, scene: Scene) -> bool:
    """Whether the second asks for the same again ("need it by Thursday"), adding a time or a number."""
    clause = scene.clauses[draft.clause]
    after = {t.text for t in clause.tokens[max(clause.start, draft.token - 1) : draft.token + 3]}
    again = bool(after & scene.grammar["again"]) and not clause.named("material", "plant", "people", "trade")
    adds = any(name not in last.values for name in draft.values if name in ("when", "quantity"))
    return again and adds and 0 < draft.clause - last.clause <= 2


def _complete(last: Draft, draft: Draft) -> None:
    for name, value in draft.values.items():
        if name not in last.values:
            last.put(name, value, draft.spans[name])
    last.also.append(draft.clause)


def _add_from_after(draft: Draft, drafts: Sequence[Draft], scene: Scene) -> set[int]:
    """Take how many and until when from the short clauses after it that say nothing else; gives those clauses."""
    saying = [d for d in drafts if "bare" not in d.marks]
    telling = {d.clause for d in saying if d.kind != "forecast" or not only_when(scene.clauses[d.clause])}
    added: set[int] = set()
    for clause in scene.clauses[draft.clause + 1 : draft.clause + 3]:
        most = _LONGEST_DATE if only_when(clause) else _SHORT
        says_more = clause.index in telling or clause.end - clause.start > most or _says_more(clause)
        adds = _of_them(clause, scene) or (draft.kind == "request" and _needed_then(clause, scene))
        if says_more and not (clause.index not in telling and adds):
            break
        counted = next((t for _, t in clause.typed("qty", "num")), None)
        if counted is not None and "quantity" not in draft.values:
            value = (
                counted.value if isinstance(counted.value, Quantity) else Quantity(number_of(counted), "ea")
            )
            put_quantity(draft, counted, value)
            added.add(clause.index)
        told = scene.moment(clause) if draft.kind == "request" and "when" not in draft.values else None
        if told:
            draft.put("when", told[0], told[1])
            added.add(clause.index)
    return added


def only_when(clause: Clause) -> bool:
    """ "by monday at the latest", "para el viernes por favor": a day or an hour, and nothing that it could be of."""
    roles = {moment_of(t).role for _, t in clause.typed("time")}
    timed = bool(roles) and not any(True for _ in clause.typed("level", "task", "qty"))
    # "antes de mañana": what opens such a clause leads to its time, and tells nothing of its own.
    leads = {c for c in clause.cues if c.start == clause.start and "by" in roles}
    silent = all(
        c.tag in _BESIDE_DATES or c.tag.startswith("r_") or (c in leads and c.tag in _LEADS)
        for c in clause.cues
    )
    return (
        timed and silent and not clause.concepts and not clause.named("material", "plant", "trade", "people")
    )


def _of_them(clause: Clause, scene: Scene) -> bool:
    """ "18 of them on the truck": so many of what the clause before told of."""
    counted = next((i for i, _ in clause.typed("num")), clause.end)
    words = [clause.tokens[p].text for p in range(counted + 1, min(counted + 3, clause.end))]
    return (
        counted == clause.start
        and len(words) == 2
        and words[0] in scene.grammar["of"]
        and words[1] in scene.grammar["those"]
    )


def _needed_then(clause: Clause, scene: Scene) -> bool:
    """ "sáng thứ hai phải có mặt", "9h sáng mai em cần": the time by which what was asked for is needed."""
    words = {clause.tokens[p].text for p in range(clause.start, clause.end)}
    needs = bool(words & scene.grammar["needed_then"]) and scene.moment(clause) is not None
    return needs and not clause.named("material", "plant", "people") and not clause.has(*_TOLD)


def _says_more(clause: Clause) -> bool:
    adds = any(True for _ in clause.typed("qty", "num", "time"))
    return not adds or clause.has(
        "arrive", "coming", "late", "done", "part", "stop", "down", "lost", "start", "ask"
    )
