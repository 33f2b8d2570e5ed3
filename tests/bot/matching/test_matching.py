"""Matching in watched children: the reference matcher's results whatever becomes of a child, which never outlives its parent."""

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from bot.matching.matching import Matching
from rules.deciding.decision import Case
from rules.key import Key
from rules.match import CaseRefused, Match, reference_matcher
from rules.match.plan import Plan
from rules.match.reference import ReferenceMatcher
from rules.rule import Compare, Rule, Rulebook
from tests.bot.matching.faulty import CRASH, ERROR, HANG, SILENCE, faulty_engine, needs_engine
from tests.rules.differential import Compared
from tests.rules.random_books import NOW, random_book, random_cases
from tests.scenarios.process import wait_until

pytestmark = needs_engine


def _frame(text: bytes) -> bytes:
    return len(text).to_bytes(4) + text


_NONSENSE = {
    "no length": b"\xff\xff\xff\xff",
    "no text": _frame(b"ok\n0 r0 \xff"),
    "no answer": _frame(b"hello"),
    "an unknown rule": _frame(b"ok\n0 r999 0"),
    "an unknown case": _frame(b"ok\n0 r0 1"),
    "a case before the first": _frame(b"ok\n0 r0 -1"),
    "a case that is no number": _frame(b"ok\n0 r0 ~"),
    "a rule without a case": _frame(b"ok\n0 r0"),
    "an unknown shard": _frame(b"ok\n7 r0 0"),
    "more than one answer": _frame(b"ok\n0 r0 0") + _frame(b"ok"),
}
_SPOKEN = {name: f"os.write(3, {said!r}); {HANG}" for name, said in _NONSENSE.items()}
_FAULTS = {"crash": CRASH, "error": ERROR, "end": SILENCE, **_SPOKEN}


def _book(name: str, version: str = "") -> Rulebook:
    """Fires on tasks of this name."""
    when = Compare(field="task.name", op="=", value=name)
    rule = Rule(id="named", title="A rule", on="task", when=when, then=())
    return Rulebook(version=version or name, rules=(rule,))


def _task(name: str) -> Case:
    return Case(subject=Key("task", "A"), now=NOW, values={"task.name": name})


def _number(matching: Matching) -> int:
    """The number of the child that is at hand."""
    with matching.lent("nothing") as engine:
        assert engine is not None
        return engine.number


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_it_finds_what_the_reference_matcher_finds() -> None:
    """Random rulebooks on 2,000 random cases, half of them hostile: the same matches, in the same order, or the same refusal."""
    compared = Compared()
    with Matching() as matching:
        for seed in range(20):
            compared.compare(seed, [matching.matcher], rules=seed * 3 + 1, cases=50)
        assert matching.failures == 0
    assert compared.evaluations == 2_000
    assert compared.matches > 0 and compared.refused > 0


def test_many_cases_come_in_batches() -> None:
    """120 cases, more than a batch, and rules for more than one shard: the same matches in the same order."""
    random = Random(7)
    book, cases = random_book(random, 150), random_cases(random, 120)
    with Matching() as matching:
        assert matching.matcher(book).match(cases) == reference_matcher(book).match(cases)
        assert matching.failures == 0


def test_neither_waits_for_the_other_when_much_is_said() -> None:
    """Facts and firings that are more than pipes hold, both ways at once, come through."""
    rules = [
        Rule(id=f"rule-{n}", title="A rule", on="task", when=when, then=())
        for n, when in enumerate(
            [
                Compare(field="task.name", op="=", value="x" * 4_000),
                *(Compare(field="task.percent", op=">=", value=n / 10) for n in range(400)),
            ]
        )
    ]
    case = Case(subject=Key("task", "A"), now=NOW, values={"task.name": "x" * 4_000, "task.percent": 50})
    with Matching() as matching:
        found = matching.matcher(Rulebook(version="much", rules=tuple(rules))).match([case] * 100)
        assert len(found) == 100 * 401
        assert matching.failures == 0


def test_many_rulebooks_live_side_by_side() -> None:
    """Fifty rulebooks asked in turns, more than a child holds at once, each find their own; it stays one child."""
    with Matching() as matching:
        matchers = [matching.matcher(_book(f"task {n}")) for n in range(50)]
        first = _number(matching)
        for _ in range(2):
            for n, matcher in enumerate(matchers):
                assert matcher.match([_task(f"task {n - 1}"), _task(f"task {n}")]) == [Match("named", 1)]
        assert _number(matching) == first


@pytest.mark.parametrize("fault", _FAULTS.values(), ids=_FAULTS)
def test_a_fault_loses_nothing(fault: str, tmp_path: Path) -> None:
    """The evaluation has its result all the same, and the next ones, of this rulebook and others, a child that works."""
    module = faulty_engine(tmp_path, fault, at="BOOM")
    with Matching(module=module) as matching:
        matcher, other = matching.matcher(_book("BOOMING")), matching.matcher(_book("calm"))
        assert other.match([_task("calm")]) == [Match("named", 0)]
        first = _number(matching)
        assert matcher.match([_task("BOOMING")]) == [Match("named", 0)]
        assert not _lives(first)
        assert other.match([_task("calm"), _task("x")]) == [Match("named", 0)]
        assert matcher.match([_task("x")]) == []
        assert _number(matching) != first
        assert matching.troubles == {}


def test_a_hang_is_ended_at_the_deadline(tmp_path: Path) -> None:
    """A C module that never comes back is killed; the result is there, also of a rulebook that it will not even load."""
    for call, text in (("assert_fact", "BOOM"), ("create_ruleset", "siteloop")):
        module = faulty_engine(tmp_path, HANG, at=text, call=call)
        with Matching(module=module, seconds=0.2) as matching:
            assert matching.matcher(_book("BOOM")).match([_task("BOOM")]) == [Match("named", 0)]


def test_a_rulebook_that_fails_again_and_again_is_given_up(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """After three failures it stays on the reference matcher, as the log and `troubles` say; others keep their child."""
    module = faulty_engine(tmp_path, CRASH, at="BOOM")
    with Matching(module=module) as matching:
        matcher, other = matching.matcher(_book("BOOM", "v7")), matching.matcher(_book("calm"))
        with caplog.at_level(logging.WARNING):
            for _ in range(3):
                assert matcher.match([_task("BOOM")]) == [Match("named", 0)]
        child = _number(matching)
        assert matcher.match([_task("BOOM")]) == [Match("named", 0)]
        assert other.match([_task("calm")]) == [Match("named", 0)]
        assert _number(matching) == child
        (trouble,) = matching.troubles.values()
        assert "failed 3 times with rulebook v7" in trouble and "-11" in trouble
        assert [record.levelname for record in caplog.records] == ["WARNING"] * 3 + ["ERROR"]
        assert "stays on the reference matcher" in caplog.records[-1].message


def test_what_is_refused_costs_no_child() -> None:
    """A case that no rule may read is refused as everywhere, and the child lives on."""
    with Matching() as matching:
        matcher = matching.matcher(_book("x"))
        matcher.match([_task("x")])
        first = _number(matching)
        with pytest.raises(CaseRefused, match=r"task\.name"):
            matcher.match(
                [_task("x")] * 60 + [_task("\ud800")]
            )  # when the first of them are with the child already
        assert matcher.match([_task("y"), _task("x")]) == [Match("named", 1)]
        assert _number(matching) == first and matching.failures == 0


def test_what_the_engine_prints_disturbs_nothing(tmp_path: Path) -> None:
    """The C module's own words to standard output are not taken for answers."""
    module = faulty_engine(tmp_path, "os.write(1, b'printed')", at="calm")
    with Matching(module=module) as matching:
        assert matching.matcher(_book("calm")).match([_task("calm")] * 2) == [
            Match("named", 0),
            Match("named", 1),
        ]
        assert matching.failures == 0


def test_threads_share_it() -> None:
    """Six threads at two children all get what they would alone."""
    random = Random(3)
    book, cases = random_book(random, 40), random_cases(random, 60)
    expected = reference_matcher(book).match(cases)
    found: list[bool] = []
    with Matching() as matching:
        matcher = matching.matcher(book)
        threads = [
            Thread(target=lambda: found.extend(matcher.match(cases) == expected for _ in range(5)))
            for _ in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert matching.failures == 0
    assert found == [True] * 30


def test_closing_ends_the_children() -> None:
    """They are gone; whoever still matches gets the reference matcher's results."""
    matching = Matching()
    matcher = matching.matcher(_book("x"))
    matcher.match([_task("x")])
    child = _number(matching)
    matching.close()
    assert not _lives(child)
    assert matcher.match([_task("x")]) == [Match("named", 0)]


_PARENT = """
import sys
from threading import Thread
from bot.matching.matching import Matching
from tests.bot.matching.test_matching import _book, _number, _task

matching = Matching(module=sys.argv[1] or None, seconds=float(sys.argv[2]))
print(_number(matching), flush=True)
matching.matcher(_book("BOOM")).match([_task("BOOM")])
print("matched", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("fault", [None, HANG], ids=["idle", "hanging"])
def test_the_child_ends_with_its_parent(fault: str | None, tmp_path: Path) -> None:
    """A parent killed by SIGKILL leaves no child behind, be it idle, or lost in the C module for ever."""
    reached = tmp_path / "reached"
    hanging = f"open({str(reached)!r}, 'w').close(); {fault}"
    module = faulty_engine(tmp_path, hanging, at="BOOM") if fault else ""
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT, module, "1" if fault else "30"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        if fault:
            wait_until("the child hangs", reached.exists, seconds=20)
        else:
            assert parent.stdout.readline() == "matched\n"
        assert _lives(child)
        parent.send_signal(signal.SIGKILL)
    wait_until("the child ends", lambda: not _lives(child), seconds=20)


def test_the_child_loads_next_to_nothing(tmp_path: Path) -> None:
    """It starts fast, since it imports neither Siteloop nor what is installed beside it."""
    module = faulty_engine(tmp_path, CRASH, at="never")
    told = tmp_path / "told"
    with Path(module).open("a") as source:
        source.write(f"\nopen({str(told)!r}, 'w').write(' '.join(sys.modules))\n")
    with Matching(module=module) as matching:
        _number(matching)
    loaded = set(told.read_text().split())
    assert "importlib.util" in loaded
    assert not loaded & {"rules", "bot", "site", "json", "re", "typing"}


def test_without_the_engine_the_reference_matcher_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where it is not installed every matcher is the reference matcher; where it cannot be imported they all work as it does."""
    broken = tmp_path / "broken.py"
    broken.write_text("raise ImportError('undefined symbol: PyEval_CallObject')")
    with Matching(module=str(broken)) as matching:
        before, book = matching.matcher(_book("x")), _book("x")
        with caplog.at_level(logging.WARNING):
            assert before.match([_task("x")]) == [Match("named", 0)]
        assert "undefined symbol" in vars(caplog.records[0])["reason"]
        assert isinstance(matching.matcher(book), ReferenceMatcher)
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with Matching() as matching:
        assert isinstance(matching.matcher(book), ReferenceMatcher)


def test_a_plan_is_known_by_what_the_engine_is_told() -> None:
    """Rulebooks with other thresholds are others to a child; another name of a rule makes no difference to it."""
    assert Plan(_book("a")).name != Plan(_book("b")).name
    assert Plan(_book("a", "v1")).name == Plan(_book("a", "v2")).name
