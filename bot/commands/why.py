"""`/site why ACT-12`: from the action back to the decision, the case, the words and the person."""

from collections.abc import Sequence
from functools import partial

from bot.body import Body, divider, paragraphs, section
from bot.cards.asked import asks, evidence, unplanned, where
from bot.cards.clearing import expectations
from bot.cards.steps import SPARED, step_lines
from bot.cards.story import owner_reason, status_line
from bot.commands.clause import clause_line
from bot.commands.picture import Picture
from bot.commands.rulebook import book_of
from bot.commands.then_said import then_said
from bot.commands.words import did_you_mean
from bot.mrkdwn import escape, said
from rules.deciding.decision import Decision
from rules.folding.entry import Decided
from rules.key import Key
from rules.life.action import life
from rules.life.proposal import next_approver
from rules.life.touch import Touch, next_touch
from rules.past.replay import RulebookLost
from rules.read import task_called
from rules.rule import Rule
from rules.subject import ActionState, Member
from rules.worktime.reachable import hours_of

_ID = "ACT-"
_MOST_CASES = 20
_BY_ITSELF = {
    "close": "• or what led to it no longer holds (it is cleared, has arrived, is done): it is closed then by itself",
    "ask": "• once what led to it no longer holds, its owner is asked whether it is done, or, if its task leaves the "
    "schedule, whether it is still needed",
    "keep": "• nothing else does: it stays open, also once what led to it no longer holds",
}
_ASKED = {
    "refer": "whether it may take longer",
    "pass": "whether it is done",
    "needed": "once more whether it is needed",
}


def why_answer(picture: Picture, rest: str) -> Body:
    """Clause by clause with the values met, the words with who and when, the ladder, what happened since, what ends it."""
    wanted = _normal(rest)
    if not wanted:
        return Body(text="Why what? Name an action: `/site why ACT-12`. `/site actions` lists them.")
    action = picture.reader.get(Key("action", wanted))
    if not isinstance(action, ActionState):
        if (task := task_called(picture.reader, rest.strip())) is not None:
            name = task.plan.id
            return Body(
                text=f"{name} is a task. `/site tasks {name}` shows it, `/site log {name}` what was said of it."
            )
        known = [one.state.asked.id for one in picture.actions]
        return Body(text=f"There is no action {said(wanted, 60)} at this site.{did_you_mean(wanted, known)}")
    parts = [
        _head(picture, action),
        _ground(picture, action),
        _words(picture, action),
        _ladder(picture, action),
        _since(picture, action),
        _end(picture, action),
    ]
    shown = [part for part in parts if part]
    text = "\n\n".join("\n".join(part) for part in shown)
    blocks = [block for part in shown for block in (*paragraphs(part), divider())][:-1]
    return Body(text=text, blocks=tuple(blocks) or (section(text),))


def _normal(rest: str) -> str:
    """`act 12`, `12` and `ACT-12` are one."""
    word = "".join(rest.split()).upper()
    digits = word.removeprefix("ACT").lstrip("-#")
    return f"{_ID}{digits}" if digits.isdigit() else word


def _head(picture: Picture, action: ActionState) -> Sequence[str]:
    view = picture.view
    about = f" ({where(action, view)})" if any(one.task for one in life(action).members) else ""
    stands = [status_line(action, view), *expectations(action, view), *unplanned(action, view)]
    return [f"*{action.asked.id}* {asks(action, view)}{about}", *stands]


def _ground(picture: Picture, action: ActionState) -> Sequence[str]:
    found = _decision(picture, action)
    if found is None:
        asked_by = picture.view.name(action.asked.asked_by)
        return ["*Why*", f"{asked_by} asked for it on {picture.view.when(action.opened)}"]
    lead = f"Rule `{escape(found.rule)}`: {said(found.title, 200)}, on {picture.view.when(action.opened)}"
    because = said(action.asked.why, 300)
    return [
        "*Why*",
        lead,
        *([because] if because and because != said(found.title, 300) else []),
        *map(clause_line, found.clauses),
    ]


def _decision(picture: Picture, action: ActionState) -> Decision | None:
    if not action.asked.decision:
        return None
    records = picture.reader.records(ref=f"decision:{action.asked.decision}", kinds=("decided",), limit=1)
    entry = records[0].entry if records else None
    return entry.decision if isinstance(entry, Decided) else None


def _words(picture: Picture, action: ActionState) -> Sequence[str]:
    members = life(action).members
    if len(members) > 1:
        return _cases(picture, action, members)
    quotes = then_said(picture, evidence(action), f"action:{action.asked.id}")[:10]
    return ["*The words*", *(f">{quote}" for quote in quotes)] if quotes else []


def _cases(picture: Picture, action: ActionState, members: Sequence[Member]) -> Sequence[str]:
    """Each case that it stands for, with the words that led to it."""
    lines, view = [], picture.view
    for member in members[:_MOST_CASES]:
        about = f"{view.task_label(member.task)}: " if member.task else ""
        lines += [f"• {about}{view.said(member.text, 200)}"]
        quotes = then_said(picture, member.evidence, f"action:{action.asked.id}")
        lines += [f">{quote}" for quote in quotes[:2]]
    left = len(members) - _MOST_CASES
    return ["*What it stands for*", *lines, *([f"… and {left} more"] if left > 0 else [])]


def _ladder(picture: Picture, action: ActionState) -> Sequence[str]:
    found = life(action)
    people = [rung.person for rung in action.asked.ladder]
    people += [person for person in (found.owner, *found.helpers) if person not in people]
    asked_now = (
        "" if not found.is_open else " *(would be asked)*" if found.status == "proposed" else " *(asked now)*"
    )
    lines = []
    for place, person in enumerate(people, start=1):
        now = asked_now if person == found.owner else " (escalated to)" if person in found.helpers else ""
        lines.append(f"{place}. {picture.view.who(person)}: {owner_reason(action, person)}{now}")
    return ["*Who answers for it*", *lines]


def _since(picture: Picture, action: ActionState) -> Sequence[str]:
    lines = step_lines(action.steps, picture.view)
    if action.asked.held:
        first = picture.view.name((action.asked.proposed_to or (action.asked.ladder[0].person,))[0])
        lines.insert(0, f"{picture.view.at(action.opened)} Asked of {first}, {SPARED}")
    return ["*Since then*", *lines] if lines else []


def _end(picture: Picture, action: ActionState) -> Sequence[str]:
    found = life(action)
    if not found.is_open:
        return []
    view = picture.view
    if found.status == "proposed":
        names = view.names(tuple(dict.fromkeys((*action.asked.proposed_to, *found.put_to))))
        lines = [f"• {names}, or another manager of the site, approves or refuses it"]
        following = next_approver(action.asked, found)
        then = f"it is put to {view.name(following)}" if following else "it is dropped as unanswered"
        lines.append(
            f"• or {view.name(found.put_to[-1])} says nothing until {view.when(found.due)}: then {then}"
        )
        return ["*What decides it*", *lines]
    name = view.name(found.owner)
    lines = [f"• {name} says that it is done: by the button, ✅ on the card, or in words in its thread"]
    rule = _rule(picture, action.asked.rule)
    if found.doubted is not None:
        lines.append(f"• or {name} says that it is not needed any more: *Not needed*, or “no” in words")
    ends = ["*What ends it*", *lines, *([_BY_ITSELF[rule.when_resolved]] if rule else [])]
    touch = next_touch(action, partial(hours_of, picture.reader), picture.now)
    return [*ends, f"• while nobody says anything: {_coming(touch, picture)}"]


def _coming(touch: Touch | None, picture: Picture) -> str:
    """What is to come next by itself."""
    if touch is None:
        return "nothing more comes by itself"
    who, when = picture.view.name(touch.to), picture.view.when(touch.at)
    match touch.kind:
        case "escalate":
            return f"it goes up to {who} {when}"
        case "forget":
            return f"it counts as not taken on {when}"
        case "refer" | "pass" | "needed":
            return f"{who} is asked {when} {_ASKED[touch.kind]}"
        case "let_go":
            return f"it is dropped {when}, since nobody said that it is needed"
        case "lapse":
            return f"the question whether it is done ends {when}"
        case _:
            return f"{who} is reminded {when}"


def _rule(picture: Picture, name: str | None) -> Rule | None:
    """None where somebody asked, or where the rulebook was not kept: what else there is to tell is told all the same."""
    try:
        return book_of(picture.reader).rule(name) if name else None
    except RulebookLost:
        return None
