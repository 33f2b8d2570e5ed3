"""What neighbouring clauses tell of when a work will be finished: "three hours late, 8 tonight"."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.joining.requests import only_when

_BESIDE_A_DAY = ("r_eta", "at_share", "finish", "rest")  # what may stand beside a work and its day
_OTHERS = ("inspection", "plant", "people", "vehicle", "nothing", "design")


def forecasts(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """The drafts with each slip completed by the day or hour that is all that the clause after it says, and with the days of the
    works that are listed after one; a work that is only moved is not stopped, and what is told half done is not done by a day."""
    drafts = [d for d in drafts if not _of_the_one_before(d, drafts, scene) and not _only_moved(d, drafts)]
    drafts = _done_by(drafts, scene)
    for draft in drafts:
        if draft.kind != "forecast" or "slip" not in draft.values or "when" in draft.values:
            continue
        following = next(iter(scene.clauses[draft.clause + 1 : draft.clause + 2]), None)
        if following is None or any(d.clause == following.index and d.kind != "forecast" for d in drafts):
            continue
        told = (
            scene.moment(following)
            if only_when(following) and following.sentence == scene.clauses[draft.clause].sentence
            else None
        )
        if told:
            draft.put("when", told[0], told[1])
    return [one for draft in drafts for one in (draft, *_likewise(draft, drafts, scene))]


def _done_by(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """ "south wall 85%, done thursday", "muro sur al 85 %, el jueves rematado": after how far it is, when the rest will be."""
    found = list(drafts)
    for draft in drafts:
        if draft.kind != "progress" or not 0 < float(str(draft.values.get("percent", 0))) < 100:
            continue
        after = next(iter(scene.clauses[draft.clause + 1 : draft.clause + 2]), None)
        ahead = scene.moment(after) if after is not None and _is_done_and_day(after, scene) else None
        if after is None or ahead is None or after.sentence != scene.clauses[draft.clause].sentence:
            continue
        if ahead[0][:10] > scene.at.date().isoformat():
            told = Draft("forecast", after.index, token=ahead[2], strength=draft.strength, marks={"done"})
            told.put("when", ahead[0], ahead[1])
            told.hedged = scene.mood(after).hedged
            found = [d for d in found if d.clause != after.index] + [told]
    return found


def _is_done_and_day(clause: Clause, scene: Scene) -> bool:
    """Whether a clause says that it is done, and when, and nothing else: of no tense, so that it may lie ahead."""
    words = [clause.tokens[p] for p in range(clause.start, clause.end)]
    done = [t for t in words if t.text in scene.grammar["done_by"]]
    plain = all(t.kind == "time" or t in done or t.text in scene.grammar["beside_a_day"] for t in words)
    return bool(done) and plain and not scene.mood(clause).silent


def _only_moved(draft: Draft, drafts: list[Draft]) -> bool:
    """ "L6 pour's off, moved to Tuesday": what is called off for no reason, and has a new day in the clause after it."""
    bare = draft.kind == "blocker" and not {"cause", "since", "delay"} & draft.values.keys()
    return bare and any(
        d.kind == "forecast" and "moved" in d.marks and d.clause == draft.clause + 1 for d in drafts
    )


def _likewise(draft: Draft, drafts: list[Draft], scene: Scene) -> list[Draft]:
    """ "duct will be done by the 12th, sprinklers by the 16th": other works with their days, each told as the first one is."""
    found: list[Draft] = []
    if draft.kind != "forecast" or not {"finish", "done", "part"} & draft.marks:
        return []
    for clause in scene.clauses[draft.clause + 1 :]:
        ahead = scene.moment(clause) if _is_work_and_day(clause, scene) else None
        told = any(d.clause == clause.index for d in drafts)
        if ahead is None or told or clause.sentence != scene.clauses[draft.clause].sentence:
            break
        one = Draft("forecast", clause.index, token=ahead[2], strength=draft.strength, marks=set(draft.marks))
        one.put("when", ahead[0], ahead[1])
        one.hedged = draft.hedged
        found.append(one)
    return found


def _is_work_and_day(clause: Clause, scene: Scene) -> bool:
    """Whether a clause names a work and when, and says nothing else."""
    works = {p for c in clause.concepts for p in c.used}
    free = [p for p in range(clause.start, clause.end) if p not in works]
    other = [p for p in free if clause.tokens[p].kind not in ("time", "level", "task")]
    plain = all(clause.tokens[p].text in scene.grammar["beside_a_day"] for p in other)
    silent = scene.mood(clause).silent or clause.named(*_OTHERS)
    return bool(works) and plain and not silent and all(c.tag in _BESIDE_A_DAY for c in clause.cues)


def _of_the_one_before(draft: Draft, drafts: list[Draft], scene: Scene) -> bool:
    """ "will be done Saturday, a day ahead": a slip that names no work is given to the finish told just before it."""
    clause = scene.clauses[draft.clause]
    placed = bool(clause.concepts) or any(True for _ in clause.typed("level", "task"))
    if draft.kind != "forecast" or "slip" not in draft.values or "when" in draft.values or placed:
        return False
    last = next((d for d in drafts if d.kind == "forecast" and d.clause == draft.clause - 1), None)
    if last is None or "slip" in last.values or scene.clauses[last.clause].sentence != clause.sentence:
        return False
    last.put("slip", draft.values["slip"], draft.spans["slip"])
    return True
