"""What is told to come only at a time, before which nothing can be done: "TVGS 8h mai mới qua", "3h chiều mới có cẩu"."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Scene
from bot.capture.pattern import Found

_SOON = 5  # tokens
_NEEDED = (("plant", "equipment"), ("inspection", "inspection"), ("trade", "labour"), ("people", "labour"))
_CAUSES = (
    ("inspection", "inspection"), ("decision", "design"), ("design", "design"), ("plant", "equipment"), ("plantlabour", "labour"),
    ("trade", "labour"), ("crewword", "labour"), ("people", "labour"), ("vehicle", "material"), ("material", "material"),
)  # fmt: skip


def only_then(clause: Clause, i: int, scene: Scene) -> bool:
    """Whether the time at a position is said as that before which nothing can be done."""
    return _turn(clause, i, scene) is not None


def late_comer(clause: Clause, scene: Scene) -> tuple[str, Found] | None:
    """The cause that who or what comes only then stands for, and its words; a trade that ends its work then is prior work."""
    for i, _ in clause.typed("time"):
        turn = _turn(clause, i, scene)
        if turn is None:
            continue
        for name, cause in _CAUSES:
            for thing in clause.named(name):
                if thing.end <= turn or thing.start <= turn + _SOON:
                    ends = name in ("trade", "crewword", "people") and clause.has("done", "finish")
                    return ("prior_work" if ends else cause), thing
    return None


def _turn(clause: Clause, i: int, scene: Scene) -> int | None:
    """Where the word stands that makes the time the earliest one."""
    after = range(i + 1, min(i + 1 + _SOON, clause.end))
    return next((p for p in after if clause.tokens[p].text in scene.grammar["not_before"]), None)


def elsewhere_until(clause: Clause, scene: Scene) -> tuple[str, Found] | None:
    """ "loader's over at the laydown till 4": the cause that who or what is elsewhere until a time stands for, and its words."""
    thing = next(((cause, t) for name, cause in _NEEDED for t in clause.named(name)), None)
    times = [i for i, _ in clause.typed("time") if clause.tokens[i - 1].text in scene.grammar["until"]]
    return thing if times else None
