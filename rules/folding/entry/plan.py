"""Entries of what is planned: the schedule, goals, crews and machines with their bookings."""

from dataclasses import dataclass
from typing import Literal

from rules.key import Key
from rules.plan.goal import Goal
from rules.plan.schedule import Schedule
from rules.resources.resource import Booking, Listing, Resource


@dataclass(frozen=True, kw_only=True)
class Scheduled:
    """A schedule was imported; it replaces the plan and keeps what was said of tasks that are still in it."""

    schedule: Schedule
    by: str | None = None
    kind: Literal["scheduled"] = "scheduled"


@dataclass(frozen=True, kw_only=True)
class Aimed:
    """A goal was set or changed, or retired; the risks that were found for it stay."""

    goal: Goal
    retired: bool = False
    by: str | None = None
    kind: Literal["aimed"] = "aimed"

    @property
    def subject(self) -> Key:
        """Which goal it is."""
        return Key("goal", self.goal.id)


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A crew or machine came into the register, was changed, or left the site (`retired`); one that was replaced because it was
    down `works` again."""

    resource: Resource
    origin: str = ""
    retired: bool = False
    works: bool = False
    by: str | None = None
    kind: Literal["registered"] = "registered"

    @property
    def subject(self) -> Key:
        """Which it is."""
        return Key("resource", self.resource.id)


@dataclass(frozen=True, kw_only=True)
class Booked:
    """A resource was booked, a booking of it changed (the same id), or taken back (`freed`)."""

    resource: str
    booking: Booking
    freed: bool = False
    by: str | None = None
    kind: Literal["booked"] = "booked"

    @property
    def subject(self) -> Key:
        """Of which resource."""
        return Key("resource", self.resource)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A list of resources was imported; it replaces what an earlier one of this `origin` brought, and keeps all else."""

    origin: Literal["list", "schedule"]
    listings: tuple[Listing, ...]
    by: str | None = None
    kind: Literal["listed"] = "listed"
