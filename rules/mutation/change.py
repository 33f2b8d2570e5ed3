"""One change of a rule's plain values: where, what stands there instead, and how it is told."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rules.language.text import Path

Aspect = Literal["setting", "condition"]
_LENGTH = re.compile(r"(?P<number>[\d.]+)\s?(?P<unit>[mhd])")


class _Out:
    """Nothing stands there any more."""


OUT = _Out()


@dataclass(frozen=True, kw_only=True)
class Change:
    """`value` stands at `path` below the rule, or nothing (`OUT`); `told` says so to whoever wrote the rule.

    `setting` names what is changed where it is a setting, for advice; `also` are further places that cannot stand without it.
    """

    path: Path
    value: Any
    told: str
    setting: str = ""
    also: tuple[Path, ...] = ()

    @property
    def aspect(self) -> Aspect:
        """Whether it changes when the rule acts by the facts, or how."""
        return "setting" if self.setting else "condition"

    def of(self, rule: Mapping[str, Any]) -> Any:  # noqa: ANN401 - plain YAML values
        """The rule's values with it."""
        changed = _put(rule, self.path, self.value)
        for path in self.also:
            changed = _put(changed, path, OUT)
        return changed


def lengths(path: Path, written: object, setting: str) -> Iterator[Change]:
    """Half and twice a length of time, as rulebooks write it."""
    found = _LENGTH.fullmatch(written.strip()) if isinstance(written, str) else None
    for factor in (0.5, 2) if found else ():
        other = f"{round(float(found['number']) * factor, 2):g}{found['unit']}" if found else ""
        yield Change(
            path=path,
            value=other,
            told=f"`{path[-1]}: {other}` instead of `{written}`"
            if isinstance(path[-1], str)
            else f"`{other}` instead of `{written}`",
            setting=setting,
        )


def taken_out(path: Path, told: str, setting: str, *also: Path) -> Change:
    """The change that leaves something out."""
    return Change(path=path, value=OUT, told=f"without `{told}`", setting=setting, also=also)


def _put(value: Any, path: Path, new: Any) -> Any:  # noqa: ANN401 - plain YAML values
    """A copy of the values with another one at that path; what is not on the way is shared."""
    if not path:
        return new
    step, below = path[0], path[1:]
    if isinstance(value, Mapping):
        changed = _put(value.get(step), below, new)
        kept = {key: part for key, part in value.items() if key != step or changed is not OUT}
        return kept if changed is OUT else {**kept, step: changed}
    parts = [_put(part, below, new) if place == step else part for place, part in enumerate(value)]
    return [part for part in parts if part is not OUT]
