"""What a demo plays: a schedule on its own dates, and the site that it is of."""

from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from bot.importers import read_schedule
from rules.errors import SiteloopError
from rules.plan.schedule import Schedule

TIMEZONE = "America/Chicago"
CHANNEL = "tower-a"
TOWER = "tower_a.csv"
REGISTER = "tower_a_resources.csv"
_START = date(2026, 3, 10)


@dataclass(frozen=True, kw_only=True)
class Plot:
    """What is played: a schedule's file, the day on which it begins, how the channel and the site are called; `register` is the
    file of its crews and plant, empty where it has none."""

    name: str
    site: str
    content: bytes
    schedule: Schedule
    day: date
    channel: str
    register: bytes = b""


def plot_of(file: Path | None) -> Plot:
    """The tower that ships, or another schedule on its own dates: from its data date, or its first day, on.

    Raises:
        SiteloopError: the file cannot be read; the text says why.
    """
    if file is None:
        data = resources.files("bot.demo_data")
        content = data.joinpath(TOWER).read_bytes()
        return Plot(
            name=TOWER,
            site="Tower A",
            content=content,
            schedule=read_schedule(TOWER, content),
            day=_START,
            channel=CHANNEL,
            register=data.joinpath(REGISTER).read_bytes(),
        )
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SiteloopError(f"{file} cannot be read: {error.strerror}.") from error
    plan = read_schedule(file.name, content)
    day = plan.data_date or min(task.start for task in plan.tasks)
    return Plot(name=file.name, site=plan.name, content=content, schedule=plan, day=day, channel=CHANNEL)


def samples(plot: Plot) -> tuple[str, ...]:
    """What a newcomer may write here: of another schedule, about the task that begins first."""
    if plot.name == TOWER:
        return ()
    first = min(plot.schedule.tasks, key=lambda task: (task.start == task.finish, task.start))
    return (
        "Near miss at the gate: loose plank fell, nobody hurt",
        f"{first.id} started, 20% done",
        f"{first.id} stopped, no material delivered",
    )
