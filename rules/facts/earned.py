"""Earned value as the Project Management Institute's Practice Standard for Earned Value Management has it.

The cost performance index is CPI = EV / AC, the estimate at completion EAC = BAC / CPI. EV, what is earned, is the budget by the
percent done; AC is what was spent.
"""


def index(earned: float, spent: float) -> float | None:
    """CPI; none where nothing was spent."""
    return earned / spent if spent > 0 else None


def estimate(budget: float | None, performance: float | None) -> float | None:
    """EAC; none where nothing was earned yet."""
    return round(budget / performance, 2) if budget and performance else None
