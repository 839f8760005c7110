"""Exports: what leaves the library, whole, once, and back again."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from photo_curator.db.library import Library
from photo_curator.domain.capture import Capture, Place
from photo_curator.domain.danger import DangerVerdict
from photo_curator.domain.errors import CuratorError, LibraryBusyError, UsageError
from photo_curator.domain.export import Concern, ExportSettings, Mode, Reason, Way
from photo_curator.domain.manifest import MANIFEST_NAME, Manifest, Written
from photo_curator.domain.operations import Restack, Rotate, SetBurst, SetCover, SetDanger, SetRating
from photo_curator.domain.photo import FileRole
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.query import PhotoQuery
from photo_curator.services.export import (
    ExportOutcome,
    choose_photos,
    placing,
    plan_export,
    records,
    write_export,
)
from photo_curator.services.redoing import redo
from tests.unit.db.samples import add, companion
from tests.unit.media.conftest import jpeg, marked
from tests.unit.media.test_cleaning import assert_clean, loaded_jpeg, told

AS_THEY_ARE = ExportSettings(keep_location=True, keep_serials=True)


class Bench:
    """A library over real files, and a place to export to."""

    def __init__(self, root: Path, library: Library) -> None:
        self.photos, self.dest, self.library = root / "photos", root / "out", library
        self.ids: dict[str, int] = {}

    def add(
        self, name: str, data: bytes, companions: dict[str, tuple[bytes, FileRole]] | None = None, **more: Any
    ):
        path = self.photos / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, ns=(1_600_000_000_123_456_789, 1_600_000_000_123_456_789))
        beside = []
        for other, (content, role) in (companions or {}).items():
            (self.photos / other).write_bytes(content)
            beside.append(companion(str(self.photos / other), role))
        place = Place(48.86, 2.29, "Paris", "", "France", "FR")
        capture = Capture(place=place) if b"GPS" in data else None
        change = add(str(path), companions=tuple(beside), capture=capture, **more)
        (self.ids[name],) = self.library.files.apply([change])

    def plan(self, settings: ExportSettings | None = None, *names: str):
        ids = [self.ids[name] for name in names or self.ids]
        return plan_export(self.library, ids, str(self.dest), settings or ExportSettings())

    def export(self, settings: ExportSettings | None = None, *names: str, **more: Any) -> ExportOutcome:
        return write_export(self.library, self.plan(settings, *names), **more)

    def there(self) -> dict[str, str]:
        """Hash by target of all files of the destination but the manifest."""
        return {
            str(path.relative_to(self.dest)): digest(path)
            for path in sorted(self.dest.rglob("*"))
            if path.is_file() and path.name != MANIFEST_NAME
        }

    def manifest(self) -> Manifest:
        return Manifest.parse((self.dest / MANIFEST_NAME).read_text())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Three photos; every one has a place, a serial number and a maker note in its file."""
    with Library.open(tmp_path / "library") as library:
        library.folders.add(str(tmp_path / "photos"))
        bench = Bench(tmp_path, library)
        for number, name in enumerate(("a.jpg", "b.jpg", "sub/c.jpg")):
            bench.add(name, loaded_jpeg() + b"x" * 3000 * number, mean=4.5 - number)
        before = {path: (digest(path), path.stat().st_mtime_ns) for path in bench.photos.rglob("*.*")}
        yield bench
        after = {path: (digest(path), path.stat().st_mtime_ns) for path in before if path.exists()}
        assert after == {path: value for path, value in before.items() if path.exists()}  # originals


# --- what is written ---------------------------------------------------------------------------


def test_photos_are_written_clean_with_their_dates_and_a_manifest(bench: Bench) -> None:
    outcome = bench.export()
    assert (outcome.stopped, outcome.failures, outcome.same) == ("", [], [])
    assert set(bench.there()) == {"a.jpg", "b.jpg", "c.jpg"}
    for name in bench.there():
        assert_clean((bench.dest / name).read_bytes())
        assert (bench.dest / name).stat().st_mtime_ns == 1_600_000_000_123_456_789
        assert told((bench.dest / name).read_bytes())["EXIF OffsetTimeOriginal"] == "+09:00"
    manifest = bench.manifest()
    assert {one.target: one.sha256 for one in manifest.files.values()} == bench.there()
    entry = manifest.files["a.jpg"]
    assert (entry.source, entry.source_sha256) == (
        str(bench.photos / "a.jpg"),
        digest(bench.photos / "a.jpg"),
    )
    assert (entry.score, entry.way) == (4.5, Way.CLEANED)
    assert "location" in entry.removed
    assert not [path for path in bench.dest.iterdir() if path.name.startswith(".")]


def test_files_that_stay_as_they_are_can_be_links(bench: Bench) -> None:
    outcome = bench.export(replace(AS_THEY_ARE, mode=Mode.HARDLINK))
    assert outcome.count(Way.HARDLINK) == 3
    assert (bench.dest / "a.jpg").samefile(bench.photos / "a.jpg")
    bench.library.curation.undo()
    assert digest(bench.photos / "a.jpg")  # only the other name of it went
    assert bench.there() == {}


def test_where_there_are_no_links_files_are_copied_and_it_is_said(bench: Bench, monkeypatch) -> None:
    real = os.link

    def refuse(source: str, target: str) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(placing.os, "link", refuse)
    outcome = bench.export(replace(AS_THEY_ARE, mode=Mode.HARDLINK))
    assert (outcome.count(Way.COPY), outcome.fell_back) == (3, 3)
    assert bench.there()["a.jpg"] == digest(bench.photos / "a.jpg")
    monkeypatch.setattr(placing.os, "link", real)


def test_a_reflink_is_made_or_said_not_to_be(bench: Bench) -> None:
    outcome = bench.export(replace(AS_THEY_ARE, mode=Mode.REFLINK))
    assert outcome.count(Way.REFLINK) + outcome.fell_back == 3
    assert bench.there()["a.jpg"] == digest(bench.photos / "a.jpg")
    assert not (bench.dest / "a.jpg").samefile(bench.photos / "a.jpg")


def test_what_has_to_be_cleaned_is_never_a_link(bench: Bench) -> None:
    outcome = bench.export(ExportSettings(mode=Mode.HARDLINK))
    assert outcome.count(Way.CLEANED) == 3
    assert not (bench.dest / "a.jpg").samefile(bench.photos / "a.jpg")


def test_companions_go_along_only_where_files_stay_as_they_are(bench: Bench) -> None:
    bench.add(
        "live.jpg",
        loaded_jpeg(quality=60),
        {
            "live.mov": (b"video with a place", FileRole.LIVE_VIDEO),
            "live.jpg.xmp": (b"<x/>", FileRole.SIDECAR),
            "live.dng": (b"raw", FileRole.RAW),
        },
    )
    (planned,) = bench.plan(None, "live.jpg").photos
    assert (planned.companions, Concern.COMPANIONS in planned.concerns) == ((), True)
    bench.export(None, "live.jpg")
    assert set(bench.there()) == {"live.jpg"}
    bench.library.curation.undo()
    (planned,) = bench.plan(AS_THEY_ARE, "live.jpg").photos
    assert Concern.COMPANIONS not in planned.concerns
    settings = replace(AS_THEY_ARE, template="{date} new")
    bench.export(settings, "live.jpg")
    names = {"no date new.jpg", "no date new.mov", "no date new.jpg.xmp", "no date new.dng"}
    assert set(bench.there()) == names
    # A companion's name that is taken moves the whole photo on.
    bench.library.curation.undo()
    (bench.dest / "no date new.mov").write_bytes(b"mine")
    bench.export(settings, "live.jpg")
    assert {"no date new-2.jpg", "no date new-2.mov"} <= set(bench.there())
    assert (bench.dest / "no date new.mov").read_bytes() == b"mine"


def test_folders_are_kept_by_choice(bench: Bench) -> None:
    bench.export(ExportSettings(keep_folders=True, template="{score}/{name}"))
    assert set(bench.there()) == {"4.5/a.jpg", "3.5/b.jpg", "sub/2.5/c.jpg"}
    bench.library.curation.undo()
    assert list(bench.dest.iterdir()) == []  # folders that were made go again


def test_a_photo_turned_in_the_library_is_turned_in_the_export(bench: Bench) -> None:
    bench.library.curation.apply(Rotate((bench.ids["a.jpg"],), 90))
    bench.export(None, "a.jpg")
    assert told((bench.dest / "a.jpg").read_bytes())["Image Orientation"] == "Rotated 90 CW"
    (planned,) = bench.plan(AS_THEY_ARE, "a.jpg").photos
    assert Concern.UNTURNED in planned.concerns


# --- what is left out ----------------------------------------------------------------------------


def test_a_dangerous_selfie_is_kept_out_unless_allowed(bench: Bench) -> None:
    dangerous = bench.ids["b.jpg"]
    bench.library.curation.apply(SetDanger((dangerous,), DangerVerdict.DANGEROUS))
    plan = bench.plan()
    assert [(one.photo_id, one.reason) for one in plan.left_out] == [(dangerous, Reason.DANGEROUS)]
    bench.export()
    assert set(bench.there()) == {"a.jpg", "c.jpg"}
    for settings in (ExportSettings(allowed=frozenset({dangerous})), ExportSettings(allow_dangerous=True)):
        plan = bench.plan(settings)
        assert plan.left_out == ()
        assert plan.count(Concern.DANGEROUS) == 1  # allowed, and still said
    assert bench.plan(ExportSettings(allowed=frozenset({bench.ids["a.jpg"]}))).left_out


def test_of_each_burst_the_best_alone_and_the_rest_is_named(bench: Bench) -> None:
    bench.add("d.jpg", loaded_jpeg(quality=50), mean=1.0)
    burst = tuple(bench.ids[name] for name in ("a.jpg", "b.jpg", "sub/c.jpg"))
    bench.library.curation.apply(SetBurst(burst, Restack.MERGE))
    wanted = ExportSettings(best_of_bursts=True)

    def left() -> dict[str, Reason]:
        return {one.path.rpartition("/")[2]: one.reason for one in bench.plan(wanted).left_out}

    assert bench.plan().left_out == ()
    bench.library.curation.apply(SetCover((bench.ids["b.jpg"],)))
    assert left() == {"a.jpg": Reason.NOT_BEST, "c.jpg": Reason.NOT_BEST}
    bench.export(wanted)
    assert set(bench.there()) == {"b.jpg", "d.jpg"}
    # Where the one that stands for the burst may not go, the next best one does.
    bench.library.curation.apply(SetDanger((bench.ids["b.jpg"],), DangerVerdict.DANGEROUS))
    assert left() == {"b.jpg": Reason.DANGEROUS, "c.jpg": Reason.NOT_BEST}
    (one,) = bench.plan(wanted, "sub/c.jpg").photos  # nothing better was chosen
    assert one.photo_id == bench.ids["sub/c.jpg"]


def test_what_to_look_at_is_said_of_each_photo(bench: Bench) -> None:
    bench.add("crowd.jpg", jpeg(marked(64, 48)), faces=3, mean=None)
    found = {photo.path.rpartition("/")[2]: photo.concerns for photo in bench.plan().photos}
    assert found["crowd.jpg"] == (Concern.SEVERAL_PEOPLE, Concern.CANNOT_TELL)
    assert found["a.jpg"] == (Concern.LOCATION,)


def test_a_plan_counts_without_writing(bench: Bench) -> None:
    plan = bench.plan(AS_THEY_ARE)
    assert (len(plan.photos), plan.file_count) == (3, 3)
    assert not bench.dest.exists()
    small = bench.plan(ExportSettings(long_side=400))
    assert 0 < small.size_bytes < bench.plan(ExportSettings(quality=95)).size_bytes


def test_the_score_chooses(bench: Bench) -> None:
    bench.library.curation.apply(SetRating((bench.ids["sub/c.jpg"],), 5))
    ids = choose_photos(bench.library, PhotoQuery(), 4.0)
    assert ids == [bench.ids["sub/c.jpg"], bench.ids["a.jpg"]]


def test_destinations_whose_copies_would_be_indexed_are_refused(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(bench.photos)
    for place in (bench.photos, bench.photos / "new", tmp_path / "link" / "x", tmp_path / "library" / "x"):
        with pytest.raises(UsageError, match="Choose a folder outside"):
            plan_export(bench.library, [1], str(place), ExportSettings())
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="not a folder"):
        plan_export(bench.library, [1], str(tmp_path / "file"), ExportSettings())
    plan_export(bench.library, [1], str(tmp_path / "photos beside"), ExportSettings())


# --- never twice, never over another ---------------------------------------------------------------


def test_the_same_file_twice_is_skipped_and_another_one_is_numbered(bench: Bench) -> None:
    bench.dest.mkdir()
    (bench.dest / "a.jpg").write_bytes(b"somebody else's")
    (bench.dest / "b.jpg").symlink_to("nowhere")
    first = bench.export()
    assert (bench.dest / "a.jpg").read_bytes() == b"somebody else's"
    assert (bench.dest / "b.jpg").is_symlink()
    before = bench.there()
    assert set(before) == {"a.jpg", "a-2.jpg", "b-2.jpg", "c.jpg"}
    again = bench.export()
    assert (again.written, sorted(again.same), again.change) == ([], ["a-2.jpg", "b-2.jpg", "c.jpg"], None)
    assert bench.there() == before
    assert len(first.written) == 3


def test_photos_of_one_name_get_numbers_and_the_plan_says_so(bench: Bench) -> None:
    bench.add("other/A.jpg", loaded_jpeg(quality=50))
    targets = [photo.target for photo in bench.plan().photos]
    assert targets == ["a.jpg", "b.jpg", "c.jpg", "A-2.jpg"]
    bench.export(ExportSettings(template="x"))
    assert set(bench.there()) == {"x.jpg", "x-2.jpg", "x-3.jpg", "x-4.jpg"}
    assert len(bench.export(ExportSettings(template="x")).same) == 4


# --- undo --------------------------------------------------------------------------------------------


def test_undo_removes_exactly_what_was_written_and_is_still_that(bench: Bench) -> None:
    bench.dest.mkdir()
    (bench.dest / "mine.txt").write_text("mine")
    bench.export(None, "a.jpg")
    outcome = bench.export()
    assert outcome.same == ["a.jpg"]
    (bench.dest / "b.jpg").write_bytes(b"edited since")
    change = bench.library.curation.undo()
    assert change is not None
    assert "1 file was changed since" in change.label
    assert set(bench.there()) == {"a.jpg", "b.jpg", "mine.txt"}
    assert set(bench.manifest().files) == {"a.jpg", "b.jpg"}
    bench.library.curation.undo()  # the first export
    assert set(bench.there()) == {"b.jpg", "mine.txt"}
    assert bench.library.curation.undo() is None


def test_undo_does_not_wait_for_a_pipe_in_a_files_place(bench: Bench) -> None:
    bench.export()
    (bench.dest / "a.jpg").unlink()
    os.mkfifo(bench.dest / "a.jpg")
    change = bench.library.curation.undo()
    assert "1 file was changed" in change.label
    assert {path.name for path in bench.dest.iterdir()} == {"a.jpg", MANIFEST_NAME}


def test_redo_writes_the_very_same_files_again(bench: Bench) -> None:
    bench.add("live.jpg", loaded_jpeg(quality=60), {"live.mov": (b"moving", FileRole.LIVE_VIDEO)})
    for settings in (ExportSettings(long_side=200, keep_folders=True), AS_THEY_ARE):
        bench.export(settings)
        before, manifest = bench.there(), bench.manifest()
        assert len(before) >= 4
        bench.library.curation.undo()
        assert bench.there() == {}
        change = redo(bench.library)
        assert change is not None
        assert change.label == "Export 4 photos"
        assert bench.there() == before
        assert bench.manifest() == manifest
        assert redo(bench.library) is None
        bench.library.curation.undo()
        assert bench.there() == {}


def test_redo_says_what_cannot_be_written_again_and_why(bench: Bench) -> None:
    bench.export()
    bench.library.curation.undo()
    bench.library.curation.apply(Rotate((bench.ids["b.jpg"],), 90))
    assert redo(bench.library) is None  # another act came between
    bench.library.curation.undo()
    bench.export()
    bench.library.curation.undo()
    kept = (bench.photos / "b.jpg").read_bytes()
    (bench.photos / "b.jpg").write_bytes(jpeg(marked(64, 48)))
    (bench.dest / "c.jpg").write_bytes(b"somebody else's")
    change = redo(bench.library)
    assert change is not None
    assert "(2 of 3 not written again, among them b.jpg: its original" in change.label
    assert set(bench.there()) == {"a.jpg", "c.jpg"}
    assert (bench.dest / "c.jpg").read_bytes() == b"somebody else's"
    bench.library.curation.undo()
    assert set(bench.there()) == {"c.jpg"}
    # Where nothing can be, it stays undone and is tried again later.
    (bench.photos / "a.jpg").rename(bench.photos / "a.away")
    with pytest.raises(UsageError, match=r"Nothing was written again.*a\.jpg.*does not exist any more"):
        redo(bench.library)
    (bench.photos / "a.away").rename(bench.photos / "a.jpg")
    (bench.photos / "b.jpg").write_bytes(kept)
    os.utime(bench.photos / "b.jpg", ns=(1_600_000_000_123_456_789, 1_600_000_000_123_456_789))
    (bench.dest / "c.jpg").unlink()
    assert redo(bench.library).label == "Export 3 photos"
    assert set(bench.there()) == {"a.jpg", "b.jpg", "c.jpg"}


def test_undo_of_a_folder_that_is_away_says_so_and_other_acts_stay_undoable(bench: Bench) -> None:
    bench.library.curation.apply(SetRating((bench.ids["a.jpg"],), 5))
    bench.export()
    bench.dest.rename(bench.dest.with_name("elsewhere"))
    change = bench.library.curation.undo()
    assert change is not None
    assert "3 files" in change.label
    assert len(list(bench.dest.with_name("elsewhere").glob("*.jpg"))) == 3
    assert bench.library.curation.undo_label() == "Rate 1 photo 5 stars"


# --- faults ------------------------------------------------------------------------------------------


def test_cancel_keeps_what_is_written_and_the_next_export_goes_on(bench: Bench) -> None:
    token = CancelToken()
    outcome = bench.export(token=token, tell=lambda progress: progress.done == 1 and token.cancel())
    assert (outcome.cancelled, len(outcome.written)) == (True, 1)
    assert set(bench.manifest().files) == {"a.jpg"}
    rest = bench.export()
    assert (rest.same, len(rest.written)) == (["a.jpg"], 2)
    assert len(bench.manifest().files) == 3


def test_a_source_that_vanished_or_broke_stops_nothing(bench: Bench) -> None:
    plan = bench.plan()
    (bench.photos / "a.jpg").unlink()
    (bench.photos / "b.jpg").rename(bench.photos / "b.jpg.away")
    (bench.photos / "b.jpg").write_bytes(b"no picture")
    outcome = write_export(bench.library, plan)
    assert [path.rpartition("/")[2] for path, _ in outcome.failures] == ["a.jpg", "b.jpg"]
    assert "does not exist any more" in outcome.failures[0][1]
    assert set(bench.there()) == {"c.jpg"}
    (bench.photos / "b.jpg").unlink()


@pytest.fixture
def full_disk() -> Iterator[Callable[[int], None]]:
    """Files cannot grow beyond so many bytes: the system refuses as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_stops_it_with_a_sentence_and_loses_nothing(bench: Bench, full_disk) -> None:
    import photo_curator.services.export.writing as writing

    plan = bench.plan(AS_THEY_ARE)
    small = len(loaded_jpeg()) + 10
    real = writing.place

    def place_on_a_small_disk(piece, temporary, target):
        full_disk(small)
        try:
            return real(piece, temporary, target)
        finally:
            full_disk(resource.RLIM_INFINITY)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "place", place_on_a_small_disk)
        outcome = write_export(bench.library, plan)
    assert "The disk is full" in outcome.stopped
    assert set(bench.there()) == {one.target for one in outcome.written} == {"a.jpg"}
    assert bench.there()["a.jpg"] == digest(bench.photos / "a.jpg")
    rest = bench.export(AS_THEY_ARE)
    assert len(bench.there()) == 3
    assert (rest.stopped, rest.same) == ("", ["a.jpg"])
    bench.library.curation.undo()
    bench.library.curation.undo()
    assert bench.there() == {}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB; skipped where this user may make none."""
    place = tmp_path / "small disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be made here; the limited one above stands in")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_fills_up_holds_whole_files_and_is_gone_on_with(bench: Bench, small_disk: Path) -> None:
    import photo_curator.services.export.writing as writing

    for number in range(12):
        bench.add(f"more {number:02}.jpg", loaded_jpeg() + bytes(30_000 + number), mean=2.0)
    bench.dest = small_disk / "out"
    with pytest.raises(UsageError, match="no room"):
        bench.export(AS_THEY_ARE)  # known before anything is written
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "_check_room", lambda plan: None)  # another program takes it meanwhile
        outcome = bench.export(AS_THEY_ARE)
    assert "The disk is full" in outcome.stopped
    there = bench.there()
    assert 0 < len(there) < 15
    assert set(there) <= {f"more {number:02}.jpg" for number in range(12)} | {"a.jpg", "b.jpg", "c.jpg"}
    originals = {path.name: digest(path) for path in bench.photos.rglob("*.jpg")}
    assert all(originals[name] == sha256 for name, sha256 in there.items())
    bench.library.curation.undo()
    assert bench.there() == {}


def test_too_little_room_is_said_before_anything_is_written(bench: Bench, monkeypatch) -> None:
    import photo_curator.services.export.writing as writing

    usage = writing.shutil.disk_usage(bench.photos)
    monkeypatch.setattr(writing.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(UsageError, match="no room"):
        bench.export()
    assert list(bench.dest.iterdir()) == []


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_destination_is_said(bench: Bench) -> None:
    bench.dest.mkdir(mode=0o500)
    with pytest.raises(UsageError, match="cannot be written to"):
        bench.export()
    bench.dest.chmod(0o700)


def test_a_destination_that_turns_read_only_is_said(bench: Bench, monkeypatch) -> None:
    import photo_curator.services.export.writing as writing

    def refuse(piece, temporary, target):
        raise OSError(errno.EROFS, "Read-only file system", target)

    monkeypatch.setattr(writing, "place", refuse)
    outcome = bench.export()
    assert "cannot be written to: Read-only file system" in outcome.stopped
    assert (outcome.written, outcome.change) == ([], None)


_KILLED = """
import os, signal, sys
from photo_curator.db.library import Library
from photo_curator.domain.export import ExportSettings
from photo_curator.services.export import plan_export, write_export
import photo_curator.services.export.placing as placing
published = 0
real = placing.publish
def publish(temporary, target):
    global published
    if published == 1 and sys.argv[3] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    real(temporary, target)
    published += 1
    if published == 2:
        os.kill(os.getpid(), signal.SIGKILL)
placing.publish = publish
library = Library.open(sys.argv[1])
write_export(library, plan_export(library, [1, 2, 3], sys.argv[2], ExportSettings()))
"""


@pytest.mark.parametrize(("moment", "whole"), [("before", 1), ("after", 2)])
def test_a_killed_export_is_gone_on_with_and_undone_as_one(
    bench: Bench, tmp_path: Path, moment: str, whole: int
) -> None:
    """Killed between copy and name, and between name and manifest."""
    arguments = [sys.executable, "-c", _KILLED, str(tmp_path / "library"), str(bench.dest), moment]
    assert subprocess.run(arguments, check=False).returncode == -signal.SIGKILL
    assert not (bench.dest / MANIFEST_NAME).exists()
    assert len(list(bench.dest.glob("*.jpg"))) == whole
    outcome = bench.export()
    assert (len(outcome.written), outcome.same) == (3, [])
    assert set(bench.there()) == {"a.jpg", "b.jpg", "c.jpg"}  # nothing half written, no journal
    assert {one.target: one.sha256 for one in bench.manifest().files.values()} == bench.there()
    bench.library.curation.undo()
    assert bench.there() == {}


def test_a_line_cut_short_in_the_journal_is_passed_over(bench: Bench) -> None:
    bench.dest.mkdir()
    (bench.dest / records.JOURNAL_NAME).write_text('{"photo_id": 1, "sour')
    assert len(bench.export().written) == 3


def test_a_manifest_somebody_broke_is_kept_aside(bench: Bench) -> None:
    bench.dest.mkdir()
    (bench.dest / MANIFEST_NAME).write_text("mine")
    bench.export()
    assert len(bench.manifest().files) == 3
    assert (bench.dest / (MANIFEST_NAME + ".unreadable")).read_text() == "mine"


def test_two_exports_at_once_are_refused(bench: Bench) -> None:
    with bench.library.exporting_lock(), pytest.raises(LibraryBusyError, match="under way"):
        bench.export()
    assert not bench.dest.exists()


def test_two_libraries_exporting_to_one_folder_wait_for_each_other(bench: Bench) -> None:
    bench.dest.mkdir()
    with records.Records(str(bench.dest)), pytest.raises(LibraryBusyError, match="Another export to"):
        bench.export()  # those are the records of another library's export
    assert len(bench.export().written) == 3


def test_an_export_whose_manifest_could_not_be_written_is_undone_alone(bench: Bench, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(records, "write_whole", refuse)
        assert "disk is full" in bench.export().stopped
    first = {target: sha256 for target, sha256 in bench.there().items() if target.endswith(".jpg")}
    bench.add("later.jpg", loaded_jpeg() + b"later", mean=2.0)
    outcome = bench.export()
    assert [one.target for one in outcome.written] == ["later.jpg"]
    assert (len(outcome.same), len(bench.manifest().files)) == (3, 4)
    bench.library.curation.undo()
    assert bench.there() == first  # the second export's file alone is gone
    bench.library.curation.undo()
    assert bench.there() == {}


def test_doing_an_export_again_leaves_what_a_killed_one_wrote_to_the_next(bench: Bench) -> None:
    bench.export(None, "a.jpg")
    bench.library.curation.undo()
    original = bench.photos / "b.jpg"
    with records.Records(str(bench.dest)) as killed:
        sha256 = digest(original)
        killed.announce(Written(bench.ids["b.jpg"], str(original), "b.jpg", sha256, sha256, Way.COPY))
        shutil.copy(original, bench.dest / "b.jpg")
    redo(bench.library)
    assert [one.target for one in bench.export(AS_THEY_ARE, "b.jpg").written] == ["b.jpg"]
    bench.library.curation.undo()
    assert set(bench.there()) == {"a.jpg"}


def test_wishes_that_make_no_sense_are_refused(bench: Bench) -> None:
    for settings in (ExportSettings(long_side=3), ExportSettings(quality=0), ExportSettings(template="{x}")):
        with pytest.raises(CuratorError):
            bench.plan(settings)


def test_the_manifest_is_json_others_can_read(bench: Bench) -> None:
    bench.export()
    document = json.loads((bench.dest / MANIFEST_NAME).read_text())
    assert document["program"] == "photo-curator"
    assert document["files"][0]["removed"]
    assert set(document["files"][0]) == {
        "photo_id", "source", "source_sha256", "target", "sha256", "way", "removed", "score",
    }  # fmt: skip
