"""What people can take back of what was captured from them: one report, one answer; and asking that their words be erased."""

from bot.happening import Pressed
from bot.heard.carried import is_heard_itself
from bot.heard.marking import mark
from bot.telling import say, tell
from bot.turn import Turn
from bot.view import SiteView
from rules.folding.entry import Deleted, Unstepped
from rules.life.who import MANAGERS
from rules.read import action_of, message_of, site_of

_GONE = "That is withdrawn already; nothing rests on it."


def withdraw(turn: Turn, happening: Pressed) -> None:
    """The button in `/site me`: it carries a message, or an action and the answer to it (`ACT-3|…`)."""
    action, _, step = happening.value.partition("|")
    told = _withdraw_answer(turn, action, step, happening) if step else _withdraw_message(turn, happening)
    tell(turn, happening.user, happening.channel, told)


def ask_erasure(turn: Turn, happening: Pressed) -> None:
    """Tell those who can have it done, and what they have to do."""
    site, view = site_of(turn), SiteView(turn)
    managers = dict.fromkeys(person for role in MANAGERS for person in site.roles.get(role, ()))
    asked = (
        f"{view.who(happening.user)} asks that what was captured from them at {view.site.name or 'this site'} be erased. "
        f"Whoever runs Siteloop does it with `siteloop journal erase --channel {site.channel} --person {happening.user}`."
    )
    for person in managers:
        say(turn, person, asked, name=f"erasure:{happening.user}:{person}")
    names = view.names(managers) if managers else "This site has no managers yet; tell whoever runs Siteloop."
    told = (
        f"{names} {'was' if len(managers) == 1 else 'were'} told. They see to it that it is done."
        if managers
        else names
    )
    tell(turn, happening.user, happening.channel, told)


def _withdraw_message(turn: Turn, happening: Pressed) -> str:
    message = message_of(turn, happening.value)
    if message is None or message.withdrawn:
        return _GONE
    if happening.user not in (message.by, message.relayed_by):
        return "Only who said it can withdraw it. A manager can put it right with “Not right?”."
    view = SiteView(turn)
    if happening.user != message.by and is_heard_itself(turn, message):
        return f"{view.name(message.by)} said it here as well, so only they can withdraw it."
    quote = view.said(message.text, 80)
    turn.record(Deleted(message=message.id, by=happening.user))
    mark(turn, message.id, had=bool(message.live), has=False)
    return f"Withdrawn: nothing rests on “{quote}” any more. The message itself is yours to delete in Slack."


def _withdraw_answer(turn: Turn, action: str, step: str, happening: Pressed) -> str:
    found = action_of(turn, action)
    answer = next((one for one in found.steps if one.id == step), None) if found else None
    if answer is None:
        return _GONE
    if answer.by != happening.user:
        return "Only who gave an answer can withdraw it."
    turn.record(Unstepped(action=action, step=step, by=happening.user))
    left = action_of(turn, action)
    if left is not None and answer in left.steps:
        return f"Your word on {action} stays: it was acted on already. To end it press *More*, *Drop it* on its card."
    return f"Withdrawn: your answer to {action} counts no longer."
