"""Founding a demo's site: what people would do by hand before the first word is said there."""

import base64
from collections.abc import Iterator

from bot.happening import Configure, FileRead, Happening, Submitted
from bot.playing.cast import ROLES, Player, cast_of
from bot.playing.plot import REGISTER, TIMEZONE, Plot
from bot.sandbox.sandbox import Sandbox
from rules.plan.schedule import Schedule


def gather(sandbox: Sandbox, plot: Plot, around: tuple[Player, ...]) -> str:
    """Let the cast, and people around it, meet in the site's channel; gives its id."""
    people = (*cast_of(plot.schedule), *around)
    for player in people:
        sandbox.workspace.add_user(player.handle, real_name=player.name, title=player.title, tz=TIMEZONE)
    members = [player.handle for player in people]
    return sandbox.workspace.add_channel(plot.channel, members=members, topic=plot.site).id


def founding(sandbox: Sandbox, plot: Plot, channel: str) -> Iterator[Happening]:
    """What a manager would do by hand: fill in the set-up form, drop the schedule and the register, set goals."""
    roles = {role: sandbox.workspace.user(handle).id for role, handle in ROLES.items()}
    settings = {"name": plot.site, **roles, "timezone": TIMEZONE, "currency": plot.schedule.currency}
    yield Configure(fields=settings, asked="demo")
    yield FileRead(
        name=plot.name,
        content=base64.b64encode(plot.content).decode(),
        user="",
        channel=channel,
        asked="demo",
        planned_until=plot.day.isoformat(),
    )
    if plot.register:
        content = base64.b64encode(plot.register).decode()
        yield FileRead(name=REGISTER, content=content, user="", channel=channel, asked="demo-register")
    yield from _goals(plot.schedule, roles["project_manager"], channel)


def _goals(schedule: Schedule, manager: str, channel: str) -> Iterator[Submitted]:
    """What a manager would want of such a site: its day, its money, nobody hurt."""
    finish = max(task.finish for task in schedule.tasks)
    budget = sum(task.budget for task in schedule.tasks)
    fields = [
        {
            "name": "Finish on time",
            "measure": "finish",
            "target": finish.isoformat(),
            "owner": "project_manager",
        }
    ]
    if budget:
        fields.append(
            {
                "name": "Within budget",
                "measure": "cost",
                "target": f"{budget:.0f}",
                "owner": "project_manager",
            }
        )
    fields.append({"name": "Nobody gets hurt", "measure": "safety", "target": "0", "owner": "safety"})
    for number, one in enumerate(fields, start=1):
        view = f"demo-goal-{number}"
        yield Submitted(form="goal", about="", fields=one, user=manager, view=view, channel=channel)
