"""Which of the phrases found count: a longer statement hides a shorter one, a guard hides nothing."""

from collections.abc import Mapping, Sequence

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
        "paper",
        "private",
        "void",
        "begins",
        "fine",
        "onsite",
        "nospend",
        "nopercent",
    )
)
REMARKS = frozenset(
    (
        "injury",
        "motion",
        "harsh",
        "only",
        "fix",
        "at_share",
        "finish",
        "rest",
        "spend",
        "moved",
        "unready",
        "shelter",
        "lead_in",
        "alike",
        "errand",
    )
)
_DONE = frozenset(("done", "part", "start", "almost", "arrive", "pass", "clear"))
_SPEECH: Mapping[str, str] = {
    **dict.fromkeys(("idle", "hide"), "talk"),
    **dict.fromkeys(("arrive", "coming", "late", "short", "damaged"), "delivery"),
    **dict.fromkeys(("stop", "slow", "lost", "lack", "down", "block", "clear", "resume", "again"), "stop"),
    **dict.fromkeys(("incident", "near", "hazard", "good"), "safety"),
}


def sifted(found: Sequence[Found]) -> list[Found]:
    """Statements without those inside longer ones of their own sort, guards that are no part of a statement, remarks
    and answers. What hides, and what is told of safety, goes before everything that stands inside it."""
    answers = longest([f for f in found if f.tag.startswith("r_")])
    remarks = [g for tag in sorted(REMARKS) for g in longest([f for f in found if f.tag == tag])]
    guards = [g for tag in sorted(GUARDS) for g in longest([f for f in found if f.tag == tag])]
    statements = _statements(
        [f for f in found if f.tag not in GUARDS | REMARKS and not f.tag.startswith("r_")]
    )
    spoken = [frozenset(s.used) for s in statements if len(s.used) > 1]
    leads = [set(r.used) for r in remarks if r.tag == "lead_in"]  # "let me see", "please be advised that"
    guards = [g for g in guards if not any(set(g.used) <= lead for lead in leads)]
    refused = [frozenset(s.used) for s in statements if s.tag == "fail"]  # "he would not pass it"
    free = [g for g in guards if g.tag != "neg" or not any(set(g.used) <= used for used in spoken)]
    free = [g for g in free if g.tag != "cond" or not any(set(g.used) < used for used in refused)]
    lacking = [frozenset(s.used) for s in statements if s.tag == "block"]  # "không có ai làm" asks for nobody
    free = [g for g in free if g.tag != "question" or not any(set(g.used) < used for used in lacking)]
    statements = _not_denied(statements, [g for g in guards if g.tag == "neg"])
    hidden = [frozenset(s.used) for s in statements if s.tag == "hide" and len(s.used) > 1]
    remarks = [r for r in remarks if not any(set(r.used) < used for used in hidden)]
    return sorted((*answers, *remarks, *free, *statements), key=lambda f: (f.start, f.end))


def _not_denied(statements: Sequence[Found], negations: Sequence[Found]) -> list[Found]:
    """Without the words of work inside a statement that denies them: "hasn't stripped" is no "stripped"."""
    denying = [
        s for s in statements if len(s.used) > 1 and any(set(n.used) <= set(s.used) for n in negations)
    ]
    starts = {n.end: n for n in negations}
    return [
        s
        for s in statements
        if s.tag not in _DONE
        or not any(_inside(s, one) or _denied_on(s, one, starts.get(s.start)) for one in denying)
    ]


def _inside(part: Found, whole: Found) -> bool:
    """Whether one phrase stands within the stretch of another that goes further."""
    within = whole.start <= part.start and part.end <= whole.end
    return within and (part.start, part.end) != (whole.start, whole.end) and part.start > whole.start


def _denied_on(part: Found, whole: Found, negation: Found | None) -> bool:
    """ "cốp pha tầng 2 chưa tháo xong nha": what a statement denies in its last word goes on after it, denied all the same."""
    return negation is not None and set(negation.used) <= set(whole.used) and part.start in whole.used


def _runs_on(part: Found, whole: Found) -> bool:
    """Whether a phrase begins inside a longer one of its sort and runs on: in "dead in the water on L1" no water is on."""
    if part.tag == whole.tag or _SPEECH.get(part.tag) != _SPEECH.get(whole.tag) or whole.tag not in _SPEECH:
        return False
    solid = len(whole.used) == whole.end - whole.start and len(whole.used) > len(part.used)
    return solid and part.start in whole.used and part.start > whole.start and part.end > whole.end


def _begins(part: Found, whole: Found) -> bool:
    """Whether a clearing is only a part of a start: "got going on the hoist base" begins, nothing was stopped."""
    return part.tag == "clear" and whole.tag == "start" and set(part.used) < set(whole.used)


def _statements(found: Sequence[Found]) -> list[Found]:
    sorts = {_SPEECH.get(f.tag, "work") for f in found}
    kept = [
        f for sort in sorted(sorts) for f in longest([g for g in found if _SPEECH.get(g.tag, "work") == sort])
    ]
    kept = [f for f in kept if not any(_runs_on(f, one) or _begins(f, one) for one in kept)]
    ruling = [(f, frozenset(f.used)) for f in kept if _SPEECH.get(f.tag) in ("talk", "safety")]
    return [
        f
        for f in kept
        if not any(
            set(f.used) < used and _SPEECH.get(f.tag, "work") != _SPEECH.get(ruler.tag, "work")
            for ruler, used in ruling
        )
    ]
