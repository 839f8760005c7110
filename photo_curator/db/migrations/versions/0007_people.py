"""People: who there is, what the user said of faces, what faces are compared by, and whose they are."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE person (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        name_text TEXT NOT NULL,
        me BOOLEAN NOT NULL
    )
    """,
    """
    CREATE TABLE person_word (
        id INTEGER NOT NULL,
        photo_id INTEGER NOT NULL,
        x1 DOUBLE NOT NULL,
        y1 DOUBLE NOT NULL,
        x2 DOUBLE NOT NULL,
        y2 DOUBLE NOT NULL,
        person_id INTEGER NOT NULL,
        belongs BOOLEAN NOT NULL,
        CONSTRAINT pk_person_word PRIMARY KEY (id),
        CONSTRAINT fk_person_word_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    "CREATE UNIQUE INDEX ix_person_word_place ON person_word (photo_id, x1, y1, x2, y2, person_id)",
    "CREATE INDEX ix_person_word_person ON person_word (person_id)",
    """
    CREATE TABLE identity (
        face_id INTEGER NOT NULL,
        version TEXT NOT NULL,
        embedding BLOB NOT NULL,
        CONSTRAINT pk_identity PRIMARY KEY (face_id),
        CONSTRAINT fk_identity_face_id FOREIGN KEY(face_id) REFERENCES face (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE face_person (
        face_id INTEGER NOT NULL,
        photo_id INTEGER NOT NULL,
        version TEXT NOT NULL,
        guess INTEGER,
        person_id INTEGER,
        CONSTRAINT pk_face_person PRIMARY KEY (face_id),
        CONSTRAINT fk_face_person_face_id FOREIGN KEY(face_id) REFERENCES face (id) ON DELETE CASCADE,
        CONSTRAINT fk_face_person_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    "CREATE INDEX ix_face_person_photo ON face_person (photo_id)",
    "CREATE INDEX ix_face_person_person ON face_person (person_id, photo_id)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
