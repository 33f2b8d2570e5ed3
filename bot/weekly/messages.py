"""The direct messages of a week: what will you finish, what did you promise, how did it go."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.body import Block, Body, actions, button, context, paragraphs, section
from bot.view import SiteView
from bot.weekly.words import offer_line, outcome_words, promise_line, week_words
from rules.weekly.outcome import Judged
from rules.weekly.promised import Offer, WeekPromise

PROMISE = "promise"
REVIEW = "week_review"
_MOST = 20
Made = Sequence[tuple[str, WeekPromise]]  # tasks, and what was promised of each


def asking(
    week: date, person: str, offers: Sequence[Offer], closes: datetime, view: SiteView, *, again: bool
) -> Body:
    """The tasks that could be worked on, those that are ready first, and the button that opens the ticks."""
    ready = [one for one in offers if not one.missing]
    lacking = [one for one in offers if one.missing]
    lead = f"*What will you finish next week, {week_words(week, view)}?*"
    lead = f"*Not answered yet.* {lead}" if again else lead
    until = f"Tick and send until {view.when(closes)}. Without a word it counts as nothing promised."
    lines = [
        *_listing("Ready", [offer_line(one, person, view) for one in ready]),
        *_listing("Not ready yet", [offer_line(one, person, view) for one in lacking]),
    ]
    return _body(lead, lines, until, button(PROMISE, "Promise …", week.isoformat(), style="primary"))


def promised(week: date, made: Made, view: SiteView, *, closed: bool) -> Body:
    """What they promised, and the button to change it."""
    lead = f"*You promise for {week_words(week, view)}:*"
    if not made:
        lead = f"*You promise nothing for {week_words(week, view)}.*"
    lines = [promise_line(task, promise, view) for task, promise in made[:_MOST]]
    foot = "It can be changed until the cut-off with the button or `/site promise`."
    if closed:
        foot = "The cut-off has passed: a change is kept beside what was promised."
    return _body(lead, lines, foot, button(PROMISE, "Change …", week.isoformat()))


def silent(week: date, view: SiteView) -> Body:
    """The cut-off came without a word."""
    lead = f"*No word came, so nothing is promised for {week_words(week, view)}.*"
    foot = "What you say from now on is kept as added after the cut-off."
    return _body(lead, [], foot, button(PROMISE, "Promise …", week.isoformat()))


def reviewing(week: date, mine: Sequence[Judged], closes: datetime, view: SiteView) -> Body:
    """Which of their promises do not show as kept, and the button that asks why."""
    unknown = [one for one in mine if not one.verdict.kept]
    kept = len(mine) - len(unknown)
    when = week_words(week, view)
    lead = f"*How did the week go?* {kept} of your {len(mine)} promises for {when} show as kept."
    if len(mine) == 1:
        lead = f"*How did the week go?* Your promise for {when} does not show as kept."
    lines = [
        f"{promise_line(one.task, one.promise, view)} · at {one.verdict.percent:.0f} %" for one in unknown
    ]
    foot = f"Say until {view.when(closes)} what is finished, and what was in the way of the rest."
    return _body(lead, lines[:_MOST], foot, button(REVIEW, "Answer …", week.isoformat(), style="primary"))


def reviewed(week: date, mine: Sequence[Judged], view: SiteView, *, judged: bool) -> Body:
    """What their promises came to, as far as it is known; the button stays for what has no reason yet."""
    kept = sum(one.verdict.kept for one in mine)
    when = week_words(week, view)
    lead = f"*{kept} of your {len(mine)} promises for {when} {'were' if judged else 'are'} kept.*"
    if len(mine) == 1:
        lead = f"*Your promise for {when} {'was' if judged else 'is'}{'' if kept else ' not'} kept.*"
    lines = [_outcome(one, view) for one in mine if not one.verdict.kept]
    open_ones = any(not one.verdict.kept and one.promise.word is None for one in mine)
    made = button(REVIEW, "Answer …" if open_ones else "Change …", week.isoformat())
    return _body(lead, lines[:_MOST], "`/site week` shows the whole site.", made)


def _outcome(one: Judged, view: SiteView) -> str:
    return f"{promise_line(one.task, one.promise, view)} · {outcome_words(one, view)}"


def _listing(heading: str, lines: list[str]) -> list[str]:
    left = len(lines) - _MOST
    more = [f"… and {left} more, in the form"] if left > 0 else []
    return [f"*{heading}*", *lines[:_MOST], *more] if lines else []


def _body(lead: str, lines: Sequence[str], foot: str, made: Block) -> Body:
    text = "\n".join([lead.replace("*", ""), *lines, foot])
    return Body(text=text, blocks=(section(lead), *paragraphs(lines), context(foot), actions([made])))
