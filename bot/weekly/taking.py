"""Weekly promises as they come in: the forms are taken over, and the steps of the week are taken when their time has come."""

from datetime import date

from bot.happening import Submitted
from bot.routing import is_direct
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView, counted
from bot.weekly.forms import pledges_of, taken_words, words_of
from bot.weekly.words import week_words
from rules.facts.scene import Scene
from rules.read import site_of
from rules.weekly.cycle import weekly_due
from rules.weekly.entries import Promised, Reviewed
from rules.weekly.outcome import of_week
from rules.weekly.standing import promised_by_others

FORMS = ("promise", "week_review")


def take_steps(turn: Turn) -> None:
    """What the steps of the week that are due lead to."""
    for entry in weekly_due(turn, turn.now):
        turn.record(entry)


def week_form(turn: Turn, happening: Submitted) -> None:
    """The ticks of a week (`ready`, `lacking`, `more`, `how:TASK`), or the words of its review (`what:TASK`, `still`, `note`)."""
    week = date.fromisoformat(happening.about)
    if happening.form == "promise":
        _promise(turn, happening, week)
    else:
        _review(turn, happening, week)


def is_judged(turn: Turn, week: date) -> bool:
    """Whether the week's promises have been judged."""
    judged = site_of(turn).rounds.get("judging")
    return judged is not None and week <= judged


def _promise(turn: Turn, happening: Submitted, week: date) -> None:
    view = SiteView(turn)
    if is_judged(turn, week):
        told = f"The promises for {week_words(week, view)} have been judged. Nothing was changed."
        tell(turn, happening.user, happening.channel, told)
        return
    scene = Scene(turn, turn.now)
    others = promised_by_others(turn, week, happening.user)  # also who was a moment quicker
    every = pledges_of(happening.fields, scene, week)
    pledges = tuple(one for one in every if one.task not in others)
    turn.record(Promised(week=week, person=happening.user, pledges=pledges, origin=happening.key))
    words = counted(len(pledges), "thing") if pledges else "nothing"
    told = f"You promise {words} for {week_words(week, view)}. `/site promise` changes it."
    taken = [taken_words(one.task, others[one.task], view) for one in every if one.task in others]
    if taken:
        tell(turn, happening.user, happening.channel, " ".join((told, *taken)))
    else:
        _confirm(turn, happening, told)


def _review(turn: Turn, happening: Submitted, week: date) -> None:
    """Words about promises of others, or, once the week is judged, that one was kept after all, are not taken."""
    mine = {one.task for one in of_week(turn, week) if one.promise.by == happening.user}
    judged = is_judged(turn, week)
    words = tuple(one for one in words_of(happening.fields) if one.task in mine and not (judged and one.kept))
    turn.record(Reviewed(week=week, person=happening.user, words=words, origin=happening.key))
    _confirm(turn, happening, "Thank you. It is kept with the promises of the week.")


def _confirm(turn: Turn, happening: Submitted, told: str) -> None:
    """Where they answered in their direct message, that shows it already, and a further message would only ring."""
    if not is_direct(happening.channel):
        tell(turn, happening.user, happening.channel, told)
