"""Answers to actions: by button, by form, by reaction; words in a thread come through `bot.heard.hearing`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.acting.questions import tasks_of, told_form, told_of_tasks, told_percent
from bot.acting.refusing import refusal_words
from bot.acting.taking_back import tell_taken_back
from bot.cards import hint, is_with, percent_of, status_line
from bot.happening import Pressed, Reacted, Submitted
from bot.mrkdwn import said
from bot.showing import action_of_target
from bot.telling import replace_question, tell
from bot.turn import Turn
from bot.view import SiteView
from rules.folding.entry import Stepped, Unstepped
from rules.life.action import life
from rules.life.asked import asks_of
from rules.life.departure import is_here, next_here, unnamed
from rules.life.planning import let_go
from rules.life.times import negotiated
from rules.life.who import as_meant
from rules.read import action_of, open_actions, site_of, tasks
from rules.subject import ActionState, Answer, Step, StepKind
from rules.worktime.saidtime import instant_of

BUTTONS: dict[str, Answer] = {"done": "done", "accept": "accepted", "start": "started", "help": "help"}
FORMS: dict[str, Answer] = {"not_done": "not_done", "not_mine": "reassign", "answer": "done"}
WORDS: dict[str, StepKind] = {"send_back": "returned", "drop": "dropped"}
REACTIONS: dict[str, Answer] = {
    "white_check_mark": "done",
    "heavy_check_mark": "done",
    "eyes": "accepted",
    "+1": "accepted",
    "thumbsup": "accepted",
    "raised_hand": "help",
    "sos": "help",
}


def press(turn: Turn, happening: Pressed) -> None:
    """A button on a card that needs no form."""
    if (special := _SPECIAL.get(happening.name)) is not None:
        special(turn, happening)
        return
    percent = percent_of(happening.name)
    answer = BUTTONS.get(happening.name) if percent is None else "done"
    action = action_of(turn, happening.value)
    if answer is None or action is None or (percent is not None and action.asked.expects != "percent"):
        tell(turn, happening.user, happening.channel, "I no longer know what this button was for.")
        return
    step = Step(
        id=happening.key, kind="answered", at=turn.now, by=happening.user, answer=answer, via="button"
    )
    if percent is not None:
        tasks = tasks_of(action)
        if len(tasks) > 1:  # it stood for one when the button was shown
            refusal = f"{action.asked.id} is about {len(tasks)} tasks by now. Press Answer. {hint(action)}"
            tell(turn, happening.user, happening.channel, refusal)
            return
        step = replace(step, signals=(told_percent(tasks[0], percent),))
    take_answer(turn, action, step, happening.channel)


def _confirm(turn: Turn, happening: Pressed) -> None:
    """The word that what is reported is done."""
    action = action_of(turn, happening.value)
    if action is None:
        tell(turn, happening.user, happening.channel, "I no longer know what this button was for.")
        return
    step = Step(id=happening.key, kind="confirmed", at=turn.now, by=happening.user, via="button")
    take_answer(turn, action, step, happening.channel)


def _say_needed(turn: Turn, happening: Pressed) -> None:
    """The word whether it is needed, though its task has left the schedule: then it is theirs; or it is not."""
    action = action_of(turn, happening.value)
    if action is None:
        tell(turn, happening.user, happening.channel, "I no longer know what this button was for.")
        return
    step, found = Step(id=happening.key, kind="answered", at=turn.now, by=happening.user), life(action)
    step = replace(step, via="button", answer="accepted")
    if found.doubted is not None:
        step = step if happening.name == "needed" else let_go(step, found)
    elif found.is_open:  # a card that stood there before
        told = f"Nobody asks any more whether {action.asked.id} is needed. {status_line(action, SiteView(turn))}."
        tell(turn, happening.user, happening.channel, f"{told} Nothing was changed.")
        return
    take_answer(turn, action, step, happening.channel)


_SPECIAL: Mapping[str, Callable[[Turn, Pressed], None]] = {
    "confirm": _confirm,
    "needed": _say_needed,
    "not_needed": _say_needed,
}


def submit(turn: Turn, happening: Submitted) -> None:
    """A form about an action: `not_done` (reason, when, note), `not_mine` (to, note), `answer` (the fields
    of its question, note), `send_back` (why: it is not done), `drop` (why it need not be done)."""
    action = action_of(turn, happening.about)
    if action is None:
        tell(
            turn,
            happening.user,
            happening.channel,
            f"There is no action {said(happening.about, 40)} any more.",
        )
        return
    fields = {name: str(value) for name, value in happening.fields.items() if value}
    if (kind := WORDS.get(happening.form)) is not None:
        step = Step(id=happening.key, kind=kind, at=turn.now, by=happening.user, note=fields.get("why", ""))
        take_answer(turn, action, replace(step, via="form"), happening.channel)
        return
    step = _answer(turn, action, happening, fields)
    take_answer(turn, action, step, happening.channel)
    _thank(turn, happening, step)


def _answer(turn: Turn, action: ActionState, happening: Submitted, fields: Mapping[str, str]) -> Step:
    step = Step(
        id=happening.key,
        kind="answered",
        at=turn.now,
        by=happening.user,
        answer=FORMS[happening.form],
        cause=fields.get("reason"),
        note=fields.get("note", ""),
        due=instant_of(fields["when"], site_of(turn).calendar) if "when" in fields else None,
        to=fields.get("to"),
        via="form",
    )
    if happening.form == "answer" and action.asked.expects:
        plans = {task.plan.id: task.plan for task in tasks(turn)}
        step = replace(step, signals=told_form(action, plans, fields))
    return step


def _thank(turn: Turn, happening: Submitted, step: Step) -> None:
    """What was taken stands where the question was whose button opened the form; of what was refused they know why already."""
    action = action_of(turn, happening.about)
    if action is not None and happening.response_url and any(one.id == step.id for one in action.steps):
        told = f"Thank you. {action.asked.id}: {status_line(action, SiteView(turn))}."
        replace_question(turn, happening, told)


def react(turn: Turn, happening: Reacted) -> None:
    """A reaction on a card or a direct message about it; taking it away takes the answer back."""
    action = action_of(turn, action_of_target(turn.target_at(happening.channel, happening.ts)))
    answer = REACTIONS.get(happening.name)
    if action is None or answer is None:
        return
    origin = f"reaction:{happening.channel}:{happening.ts}:{happening.user}:{happening.name}"
    if not happening.added:
        _take_back(turn, action, origin, happening)
        return
    if any(step.id == origin for step in action.steps):
        return
    if life(action).status == "reported" and answer == "accepted":
        if happening.name == "eyes":
            return  # they look at it; a thumb says that it is done
        answer = "done"
    step = Step(id=origin, kind="answered", at=turn.now, by=happening.user, answer=answer, via="reaction")
    if asks_of(action, site_of(turn), happening.user) == "leave" and answer in ("done", "accepted"):
        if happening.name == "eyes":
            return
        step = replace(step, kind="allowed", answer=None)
    take_answer(turn, action, step, happening.channel)


def _take_back(turn: Turn, action: ActionState, origin: str, happening: Reacted) -> None:
    """Their reaction says nothing any more; a yes that was acted on stays, and they are told so."""
    step = next((one for one in action.steps if one.id == origin), None)
    if step is None:
        return
    turn.record(Unstepped(action=action.asked.id, step=origin, by=happening.user))
    tell_taken_back(turn, action.asked.id, step, happening.channel)


def take_answer(turn: Turn, action: ActionState, step: Step, channel: str) -> None:
    """Record an answer, unless it comes too late or from somebody whose answer it is not."""
    person = step.by or ""
    site = site_of(turn)
    step = told_of_tasks(action, step, site.calendar)
    step = negotiated(action, as_meant(action, step, site), site)
    if refusal := refusal_words(SiteView(turn), action, step):
        tell(turn, person, channel, refusal)
        return
    if step.answer == "done" and action.asked.expects and not step.signals:
        tell(
            turn,
            person,
            channel,
            f"{action.asked.id} asks for more than “done”. Press Answer. {hint(action)}",
        )
        return
    if step.answer in ("reassign", "declined"):
        if not is_here(turn, step.to or next_here(turn, action, turn.now)):
            tell(turn, person, channel, _nobody_else(action))
            return
        step = unnamed(turn, action, step, turn.now)
    turn.record(Stepped(action=action.asked.id, step=step))
    if step.wish is not None:
        view = SiteView(turn)
        asks = (
            f"That is more than you can take by yourself, so {view.name(step.to)} is asked whether it may be"
        )
        tell(turn, person, channel, f"{asks} {view.when(step.wish)}.")


def _nobody_else(action: ActionState) -> str:
    return (
        f"Nobody else is known who could take {action.asked.id}. Say whose it is: press *Not mine* and choose a person "
        "of this channel."
    )


def asked_last(turn: Turn, person: str, *, decides: bool = False) -> ActionState | None:
    """The open action that this person was written to about last, as its owner or as one it was escalated to; with `decides`
    also where it only waits for their yes or no."""
    found = [(_told_at(action, person, decides=decides), action) for action in open_actions(turn)]
    theirs = [(at, action) for at, action in found if at is not None]
    return max(theirs, key=lambda one: (one[0], _number(one[1])))[1] if theirs else None


def last_asked(turn: Turn, person: str) -> datetime | None:
    """When they were written to last about any open action."""
    return max(
        filter(None, (_told_at(one, person, decides=True) for one in open_actions(turn))), default=None
    )


def _told_at(action: ActionState, person: str, *, decides: bool) -> datetime | None:
    """A proposal that it was passed on to them is theirs since then."""
    if not is_with(action, person) or (life(action).status == "proposed" and not decides):
        return None
    found, wish = life(action), life(action).wish
    if found.status == "proposed" and person not in found.put_to:
        return None
    asked = [action.opened, *(step.at for step in action.steps if step.to == person)]
    return max([*asked, wish.at] if wish is not None and wish.to == person else asked)


def _number(action: ActionState) -> int:
    return int(action.asked.id.rpartition("-")[2])
