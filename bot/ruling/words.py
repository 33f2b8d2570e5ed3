"""Rules, their changes and their record in words, ready for mrkdwn."""

from datetime import timedelta

from bot.mrkdwn import escape, said
from bot.view import SiteView, counted
from rules.book import Book
from rules.deciding.trust import Suggestion, Trust
from rules.language.aloud import MODES, threshold_words
from rules.language.thresholds import FOR, thresholds, unit_of
from rules.rule import Rule
from rules.subject import Tuning


def mode_words(book: Book, rule: Rule) -> str:
    """`propose, set here: a manager approves …`."""
    own = ", set here" if book.of(rule).mode else ""
    return f"*{book.mode(rule)}*{own}: {MODES[book.mode(rule)]}"


def quiet_words(tuning: Tuning, view: SiteView) -> str:
    """`⏸ off since …`, `🔕 silent until …`, or nothing."""
    if tuning.off:
        return "⏸ *off*"
    return f"🔕 silent until {view.when(tuning.until)}" if tuning.until else ""


def threshold_line(name: str, declared: float, value: float) -> str:
    """A number of the rule, and where the site set it, the declared one."""
    own = "" if value == declared else f" *(set here; the rulebook says {declared:g})*"
    return f"• `{escape(name)}` {escape(threshold_words(name, value))}{own}"


def change_words(rule: Rule, before: Tuning, after: Tuning, view: SiteView) -> list[str]:
    """What is otherwise now, each as the end of a sentence that begins with the rule."""
    found = []
    was, now = before.mode or rule.mode, after.mode or rule.mode
    if was != now:
        found.append(f"goes from {was} to *{now}*: {MODES[now]}")
    if after.off and not before.off:
        found.append("is switched off")
    if before.off and not after.off:
        found.append("is switched on again")
    if after.until is not None and after.until != before.until:
        found.append(f"is silent until {view.when(after.until)}")
    if before.until is not None and after.until is None and not after.off:
        found.append("speaks again")
    declared = thresholds(rule)
    for name, number in declared.items():
        old, new = before.thresholds.get(name, number), after.thresholds.get(name, number)
        if old != new:
            found.append(f"takes {new:g} instead of {old:g} for `{escape(name)}`{_unit(name)}")
    return found


def _unit(name: str) -> str:
    unit = unit_of(name) if name != FOR else "working hours"
    return f" ({unit})" if unit not in ("", "count") else ""


def record_words(trust: Trust) -> list[str]:
    """What became of the rule: proposals, what was asked, how it was answered; one line of each that there is; none of none."""
    lines = []
    if trust.proposed:
        parts = (
            f"{trust.approved} approved unchanged",
            trust.edited and f"{trust.edited} edited",
            trust.refused and f"{trust.refused} refused",
            trust.unanswered and f"{trust.unanswered} stayed unanswered",
            trust.waiting and f"{trust.waiting} waiting",
        )
        lines.append(f"{counted(trust.proposed, 'proposal')}: {_joined(parts)}")
        lines += [f"   refused because: {said(reason, 120)}" for reason in trust.reasons[:3]]
    if trust.asked:
        lines.append(f"{counted(trust.asked, 'action')} asked: {outcome_words(trust) or 'all still open'}")
    if trust.closed:
        lines.append(f"{trust.unescalated} of {trust.closed} closed without escalation")
    if trust.first_answer is not None:
        lines.append(f"first answer after {_long(trust.first_answer)} (median)")
    if trust.observed:
        echoed = f", {trust.echoed} of them followed by an action on the same" if trust.echoed else ""
        lines.append(f"{counted(trust.observed, 'firing')} observed on {counted(trust.days, 'day')}{echoed}")
    return lines


def outcome_words(trust: Trust) -> str:
    """`7 real, 2 no problem, 1 ignored`."""
    counts = ((trust.real, "real"), (trust.no_problem, "no problem"), (trust.ignored, "ignored"))
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def suggestion_words(told: Suggestion) -> str:
    """`▲ has earned auto: 20 of 20 proposals were approved unchanged. /site rules mode … auto because …`."""
    verb = "▲ has earned" if told.promotes else "▼ should step back to"
    because = "it has earned it" if told.promotes else "it asks too much"
    return (
        f"{verb} *{told.mode}*: {escape(told.evidence)}. "
        f"`/site rules mode {told.rule} {told.mode} because {because}`"
    )


def _joined(parts: tuple[str | int, ...]) -> str:
    return ", ".join(str(part) for part in parts if part)


def _long(took: timedelta) -> str:
    minutes = round(took.total_seconds() / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min" if minutes < 24 * 60 else f"{minutes / 1440:.1f} days"
