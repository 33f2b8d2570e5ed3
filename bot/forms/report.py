"""The form for those who prefer one: what happened, which task, how far, what is in the way, a photo."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.body import context
from bot.commands.words import did_you_mean
from bot.forms.fields import (
    About,
    View,
    choice,
    field,
    form,
    menu,
    number_box,
    photo_box,
    text_box,
)
from bot.mrkdwn import said
from bot.phrases import CAUSES

PHOTO = "photo"
_MOST = 2_000
_MOST_SITES = 20


def report_form(sites: Sequence[tuple[int, str]], about: About, *, photo: bool = True) -> View:
    """`sites` are the person's own, by number and name, the likeliest first; of several they choose one."""
    causes = [choice(value, label[:1].upper() + label[1:]) for value, label in CAUSES.items()]
    blocks = []
    if len(sites) > 1:
        places = [choice(str(number), name) for number, name in sites[:_MOST_SITES]]
        blocks.append(field("site", "At which site?", menu(places, str(sites[0][0]))))
    blocks += [
        field(
            "text",
            "What happened?",
            text_box(multiline=True, placeholder="Level 3 columns stopped, waiting on concrete", most=_MOST),
        ),
        field(
            "task",
            "Which task?",
            text_box(placeholder="A-310", most=100),
            optional=True,
            hint="Its id in the schedule, if you know it.",
        ),
        field("percent", "How far is it, in percent?", number_box(0, 100), optional=True),
        field("cause", "Is something in the way?", menu(causes), optional=True),
    ]
    if photo:
        blocks.append(field(PHOTO, "Photos", photo_box(), optional=True))
    blocks.append(
        context(
            "It is posted in the site's channel under your name, and you can put right what I understood."
        )
    )
    return form("report", "Report", "Report", blocks, about)


def check_report(fields: Mapping[str, Any], known: Sequence[str]) -> dict[str, str]:
    """What is wrong with a report, by field; `known` are the ids of the site's tasks."""
    task = str(fields.get("task") or "")
    if task and task.casefold() not in {one.casefold() for one in known}:
        told = f"The schedule has no task {said(task, 60)}.{did_you_mean(task, known)} Leave it empty if you do not know it."
        return {"task": told}
    if not task and (fields.get("percent") is not None):
        return {"task": "Say of which task that is the percent."}
    return {}
