"""Timelines from text: read, lived through by three small rules, and told."""

import pytest

from bot.capture.lexicons import load_lexicons
from bot.heard.readers import Readers
from bot.timelines.places import folder_beside, schedules_in
from bot.timelines.reading import read_timelines
from bot.timelines.report import failures_told
from bot.timelines.run import Outcome, run_timelines
from bot.timelines.timeline import TimelineError
from rules.book import Book
from tests.rules.world import CRITICAL, book, rule

STOPPED = rule("blocker.firm = true", id="stopped", each="blocker", more="cooldown: 1d")
SILENT = rule("{ all: [task.status = in_progress, task.silent_hours >= 3] }", id="silent")
BOOK = book(CRITICAL, STOPPED, SILENT)
SITE = """\
site:
  tasks:
    - { id: A-1, name: Level 1 slab pour, zone: L1, owner: minh, start: Mon 9 Mar, finish: Fri 13 Mar }
    - { id: S-1, name: Stair 1, zone: Stair 1, owner: carlos, start: Mon 9 Mar, finish: Wed 11 Mar }
timelines:
  - name: it stands
    steps:
"""


def outcomes(steps: str, site: str = SITE, rules: Book = BOOK) -> list[Outcome]:
    """How timelines went; `steps` are those of the only one below the site, indented as they stand in a test."""
    read = read_timelines({"t.yml": site + steps}, rules.rulebook, schedules_in(folder_beside("")))
    return run_timelines(read, rules, Readers(load_lexicons()))


def told(steps: str, site: str = SITE, rules: Book = BOOK) -> str:
    """What `rules test` tells of their failures; nothing where all is well."""
    return "\n".join(failures_told(outcomes(steps, site, rules)))


def problems(steps: str, site: str = SITE) -> list[str]:
    """What is wrong with a file that cannot be read, each as it is told."""
    with pytest.raises(TimelineError) as refused:
        outcomes(steps, site)
    return [str(problem) for problem in refused.value.problems]
