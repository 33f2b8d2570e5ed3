"""How subjects become text and come back, and the cache that spares reading the same text twice."""

import hashlib
import threading
from collections import OrderedDict
from typing import Any

from pydantic import TypeAdapter

from rules.key import Key, SubjectKind
from rules.subject import (
    ActionState,
    GoalState,
    MessageState,
    PersonState,
    ResourceState,
    SiteState,
    Subject,
    TaskState,
)

_ADAPTERS: dict[SubjectKind, TypeAdapter[Any]] = {
    "site": TypeAdapter(SiteState),
    "task": TypeAdapter(TaskState),
    "action": TypeAdapter(ActionState),
    "person": TypeAdapter(PersonState),
    "goal": TypeAdapter(GoalState),
    "resource": TypeAdapter(ResourceState),
    "message": TypeAdapter(MessageState),
}


def write_document(subject: Subject) -> str:
    """The subject as JSON text."""
    return _ADAPTERS[subject.key.kind].dump_json(subject).decode()


def read_document(kind: SubjectKind, document: str) -> Subject:
    """The subject that `write_document` wrote."""
    found: Subject = _ADAPTERS[kind].validate_json(document)
    return found


def digest_of(document: str) -> str:
    """What tells one document from another."""
    return hashlib.sha256(document.encode()).hexdigest()[:32]


class SubjectCache:
    """Subjects that were read lately, known by their document's digest, so that a stale one can never be taken for the present.

    Subjects are immutable, so all threads share them; the least lately used leave first.
    """

    def __init__(self, limit: int = 50_000) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, Key], tuple[str, Subject]] = OrderedDict()

    def get(self, site: int, key: Key, digest: str) -> Subject | None:
        """The subject whose document has this digest, if it is still here."""
        with self._lock:
            found = self._kept.get((site, key))
            if found is None or found[0] != digest:
                return None
            self._kept.move_to_end((site, key))
            return found[1]

    def put(self, site: int, subject: Subject, digest: str) -> None:
        """Keep a subject."""
        with self._lock:
            self._kept[site, subject.key] = (digest, subject)
            self._kept.move_to_end((site, subject.key))
            while len(self._kept) > self._limit:
                self._kept.popitem(last=False)
