"""How the parts of a site's state are named."""

from typing import Literal, NamedTuple

SubjectKind = Literal["site", "task", "action", "person", "goal", "resource", "message"]


class Key(NamedTuple):
    """A subject of one site: `Key("task", "A-310")`, `Key("action", "ACT-12")`, `Key("site", "")`."""

    kind: SubjectKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


SITE = Key("site", "")
