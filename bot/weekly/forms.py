"""The forms of a week: ticks for what is promised, and a reason for each promise that was not kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.body import Block, context, plain_text, section
from bot.forms.fields import About, View, choice, field, form, menu, note_field, number_box
from bot.phrases import CAUSES, cause_words
from bot.view import SiteView
from bot.weekly.words import aim_words, state_words, week_words
from rules.facts.scene import Scene
from rules.weekly.offers import aim_of, ends_by, offers_for
from rules.weekly.outcome import Judged
from rules.weekly.promised import Offer, Pledge, ReviewWord, WeekPromise
from rules.weekly.standing import promised_by, promised_by_others

FINISHED = "finished"
_MOST_TICKS = 10  # as many as Slack shows in one field
_MOST_MORE = 100
_TICKS = ("ready", "lacking")
_HOW, _WHAT = "how:", "what:"


def promise_form(scene: Scene, week: date, person: str, closed: bool, view: SiteView, about: About) -> View:
    """Ticks for what could be worked on, how far the long ones shall be, and any other task."""
    offers = offers_for(scene, week, person)
    made = promised_by(scene.read, week, person)
    others = promised_by_others(scene.read, week, person)
    taken = [taken_words(one.task, others[one.task], view) for one in offers if one.task in others]
    offers = [one for one in offers if one.task not in others]
    blocks = [_lead(week, closed, view), *([context(" ".join(taken))] if taken else [])]
    ticked: list[str] = []
    for name, found in zip(_TICKS, _halves(offers), strict=True):
        if found:
            blocks.append(_ticks(name, found[:_MOST_TICKS], made, view))
            ticked += [one.task for one in found[:_MOST_TICKS]]
    if not offers and not made:
        blocks.append(section("No task of yours can be worked on in that week. What else will you finish?"))
    blocks += _more(scene, ticked, made, others, person, view)
    shown = dict.fromkeys((*ticked, *made))
    blocks += [_how(scene, name, week, made, view) for name in shown if _is_long(scene, name, week, made)]
    return form("promise", "Weekly promises", "Promise", blocks, about)


def pledges_of(fields: Mapping[str, Any], scene: Scene, week: date) -> tuple[Pledge, ...]:
    """What was ticked, each with how far it shall be: as filled in, else as the plan wants it by then."""
    names = dict.fromkeys(
        str(name) for field_name in (*_TICKS, "more") for name in fields.get(field_name) or ()
    )
    found = []
    for name in names:
        task, how = scene.lasting(name), fields.get(f"{_HOW}{name}")
        if task is not None:
            found.append(Pledge(task=name, percent=float(how) if how else aim_of(scene, task, week)))
    return tuple(found)


def check_promise(
    fields: Mapping[str, Any], scene: Scene, week: date, person: str, view: SiteView
) -> dict[str, str]:
    """What is wrong with the promises, each at its field."""
    wrong = {}
    others = promised_by_others(scene.read, week, person)
    for field_name in (*_TICKS, "more"):
        taken = {name: others[name] for name in fields.get(field_name) or () if name in others}
        if taken:
            wrong[field_name] = " ".join(taken_words(name, by, view) for name, by in taken.items())
    for one in pledges_of(fields, scene, week):
        task, name = scene.lasting(one.task), f"{_HOW}{one.task}"
        if name in fields and task is not None and not task.found.percent < one.percent <= 100:
            wrong[name] = f"It is at {task.found.percent:.0f} % already; promise more, up to 100."
    return wrong


def taken_words(task: str, by: str, view: SiteView) -> str:
    """That somebody else promises it."""
    return f"{view.name(by)} promises {task} for that week already."


def review_form(week: date, unknown: Sequence[Judged], judged: bool, view: SiteView, about: About) -> View:
    """For each promise that does not show as kept: it is finished, or one reason why not; and what is still in the way."""
    options = [choice(cause, f"Not finished: {words}") for cause, words in CAUSES.items() if cause != "other"]
    if not judged:
        options = [choice(FINISHED, "Finished as promised"), *options]
    blocks: list[Block] = [
        context(
            f"Your promises for {week_words(week, view)}. One reason each, the first one that held it up."
        )
    ]
    for one in unknown:
        label = f"{one.task} {_name(view, one.task)}, {aim_words(one.promise)}"
        known = one.promise.word
        chosen = (FINISHED if known.kept else known.reason) if known else ""
        blocks.append(field(f"{_WHAT}{one.task}", label, menu(options, chosen)))
    ticks = [choice(one.task, f"{one.task} {_name(view, one.task)}") for one in unknown][:_MOST_TICKS]
    still = {one.task for one in unknown if one.promise.word is not None and one.promise.word.still}
    blocks.append(field("still", "What is still in the way?", _boxes(ticks, still), optional=True,
                        hint="Ticked, the reason becomes a blocker of the task."))  # fmt: skip
    return form("week_review", "How did it go?", "Send", [*blocks, note_field()], about)


def words_of(fields: Mapping[str, Any]) -> tuple[ReviewWord, ...]:
    """What the review's form says of each promise."""
    still, note = set(fields.get("still") or ()), str(fields.get("note") or "")
    found = []
    for name, value in fields.items():
        if name.startswith(_WHAT) and value:
            task, kept = name.removeprefix(_WHAT), value == FINISHED
            reason = "" if kept else str(value)
            found.append(
                ReviewWord(task=task, kept=kept, reason=reason, still=task in still and not kept, note=note)
            )
    return tuple(found)


def _halves(offers: Iterable[Offer]) -> tuple[list[Offer], list[Offer]]:
    every = list(offers)
    return [one for one in every if not one.missing], [one for one in every if one.missing]


def _lead(week: date, closed: bool, view: SiteView) -> Block:
    told = "the cut-off has passed, so this is kept as a change" if closed else "what you tick, you promise"
    return context(f"{week_words(week, view)}: {told}.")


def _ticks(name: str, offers: Sequence[Offer], made: Mapping[str, WeekPromise], view: SiteView) -> Block:
    label = "Ready: what will you finish?" if name == "ready" else "Not ready yet, and what it lacks"
    options = []
    for one in offers:
        option = choice(one.task, f"{one.task} {_name(view, one.task)}")
        told = ", ".join(cause_words(lack.kind) for lack in one.missing) or state_words(one, view)
        options.append({**option, "description": plain_text(told, 75)})
    return field(name, label, _boxes(options, made), optional=True)


def _boxes(options: Sequence[Block], chosen: Iterable[str]) -> Block:
    known = set(chosen)
    first = [option for option in options if option["value"] in known]
    return {"type": "checkboxes", "options": list(options), **({"initial_options": first} if first else {})}


def _more(
    scene: Scene,
    ticked: Sequence[str],
    made: Mapping[str, WeekPromise],
    others: Mapping[str, str],
    person: str,
    view: SiteView,
) -> list[Block]:
    """Any other task that is not done: those promised already and their own first."""
    owners, left = scene.site.owners, []
    not_offered = {*ticked, *others}
    for task in scene.work.tasks:
        if task.found.status != "done" and task.plan.id not in not_offered and task.plan.milestone is None:
            mine = owners.get(task.plan.owner) == person
            left.append((task.plan.id not in made, not mine, task.plan.start, task.plan.id))
    options = [choice(name, f"{name} {_name(view, name)}") for *_, name in sorted(left)[:_MOST_MORE]]
    if not options:
        return []
    first = [option for option in options if option["value"] in made]
    several: Block = {"type": "multi_static_select", "options": options}
    several |= {"initial_options": first} if first else {}
    return [field("more", "Another task?", several, optional=True)]


def _is_long(scene: Scene, task: str, week: date, made: Mapping[str, WeekPromise]) -> bool:
    found = scene.lasting(task)
    promised = made[task].percent < 100 if task in made else False
    return found is not None and (promised or not ends_by(scene, found, week))


def _how(scene: Scene, task: str, week: date, made: Mapping[str, WeekPromise], view: SiteView) -> Block:
    found = scene.lasting(task)
    now = found.found.percent if found else 0.0
    known = made[task].percent if task in made else (aim_of(scene, found, week) if found else 100.0)
    box = {**number_box(1, 100), "initial_value": f"{known:g}"}
    label = f"How far will {task} {_name(view, task)} be, in percent?"
    return field(
        f"{_HOW}{task}",
        label,
        box,
        optional=True,
        hint=f"It is at {now:.0f} % now. Counts only where it is ticked.",
    )


def _name(view: SiteView, task: str) -> str:
    found = view.task(task)
    return found.plan.name if found else ""
