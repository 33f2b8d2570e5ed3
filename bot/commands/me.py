"""`/site me`: what was captured from whoever asks, how to withdraw it, and how to have it erased."""

import re

from bot.acting.crewing import shift_words
from bot.acting.reaching import LABELS, REACH, TOLD, other
from bot.body import Block, Body, actions, button, section
from bot.cards import CORRECT_LISTED
from bot.commands.guide import strange_answer
from bot.commands.log import log_text
from bot.commands.picture import Picture
from bot.logbook import Logged, Wanted, logged
from bot.mrkdwn import said
from bot.view import counted, listed
from rules.subject import PersonState

_PAGE = 6
_DAYS = 30
_PAGED = re.compile(r"page\s+(\d{1,4})", re.IGNORECASE)
_ERASURE = (
    "*Withdraw* takes a report back: nothing rests on it any more, but the journal still has the words. To have the words erased "
    "there for good, press *Ask for erasure*: the site's managers are told, and whoever runs Siteloop does it. Your messages in "
    "Slack are yours: edit or delete them there, or write `[off]` in one and I do not read it."
)


def me_answer(picture: Picture, rest: str, user: str) -> Body:
    """Theirs of the last 30 days, page by page, the newest first."""
    asked = _PAGED.fullmatch(rest)
    if rest and not asked:
        return strange_answer("me", rest)
    wanted = Wanted(now=picture.now, person=user, days=_DAYS)
    found = logged(picture.reader, picture.view.calendar, wanted)
    known = picture.view.person(user)
    reach = known.reach if known else "direct"
    works = f"{TOLD[reach]}{_works(known)}"
    choice = button(REACH, LABELS[other(reach)], other(reach))
    foot = [
        section(f"{_ERASURE}\n{works}"),
        actions((button("ask_erasure", "Ask for erasure", user), choice)),
    ]
    within = f"at {said(picture.view.site.name or 'this site', 80)} in the last {_DAYS} days"
    if not found:
        text = f"*Nothing was captured from you {within}.*"
        return Body(text=f"{text}\n{_ERASURE}\n{works}", blocks=(section(text), *foot))
    pages = (len(found) + _PAGE - 1) // _PAGE
    page = min(max(int(asked[1]), 1), pages) if asked else 1
    shown = found[(page - 1) * _PAGE : page * _PAGE]
    lead = f"*Captured from you {within}: {counted(len(found), 'report')}*"
    lead += f" · page {page} of {pages}" if pages > 1 else ""
    texts = [log_text(one, picture.view, dated=True) for one in shown]
    blocks: list[Block] = [section(lead)]
    for one, text in zip(shown, texts, strict=True):
        blocks += [section(text), _row(one)]
    row = [button("me_newer", "Newer", f"page {page - 1}")] if page > 1 else []
    row += [button("me_older", "Older", f"page {page + 1}")] if page < pages else []
    turns = [actions(row)] if row else []
    return Body(text="\n".join([lead, *texts, _ERASURE, works]), blocks=(*blocks, *turns, *foot))


def _works(known: PersonState | None) -> str:
    """When they work, and which trades they lead, where somebody said so."""
    if known is None or not (known.shift or known.trades):
        return ""
    leads = f" You lead {listed([said(one, 40) for one in known.trades])}." if known.trades else ""
    return f" You work {shift_words(known.shift)}.{leads}"


def _row(one: Logged) -> Block:
    if one.message is not None:
        correct = button(CORRECT_LISTED, "Not right?", one.message.id)
        return actions((correct, button("withdraw", "Withdraw", one.message.id)))
    action, step = (one.action.asked.id if one.action else ""), (one.step.id if one.step else "")
    return actions((button("withdraw", "Withdraw", f"{action}|{step}"),))
