"""What `/site` answers: right about the site, clear about what is not there, within Slack's limits, harmless to anybody."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.body import Body
from bot.commands import answer
from bot.commands.clause import clause_line
from bot.commands.picture import Picture
from bot.commands.words import may_manage
from bot.forms.owners import match_owner, unmatched_owners
from bot.home import home_view, site_of_block
from bot.phrases import signal_words
from bot.sandbox import check_blocks, check_view
from bot.view import SiteView
from rules.deciding.decision import Clause, Decision
from rules.folding.entry import Decided
from rules.key import Key
from rules.language.rulebook import shipped_sources
from rules.signal import FIELDS, Signal
from rules.subject import PersonState, Rung, Step, Subject
from storage.reader import Reader
from storage.record import Record
from tests.bot import paper
from tests.bot.paper import NOON, Paper

DONE = Step(id="s", kind="answered", at=paper.utc(16), by="U0MINH", answer="done")
LATE = paper.action("ACT-9", due=paper.utc(15), text="Order the rebar")
DECISION = Decision(
    id="critical-task-blocked/task:A-310/m@2026-03-10T14:12:00Z",
    rule="critical-task-blocked",
    title="A critical task is blocked",
    rulebook="v1",
    subject=Key("task", "A-310"),
    matter="m",
    outcome="acted",
    values={},
    clauses=(
        Clause(text="task.critical = true", field="task.critical", value=True, holds=True),
        Clause(text="blocker.hours >= 0", field="blocker.hours", value=0.5, holds=True),
        Clause(text="task.float_days < 2", field="task.float_days", value=None, holds=False),
    ),
    evidence=(f"{paper.MESSAGE}#1",),
    action="ACT-12",
)


class Site(Paper):
    """A reader on paper, with one decision in its journal."""

    site: int = 7
    workspace = "T0SANDBOX"

    def records(self, *, ref: str = "", **_: object) -> list[Record]:
        """The decision, if it is asked for."""
        found = Record(seq=1, at=NOON, entry=Decided(decision=DECISION), cause=None, source="")
        return [found] if ref == f"decision:{DECISION.id}" else []

    def rulebook(self, _: str) -> Mapping[str, str]:
        """The one that ships."""
        return shipped_sources()


def site(*more: Subject, number: int = 7) -> Reader:
    """Tower A with what else is given."""
    made = Site(paper.tower(*more).documents.values())
    made.site = number
    return cast(Reader, made)


def ask(command: str, *more: Subject, user: str = "U0MINH") -> Body:
    """The answer, checked against Slack's limits."""
    told = answer(command, site(*more), NOON, user)
    assert check_blocks([dict(block) for block in told.blocks], "message") == []
    return told


def test_why_goes_back_to_the_words() -> None:
    """Rule, each clause with the value that it met, words with who and when, ladder, steps, and what would end it."""
    told = ask("why ACT-12", paper.action("ACT-12", replace(DONE, answer="accepted"))).text
    for wanted in (
        "Rule `critical-task-blocked`: A critical task is blocked", "✓ task critical: yes (it was yes)",
        "✓ blocker hours: at least 0 working hours (it was 0.5 working hours)",
        "✗ task float days: less than 2 working days (it was not known)",
        "“L3 columns stopped, no concrete delivered” Ana Silva, Tue 10 Mar 09:12",
        "1. Minh Tran (@minh): owns the task *(asked now)*",
        "2. Ana Silva (@ana): superintendent of the site", "Minh Tran: on it", "*What ends it*",
    ):  # fmt: skip
        assert wanted in told


@pytest.mark.parametrize("written", ["why ACT-12", "why act-12", "why 12", "WHY act 12", "why #12"])
def test_an_action_is_found_however_it_is_written(written: str) -> None:
    """Nobody has to write the id as we do."""
    assert "Get concrete" in ask(written, paper.action()).text


def test_an_action_that_is_not_there() -> None:
    """It says so, and which one may be meant."""
    told = ask("why ACT-13", paper.action("ACT-12"), paper.action("ACT-31")).text
    assert "There is no action ACT-13" in told
    assert "Did you mean" in told
    assert "Name an action" in ask("why").text


def test_status_tells_progress_and_what_stands_in_the_way() -> None:
    """Progress against plan, blocked tasks with their words, overdue actions, promises kept."""
    kept = paper.action("ACT-3", DONE, due=paper.utc(17))
    told = ask("status", LATE, kept, paper.task("A-100", percent=50.0)).text
    for wanted in ("Tower A, Tue 10 Mar 12:00", "planned by now", "2 tasks", "*Blocked*", "“no concrete delivered” since",
                   "*Overdue*", "ACT-9", "promises kept 1 of 2 (50 %)", "1 open action, 1 overdue"):  # fmt: skip
        assert wanted in told, wanted


def test_a_proposal_is_a_promise_from_its_approval_on() -> None:
    """It is kept if done by the time that the approval gave; one that nobody approved is nobody's and counts nowhere."""
    word = Step(id="a", kind="approved", at=paper.utc(15), by="U0ANA", due=paper.utc(17))
    kept = paper.action("ACT-3", word, DONE, proposed_to=("U0GRACE",), due=paper.utc(15))
    waits = paper.action("ACT-4", proposed_to=("U0GRACE",), due=paper.utc(20))
    told = ask("status", kept, waits).text
    assert "0 open actions, 0 overdue; promises kept 1 of 1" in told


def test_status_of_an_empty_site() -> None:
    """A site without a schedule says how to bring one in."""
    told = answer("status", cast(Reader, Site([paper.site()])), NOON, "U0ANA").text
    assert "No schedule is here yet" in told


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", {"A-310", "A-320"}),
        ("all", {"A-310", "A-320", "A-330"}),
        ("blocked", {"A-310"}),
        ("done", {"A-330"}),
        ("critical", {"A-310"}),
        ("L4", {"A-320"}),
        ("minh blocked", {"A-310"}),
        ("pour", {"A-310"}),
        ("<@U0MINH|minh>", {"A-310"}),
    ],
)
def test_tasks_are_selected_by_each_word(words: str, found: set[str]) -> None:
    """State, zone, owner, or a word of the name; several words narrow."""
    more = (
        paper.task("A-320", "Columns", "L4", owner="diego"),
        paper.task("A-330", "Walls", "L2", owner="", percent=100.0),
    )
    told = ask(f"tasks {words}", *more).text
    assert {task for task in ("A-310", "A-320", "A-330") if task in told} == found


def test_tasks_that_are_not_there() -> None:
    """Nothing fits: what may be meant is named."""
    assert "Did you mean" in ask("tasks L33").text
    assert ask("tasks done").text == "No task is done."


def test_actions_mine_overdue_and_unknown() -> None:
    """Mine are those of the one who asks; a word that is none is answered with those there are."""
    more = paper.action("ACT-12"), LATE
    assert "ACT-12" in ask("actions mine", *more).text
    assert ask("actions mine", *more, user="U0NOOR").text == "Nothing is open with you."
    overdue = ask("actions overdue", *more).text
    assert "ACT-9" in overdue
    assert "ACT-12" not in overdue
    assert "overdue" in ask("actions overdu", *more).text


def test_an_unknown_command_says_what_is_meant() -> None:
    """A slip of the finger is recognised."""
    assert "Did you mean status?" in ask("staus").text


def test_help_and_import_teach() -> None:
    """Help shows how to write; import names the columns."""
    assert "crane down since 7" in ask("help capture").text
    assert "predecessors" in ask("import").text


def test_long_lists_stay_within_slack() -> None:
    """Three hundred tasks and as many actions: cut, and told how to narrow."""
    tasks = [paper.task(f"A-{n}", "Pour " * 30, "L3", live=()) for n in range(400, 700)]
    actions = [paper.action(f"ACT-{n}", text="Do " * 150) for n in range(1, 300)]
    for command in ("status", "tasks", "tasks all", "actions", "actions mine", "actions all"):
        told = ask(command, *tasks, *actions)
        assert len(told.text) <= 4000
    assert "more" in ask("tasks", *tasks).text
    readers = [site(*tasks, *actions, number=number) for number in range(5)]
    view = home_view([(reader, Picture(reader, NOON)) for reader in readers], "U0MINH")
    assert check_view(view) == []


@settings(max_examples=40)
@given(
    words=st.one_of(
        st.text(max_size=80),
        st.sampled_from(["<!channel>", "&" * 3000, "`*_~", "why <@U1>", "tasks <!here>", "x" * 40_000]),
    )
)
def test_any_words_are_answered_and_ping_nobody(words: str) -> None:
    """Whatever is typed after `/site` or one of its commands gets an answer that Slack takes."""
    for command in (words, f"why {words}", f"tasks {words}", f"actions {words}"):
        told = ask(command, paper.action())
        assert told.text.strip()
        assert "<!" not in told.text
        assert "<@" not in told.text


def test_who_may_change_a_site() -> None:
    """Its managers; anybody while it has none."""
    assert may_manage(paper.site(), "U0ANA")
    assert may_manage(paper.site(), "U0GRACE")
    assert not may_manage(paper.site(), "U0NOOR")
    assert may_manage(paper.site(roles={}), "U0NOOR")


def test_owners_are_matched_by_name_only_where_it_is_sure() -> None:
    """Handle or full name first, then one name of the two, never a guess between two people."""
    people = [*paper.people(), PersonState(id="U0SILVA", handle="jsilva", name="João Silva")]
    assert match_owner("diego", people) == "U0DIEGO"
    assert match_owner("Joao", people) == "U0SILVA"
    assert match_owner("Minh Tran", people) == "U0MINH"
    assert match_owner("Silva", people) == ""
    assert match_owner("Acme Steel", people) == ""
    tasks = [
        paper.task("A-1", owner="x"),
        paper.task("A-2", owner="y"),
        paper.task("A-3", owner="y"),
        paper.task("A-4"),
    ]
    assert unmatched_owners(tasks, ["minh"]) == ["y", "x"]


def test_home_shows_what_is_theirs_and_what_they_wait_for() -> None:
    """Theirs with buttons, what they asked of others, their tasks of today; nothing of others."""
    asked = paper.action("ACT-20", asked_by="U0MINH", ladder=(Rung(person="U0DIEGO", reason="asked"),))
    others = paper.action("ACT-21", ladder=(Rung(person="U0DIEGO", reason="asked"),))
    reader = site(paper.action("ACT-12"), asked, others)
    view = home_view([(reader, Picture(reader, NOON))], "U0MINH")
    shown = str(view)
    assert check_view(view) == []
    assert "ACT-12" in shown
    assert "You wait for" in shown
    assert "ACT-20" in shown
    assert "ACT-21" not in shown
    assert "Your tasks today" in shown
    block = next(b for b in view["blocks"] if b.get("block_id", "").startswith("home:"))
    assert site_of_block(block["block_id"]) == 7
    assert site_of_block("answers:ACT-12") is None


def test_signals_read_as_plain_words() -> None:
    """Every kind of signal has words of its own, whatever fields it has."""
    view = SiteView(site())
    for kind in FIELDS:
        assert signal_words(Signal(kind=kind), view).strip()
    told = signal_words(
        Signal(kind="request", task="A-310", values={"need": "labour", "quantity": 4, "when": "2026-03-12"}),
        view,
    )
    assert told == "Level 3 slab pour (A-310): asks for people, 4, by Thu 12 Mar"
    for count, words in ((1, "1 person"), (4, "4 people")):
        asked = Signal(kind="request", values={"need": "labour", "quantity": count, "unit": "person"})
        assert words in signal_words(asked, view)
    late = signal_words(Signal(kind="forecast", values={"slip": "-P1D"}), view)
    assert late == "1 day ahead"


def test_a_branch_stands_below_what_it_is_a_branch_of() -> None:
    """In words, further in, each with whether it held."""
    head = Clause(text="any of", field="", value=None, holds=True)
    branch = Clause(text="task.critical = true", field="task.critical", value=False, holds=False, depth=1)
    assert clause_line(head) == "✓ one of these holds:"
    assert clause_line(branch) == "\u2003✗ task critical: yes (it was no)"


def test_why_of_a_task_and_of_what_is_over() -> None:
    """A task is no action, and what tells of it is named; of what is closed nobody is asked now."""
    assert ask("why a-310").text.startswith("A-310 is a task. `/site tasks A-310` shows it")
    closed = paper.action("ACT-9", DONE)
    assert ("asked now" in ask("why 9", LATE).text, "asked now" in ask("why 9", closed).text) == (True, False)


def test_why_not_takes_rule_and_task_in_any_order() -> None:
    """And of a rule about tasks without one it says how to name one."""
    assert ask("why-not A-310 work-stopped") == ask("why-not work-stopped A-310")
    assert "Name one: `/site why-not work-stopped A-310`" in ask("why-not work-stopped").text


def test_what_waits_for_a_word_is_told_once() -> None:
    """The buttons below the list name the action and who would be asked, and do not say all of it again."""
    waits = paper.action("ACT-4", proposed_to=("U0GRACE",), due=paper.utc(20))
    shown = str(ask("actions waiting", waits, user="U0GRACE").blocks)
    assert "*ACT-4* would be asked of Minh Tran:" in shown
    assert shown.count("Get concrete") == 1


def test_a_sentence_that_is_asked_goes_on_in_its_line() -> None:
    """What ends with a full stop has none before the comma."""
    asked = paper.action("ACT-4", text="Move the pump to L3.", due=paper.utc(20))
    assert "Move the pump to L3, due Tue 10 Mar 15:00. Waiting" in ask("actions", asked).text
