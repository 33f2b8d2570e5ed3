"""Cases: the flat facts that rules read, built from a subject and what stands around it; see `rules.facts.fields`."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property, lru_cache

from rules.deciding.decision import Case, CaseValue
from rules.deciding.open import OpenActions
from rules.deciding.wanted import Wanted
from rules.facts.field import Fields
from rules.facts.fields import FIELDS, readable
from rules.facts.matter import MatterView
from rules.facts.subjects import Subjects
from rules.facts.view import View
from rules.key import Key
from rules.matter import Matter
from rules.read import Reader
from rules.subject import SiteState, TaskState


def cases_of(read: Reader, key: Key, now: datetime) -> list[Case]:
    """The subject's own case, and one for each of its open matters."""
    return Cases(read, now).of(key)


class Cases:
    """Builds the cases of one state at one instant; what many of them need of others is found once.

    With `wanted` only cases that some rule is about are built, and only the facts in them that some rule reads. The action
    `without` counts for nothing.
    """

    def __init__(self, read: Reader, now: datetime, wanted: Wanted | None = None, without: str = "") -> None:
        self._subjects = Subjects(read, now, without)
        self._scene = self._subjects.scene
        self._wanted = wanted
        self._cases: dict[Key, list[Case]] = {}

    @property
    def now(self) -> datetime:
        """The instant."""
        return self._scene.now

    @property
    def site(self) -> SiteState:
        """The site's own state."""
        return self._scene.site

    @cached_property
    def opened(self) -> OpenActions:
        """The open actions of this state."""
        return OpenActions(self._scene.read)

    def of(self, key: Key) -> list[Case]:
        """The subject's own case, and one for each of its open matters; none where there is no such subject."""
        if key not in self._cases:
            self._cases[key] = self._built(key)
        return self._cases[key]

    def facts(self, key: Key, names: Iterable[str]) -> dict[str, CaseValue]:
        """Some facts of a subject, whether a rule about it reads them or not."""
        if (view := self._subjects.view(key)) is None:
            return {}
        views: dict[str, View] = {key.kind: view, "site": self._subjects.whole}
        fields = Fields(field for name in names if (field := FIELDS[name]).subject in views)
        return dict(self._case(key, fields, views).values)

    def next_change(self, key: Key) -> datetime | None:
        """When a subject that rules look at is next otherwise by what is planned of it; None: never."""
        view = self._subjects.view(key) if self.of(key) else None
        return view.next_change if view else None

    def is_ready(self, task: TaskState) -> bool:
        """Whether every predecessor that must be finished is."""
        view = self._subjects.task(task.plan.id)
        return view is not None and view.waiting_for == 0

    def hit_by(self, key: Key) -> dict[str, int]:
        """The tasks that end later because this one slips, the nearest first, each by so many working days."""
        view = self._subjects.task(key.id) if key.kind == "task" else None
        return {name: view.hits.days[name] for name in view.hits.order} if view is not None else {}

    def matter(self, case: Case) -> Matter | None:
        """The matter that a case is about."""
        view = self._subjects.view(case.subject)
        return next((m for m in view.matters if m.id == case.matter), None) if view else None

    def _built(self, key: Key) -> list[Case]:
        view = self._subjects.view(key)
        if view is None:
            return []
        views: dict[str, View] = {key.kind: view, "site": self._subjects.whole}
        found = []
        if fields := self._fields(key.kind, ""):
            found.append(self._case(key, fields, views))
        for matter in view.matters:
            if fields := self._fields(key.kind, matter.kind):
                about: dict[str, View] = {**views, matter.kind: MatterView(self._scene, matter)}
                found.append(self._case(key, fields, about, matter))
        return found

    def _fields(self, kind: str, each: str) -> Fields | None:
        return _all_of(kind, each) if self._wanted is None else self._wanted.get((kind, each))

    def _case(self, key: Key, fields: Fields, views: dict[str, View], matter: Matter | None = None) -> Case:
        values, timed, evidence = views[key.kind].known(fields)
        for field in fields.others:
            view = views[field.subject]
            value, moving, origin = view.seen.get(field.name) or view.see(field)
            if value is None:
                continue
            values[field.name] = value
            if moving is not None:
                timed[field.name] = moving
            if origin is not None:
                evidence[field.name] = origin
        about, each = (matter.id, matter.kind) if matter else ("", "")
        return Case(
            subject=key,
            now=self._scene.now,
            values=values,
            matter=about,
            each=each,
            timed=timed,
            evidence=evidence,
        )


@lru_cache
def _all_of(kind: str, each: str) -> Fields:
    return Fields(readable(kind, each))
