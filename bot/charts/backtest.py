"""A backtest as a chart: for each rule, by day or week, what it did as it was, and what it would do by the other rulebook.

matplotlib is loaded only when a picture is drawn; it is used without its global state, so that threads can draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from rules.past.backtest import Backtest, Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Format = Literal["png", "svg"]
_MOST_RULES = 12
_MOST_DAYS = 28  # beyond that, weeks are shown
# Colours of Okabe and Ito, which the colour-blind can tell apart; hatches tell them apart without any colour.
_KINDS = {
    "real": ("#0072B2", ""),
    "no problem": ("#E69F00", "///"),
    "ignored": ("#BBBBBB", "..."),
    "other": ("#FFFFFF", ""),
    "new": ("#009E73", "xxx"),
}
_EDGE = "#444444"
_NOTHING = "Neither rulebook acts on anything that happened."
_Side = Literal["was", "would be"]


@dataclass(frozen=True, kw_only=True)
class RuleBars:
    """How often one rule fired by day or week, from left to right, by how that was answered: as it was, and as it would be."""

    rule: str
    was: Mapping[str, tuple[int, ...]]
    would_be: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, kw_only=True)
class BacktestChart:
    """Rules that one of two rulebooks acts by, those that change most first; each bar is of so many `days` from `first` on.

    `left_out` is how many more rules there are.
    """

    first: date
    days: int
    count: int
    rules: tuple[RuleBars, ...]
    left_out: int
    kind: Literal["backtest"] = "backtest"


def backtest_chart(found: Backtest, zone: tzinfo = UTC) -> BacktestChart:
    """The chart of a backtest, in days of that time zone."""
    fired = list(_fired(found))
    dates = [at.astimezone(zone).date() for *_, at in fired] or [date(2000, 1, 1)]
    first, last = min(dates), max(dates)
    days = 1 if (last - first).days < _MOST_DAYS else 7
    if days > 1:
        first -= timedelta(days=first.weekday())
    places = [(day - first).days // days for day in dates]
    counts = Counter(
        (rule, side, kind, place) for (rule, side, kind, _), place in zip(fired, places, strict=False)
    )
    count, active = max(places) + 1, _busiest(found.rows)

    def bars(rule: str, side: _Side) -> dict[str, tuple[int, ...]]:
        by_kind = {kind: tuple(counts[rule, side, kind, place] for place in range(count)) for kind in _KINDS}
        return {kind: heights for kind, heights in by_kind.items() if any(heights)}

    rules = tuple(
        RuleBars(rule=rule, was=bars(rule, "was"), would_be=bars(rule, "would be")) for rule in active
    )
    return BacktestChart(
        first=first, days=days, count=count, rules=rules, left_out=len(found.rows) - len(rules)
    )


def backtest_words(chart: BacktestChart) -> str:
    """The same in words, for whoever does not see it."""
    if not chart.rules:
        return _NOTHING
    told = (f"{one.rule} {_told(one.was)} → {_told(one.would_be)}" for one in chart.rules)
    return f"How often each rule acted → how often it would have: {'; '.join(told)}."


def _told(bars: Mapping[str, Sequence[int]]) -> str:
    by_kind = {kind: sum(heights) for kind, heights in bars.items()}
    kinds = ", ".join(f"{count} {kind}" for kind, count in by_kind.items())
    return f"{sum(by_kind.values())} ({kinds})" if kinds else "0"


def backtest_picture(chart: BacktestChart, *, form: Format = "png") -> bytes:
    """The picture in that form.

    Above each line is what a rule did, below it what it would do; stacked by how people answered, as far as they were asked.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - it takes half a second, and most runs draw nothing

    height = 1.6 + 1.05 * max(1, len(chart.rules))
    figure = Figure(figsize=(7, height), layout="constrained")
    if not chart.rules:
        figure.text(0.5, 0.5, _NOTHING, ha="center", va="center")
        return _drawn(figure, form)
    panels = figure.subplots(len(chart.rules), 1, sharex=True, squeeze=False)[:, 0]
    for panel, bars in zip(panels, chart.rules, strict=True):
        _draw(panel, bars, chart.count)
    _label(figure, panels[-1], chart)
    return _drawn(figure, form)


def _fired(found: Backtest) -> Iterator[tuple[str, _Side, str, datetime]]:
    """Every firing: its rule, side, how it was answered, and when."""
    for old, other, told in found.kept:
        yield old.decision.rule, "was", _kind(told), old.at
        yield old.decision.rule, "would be", _kind(told), other.at
    for old, told in found.gone:
        yield old.decision.rule, "was", _kind(told), old.at
    for one in found.new:
        yield one.decision.rule, "would be", "new", one.at


def _kind(told: str) -> str:
    return told if told in _KINDS else "other"


def _busiest(rows: Sequence[Row]) -> list[str]:
    """The rules with most to show, those that change first."""
    active = [row for row in rows if row.fired or row.new]
    active.sort(key=lambda row: (-(row.gone.total() + row.new), -row.fired, row.rule))
    return [row.rule for row in active[:_MOST_RULES]]


def _draw(panel: Axes, bars: RuleBars, count: int) -> None:
    """One rule: what was above the line, what would be below it."""
    places, most = range(count), 1
    for side, sign in ((bars.was, 1), (bars.would_be, -1)):
        base = [0] * count
        for kind, (colour, hatch) in _KINDS.items():
            heights = side.get(kind, (0,) * count)
            signed, bottom = [sign * h for h in heights], [sign * b for b in base]
            panel.bar(places, signed, 0.8, bottom, color=colour, hatch=hatch, edgecolor=_EDGE, linewidth=0.5)
            base = [b + h for b, h in zip(base, heights, strict=True)]
        most = max(most, *base)
    panel.axhline(0, color=_EDGE, linewidth=1)
    panel.set_ylim(-1.15 * most, 1.15 * most)
    panel.set_yticks([-most, 0, most], [str(most), "0", str(most)], fontsize=10)
    panel.set_title(bars.rule, loc="left", fontsize=11, pad=3)
    panel.spines[["top", "right", "bottom"]].set_visible(False)
    panel.tick_params(axis="x", length=0)


def _label(figure: Figure, lowest: Axes, chart: BacktestChart) -> None:
    """Heading, legend and dates."""
    from matplotlib.patches import Patch  # noqa: PLC0415 - as above

    step = max(1, -(-chart.count // 8))
    shown = range(0, chart.count, step)
    days = (chart.first + timedelta(days=chart.days * place) for place in shown)
    lowest.set_xticks(list(shown), [f"{day.day} {day:%b}" for day in days], fontsize=10)
    rest = f"; {chart.left_out} more rules are not shown" if chart.left_out else ""
    lowest.set_xlabel(f"{'day' if chart.days == 1 else 'week from'}{rest}", fontsize=10)
    figure.suptitle("Above the line: as it was. Below: by the other rulebook.", fontsize=12)
    patches = [
        Patch(facecolor=colour, hatch=hatch, edgecolor=_EDGE, linewidth=0.5, label=kind)
        for kind, (colour, hatch) in _KINDS.items()
    ]
    figure.legend(
        handles=patches,
        loc="outside lower center",
        ncols=len(patches),
        frameon=False,
        title="how it was answered",
    )


def _drawn(figure: Figure, form: Format) -> bytes:
    out = BytesIO()
    figure.savefig(out, format=form, dpi=140)
    return out.getvalue()
