"""What was captured, in the words of a reader."""

from collections.abc import Callable, Mapping

from bot.mrkdwn import said
from bot.view import SiteView
from rules.signal import Signal

CAUSES: Mapping[str, str] = {
    "design": "drawing, answer or decision missing",
    "material": "material missing",
    "labour": "people missing",
    "equipment": "plant or tools",
    "space": "no access or space",
    "prior_work": "earlier work not finished",
    "weather": "weather",
    "safety": "safety",
    "inspection": "inspection, permit or approval",
    "unforeseen": "something unforeseen",
    "other": "something else",
}
CLASSES: Mapping[str, str] = {
    "incident": "incident",
    "near_miss": "near miss",
    "hazard": "hazard",
    "good": "good practice",
}
ANSWERS: Mapping[str, str] = {
    "done": "done",
    "not_done": "not done",
    "accepted": "on it",
    "started": "started",
    "declined": "declined",
    "help": "needs help",
    "eta": "new time",
    "reassign": "not theirs",
}
STATUSES: Mapping[str, str] = {"started": "started", "in_progress": "in progress", "done": "done"}
NEEDS: Mapping[str, str] = {
    "labour": "people",
    "equipment": "equipment",
    "material": "material",
    "information": "information",
    "inspection": "inspection",
    "decision": "decision",
    "access": "access",
    "other": "other",
}
RESULTS: Mapping[str, str] = {"pass": "check passed", "fail": "check failed", "defect": "defect"}
DELIVERIES: Mapping[str, str] = {
    "arrived": "arrived",
    "scheduled": "scheduled",
    "late": "late",
    "short": "short",
    "damaged": "damaged",
}
CATEGORIES: Mapping[str, str] = {
    "fall": "fall",
    "struck_by": "struck by",
    "caught_in": "caught in",
    "electrical": "electrical",
    "other": "other",
}
CONDITIONS: Mapping[str, str] = {
    name: name for name in ("rain", "wind", "heat", "cold", "snow", "lightning", "other")
}


def answer_words(answer: str) -> str:
    """An answer to an action: `not done`."""
    return ANSWERS.get(answer, answer.replace("_", " "))


def cause_words(cause: str) -> str:
    """A reason for work not done: `material missing`."""
    return CAUSES.get(cause, cause.replace("_", " "))


def signal_words(signal: Signal, view: SiteView) -> str:
    """A signal as one line: `Level 3 slab pour (A-310): 80 % done`."""
    about = f"{view.task_name(signal.task)}: " if signal.task else ""
    doubt = " (to be confirmed)" if signal.confirm or signal.hedged else ""
    return f"{about}{_READ[signal.kind](signal, view)}{doubt}"


def fact_words(signal: Signal, view: SiteView) -> str:
    """The same without the task, where that is known: `80 % done`."""
    return _READ[signal.kind](signal, view)


def _progress(signal: Signal, view: SiteView) -> str:
    percent, status = signal.values.get("percent"), signal.values.get("status")
    words = STATUSES.get(str(status), "in progress")
    shown = f"{percent:g} % done" if isinstance(percent, int | float) else words
    return _joined(shown, _quantity(signal))


def _blocker(signal: Signal, view: SiteView) -> str:
    cause = cause_words(str(signal.values.get("cause", "other")))
    since, delay = _time(signal, "since", view), signal.values.get("delay")
    return _joined(
        f"blocked, {cause}", since and f"since {since}", delay and f"costs {duration_words(str(delay))}"
    )


def _cleared(signal: Signal, view: SiteView) -> str:
    cause = signal.values.get("cause")
    return f"cleared, {cause_words(str(cause))}" if cause else "cleared"


def _forecast(signal: Signal, view: SiteView) -> str:
    when, slip = _time(signal, "when", view), signal.values.get("slip")
    start = _time(signal, "start", view)
    if when or start:
        return _joined(start and f"starts {start}", when and f"expected {when}")
    late = str(slip or "")
    return f"{duration_words(late.lstrip('-'))} {'ahead' if late.startswith('-') else 'late'}"


def _request(signal: Signal, view: SiteView) -> str:
    need = NEEDS.get(str(signal.values.get("need")), "other")
    when = _time(signal, "when", view)
    return _joined(f"asks for {said(signal.what, 80) or need}", _quantity(signal), when and f"by {when}")


def _delivery(signal: Signal, view: SiteView) -> str:
    when = _time(signal, "when", view)
    what = said(signal.what, 80) or "delivery"
    return _joined(f"{what} {signal.values.get('status', '')}".strip(), _quantity(signal), when)


def _headcount(signal: Signal, view: SiteView) -> str:
    count, hours = signal.values.get("count"), signal.values.get("hours")
    trade = said(str(signal.values.get("trade") or "people"), 60)
    number = f"{count:g} × {trade}" if isinstance(count, int | float) else trade
    return _joined(f"on site: {number}", f"{hours:g} h each" if isinstance(hours, int | float) else "")


def _cost(signal: Signal, view: SiteView) -> str:
    amount = signal.values.get("amount")
    if not isinstance(amount, int | float):
        return "cost, amount unknown"
    return f"cost {view.money(float(amount), str(signal.values.get('currency') or ''))}"


def _safety(signal: Signal, view: SiteView) -> str:
    kind = CLASSES.get(str(signal.values.get("class")), "report")
    category, injury = str(signal.values.get("category") or ""), signal.values.get("injury")
    hurt = {True: "somebody hurt", False: "nobody hurt"}.get(injury, "") if isinstance(injury, bool) else ""
    return _joined(f"safety {kind}", category.replace("_", " ") if category != "other" else "", hurt)


def _quality(signal: Signal, view: SiteView) -> str:
    result = RESULTS.get(str(signal.values.get("result")), "defect")
    return _joined(result, said(signal.what, 80))


def _weather(signal: Signal, view: SiteView) -> str:
    return f"weather: {signal.values.get('condition', 'other')}"


def _response(signal: Signal, view: SiteView) -> str:
    cause, when, to = signal.values.get("cause"), _time(signal, "when", view), signal.values.get("to")
    return _joined(
        f"answer: {answer_words(str(signal.values.get('answer', '')))}",
        cause and cause_words(str(cause)),
        when,
        to and f"to {view.said(f'@{to}'.replace('@@', '@'), 60)}",
    )


_READ: Mapping[str, Callable[[Signal, SiteView], str]] = {
    "progress": _progress,
    "blocker": _blocker,
    "cleared": _cleared,
    "forecast": _forecast,
    "request": _request,
    "delivery": _delivery,
    "headcount": _headcount,
    "cost": _cost,
    "safety": _safety,
    "quality": _quality,
    "weather": _weather,
    "response": _response,
}


def duration_words(text: str) -> str:
    """An ISO 8601 duration of days or hours: `P2D` is `2 days`."""
    digits = "".join(c for c in text if c.isdigit() or c == ".")
    unit = (
        "hour" if text.endswith("H") else "minute" if "T" in text else "week" if text.endswith("W") else "day"
    )
    return f"{digits} {unit}{'' if digits == '1' else 's'}" if digits else said(text, 20)


def _time(signal: Signal, field: str, view: SiteView) -> str:
    value = signal.values.get(field)
    return view.local_text(value) if isinstance(value, str) else ""


def _quantity(signal: Signal) -> str:
    quantity, unit = signal.values.get("quantity"), signal.values.get("unit")
    if not isinstance(quantity, int | float):
        return ""
    shown = "people" if unit == "person" and quantity != 1 else said(str(unit or ""), 20)
    return f"{quantity:g} {shown}".strip()


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)
