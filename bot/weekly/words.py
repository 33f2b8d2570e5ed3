"""How weeks, promises and what a task lacks are told."""

from collections.abc import Iterable
from datetime import date

from bot.phrases import cause_words
from bot.view import SiteView
from rules.weekly.measures import Why
from rules.weekly.outcome import NO_WORD, Judged
from rules.weekly.promised import Missing, Offer, WeekPromise
from rules.weekly.week import days_of

_MOST_SAID = 80


def week_words(week: date, view: SiteView) -> str:
    """`Mon 16 Mar to Fri 20 Mar`."""
    days = days_of(week, view.calendar)
    return f"{view.day(days[0])} to {view.day(days[-1])}" if days else view.day(week)


def offer_line(offer: Offer, to: str, view: SiteView) -> str:
    """`• A-470 Level 4 columns · L4 · 40 %, ends Fri 20 Mar · lacks material (“no rebar”)`, and for whom, to who stands in."""
    label, task = view.task_label(offer.task), view.task(offer.task)
    owner = view.site.owners.get(task.plan.owner, to) if task else to
    stead = f" · for {view.name(owner)}, who is away" if owner != to else ""
    return f"• {label} · {state_words(offer, view)}{stead}{lacks(offer.missing, view)}"


def state_words(offer: Offer, view: SiteView) -> str:
    """`40 %, ends Fri 20 Mar`."""
    task = view.task(offer.task)
    ends = f", ends {view.day(task.plan.finish)}" if task else ""
    return f"{offer.percent:.0f} %{ends}"


def lacks(missing: Iterable[Missing], view: SiteView) -> str:
    """` · lacks …` for what is missing; nothing where it is ready."""
    told = [_lack(one, view) for one in missing]
    return f" · *lacks* {'; '.join(told)}" if told else ""


def promise_line(task: str, promise: WeekPromise, view: SiteView) -> str:
    """`• A-470 Level 4 columns · L4 · to be finished`."""
    return f"• {view.task_label(task)} · {aim_words(promise)}"


def aim_words(promise: WeekPromise) -> str:
    """What was promised: `to be finished`, `to be at 60 %`, and what became of it after the cut-off."""
    aim = "to be finished" if promise.percent >= 100 else f"to be at {promise.percent:g} %"
    if promise.changes:
        now = promise.standing
        aim += ", taken back since" if now is None else f", changed to {now:g} % since"
    return f"{aim}, added after the cut-off" if promise.late else aim


def counts_words(why: Why) -> str:
    """`3`, and where some of them are not told but only likely: `3, 1 of them likely`, `2, likely`."""
    if not why.likely:
        return str(why.count)
    return f"{why.count}, {f'{why.likely} of them ' if why.told else ''}likely"


def most_words(found: Iterable[Why]) -> str:
    """` Most often in the way: material missing (2). Of 3 nobody said why.`; empty where every promise was kept."""
    reasons = list(found)
    named = [
        f" Most often in the way: {reason_words(one.reason)} ({counts_words(one)})."
        for one in reasons
        if one.reason != NO_WORD
    ]
    unsaid = [f" Of {one.count} nobody said why." for one in reasons if one.reason == NO_WORD]
    return "".join((*named[:1], *unsaid))


def reason_words(reason: str) -> str:
    """Why a promise was not kept: `material missing`, `nobody said why`."""
    return "nobody said why" if reason == NO_WORD else cause_words(reason)


def outcome_words(one: Judged, view: SiteView) -> str:
    """How far it came and why; where nobody said that, what stopped its task in that week, marked as only likely."""
    came, likely = f"at {one.verdict.percent:.0f} %, {reason_words(one.reason)}", one.likely
    if likely is None:
        return came
    by = f", {view.name(likely.by)}" if likely.by else ""
    words = view.reasoned(likely.words, likely.evidence, _MOST_SAID)
    said = f"“{words}”{by} on {view.day(view.calendar.local_date(likely.told))}"
    return f"{came}; likely {cause_words(likely.detail)}: {said}"


def _lack(one: Missing, view: SiteView) -> str:
    if one.task:
        ends = f", expected {view.day(one.until)}" if one.until else ""
        return f"{view.task_label(one.task)}{ends}"
    if one.until and not one.evidence:
        return f"{cause_words(one.kind)}, announced for {view.day(one.until)}"
    ends = f", promised for {view.day(one.until)}" if one.until else ""
    words = view.reasoned(one.words, (one.evidence,), _MOST_SAID)
    return f"{cause_words(one.kind)} (“{words}”){ends}"
