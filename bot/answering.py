"""Answers to actions: by button, by form, by reaction; words in a thread come through `bot.hearing`."""

from dataclasses import replace
from datetime import datetime

from bot.cards import hint, is_with, percent_of, status_line
from bot.happening import Pressed, Reacted, Submitted
from bot.mrkdwn import said
from bot.questions import tasks_of, told_form, told_percent, told_started
from bot.showing import action_of_target
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView
from rules.action import Life, life
from rules.entry import Stepped, Unstepped
from rules.read import action_of, open_actions, person_of, site_of, tasks
from rules.saidtime import instant_of
from rules.subject import ActionState, Answer, SiteState, Step

MANAGERS = ("superintendent", "project_manager")
BUTTONS: dict[str, Answer] = {"done": "done", "accept": "accepted", "help": "help"}
FORMS: dict[str, Answer] = {"not_done": "not_done", "not_mine": "reassign", "help": "help", "answer": "done"}
REACTIONS: dict[str, Answer] = {
    "white_check_mark": "done",
    "heavy_check_mark": "done",
    "eyes": "accepted",
    "+1": "accepted",
    "thumbsup": "accepted",
    "raised_hand": "help",
    "sos": "help",
}


def is_manager(site: SiteState, person: str) -> bool:
    """Whether they may change the site; as long as nobody has a role, everybody may."""
    held = [p for role in MANAGERS for p in site.roles.get(role, ())]
    return person in held or not held


def may_answer(site: SiteState, action: ActionState, person: str) -> bool:
    """Its owner, those on its ladder, those it was escalated to, and the site's managers."""
    found = life(action)
    involved = {found.owner, *found.helpers, *(rung.person for rung in action.asked.ladder)}
    return person in involved or is_manager(site, person)


def press(turn: Turn, happening: Pressed) -> None:
    """A button on a card that needs no form."""
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


def submit(turn: Turn, happening: Submitted) -> None:
    """A form about an action: `not_done` (reason, when, note), `not_mine` (to, note), `help` (need, note), `answer` (the fields
    of its question, note)."""
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
    take_answer(turn, action, step, happening.channel)


def react(turn: Turn, happening: Reacted) -> None:
    """A reaction on a card or a direct message about it; taking it away takes the answer back."""
    action = action_of(turn, action_of_target(turn.target_at(happening.channel, happening.ts)))
    answer = REACTIONS.get(happening.name)
    if action is None or answer is None:
        return
    origin = f"reaction:{happening.channel}:{happening.ts}:{happening.user}:{happening.name}"
    if not happening.added:
        if any(step.id == origin for step in action.steps):
            turn.record(Unstepped(action=action.asked.id, step=origin, by=happening.user))
        return
    if any(step.id == origin for step in action.steps):
        return
    step = Step(id=origin, kind="answered", at=turn.now, by=happening.user, answer=answer, via="reaction")
    take_answer(turn, action, step, happening.channel)


def take_answer(turn: Turn, action: ActionState, step: Step, channel: str) -> None:
    """Record an answer, unless it comes too late or from somebody whose answer it is not."""
    person, found = step.by or "", life(action)
    if refusal := refusal_of(turn, action, found, person):
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
    if step.answer == "done" and action.asked.done_means == "started":
        step = replace(step, signals=tuple(told_started(task) for task in tasks_of(action) if task))
    if step.answer in ("reassign", "declined"):
        step = replace(step, to=step.to or _next_owner(action, found))
        if step.to is None or person_of(turn, step.to) is None:
            tell(turn, person, channel, _nobody_else(action))
            return
    turn.record(Stepped(action=action.asked.id, step=step))


def refusal_of(turn: Turn, action: ActionState, found: Life, person: str) -> str:
    """Why this person's answer is not taken, in words for them; empty where it is."""
    view = SiteView(turn)
    if not found.is_open:
        return f"{action.asked.id} is closed already. {status_line(action, view)}. Nothing was changed."
    if found.status == "proposed":
        return f"{action.asked.id} is not asked of anybody yet. {status_line(action, view)}: Approve, Edit or Refuse it."
    if not may_answer(site_of(turn), action, person):
        return (
            f"{action.asked.id} is {view.name(found.owner)}'s to answer. "
            "Write what you know in its thread, and it will be kept."
        )
    return ""


def _next_owner(action: ActionState, found: Life) -> str | None:
    refused = {found.owner, *found.former}
    others = (rung.person for rung in action.asked.ladder if rung.person not in refused)
    return next(others, None)


def _nobody_else(action: ActionState) -> str:
    return (
        f"Nobody else is known who could take {action.asked.id}. Say whose it is: press *Not mine* and choose a person "
        "of this channel."
    )


def asked_last(turn: Turn, person: str) -> ActionState | None:
    """The open action that this person was written to about last, as its owner or as one it was escalated to."""
    found = [(_told_at(action, person), action) for action in open_actions(turn)]
    theirs = [(at, action) for at, action in found if at is not None]
    return max(theirs, key=lambda one: (one[0], _number(one[1])))[1] if theirs else None


def _told_at(action: ActionState, person: str) -> datetime | None:
    if life(action).status == "proposed" or not is_with(action, person):
        return None
    return max([action.opened, *(step.at for step in action.steps if step.to == person)])


def _number(action: ActionState) -> int:
    return int(action.asked.id.rpartition("-")[2])
