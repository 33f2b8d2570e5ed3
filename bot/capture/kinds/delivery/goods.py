"""The goods that a clause names, as far as they come on a truck."""

from bot.capture.clauses import Clause
from bot.capture.pattern import Found

GOODS = ("material", "vehicle", "plant")


def goods_of(clause: Clause) -> list[Found]:
    """The material, vehicles and plant that may come, in the order of the words."""
    return [
        g
        for g in clause.named(*GOODS)
        if not _of_crew(clause, g) and not _checked(clause, g) and not _handed_over(clause, g)
    ]


def thing_of(goods: list[Found]) -> Found | None:
    """What comes: the goods before what brings them ("delivery of bricks", "truck with rebar")."""
    brought = [g for g in goods if g.tag != "vehicle"]
    return next(iter(brought or goods), None)


def _of_crew(clause: Clause, goods: Found) -> bool:
    """ "tổ cốp pha", "los de ductos": a crew that is called by what it builds with, and is nothing that comes on a truck."""
    stays_away = any(c.start < goods.start < c.end for c in clause.all("block", "labour"))
    return stays_away or any(
        c.end == goods.start or c.start <= goods.start < c.end for c in clause.named("crewword")
    )


def _handed_over(clause: Clause, goods: Found) -> bool:
    """ "el viernes se entrega": a verb of Spanish that is spelt like the load."""
    return goods.lang == "es" and goods.start > clause.start and clause.tokens[goods.start - 1].text == "se"


def _checked(clause: Clause, goods: Found) -> bool:
    """ "hoist inspection", "rebar drawings": what the goods only name."""
    return goods.lang == "en" and any(
        c.start == goods.end for c in clause.named("inspection", "design", "decision")
    )
