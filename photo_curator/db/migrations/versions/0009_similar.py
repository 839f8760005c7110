"""Photos that look alike, whenever they were taken."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE similar (
        photo_id INTEGER NOT NULL,
        group_id INTEGER NOT NULL,
        CONSTRAINT pk_similar PRIMARY KEY (photo_id),
        CONSTRAINT fk_similar_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    "CREATE INDEX ix_similar_group_id ON similar (group_id)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
