"""Weekly promises as a chart: percent plan complete over the weeks as a line, and why the rest was not kept as a Pareto chart.

matplotlib is used as in `bot.charts.backtest`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import accumulate
from textwrap import fill
from typing import TYPE_CHECKING, Literal

from bot.charts.backtest import Format
from bot.weekly.words import counts_words, reason_words
from rules.weekly.measures import Share, Why

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_WEEKS = 26
_MOST_TOLD = 6  # weeks that have room for more than their percent
_MOST_DAYS = 8  # below the line
_LIKELY = "likely: nobody said why, and this stopped it"
# Stands behind the numbers, so that no mark runs through them.
_BEHIND = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
_BLUE, _ORANGE, _EDGE = (
    "#0072B2",
    "#E69F00",
    "#444444",
)  # Okabe and Ito's, which the colour-blind can tell apart


@dataclass(frozen=True, kw_only=True)
class WeekChart:
    """Promises kept of promises made by week, oldest first, and why the others were not kept, the most frequent reason first."""

    weeks: Mapping[date, Share]
    reasons: tuple[Why, ...] = ()
    kind: Literal["week"] = "week"

    @property
    def shown(self) -> Mapping[date, Share]:
        """The weeks of the last half year, which are drawn."""
        return dict(list(self.weeks.items())[-_MOST_WEEKS:])


def week_words(chart: WeekChart) -> str:
    """The same in words, for whoever does not see it."""
    weeks = "; ".join(f"{_day(week)} {_told(share)}" for week, share in chart.shown.items())
    why = "; ".join(f"{reason_words(one.reason)} {counts_words(one)}" for one in chart.reasons)
    return f"Percent plan complete by week: {weeks}. " + (
        f"Why promises were not kept: {why}." if why else "Every promise was kept."
    )


def week_picture(chart: WeekChart, *, form: Format = "png") -> bytes:
    """The picture in that form."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - it takes half a second, and most runs draw nothing

    figure = Figure(figsize=(6.4, 6.4), layout="constrained")
    if not chart.weeks:
        figure.text(0.5, 0.5, "No week has been judged yet.", ha="center", va="center")
    else:
        above, below = figure.subplots(2, 1)
        _line(above, chart.shown)
        _pareto(below, chart.reasons)
    out = BytesIO()
    figure.savefig(out, format=form, dpi=150)
    return out.getvalue()


def _line(panel: Axes, weeks: Mapping[date, Share]) -> None:
    """Each week's percent stands beside its point, with how many promises it is of."""
    places, percents = range(len(weeks)), [share.percent or 0.0 for share in weeks.values()]
    panel.plot(places, percents, color=_BLUE, marker="o", linewidth=2)
    room = len(weeks) <= _MOST_TOLD
    behind = {**_BEHIND, "pad": 0.5}  # a line that falls runs through the text
    for place, share, percent in zip(places, weeks.values(), percents, strict=True):
        told = _told(share) if room else f"{percent:.0f}"
        panel.annotate(
            told, (place, percent), (0, 8), textcoords="offset points", ha="center", fontsize=9, bbox=behind
        )
    panel.set_ylim(0, 118)
    panel.set_xlim(-0.6, len(weeks) - 0.4)
    panel.set_yticks([0, 50, 100], ["0 %", "50 %", "100 %"], fontsize=10)
    shown = sorted(list(places)[:: -max(1, -(-len(weeks) // _MOST_DAYS))])
    panel.set_xticks(shown, [_day(list(weeks)[place]) for place in shown], fontsize=10)
    panel.set_xlabel("week from", fontsize=10)
    panel.set_title("Percent plan complete: promises kept of promises made", loc="left", fontsize=11)
    panel.spines[["top", "right"]].set_visible(False)


def _day(week: date) -> str:
    return f"{week.day} {week:%b}"


def _told(share: Share) -> str:
    return f"{share.percent or 0.0:.0f} % ({share.part} of {share.whole})"


def _pareto(panel: Axes, reasons: Sequence[Why]) -> None:
    """Bars, the most frequent reason first, and a line of how much of all they make together."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - as above

    panel.set_title("Why promises were not kept", loc="left", fontsize=11)
    panel.spines[["top", "right"]].set_visible(False)
    if not reasons:
        panel.text(0.5, 0.5, "Every promise was kept.", ha="center", va="center", transform=panel.transAxes)
        panel.set_axis_off()
        return
    counts = [one.count for one in reasons]
    places, whole = range(len(counts)), sum(counts)
    _bars(panel, reasons)
    shares = [100.0 * count / whole for count in accumulate(counts)]
    panel.plot(places, [whole * share / 100.0 for share in shares], color=_BLUE, marker="s", linewidth=1.5)
    for place, share in zip(places, shares, strict=True):
        panel.annotate(
            f"{share:.0f} %",
            (place, whole * share / 100.0),
            (0, 6),
            textcoords="offset points",
            ha="center",
            fontsize=10,
        )
    panel.set_ylim(0, whole * 1.18)
    panel.set_xlim(-0.6, max(len(counts), 3) - 0.4)
    panel.yaxis.set_major_locator(MaxNLocator(integer=True))
    width = max(6, 60 // len(counts))
    panel.set_xticks(list(places), [fill(reason_words(one.reason), width) for one in reasons], fontsize=9)
    panel.set_ylabel("promises", fontsize=10)


def _bars(panel: Axes, reasons: Sequence[Why]) -> None:
    """What was told is full, what is only likely stands hatched on it; each part has its number."""
    told, likely = [one.told for one in reasons], [one.likely for one in reasons]
    places, nothing = range(len(reasons)), [0] * len(reasons)
    panel.bar(places, told, 0.7, color=_ORANGE, edgecolor=_EDGE, linewidth=0.5)
    if any(likely):
        panel.bar(
            places,
            likely,
            0.7,
            bottom=told,
            color="white",
            hatch="///",
            edgecolor=_EDGE,
            linewidth=0.5,
            label=_LIKELY,
        )
        panel.legend(
            loc="lower right", bbox_to_anchor=(1.0, 1.0), borderaxespad=0.2, fontsize=9, frameon=False
        )
    _numbers(panel, told, nothing)
    _numbers(panel, likely, told)


def _numbers(panel: Axes, heights: Sequence[int], below: Sequence[int]) -> None:
    """In the middle of each part that there is, from where the one `below` it ends."""
    for place, (start, height) in enumerate(zip(below, heights, strict=True)):
        if height:
            middle = (place, start + height / 2)
            panel.annotate(str(height), middle, ha="center", va="center", fontsize=10, bbox=_BEHIND)
