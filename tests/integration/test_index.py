"""The main job: a folder becomes a ranked library, and stays right when the folder changes."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest
from PIL import Image

from photo_curator.domain import messages as m
from photo_curator.domain.errors import ProblemKind
from photo_curator.domain.library import THUMBNAIL_SIZES
from photo_curator.domain.operations import SetFlag, SetRating
from photo_curator.domain.photo import FileState
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.rating import SOURCE_HERE, Flag
from photo_curator.domain.score import Verdict
from photo_curator.engine.local import LocalEngine
from tests.integration.conftest import Bench, hashes

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="{}"/>'
    "</rdf:RDF></x:xmpmeta>"
)


def rate(bench: Bench, name: str, stars: int) -> None:
    with bench.library() as library:
        library.curation.apply(SetRating((bench.by_name()[name].id,), stars))


def test_a_folder_becomes_a_ranking(fresh: Bench) -> None:
    before = hashes(fresh.photos)
    summary = fresh.index(fresh.photos)
    assert (summary.found, summary.indexed, summary.failed) == (6, 6, 0)
    assert summary.bytes_read == sum(path.stat().st_size for path in fresh.photos.iterdir())
    photos = fresh.by_name()
    assert photos["a_sharp.jpg"].face_count == 1
    assert photos["d_other.jpg"].face_count == 1
    assert photos["e_scene.jpg"].verdict is Verdict.NO_FACE
    scores = {name: photo.machine_score for name, photo in photos.items()}
    assert scores["a_sharp.jpg"] > scores["b_blurred.jpg"]  # type: ignore[operator]
    assert scores["a_sharp.jpg"] > scores["c_dark.jpg"]  # type: ignore[operator]
    ranking = fresh.ranking()
    assert ranking.index("a_sharp.jpg") < ranking.index("c_dark.jpg")
    assert hashes(fresh.photos) == before


def test_caches_are_there_for_every_photo(bench: Bench) -> None:
    with bench.library() as library:
        for photo in bench.by_name().values():
            for side in THUMBNAIL_SIZES:
                with Image.open(library.layout.thumbnail(photo.thumbnail_key, side)) as image:
                    assert max(image.size) == side
            for face in library.photos.faces(photo.id):
                with Image.open(library.layout.crop(face.crop_key)) as crop:
                    assert crop.size == (224, 224)


def test_faces_are_where_the_face_is(bench: Bench) -> None:
    with bench.library() as library:
        (face,) = library.photos.faces(bench.by_name()["a_sharp.jpg"].id)
    # The astronaut's face in the 512 x 512 portrait, measured by hand.
    assert face.box.x1 < 224 < face.box.x2
    assert face.box.y1 < 115 < face.box.y2
    assert 60 < face.box.height < 180
    assert face.detection > 0.9


def test_an_unchanged_rescan_opens_and_writes_nothing(bench: Bench) -> None:
    database = bench.root / "library.db"
    with bench.library():
        pass
    before = database.read_bytes()
    summary = bench.index()
    assert (summary.unchanged, summary.bytes_read) == (6, 0)
    assert database.read_bytes() == before


def test_moving_the_whole_folder_costs_no_analysis(bench: Bench) -> None:
    rate(bench, "a_sharp.jpg", 5)
    moved = bench.photos.with_name("elsewhere")
    bench.photos.rename(moved)
    summary = bench.index(moved)
    assert (summary.moved, summary.indexed, summary.bytes_read) == (6, 0, 0)
    photo = bench.by_name()["a_sharp.jpg"]
    assert (photo.path, photo.rating.value, photo.state) == (
        str(moved / "a_sharp.jpg"),
        5,
        FileState.PRESENT,
    )


def test_copying_to_another_disk_and_deleting_keeps_everything(bench: Bench) -> None:
    rate(bench, "a_sharp.jpg", 5)
    copied = bench.photos.with_name("other-disk")
    shutil.copytree(bench.photos, copied, copy_function=shutil.copyfile)
    shutil.rmtree(bench.photos)
    summary = bench.index(copied)
    assert (summary.moved, summary.indexed, summary.duplicates) == (6, 0, 0)
    assert bench.by_name()["a_sharp.jpg"].rating.value == 5


def test_another_programs_metadata_costs_no_analysis_and_keeps_the_rating(bench: Bench) -> None:
    path = bench.photos / "a_sharp.jpg"
    rate(bench, "a_sharp.jpg", 4)
    score = bench.by_name()["a_sharp.jpg"].machine_score
    packet = b"http://ns.adobe.com/xap/1.0/\0" + XMP.format(2).encode()
    data = path.read_bytes()
    segment = b"\xff\xe1" + (len(packet) + 2).to_bytes(2, "big") + packet
    path.write_bytes(data[:2] + segment + data[2:])
    summary = bench.index()
    assert (summary.updated, summary.indexed) == (1, 0)
    photo = bench.by_name()["a_sharp.jpg"]
    assert (photo.rating.value, photo.rating.source) == (4, SOURCE_HERE)
    assert photo.machine_score == score
    with bench.library() as library:
        library.curation.undo()
    assert bench.by_name()["a_sharp.jpg"].rating.value == 2  # the stars in the file are shown again


def test_touching_a_file_costs_one_reading_and_no_decoding(bench: Bench) -> None:
    os.utime(bench.photos / "a_sharp.jpg", (1.8e9, 1.8e9))
    summary = bench.index()
    assert (summary.updated, summary.indexed) == (1, 0)
    assert bench.index().unchanged == 6


def test_an_edited_picture_is_analysed_anew_and_keeps_its_rating(bench: Bench) -> None:
    rate(bench, "a_sharp.jpg", 5)
    shutil.copyfile(bench.photos / "e_scene.jpg", bench.photos / "tmp.jpg")
    with Image.open(bench.photos / "b_blurred.jpg") as image:
        image.save(bench.photos / "a_sharp.jpg", quality=80)
    (bench.photos / "tmp.jpg").unlink()
    summary = bench.index()
    assert summary.indexed == 1
    photo = bench.by_name()["a_sharp.jpg"]
    assert photo.rating.value == 5
    assert photo.effective_score == 5
    assert photo.machine_score == pytest.approx(bench.by_name()["b_blurred.jpg"].machine_score, abs=0.3)


def test_identical_copies_are_one_photo_with_two_files(bench: Bench) -> None:
    (bench.photos / "sub").mkdir()
    shutil.copyfile(bench.photos / "a_sharp.jpg", bench.photos / "sub" / "copy.jpg")
    summary = bench.index()
    assert (summary.duplicates, summary.indexed) == (1, 0)
    with bench.library() as library:
        photo = library.photos.get(bench.by_name()["a_sharp.jpg"].id)
        assert {Path(file.path).name for file in photo.files} == {"a_sharp.jpg", "copy.jpg"}
        assert library.photos.count(PhotoQuery()) == 6
    (bench.photos / "a_sharp.jpg").unlink()
    bench.index()
    assert bench.by_name()["copy.jpg"].state is FileState.PRESENT


def test_copies_arriving_together_are_one_photo(fresh: Bench) -> None:
    for number in range(5):
        shutil.copyfile(fresh.photos / "a_sharp.jpg", fresh.photos / f"z{number}.jpg")
    summary = fresh.index(fresh.photos)
    assert (summary.indexed, summary.duplicates) == (6, 5)


def test_stars_in_sidecars_are_shown_and_never_outrank_ours(bench: Bench) -> None:
    (bench.photos / "b_blurred.xmp").write_text(XMP.format(4))
    (bench.photos / "c_dark.jpg.xmp").write_text(XMP.format(-1))
    summary = bench.index()
    assert summary.bytes_read == 0
    photos = bench.by_name()
    assert (photos["b_blurred.jpg"].rating.value, photos["b_blurred.jpg"].rating.source) == (4, "xmp sidecar")
    assert photos["b_blurred.jpg"].effective_score == 4
    assert photos["c_dark.jpg"].flag is Flag.REJECT
    assert "c_dark.jpg" not in bench.ranking()
    rate(bench, "b_blurred.jpg", 2)
    (bench.photos / "b_blurred.xmp").write_text(XMP.format(5))
    bench.index()
    assert bench.by_name()["b_blurred.jpg"].rating.value == 2


def test_a_vanished_root_goes_offline_and_comes_back(bench: Bench) -> None:
    rate(bench, "a_sharp.jpg", 5)
    away = bench.photos.with_name("unplugged")
    bench.photos.rename(away)
    bench.index()
    assert any(isinstance(answer, m.Notice) for answer in bench.answers)
    assert {photo.state for photo in bench.by_name().values()} == {FileState.OFFLINE}
    bench.photos.mkdir()  # the empty mount point an unplugged disk leaves behind
    bench.index()
    assert {photo.state for photo in bench.by_name().values()} == {FileState.OFFLINE}
    bench.photos.rmdir()
    away.rename(bench.photos)
    summary = bench.index()
    assert (summary.indexed, summary.bytes_read) == (0, 0)
    photo = bench.by_name()["a_sharp.jpg"]
    assert (photo.state, photo.rating.value) == (FileState.PRESENT, 5)


def test_a_deleted_photo_is_missing_and_its_rating_is_kept(bench: Bench, tmp_path: Path) -> None:
    rate(bench, "a_sharp.jpg", 5)
    backup = tmp_path / "backup.jpg"
    shutil.copyfile(bench.photos / "a_sharp.jpg", backup)
    (bench.photos / "a_sharp.jpg").unlink()
    bench.index()
    assert bench.by_name()["a_sharp.jpg"].state is FileState.MISSING
    assert "a_sharp.jpg" not in bench.ranking()
    shutil.copyfile(backup, bench.photos / "restored.jpg")
    summary = bench.index()
    assert (summary.moved, summary.indexed) == (1, 0)
    assert bench.by_name()["restored.jpg"].rating.value == 5


def test_bad_files_are_listed_retried_and_stop_nothing(fresh: Bench) -> None:
    good = (fresh.photos / "a_sharp.jpg").read_bytes()
    (fresh.photos / "cut.jpg").write_bytes(good[: len(good) // 2])
    (fresh.photos / "empty.jpg").touch()
    (fresh.photos / "page.jpg").write_text("<!doctype html><title>404</title>" * 20)
    os.mkfifo(fresh.photos / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(fresh.photos)  # socket paths are limited to about 100 characters
        server.bind("socket.png")
        os.chdir(here)
        summary = fresh.index(fresh.photos)
    assert (summary.indexed, summary.failed) == (6, 5)
    with fresh.library() as library:
        kinds = {Path(problem.path).name: problem.kind for problem in library.problems.all()}
    assert kinds == {
        "cut.jpg": ProblemKind.TRUNCATED,
        "empty.jpg": ProblemKind.EMPTY,
        "page.jpg": ProblemKind.WRONG_NAME,
        "pipe.jpg": ProblemKind.NOT_A_FILE,
        "socket.png": ProblemKind.NOT_A_FILE,
    }
    assert fresh.index().bytes_read == 0
    again = fresh.retry()
    assert again.failed == 5
    assert again.bytes_read > 0
    (fresh.photos / "cut.jpg").write_bytes(good + b"\0")
    (fresh.photos / "pipe.jpg").unlink()
    summary = fresh.index()
    assert (summary.indexed, summary.failed) == (1, 3)


def test_a_photo_whose_file_breaks_keeps_its_rating(bench: Bench) -> None:
    rate(bench, "a_sharp.jpg", 5)
    path = bench.photos / "a_sharp.jpg"
    good = path.read_bytes()
    path.write_bytes(good[:2000])
    assert bench.index().failed == 1
    assert bench.by_name()["a_sharp.jpg"].rating.value == 5
    assert bench.index().bytes_read == 0
    path.write_bytes(good)
    assert bench.index().failed == 0
    assert bench.by_name()["a_sharp.jpg"].rating.value == 5


def test_tiny_pictures_are_no_photos_and_opened_once(fresh: Bench) -> None:
    Image.new("RGB", (64, 64), "red").save(fresh.photos / "icon.png")
    assert fresh.index(fresh.photos).skipped == 1
    again = fresh.index()
    assert (again.skipped, again.bytes_read) == (1, 0)


def test_the_librarys_own_pictures_are_not_indexed(fresh: Bench) -> None:
    inside = Bench(fresh.photos / "library", fresh.photos, fresh.networks)
    inside.index(fresh.photos)
    assert inside.index().found == 6


def test_videos_are_skipped_and_live_photos_are_one(fresh: Bench) -> None:
    (fresh.photos / "a_sharp.MOV").write_bytes(b"\0" * 64)
    (fresh.photos / "holiday.mp4").write_bytes(b"\0" * 64)
    summary = fresh.index(fresh.photos)
    assert (summary.indexed, summary.paired, summary.skipped) == (6, 1, 1)
    again = fresh.index()
    assert (again.unchanged, again.paired, again.skipped) == (6, 1, 1)


def test_cancel_keeps_what_is_finished_and_the_next_run_goes_on(fresh: Bench) -> None:
    engine: list[LocalEngine] = []
    done: list[m.Done] = []

    def stop_early(answer: m.Answer) -> None:
        if isinstance(answer, m.Progress) and answer.stage == "analysing" and answer.done >= 2:
            engine[0].cancel(answer.task)
        if isinstance(answer, m.Done):
            done.append(answer)

    engine.append(LocalEngine(fresh.root, stop_early, fresh.networks))
    engine[0].ask(m.Index(folders=(str(fresh.photos),)))
    summary = done[0].summary
    assert summary.cancelled
    assert 1 <= summary.indexed < 6
    rest = fresh.index(fresh.photos)
    assert rest.indexed == 6 - summary.indexed


def test_the_newest_photos_come_first(fresh: Bench) -> None:
    for number in range(24):
        path = fresh.photos / f"n{number:02}.jpg"
        _numbered(fresh.photos / "e_scene.jpg", path, number)
        os.utime(path, (1.6e9 + number, 1.6e9 + number))
    fresh.index(fresh.photos)
    photos = fresh.by_name()
    # Several are decoded at once, so neighbours may change places; the first screen is the newest.
    assert photos["a_sharp.jpg"].id <= 10
    assert photos["n00.jpg"].id > 15


def test_a_folder_that_is_not_there_is_one_sentence(fresh: Bench) -> None:
    answers: list[m.Answer] = []
    nothing = str(fresh.photos / "nothing")
    LocalEngine(fresh.root, answers.append, fresh.networks).ask(m.Index(folders=(nothing,)))
    assert isinstance(answers[-1], m.Failed)
    assert "nothing" in answers[-1].message


def test_two_indexers_exclude_each_other_but_ratings_go_on(bench: Bench) -> None:
    with bench.library() as library, library.indexing_lock():
        answers: list[m.Answer] = []
        LocalEngine(bench.root, answers.append, bench.networks).ask(m.Index())
        assert isinstance(answers[-1], m.Failed)
        rate(bench, "a_sharp.jpg", 3)
    assert bench.by_name()["a_sharp.jpg"].rating.value == 3


def test_user_facts_survive_a_new_version_of_the_analysis(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate(bench, "a_sharp.jpg", 4)
    with bench.library() as library:
        library.curation.apply(SetFlag((bench.by_name()["d_other.jpg"].id,), Flag.PICK))
    monkeypatch.setattr(bench.networks, "version", "another version")
    summary = bench.index()
    assert summary.indexed == 6
    assert bench.by_name()["a_sharp.jpg"].rating.value == 4
    assert bench.by_name()["d_other.jpg"].flag is Flag.PICK


def stars(bench: Bench) -> dict[str, int]:
    return {name: photo.rating.value for name, photo in bench.by_name().items() if photo.rating.value}


def test_renumbered_files_keep_their_own_ratings(bench: Bench) -> None:
    names = [f"IMG_{number}.jpg" for number in range(1, 5)]
    sources = ["a_sharp.jpg", "b_blurred.jpg", "c_dark.jpg", "d_other.jpg"]
    for name, source in zip(names, sources, strict=True):
        (bench.photos / source).rename(bench.photos / name)
    bench.index()
    for number, name in enumerate(names, start=1):
        rate(bench, name, number)
    for number in (4, 3, 2, 1):
        (bench.photos / f"IMG_{number}.jpg").rename(bench.photos / f"IMG_{number + 1}.jpg")
    summary = bench.index()
    assert (summary.moved, summary.indexed, summary.bytes_read) == (4, 0, 0)
    assert stars(bench) == {"IMG_2.jpg": 1, "IMG_3.jpg": 2, "IMG_4.jpg": 3, "IMG_5.jpg": 4}


def test_swapped_names_swap_nothing_else(bench: Bench) -> None:
    rate(bench, "a_sharp.jpg", 5)
    rate(bench, "b_blurred.jpg", 1)
    (bench.photos / "a_sharp.jpg").rename(bench.photos / "tmp")
    (bench.photos / "b_blurred.jpg").rename(bench.photos / "a_sharp.jpg")
    (bench.photos / "tmp").rename(bench.photos / "b_blurred.jpg")
    summary = bench.index()
    assert (summary.moved, summary.bytes_read) == (2, 0)
    assert stars(bench) == {"a_sharp.jpg": 1, "b_blurred.jpg": 5}
    assert {photo.state for photo in bench.by_name().values()} == {FileState.PRESENT}


def test_an_original_set_aside_for_an_edit_is_kept(bench: Bench) -> None:
    rate(bench, "a_sharp.jpg", 5)
    (bench.photos / "a_sharp.jpg").rename(bench.photos / "a_orig.jpg")
    with Image.open(bench.photos / "b_blurred.jpg") as image:
        image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(bench.photos / "a_sharp.jpg")
    summary = bench.index()
    assert (summary.failed, summary.indexed) == (0, 1)
    assert stars(bench) == {"a_sharp.jpg": 5, "a_orig.jpg": 5}
    assert bench.index().unchanged == 7


def test_an_original_copied_aside_for_an_edit_is_kept(bench: Bench) -> None:
    shutil.copyfile(bench.photos / "a_sharp.jpg", bench.photos / "z_orig.jpg")
    os.utime(bench.photos / "z_orig.jpg", (1e9, 1e9))  # the oldest: read last, after the edit was stored
    with Image.open(bench.photos / "b_blurred.jpg") as image:
        image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(bench.photos / "a_sharp.jpg")
    for number in range(40):
        _numbered(bench.photos / "e_scene.jpg", bench.photos / f"new_{number:02}.jpg", number)
    summary = bench.index()
    assert summary.failed == 0
    assert bench.by_name()["z_orig.jpg"].face_count == 1


def test_files_moved_out_of_a_root_are_present_where_they_are(bench: Bench) -> None:
    other = bench.photos.with_name("other")
    other.mkdir()
    bench.index(other)
    for path in list(bench.photos.iterdir()):
        path.rename(other / path.name)
    assert bench.index().moved == 6
    assert {photo.state for photo in bench.by_name().values()} == {FileState.PRESENT}


def test_an_unplugged_root_inside_another_stays_offline(bench: Bench) -> None:
    disk = bench.photos / "disk"
    disk.mkdir()
    (bench.photos / "f_flat.jpg").rename(disk / "f_flat.jpg")
    with bench.library() as library:
        library.folders.add(str(disk))
    bench.index()
    shutil.move(disk, bench.photos.with_name("away"))
    for state in (FileState.OFFLINE,) * 3:
        bench.index()
        assert bench.by_name()["f_flat.jpg"].state is state
    disk.mkdir()  # its empty mount point
    bench.index()
    assert bench.by_name()["f_flat.jpg"].state is FileState.OFFLINE


def test_an_unreadable_sidecar_is_listed_until_it_is_repaired(bench: Bench) -> None:
    sidecar = bench.photos / "a_sharp.xmp"
    sidecar.write_text("<not xmp")
    for _ in range(2):
        bench.index()
        with bench.library() as library:
            assert [problem.path for problem in library.problems.all()] == [str(sidecar)]
    sidecar.write_text(XMP.format(3))
    os.utime(sidecar, (1.9e9, 1.9e9))
    bench.index()
    with bench.library() as library:
        assert library.problems.all() == ()
    assert stars(bench) == {"a_sharp.jpg": 3}


def test_the_stars_of_a_deleted_sidecar_go_with_it(bench: Bench) -> None:
    sidecar = bench.photos / "a_sharp.xmp"
    sidecar.write_text(XMP.format(3))
    bench.index()
    assert stars(bench) == {"a_sharp.jpg": 3}
    sidecar.unlink()
    bench.index()
    assert stars(bench) == {}


def test_names_that_are_no_text_stay_listed(bench: Bench) -> None:
    name = os.fsencode(bench.photos) + b"/bad\xff.jpg"
    shutil.copyfile(bench.photos / "a_sharp.jpg", name)
    for _ in range(3):
        assert bench.index().failed == 1
        with bench.library() as library:
            assert library.problems.count() == 1


def test_a_pipe_that_became_a_photo_is_no_problem_any_more(bench: Bench) -> None:
    os.mkfifo(bench.photos / "g.jpg")
    assert bench.index().failed == 1
    (bench.photos / "g.jpg").unlink()
    _numbered(bench.photos / "e_scene.jpg", bench.photos / "g.jpg", 1)
    summary = bench.index()
    assert (summary.failed, summary.indexed) == (0, 1)
    with bench.library() as library:
        assert library.problems.all() == ()


def test_cancel_while_scanning_is_a_cancelled_summary(fresh: Bench) -> None:
    engine: list[LocalEngine] = []
    last: list[m.Answer] = []

    def stop_at_once(answer: m.Answer) -> None:
        last.append(answer)
        if isinstance(answer, m.Progress) and answer.stage == "scanning":
            engine[0].cancel(answer.task)

    (fresh.photos / "sub").mkdir()  # a second folder, so that there is a checkpoint to reach
    engine.append(LocalEngine(fresh.root, stop_at_once, fresh.networks))
    engine[0].ask(m.Index(folders=(str(fresh.photos),)))
    assert isinstance(last[-1], m.Done)
    assert last[-1].summary.cancelled
    assert not (fresh.root / "suspects.json").exists()


def test_networks_that_cannot_be_loaded_end_the_task_and_blame_no_photo(
    fresh: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ImportError("libsomething.so: cannot open shared object file")

    monkeypatch.setattr(fresh.networks, "get", broken)
    answers: list[m.Answer] = []
    LocalEngine(fresh.root, answers.append, fresh.networks).ask(m.Index(folders=(str(fresh.photos),)))
    assert isinstance(answers[-1], m.Failed)
    assert "networks could not be loaded" in answers[-1].message
    with fresh.library() as library:
        assert library.problems.count() == 0
    assert not (fresh.root / "suspects.json").exists()


def _numbered(source: Path, target: Path, number: int) -> None:
    """A copy with other bytes: a comment after the JPEG's start."""
    data, comment = source.read_bytes(), f"{number:08}".encode()
    segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
    target.write_bytes(data[:2] + segment + data[2:])
