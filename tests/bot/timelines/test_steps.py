"""What can happen in a step does what it does in Slack, at its own time."""

import pytest

from tests.bot.timelines.tried import SITE, told

STAIR = """\
      - at: Tue 08:00
        say: stair 1 stopped, no flights
        by: ana
        expect: { acts: stopped, on: S-1, asks: carlos, due: 10:00 }
"""
AFTERWARDS = {
    "words in the thread are an answer": """\
      - { at: 09:00, say: done, by: carlos, thread: ACT-1, expect: { stands: ACT-1, status: done } }
""",
    "so are words to Siteloop itself": """\
      - { at: 09:00, say: done, by: carlos, direct: true, expect: { stands: ACT-1, status: done } }
""",
    "words in the channel are none": """\
      - { at: 09:00, say: done, by: carlos, expect: { stands: ACT-1, status: assigned } }
""",
    "whose answer it is not is told so": """\
      - { at: 09:00, press: done, by: hector, expect: { tells: hector, text: Carlos Vega's to answer } }
      - { at: 09:00, expect: { stands: ACT-1, status: assigned } }
""",
    "an edited answer is another answer": """\
      - { at: 09:00, say: done, by: carlos, thread: ACT-1, expect: { stands: ACT-1, status: done } }
      - { after: 5m, edit: last, by: carlos, to: on it, expect: { stands: ACT-1, status: accepted } }
""",
    "an edited message says what it says now": """\
      - { at: 09:00, edit: last, by: ana, to: stair 1 is 20% done, expect: { closes: ACT-1, why: no longer holds } }
""",
    "a deleted message says nothing": """\
      - { at: 09:00, delete: last, by: ana, expect: { closes: ACT-1, why: no longer holds } }
""",
    "accept": """\
      - { at: 09:00, press: accept, by: carlos, expect: { stands: ACT-1, status: accepted } }
""",
    "help goes up": """\
      - { at: 09:00, press: help, by: carlos, expect: { escalates: ACT-1, to: ana, why: asks for help } }
""",
    "not done with a new time is a promise": """\
      - { at: 09:00, press: not_done, reason: material, when: 15:00, by: carlos,
          expect: [{ stands: ACT-1, status: promised, due: 15:00 }] }
      - { at: 14:30, expect: { reminds: carlos, kind: before } }
""",
    "not done without one goes up": """\
      - { at: 09:00, press: not_done, reason: material, by: carlos, note: no truck,
          expect: [{ escalates: ACT-1, to: ana, why: has no new time }, { stands: ACT-1, status: stuck }] }
""",
    "not mine hands it on": """\
      - { at: 09:00, press: not_mine, to: hector, by: carlos, expect: { stands: ACT-1, owner: hector } }
""",
    "a reaction answers until it is taken away": """\
      - { at: 09:00, react: white_check_mark, by: carlos, expect: { stands: ACT-1, status: done } }
      - { at: 09:01, unreact: white_check_mark, by: carlos, expect: { stands: ACT-1, status: assigned } }
""",
    "last is the newest action": """\
      - { at: 09:00, say: "L1 slab pour stopped, no concrete", by: ana, expect: { acts: critical, on: A-1, action: ACT-2 } }
      - { at: 09:01, press: done, by: minh, expect: [{ stands: ACT-2, status: done }, { stands: ACT-1, status: assigned }] }
""",
    "a manager asks by hand": """\
      - { at: 09:00, assign: fix the pump, to: diego, due: 15:00, task: A-1, by: grace,
          expect: { stands: ACT-2, owner: diego, due: 15:00 } }
      - { at: 14:00, expect: { reminds: diego, about: ACT-2 } }
""",
    "settings hold from then on": """\
      - { at: 09:00, settings: { superintendent: grace, closes: "12:00" } }
      - { at: 11:00, say: "L1 slab pour stopped, no concrete", by: ana,
          expect: { acts: critical, on: A-1, then: [grace], due: Wed 08:00 } }
""",
    "a new plan ends what was about a task that it has no more": """\
      - at: 09:00
        tasks: [{ id: A-1, name: Level 1 slab pour, owner: minh, start: Mon 9 Mar, finish: Fri 13 Mar }]
        expect: { closes: ACT-1, why: no longer in the schedule }
""",
    "a schedule that ships is read by its name": """\
      - { at: 09:00, schedule: tower_a.csv, expect: { closes: ACT-1, why: no longer in the schedule } }
      - { at: 09:10, say: "L2 strip formwork stopped, waiting on the permit", by: ana, expect: { acts: critical, on: A-220 } }
    strict: false
""",
}


@pytest.mark.parametrize("steps", AFTERWARDS.values(), ids=AFTERWARDS)
def test_a_step_does_what_it_does_in_slack(steps: str) -> None:
    """After an action was asked for at eight."""
    assert told(STAIR + steps) == ""


def test_what_was_not_sure_waits_for_the_answer_to_a_question() -> None:
    """Yes lets the rules act, no drops it."""
    asked = """\
      - at: Tue 08:00
        signals: [{ kind: blocker, task: S-1, cause: material, confirm: true }]
        by: carlos
        expect: { quiet: stopped, on: S-1, because: blocker.firm = true }
      - { at: 08:01, confirm: yes, by: carlos, expect: { acts: stopped, on: S-1, due: 10:01 } }
"""
    assert told(asked) == ""
    assert "no blocker is open on it" in told(asked.replace("confirm: yes", "confirm: no"))


def test_typed_signals_hold_times_as_people_say_them() -> None:
    """A day or a time of the site, as a message would give it."""
    steps = """\
      - at: Tue 08:00
        signals: [{ kind: blocker, task: S-1, cause: material, since: Mon 9 Mar, words: no flights }]
        by: carlos
        expect: { acts: stopped, on: S-1 }
      - at: 08:30
        signals: [{ kind: response, answer: eta, when: 13:00 }]
        by: carlos
        thread: ACT-1
        expect: { stands: ACT-1, status: promised, due: 13:00 }
"""
    assert told(steps) == ""


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("at: 09:00", "11:00"),
        ("at: Tue 09:00", "Tue 11:00"),
        ("at: Wed 09:00", "Wed 11:00"),
        ("at: Mon 09:00", "Mon 16 Mar 11:00"),
        ("at: Tue 17 Mar 09:00", "2026-03-17 11:00"),
        ("at: 2026-03-17T09:00", "Tue 17 Mar 11:00"),
        ("after: 30m", "10:30"),
        ("after: 1d", "Wed 10:00"),
        ("after: 1d of work", "Wed 10:00"),
        ("after: 12h of work", "Wed 12:00"),
        ("after: 24h", "Wed 10:00"),
    ],
)
def test_times_are_those_of_the_site(when: str, due: str) -> None:
    """The day is the one before where none is given, a weekday the next of its name; two hours of work later it is due."""
    steps = f"""\
      - {{ at: Tue 08:00, expect: nothing }}
      - {{ {when}, say: "stair 1 stopped, no flights", by: ana, expect: {{ acts: stopped, due: {due} }} }}
"""
    assert told(steps) == ""


def test_a_step_in_which_nothing_happens_sees_its_whole_minute() -> None:
    """What comes of a message that was the second at its instant comes a microsecond after the full minute."""
    steps = """\
      - { at: Tue 08:00, say: L1 slab pour 10%, by: ana }
      - { say: stair 1 20%, by: ana }
      - { at: 10:59, expect: nothing }
      - { at: 11:00, expect: [{ acts: silent, on: A-1 }, { acts: silent, on: S-1 }] }
"""
    assert told(steps) == ""


def test_a_timeline_has_a_site_of_its_own_over_that_of_its_file() -> None:
    """Key by key; people are added."""
    own = """\
    site:
      starts: Mon 16 Mar 06:00
      timezone: Asia/Ho_Chi_Minh
      opens: "06:00"
      closes: "12:00"
      weekdays: [Mon, Wed, Thu, Fri]
      people: [{ handle: lan, name: Lan Vu }]
      superintendent: lan
"""
    steps = """\
      - { at: 11:00, say: "stair 1 stopped, no flights", by: lan,
          expect: { acts: stopped, on: S-1, asks: carlos, then: [lan, grace], due: Wed 07:00 } }
"""
    assert told(steps, SITE.replace("    steps:\n", f"{own}    steps:\n")) == ""
