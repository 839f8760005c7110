"""Bursts, the user's word on them, and what the camera says: its own best frame, a stitched panorama."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE capture ADD COLUMN burst_primary BOOLEAN DEFAULT '0' NOT NULL",
    "ALTER TABLE capture ADD COLUMN panorama BOOLEAN DEFAULT '0' NOT NULL",
    """
    CREATE TABLE burst (
        id INTEGER NOT NULL,
        version TEXT NOT NULL,
        kind TEXT NOT NULL,
        rule TEXT NOT NULL,
        best INTEGER,
        lead TEXT NOT NULL,
        cover INTEGER NOT NULL,
        count INTEGER NOT NULL,
        CONSTRAINT pk_burst PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE burst_frame (
        photo_id INTEGER NOT NULL,
        burst_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_burst_frame PRIMARY KEY (photo_id),
        CONSTRAINT fk_burst_frame_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id),
        CONSTRAINT fk_burst_frame_burst_id FOREIGN KEY(burst_id) REFERENCES burst (id)
    )
    """,
    "CREATE INDEX ix_burst_frame_burst_id ON burst_frame (burst_id)",
    """
    CREATE TABLE burst_choice (
        photo_id INTEGER NOT NULL,
        stack INTEGER NOT NULL,
        CONSTRAINT pk_burst_choice PRIMARY KEY (photo_id),
        CONSTRAINT fk_burst_choice_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    """
    CREATE TABLE burst_cover (
        photo_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        CONSTRAINT pk_burst_cover PRIMARY KEY (photo_id),
        CONSTRAINT fk_burst_cover_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
