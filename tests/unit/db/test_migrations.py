"""Every library ever written opens with today's code, or is refused and left alone."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import create_engine

from photo_curator.db import migrate
from photo_curator.db.library import Library
from photo_curator.db.tables import TRIGGERS, Base
from photo_curator.domain.burst import BurstRule
from photo_curator.domain.danger import DangerVerdict, PhotoDanger
from photo_curator.domain.errors import LibraryBusyError, LibraryError, LibraryTooNewError
from photo_curator.domain.face import FaceOrigin
from photo_curator.domain.face_repair import Repair
from photo_curator.domain.geometry import Box
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.rating import Flag

FIXTURES = Path(__file__).parents[2] / "fixtures" / "schema"

_NEXT = """
from alembic import op

revision = "9998"
down_revision = "{last}"


def upgrade():
    with op.batch_alter_table("setting") as batch:
        batch.alter_column("value", new_column_name="text")
    op.execute("INSERT INTO setting (key, text) VALUES ('migrated', '1')")
    {end}
"""


def scripts_with_next(folder: Path, end: str = "pass") -> Path:
    scripts = folder / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9998_next.py").write_text(_NEXT.format(end=end, last=migrate.REVISIONS[-1]))
    return scripts


def restored(root: Path, revision: str) -> LibraryLayout:
    root.mkdir()
    layout = LibraryLayout(root)
    with closing(sqlite3.connect(layout.database)) as connection:
        connection.executescript((FIXTURES / f"{revision}.sql").read_text(encoding="utf-8"))
    return layout


def schema(database: Path) -> dict[str, str]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        spaceless = {name: re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split())) for name, sql in rows}
    return {name: sql for name, sql in spaceless.items() if name != "alembic_version"}


@pytest.mark.parametrize("revision", migrate.REVISIONS)
def test_a_library_of_every_version_opens_with_all_its_facts(root: Path, revision: str) -> None:
    restored(root, revision)
    with Library.open_existing(root) as library:
        a, b, c = (library.photos.find(f"/photos/{name}.jpg") for name in "abc")
        assert library.photos.ids(PhotoQuery(include_rejected=True)) == [a, b, c]
        found = library.photos.get(a)
        assert (found.summary.rating.value, len(found.faces), found.summary.machine_score) == (1, 2, 4.0)
        assert [event.value for event in found.rating_history] == [5, 1]
        assert library.photos.get(c).summary.flag is Flag.REJECT
        assert library.curation.undo_label() == "Rate 2 photos 1 star"
        library.curation.undo()
        assert library.photos.get(a).summary.rating.value == 5
        assert library.photos.get(b).summary.rating.value == 3
        library.curation.undo()
        assert library.photos.get(b).summary.flag is Flag.NONE
        assert library.get_setting("crops") == "100"
        assert library.folders.get("/photos").settings.smallest_side == 200


def test_hints_and_answers_stay_and_older_libraries_have_none(tmp_path: Path) -> None:
    restored(tmp_path / "new", "0003")
    with Library.open_existing(tmp_path / "new") as library:
        found = library.photos.get(library.photos.find("/photos/a.jpg")).danger
        assert found.machine is not None
        assert (found.machine.flagged, found.machine.hazard) == (True, "water")
        assert (found.verdict, found.about, found.flagged) == (DangerVerdict.FALSE_ALARM, "water", False)
        water = library.danger.thresholds()[1]
        assert (water.hazard, water.threshold, water.shipped, water.fitted_to) == ("water", 0.85, 0.9, 20)
    restored(tmp_path / "old", "0002")
    with Library.open_existing(tmp_path / "old") as library:
        assert library.photos.get(library.photos.find("/photos/a.jpg")).danger == PhotoDanger()
        assert library.photos.count(PhotoQuery(danger=True)) == 0
        assert library.photos.count(PhotoQuery(danger=False)) == 2
        assert library.danger.thresholds() == ()


def test_bursts_stay_and_older_libraries_have_none(tmp_path: Path) -> None:
    restored(tmp_path / "new", "0005")
    with Library.open_existing(tmp_path / "new") as library:
        (burst,) = library.bursts.all()
        assert [library.photos.get(photo_id).summary.path for photo_id in burst.photo_ids] == [
            "/photos/a.jpg",
            "/photos/b.jpg",
        ]
        assert (burst.rule, burst.chosen, burst.cover) == (BurstRule.USER, True, burst.photo_ids[1])
    restored(tmp_path / "old", "0004")
    with Library.open_existing(tmp_path / "old") as library:
        assert library.bursts.all() == ()
        assert library.bursts.outdated()


def test_words_on_faces_stay_and_older_libraries_wait_for_nothing(tmp_path: Path) -> None:
    restored(tmp_path / "new", "0008")
    with Library.open_existing(tmp_path / "new") as library:
        photo = library.photos.find("/photos/a.jpg")
        (word,) = library.face_repair.words(photo).corrections
        assert (word.kind, word.box) == (Repair.ADDED, Box(0.8, 0.8, 0.9, 0.95))
        assert library.face_repair.waiting() == (photo,)
    restored(tmp_path / "old", "0007")
    with Library.open_existing(tmp_path / "old") as library:
        assert library.face_repair.waiting() == ()
        faces = library.photos.faces(library.photos.find("/photos/a.jpg"))
        assert {face.origin for face in faces} == {FaceOrigin.DETECTED}


def test_revisions_are_those_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == migrate.REVISIONS
    assert {path.stem for path in FIXTURES.glob("*.sql")} == set(migrate.REVISIONS)


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_migrations_build_what_the_tables_say(root: Path, tmp_path: Path) -> None:
    Library.open(root).close()
    # Alembic's own comparison; it cannot see an index's directions, nor expressions.
    unseen = ("ix_photo_score", "ix_photo_time", "ix_face_eyes")
    options = {"include_object": lambda _object, name, *_others: name not in unseen}
    engine = create_engine(f"sqlite:///{root / 'library.db'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
    # And SQLite's own text: directions, checks, generated columns, triggers.
    model = tmp_path / "model.db"
    engine = create_engine(f"sqlite:///{model}")
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        for statement in TRIGGERS.values():
            connection.exec_driver_sql(statement)
    engine.dispose()
    assert schema(root / "library.db") == schema(model)


def test_a_newer_library_is_refused_untouched(root: Path) -> None:
    layout = restored(root, "0001")
    with closing(sqlite3.connect(layout.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = layout.database.read_bytes()
    with pytest.raises(LibraryTooNewError, match="written by a newer Photo Curator"):
        Library.open(root)
    assert layout.database.read_bytes() == before


def test_an_older_library_is_backed_up_and_migrated(root: Path, tmp_path: Path) -> None:
    layout = restored(root, "0001")
    scripts = scripts_with_next(tmp_path)
    migrate.bring_up_to_date(layout, scripts, (*migrate.REVISIONS, "9998"))
    assert migrate.revision_of(layout.database) == "9998"
    (backup,) = layout.backups.iterdir()
    assert backup.name.endswith("-0001.db")
    assert migrate.revision_of(backup) == "0001"
    with closing(sqlite3.connect(layout.database)) as connection:
        assert dict(connection.execute("SELECT key, text FROM setting")) == {"crops": "100", "migrated": "1"}
        assert connection.execute("SELECT count(*) FROM photo").fetchone() == (3,)
    migrate.bring_up_to_date(layout, scripts, (*migrate.REVISIONS, "9998"))
    assert len(list(layout.backups.iterdir())) == 1


def test_a_failing_migration_leaves_the_library_as_it_was(root: Path, tmp_path: Path) -> None:
    layout = restored(root, "0001")
    with closing(sqlite3.connect(layout.database)) as connection:
        before = list(connection.iterdump())
    scripts = scripts_with_next(tmp_path, end='op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(LibraryError, match="left as it was"):
        migrate.bring_up_to_date(layout, scripts, (*migrate.REVISIONS, "9998"))
    with closing(sqlite3.connect(layout.database)) as connection:
        assert list(connection.iterdump()) == before
    with Library.open(root) as library:
        assert library.photos.count(PhotoQuery(include_rejected=True)) == 3


def test_a_migration_that_breaks_references_is_taken_back(root: Path, tmp_path: Path) -> None:
    layout = restored(root, "0001")
    scripts = scripts_with_next(tmp_path, end='op.execute("DELETE FROM photo")')
    with pytest.raises(LibraryError, match="refer to nothing"):
        migrate.bring_up_to_date(layout, scripts, (*migrate.REVISIONS, "9998"))
    assert migrate.revision_of(layout.database) == "0001"


def test_no_migration_while_another_process_indexes(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = restored(root, "0001")
    monkeypatch.setattr(migrate, "BUSY_TIMEOUT_SECONDS", 0.05)
    with FileLock(layout.lock), pytest.raises(LibraryBusyError, match="close that one"):
        migrate.bring_up_to_date(layout, scripts_with_next(tmp_path), (*migrate.REVISIONS, "9998"))


def test_a_library_without_a_version_is_damaged(root: Path) -> None:
    layout = restored(root, "0001")
    with closing(sqlite3.connect(layout.database)) as connection, connection:
        connection.execute("DELETE FROM alembic_version")
    with pytest.raises(LibraryError, match="damaged"):
        Library.open(root)
