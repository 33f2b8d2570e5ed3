"""How people of each language call tasks, days and things."""

import re
from collections.abc import Mapping
from datetime import date
from random import Random

from rules.plan.schedule import Task

_LEVEL = re.compile(r"\bLevel (\d+)\b")
# A tower's tasks as crews call them; {0} is the level. Whatever is not here goes by its id.
_CALLED: tuple[tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]], ...] = tuple(
    (re.compile(pattern), {"es": es, "vi": vi})
    for pattern, es, vi in (
        (r"^Level (\d+) columns", ("las columnas del N{0}",), ("cột tầng {0}",)),
        (r"^Level (\d+) slab formwork", ("la cimbra de la losa N{0}",), ("cốp pha sàn tầng {0}",)),
        (r"^Level (\d+) slab rebar", ("el armado de la losa N{0}",), ("thép sàn tầng {0}",)),
        (r"^Level (\d+) slab pour", ("el colado de la losa N{0}",), ("đổ sàn tầng {0}",)),
    )
)
_DAYS: Mapping[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "vi": ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"),
}
# By trade: the material in three languages, and who works with it.
_TRADES: Mapping[str, tuple[str, str, str, str, str]] = {
    "concrete": ("concrete", "el concreto", "bê tông", "finishers", "albañiles"),
    "formwork": ("plywood", "la madera", "ván", "carpenters", "carpinteros"),
    "rebar": ("rebar", "la varilla", "thép", "rodbusters", "fierreros"),
    "electrical": ("conduit", "la tubería", "ống điện", "electricians", "electricistas"),
    "plumbing": ("pipe", "la tubería", "ống nước", "plumbers", "plomeros"),
    "hvac": ("duct", "los ductos", "ống gió", "sheet metal workers", "ayudantes"),
    "fire protection": ("sprinkler pipe", "la tubería", "ống", "pipefitters", "plomeros"),
    "drywall": ("drywall", "la tablaroca", "tấm thạch cao", "drywallers", "tablaroqueros"),
    "facade": ("brackets", "los herrajes", "ke", "installers", "ayudantes"),
    "steel": ("steel", "el acero", "thép", "ironworkers", "soldadores"),
    "precast": ("precast", "los prefabricados", "cấu kiện", "riggers", "ayudantes"),
}
_ANY_TRADE = ("material", "el material", "vật tư", "laborers", "ayudantes")
SPOTS = ("L3 deck edge", "stair 1 landing", "hoist gate", "L2 east side", "trench by the gate", "loading bay")
DETAILS = (
    "anchor detail",
    "sleeve layout",
    "embed plates",
    "door schedule",
    "slab edge detail",
    "fixture height",
)
DEFECTS = ("honeycombing", "cracks", "missing ties", "leaking joint", "two anchors out of position")


def called(task: Task, language: str, rng: Random) -> str:
    """A task as somebody calls it: by its name, shorter, or by its id."""
    if language != "en":
        for pattern, names in _CALLED:
            if found := pattern.search(task.name):
                return rng.choice(names[language]).format(*found.groups())
        return task.id
    short = _LEVEL.sub(r"L\1", task.name).partition(" and ")[0]
    return rng.choice((short, short, short, _LEVEL.sub(r"L\1", task.name), task.name, task.id))


def day_called(day: date, language: str) -> str:
    """The weekday in that language."""
    return _DAYS[language][day.weekday()]


def things(task: Task | None) -> Mapping[str, str]:
    """What a task's trade works with and who works there, for `str.format`."""
    words = _TRADES.get(task.trade if task else "", _ANY_TRADE)
    names = ("material", "material_es", "material_vi", "workers", "workers_es")
    return {**dict(zip(names, words, strict=True)), "trade": words[3]}
