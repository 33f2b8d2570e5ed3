"""Signals go into the form that puts them right and come out as they were, unless somebody changed them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.correction import correction_form
from bot.forms.fields import About
from bot.forms.signal_inputs import KINDS, UNITS, fields_of
from bot.heard.amending import Row, amended, check_row, row_of, rows_of
from bot.sandbox import check_view
from bot.view import SiteView
from rules.signal import ANSWERS, CAUSES, FIELDS, NEEDS, Signal, SignalKind, Value
from tests.bot import paper

_WHOLE, _REAL = st.integers(1, 99), st.sampled_from((0.5, 2.0, 12.25, 1200))
_MOMENTS = st.sampled_from(("2026-03-10", "2026-03-10T07:00", "2026-12-31T23:59"))
_OTHERS: Mapping[str, st.SearchStrategy[Value]] = {
    "percent": _WHOLE,
    "count": _WHOLE,
    "hours": _REAL,
    "quantity": _REAL,
    "amount": _REAL,
    "unit": st.sampled_from((*UNITS, "pallet")),
    "cause": st.sampled_from(CAUSES),
    "need": st.sampled_from(NEEDS),
    "answer": st.sampled_from(ANSWERS),
    "since": _MOMENTS,
    "when": _MOMENTS,
    "start": _MOMENTS,
    "delay": st.sampled_from(("P2D", "PT3H", "PT30M", "P1.5D")),
    "slip": st.sampled_from(("P2D", "-P1D", "PT5H")),
    "trade": st.sampled_from(("rebar", "carpenter")),
    "currency": st.sampled_from(("USD", "VND", None)),
    "class": st.sampled_from(("incident", "near_miss", "hazard", "good")),
    "category": st.sampled_from(("fall", "other")),
    "injury": st.booleans(),
    "result": st.sampled_from(("pass", "fail", "defect")),
    "condition": st.sampled_from(("rain", "wind")),
    "to": st.sampled_from(("U0MINH", "minh")),
}
_STATUSES = {"progress": ("started", "in_progress"), "delivery": ("arrived", "late")}


@st.composite
def signals(draw: st.DrawFn, kind: SignalKind) -> Signal:
    """A signal of a kind, with all that the form has a field for."""
    names = [name for name in FIELDS[kind] if name not in ("task", "note")]
    values = {
        name: draw(st.sampled_from(_STATUSES[kind])) if name == "status" else draw(_OTHERS[name])
        for name in names
    }
    what = draw(st.sampled_from(("", "tower crane"))) if "what" in fields_of(kind) else ""
    return Signal(
        kind=kind, task=draw(st.sampled_from((None, "A-310"))), values=values, what=what, words="so it is"
    )


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_nobody_changes_stays_as_it_was(kind: SignalKind, data: st.DataObject) -> None:
    """Every field of every kind goes through the form and back, and what the person has seen is sure."""
    signal = data.draw(signals(kind))
    row = row_of(signal)
    assert check_row(row, "0") == {}
    found = amended(row, replace(signal, confirm=True, confidence=0.5), "")
    expected = replace(signal, task=None) if kind == "response" else signal
    assert found is not None
    assert (found.task, dict(found.values), found.what) == (expected.task, dict(signal.values), signal.what)
    assert not found.confirm and found.confidence == 1.0


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_slack_takes_the_form_whatever_was_read(kind: SignalKind, data: st.DataObject) -> None:
    """Its inputs, limits and first values, of one signal and of many."""
    drawn = data.draw(st.lists(signals(kind), min_size=1, max_size=9))
    live = [replace(paper.live(number), signal=one) for number, one in enumerate(drawn)]
    view = correction_form(paper.message(*live), SiteView(paper.tower()), About(about=paper.MESSAGE, site=1))
    assert check_view(view) == []


def test_a_number_of_percent_wins_over_the_word_for_it() -> None:
    """Whoever writes 70 where "done" stood means 70."""
    done = Signal(kind="progress", task="A-310", values={"status": "done"})
    row = row_of(done)
    found = amended(Row(kind="progress", values={**row.values, "percent": "70"}), done, "")
    assert found is not None and found.values == {"status": "in_progress", "percent": 70}
    found = amended(Row(kind="progress", values={**row.values, "percent": "100"}), done, "")
    assert found is not None and found.values == {"status": "done", "percent": 100}


@pytest.mark.parametrize(
    ("kind", "block"),
    [
        ("progress", "status:0"), ("forecast", "when:0"), ("request", "need:0"), ("delivery", "status:0"),
        ("headcount", "count:0"), ("cost", "amount:0"), ("safety", "class:0"), ("quality", "result:0"),
        ("weather", "condition:0"), ("response", "answer:0"),
    ],
)  # fmt: skip
def test_what_says_nothing_is_asked_for(kind: str, block: str) -> None:
    """Each kind needs what makes it that."""
    (named,) = check_row(Row(kind=kind, values={"task": "A-310"}), "0")
    assert named == block


def test_rows_are_read_by_their_names() -> None:
    """Kinds of what was read and of what is added alike; what belongs to no row is none."""
    fields = {
        "kind:0": "blocker",
        "cause:0": "labour",
        "missed:new1": "cost",
        "amount:new1": "5",
        "note": "x",
    }
    assert rows_of(fields) == {
        "0": Row(kind="blocker", values={"cause": "labour"}),
        "new1": Row(kind="cost", values={"amount": "5"}),
    }


def test_units_are_offered_as_they_are_written() -> None:
    """`m3` and `kg`: nothing of a unit is made large."""
    live = paper.live(kind="progress", values={"status": "in_progress"})
    view = correction_form(paper.message(live), SiteView(paper.tower()), About(about=paper.MESSAGE, site=1))
    labels = [o["text"]["text"] for b in view["blocks"] for o in b.get("element", {}).get("options", ())]
    assert {"m3", "kg"} <= set(labels)
    assert "M3" not in labels
