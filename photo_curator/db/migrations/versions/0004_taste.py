"""Personal heads, and which of them made a photo's score.

The mirror of `score` writes only what has changed: promoting a head touches every row, and the index of
verdicts need not be built anew for that.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE taste (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        backbone TEXT NOT NULL,
        created_at TEXT NOT NULL,
        ratings INTEGER NOT NULL,
        state TEXT NOT NULL,
        replaces INTEGER,
        settings TEXT NOT NULL,
        report TEXT NOT NULL,
        snapshot TEXT NOT NULL,
        note TEXT NOT NULL,
        head BLOB NOT NULL,
        CONSTRAINT ck_taste_state CHECK (state IN ('trained', 'in use', 'retired'))
    )
    """,
    "CREATE UNIQUE INDEX ix_taste_in_use ON taste (state) WHERE state = 'in use'",
    "ALTER TABLE score ADD COLUMN taste INTEGER DEFAULT '0' NOT NULL",
    "DROP TRIGGER score_updated",
    """
    CREATE TRIGGER score_mean_updated AFTER UPDATE ON score WHEN NEW.mean IS NOT OLD.mean BEGIN UPDATE photo SET machine_mean = NEW.mean WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER score_verdict_updated AFTER UPDATE ON score WHEN NEW.verdict IS NOT OLD.verdict BEGIN UPDATE photo SET verdict = NEW.verdict WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER score_faces_updated AFTER UPDATE ON score WHEN NEW.face_count IS NOT OLD.face_count BEGIN UPDATE photo SET face_count = NEW.face_count WHERE id = NEW.photo_id; END
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
