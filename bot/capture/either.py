"""A word for two works ("vách", a wall that is poured or one that is boarded), and whether what stands beside it tells which."""

from collections.abc import Mapping

from bot.capture.clauses import Clause

_OTHER = {"wall": "drywall"}  # the work that the same word names, too


def other_work(clause: Clause, said: Mapping[str, float], grammar: Mapping[str, frozenset[str]]) -> str:
    """The other work that the one word of the clause may name, of the works that are `said`; empty where it is plain which is
    meant: by a longer word ("vách lõi"), another work ("đổ vách") or what it is made of."""
    if len(said) != 1:
        return ""
    (work,) = said
    named = [c for c in clause.concepts if c.tag == work]
    words = {clause.tokens[p].text for c in named for p in c.used}
    either = len(words) == 1 and words <= grammar.get("either_work", frozenset())
    return _OTHER.get(work, "") if either and not clause.named("material") else ""
