"""Which of the phrases found count: a longer statement hides a shorter one, a guard hides nothing."""

from collections.abc import Sequence

from bot.capture.pattern import Found, longest

GUARDS = frozenset(
    (
        "neg",
        "hedge",
        "future",
        "todo",
        "cond",
        "question",
        "order",
        "old",
        "noask",
        "onsite",
        "nospend",
        "nopercent",
    )
)
REMARKS = frozenset(
    ("injury", "motion", "harsh", "only", "fix", "at_share", "finish", "rest", "spend", "moved", "unready")
)


def sifted(found: Sequence[Found]) -> list[Found]:
    """Statements without those inside longer ones, guards that are no part of a statement, remarks and answers."""
    answers = longest([f for f in found if f.tag.startswith("r_")])
    remarks = [g for tag in REMARKS for g in longest([f for f in found if f.tag == tag])]
    guards = [g for tag in GUARDS for g in longest([f for f in found if f.tag == tag])]
    rest = [f for f in found if f.tag not in GUARDS | REMARKS and not f.tag.startswith("r_")]
    statements = longest(rest)
    spoken = [frozenset(s.used) for s in statements if len(s.used) > 1]
    free = [
        g
        for g in guards
        if not any(set(g.used) <= used for used in spoken)
        or g.tag in ("nospend", "noask", "old", "nopercent")
    ]
    return sorted((*answers, *remarks, *free, *statements), key=lambda f: (f.start, f.end))
