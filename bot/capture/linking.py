"""Tasks for drafts: their own clause's, else that of the work spoken of before, else the thread's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.capture.drafts import ASKED_BACK, OF_WORK, Draft, Scene
from bot.capture.grounded import is_grounded
from bot.capture.heading import Heading
from bot.capture.kinds.work.how_much import SO_FAR
from bot.capture.link import Link, TaskIndex
from bot.capture.mention import POURABLE, Mention, mentions
from bot.capture.thread import Thread
from rules.signal import Signal

_TASKLESS = frozenset(("response", "weather"))
_OF_EACH = frozenset(
    ("progress", "blocker", "forecast", "quality", "cleared")
)  # of all tasks that are listed


@dataclass(frozen=True, slots=True)
class Linked:
    """A draft with its task and how sure that is; `torn` when several tasks fit alike, `carried` when another clause named it."""

    draft: Draft
    task: str | None
    sure: float = 1.0
    torn: bool = False
    carried: bool = False


@dataclass(slots=True)
class _Context:
    """What was spoken of last; `answers` where it is the work of the thread that the message answers in."""

    mention: Mention
    link: Link
    answers: bool = False


def linked(
    drafts: Sequence[Draft], scene: Scene, index: TaskIndex, before: Link, spoken: Mention
) -> list[Linked]:
    """Every draft with its task; one that lists several levels becomes one for each. `before` is the task that was spoken of
    before the message, `spoken` the words for its work."""
    links = _by_clause(scene, index, before, spoken)
    out: list[Linked] = []
    for draft in drafts:
        if draft.kind in _TASKLESS:
            out.append(Linked(draft, None))
            continue
        own, found = _best(draft, links, scene)
        if "shelter" in draft.marks and not draft.also:  # what people leave is no work that stopped
            own = []
        if draft.shared and not any(link.task for link in own):
            found = []
        chosen = own if draft.shared else found
        unnamed = ASKED_BACK in draft.marks or not any(link.task for link in chosen)
        if draft.kind == "request" and before.task and unnamed:
            chosen = [before]
        if not chosen:
            out.append(Linked(draft, None))
            continue
        several = _each_once(chosen) if draft.kind in _OF_EACH else chosen[:1]
        out.extend(Linked(draft, link.task, link.sure or 1.0, link.torn, not own) for link in several)
    return _told_once([one for one in out if one.task or is_grounded(one.draft, scene, torn=one.torn)])


def _each_once(links: Sequence[Link]) -> list[Link]:
    """ "roof sheets on bays 1 and 2", which are one task: told of it once."""
    return list({link.task or number: link for number, link in enumerate(links)}.values())


def of_action(signals: Sequence[Signal], found: Sequence[Linked], thread: Thread | None) -> list[Signal]:
    """The signals, of which progress that names no work itself is an action's own, where that is only `placed` at its task."""
    if thread is None or not thread.placed:
        return list(signals)
    return [replace(one, task=None) if one.kind in OF_WORK and told.carried else one
            for one, told in zip(signals, found, strict=True)]  # fmt: skip


def _best(
    draft: Draft, links: Sequence[tuple[list[Link], list[Link]]], scene: Scene
) -> tuple[list[Link], list[Link]]:
    """The links of the first of a draft's clauses that names a task itself; of a stop that follows from what others have not
    done, and names none, those of what was spoken of before."""
    if draft.kind == "blocker" and not links[draft.clause][0] and _follows_from_others(draft, scene):
        before = links[draft.clause - 2][0]
        if any(link.task for link in before):
            return links[draft.clause - 2]
    for clause in (draft.clause, *draft.also):
        if any(link.task for link in links[clause][0]):
            return links[clause]
    return links[draft.clause]


def _follows_from_others(draft: Draft, scene: Scene) -> bool:
    """ "ống gió tầng 2 mới 30%, thợ điện chưa đi xong ống nên tụi em chưa treo được": after whom others hold up."""
    clause = scene.clauses[draft.clause]
    reason = scene.before(clause)
    if reason is None or not reason.index or clause.lead not in scene.grammar["so"]:
        return False
    return bool(reason.named("trade", "crewword")) and not any(True for _ in reason.typed("level", "task"))


def _by_clause(
    scene: Scene, index: TaskIndex, before: Link, spoken: Mention
) -> list[tuple[list[Link], list[Link]]]:
    """For each clause the links of its own words, and those that it ends up with."""
    context = _Context(spoken, before, scene.thread is not None)
    heading = Heading(scene, index)
    result: list[tuple[list[Link], list[Link]]] = []
    for clause in scene.clauses:
        said = mentions(clause, index, scene.used, scene.grammar)
        if scene.mood(clause).old and not before.task:
            result.append(([], []))
            continue
        said = [m for m in said if not m.empty and not (m.soft and context.link.task)]
        own = [heading.of(m, clause) or _resolve(m, context, index) for m in said]
        result.append((own, own or _carried(context)))
        if own:
            context = _Context(
                _kept(said[-1], context), _in_mind(said[-1], own[-1], context), context.answers
            )
    return _looking_ahead(result, scene)


def _resolve(mention: Mention, context: _Context, index: TaskIndex) -> Link:
    """The task of a mention, completed by what was spoken of before where it leaves a part open; an id leaves nothing open."""
    if mention.id:
        return index.find(mention)
    if context.link.task and _pours_on(mention, context.mention):
        return replace(context.link, sure=context.link.sure * 0.95)
    earlier = frozenset(w for w, _ in context.mention.words)
    if mention.words and not mention.levels and context.mention.levels:
        filled = index.find(replace(mention, levels=context.mention.levels), context.link.task, earlier)
        if filled.task:
            return filled
    if not mention.words and (mention.levels or mention.directions) and context.mention.words:
        filled = index.find(replace(mention, words=context.mention.words), context.link.task)
        if filled.task and not _is_elsewhere(mention, filled.task, index):
            return replace(filled, sure=filled.sure * 0.9)
    alone = index.find(mention, context.link.task, earlier)
    if alone.task and context.link.task and _elsewhere(alone.task, mention, context, index):
        return replace(context.link, sure=0.8)
    torn = alone.torn and not context.answers  # "22 of 50 on the wall", in the thread of a work
    if alone.task is None and not torn and not mention.levels and context.link.task:
        return replace(context.link, sure=0.8)
    return alone


def _pours_on(mention: Mention, before: Mention) -> bool:
    """ "tường chắn phía nam được 80%, thứ hai đổ nốt": a pour, of what was spoken of, which is poured as well."""
    only_pours = {word for word, _ in mention.words} == {"pour"} and not mention.levels
    return only_pours and any(word in POURABLE for word, _ in before.words)


def _is_elsewhere(mention: Mention, task: str, index: TaskIndex) -> bool:
    """ "storm drain done, L3 moved to friday": a level that the task spoken of has not; "elevator shaft steel 60%,
    stair 1 done": a place that is a work by itself."""
    if mention.levels & index.levels(task):
        return False
    return bool(mention.levels) or index.find(mention).task is not None


def _in_mind(mention: Mention, link: Link, context: _Context) -> Link:
    """The task to go on with; one not found by weak words leaves the earlier in mind."""
    if link.task or mention.levels or mention.directions or not context.link.task:
        return link if link.task else Link(torn=link.torn)
    return replace(context.link, sure=context.link.sure * 0.85)


def _elsewhere(task: str, mention: Mention, context: _Context, index: TaskIndex) -> bool:
    """Whether weak words would leave the level that is spoken of."""
    levels = index.levels(task)
    weak = sum(weight for _, weight in mention.words) <= 1.0
    return (
        weak
        and not mention.levels
        and bool(levels and context.mention.levels)
        and not levels & context.mention.levels
    )


def _carried(context: _Context) -> list[Link]:
    return [replace(context.link, sure=context.link.sure * 0.95)] if context.link.task else []


def _kept(mention: Mention, context: _Context) -> Mention:
    """What stays in mind: the new words, and the level where none is said."""
    return replace(
        mention,
        levels=mention.levels or context.mention.levels,
        words=mention.words or context.mention.words,
        directions=mention.directions,
    )


def _looking_ahead(
    result: list[tuple[list[Link], list[Link]]], scene: Scene
) -> list[tuple[list[Link], list[Link]]]:
    """A clause with nothing before it takes the task of the next one of its sentence ("stopped, no rebar on L3")."""
    for i in range(len(result) - 2, -1, -1):
        own, found = result[i]
        if not own and not found and scene.clauses[i].sentence == scene.clauses[i + 1].sentence:
            result[i] = (own, result[i + 1][0])
    return result


def _told_once(found: Sequence[Linked]) -> list[Linked]:
    """Progress, forecasts and blockers of one task that do not contradict each other are one."""
    out: list[Linked] = []
    for one in found:
        twin = next((o for o in out if _same(o, one)), None)
        if twin is None:
            if one.draft.kind == "progress" and "bare" in one.draft.marks:
                continue
            out.append(one)
            continue
        if twin.task is None and one.task is not None:
            out[out.index(twin)] = twin = replace(one, draft=twin.draft)
        if _goes_on(twin, one):
            twin.draft.put("status", "in_progress", one.draft.spans["status"])
        apart = abs(one.draft.clause - twin.draft.clause) > 1 and "percent" in one.draft.values
        if apart and (twin.draft.values.get("status"), one.draft.values["status"]) == (
            "started",
            "in_progress",
        ):
            twin.draft.put(
                "status", "in_progress", one.draft.spans["status"]
            )  # "mobilised. Has reached half."
        for name, value in one.draft.values.items():
            if name not in twin.draft.values or (name == "status" and value == "done"):
                twin.draft.values[name] = value
                if name in one.draft.spans:
                    twin.draft.spans[name] = one.draft.spans[name]
    return out


def _goes_on(twin: Linked, one: Linked) -> bool:
    """ "hung to grid F, 180 ft so far": the deed is one of many, unless it is said outright that all is done."""
    return SO_FAR in one.draft.marks and twin.draft.marks == {"part"}


def _one_is_open(a: Linked, b: Linked) -> bool:
    """ "L3 slab is in, finished placing at 6": what fits several tasks and what names one of them, side by side."""
    return (
        a.draft.kind == "progress"
        and None in (a.task, b.task)
        and abs(a.draft.clause - b.draft.clause) <= 1
        and a.draft.values.get("status") == b.draft.values.get("status")
    )


def _same(a: Linked, b: Linked) -> bool:
    if a.draft.kind != b.draft.kind or a.draft is b.draft:
        return False
    if a.task != b.task and not _one_is_open(a, b):
        return False
    if a.draft.kind not in ("progress", "forecast", "request", "blocker", "quality"):
        return False
    going_on = {a.draft.values.get("status"), b.draft.values.get("status")} == {"started", "in_progress"}
    near = going_on or abs(a.draft.clause - b.draft.clause) <= 1
    loose = {"status"} if a.draft.kind == "progress" and near else set()
    if a.draft.kind == "request" and abs(a.draft.clause - b.draft.clause) > 1:
        return False
    x, y = a.draft.values, b.draft.values
    if loose and ("percent" in x) != ("percent" in y) and "done" in (x.get("status"), y.get("status")):
        return (x.get("percent") or y.get("percent")) == 100
    return all(y[name] == value for name, value in x.items() if name in y and name not in loose)
