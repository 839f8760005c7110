"""Albums of the user's, and an index by which closed eyes are found."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE album (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        manual BOOLEAN NOT NULL,
        "query" TEXT NOT NULL,
        created_at TEXT NOT NULL,
        deleted BOOLEAN DEFAULT '0' NOT NULL,
        CONSTRAINT ck_album_named CHECK (name_key <> '')
    )
    """,
    "CREATE UNIQUE INDEX ix_album_name ON album (name_key) WHERE deleted = 0",
    """
    CREATE TABLE album_photo (
        album_id INTEGER NOT NULL,
        photo_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        CONSTRAINT pk_album_photo PRIMARY KEY (album_id, photo_id),
        CONSTRAINT fk_album_photo_album_id FOREIGN KEY(album_id) REFERENCES album (id),
        CONSTRAINT fk_album_photo_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    "CREATE INDEX ix_album_photo_photo_id ON album_photo (photo_id)",
    "CREATE INDEX ix_face_eyes ON face (json_extract(attributes, '$.eyes_open'), photo_id)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
