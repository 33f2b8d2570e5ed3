"""Reports by form: read like a message, with what the form's fields say besides, and shown in the site's channel."""

from collections.abc import Iterator
from dataclasses import replace

from bot.acting.questions import told_percent
from bot.body import Body
from bot.cards import understood
from bot.happening import SharedFile, Submitted
from bot.heard.asking import ask
from bot.heard.readers import Readers
from bot.heard.wordsread import read_words
from bot.telling import say, tell
from bot.turn import Turn
from bot.view import SiteView, message_id
from rules.folding.entry import Said
from rules.read import site_of, tasks
from rules.signal import Signal
from rules.subject import Attached

REPORT = "report"
_THANKS = "Thank you, that is reported. It stands in the site's channel."
_NOTHING = (
    "I read nothing to record in it, so nothing follows from it; “Not right?” below it says what it is."
)
_TAKES_TASK = ("progress", "blocker", "cleared", "forecast", "request", "delivery", "quality", "cost")


def report(turn: Turn, readers: Readers, happening: Submitted) -> None:
    """The form "Report": recorded as said by whoever filled it in, and told in the site's channel."""
    site, user = site_of(turn), happening.user
    text = str(happening.fields.get("text") or "")
    message, files = message_id(REPORT, happening.view), tuple(_files(happening))
    signals = tuple(_signals(turn, readers, happening, text))
    turn.record(
        Said(
            message=message,
            revision=1,
            channel=site.channel,
            by=user,
            said=turn.now,
            text=text,
            signals=signals,
            files=files,
        )
    )
    if site.channel:
        say(turn, site.channel, report_card(turn, message), name=message)
    tell(turn, user, "", _THANKS if signals else f"{_THANKS} {_NOTHING}")
    ask(turn, readers, message, "")


def report_card(turn: Turn, message: str) -> Body:
    """Who reports what, and what was understood of it."""
    view = SiteView(turn)
    found = view.message(message)
    if found is None:
        return understood(message, (), view)
    shown = f"\n{view.files(found.files)}" if found.files else ""
    lead = f"📝 {view.name(found.by)} reports: “{view.said(found.text, 600)}”{shown}"
    return understood(message, [live.signal for live in found.live], view, lead)


def _signals(turn: Turn, readers: Readers, happening: Submitted, text: str) -> Iterator[Signal]:
    """What the words say, and the fields, which are sure; a field wins over words about the same."""
    fields = happening.fields
    named = str(fields.get("task") or "").casefold()
    task = next((one.plan.id for one in tasks(turn) if one.plan.id.casefold() == named), None)
    percent, cause = fields.get("percent"), fields.get("cause")
    for signal in read_words(turn, readers, text, by=happening.user, at=turn.now).signals:
        told = _of_task(signal, task)
        by_field = (percent is not None and told.kind == "progress") or (cause and told.kind == "blocker")
        if not (by_field and told.task == task):
            yield told
    if percent is not None:
        yield replace(told_percent(task, int(str(percent))), words=text)
    if cause:
        yield Signal(kind="blocker", task=task, values={"cause": str(cause)}, words=text)


def _of_task(signal: Signal, task: str | None) -> Signal:
    """What names no task is of the one that the form names, and no longer unsure for want of it."""
    if task is None or signal.task is not None or signal.kind not in _TAKES_TASK:
        return signal
    return replace(signal, task=task, confirm=signal.hedged)


def _files(happening: Submitted) -> Iterator[Attached]:
    for file in happening.fields.get("photo") or ():
        yield SharedFile(**file).attached()
