"""How much came, is coming or lacks, and when."""

from itertools import pairwise

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.kinds.amounts import put_quantity, quantity
from bot.capture.measures import Quantity, Share
from bot.capture.moments import moment_of
from bot.capture.text import Token, number_of


def put_amount(draft: Draft, clause: Clause, scene: Scene, tag: str) -> None:
    """How much came, is coming or lacks, by the words that tell of it (`tag`)."""
    counted = quantity(clause, scene.used, ("material", "vehicle", "plant"))
    if (
        tag == "damaged" and counted and _of_all(clause, counted[0])
    ):  # "de los 60 perfiles 8 llegaron chuecos"
        counted = _lacking(clause, scene, counted[0] + 1) or counted
    if tag == "damaged" and counted is None:
        counted = _broken(clause, scene)
    share = next(((t, t.value) for _, t in clause.typed("share")), None)
    if tag == "short" and share and isinstance(share[1], Share):  # "only got 40 of the 60": what is missing
        put_quantity(
            draft, share[0], Quantity(share[1].total - share[1].quantity.number, share[1].quantity.unit)
        )
        return
    if tag == "short" and (lacking := missing(clause, scene)):
        put_quantity(draft, *lacking)
        return
    if counted is None and tag == "short":
        counted = _lacking(clause, scene)
    if counted is None and tag == "damaged":
        counted = next(
            (
                (i, t, Quantity(number_of(t), "ea"))
                for i, t in clause.typed("num")
                if _of_them(clause, i, scene)
            ),
            None,
        )
    if counted is None or (tag == "short" and clause.has("only")):
        return
    if tag == "late" and counted[2].unit == "load" and counted[2].number == 1:
        return
    put_quantity(draft, counted[1], counted[2])
    scene.used.add(counted[0])


def _broken(clause: Clause, scene: Scene) -> tuple[int, Token, Quantity] | None:
    """ "los vidrios vinieron cuatro reventados": in Spanish, a number right before what is wrong with the pieces."""
    wrong = {p for c in clause.all("damaged") if c.lang == "es" for p in c.used}
    found = ((i, t) for i, t in clause.typed("num") if i + 1 in wrong and i not in scene.used)
    plural = ((i, t) for i, t in found if clause.tokens[i + 1].text.endswith("s"))
    return next(((i, t, Quantity(number_of(t), "ea")) for i, t in plural), None)


def _of_all(clause: Clause, i: int) -> bool:
    """Whether the number is of the whole of which a part is told after it."""
    return [t.text for t in clause.tokens[max(clause.start, i - 2) : i]] in (["de", "los"], ["de", "las"])


def _lacking(clause: Clause, scene: Scene, after: int = -1) -> tuple[int, Token, Quantity] | None:
    """ "the bolts came 50 short": a number within the words for what is missing counts pieces; or one past a position."""
    if after >= 0:
        rest = ((i, t) for i, t in clause.typed("num") if i >= after and i not in scene.used)
        return next(((i, t, Quantity(number_of(t), "ea")) for i, t in rest), None)
    within = {p for c in clause.all("short") for p in range(c.start, c.end)}
    found = ((i, t) for i, t in clause.typed("num") if i in within and i not in scene.used)
    return next(((i, t, Quantity(number_of(t), "ea")) for i, t in found), None)


def _of_them(clause: Clause, i: int, scene: Scene) -> bool:
    """ "four of the vanities came with chipped corners": so many of what no lexicon need know."""
    after = [t.text for t in clause.tokens[i + 1 : min(i + 3, clause.end)]]
    return (
        len(after) == 2
        and after[0] in scene.grammar["of"]
        and after[1] in scene.grammar["articles"] | scene.grammar["those"]
    )


def missing(clause: Clause, scene: Scene) -> tuple[Token, Quantity] | None:
    """ "pedí 40 puntales y me surtieron 28", "la guía dice 50, venían 42": of what was ordered, what came is not missing."""
    before = scene.before(clause)
    counts = _counted(clause, scene)
    if len(counts) == 1 and before is not None and before.sentence == clause.sentence:
        counts = [*_counted(before, scene), *counts]
    start = before.start if before is not None and counts and counts[0][0] < clause.start else clause.start
    if len(counts) != 2 or not any(
        clause.tokens[p].text in scene.grammar["ordered"] for p in range(start, counts[1][0])
    ):
        return None
    ordered, came = (t.value.number if isinstance(t.value, Quantity) else number_of(t) for _, t in counts)
    units = [t.value.unit for _, t in counts if isinstance(t.value, Quantity)]
    return (counts[0][1], Quantity(ordered - came, (units or ["ea"])[0])) if ordered > came else None


def _counted(clause: Clause, scene: Scene) -> list[tuple[int, Token]]:
    return [(i, t) for i, t in clause.typed("num", "qty") if i not in scene.used]


def put_when(draft: Draft, clause: Clause, scene: Scene, tag: str) -> None:
    """When it came or is to come, by the words that tell of it (`tag`)."""
    for i, token in clause.typed("time"):
        moment = moment_of(token)
        if tag == "late" and _was_due(clause, i, scene):
            continue
        if i in scene.used or tag in ("short", "damaged") or (tag != "arrive" and moment.says_past):
            continue
        if tag in ("late", "arrive") and moment.day == 0 and moment.clock is None:
            continue
        if tag == "late" and (_was_promised(clause, i, scene) or _denied_of(clause, i, scene)):
            continue
        if tag == "arrive" and moment.clock is None:
            continue
        value = moment.local(scene.at, past=tag == "arrive")
        if value:
            draft.put("when", value, token_span(token))
            return


def _was_due(clause: Clause, i: int, scene: Scene) -> bool:
    """ "was meant to be here for 7": the old time of what is late."""
    before = [t.text for t in clause.tokens[clause.start : i]]
    return any(
        word in scene.grammar["meant_then"] and was in scene.grammar["was"] for was, word in pairwise(before)
    )


def _was_promised(clause: Clause, i: int, scene: Scene) -> bool:
    """ "xe cát hẹn 8h mà tới giờ chưa thấy", "giờ 10h chưa thấy": the hour at which it did not come, or was not there yet."""
    at = scene.grammar["promised"] | scene.grammar["by_now"]
    promised = i > clause.start and clause.tokens[i - 1].text in at
    after = (clause.tokens[p].text for p in range(i + 1, clause.end))
    return promised and any(word in scene.grammar["denials"] for word in after)


def _denied_of(clause: Clause, i: int, scene: Scene) -> bool:
    """ "studs wont be here tomorrow": in English, the day on which it does not come; "not till Thursday" is when it does."""
    moment = moment_of(clause.tokens[i])
    told = [c for c in clause.all("late") if c.start < i <= c.end and c.lang == "en"]
    by = moment.role == "by" or any(
        clause.tokens[p].text in scene.grammar["until"] for c in told for p in range(c.start, i + 1)
    )
    return not by and any(clause.tokens[c.start].text in scene.grammar["wont"] for c in told)
