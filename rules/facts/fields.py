"""Every field that a rule can read: its type, unit, meaning and an example; the modules of `rules.facts` declare them."""

from collections.abc import Mapping

from rules.facts.action import ACTION
from rules.facts.coordination import COORDINATION
from rules.facts.field import Field, FieldType
from rules.facts.goal_fields import GOAL
from rules.facts.matter import MATTERS
from rules.facts.person import PERSON
from rules.facts.resource_fields import RESOURCE
from rules.facts.site_fields import SITE_FIELDS
from rules.facts.task_fields import TASK
from rules.facts.weekly import WEEKLY

__all__ = ["COUNTING", "FIELDS", "Field", "FieldType", "readable"]

FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (*TASK, *MATTERS, *ACTION, *PERSON, *GOAL, *RESOURCE, *SITE_FIELDS, *COORDINATION, *WEEKLY)
}

# What counts open actions, or tells what was said to one, so that an action would be its own ground, or its own doing.
COUNTING = frozenset(
    {
        "task.open_actions",
        "task.blocker_expected_in_hours",
        "action.owner_actions",
        "person.open_actions",
        "person.overdue_actions",
        "person.due_today",
        "person.unanswered",
        "person.promises",
        "person.promises_kept_percent",
        "site.open_actions",
        "site.overdue_actions",
        "site.unaligned_percent",
        "site.promises",
        "site.promises_kept_percent",
        "goal.open_actions",
        "goal.promises_kept_percent",
    }
)


def readable(on: str, each: str = "") -> tuple[Field, ...]:
    """The fields that a rule on this subject, for each such matter, can read."""
    subjects = {on, each, "site"}
    return tuple(f for f in FIELDS.values() if f.subject in subjects)
