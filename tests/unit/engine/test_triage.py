"""Which folders a rescan looks into."""

from __future__ import annotations

from photo_curator.domain.indexing import FileStamp, Standing
from photo_curator.engine.triage import Triage, triage
from photo_curator.media.scan import FoundFile, Scan


def found(path: str, mtime: int = 1) -> FoundFile:
    return FoundFile(path, 10, mtime, 0, 0)


def look(
    listed: Scan,
    known: dict[str, Standing],
    *,
    passed_over: tuple[str, ...] = (),
    failed: tuple[str, ...] = (),
    retry: tuple[str, ...] = (),
) -> Triage:
    standings = {path: (10, 1, standing.value) for path, standing in known.items()}
    stamps = {path: FileStamp(10, 1) for path in (*passed_over, *failed)}
    return triage(listed, standings, stamps, frozenset(failed), ["/p"], frozenset(retry))


def test_nothing_new_means_no_folder() -> None:
    listed = Scan(
        pictures=[found("/p/a.jpg"), found("/p/bad.jpg"), found("/p/tiny.jpg")],
        raws=[found("/p/a.cr2")],
        sidecars=[found("/p/a.xmp"), found("/p/of-nobody.xmp")],
        videos=[found("/p/film.mp4")],
    )
    known = {"/p/a.jpg": Standing.PHOTO, "/p/a.cr2": Standing.PARTNER, "/p/a.xmp": Standing.SIDECAR}
    result = look(listed, known, passed_over=("/p/tiny.jpg",), failed=("/p/bad.jpg",))
    assert result.folders == set()
    assert (result.unchanged, result.paired, result.failed, result.skipped) == (1, 1, 1, 2)


def test_one_new_file_opens_its_folder_alone() -> None:
    listed = Scan(pictures=[found("/p/a/1.jpg"), found("/p/b/1.jpg"), found("/p/b/2.jpg")])
    result = look(listed, {"/p/a/1.jpg": Standing.PHOTO, "/p/b/1.jpg": Standing.PHOTO})
    assert result.folders == {"/p/b"}
    assert [file.path for file in result.look.pictures] == ["/p/b/1.jpg", "/p/b/2.jpg"]
    assert result.unchanged == 1


def test_changed_vanished_and_returned_files_are_news() -> None:
    changed = look(Scan(pictures=[found("/p/a.jpg", mtime=2)]), {"/p/a.jpg": Standing.PHOTO})
    vanished = look(Scan(), {"/p/a.jpg": Standing.PHOTO})
    returned = look(Scan(pictures=[found("/p/a.jpg")]), {"/p/a.jpg": Standing.MISSING})
    outdated = look(Scan(pictures=[found("/p/a.jpg")]), {"/p/a.jpg": Standing.ATTENTION})
    assert [each.folders for each in (changed, vanished, returned, outdated)] == [{"/p"}] * 4


def test_a_file_known_to_be_gone_is_no_news() -> None:
    assert look(Scan(), {"/p/a.jpg": Standing.MISSING}).folders == set()


def test_other_roots_and_unreadable_folders_are_left_alone() -> None:
    listed = Scan(unread_folders=["/p/locked"])
    known = {"/other/a.jpg": Standing.PHOTO, "/p/locked/a.jpg": Standing.PHOTO, "/p2/a.jpg": Standing.PHOTO}
    assert look(listed, known).folders == set()


def test_a_new_partner_opens_the_folder_of_its_picture() -> None:
    known = {"/p/a.HEIC": Standing.PHOTO, "/p/b.jpg": Standing.PHOTO}
    pictures = [found("/p/a.HEIC"), found("/p/b.jpg")]
    assert look(Scan(pictures=pictures, videos=[found("/p/A.MOV")]), known).folders == {"/p"}
    assert look(Scan(pictures=pictures, sidecars=[found("/p/b.jpg.xmp")]), known).folders == {"/p"}
    assert look(Scan(pictures=pictures, sidecars=[found("/p/b.xmp")]), known).folders == {"/p"}
    assert look(Scan(pictures=pictures, videos=[found("/p/c.mov")]), known).folders == set()


def test_a_changed_or_deleted_sidecar_is_news() -> None:
    known = {"/p/a.jpg": Standing.PHOTO, "/p/a.xmp": Standing.SIDECAR}
    pictures = [found("/p/a.jpg")]
    assert look(Scan(pictures=pictures, sidecars=[found("/p/a.xmp", mtime=2)]), known).folders == {"/p"}
    assert look(Scan(pictures=pictures), known).folders == {"/p"}


def test_retry_looks_in_any_case() -> None:
    result = look(Scan(pictures=[found("/p/bad.jpg")]), {}, failed=("/p/bad.jpg",), retry=("/p/bad.jpg",))
    assert result.folders == {"/p"}
    assert result.failed == 0
