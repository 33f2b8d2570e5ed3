"""The id of a task where a message names one: it wins over words that would lead elsewhere."""

from collections.abc import Sequence

from bot.capture.clauses import Clause
from bot.capture.drafts import Scene
from bot.capture.link import Link, TaskIndex
from bot.capture.mention import Mention
from bot.capture.text import Kind

_HEADING = 3
_AMOUNTS: tuple[Kind, ...] = ("percent", "fraction", "share", "qty")
_OF_GOODS = ("late", "arrive", "coming", "short", "damaged", "lack", "ask")


class Heading:
    """The task whose id stands in the message: it wins over words that would lead elsewhere."""

    def __init__(self, scene: Scene, index: TaskIndex) -> None:
        written = [(c, ids) for c in scene.clauses if (ids := _ids(c, index))]
        self._over = {c.sentence: Link(ids[0], 1.0) for c, ids in reversed(written) if _heads(c, ids)}
        every = {one for _, ids in written for one in ids}
        self._only = Link(next(iter(every)), 0.9) if len(every) == 1 else None
        self._since = written[0][0].sentence if written else 0

    def of(self, mention: Mention, clause: Clause) -> Link | None:
        """The link that the id gives to a mention without one: all of its sentence where the id is a heading, else, from its
        sentence on, what one word alone would name, or goods."""
        if mention.id:
            return None
        if clause.sentence in self._over:
            return self._over[clause.sentence]
        if mention.levels or mention.directions or clause.sentence < self._since:
            return None
        return self._only if sum(w for _, w in mention.words) <= 1.0 or _of_goods(clause) else None


def _ids(clause: Clause, index: TaskIndex) -> list[str]:
    found = (index.written(t.text) for _, t in clause.typed("task", "ref"))
    return [one for one in found if one]


def _of_goods(clause: Clause) -> bool:
    """Whether the clause speaks of nothing but goods that come or lack ("conduit delivery late")."""
    goods = {p for c in clause.named("material", "vehicle", "plant") for p in c.used}
    return clause.has(*_OF_GOODS) and all(set(c.used) <= goods for c in clause.concepts)


def _heads(clause: Clause, ids: Sequence[str]) -> bool:
    """Whether the clause is hardly more than an id: "M-510:", "re M-510 -"; "M-510 60%" tells of it already."""
    short = len(ids) == 1 and clause.end - clause.start <= _HEADING and not clause.cues
    return short and not any(True for _ in clause.typed(*_AMOUNTS))
