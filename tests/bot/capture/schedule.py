"""The schedule that the example messages talk about."""

import csv
from datetime import date
from pathlib import Path

from rules.plan.schedule import Task

TASKS = Path(__file__).with_name("cases_tasks.csv")


def tower_tasks() -> list[Task]:
    """Its 68 tasks."""
    rows = csv.DictReader(TASKS.read_text(encoding="utf-8").splitlines())
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
