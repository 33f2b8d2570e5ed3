"""The direct message to a manager about what a rule would ask: what, of whom, why, and the buttons to say yes or no."""

from bot.body import Body, context, section
from bot.cards.asked import asks, cases, evidence, unplanned, where
from bot.cards.buttons import buttons
from bot.cards.story import SEVERITY, owner_reason, status_line
from bot.mrkdwn import said
from bot.resource_words import working_days
from bot.view import SiteView
from rules.life.action import Life, life
from rules.life.proposal import next_approver
from rules.life.who import may_approve
from rules.resources.resource import Transfer
from rules.subject import ActionState


def proposal_card(action: ActionState, view: SiteView) -> Body:
    """What would be asked of whom and for how long, on what words, until when it waits; what became of it, once it is over."""
    asked, found = action.asked, life(action)
    if found.status != "proposed":
        return _decided(action, view)
    what = f"{SEVERITY[asked.severity]} *{asked.id}* {asks(action, view)}"
    moved = move_fields(asked.moves, view) if asked.moves else []
    lead = f"{_again(found, view)}{'*Shall I move this?*' if moved else '*Shall I ask this?*'}"
    who = f"{view.who(found.owner)}, {owner_reason(action, found.owner)}"
    because = f"Rule `{said(asked.rule or '', 80)}`: {said(asked.why, 300)}"
    quotes = view.quotes(evidence(action))
    also = [*unplanned(action, view), *(f"With it: {said(one, 300)}" for one in asked.also)]
    waits = f"It waits for a word until {view.when(found.due)}, then {_after(action, view)}."
    lines = cases(action, view)
    asked_of = [f"*Would be asked of*\n{who}", f"*Within*\n{given_time(action)}"]
    blocks = [
        section("\n".join([lead, what, *lines])),
        section(where(action, view), fields=[*moved, *asked_of]),
        *([section("\n".join(f">{quote}" for quote in quotes))] if quotes else []),
        context(*also, because, waits),
        buttons(action, view),
    ]
    text = "\n".join(
        [
            f"{lead.replace('*', '')} {asked.id}: {asks(action, view)}",
            *lines,
            *(field.replace("*\n", ": ").removeprefix("*") for field in moved),
            f"{where(action, view)}. Would be asked of {who}, to be done within {given_time(action)}.",
            *also,
            because,
            *quotes,
            waits,
        ]
    )
    return Body(text=text, blocks=tuple(blocks))


def _again(found: Life, view: SiteView) -> str:
    """Why it comes now: it was put to somebody else before, or waits still."""
    if found.checked is not None:
        return "*This still waits for a word.* "
    silent = found.put_to[:-1]
    return f"*No word came from {view.names(silent)}, so it is yours to say.* " if silent else ""


def _after(action: ActionState, view: SiteView) -> str:
    following = next_approver(action.asked, life(action))
    return f"it is put to {view.name(following)}" if following else "it is dropped as unanswered"


def move_fields(moves: Transfer, view: SiteView) -> list[str]:
    """What goes from where to where until when, what that costs the giver, and what the taker has of it."""
    taker, giver = view.task_name(moves.taker), view.task_name(moves.giver) if moves.giver else ""
    slips = f"can slip {working_days(moves.taker_float)}" if moves.taker_float > 0 else "cannot slip"
    costs = f"{giver} can slip {working_days(moves.giver_float)} and keeps {moves.left:g} of them"
    if not moves.costs:
        costs = f"Nothing: {f'{giver} needs it no longer' if giver else 'nobody has it then'}"
    return [
        f"*From*\n{giver or 'Where it stands: nobody has it then'}",
        f"*To*\n{taker}, {view.when(moves.start)} until {view.when(moves.end)}",
        f"*Costs*\n{costs}",
        f"*Gains*\n{taker} {slips} and works {working_days(moves.gains)} instead of standing",
    ]


def given_time(action: ActionState) -> str:
    """How long there is for it once it is asked: `4 working hours`; of safety, hours of the clock."""
    hours = action.asked.hours
    if hours < 1:
        return f"{round(hours * 60)} minutes"
    kind = "hour" if action.asked.severity == "safety" else "working hour"
    return f"{hours:g} {kind}{'' if hours == 1 else 's'}"


def no_word(action: ActionState, person: str, view: SiteView) -> str:
    """Why this person's word on a proposal is not taken, in words for them; empty where it is."""
    asked, found = action.asked, life(action)
    if found.status != "proposed":
        said_by = found.approved or found.refused
        word = "approved" if found.approved else "refused"
        lead = (
            f"{asked.id} was {word} by {view.name(said_by.by)} already" if said_by else f"{asked.id} is over"
        )
        return f"{lead}. {status_line(action, view)}. Nothing was changed."
    if not may_approve(asked, view.site, person):
        return f"{asked.id} is a proposal for {view.name(found.put_to[-1])} to decide, or another manager of the site."
    return ""


def _decided(action: ActionState, view: SiteView) -> Body:
    """What was said of it and where it stands, without buttons: the one to whom it was given has their own message."""
    asked, found = action.asked, life(action)
    text, line = asks(action, view), status_line(action, view)
    word = f"Approved by {view.name(found.approved.by)}. {line}" if found.approved else line
    mark = "☑️" if not found.is_open else SEVERITY[asked.severity]
    blocks = (section(f"{mark} *{asked.id}* {text if found.approved else f'~{text}~'}"), context(f"*{word}*"))
    return Body(text=f"{asked.id}: {text}\n{word}", blocks=blocks)
