"""The schedules that the example messages talk about."""

import csv
from datetime import date
from pathlib import Path

from rules.plan.schedule import Task

TASKS = Path(__file__).with_name("cases_tasks.csv")


def tower_tasks() -> list[Task]:
    """The 68 tasks of the tower, of which most messages tell."""
    return tasks_in(TASKS)


def tasks_in(path: Path) -> list[Task]:
    """The tasks of a schedule in a file."""
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return [
        Task(
            id=r["id"],
            name=r["name"],
            zone=r["zone"],
            trade=r["trade"],
            start=date.fromisoformat(r["start"]),
            finish=date.fromisoformat(r["finish"]),
            owner=r["owner"],
        )
        for r in rows
    ]
