"""The tables. Every row but a process's `trouble` belongs to a workspace through its site, and the foreign keys hold it there.

Documents, entries and bodies are JSON text, not the database's own JSON type: the journal's hashes are over their very bytes.
Names sort by their bytes on both databases, so that what is taken in order is taken in the same order.
"""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Named,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
    literal_column,
    text,
)

from storage.instants import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Name = Text().with_variant(Text(collation="C"), "postgresql")
Number = BigInteger().with_variant(Integer(), "sqlite")


def is_queued(state: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a row's state is queued: said literally, or the indexes of queued rows would not be used."""
    return state == literal_column("'queued'")


def is_waiting(state: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether an outgoing message's state is queued or sending, said literally likewise."""
    return state.in_([literal_column("'queued'"), literal_column("'sending'")])


def _in_workspace() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["site", "workspace"], ["site.id", "site.workspace"])


def _partial(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class _Workspace(TypedColumns):
    id = Column(Name, primary_key=True)
    enterprise = Column(Name, nullable=False)
    installed_at: Named[datetime | None] = Column(Instant)
    removed_at: Named[datetime | None] = Column(Instant)


class _Site(TypedColumns):
    """A place of work; `lobby` marks the one of a workspace for what belongs to no place.

    `lease` names who works on it until `lease_until` (wall time). `revision` counts the units that were written, `head_seq` and
    `head_hash` are its journal's end, `last_now` the last instant that it lived through, and nothing of it is taken before
    `blocked_until` (after a failure).
    """

    id = Column(Number, primary_key=True)
    workspace = Column(Name, ForeignKey("workspace.id"), nullable=False)
    name = Column(Text, nullable=False)
    lobby = Column(Boolean, nullable=False)
    revision = Column(Number, nullable=False)
    head_seq = Column(Number, nullable=False)
    head_hash = Column(Name, nullable=False)
    last_now: Named[datetime | None] = Column(Instant)
    blocked_until: Named[datetime | None] = Column(Instant)
    claimed_at: Named[datetime | None] = Column(Instant)
    lease: Named[str | None] = Column(Name)
    lease_until: Named[datetime | None] = Column(Instant)


class _Channel(TypedColumns):
    workspace = Column(Name, primary_key=True)
    channel = Column(Name, primary_key=True)
    site = Column(Number, nullable=False)


class _Inbox(TypedColumns):
    """What happened, until it is worked into its site: `state` is queued, done (its payload then let go) or aside."""

    id = Column(Number, primary_key=True)
    workspace = Column(Name, nullable=False)
    site = Column(Number, nullable=False)
    key = Column(Name, nullable=False)
    kind = Column(Name, nullable=False)
    payload = Column(Text, nullable=False)
    received_at = Column(Instant, nullable=False)
    state = Column(Name, nullable=False)
    attempts = Column(Integer, nullable=False)
    error = Column(Text, nullable=False)


class _Journal(TypedColumns):
    """The record; `payload` and `salt` are absent once erased. `source` is the inbox key or the wake that it came from."""

    site = Column(Number, ForeignKey("site.id"), primary_key=True)
    seq = Column(Number, primary_key=True, autoincrement=False)
    at = Column(Instant, nullable=False)
    kind = Column(Name, nullable=False)
    version = Column(Integer, nullable=False)
    payload: Named[str | None] = Column(Text)
    salt: Named[str | None] = Column(Name)
    payload_hash = Column(Name, nullable=False)
    chain_hash = Column(Name, nullable=False)
    cause: Named[int | None] = Column(Number)
    source = Column(Name, nullable=False)


class _JournalRef(TypedColumns):
    site = Column(Number, primary_key=True)
    ref = Column(Name, primary_key=True)
    seq = Column(Number, primary_key=True, autoincrement=False)


class _Subject(TypedColumns):
    """A part of a site's state; `digest` is the document's, `changed_at` when it was last saved otherwise than it stood."""

    site = Column(Number, ForeignKey("site.id"), primary_key=True)
    kind = Column(Name, primary_key=True)
    id = Column(Name, primary_key=True)
    is_open = Column(Boolean, nullable=False)
    document = Column(Text, nullable=False)
    digest = Column(Name, nullable=False)
    changed_at = Column(Instant, nullable=False)


class _Wake(TypedColumns):
    """The instant at which a subject is looked at again; one row per subject. `state` is queued or aside."""

    site = Column(Number, ForeignKey("site.id"), primary_key=True)
    kind = Column(Name, primary_key=True)
    id = Column(Name, primary_key=True)
    at = Column(Instant, nullable=False)
    state = Column(Name, nullable=False)
    attempts = Column(Integer, nullable=False)
    error = Column(Text, nullable=False)


class _Lane(TypedColumns):
    """What leaves one after the other, at Slack's pace: nothing before `free_at`; one sender until `lease_until` (wall time)."""

    id = Column(Number, primary_key=True)
    workspace = Column(Name, ForeignKey("workspace.id"), nullable=False)
    name = Column(Name, nullable=False)
    free_at = Column(Instant, nullable=False)
    lease: Named[str | None] = Column(Name)
    lease_until: Named[datetime | None] = Column(Instant)


class _Outbox(TypedColumns):
    """What Slack shall show; `state` is queued, sending, sent, superseded or failed. `uncertain`: a try may have arrived."""

    id = Column(Number, primary_key=True)
    workspace = Column(Name, nullable=False)
    site = Column(Number, nullable=False)
    key = Column(Name, nullable=False)
    kind = Column(Name, nullable=False)
    lane = Column(Number, ForeignKey("lane.id"), nullable=False)
    channel = Column(Name, nullable=False)
    target = Column(Name, nullable=False)
    thread_of = Column(Name, nullable=False)
    thread_ts = Column(Name, nullable=False)
    user = Column(Name, nullable=False)
    ts = Column(Name, nullable=False)
    body = Column(Text, nullable=False)
    state = Column(Name, nullable=False)
    created_at = Column(Instant, nullable=False)
    not_before = Column(Instant, nullable=False)
    attempts = Column(Integer, nullable=False)
    error = Column(Text, nullable=False)
    uncertain = Column(Boolean, nullable=False)
    sent_ts = Column(Name, nullable=False)


class _Posted(TypedColumns):
    """Where a living message stands now."""

    site = Column(Number, ForeignKey("site.id"), primary_key=True)
    target = Column(Name, primary_key=True)
    channel = Column(Name, nullable=False)
    ts = Column(Name, nullable=False)


class _Trace(TypedColumns):
    """Every message of ours that Slack has shown, also those since replaced: answers to them still find their target."""

    workspace = Column(Name, primary_key=True)
    channel = Column(Name, primary_key=True)
    ts = Column(Name, primary_key=True)
    site = Column(Number, nullable=False)
    target = Column(Name, nullable=False)


class _Rulebook(TypedColumns):
    site = Column(Number, ForeignKey("site.id"), primary_key=True)
    version = Column(Name, primary_key=True)
    sources = Column(Text, nullable=False)
    created_at = Column(Instant, nullable=False)


class _Trouble(TypedColumns):
    """What is wrong with a process, whatever it works for; `worker` is the name on its leases."""

    worker = Column(Name, primary_key=True)
    text = Column(Name, primary_key=True)
    at = Column(Instant, nullable=False)


workspace = Table("workspace", metadata, _Workspace)
site = Table(
    "site",
    metadata,
    _Site,
    UniqueConstraint("id", "workspace"),
    Index(
        "uq_site_lobby", "workspace", unique=True, sqlite_where=text("lobby"), postgresql_where=text("lobby")
    ),
)
channel = Table("channel", metadata, _Channel, _in_workspace(), Index("ix_channel_site", "site"))
inbox = Table(
    "inbox",
    metadata,
    _Inbox,
    _in_workspace(),
    UniqueConstraint("workspace", "key"),
    _partial("ix_inbox_queued", "site", "id", where="state = 'queued'"),
    _partial("ix_inbox_aside", "id", where="state = 'aside'"),
)
journal = Table("journal", metadata, _Journal, Index("ix_journal_site_kind_at", "site", "kind", "at"))
journal_ref = Table(
    "journal_ref",
    metadata,
    _JournalRef,
    ForeignKeyConstraint(["site", "seq"], ["journal.site", "journal.seq"]),
    Index("ix_journal_ref_site_seq", "site", "seq"),
)
subject = Table("subject", metadata, _Subject, Index("ix_subject_kind_id", "kind", "id"))
wake = Table(
    "wake",
    metadata,
    _Wake,
    _partial("ix_wake_queued", "at", where="state = 'queued'"),
    Index("ix_wake_site_at", "site", "at", "kind", "id"),
)
lane = Table("lane", metadata, _Lane, UniqueConstraint("workspace", "name"))
outbox = Table(
    "outbox",
    metadata,
    _Outbox,
    _in_workspace(),
    UniqueConstraint("site", "key"),
    _partial("ix_outbox_waiting", "id", where="state IN ('queued', 'sending')"),
    _partial("ix_outbox_target", "site", "target", where="state = 'queued' AND target <> ''"),
    _partial("ix_outbox_failed", "id", where="state = 'failed'"),
)
posted = Table("posted", metadata, _Posted)
trace = Table("trace", metadata, _Trace, _in_workspace())
rulebook = Table("rulebook", metadata, _Rulebook)
trouble = Table("trouble", metadata, _Trouble)
