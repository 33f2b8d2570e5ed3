"""Who answers for a rule, and who is left when the first does not answer."""

from collections.abc import Collection

from rules.language.problem import did_you_mean
from rules.lint.remark import Level, Remark, Remarks
from rules.rule import ROLES, Ask, Asking, Rule, Rulebook

_WHOLE_LINE = "next_up"
_GRAVE = ("high", "safety")


def owners(book: Rulebook, handles: Collection[str] | None = None) -> Remarks:
    """Rules that nobody answers for: the owner is a role, or a person's @handle (one of `handles`, where they are known)."""
    for rule in book.rules:
        if rule.owner in ROLES:
            continue
        level: Level | None = None
        if not rule.owner.startswith("@"):
            level, reason = "error", f"“{rule.owner}” is neither a role nor a person's @handle."
        elif handles is not None and rule.owner.removeprefix("@") not in handles:
            level, reason = "warning", f"The site knows no {rule.owner}."
        if level:
            how = (
                did_you_mean(rule.owner, ROLES)
                or f"Name one of {', '.join(ROLES)}, or a person such as @diego."
            )
            yield Remark(level, "owner", rule, ("owner",), reason, how)


def ladders(book: Rulebook) -> Remarks:
    """Asks that reach one person only, and grave ones that never go up."""
    for rule in book.rules:
        for place, outcome in enumerate(rule.then):
            if isinstance(outcome, Asking):
                yield from _ladder(rule, place, outcome)


def verifiers(book: Rulebook) -> Remarks:
    """Asks that only the person who is asked can confirm, and those that wait for data that can never come."""
    for rule in book.rules:
        for place, outcome in enumerate(rule.then):
            verify = outcome.verify if isinstance(outcome, Ask) else None
            if verify is None or not isinstance(outcome, Ask):
                continue
            path = ("then", place, "verify")
            if verify.by and set(verify.by) <= set(outcome.assign[:1]) and not (verify.photo or verify.data):
                reason = f"Only {verify.by[0]}, who does it, makes sure of it."
                yield Remark("warning", "verify", rule, path, reason, "Name somebody else in `by`.")
            if verify.data and rule.when_resolved == "keep":
                reason = "The data never ends it: it is kept when its condition no longer holds."
                yield Remark("error", "verify", rule, path, reason, "Leave `when_resolved: keep` out.")


def _ladder(rule: Rule, place: int, asked: Asking) -> Remarks:
    if len(asked.assign) == 1 and asked.assign[0] != _WHOLE_LINE:
        reason = f"Only {asked.assign[0]} is asked: when they stay silent, it goes to nobody."
        how = "Add who is asked next, such as role:superintendent or next_up."
        yield Remark("warning", "ladder", rule, ("then", place, "assign"), reason, how)
    elif asked.plan.escalate_after is None and rule.severity in _GRAVE:
        reason = f"It is {rule.severity}, and stays with the first person however long they are silent."
        how = "Give `escalate_after` a time."
        yield Remark("warning", "ladder", rule, ("then", place, "remind"), reason, how)
