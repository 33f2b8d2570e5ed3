"""Where timelines stand: in the folder `timelines/` beside the rulebook."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.timelines.plot_reading import Files
from rules.errors import SiteloopError

FOLDER = "timelines"
EQUIVALENTS = "equivalents.yml"
_ENDINGS = (".yml", ".yaml")


class NoSchedule(SiteloopError):
    """A timeline names a schedule that is not there."""


def folder_beside(place: str) -> Traversable:
    """The folder for the timelines of that rulebook, a file or a folder; of the one that ships, where that is empty."""
    if not place:
        return files("rules").joinpath("book", FOLDER)
    path = Path(place)
    return (path if path.is_dir() else path.parent) / FOLDER


def sources_in(folder: Traversable, shown: str = FOLDER) -> Mapping[str, str]:
    """The folder's files of timelines, name → text; none where there is no such folder. `shown` is how its name is told."""
    if not folder.is_dir():
        return {}
    found = (file for file in folder.iterdir() if file.name.endswith(_ENDINGS) and file.name != EQUIVALENTS)
    return {f"{shown}/{file.name}": file.read_text(encoding="utf-8") for file in found}


def schedules_in(folder: Traversable) -> Files:
    """Gives a schedule's content by the name of its file: one in the folder, or one that ships with the demo."""

    def content(name: str) -> bytes:
        for place in (folder, files("bot.demo_data")):
            file = place.joinpath(name)
            if "/" not in name and file.is_file():
                return file.read_bytes()
        raise NoSchedule(
            f"There is no schedule {name} beside the timelines. Put it there, or write tower_a.csv."
        )

    return content
