"""What people see of actions: by filter and search, page by page, what waits for them, how they did, how the loop closes."""

import pytest

from tests.scenarios.stage import Stage, told


@pytest.fixture
def busy(stage: Stage) -> Stage:
    """Tuesday 10:00: a blocker with Minh, a failed check that Hector reported, and an errand of Diego's."""
    stage.until("2026-03-10T09:00")
    stage.say("ana", "L3 columns stopped, no concrete delivered")
    stage.say("ana", "L3 slab rebar inspection failed, cover is too small at C4")
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    by_rule = {one.asked.rule: one.asked.id for one in stage.actions()}
    stage.until("2026-03-10T10:00")
    stage.press("hector", "done", by_rule["check-failed"])
    return stage


@pytest.mark.parametrize(
    ("by", "words", "has", "lacks"),
    [
        ("grace", "", ("columns", "rebar", "hoist"), ()),
        ("diego", "mine", ("hoist",), ("columns", "rebar")),
        ("ana", "waiting", ("rebar",), ("hoist", "columns")),
        ("grace", "hoist", ("hoist",), ("columns",)),
        ("grace", "rebar", ("rebar",), ("hoist",)),
        ("grace", "material", ("columns",), ("hoist", "cover is too small")),
        ("grace", "equipment", ("hoist",), ("columns", "rebar")),  # the trade of its task
        ("grace", "by trade equipment", ("hoist",), ("columns", "rebar")),
        ("grace", "cause: material", ("columns",), ("hoist", "cover is too small")),
        ("grace", "@diego", ("hoist",), ("columns",)),
        ("grace", "asked", ("hoist",), ("columns",)),
        ("ana", "waiting for me", ("rebar", "1 action waiting for your word"), ("hoist", "columns")),
        ("ana", "asked", ("Nothing is open that you asked for.",), ("Did you mean",)),
        ("grace", "reported", ("rebar",), ("hoist", "columns")),
    ],
)
def test_filters_and_search(
    busy: Stage, by: str, words: str, has: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    """By whose it is, what waits for them, trade, cause, name, or any words."""
    (line,) = told(busy.command(by, f"/site actions {words}"), f"@{by}")
    assert all(word in line for word in has), line
    assert not any(word in line for word in lacks), line


def test_what_fits_nothing_teaches(busy: Stage) -> None:
    """A slip of the pen is met with what was meant."""
    (line,) = told(busy.command("grace", "/site actions overdu"), "@grace")
    assert "Did you mean overdue?" in line


@pytest.mark.parametrize("words", ["labour", "electrical", "ball", "nine"])
def test_a_search_that_finds_nothing_is_no_slip_of_the_pen(busy: Stage, words: str) -> None:
    """Causes, trades and any words may be searched for: what is no filter misspelt is not taken for one."""
    (line,) = told(busy.command("grace", f"/site actions {words}"), "@grace")
    assert "No open action fits" in line
    assert "Did you mean" not in line


def test_why_a_closed_action_was_not_done_blocks_nothing(stage: Stage) -> None:
    """The reason stands in the state of the site while the action is open; when the crane runs again both are over."""
    stage.until("2026-03-10T09:00")
    stage.say("carlos", "tower crane is down")
    stage.press("ana", "not_done", "ACT-1")
    stage.play({"submit": {"reason": "prior_work", "when": "2026-03-10T11:00"}, "by": "ana"})
    (before,) = stage.command("grace", "/site status")
    assert "⛔ ACT-1 " in before.text
    stage.say("carlos", "tower crane is back up")
    assert stage.life().status == "resolved"
    (after,) = stage.command("grace", "/site status")
    assert "⛔" not in after.text


def test_page_by_page(stage: Stage) -> None:
    """Twenty-three at once: twenty, then three, then back."""
    stage.until("2026-03-10T09:00")
    for number in range(23):
        stage.command("grace", f"/site assign @diego check valve {number} by 15:00")
    (first,) = stage.command("diego", "/site actions mine")
    assert "1 to 20 of 23" in first.text
    (second,) = stage.press("diego", "page_on")
    assert "21 to 23 of 23" in second.text


def test_bulk_hand_over_by_form(busy: Stage) -> None:
    """From the list, ticked, to somebody else."""
    busy.command("grace", "/site assign @diego check the radio by 16:00")
    busy.command("diego", "/site actions mine")
    (form,) = busy.press("diego", "handover")
    assert "grease the hoist" in form.text
    errand = next(one.asked.id for one in busy.actions() if one.asked.text == "grease the hoist")
    busy.play({"submit": {"which": [errand], "to": "minh"}, "by": "diego"})
    assert busy.life(errand).owner == busy.person("minh")


def test_home_tells_what_is_waited_for_and_how_they_did(busy: Stage) -> None:
    """Hector waits for Ana's word; Diego, who was in time, reads it."""
    (home,) = busy.play({"open_home": True, "by": "hector"})
    assert "You wait for" in home.text
    busy.press("diego", "done")
    (home,) = busy.play({"open_home": True, "by": "diego"})
    assert "1 of 1 promise kept" in home.text


def test_the_loop_is_measured(busy: Stage) -> None:
    """From the word to the action, to the first answer, to the end; in short in the status."""
    (none,) = busy.command("omar", "/site loop")
    assert "3 actions" in none.text
    busy.press("diego", "done")
    (loop,) = busy.command("grace", "/site loop")
    assert "Loop closure *100 %*: 1 closed, 0 overdue, 2 with time left, 0 dropped" in loop.text
    assert "From the action to the first answer: 1.0 working hours (median)" in loop.text
    assert "From the word to the action: 0 working minutes" in loop.text
    assert "From the action to its end: 1.0 working hours (median)" in loop.text
    assert "Closed without escalation 100 %" in loop.text
    (status,) = busy.command("grace", "/site status")
    assert "Loop closed 100 % of 1 due" in status.text
