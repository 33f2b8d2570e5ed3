"""A rulebook is tried in a child before it is put in force; a bad one never takes the old one down."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.matching.matching import Matching
from bot.matching.tryout import EngineUnfit, HasErrors, OwnTestsFailed
from bot.ruling.books import Books
from rules.deciding.decision import Case
from rules.key import Key
from rules.match.reference import ReferenceMatcher
from tests.bot.matching.faulty import CRASH, HANG, faulty_engine, needs_engine
from tests.rules.random_books import NOW

pytestmark = needs_engine

_RULE = """
rules:
  - id: in-zone
    title: A task in a certain zone
    why: It shows what is in force.
    owner: superintendent
    on: task
    when: task.zone = ZONE
    severity: low
    then:
      - ask: "Look after {{ task.name }}."
        assign: [task.owner, "role:superintendent"]
        due: 4h
    tests:
      - name: there
        fires: { task.zone: ZONE, task.name: Pour }
      - name: elsewhere
        quiet: { task.zone: elsewhere }
"""
_LOSES = "return (1, 0)"  # takes the fact for one that nothing matches


class _Place:
    """A folder with one rulebook file, whose rule is about a zone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "book"
        self.folder.mkdir()
        self._written = 0

    def write(self, zone: str, text: str = _RULE) -> None:
        file = self.folder / "mine.yml"
        file.write_text(text.replace("ZONE", zone))
        self._written += 1
        os.utime(
            file, (self._written, self._written)
        )  # two writes may come within one tick of the disk's clock


def _fires(books: Books, zone: str) -> bool:
    case = Case(subject=Key("task", "A"), now=NOW, values={"task.zone": zone})
    return bool(books.current().matcher.match([case]))


@contextmanager
def _running(folder: Path, fault: str, call: str) -> Iterator[tuple[_Place, Books]]:
    """Books in force for zone L1, on an engine that has a fault as soon as it meets the text BOOM."""
    place = _Place(folder)
    place.write("L1")
    module = faulty_engine(folder, fault, at="BOOM", call=call)
    with Books(str(place.folder), matching=Matching(module=module, seconds=0.3)) as books:
        assert _fires(books, "L1")
        yield place, books


@pytest.mark.parametrize(
    ("fault", "call", "reason"),
    [
        (CRASH, "create_ruleset", "cannot be matched by durable_rules: ended"),
        (CRASH, "assert_fact", "cannot be matched by durable_rules: ended"),
        (HANG, "create_ruleset", "gave no answer in time"),
        (HANG, "assert_fact", "gave no answer in time"),
        (_LOSES, "assert_fact", "durable_rules is wrong about rule in-zone"),
    ],
    ids=["crash at load", "crash", "hang at load", "hang", "mismatch"],
)
def test_a_rulebook_that_is_too_much_for_the_engine(
    fault: str, call: str, reason: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is refused with the reason, the old one goes on undisturbed, and a mended one is taken over."""
    with _running(tmp_path, fault, call) as (place, books):
        before = books.current().rulebook.version
        place.write("BOOM")
        with caplog.at_level(logging.ERROR):
            assert _fires(books, "L1")
        assert books.current().rulebook.version == before
        assert isinstance(books.problem, EngineUnfit) and reason in str(books.problem)
        assert reason in vars(caplog.records[0])["reason"]
        assert books.matching.failures == 0
        place.write("L2")
        assert _fires(books, "L2") and not _fires(books, "L1")
        assert books.problem is None


def test_a_rulebook_that_fails_its_own_tests(tmp_path: Path) -> None:
    """It is refused, naming file, rule and test; and nothing begins with it."""
    place = _Place(tmp_path)
    place.write("L1")
    with Books(str(place.folder)) as books:
        place.write("L2", _RULE.replace("when: task.zone = ZONE", "when: task.zone = other"))
        assert _fires(books, "L1")
        told = str(books.problem)
        assert isinstance(books.problem, OwnTestsFailed)
        assert all(part in told for part in ("mine.yml", "in-zone", "“there”", "it stayed quiet"))
    with pytest.raises(OwnTestsFailed, match="in-zone"):
        Books(str(place.folder))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("owner: superintendent", "owner: somebody", "mine.yml:6: rule in-zone: owner: “somebody” is neither a role"),
        ("severity: low", "severity: low\n    inhibits: [gone]", "There is no rule gone. Take it out"),
        ("when: task.zone = ZONE", "when: { any: [task.percent >= 0, task.zone = ZONE] }", "always so. Compare"),
    ],
)  # fmt: skip
def test_a_rulebook_with_errors(old: str, new: str, told: str, tmp_path: Path) -> None:
    """It is refused with file, line, rule and what to do, though it can be read; and nothing begins with it."""
    place = _Place(tmp_path)
    place.write("L1")
    with Books(str(place.folder)) as books:
        place.write("L2", _RULE.replace(old, new))
        assert _fires(books, "L1")
        assert isinstance(books.problem, HasErrors)
        assert told in str(books.problem) and "`siteloop rules check` lists them all" in str(books.problem)
    with pytest.raises(HasErrors, match="in-zone"):
        Books(str(place.folder))


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """It is refused by its name, and the rulebook before it stays in force."""
    place = _Place(tmp_path)
    place.write("L1")
    with Books(str(place.folder)) as books:
        (place.folder / "photo.yml").write_bytes(b"\xff\xd8\xff\xe0")
        assert _fires(books, "L1")
        assert "photo.yml is no text in UTF-8" in str(books.problem)


@pytest.mark.parametrize("fault", [CRASH, HANG], ids=["crash", "hang"])
def test_a_first_rulebook_that_is_too_much_for_the_engine(fault: str, tmp_path: Path) -> None:
    """There is no old one, so it is in force on the reference matcher, with the same results; and it is told."""
    place = _Place(tmp_path)
    place.write("BOOM")
    module = faulty_engine(tmp_path, fault, at="BOOM", call="create_ruleset")
    with Books(str(place.folder), matching=Matching(module=module, seconds=0.3)) as books:
        assert _fires(books, "BOOM") and not _fires(books, "L1")
        assert isinstance(books.problem, EngineUnfit)
        assert list(books.matching.troubles.values()) == [str(books.problem)]
        assert books.matching.failures == 0


def test_without_the_engine_it_is_tried_by_its_tests(tmp_path: Path) -> None:
    """Where durable_rules cannot be imported a rulebook is taken over all the same, and refused where its tests fail."""
    broken = tmp_path / "broken.py"
    broken.write_text("raise ImportError")
    place = _Place(tmp_path)
    place.write("L1")
    with Books(str(place.folder), matching=Matching(module=str(broken))) as books:
        assert books.problem is None and isinstance(books.current().matcher, ReferenceMatcher)
        place.write("L2")
        assert _fires(books, "L2")
        place.write("L3", _RULE.replace("when: task.zone = ZONE", "when: task.zone = other"))
        assert _fires(books, "L2") and isinstance(books.problem, OwnTestsFailed)
