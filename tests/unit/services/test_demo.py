"""The demo library: what the rest of the app is tried on has to be what it says it is."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageOps

from photo_curator.domain.errors import UsageError
from photo_curator.services.demo import MARKER, DemoSummary, library, make_demo
from photo_curator.services.demo.metadata import PHONE, Taken, exif, stored
from photo_curator.services.demo.plan import Companion, Shot, plan
from photo_curator.services.demo.portraits import EILEEN, GRACE, Sitter, portrait

TODAY = date(2026, 11, 22)
DAMAGED = {"Trips/Lisbon/IMG_0325.jpg", "Phone/IMG_4400.jpg"}


@dataclasses.dataclass(frozen=True)
class Made:
    folder: Path
    summary: DemoSummary
    progress: list[tuple[int, int]]

    @property
    def files(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*") if path.is_file() and path.name != MARKER)

    @property
    def sound_jpegs(self) -> list[Path]:
        return [path for path in self.files if path.suffix == ".jpg" and self.name(path) not in DAMAGED]

    def name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("demo") / "new" / "photos"
    progress: list[tuple[int, int]] = []
    summary = make_demo(folder, lambda done, total: progress.append((done, total)), today=TODAY)
    return Made(folder, summary, progress)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The demo reduced to its cheapest files; returns their names."""
    kept = {
        "Phone/Screenshot_20260312-101500.png",
        "Phone/IMG_4400.jpg",
        "Everyday/IMG_1119.jpg",
        "Everyday/IMG_1121.jpg",
    }

    def reduced(today: date) -> tuple[list[Shot], list[Companion]]:
        shots = [shot for shot in plan(today)[0] if shot.path in kept]
        return shots, [Companion("Phone/copy.jpg", "Everyday/IMG_1119.jpg")]

    monkeypatch.setattr(library, "plan", reduced)
    return sorted([*kept, "Phone/copy.jpg"])


def details(path: Path) -> tuple[dict[int, object], dict[int, object], dict[int, object]]:
    with Image.open(path) as image:
        block = image.getexif()
        return dict(block), block.get_ifd(ExifTags.IFD.Exif), block.get_ifd(ExifTags.IFD.GPSInfo)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_size_and_counts(made: Made) -> None:
    assert made.summary == DemoSummary(made.folder, len(made.files), len(DAMAGED))
    assert 40 <= len(made.files) <= 60
    assert sum(path.stat().st_size for path in made.files) < 60_000_000
    assert {".jpg", ".png", ".webp", ".tif", ".gif"} <= {path.suffix for path in made.files}


def test_progress_counts_every_file(made: Made) -> None:
    total = made.summary.files
    assert made.progress == [(done, total) for done in range(1, total + 1)]


def test_all_orientations_are_there(made: Made) -> None:
    found = {details(path)[0][ExifTags.Base.Orientation] for path in made.sound_jpegs}
    assert found == set(range(1, 9))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turned_pixels_show_upright(orientation: int) -> None:
    upright = Image.fromarray(np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3))
    turned = stored(upright, orientation)
    turned.getexif()[ExifTags.Base.Orientation] = orientation
    shown = ImageOps.exif_transpose(turned)
    assert np.array_equal(np.asarray(shown), np.asarray(upright))


def test_exif_round_trip(tmp_path: Path) -> None:
    taken = Taken(
        datetime(2026, 10, 15, 15, 24, 9, 480_000), PHONE.at(-150), (-33.8568, 151.2153), (1, 60), 400, 6
    )
    path = tmp_path / "a.jpg"
    Image.new("RGB", (8, 8)).save(path, exif=exif(taken).tobytes())
    base, more, gps = details(path)
    assert base[ExifTags.Base.Make] == "Demo"
    assert base[ExifTags.Base.Orientation] == 6
    assert more[ExifTags.Base.DateTimeOriginal] == "2026:10:15 15:24:09"
    assert more[ExifTags.Base.SubsecTimeOriginal] == "48"
    assert more[ExifTags.Base.OffsetTimeOriginal] == "-02:30"
    assert float(more[ExifTags.Base.ExposureTime]) == pytest.approx(1 / 60)
    assert more[ExifTags.Base.ISOSpeedRatings] == 400
    assert (gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLongitudeRef]) == ("S", "E")
    degrees, minutes, seconds = (float(part) for part in gps[ExifTags.GPS.GPSLatitude])
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(33.8568, abs=1e-5)
    assert taken.timestamp == datetime(2026, 10, 15, 17, 54, 9, 480_000, UTC).timestamp()


def bursts(made: Made) -> Iterator[list[Path]]:
    for folder, first, count in (("Trips/Japan", 2041, 6), ("Trips/Lisbon", 313, 5), ("Everyday", 1102, 4)):
        yield [made.folder / folder / f"IMG_{number:04d}.jpg" for number in range(first, first + count)]


def test_bursts_differ_by_fractions_of_a_second(made: Made) -> None:
    for burst in bursts(made):
        times = []
        for path in burst:
            more = details(path)[1]
            stamp = datetime.strptime(str(more[ExifTags.Base.DateTimeOriginal]), "%Y:%m:%d %H:%M:%S")
            times.append(
                stamp + timedelta(milliseconds=10 * int(str(more[ExifTags.Base.SubsecTimeOriginal])))
            )
        gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
        assert all(gap == timedelta(milliseconds=280) for gap in gaps)
        assert len({path.read_bytes() for path in burst}) == len(burst)


def test_times_and_places(made: Made) -> None:
    days, placed, zoned = set(), 0, 0
    for path in made.sound_jpegs:
        _, more, gps = details(path)
        taken = datetime.strptime(str(more[ExifTags.Base.DateTimeOriginal]), "%Y:%m:%d %H:%M:%S")
        days.add((TODAY - taken.date()).days)
        placed += bool(gps)
        zoned += ExifTags.Base.OffsetTimeOriginal in more
        assert abs(path.stat().st_mtime - taken.replace(tzinfo=UTC).timestamp()) < 14 * 3600
    assert sum(0 < day < 90 for day in days) >= 8  # several moments in the last three months
    assert max(days) > 365
    count = len(made.sound_jpegs)
    assert 0 < placed < count
    assert 0 < zoned < count


@pytest.mark.parametrize("name", sorted(DAMAGED))
def test_damaged_files_cannot_be_decoded(made: Made, name: str) -> None:
    def decode() -> None:
        with Image.open(made.folder / name) as image:
            image.load()

    with pytest.raises(OSError, match=r"truncated|cannot identify"):
        decode()


def test_everything_else_decodes(made: Made) -> None:
    for path in made.files:
        if path.suffix in (".jpg", ".png", ".webp", ".tif", ".gif") and made.name(path) not in DAMAGED:
            with Image.open(path) as image:
                image.load()


def test_duplicate_is_identical(made: Made) -> None:
    copy = made.folder / "Phone/IMG_2043 (1).jpg"
    assert copy.read_bytes() == (made.folder / "Trips/Japan/IMG_2043.jpg").read_bytes()
    sound = [path.read_bytes() for path in made.sound_jpegs]
    assert len(sound) - len(set(sound)) == 1


def test_ratings_of_other_programs(made: Made) -> None:
    with Image.open(made.folder / "Trips/Lisbon/IMG_0318.jpg") as image:
        assert b'xmp:Rating="4"' in image.info["xmp"]
    assert b'xmp:Rating="5"' in (made.folder / "Trips/Japan/IMG_2052.xmp").read_bytes()
    assert b'xmp:Rating="-1"' in (made.folder / "Trips/Japan/IMG_2045.jpg.xmp").read_bytes()


def test_live_photo_has_both_parts(made: Made) -> None:
    parts = {path.suffix for path in made.files if path.stem == "IMG_4410"}
    assert parts in ({".HEIC", ".MOV"}, set())  # none where libheif cannot encode


def test_screenshot_has_no_camera(made: Made) -> None:
    with Image.open(made.folder / "Phone/Screenshot_20260312-101500.png") as image:
        assert image.size == (1080, 2400)
        assert not image.getexif()


@pytest.mark.parametrize("sitter", [EILEEN, GRACE], ids=lambda sitter: sitter.name)
def test_closed_eyes_hide_the_pupils_and_nothing_else(sitter: Sitter) -> None:
    opened, closed = (np.asarray(portrait(sitter, shut), np.int16) for shut in (False, True))
    changed = np.abs(opened - closed).max(axis=2) > 2
    assert changed.mean() < 0.01
    for eye in sitter.eyes:
        left, right = (round(corner[0] * sitter.zoom) for corner in (eye.left, eye.right))
        third = (right - left) // 3
        rows = slice(
            round(eye.top * sitter.zoom), round((eye.top + 0.6 * (eye.bottom - eye.top)) * sitter.zoom)
        )
        middle = slice(left + third, right - third)
        assert closed[rows, middle].min() > opened[rows, middle].min() + 40


def test_same_day_same_bytes(made: Made, tmp_path: Path, small: list[str]) -> None:
    make_demo(tmp_path / "again", today=TODAY)
    for name in small:
        if name != "Phone/copy.jpg":
            assert (tmp_path / "again" / name).read_bytes() == (made.folder / name).read_bytes()


def test_another_day_moves_the_dates(tmp_path: Path, small: list[str]) -> None:
    make_demo(tmp_path, today=TODAY + timedelta(days=3))
    stamp = details(tmp_path / "Everyday/IMG_1119.jpg")[1][ExifTags.Base.DateTimeOriginal]
    assert stamp == "2026:11:20 14:30:00"


def test_again_over_an_earlier_demo(tmp_path: Path, small: list[str]) -> None:
    make_demo(tmp_path, today=TODAY)
    before = digests(tmp_path)
    (tmp_path / small[0]).unlink()
    (tmp_path / small[1]).write_bytes(b"broken")
    own = tmp_path / "Everyday/mine.jpg"
    own.write_bytes(b"a user's own")
    make_demo(tmp_path, today=TODAY)
    assert own.read_bytes() == b"a user's own"
    own.unlink()
    assert digests(tmp_path) == before


def test_refuses_a_folder_of_other_files(tmp_path: Path, small: list[str]) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"precious")
    with pytest.raises(UsageError, match="is not empty") as refusal:
        make_demo(tmp_path)
    assert "\n" not in str(refusal.value)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_clutter_of_file_managers_is_not_a_file(tmp_path: Path, small: list[str]) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"")
    assert make_demo(tmp_path, today=TODAY).files == len(small)


def test_refuses_where_it_cannot_write(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.write_bytes(b"")
    for target in (file, file / "below"):
        with pytest.raises(UsageError, match="cannot be written"):
            make_demo(target)
    assert file.read_bytes() == b""


def test_stopping_leaves_whole_files_only(tmp_path: Path, small: list[str]) -> None:
    class StopError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise StopError

    with pytest.raises(StopError):
        make_demo(tmp_path, stop, today=TODAY)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert len(written - {MARKER}) == 2
    assert written - {MARKER} <= set(small)
    assert make_demo(tmp_path, today=TODAY).files == len(small)  # and it can be made after all
