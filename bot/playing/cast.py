"""Who works at the demo's site: the owners in its schedule, and the people around them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rules.plan.schedule import Schedule


@dataclass(frozen=True, kw_only=True)
class Player:
    """A person of the demo."""

    handle: str
    name: str
    title: str


STAFF = (
    Player(handle="ana", name="Ana Ruiz", title="Superintendent"),
    Player(handle="grace", name="Grace Okafor", title="Project manager"),
    Player(handle="noor", name="Noor Rahman", title="Safety lead"),
    Player(handle="victor", name="Victor Lindqvist", title="Owner's representative"),
)
ROLES: Mapping[str, str] = {
    "superintendent": "ana",
    "project_manager": "grace",
    "safety": "noor",
    "owner_rep": "victor",
}
CREWS = (
    Player(handle="raj", name="Raj Patel", title="Electrical foreman"),
    Player(handle="diego", name="Diego Ramos", title="Crane and hoist"),
    Player(handle="tuan", name="Tuấn Nguyễn", title="Earthworks and civil"),
    Player(handle="minh", name="Minh Trần", title="Concrete foreman"),
    Player(handle="linh", name="Linh Phạm", title="Plumbing and waterproofing"),
    Player(handle="carlos", name="Carlos Vega", title="Formwork foreman"),
    Player(handle="hector", name="Hector Salas", title="Rebar foreman"),
    Player(handle="omar", name="Omar Haddad", title="HVAC and sprinklers"),
    Player(handle="sofia", name="Sofia Rossi", title="Drywall foreman"),
    Player(handle="yuki", name="Yuki Tanaka", title="Facade foreman"),
)


def cast_of(schedule: Schedule) -> tuple[Player, ...]:
    """The staff, then everybody whom the schedule names as an owner, each once."""
    known = {player.handle: player for player in (*STAFF, *CREWS)}
    found = {player.handle: player for player in STAFF}
    for owner, trade in _owners(schedule):
        handle = handle_of(owner)
        found.setdefault(
            handle, known.get(handle) or Player(handle=handle, name=owner, title=trade.capitalize())
        )
    return tuple(found.values())


def handle_of(name: str) -> str:
    """A Slack handle for a name: lower case, without accents and spaces."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:21] or "crew"


def _owners(schedule: Schedule) -> Iterable[tuple[str, str]]:
    return dict.fromkeys((task.owner, task.trade) for task in schedule.tasks if task.owner)
