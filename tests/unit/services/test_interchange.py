"""Sidecars on a real library: planned, written, read back, taken back."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from photo_curator.db import sidecar_archive
from photo_curator.db.library import Library
from photo_curator.domain.errors import LibraryBusyError, UsageError
from photo_curator.domain.indexing import UpdateCompanions
from photo_curator.domain.interchange import NameScheme, Skipped
from photo_curator.domain.operations import SetFlag, SetRating
from photo_curator.domain.people import FacePlace, MoveFaces
from photo_curator.domain.photo import FileRole
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.rating import Flag
from photo_curator.media.sidecars import read_sidecars
from photo_curator.services.interchange import (
    SidecarOutcome,
    name_scheme,
    plan_sidecars,
    set_name_scheme,
    write_sidecars,
)
from photo_curator.services.redoing import redo
from tests.unit.db.samples import add, companion
from tests.unit.media.conftest import jpeg, marked

FIXTURES = Path(__file__).parents[2] / "fixtures" / "xmp"


class Bench:
    """A library over real files: a.jpg rated, b.jpg rejected, c.jpg picked, d.jpg nothing."""

    def __init__(self, root: Path, library: Library) -> None:
        self.photos, self.library = root / "photos", library
        self.photos.mkdir()
        library.folders.add(str(self.photos))
        self.ids: dict[str, int] = {}
        for number, name in enumerate(("a.jpg", "b.jpg", "c.jpg", "d.jpg")):
            (self.photos / name).write_bytes(jpeg(marked(64, 48)) + bytes(number))
            (self.ids[name],) = library.files.apply([add(str(self.photos / name), mean=3.5)])
        library.curation.apply(SetRating((self.ids["a.jpg"],), 4))
        library.curation.apply(SetRating((self.ids["b.jpg"],), 2))
        library.curation.apply(SetFlag((self.ids["b.jpg"],), Flag.REJECT))
        library.curation.apply(SetFlag((self.ids["c.jpg"],), Flag.PICK))

    def plan(self, **wanted: Any):
        return plan_sidecars(self.library, list(self.ids.values()), **wanted)

    def write(self, **wanted: Any) -> SidecarOutcome:
        return write_sidecars(self.library, self.plan(), **wanted)

    def there(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.photos.iterdir() if path.suffix == ".xmp"}

    def read_back(self, name: str) -> tuple[int, str, Flag]:
        """As a rescan does: the photo's sidecars are read anew. Stars, whose, and flag."""
        stem = Path(name).stem
        beside = tuple(
            companion(str(path), FileRole.SIDECAR)
            for path in sorted(self.photos.glob("*.xmp"))
            if path.name in (f"{name}.xmp", f"{stem}.xmp")
        )
        rating, problems = read_sidecars(beside)
        assert problems == []
        self.library.files.apply([UpdateCompanions(self.ids[name], beside, rating)])
        summary = self.library.photos.get(self.ids[name]).summary
        return summary.rating.value, summary.rating.source, summary.flag


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with Library.open(tmp_path / "library") as library:
        bench = Bench(tmp_path, library)
        before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in bench.photos.glob("*.jpg")}
        stamps = {path: path.stat().st_mtime_ns for path in before}
        yield bench
        assert before == {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in before}
        assert stamps == {path: path.stat().st_mtime_ns for path in before}


def test_rated_and_flagged_photos_get_one_and_reading_it_back_changes_nothing(bench: Bench) -> None:
    histories = {name: len(bench.library.photos.get(one).rating_history) for name, one in bench.ids.items()}
    outcome = bench.write()
    assert sorted(bench.there()) == ["a.jpg.xmp", "b.jpg.xmp", "c.jpg.xmp"]
    assert (len(outcome.created), outcome.merged, outcome.failures) == (3, [], [])
    assert b'xmp:Rating="4"' in bench.there()["a.jpg.xmp"]
    assert b'xmp:Rating="-1"' in bench.there()["b.jpg.xmp"]
    assert b'digiKam:PickLabel="3"' in bench.there()["c.jpg.xmp"]
    assert b"xmp:Rating=" not in bench.there()["c.jpg.xmp"]
    assert bench.read_back("a.jpg") == (4, "photo-curator", Flag.NONE)
    assert bench.read_back("b.jpg") == (2, "photo-curator", Flag.REJECT)
    assert bench.read_back("c.jpg") == (0, "", Flag.PICK)
    for name, photo_id in bench.ids.items():
        assert len(bench.library.photos.get(photo_id).rating_history) == histories[name]
    again = bench.write()
    assert (again.unchanged, again.created, again.merged, again.change) == (3, [], [], None)


def test_a_new_library_learns_the_stars_from_the_sidecar(bench: Bench, tmp_path: Path) -> None:
    bench.write()
    with Library.open(tmp_path / "other") as other:
        beside = (companion(str(bench.photos / "a.jpg.xmp"), FileRole.SIDECAR),)
        rating, _ = read_sidecars(beside)
        (found,) = other.files.apply([add(str(bench.photos / "a.jpg"))])
        other.files.apply([UpdateCompanions(found, beside, rating)])
        summary = other.photos.get(found).summary
        assert (summary.rating.value, summary.rating.source) == (4, "xmp sidecar, Photo Curator")


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.glob("*.xmp")))
def test_imported_stars_come_back_when_ours_are_undone(bench: Bench, name: str) -> None:
    """Another program's sidecar: its word stays known, through our stars and after them."""
    shutil.copy(FIXTURES / name, bench.photos / "d.xmp")
    before = bench.read_back("d.jpg")
    bench.library.curation.apply(SetRating((bench.ids["d.jpg"],), 5))
    outcome = bench.write()
    assert str(bench.photos / "d.xmp") in outcome.merged
    assert "d.jpg.xmp" not in bench.there()
    assert bench.read_back("d.jpg")[:2] == (5, "photo-curator")
    assert bench.read_back("d.jpg")[2] is before[2]
    bench.library.curation.undo()
    assert bench.there()["d.xmp"] == (FIXTURES / name).read_bytes()
    bench.library.curation.undo()
    assert bench.read_back("d.jpg") == before


def test_both_sidecars_are_kept_alike(bench: Bench) -> None:
    for name in ("a.xmp", "a.jpg.xmp"):
        shutil.copy(FIXTURES / "digikam.xmp", bench.photos / name)
    bench.write()
    assert bench.there()["a.xmp"] == bench.there()["a.jpg.xmp"]
    assert b'xmp:Rating="4"' in bench.there()["a.xmp"]


def test_what_is_planned(bench: Bench) -> None:
    plan = bench.plan()
    assert [one.reason for one in plan.skipped] == [Skipped.NOTHING_SAID]
    assert bench.there() == {}
    plan = bench.plan(everyone=True)
    assert (len(plan.changing), plan.photos, plan.skipped) == (4, 4, ())
    set_name_scheme(bench.library, NameScheme.SHORT)
    assert name_scheme(bench.library) is NameScheme.SHORT
    assert [Path(one.path).name for one in bench.plan().sidecars] == ["a.xmp", "b.xmp", "c.xmp"]
    (bench.photos / "c.xmp").write_bytes(b"no XMP")
    (bench.photos / "a.jpg").rename(bench.photos / "a.away")
    plan = bench.plan()
    assert {(Path(one.path).name, one.reason) for one in plan.skipped} == {
        ("a.jpg", Skipped.UNREACHABLE), ("c.jpg", Skipped.UNREADABLE), ("d.jpg", Skipped.NOTHING_SAID),
    }  # fmt: skip
    (bench.photos / "a.away").rename(bench.photos / "a.jpg")


def test_a_pipe_in_a_photos_place_is_left_out_and_never_waited_for(bench: Bench) -> None:
    (bench.photos / "a.jpg").rename(bench.photos / "away")
    os.mkfifo(bench.photos / "a.jpg")
    skipped = {Path(one.path).name: one.reason for one in bench.plan().skipped}
    (bench.photos / "a.jpg").unlink()
    (bench.photos / "away").rename(bench.photos / "a.jpg")
    assert skipped["a.jpg"] is Skipped.UNREACHABLE


def test_faces_go_along_with_the_names_they_have_here(bench: Bench) -> None:
    photo = bench.library.photos.get(bench.ids["a.jpg"])
    (face,) = photo.faces
    place = FacePlace(photo.summary.id, face.box.relative(photo.summary.size))
    bench.library.curation.apply(MoveFaces((place,), bench.library.people.fresh_id(), "Zoë"))
    bench.write()
    written = bench.there()["a.jpg.xmp"].decode()
    assert "<mwg-rs:Name>Zoë</mwg-rs:Name>" in written
    assert "mwg-rs:Name" not in bench.there()["b.jpg.xmp"].decode()


def test_links_and_permissions_of_sidecars_stay(bench: Bench, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.xmp"
    shutil.copy(FIXTURES / "lightroom.xmp", real)
    real.chmod(0o640)
    (bench.photos / "a.xmp").symlink_to(real)
    bench.write()
    assert (bench.photos / "a.xmp").is_symlink()
    assert b'xmp:Rating="4"' in real.read_bytes()
    assert real.stat().st_mode & 0o777 == 0o640
    assert not list(tmp_path.glob(".*"))


# --- taking back -----------------------------------------------------------------------------------


def test_undo_restores_the_former_bytes_and_redo_the_written_ones(bench: Bench) -> None:
    shutil.copy(FIXTURES / "lightroom_elements.xmp", bench.photos / "a.xmp")
    former = bench.there()
    outcome = bench.write()
    written = bench.there()
    assert outcome.change is not None
    assert outcome.change.label == "Write sidecars of 3 photos"
    for _ in range(2):
        assert bench.library.curation.undo().label == "Write sidecars of 3 photos"
        assert bench.there() == former
        assert redo(bench.library).label == "Write sidecars of 3 photos"
        assert bench.there() == written


def test_what_others_changed_since_is_left_alone_and_said(bench: Bench) -> None:
    bench.write()
    (bench.photos / "a.jpg.xmp").write_bytes(FIXTURES.joinpath("digikam.xmp").read_bytes())
    change = bench.library.curation.undo()
    assert "left alone: " in change.label
    assert "a.jpg.xmp: it was changed since" in change.label
    assert list(bench.there()) == ["a.jpg.xmp"]
    change = redo(bench.library)
    assert "a.jpg.xmp: it was changed since" in change.label
    assert bench.there()["a.jpg.xmp"] == FIXTURES.joinpath("digikam.xmp").read_bytes()
    assert sorted(bench.there()) == ["a.jpg.xmp", "b.jpg.xmp", "c.jpg.xmp"]


def test_archives_go_when_the_journal_forgets_them(bench: Bench) -> None:
    bench.write()
    bench.library.curation.undo()
    bench.library.curation.apply(SetRating((bench.ids["d.jpg"],), 1))  # nothing can be redone any more
    bench.write()
    assert len(list(bench.library.layout.sidecars.iterdir())) == 1


def test_an_archive_that_is_gone_is_said(bench: Bench) -> None:
    bench.write()
    shutil.rmtree(bench.library.layout.sidecars)
    change = bench.library.curation.undo()
    assert "what was kept of it cannot be read" in change.label
    assert len(bench.there()) == 3
    with pytest.raises(UsageError, match="Nothing was written again"):
        redo(bench.library)


# --- faults ----------------------------------------------------------------------------------------


def test_a_full_disk_stops_it_and_what_was_there_is_whole(bench: Bench, monkeypatch) -> None:
    for name in ("a.xmp", "b.xmp"):
        shutil.copy(FIXTURES / "lightroom.xmp", bench.photos / name)
    real = sidecar_archive.write_whole

    def full(path: Path, content: bytes, **more: Any) -> None:
        if path.name != "a.xmp":
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, content, **more)

    monkeypatch.setattr(sidecar_archive, "write_whole", full)
    outcome = bench.write()
    assert "The disk is full: “b.xmp” was not written" in outcome.stopped
    assert bench.there()["b.xmp"] == (FIXTURES / "lightroom.xmp").read_bytes()
    monkeypatch.undo()
    assert len(bench.write().merged) == 1
    bench.library.curation.undo()
    bench.library.curation.undo()
    assert set(bench.there().values()) == {(FIXTURES / "lightroom.xmp").read_bytes()}


def test_a_disk_too_full_for_the_former_bytes_is_said_before_anything_is_written(bench, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sidecar_archive.os, "fsync", full)
    with pytest.raises(UsageError, match="The disk is full"):
        bench.write()
    assert bench.there() == {}
    assert list(bench.library.layout.sidecars.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_said(bench: Bench, monkeypatch) -> None:
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))
    plan = bench.plan()
    assert {one.reason for one in plan.skipped} == {Skipped.READ_ONLY, Skipped.NOTHING_SAID}
    shutil.copy(FIXTURES / "lightroom.xmp", bench.photos / "a.xmp")
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith(".xmp") and real(path, mode))
    assert [(Path(one.detail).name, one.reason) for one in bench.plan().skipped] == [
        ("a.xmp", Skipped.READ_ONLY),
        ("", Skipped.NOTHING_SAID),
    ]
    (bench.photos / "a.xmp").unlink()
    monkeypatch.undo()
    plan = bench.plan()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(sidecar_archive, "write_new", refuse)  # it turned so meanwhile
    outcome = write_sidecars(bench.library, plan)
    assert len(outcome.failures) == 3
    assert "cannot be written to: Read-only file system" in outcome.failures[0][1]
    assert bench.there() == {}


def test_a_sidecar_changed_between_plan_and_writing_keeps_that_change(bench: Bench) -> None:
    shutil.copy(FIXTURES / "lightroom.xmp", bench.photos / "a.xmp")
    plan = bench.plan()
    edited = (FIXTURES / "lightroom.xmp").read_bytes().replace(b"Green", b"Blue")
    (bench.photos / "a.xmp").write_bytes(edited)
    write_sidecars(bench.library, plan)
    assert b"Blue" in bench.there()["a.xmp"]
    assert b'xmp:Rating="4"' in bench.there()["a.xmp"]
    bench.library.curation.undo()
    assert bench.there()["a.xmp"] == edited


def test_cancelled_it_keeps_what_is_whole_and_undo_takes_that_back(bench: Bench) -> None:
    token = CancelToken()
    outcome = bench.write(token=token, tell=lambda progress: token.cancel())
    assert (outcome.cancelled, len(outcome.created)) == (True, 1)
    assert len(bench.there()) == 1
    assert len(bench.write().created) == 2
    bench.library.curation.undo()
    bench.library.curation.undo()
    assert bench.there() == {}


_KILLED = """
import os, signal, sys
from photo_curator.db import sidecar_archive
from photo_curator.db.library import Library
from photo_curator.services.interchange import plan_sidecars, write_sidecars
def kill(path, content):
    os.kill(os.getpid(), signal.SIGKILL)
sidecar_archive.write_new = kill  # the first one is merged into what is there
library = Library.open(sys.argv[1])
write_sidecars(library, plan_sidecars(library, [1, 2, 3, 4]))
"""


def test_killed_midway_undo_takes_back_what_was_written(bench: Bench, tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "darktable_edited.xmp", bench.photos / "a.jpg.xmp")
    former = bench.there()
    arguments = [sys.executable, "-c", _KILLED, str(tmp_path / "library")]
    assert subprocess.run(arguments, check=False).returncode == -signal.SIGKILL
    assert b'xmp:Rating="4"' in bench.there()["a.jpg.xmp"]
    assert list(bench.there()) == ["a.jpg.xmp"]
    assert bench.library.curation.undo().label == "Write sidecars of 3 photos"
    assert bench.there() == former


def test_two_at_once_are_refused(bench: Bench) -> None:
    with bench.library.exporting_lock(), pytest.raises(LibraryBusyError, match="under way"):
        bench.write()
    assert bench.there() == {}


def test_undo_waits_for_sidecars_that_are_being_written(bench: Bench) -> None:
    busy: list[str] = []

    def undo(_: object) -> None:
        with pytest.raises(LibraryBusyError, match="under way") as caught:
            bench.library.curation.undo()
        busy.append(str(caught.value))

    bench.write(tell=undo)
    assert len(busy) == 3
    assert bench.library.curation.undo() is not None
    assert bench.there() == {}


def test_what_a_killed_writing_left_half_written_goes_with_the_next(bench: Bench) -> None:
    abandoned, fresh, foreign = (bench.photos / f".{name}.tmp" for name in ("0" * 32, "1" * 32, "mine"))
    for path in (abandoned, fresh, foreign):
        path.write_bytes(b"half")
    for path in (abandoned, foreign):
        os.utime(path, (1e9, 1e9))
    bench.write()
    assert [path.exists() for path in (abandoned, fresh, foreign)] == [False, True, True]


def test_a_sidecar_another_program_writes_this_moment_is_left_alone(bench: Bench, monkeypatch) -> None:
    real = Path.read_bytes

    def miss(path: Path) -> bytes:
        if path.name == "a.jpg.xmp" and not path.exists():
            path.write_text("theirs")  # between the look and the writing
            raise FileNotFoundError
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", miss)
    outcome = bench.write()
    monkeypatch.undo()
    assert [Path(path).name for path, _ in outcome.failures] == ["a.jpg.xmp"]
    assert "changed meanwhile" in outcome.failures[0][1]
    assert bench.there()["a.jpg.xmp"] == b"theirs"
