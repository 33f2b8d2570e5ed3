"""Cards: pure functions from the domain to what Slack shows."""

from bot.body import Body
from bot.cards.action import action_card, nudge_card, passed_card
from bot.cards.asked import asks, cases, in_line, is_for, is_with
from bot.cards.buttons import buttons, hint, percent_of
from bot.cards.capture import AGAIN, CHOOSE, CORRECT, CORRECT_LISTED, Choice, question, understood
from bot.cards.clearing import clear_words
from bot.cards.leads import Nudge
from bot.cards.notes import (
    Part,
    digest_body,
    escalation_note,
    is_for_all,
    named,
    note,
    notice_body,
    welcome,
    with_questions,
)
from bot.cards.proposal import no_word, proposal_card
from bot.cards.steps import history, step_lines
from bot.cards.story import owner_reason, status_line

__all__ = [
    "AGAIN",
    "CHOOSE",
    "CORRECT",
    "CORRECT_LISTED",
    "Body",
    "Choice",
    "Nudge",
    "Part",
    "action_card",
    "asks",
    "buttons",
    "cases",
    "clear_words",
    "digest_body",
    "escalation_note",
    "hint",
    "history",
    "in_line",
    "is_for",
    "is_for_all",
    "is_with",
    "named",
    "no_word",
    "note",
    "notice_body",
    "nudge_card",
    "owner_reason",
    "passed_card",
    "percent_of",
    "proposal_card",
    "question",
    "status_line",
    "step_lines",
    "understood",
    "welcome",
    "with_questions",
]
