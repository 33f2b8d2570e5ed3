"""An order that was given to a person beside Siteloop: whoever gave it is asked once, alone, whether it shall be followed up."""

from datetime import timedelta

from bot.acting.addressing import Addressed, addressed
from bot.acting.assigning import MANAGERS_ONLY, ask_of
from bot.acting.taking_back import orders_of
from bot.body import Body, actions, button, section
from bot.happening import Pressed, Wrote
from bot.heard.readers import Readers
from bot.heard.written import written
from bot.stamps import instant_of_ts
from bot.telling import replace_question, tell
from bot.turn import Turn
from bot.view import SiteView, message_id
from rules.folding.entry import FollowUp
from rules.grounds import of_words
from rules.life.who import is_manager
from rules.read import message_of, site_of

FOLLOW_UP, LEAVE_IT = "follow_up", "leave_it"
_DECLINED, _FORGOTTEN = 2, timedelta(days=30)  # a no as often in a row is remembered as long
_WAITING, _LATELY = 3, timedelta(hours=12)  # so many unanswered questions are enough for one shift
_LEFT = "All right, I leave it with you."
_NO_MORE = " I do not offer it any more; “@siteloop have diego fix the pump by 15:00” asks at any time."


def offer_to_follow(turn: Turn, readers: Readers, wrote: Wrote) -> bool:
    """Ask whoever may order whether this order shall be followed up; False where it is none, or they want no such question."""
    if wrote.direct or wrote.mentions_bot or not is_manager(site_of(turn), wrote.user):
        return False
    said = instant_of_ts(wrote.ts)
    found = addressed(turn, readers, wrote.text, wrote.user, said)
    if found is None or _has_enough(turn, wrote.user):
        return False
    message = message_id(wrote.channel, wrote.ts)
    turn.record(written(wrote))
    turn.record(FollowUp(message=message, person=wrote.user))
    tell(turn, wrote.user, wrote.channel, _question(turn, found, message), thread_ts=wrote.thread_ts)
    return True


def take_offer(turn: Turn, readers: Readers, pressed: Pressed) -> None:
    """Yes asks it of them as the words read by now; no leaves it."""
    turn.record(FollowUp(message=pressed.value, person=pressed.user, wanted=pressed.name == FOLLOW_UP))
    if pressed.name == FOLLOW_UP:
        told = _follow_up(turn, readers, pressed)
    else:
        told = f"{_LEFT}{_NO_MORE if _has_enough(turn, pressed.user) else ''}"
    replace_question(turn, pressed, told)


def _follow_up(turn: Turn, readers: Readers, pressed: Pressed) -> str:
    message = message_of(turn, pressed.value)
    if message is None or message.withdrawn:
        return "That was taken back, so I ask nobody."
    if not is_manager(site_of(turn), pressed.user):
        return MANAGERS_ONLY
    if asked := orders_of(turn, message):
        return f"It is asked already: {asked[-1].asked.id}."
    found = addressed(turn, readers, message.text, message.by, message.at)
    if found is None:
        return "By now that message asks nobody for anything by a time, so I ask nobody."
    if found.due <= turn.now:
        return (
            f"{SiteView(turn).when(found.due)} is over by now, so I ask nobody. Write it with another time."
        )
    words = of_words(message.id, message.revision)
    order = found.order.placed_by(readers, turn)
    return ask_of(turn, pressed.user, found.to, order, evidence=(words,), origin=words)


def _question(turn: Turn, found: Addressed, message: str) -> Body:
    view = SiteView(turn)
    what = f"“{view.said(found.order.text, 200)}”, due {view.when(found.due)}"
    text = f"Shall I follow this up with {view.name(found.to)}? {what}."
    row = actions((button(FOLLOW_UP, "Yes", message, style="primary"), button(LEAVE_IT, "No", message)))
    return Body(text=f"{text}\nYes / No", blocks=(section(text), row))


def _has_enough(turn: Turn, person: str) -> bool:
    """Whether they have enough of such questions for now: their last answers were a no, or several wait for an answer."""
    found = _asked_of(turn, person, _FORGOTTEN)
    answers = [one.wanted for one in found if one.wanted is not None][-_DECLINED:]
    lately = _asked_of(turn, person, _LATELY)
    waiting = {one.message for one in lately} - {one.message for one in lately if one.wanted is not None}
    return len(waiting) >= _WAITING or answers == [False] * _DECLINED


def _asked_of(turn: Turn, person: str, ago: timedelta) -> list[FollowUp]:
    """What they were asked since, and what they answered, in order."""
    records = turn.records(ref=f"person:{person}", kinds=("follow_up",), since=turn.now - ago)
    return [record.entry for record in records if isinstance(record.entry, FollowUp)]
