"""The columns of a schedule, or of a register of crews and plant, in a spreadsheet, and the other names that people give them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.importers.problems import Findings

_MONEY = re.compile(r"(?P<column>.+)_(?P<currency>[a-z]{3})")


@dataclass(frozen=True, kw_only=True)
class Table:
    """What a file can hold: its fields with the other names that people give their columns, and which of them it needs.

    `rows` is what its rows are, `money` are the fields whose column may name a currency.
    """

    rows: str
    names: Mapping[str, str]
    required: tuple[str, ...]
    money: frozenset[str] = frozenset()

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """Each name that a column may have, with the field that it means."""
        return {name: field for field, names in self.names.items() for name in (field, *names.split())}

    @property
    def head(self) -> str:
        """What the first row may look like."""
        return f"{', '.join(self.required)}, …"


SCHEDULE = Table(
    rows="tasks",
    required=("id", "name", "start", "finish"),
    money=frozenset({"budget", "actual_cost"}),
    names={
        "id": "task_id activity_id activity_code task_code code unique_id",
        "name": "task task_name activity activity_name description title",
        "zone": "area location level floor building",
        "trade": "discipline craft subcontractor contractor crew",
        "start": "start_date planned_start plan_start begin",
        "finish": "finish_date planned_finish plan_finish end end_date due due_date",
        "budget": "cost planned_cost budget_cost budgeted_cost budgeted_total_cost total_cost",
        "owner": "responsible responsible_person assignee assigned_to foreman lead",
        "predecessors": "predecessor depends_on dependencies links",
        "percent": "percent_complete complete pct pct_complete progress activity_percent_complete",
        "actual_start": "actual_start_date",
        "actual_finish": "actual_finish_date actual_end actual_end_date",
        "actual_cost": "actual_total_cost cost_to_date",
    },
)
REGISTER = Table(
    rows="crews or machines",
    required=("name", "kind"),
    names={
        "name": "resource resource_name crew machine plant equipment",
        "kind": "type resource_type",
        "trade": "discipline craft",
        "count": "quantity number people max_units",
        "zone": "area location level floor where",
        "called": "also_called aliases other_names",
        "since": "on_site_from available_from arrives on_hire",
        "until": "on_site_until available_until leaves off_hire",
        "shared": "whole_site",
        "task": "task_id activity_id booked_for",
        "booked_from": "from start booking_start",
        "booked_until": "to end finish booking_end",
        "booked": "booked_count units assigned",
    },
)


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Where each field stands in a row, how the file itself calls it, and the currency that a header names."""

    positions: dict[str, int]
    titles: dict[str, str]
    currency: str | None
    width: int


def field_of(title: str, table: Table = SCHEDULE) -> tuple[str | None, str | None]:
    """The field that a header cell means and the currency that it names, each None if it does not."""
    name = re.sub(r"[\W_]+", "_", title.casefold().replace("%", " percent ")).strip("_")
    if name in table.fields:
        return table.fields[name], None
    money = _MONEY.fullmatch(name)
    if money and table.fields.get(money["column"]) in table.money:
        return table.fields[money["column"]], money["currency"].upper()
    return None, None


def columns_of(header: Sequence[str], place: str, found: Findings, table: Table = SCHEDULE) -> Columns:
    """Read the header; columns that mean nothing here are left alone."""
    positions: dict[str, int] = {}
    currencies: dict[str, None] = {}
    for position, title in enumerate(header):
        field, currency = field_of(title, table)
        if field and field in positions:
            found.add(f"a second column for {field}. Keep one of the two.", place=place, column=title.strip())
        elif field:
            positions[field] = position
            currencies.update({currency: None} if currency else {})
    for field in table.required:
        if field not in positions:
            others = ", ".join(table.names[field].split()[:3])
            found.add(f"there is no column {field}. Name one {field} (or {others}).", place=place)
    if len(currencies) > 1:
        found.add(f"more than one currency: {', '.join(currencies)}. Use one in the whole file.", place=place)
    titles = {field: header[position].strip() for field, position in positions.items()}
    return Columns(
        positions=positions, titles=titles, currency=next(iter(currencies), None), width=len(header)
    )
