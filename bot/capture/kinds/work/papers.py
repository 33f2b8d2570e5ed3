"""How far a paper about a work is, which tells nothing of how far the work itself is."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Scene
from bot.capture.pattern import Found

_LED = 2  # tokens before a paper among which stands what makes it no subject: "per the latest drawings"
_TOLD = 3  # tokens from a paper to what is told of it: "drawings are about 80%"


def of_a_paper(clause: Clause, told: int, scene: Scene) -> bool:
    """ "shop drawings for the L4 rebar 80%", "L2 duct submittals done": whether what is told at this token is of a paper that
    opens the clause or stands right before it. In "L3 rebar 60% per the drawings" it is not."""
    return any(
        paper.end <= told
        and not _leads(clause, paper, scene)
        and (_opens(clause, paper, scene) or _right_before(clause, paper, told))
        for paper in clause.named("paper")
    )


def _leads(clause: Clause, paper: Found, scene: Scene) -> bool:
    before = clause.tokens[max(clause.start, paper.start - _LED) : paper.start]
    return any(t.text in scene.grammar["by_paper"] for t in before)


def _opens(clause: Clause, paper: Found, scene: Scene) -> bool:
    before = clause.tokens[clause.start : paper.start]
    words = scene.grammar["articles"] | scene.grammar["it"]
    return all(t.text in words or t.kind in ("punct", "emoji", "time") for t in before)


def _right_before(clause: Clause, paper: Found, told: int) -> bool:
    """Whether nothing else is named between the paper and what is told."""
    between = any(c.start >= paper.end and c.end <= told for c in clause.concepts)
    placed = any(paper.end <= i < told for i, _ in clause.typed("level", "task"))
    return told - paper.end <= _TOLD and not between and not placed
