"""How the user turned a photo, beside the other marks.

The table is built anew, because the text of a column added later would not be that of tables.py.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    "DROP TRIGGER mark_inserted",
    "DROP TRIGGER mark_updated",
    "DROP TRIGGER mark_deleted",
    "ALTER TABLE mark RENAME TO mark_before",
    """
    CREATE TABLE mark (
        photo_id INTEGER NOT NULL,
        rating INTEGER,
        flag TEXT,
        rotation INTEGER,
        CONSTRAINT pk_mark PRIMARY KEY (photo_id),
        CONSTRAINT ck_mark_stars CHECK (rating BETWEEN 0 AND 5),
        CONSTRAINT ck_mark_flag CHECK (flag IN ('pick', 'reject', 'none')),
        CONSTRAINT ck_mark_rotation CHECK (rotation IN (0, 90, 180, 270)),
        CONSTRAINT fk_mark_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    "INSERT INTO mark (photo_id, rating, flag) SELECT photo_id, rating, flag FROM mark_before",
    "DROP TABLE mark_before",
    """
    CREATE TRIGGER mark_inserted AFTER INSERT ON mark BEGIN UPDATE photo SET user_rating = NEW.rating, user_flag = NEW.flag WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER mark_updated AFTER UPDATE ON mark BEGIN UPDATE photo SET user_rating = NEW.rating, user_flag = NEW.flag WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER mark_deleted AFTER DELETE ON mark BEGIN UPDATE photo SET user_rating = NULL, user_flag = NULL WHERE id = OLD.photo_id; END
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
