"""What is to be done about the difference between disk and library."""

from __future__ import annotations

from photo_curator.domain.indexing import Companion, FileStamp, KnownFile
from photo_curator.domain.photo import FileRole
from photo_curator.engine.reconcile import Plan, Reason, reconcile
from photo_curator.media.pairing import PhotoGroup
from photo_curator.media.scan import FoundFile


def found(path: str, mtime: int = 1, inode: int = 0, size: int = 10) -> FoundFile:
    return FoundFile(path, size, mtime, 7, inode)


def group(file: FoundFile, *companions: Companion) -> PhotoGroup:
    return PhotoGroup(file, FileRole.PICTURE, tuple(companions))


def known(
    file: FoundFile,
    file_id: int = 1,
    *,
    role: FileRole = FileRole.PICTURE,
    primary: int = 1,
    state: str = "present",
    analysed: int = 1,
) -> KnownFile:
    stamp = file.stamp
    return KnownFile(
        file_id,
        100 + file_id,
        file.path,
        role.value,
        stamp.size_bytes,
        stamp.mtime_ns,
        stamp.device,
        stamp.inode,
        "hash",
        primary,
        state,
        analysed,
    )


def compare(
    groups: list[PhotoGroup],
    rows: list[KnownFile],
    *,
    passed_over: dict[str, FileStamp] | None = None,
    failed: frozenset[str] = frozenset(),
    retry: frozenset[str] = frozenset(),
    on_disk: frozenset[str] = frozenset(),
) -> Plan:
    table = {row.path: row for row in rows}
    folders = {"/photos", "/photos/sub"}
    return reconcile(groups, table, passed_over or {}, failed, folders, retry, on_disk.__contains__)


A = found("/photos/a.jpg", inode=5)


def test_an_unchanged_file_is_left_alone() -> None:
    plan = compare([group(A)], [known(A)])
    assert (plan.unchanged, plan.to_read, plan.gone, plan.back) == (1, [], [], [])


def test_a_new_file_is_read() -> None:
    plan = compare([group(A)], [])
    assert [(work.path, work.reason) for work in plan.to_read] == [("/photos/a.jpg", Reason.NEW)]


def test_other_bytes_mean_reading_but_keep_the_row() -> None:
    plan = compare([group(A._replace(size_bytes=11))], [known(A)])
    assert [(work.reason, work.known) for work in plan.to_read] == [(Reason.CHANGED, known(A))]


def test_facts_of_an_older_version_are_made_anew() -> None:
    plan = compare([group(A)], [known(A, analysed=0)])
    assert [work.reason for work in plan.to_read] == [Reason.OUTDATED]


def test_a_new_device_number_changes_nothing() -> None:
    plan = compare([group(A._replace(device=99, inode=123))], [known(A)])
    assert plan.unchanged == 1


def test_the_newest_photos_come_first() -> None:
    groups = [group(found(f"/photos/{n}.jpg", mtime=n)) for n in (3, 9, 1)]
    assert [work.path for work in compare(groups, []).to_read] == [
        "/photos/9.jpg",
        "/photos/3.jpg",
        "/photos/1.jpg",
    ]


def test_the_same_inode_under_a_new_name_is_a_move_without_reading() -> None:
    moved = A._replace(path="/photos/sub/b.jpg")
    plan = compare([group(moved)], [known(A)])
    assert [(row.file_id, to.primary.path) for row, to in plan.relocated] == [(1, "/photos/sub/b.jpg")]
    assert plan.to_read == []
    assert plan.gone == []


def test_a_hard_link_beside_its_original_is_no_move() -> None:
    link = A._replace(path="/photos/b.jpg")
    plan = compare([group(A), group(link)], [known(A)], on_disk=frozenset({A.path}))
    assert plan.relocated == []
    assert [work.reason for work in plan.to_read] == [Reason.NEW]


def test_an_inode_used_again_for_another_file_is_no_move() -> None:
    other = FoundFile("/photos/new.jpg", 999, 42, 7, 5)
    plan = compare([group(other)], [known(A)])
    assert plan.relocated == []
    assert [work.reason for work in plan.to_read] == [Reason.NEW]
    assert [row.path for row in plan.gone] == ["/photos/a.jpg"]


def test_files_outside_the_walked_folders_are_not_gone() -> None:
    elsewhere = known(found("/other/x.jpg"), 2)
    beside = known(found("/photos-2/x.jpg"), 3)
    plan = compare([], [known(A), elsewhere, beside])
    assert [row.path for row in plan.gone] == ["/photos/a.jpg"]


def test_remembered_failures_and_tiny_pictures_stay_shut() -> None:
    bad, tiny = found("/photos/bad.jpg"), found("/photos/tiny.png")
    stamps = {bad.path: bad.stamp, tiny.path: tiny.stamp}
    plan = compare([group(bad), group(tiny)], [], passed_over=stamps, failed=frozenset({bad.path}))
    assert (plan.remembered_failed, plan.remembered_skipped, plan.to_read) == (1, 1, [])


def test_a_repaired_file_is_read_again() -> None:
    bad = found("/photos/bad.jpg")
    plan = compare([group(bad._replace(mtime_ns=2))], [], passed_over={bad.path: bad.stamp})
    assert [work.reason for work in plan.to_read] == [Reason.NEW]


def test_retry_opens_what_did_not_change() -> None:
    bad = found("/photos/bad.jpg")
    plan = compare([group(bad)], [], passed_over={bad.path: bad.stamp}, retry=frozenset({bad.path}))
    assert [work.path for work in plan.to_read] == [bad.path]


def test_a_photo_whose_new_bytes_are_damaged_is_not_read_for_ever() -> None:
    damaged = A._replace(size_bytes=3)
    plan = compare(
        [group(damaged)],
        [known(A)],
        passed_over={A.path: damaged.stamp},
        failed=frozenset({A.path}),
    )
    assert (plan.remembered_failed, plan.to_read) == (1, [])


def test_files_that_are_back_are_named() -> None:
    plan = compare([group(A)], [known(A, state="offline")])
    assert plan.back == [1]


def test_a_new_sidecar_concerns_only_itself() -> None:
    sidecar = Companion("/photos/a.xmp", FileRole.SIDECAR, FileStamp(5, 5))
    plan = compare([group(A, sidecar)], [known(A)])
    assert plan.to_read == []
    assert [row.file_id for row, _ in plan.companions_changed] == [1]


def test_an_unchanged_sidecar_concerns_nobody() -> None:
    file = found("/photos/a.xmp")
    sidecar = Companion(file.path, FileRole.SIDECAR, file.stamp)
    plan = compare([group(A, sidecar)], [known(A), known(file, 2, role=FileRole.SIDECAR, primary=0)])
    assert plan.companions_changed == []
    assert plan.gone == []


def test_a_copy_that_did_not_change_is_left_alone() -> None:
    copy = found("/photos/copy.jpg", inode=6)
    plan = compare([group(A), group(copy)], [known(A), known(copy, 2, primary=0)])
    assert (plan.unchanged, plan.to_read) == (2, [])


def test_raw_partners_are_counted() -> None:
    raw = Companion("/photos/a.cr2", FileRole.RAW, FileStamp(5, 5))
    assert compare([group(A, raw)], []).paired == 1
