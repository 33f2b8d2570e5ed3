"""A clause of a rule as Slack shows it, below the one that it is a part of."""

from bot.mrkdwn import said
from rules.deciding.decision import Clause
from rules.language.aloud import clause_words

_LEVEL = "\u2003"  # a space that Slack keeps at the beginning of a line


def clause_line(clause: Clause) -> str:
    """`✓ task critical: yes (it was yes)`, further in for each level."""
    mark = "✓" if clause.holds else "✗"
    return f"{_LEVEL * clause.depth}{mark} {said(clause_words(clause), 300)}"
