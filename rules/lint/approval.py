"""Rules that wait for somebody's word and have nothing to be approved."""

from rules.lint.remark import Remark, Remarks
from rules.rule import Rulebook


def approvals(book: Rulebook) -> Remarks:
    """A manager approves what is asked; a rule that asks nothing would propose nothing, and do nothing."""
    for rule in book.rules:
        if rule.mode == "propose" and not rule.asks:
            reason = "It asks nothing of anybody, so that there is nothing to approve."
            yield Remark("error", "approval", rule, ("mode",), reason, "Choose observe or auto.")
