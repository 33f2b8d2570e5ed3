"""A backtest as a picture: for each rule, by day or week, what it did as it was, and what it would do by the other rulebook.

matplotlib is loaded only when a picture is drawn; it is used without its global state, so that threads can draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
_Side = Literal["was", "would be"]


def backtest_picture(found: Backtest, *, form: Format = "png", zone: tzinfo = UTC) -> bytes:
    """The picture in that form, in days of that time zone.

    Above each line is what a rule did, below it what it would do; stacked by how people answered, as far as they were asked.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - it takes half a second, and most runs draw nothing

    rules = _busiest(found.rows)
    bins = _Bins.of(found, zone)
    height = 1.3 + 1.05 * max(1, len(rules))
    figure = Figure(figsize=(10, height), layout="constrained")
    if not rules:
        figure.text(0.5, 0.5, "Neither rulebook acts on anything that happened.", ha="center", va="center")
        return _drawn(figure, form)
    panels = figure.subplots(len(rules), 1, sharex=True, squeeze=False)[:, 0]
    for panel, rule in zip(panels, rules, strict=True):
        _draw(panel, rule, bins)
    _label(figure, panels[-1], bins, len(found.rows) - len(rules))
    return _drawn(figure, form)


@dataclass(frozen=True, kw_only=True)
class _Bins:
    """How often each rule fired by day or week, by how that was answered, on either side."""

    first: date
    count: int
    days: int
    counts: Counter[tuple[str, _Side, str, int]] = field(default_factory=Counter)

    @classmethod
    def of(cls, found: Backtest, zone: tzinfo) -> _Bins:
        fired = list(_fired(found))
        dates = [at.astimezone(zone).date() for *_, at in fired] or [date(2000, 1, 1)]
        first, last = min(dates), max(dates)
        days = 1 if (last - first).days < _MOST_DAYS else 7
        if days > 1:
            first -= timedelta(days=first.weekday())
        places = [(day - first).days // days for day in dates]
        bins = cls(first=first, count=max(places) + 1, days=days)
        for (rule, side, kind, _), place in zip(fired, places, strict=False):
            bins.counts[rule, side, kind, place] += 1
        return bins

    def bars(self, rule: str, side: _Side, kind: str) -> list[int]:
        """The heights of one kind, from left to right."""
        return [self.counts[rule, side, kind, place] for place in range(self.count)]


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


def _draw(panel: Axes, rule: str, bins: _Bins) -> None:
    """One rule: what was above the line, what would be below it."""
    places = range(bins.count)
    most = 1
    for side, sign in (("was", 1), ("would be", -1)):
        base = [0] * bins.count
        for kind, (colour, hatch) in _KINDS.items():
            heights = bins.bars(rule, side, kind)  # type: ignore[arg-type]
            signed, bottom = [sign * h for h in heights], [sign * b for b in base]
            panel.bar(places, signed, 0.8, bottom, color=colour, hatch=hatch, edgecolor=_EDGE, linewidth=0.5)
            base = [b + h for b, h in zip(base, heights, strict=True)]
        most = max(most, *base)
    panel.axhline(0, color=_EDGE, linewidth=1)
    panel.set_ylim(-1.15 * most, 1.15 * most)
    panel.set_yticks([-most, 0, most], [str(most), "0", str(most)], fontsize=8)
    panel.set_title(rule, loc="left", fontsize=10, pad=3)
    panel.spines[["top", "right", "bottom"]].set_visible(False)
    panel.tick_params(axis="x", length=0)


def _label(figure: Figure, lowest: Axes, bins: _Bins, left_out: int) -> None:
    """Heading, legend and dates."""
    from matplotlib.patches import Patch  # noqa: PLC0415 - as above

    step = max(1, -(-bins.count // 10))
    shown = range(0, bins.count, step)
    days = (bins.first + timedelta(days=bins.days * place) for place in shown)
    lowest.set_xticks(list(shown), [f"{day.day} {day:%b}" for day in days], fontsize=9)
    rest = f"; {left_out} more rules are not shown" if left_out else ""
    lowest.set_xlabel(f"{'day' if bins.days == 1 else 'week from'}{rest}", fontsize=9)
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
    figure.savefig(out, format=form, dpi=120)
    return out.getvalue()
