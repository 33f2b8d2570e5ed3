"""Cards: pure functions from the domain to what Slack shows."""

from bot.body import Body
from bot.cards.action import Nudge, action_card, buttons, nudge_card
from bot.cards.capture import YES_NO, Choice, question, understood
from bot.cards.notes import Part, digest_body, escalation_note, note, welcome
from bot.cards.story import history, owner_reason, status_line, step_line

__all__ = [
    "YES_NO",
    "Body",
    "Choice",
    "Nudge",
    "Part",
    "action_card",
    "buttons",
    "digest_body",
    "escalation_note",
    "history",
    "note",
    "nudge_card",
    "owner_reason",
    "question",
    "status_line",
    "step_line",
    "understood",
    "welcome",
]
