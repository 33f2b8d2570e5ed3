"""Serious problems that are planted into a month: what is said or left unsaid, which rule has to act on it, within what time.

The table is data: a rule that ships later only has to be named here. `hours` are working hours, counted from the words, or
from the instant at which silence becomes a fault.
"""

from dataclasses import dataclass
from typing import Literal

Pick = Literal["critical", "running", "starts_next", "starts_today", "site"]
How = Literal["said", "silence", "load", "promises"]


@dataclass(frozen=True, kw_only=True)
class PlantKind:
    """One kind of serious problem. Any of `rules` has to act within `hours`; with `escalates`, its action going up counts too."""

    name: str
    rules: tuple[str, ...]
    hours: float
    pick: Pick
    how: How = "said"
    words: tuple[str, ...] = ()
    means: str = ""
    by: tuple[str, ...] = ()
    lasts: float = 8.0  # working hours until it is over, where people can end it
    escalates: bool = False


AT_ONCE = 0.25  # hours: what is said is acted on when it is read
PLANTS = (
    PlantKind(
        name="critical task blocked",
        rules=("critical-task-blocked", "work-stopped"),
        hours=AT_ONCE,
        pick="critical",
        means="blocker",
        words=(
            "{task} stopped, no {material} delivered",
            "{task} is stopped, pump broke down and no spare here",
        ),
    ),
    PlantKind(
        name="whole site stopped",
        rules=("site-blocked",),
        hours=AT_ONCE,
        pick="site",
        means="blocker",
        by=("kevin", "diego"),
        words=(
            "tower crane is down, hydraulic leak",
            "power is out on the whole site",
            "hoist is down, nothing goes up",
        ),
        lasts=5.0,
    ),
    PlantKind(
        name="incident",
        rules=("safety-incident",),
        hours=AT_ONCE,
        pick="site",
        means="safety",
        by=("noor", "priya", "kevin"),
        words=(
            "a man fell from the ladder at the {spot} and hurt his arm",
            "one of the laborers cut his hand at the {spot}, first aid on site",
        ),
        lasts=2.0,
    ),
    PlantKind(
        name="near miss",
        rules=("safety-hazard",),
        hours=AT_ONCE,
        pick="site",
        means="safety",
        by=("noor", "priya", "ben"),
        words=(
            "near miss at the {spot}: a clamp fell, nobody hurt",
            "near miss, the forklift almost hit a laborer at the {spot}",
        ),
        lasts=3.0,
    ),
    PlantKind(
        name="delivery fails tomorrow's task",
        rules=("delivery-fails-a-task",),
        hours=AT_ONCE,
        pick="starts_next",
        means="delivery",
        by=("ben",),
        words=(
            "{material} truck for {task} not coming till {day}",
            "{material} for {task} is delayed until {day}",
        ),
        lasts=12.0,
    ),
    PlantKind(
        name="failed inspection",
        rules=("check-failed",),
        hours=AT_ONCE,
        pick="running",
        means="quality",
        by=("wei", "priya"),
        words=("{task} failed inspection, {defect}", "failed the inspection on {task}: {defect}"),
        lasts=12.0,
    ),
    PlantKind(
        name="decision that nobody answers",
        rules=("decision-outstanding",),
        hours=4.5,
        pick="running",
        means="request",
        words=(
            "need a decision from the architect on the {detail} for {task}",
            "{task}: need the engineer to decide on the {detail}",
        ),
        lasts=20.0,
    ),
    PlantKind(
        name="forecast beyond float",
        rules=("forecast-beyond-float",),
        hours=AT_ONCE,
        pick="critical",
        means="forecast",
        words=("{task} won't finish before {date}", "{task} slips to {date}"),
        lasts=10.0,
    ),
    PlantKind(
        name="silent slip",
        rules=("start-without-a-word", "late-start-without-a-word"),
        hours=12.0,
        pick="starts_today",
        how="silence",
    ),
    PlantKind(
        name="spending beyond budget",
        rules=("task-over-budget",),
        hours=AT_ONCE,
        pick="running",
        means="cost",
        by=("dana",),
        words=("spent {over} on {task}", "paid {over} for {material} on {task}"),
        lasts=10.0,
    ),
    PlantKind(
        name="overloaded person",
        rules=("person-overloaded",),
        hours=6.0,
        pick="running",
        how="load",
        lasts=20.0,
    ),
    PlantKind(
        name="promise broken again and again",
        rules=("promise-moved-again", "promises-not-kept", "overdue-for-two-shifts"),
        hours=12.0,
        pick="running",
        how="promises",
        means="blocker",
        words=("{task} stopped, no {material} delivered",),
        lasts=30.0,
        escalates=True,
    ),
    PlantKind(
        name="lightning",
        rules=("lightning",),
        hours=AT_ONCE,
        pick="site",
        means="weather",
        by=("ana", "priya"),
        words=("lightning close to the site", "thunder and lightning, everybody come down from the deck"),
        lasts=2.0,
    ),
)
# What somebody is asked for who is asked for too much.
ERRANDS = (
    "check the {0}",
    "get the {0} cleaned up",
    "send the photos of the {0}",
    "count what is left at the {0}",
    "call the supplier about the {0}",
    "mark the {0}",
    "walk the {0} with the inspector",
    "order spare parts for the {0}",
    "update the sketch of the {0}",
    "fix the handrail at the {0}",
    "clear the way to the {0}",
    "measure the gap at the {0}",
    "lock the gate at the {0}",
)
