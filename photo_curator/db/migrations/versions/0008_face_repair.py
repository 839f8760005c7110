"""The user's word on faces, how a face came to be known, and which words an analysis heeded."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE face ADD COLUMN origin TEXT DEFAULT 'detected' NOT NULL",
    "ALTER TABLE score ADD COLUMN heeded TEXT DEFAULT '' NOT NULL",
    "CREATE INDEX ix_score_heeded ON score (photo_id) WHERE heeded <> ''",
    """
    CREATE TABLE face_correction (
        id INTEGER NOT NULL,
        photo_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        x1 DOUBLE NOT NULL,
        y1 DOUBLE NOT NULL,
        x2 DOUBLE NOT NULL,
        y2 DOUBLE NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        likeness TEXT NOT NULL,
        CONSTRAINT pk_face_correction PRIMARY KEY (id),
        CONSTRAINT fk_face_correction_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    "CREATE UNIQUE INDEX ix_face_correction_photo ON face_correction (photo_id, at)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
