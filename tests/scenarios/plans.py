"""Other schedules for the tower: as it stands, without some of its tasks, dropped in the channel by its manager."""

from tests.scenarios.stage import Line, Stage


def plan_without(stage: Stage, *tasks: str) -> str:
    """The plot's schedule without these tasks, also not as predecessors."""
    head, *rows = stage.world.plot.content.decode().splitlines()
    cut = []
    for row in rows:
        start, _, links = row.rpartition(",")
        kept = [link for link in links.split(";") if not link.startswith(tasks)]
        cut += [] if row.partition(",")[0] in tasks else [f"{start},{';'.join(kept)}"]
    return "\n".join([head, *cut]) + "\n"


def reimport(stage: Stage, *without: str) -> list[Line]:
    """Grace drops the schedule without these tasks, and has it imported."""
    (stage.folder / "new.csv").write_text(plan_without(stage, *without))
    stage.play({"upload": "new.csv", "by": "grace", "in": "#tower-a"})
    return stage.press("grace", "import")
