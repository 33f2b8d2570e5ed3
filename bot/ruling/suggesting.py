"""Modes that rules have earned or lost, told to the managers in their morning digest: a line each, once a week at most."""

from datetime import timedelta

from bot.cards import Part
from bot.commands.words import MANAGERS
from bot.ruling.trusting import standings
from bot.ruling.tuning import refusal
from bot.ruling.words import suggestion_words
from bot.turn import Turn
from bot.view import SiteView
from rules.deciding.trust import Suggestion
from rules.folding.entry import Suggested
from rules.read import site_of
from rules.subject import ActionState

_AGAIN = timedelta(days=7)


def suggestions_due(turn: Turn) -> list[Suggestion]:
    """What is to be suggested now: of no rule twice within a week; nothing where nobody manages the site."""
    site, book = site_of(turn), turn.book.at(site_of(turn))
    if not _managers(turn):
        return []
    fresh = [
        rule
        for rule in book.rulebook.rules
        if (last := site.suggested.get(rule.id)) is None or turn.now - last >= _AGAIN
    ]
    actions = [one for one in turn.all("action") if isinstance(one, ActionState)]
    return [one.suggestion for one in standings(turn, book, actions, fresh) if one.suggestion is not None]


def suggestions_part(turn: Turn, person: str, found: list[Suggestion]) -> Part:
    """The digest's part with the command to follow each, for whoever may; empty for anybody else."""
    view = SiteView(turn)
    theirs = [one for one in found if (rule := turn.book.rule(one.rule)) and not refusal(view, rule, person)]
    lines = [f"• `{one.rule}` {suggestion_words(one)}" for one in theirs]
    return Part(heading="Rules that should work otherwise", lines=lines)


def record_suggested(turn: Turn, found: list[Suggestion]) -> None:
    """Remember what was suggested, and on what evidence."""
    for one in found:
        turn.record(Suggested(rule=one.rule, mode=one.mode, evidence=one.evidence))


def _managers(turn: Turn) -> set[str]:
    roles = site_of(turn).roles
    return {one for role in MANAGERS for one in roles.get(role, ())}
