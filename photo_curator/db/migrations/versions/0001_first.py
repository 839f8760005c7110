"""Everything: photos, files, marks, scores, faces, journal, problems, settings.

Plain SQL, frozen: it must build the same schema whatever tables.py says by then.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE folder (
        id INTEGER NOT NULL,
        path TEXT NOT NULL,
        settings TEXT NOT NULL,
        CONSTRAINT pk_folder PRIMARY KEY (id),
        CONSTRAINT uq_folder_path UNIQUE (path)
    )
    """,
    """
    CREATE TABLE operation (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        label TEXT NOT NULL,
        at TEXT NOT NULL,
        request TEXT NOT NULL,
        "before" TEXT NOT NULL,
        undone BOOLEAN NOT NULL
    )
    """,
    """
    CREATE INDEX ix_operation_undone ON operation (undone)
    """,
    """
    CREATE TABLE passed_over (
        path TEXT NOT NULL,
        reason TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        device INTEGER NOT NULL,
        inode INTEGER NOT NULL,
        CONSTRAINT pk_passed_over PRIMARY KEY (path)
    )
    """,
    """
    CREATE TABLE photo (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        state TEXT NOT NULL,
        path TEXT NOT NULL,
        directory TEXT NOT NULL,
        name_key TEXT NOT NULL,
        sort_time DOUBLE NOT NULL,
        pixel_hash TEXT NOT NULL,
        perceptual_hash TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        screenshot BOOLEAN NOT NULL,
        taken_local TEXT,
        taken_offset INTEGER,
        taken_subsecond BOOLEAN NOT NULL,
        taken_key DOUBLE,
        city TEXT NOT NULL,
        country TEXT NOT NULL,
        camera TEXT NOT NULL,
        name_text TEXT NOT NULL,
        search_text TEXT NOT NULL,
        place_text TEXT NOT NULL,
        camera_text TEXT NOT NULL,
        foreign_stars INTEGER,
        foreign_reject BOOLEAN NOT NULL,
        foreign_source TEXT NOT NULL,
        foreign_label TEXT NOT NULL,
        user_rating INTEGER,
        user_flag TEXT,
        machine_mean DOUBLE,
        verdict TEXT DEFAULT 'cannot tell' NOT NULL,
        face_count INTEGER DEFAULT '0' NOT NULL,
        stars INTEGER NOT NULL GENERATED ALWAYS AS (CASE WHEN user_rating IS NOT NULL THEN user_rating ELSE coalesce(foreign_stars, 0) END) STORED,
        rated BOOLEAN NOT NULL GENERATED ALWAYS AS ((CASE WHEN user_rating IS NOT NULL THEN user_rating ELSE coalesce(foreign_stars, 0) END) > 0) STORED,
        effective_score DOUBLE GENERATED ALWAYS AS (CASE WHEN user_rating > 0 THEN CAST(user_rating AS REAL) WHEN user_rating IS NULL AND foreign_stars > 0 THEN CAST(foreign_stars AS REAL) ELSE machine_mean END) STORED,
        flag TEXT NOT NULL GENERATED ALWAYS AS (CASE WHEN user_flag IS NOT NULL THEN user_flag WHEN foreign_reject THEN 'reject' ELSE 'none' END) STORED,
        shown BOOLEAN NOT NULL GENERATED ALWAYS AS (state <> 'missing' AND CASE WHEN user_flag IS NOT NULL THEN user_flag WHEN foreign_reject THEN 'reject' ELSE 'none' END <> 'reject') STORED,
        taken_month TEXT GENERATED ALWAYS AS (substr(taken_local, 1, 7)) STORED
    )
    """,
    """
    CREATE INDEX ix_photo_camera ON photo (shown, camera)
    """,
    """
    CREATE INDEX ix_photo_directory ON photo (shown, directory)
    """,
    """
    CREATE INDEX ix_photo_faces ON photo (shown, face_count)
    """,
    """
    CREATE INDEX ix_photo_flag ON photo (flag, state)
    """,
    """
    CREATE INDEX ix_photo_month ON photo (shown, taken_month)
    """,
    """
    CREATE INDEX ix_photo_name ON photo (shown, name_key, id)
    """,
    """
    CREATE INDEX ix_photo_pixel_hash ON photo (pixel_hash)
    """,
    """
    CREATE INDEX ix_photo_place ON photo (shown, country, city)
    """,
    """
    CREATE INDEX ix_photo_score ON photo (shown, effective_score DESC, rated DESC, sort_time DESC, id)
    """,
    """
    CREATE INDEX ix_photo_screenshot ON photo (shown, screenshot)
    """,
    """
    CREATE INDEX ix_photo_stars ON photo (shown, stars)
    """,
    """
    CREATE INDEX ix_photo_state ON photo (state)
    """,
    """
    CREATE INDEX ix_photo_taken ON photo (shown, taken_key)
    """,
    """
    CREATE INDEX ix_photo_time ON photo (shown, sort_time DESC, id)
    """,
    """
    CREATE INDEX ix_photo_verdict ON photo (shown, verdict)
    """,
    """
    CREATE TABLE problem (
        path TEXT NOT NULL,
        kind TEXT NOT NULL,
        message TEXT NOT NULL,
        first_seen_at TEXT NOT NULL,
        seen_at TEXT NOT NULL,
        size_bytes INTEGER,
        mtime_ns INTEGER,
        device INTEGER,
        inode INTEGER,
        CONSTRAINT pk_problem PRIMARY KEY (path)
    )
    """,
    """
    CREATE TABLE setting (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_setting PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE capture (
        photo_id INTEGER NOT NULL,
        format TEXT NOT NULL,
        latitude DOUBLE,
        longitude DOUBLE,
        region TEXT NOT NULL,
        country_code TEXT NOT NULL,
        camera_make TEXT NOT NULL,
        camera_model TEXT NOT NULL,
        lens TEXT NOT NULL,
        f_number DOUBLE,
        exposure_seconds DOUBLE,
        iso INTEGER,
        focal_length_mm DOUBLE,
        exposure_bias DOUBLE,
        front_camera BOOLEAN NOT NULL,
        software TEXT NOT NULL,
        burst_id TEXT NOT NULL,
        live_photo_id TEXT NOT NULL,
        sequence_number INTEGER,
        title TEXT NOT NULL,
        keywords TEXT NOT NULL,
        CONSTRAINT pk_capture PRIMARY KEY (photo_id),
        CONSTRAINT fk_capture_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    """
    CREATE TABLE face (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        photo_id INTEGER NOT NULL,
        version TEXT NOT NULL,
        x1 DOUBLE NOT NULL,
        y1 DOUBLE NOT NULL,
        x2 DOUBLE NOT NULL,
        y2 DOUBLE NOT NULL,
        landmarks TEXT NOT NULL,
        detection DOUBLE NOT NULL,
        probabilities TEXT,
        mean DOUBLE,
        low DOUBLE,
        high DOUBLE,
        attributes TEXT NOT NULL,
        crop_key TEXT NOT NULL,
        embedding BLOB NOT NULL,
        CONSTRAINT fk_face_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    """
    CREATE INDEX ix_face_photo_id ON face (photo_id)
    """,
    """
    CREATE TABLE file (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        photo_id INTEGER NOT NULL,
        path TEXT NOT NULL,
        role TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        device INTEGER NOT NULL,
        inode INTEGER NOT NULL,
        content_hash TEXT NOT NULL,
        is_primary BOOLEAN NOT NULL,
        state TEXT NOT NULL,
        group_file_id INTEGER,
        CONSTRAINT fk_file_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id),
        CONSTRAINT uq_file_path UNIQUE (path),
        CONSTRAINT fk_file_group_file_id FOREIGN KEY(group_file_id) REFERENCES file (id) ON DELETE SET NULL
    )
    """,
    """
    CREATE INDEX ix_file_content_hash ON file (content_hash)
    """,
    """
    CREATE INDEX ix_file_group_file_id ON file (group_file_id)
    """,
    """
    CREATE INDEX ix_file_photo_id ON file (photo_id)
    """,
    """
    CREATE TABLE imported_rating (
        photo_id INTEGER NOT NULL,
        place TEXT NOT NULL,
        value INTEGER,
        reject BOOLEAN NOT NULL,
        source TEXT NOT NULL,
        label TEXT NOT NULL,
        CONSTRAINT pk_imported_rating PRIMARY KEY (photo_id, place),
        CONSTRAINT fk_imported_rating_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    """
    CREATE TABLE mark (
        photo_id INTEGER NOT NULL,
        rating INTEGER,
        flag TEXT,
        CONSTRAINT pk_mark PRIMARY KEY (photo_id),
        CONSTRAINT ck_mark_stars CHECK (rating BETWEEN 0 AND 5),
        CONSTRAINT ck_mark_flag CHECK (flag IN ('pick', 'reject', 'none')),
        CONSTRAINT fk_mark_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    """
    CREATE TABLE rating_event (
        id INTEGER NOT NULL,
        photo_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        value INTEGER NOT NULL,
        source TEXT NOT NULL,
        undo BOOLEAN NOT NULL,
        CONSTRAINT pk_rating_event PRIMARY KEY (id),
        CONSTRAINT fk_rating_event_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    """
    CREATE INDEX ix_rating_event_photo_id ON rating_event (photo_id)
    """,
    """
    CREATE TABLE score (
        photo_id INTEGER NOT NULL,
        version TEXT NOT NULL,
        verdict TEXT NOT NULL,
        probabilities TEXT,
        mean DOUBLE,
        low DOUBLE,
        high DOUBLE,
        face_count INTEGER NOT NULL,
        attributes TEXT NOT NULL,
        CONSTRAINT pk_score PRIMARY KEY (photo_id),
        CONSTRAINT fk_score_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    """
    CREATE TRIGGER mark_inserted AFTER INSERT ON mark BEGIN UPDATE photo SET user_rating = NEW.rating, user_flag = NEW.flag WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER mark_updated AFTER UPDATE ON mark BEGIN UPDATE photo SET user_rating = NEW.rating, user_flag = NEW.flag WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER mark_deleted AFTER DELETE ON mark BEGIN UPDATE photo SET user_rating = NULL, user_flag = NULL WHERE id = OLD.photo_id; END
    """,
    """
    CREATE TRIGGER score_inserted AFTER INSERT ON score BEGIN UPDATE photo SET machine_mean = NEW.mean, verdict = NEW.verdict, face_count = NEW.face_count WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER score_updated AFTER UPDATE ON score BEGIN UPDATE photo SET machine_mean = NEW.mean, verdict = NEW.verdict, face_count = NEW.face_count WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER score_deleted AFTER DELETE ON score BEGIN UPDATE photo SET machine_mean = NULL, verdict = 'cannot tell', face_count = 0 WHERE id = OLD.photo_id; END
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        # Not op.execute: it would take the colons of a text for bound parameters.
        op.get_bind().exec_driver_sql(statement)
