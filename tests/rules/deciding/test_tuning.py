"""A rule changed at its site: what is taken, what is refused and why, and what is over when its time is."""

import pytest

from rules.deciding.tuning import Change, changed
from rules.errors import SiteloopError
from rules.folding.entry import Tuned, Unsilenced
from rules.language.aloud import threshold_label, threshold_words
from rules.language.thresholds import thresholds, with_thresholds
from rules.past.backtest import backtest
from rules.past.replay import check
from rules.read import site_of
from rules.rule import Rule
from rules.subject import Tuning
from tests.rules.lived import Lived
from tests.rules.world import blocked, book, local, rule, signal, user

NOW = local("03-10 08:00")
PLAIN = rule("{ all: [task.open_requests >= 2, task.open_requests < 9] }", id="plain")
TELLS = rule("task.blocked = true", id="tells", then='notify: "stopped"\n        to: [channel]')


def read(text: str) -> Rule:
    """The rule."""
    return book(text).rulebook.rules[0]


def test_each_change_keeps_what_was_set_before() -> None:
    """A mode, a silence and a number stand beside each other; on again ends the silence; a reset takes all back."""
    plain = read(PLAIN)
    known = changed(plain, None, Change(mode="observe"), NOW)
    known = changed(plain, known, Change(thresholds={"task.open_requests >=": 3}), NOW)
    known = changed(plain, known, Change(until=local("03-11 08:00")), NOW)
    assert (known.mode, known.until, dict(known.thresholds)) == (
        "observe",
        local("03-11 08:00"),
        {"task.open_requests >=": 3},
    )
    assert changed(plain, known, Change(off=False), NOW).until is None
    assert changed(plain, known, Change(reset=True), NOW) == Tuning(rule="plain")


def test_what_is_declared_is_not_the_sites_own() -> None:
    """Setting the declared mode or number again takes the site's own back."""
    plain = read(PLAIN)
    known = changed(plain, None, Change(mode="propose", thresholds={"task.open_requests >=": 3}), NOW)
    assert changed(plain, known, Change(mode="auto"), NOW).mode is None
    assert changed(plain, known, Change(thresholds={"task.open_requests >=": 2}), NOW).thresholds == {}


@pytest.mark.parametrize(
    ("text", "known", "change", "told"),
    [
        (TELLS, None, Change(mode="propose"), "Choose observe or auto"),
        (PLAIN, None, Change(mode="auto"), "so already"),
        (PLAIN, None, Change(off=False), "so already"),
        (PLAIN, None, Change(reset=True), "so already"),
        (PLAIN, None, Change(until=local("03-10 07:59")), "has passed"),
        (PLAIN, Tuning(rule="plain", off=True), Change(until=local("03-11 08:00")), "switched off"),
        (PLAIN, None, Change(thresholds={"task.open_requests >=": 9}), "never hold"),
        (PLAIN, None, Change(thresholds={"task.percent >=": 9}), "no threshold"),
        (PLAIN, None, Change(thresholds={"task.open_requests >=": float("nan")}), "no number"),
        (PLAIN, None, Change(thresholds={"task.open_requests >=": 1e300}), "no number"),
        (rule("task.blocked = true", id="f", more="for: 2h"), None, Change(thresholds={"for": -1}), "0 or more"),
        (rule("task.silent_hours >= 5"), None, Change(thresholds={"task.silent_hours >=": -5}), "0 or more"),
        (rule("task.blocked_hours > 2"), None, Change(thresholds={"task.blocked_hours >": -0.5}), "0 or more"),
        (rule("task.percent < 50"), None, Change(thresholds={"task.percent <": 0}), "never so. Choose another"),
        (rule("task.percent < 50"), None, Change(thresholds={"task.percent <": 101}), "always so. Choose another"),
        (rule("task.open_requests > 5"), None, Change(thresholds={"task.open_requests >": -1}), "always so"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_words(text: str, known: Tuning | None, change: Change, told: str) -> None:
    """The words say what is wrong, or what to do."""
    with pytest.raises(SiteloopError, match=told):
        changed(read(text), known, change, NOW)


def test_a_number_that_falls_below_nothing_where_it_means_something_is_taken() -> None:
    """`hours to start` count down, and below nothing once the start is over."""
    late = read(rule("task.hours_to_start <= 5"))
    after = changed(late, None, Change(thresholds={"task.hours_to_start <=": -5}), NOW)
    assert dict(after.thresholds) == {"task.hours_to_start <=": -5}


@pytest.mark.parametrize(
    "lost", [{"task.percent >=": 5.0}, {"for": 3.0}, {"task.open_requests >=": 12.0}], ids=str
)
def test_a_number_that_the_rulebook_no_longer_takes_stands_in_no_ones_way(lost: dict[str, float]) -> None:
    """The others are in force, and are changed as before; the next change lets it go. By itself it is no change."""
    plain = read(PLAIN)
    known = Tuning(rule="plain", mode="observe", thresholds=lost)
    after = changed(plain, known, Change(thresholds={"task.open_requests >=": 4}), NOW)
    assert (after.mode, dict(after.thresholds)) == ("observe", {"task.open_requests >=": 4})
    assert dict(changed(plain, known, Change(off=True), NOW).thresholds) == {}
    with pytest.raises(SiteloopError, match="so already"):
        changed(plain, known, Change(mode="observe"), NOW)


def test_a_lost_number_leaves_the_others_in_force() -> None:
    """What the rule still has works as the site set it."""
    set_so = book(PLAIN).pinned(
        {"plain": Tuning(rule="plain", thresholds={"task.open_requests >=": 3.0, "task.percent >=": 5.0})}
    )
    assert thresholds(set_so.rulebook.rules[0])["task.open_requests >="] == 3.0


TWICE = """{ any: [
  { all: [task.critical = true, task.blocked_hours >= 2] },
  { all: [task.float_days < 3, not: task.critical = true, task.blocked_hours >= 10] },
  task.blocked_hours >= 30,
  task.blocked_hours >= 40 ] }"""


def test_numbers_of_one_name_tell_which_they_are() -> None:
    """By what stands beside each alone, whatever the numbers are; where nothing does, by their order."""
    twice = read(rule(TWICE.replace("not: task.critical = true", "{ not: task.critical = true }")))
    hours = {name: one for name, one in thresholds(twice).items() if name.startswith("task.blocked_hours")}
    assert hours == {
        "task.blocked_hours >= where task.critical = true": 2.0,
        "task.blocked_hours >= where task.float_days <": 10.0,
        "task.blocked_hours >=": 30.0,
        "task.blocked_hours >= #2": 40.0,
    }
    for name in thresholds(twice):
        after = with_thresholds(twice, {name: 7.0})
        assert thresholds(after) == {**thresholds(twice), name: 7.0}
    assert [threshold_words(name, 7.0) for name in hours] == [
        "task blocked hours (where task critical: yes): at least 7 working hours",
        "task blocked hours (where task float days: less than …): at least 7 working hours",
        "task blocked hours: at least 7 working hours",
        "task blocked hours (#2): at least 7 working hours",
    ]
    other = read(
        rule("{ any: [{ all: [{ not: task.critical = true }, task.percent > 2] }, task.percent > 50] }")
    )
    name = next(iter(thresholds(other)))
    assert threshold_label(name) == "Task percent (where task critical: no): more than … %"


def silenced(at: str = "03-10 10:00") -> Lived:
    """The rule is silent, and its condition holds on A-1."""
    site = Lived(rule("task.open_requests >= 2", id="plain"))
    site.take(Tuned(tuning=Tuning(rule="plain", until=local(at), by=user("grace"), why="too loud")))
    site.say(*(signal("request", "A-1", need=need) for need in ("labour", "access")), at="03-10 08:00")
    return site


def test_a_silence_is_over_at_its_instant_once() -> None:
    """It is an entry of its own, before what the rule then does; nothing is left of it."""
    site = silenced()
    site.wait("03-10 09:59")
    assert not any(isinstance(r.entry, Unsilenced) for r in site.records)
    site.wait("03-12 12:00")
    (over,) = [r for r in site.records if isinstance(r.entry, Unsilenced)]
    assert (over.at, over.entry) == (
        local("03-10 10:00"),
        Unsilenced(rule="plain", until=local("03-10 10:00")),
    )
    assert site.at_of(site.decisions()[0]) == local("03-10 10:00")
    assert site_of(site.memory).tuning["plain"].until is None


def test_a_silence_that_ends_is_reproduced() -> None:
    """Also where nothing is to be looked at, and where a message comes at that very instant."""
    site, nothing = silenced(), Lived(PLAIN)
    nothing.take(Tuned(tuning=Tuning(rule="plain", until=local("03-10 10:00"))))
    nothing.wait("03-10 12:00")
    site.say(blocked("A-3"), at="03-10 10:00")
    site.wait("03-11 12:00")
    for one in (site, nothing):
        assert any(isinstance(r.entry, Unsilenced) for r in one.records)
        assert check(one.records, one.books).differences == []


def test_a_silence_that_was_ended_by_hand_does_not_end_again() -> None:
    """Nobody is told twice."""
    site = silenced()
    site.take(Tuned(tuning=Tuning(rule="plain")), at="03-10 09:00")
    site.wait("03-10 12:00")
    assert not any(isinstance(r.entry, Unsilenced) for r in site.records)


def test_a_pinned_tuning_is_tried_on_the_past() -> None:
    """Whatever the site had made of the rule then; the past itself stays."""
    site = Lived(rule("task.open_requests >= 2", id="plain"))
    site.take(Tuned(tuning=Tuning(rule="plain", off=True)))
    site.say(*(signal("request", "A-1", need=need) for need in ("labour", "access")), at="03-10 08:00")
    assert site.decisions() == []
    tried = site.book.pinned({"plain": Tuning(rule="plain", thresholds={"task.open_requests >=": 1.0})})
    (row,) = backtest(site.records, tried).rows
    assert (row.fired, row.new) == (0, 1)
    harder = site.book.pinned({"plain": Tuning(rule="plain", thresholds={"task.open_requests >=": 3.0})})
    assert backtest(site.records, harder).rows == ()


def test_what_was_only_observed_is_acted_on_as_soon_as_it_may_be() -> None:
    """A rule that is let act asks about what stands already, once; the replay says the same."""
    site = Lived(rule("task.open_requests >= 2", id="plain", more="mode: observe"))
    site.say(*(signal("request", "A-1", need=need) for need in ("labour", "access")), at="03-10 08:00")
    site.wait("03-10 09:00")
    assert [one.outcome for one in site.decisions()] == ["observed"]
    site.take(Tuned(tuning=Tuning(rule="plain", mode="auto")), at="03-10 09:00")
    site.wait("03-10 12:00")
    assert [one.outcome for one in site.decisions()] == ["observed", "acted"]
    assert site.at_of(site.decisions()[-1]) == local("03-10 09:00")
    assert check(site.records, site.books).differences == []
