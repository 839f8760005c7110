"""Dangerous selfies: the machine's hints, the user's answers, thresholds, and annotations.

Photos analysed before have no hint until they are analysed again.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE danger (
        photo_id INTEGER NOT NULL,
        version TEXT NOT NULL,
        selfie DOUBLE NOT NULL,
        probability DOUBLE NOT NULL,
        low DOUBLE NOT NULL,
        high DOUBLE NOT NULL,
        hazard TEXT NOT NULL,
        flagged BOOLEAN NOT NULL,
        hazards TEXT NOT NULL,
        CONSTRAINT pk_danger PRIMARY KEY (photo_id),
        CONSTRAINT fk_danger_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    """
    CREATE TABLE danger_verdict (
        photo_id INTEGER NOT NULL,
        verdict TEXT NOT NULL,
        hazard TEXT NOT NULL,
        at TEXT NOT NULL,
        CONSTRAINT pk_danger_verdict PRIMARY KEY (photo_id),
        CONSTRAINT ck_danger_verdict_verdict CHECK (verdict IN ('false alarm', 'dangerous')),
        CONSTRAINT fk_danger_verdict_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    "CREATE INDEX ix_danger_verdict_hazard ON danger_verdict (hazard)",
    """
    CREATE TABLE hazard (
        name TEXT NOT NULL,
        version TEXT NOT NULL,
        threshold DOUBLE NOT NULL,
        CONSTRAINT pk_hazard PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE hazard_threshold (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        hazard TEXT NOT NULL,
        version TEXT NOT NULL,
        threshold DOUBLE,
        answers INTEGER NOT NULL,
        at TEXT NOT NULL,
        withdrawn BOOLEAN NOT NULL
    )
    """,
    "CREATE INDEX ix_hazard_threshold_hazard ON hazard_threshold (hazard)",
    """
    CREATE TABLE annotation (
        photo_id INTEGER NOT NULL,
        annotator TEXT NOT NULL,
        selfie BOOLEAN NOT NULL,
        dangerous BOOLEAN,
        reason TEXT NOT NULL,
        at TEXT NOT NULL,
        CONSTRAINT pk_annotation PRIMARY KEY (photo_id, annotator),
        CONSTRAINT fk_annotation_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
    )
    """,
    "ALTER TABLE photo ADD COLUMN danger BOOLEAN DEFAULT '0' NOT NULL",
    "CREATE INDEX ix_photo_danger ON photo (shown, danger)",
    """
    CREATE TRIGGER danger_inserted AFTER INSERT ON danger BEGIN UPDATE photo SET danger = coalesce((SELECT verdict = 'dangerous' FROM danger_verdict WHERE photo_id = NEW.photo_id), (SELECT flagged FROM danger WHERE photo_id = NEW.photo_id), 0) WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER danger_updated AFTER UPDATE ON danger BEGIN UPDATE photo SET danger = coalesce((SELECT verdict = 'dangerous' FROM danger_verdict WHERE photo_id = NEW.photo_id), (SELECT flagged FROM danger WHERE photo_id = NEW.photo_id), 0) WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER danger_deleted AFTER DELETE ON danger BEGIN UPDATE photo SET danger = coalesce((SELECT verdict = 'dangerous' FROM danger_verdict WHERE photo_id = OLD.photo_id), (SELECT flagged FROM danger WHERE photo_id = OLD.photo_id), 0) WHERE id = OLD.photo_id; END
    """,
    """
    CREATE TRIGGER danger_verdict_inserted AFTER INSERT ON danger_verdict BEGIN UPDATE photo SET danger = coalesce((SELECT verdict = 'dangerous' FROM danger_verdict WHERE photo_id = NEW.photo_id), (SELECT flagged FROM danger WHERE photo_id = NEW.photo_id), 0) WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER danger_verdict_updated AFTER UPDATE ON danger_verdict BEGIN UPDATE photo SET danger = coalesce((SELECT verdict = 'dangerous' FROM danger_verdict WHERE photo_id = NEW.photo_id), (SELECT flagged FROM danger WHERE photo_id = NEW.photo_id), 0) WHERE id = NEW.photo_id; END
    """,
    """
    CREATE TRIGGER danger_verdict_deleted AFTER DELETE ON danger_verdict BEGIN UPDATE photo SET danger = coalesce((SELECT verdict = 'dangerous' FROM danger_verdict WHERE photo_id = OLD.photo_id), (SELECT flagged FROM danger WHERE photo_id = OLD.photo_id), 0) WHERE id = OLD.photo_id; END
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
