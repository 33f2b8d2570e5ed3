"""Handing over what is open of somebody, at the end of a shift or since they leave: whoever has it then gets one message."""

import re
from collections.abc import Sequence

from bot.acting.in_stead import has_left, why_not
from bot.body import Body, actions, button, paragraphs
from bot.capture.slack_text import plain
from bot.cards import in_line
from bot.happening import Commanded, Pressed, Submitted
from bot.mrkdwn import said
from bot.people_named import MENTIONED, person_of_match
from bot.telling import answer, replace_question, say_to, tell
from bot.turn import Turn
from bot.view import SiteView, counted
from rules.folding.entry import Stepped
from rules.life.action import life
from rules.life.departure import is_here
from rules.life.leave import stand_in
from rules.life.who import is_manager
from rules.read import action_of, person_of, site_of
from rules.subject import ActionState, Step

USAGE = (
    "`/site handover @x` hands all that is open with you over to them; a manager can say of whom, "
    "`/site handover @from @to`, or which, `/site handover @to ACT-3 ACT-7`."
)
TAKE_ALL = "take_all"
_SMALL = ("to", "from", "of", "and", "all", "everything", "please")
_ACTION = re.compile(r"\bACT-\d+\b", re.IGNORECASE)


def handover_command(turn: Turn, happening: Commanded) -> None:
    """`/site handover [@from] @to [ACT-3 …]`."""
    named = [person_of_match(turn, found) for found in MENTIONED.finditer(happening.rest)]
    if not named or len(named) > 2 or None in named:
        unknown = "I do not know who that is. " if happening.rest.strip() else ""
        answer(turn, happening, f"{unknown}{USAGE}")
        return
    if strange := _strange(happening.rest):
        lead = f"I do not understand “{said(strange, 60)}”, so nothing was handed over."
        answer(turn, happening, f"{lead} {USAGE}")
        return
    giver = named[0] if len(named) == 2 else happening.user
    to = named[-1]
    if giver != happening.user and not is_manager(site_of(turn), happening.user):
        answer(turn, happening, "Only the site's managers hand over what others have. Tell them; thank you.")
        return
    only = [name.upper() for name in _ACTION.findall(happening.rest)]
    told = hand_over(turn, happening.key, happening.user, giver or "", to or "", only)
    answer(turn, happening, told)


def _strange(rest: str) -> str:
    """What says neither who, nor whom, nor which: it may say that something else is meant."""
    words = _ACTION.sub(" ", plain(MENTIONED.sub(" ", rest))).split()
    return " ".join(one for one in words if one.casefold().strip(".,:;&") not in ("", *_SMALL))


def submit(turn: Turn, happening: Submitted) -> None:
    """The form: `which` of theirs, `to` whom."""
    only, to = [str(one) for one in happening.fields.get("which") or ()], str(happening.fields["to"])
    told = hand_over(turn, happening.key, happening.user, happening.user, to, only)
    tell(turn, happening.user, happening.channel, told)


def hand_over(turn: Turn, key: str, by: str, giver: str, to: str, only: Sequence[str] = ()) -> str:
    """Hand over what is open with them, or only some of it, to somebody or who stands in for them; gives what is told to
    whoever did."""
    if left := has_left(turn, to, "nothing was handed over"):
        return left
    view = SiteView(turn)
    known = person_of(turn, giver)
    there = stand_in(turn, to, turn.now) or to
    names = [one for one in (known.open_actions if known else ()) if not only or one in only]
    if refusal := _refusal(turn, giver, there, names, only):
        return refusal
    for name in names:
        step = Step(
            id=f"{key}/{name}",
            kind="answered",
            at=turn.now,
            by=by,
            answer="reassign",
            to=there,
            via="handover",
        )
        turn.record(Stepped(action=name, step=step))
    handed = [one for name in names if (one := action_of(turn, name)) is not None]
    tell_handed(turn, giver, there, handed)
    them = "it" if len(names) == 1 else "them"
    lead = (
        f"{counted(len(names), 'action')} handed over to {view.name(there)}, who is asked to take {them} on."
    )
    return f"{lead}{why_not(turn, to, there)}"


def _refusal(turn: Turn, giver: str, to: str, names: Sequence[str], only: Sequence[str]) -> str:
    """Why nothing can be handed over; empty where it can."""
    view = SiteView(turn)
    if not names:
        what = said(" and ".join(only), 80) or "Nothing"
        return f"{what} {'is not' if only else 'is'} open with {view.name(giver)}."
    if giver == to:
        return f"It is with {view.name(giver)} already. Name somebody else."
    return "" if is_here(turn, to) else f"{view.name(to)} is not at this site. Name somebody else."


def tell_handed(turn: Turn, giver: str, to: str, handed: Sequence[ActionState], why: str = "") -> None:
    """One message to whoever has them now, and a word to those who asked for them."""
    view = SiteView(turn)
    count = counted(len(handed), "action")
    lead = (
        f"*{view.name(giver)} hands {count} over to you{why}.*"
        if giver
        else f"*{count} with you again{why}.*"
    )
    lines = [
        f"• *{one.asked.id}* {in_line(one, view, 140)} · due {view.when(life(one).due)}" for one in handed
    ]
    take = (
        (button(TAKE_ALL, "Take all" if len(handed) > 1 else "Take it", giver, style="primary"),)
        if giver
        else ()
    )
    row = actions((*take, button("show_mine", "Mine", "")))
    many = len(handed) > 1
    taken = (
        "Take them all with one tap, or say of each what is not yours."
        if many
        else "Take it with one tap, or say whose it is."
    )
    hint = (taken,) if giver else ()
    body = Body(text="\n".join([lead, *lines, *hint]), blocks=(*paragraphs([lead, *lines, *hint]), row))
    urgent = any(one.asked.severity == "safety" for one in handed)
    say_to(turn, to, body, name=f"handed:{giver}:{to}", urgent=urgent)


def take_all(turn: Turn, happening: Pressed) -> None:
    """The button: everything that they have from that person and have not answered is theirs."""
    view, known = SiteView(turn), person_of(turn, happening.user)
    taken = []
    for name in known.open_actions if known else ():
        action = action_of(turn, name)
        if action is None or life(action).giver != happening.value:
            continue
        step = Step(
            id=f"{happening.key}/{name}", kind="answered", at=turn.now, by=happening.user, answer="accepted"
        )
        turn.record(Stepped(action=name, step=step))
        taken.append(name)
    none = f"Nothing waits that {view.name(happening.value)} handed over to you."
    told = f"Yours now: {', '.join(taken)}. Thank you." if taken else none
    replace_question(turn, happening, said(told, 600))
