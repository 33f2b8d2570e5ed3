"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    """Make the tables (see `storage.tables` for what they hold)."""
    op.create_table(
        "workspace",
        sa.Column("id", NAME, nullable=False),
        sa.Column("enterprise", NAME, nullable=False),
        sa.Column("installed_at", INSTANT, nullable=True),
        sa.Column("removed_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "lane",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", NAME, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("free_at", INSTANT, nullable=False),
        sa.Column("lease", NAME, nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_lane_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lane")),
        sa.UniqueConstraint("workspace", "name", name=op.f("uq_lane_workspace_name")),
    )
    op.create_table(
        "site",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lobby", sa.Boolean(), nullable=False),
        sa.Column("revision", NUMBER, nullable=False),
        sa.Column("head_seq", NUMBER, nullable=False),
        sa.Column("head_hash", NAME, nullable=False),
        sa.Column("last_now", INSTANT, nullable=True),
        sa.Column("blocked_until", INSTANT, nullable=True),
        sa.Column("claimed_at", INSTANT, nullable=True),
        sa.Column("lease", NAME, nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_site_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("id", "workspace", name=op.f("uq_site_id_workspace")),
    )
    op.create_index("uq_site_lobby", "site", ["workspace"], unique=True, **_where("lobby"))
    op.create_table(
        "channel",
        sa.Column("workspace", NAME, nullable=False),
        sa.Column("channel", NAME, nullable=False),
        sa.Column("site", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["site", "workspace"], ["site.id", "site.workspace"], name=op.f("fk_channel_site_workspace")
        ),
        sa.PrimaryKeyConstraint("workspace", "channel", name=op.f("pk_channel")),
    )
    op.create_index("ix_channel_site", "channel", ["site"], unique=False)
    op.create_table(
        "inbox",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", NAME, nullable=False),
        sa.Column("site", NUMBER, nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site", "workspace"], ["site.id", "site.workspace"], name=op.f("fk_inbox_site_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("workspace", "key", name=op.f("uq_inbox_workspace_key")),
    )
    op.create_index("ix_inbox_aside", "inbox", ["id"], unique=False, **_where("state = 'aside'"))
    op.create_index("ix_inbox_queued", "inbox", ["site", "id"], unique=False, **_where("state = 'queued'"))
    op.create_table(
        "journal",
        sa.Column("site", NUMBER, nullable=False),
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("salt", NAME, nullable=True),
        sa.Column("payload_hash", NAME, nullable=False),
        sa.Column("chain_hash", NAME, nullable=False),
        sa.Column("cause", NUMBER, nullable=True),
        sa.Column("source", NAME, nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name=op.f("fk_journal_site")),
        sa.PrimaryKeyConstraint("site", "seq", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_site_kind_at", "journal", ["site", "kind", "at"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", NAME, nullable=False),
        sa.Column("site", NUMBER, nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("lane", NUMBER, nullable=False),
        sa.Column("channel", NAME, nullable=False),
        sa.Column("target", NAME, nullable=False),
        sa.Column("thread_of", NAME, nullable=False),
        sa.Column("thread_ts", NAME, nullable=False),
        sa.Column("user", NAME, nullable=False),
        sa.Column("ts", NAME, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("uncertain", sa.Boolean(), nullable=False),
        sa.Column("sent_ts", NAME, nullable=False),
        sa.ForeignKeyConstraint(["lane"], ["lane.id"], name=op.f("fk_outbox_lane")),
        sa.ForeignKeyConstraint(
            ["site", "workspace"], ["site.id", "site.workspace"], name=op.f("fk_outbox_site_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("site", "key", name=op.f("uq_outbox_site_key")),
    )
    op.create_index("ix_outbox_failed", "outbox", ["id"], unique=False, **_where("state = 'failed'"))
    op.create_index(
        "ix_outbox_target",
        "outbox",
        ["site", "target"],
        unique=False,
        **_where("state = 'queued' AND target <> ''"),
    )
    op.create_index(
        "ix_outbox_waiting", "outbox", ["id"], unique=False, **_where("state IN ('queued', 'sending')")
    )
    op.create_table(
        "posted",
        sa.Column("site", NUMBER, nullable=False),
        sa.Column("target", NAME, nullable=False),
        sa.Column("channel", NAME, nullable=False),
        sa.Column("ts", NAME, nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name=op.f("fk_posted_site")),
        sa.PrimaryKeyConstraint("site", "target", name=op.f("pk_posted")),
    )
    op.create_table(
        "rulebook",
        sa.Column("site", NUMBER, nullable=False),
        sa.Column("version", NAME, nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name=op.f("fk_rulebook_site")),
        sa.PrimaryKeyConstraint("site", "version", name=op.f("pk_rulebook")),
    )
    op.create_table(
        "subject",
        sa.Column("site", NUMBER, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("digest", NAME, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name=op.f("fk_subject_site")),
        sa.PrimaryKeyConstraint("site", "kind", "id", name=op.f("pk_subject")),
    )
    op.create_index("ix_subject_kind_id", "subject", ["kind", "id"], unique=False)
    op.create_table(
        "trace",
        sa.Column("workspace", NAME, nullable=False),
        sa.Column("channel", NAME, nullable=False),
        sa.Column("ts", NAME, nullable=False),
        sa.Column("site", NUMBER, nullable=False),
        sa.Column("target", NAME, nullable=False),
        sa.ForeignKeyConstraint(
            ["site", "workspace"], ["site.id", "site.workspace"], name=op.f("fk_trace_site_workspace")
        ),
        sa.PrimaryKeyConstraint("workspace", "channel", "ts", name=op.f("pk_trace")),
    )
    op.create_table(
        "trouble",
        sa.Column("worker", NAME, nullable=False),
        sa.Column("text", NAME, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("worker", "text", name=op.f("pk_trouble")),
    )
    op.create_table(
        "wake",
        sa.Column("site", NUMBER, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name=op.f("fk_wake_site")),
        sa.PrimaryKeyConstraint("site", "kind", "id", name=op.f("pk_wake")),
    )
    op.create_index("ix_wake_queued", "wake", ["at"], unique=False, **_where("state = 'queued'"))
    op.create_index("ix_wake_site_at", "wake", ["site", "at", "kind", "id"], unique=False)
    op.create_table(
        "journal_ref",
        sa.Column("site", NUMBER, nullable=False),
        sa.Column("ref", NAME, nullable=False),
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["site", "seq"], ["journal.site", "journal.seq"], name=op.f("fk_journal_ref_site_seq")
        ),
        sa.PrimaryKeyConstraint("site", "ref", "seq", name=op.f("pk_journal_ref")),
    )
    op.create_index("ix_journal_ref_site_seq", "journal_ref", ["site", "seq"], unique=False)


def downgrade() -> None:
    """Drop them, with all that they hold."""
    op.drop_table("journal_ref")
    op.drop_table("wake")
    op.drop_table("trouble")
    op.drop_table("trace")
    op.drop_table("subject")
    op.drop_table("rulebook")
    op.drop_table("posted")
    op.drop_table("outbox")
    op.drop_table("journal")
    op.drop_table("inbox")
    op.drop_table("channel")
    op.drop_table("site")
    op.drop_table("lane")
    op.drop_table("workspace")
