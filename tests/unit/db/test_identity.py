"""A photo keeps its id and everything the user said, whatever happens to its files."""

from __future__ import annotations

import pytest

from photo_curator.db.library import Library
from photo_curator.domain.annotation import Label
from photo_curator.domain.danger import DangerVerdict
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.indexing import AddCopy, IndexChange, Relocate, UpdateCompanions, UpdateFile
from photo_curator.domain.operations import Annotate, Change, Judgement, SetDanger, SetFlag, SetRating
from photo_curator.domain.photo import FileRole, FileState
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.rating import SOURCE_HERE, Flag, Rating
from tests.unit.db.samples import VERSION, add, analysis, companion, digest, facts, in_sidecar, stamp


def one(library: Library, change: IndexChange) -> int:
    return library.files.apply([change])[0]


def rate(library: Library, photo_id: int, value: int) -> None:
    library.curation.apply(SetRating((photo_id,), value))


def stars(library: Library, photo_id: int) -> int:
    return library.photos.get(photo_id).summary.rating.value


def file_id(library: Library, path: str) -> int:
    return library.files.known(VERSION)[path].file_id


def paths(library: Library, photo_id: int) -> set[str]:
    return {file.path for file in library.photos.get(photo_id).files}


def test_a_moved_file_keeps_its_photo_and_rating(library: Library) -> None:
    photo = one(library, add("/a/old.jpg"))
    rate(library, photo, 5)
    touched = library.files.apply([Relocate(file_id(library, "/a/old.jpg"), "/b/new.jpg", stamp())])
    assert touched == (photo,)
    summary = library.photos.get(photo).summary
    assert (summary.path, summary.rating) == ("/b/new.jpg", Rating(5, SOURCE_HERE))
    assert library.photos.folder_counts() == {"/b": 1}
    assert library.photos.ids(PhotoQuery(text="new.jpg")) == [photo]
    assert set(library.files.known(VERSION)) == {"/b/new.jpg"}


def test_two_files_that_swapped_names_keep_their_own_ratings(library: Library) -> None:
    a, b = library.files.apply([add("/a.jpg"), add("/b.jpg")])
    rate(library, a, 1)
    rate(library, b, 5)
    first, second = file_id(library, "/a.jpg"), file_id(library, "/b.jpg")
    library.files.apply([Relocate(first, "/b.jpg", stamp()), Relocate(second, "/a.jpg", stamp())])
    assert (library.photos.find("/a.jpg"), library.photos.find("/b.jpg")) == (b, a)
    assert (stars(library, a), stars(library, b)) == (1, 5)
    assert library.photos.count(PhotoQuery()) == 2


def test_a_path_taken_over_leaves_the_other_photo_missing_but_known_by_content(library: Library) -> None:
    a, b = library.files.apply([add("/a.jpg"), add("/b.jpg")])
    rate(library, b, 4)
    library.files.apply([Relocate(file_id(library, "/a.jpg"), "/b.jpg", stamp())])
    gone = library.photos.get(b).summary
    assert (gone.state, gone.path, gone.rating.value) == (FileState.MISSING, "/b.jpg", 4)
    (known,) = library.files.by_content(digest("/b.jpg"))
    library.files.apply([Relocate(known.file_id, "/c.jpg", stamp())])
    assert library.photos.get(b).summary.path == "/c.jpg"
    assert library.photos.get(b).summary.state is FileState.PRESENT
    assert library.photos.get(a).summary.path == "/b.jpg"


def test_a_stale_row_of_the_same_photo_is_forgotten(library: Library) -> None:
    photo = one(library, add("/a.jpg", content="x"))
    library.files.apply([AddCopy(photo, "/b.jpg", FileRole.PICTURE, stamp(), digest("x"))])
    library.files.apply([Relocate(file_id(library, "/a.jpg"), "/b.jpg", stamp())])
    assert paths(library, photo) == {"/b.jpg"}
    assert len(library.files.known(VERSION)) == 1


def test_copies_are_one_photo_with_two_files(library: Library) -> None:
    photo = one(library, add("/a.jpg", content="x"))
    assert library.files.apply([AddCopy(photo, "/b.jpg", FileRole.PICTURE, stamp(), digest("x"))]) == (photo,)
    assert library.photos.count(PhotoQuery()) == 1
    files = library.photos.get(photo).files
    assert [(file.path, file.primary) for file in files] == [("/a.jpg", True), ("/b.jpg", False)]
    assert len(library.files.by_content(digest("x"))) == 2
    assert library.files.by_content("") == ()


def test_a_vanished_primary_hands_over_to_its_copy(library: Library) -> None:
    photo = one(library, add("/a/x.jpg", content="x"))
    library.files.apply([AddCopy(photo, "/b/y.jpg", FileRole.PICTURE, stamp(), digest("x"))])
    assert library.files.set_states(missing=[file_id(library, "/a/x.jpg")]) == (photo,)
    summary = library.photos.get(photo).summary
    assert (summary.path, summary.state) == ("/b/y.jpg", FileState.PRESENT)
    assert library.files.known(VERSION)["/b/y.jpg"].primary == 1
    assert library.photos.folder_counts() == {"/b": 1}


def test_new_pixels_replace_machine_facts_and_nothing_the_user_said(library: Library) -> None:
    photo = one(library, add("/a.jpg", mean=2.0))
    rate(library, photo, 4)
    library.curation.apply(SetFlag((photo,), Flag.PICK))
    update = UpdateFile(
        file_id(library, "/a.jpg"), stamp(9), facts("edited"), analysis(4.5, faces=3, version="v2")
    )
    assert library.files.apply([update]) == (photo,)
    found = library.photos.get(photo)
    assert (found.summary.machine_score, len(found.faces)) == (4.5, 3)
    assert (found.summary.rating.value, found.summary.flag) == (4, Flag.PICK)
    assert found.summary.effective_score == 4.0
    assert library.files.known("v2")["/a.jpg"].analysed == 1
    assert library.files.known(VERSION)["/a.jpg"].analysed == 0


def test_changed_metadata_keeps_machine_facts(library: Library) -> None:
    photo = one(library, add("/a.jpg", mean=2.0, faces=2))
    before = library.photos.faces(photo)
    changed = facts("other bytes", pixels="/a.jpg")
    library.files.apply([UpdateFile(file_id(library, "/a.jpg"), stamp(9), changed, None)])
    assert library.photos.faces(photo) == before
    known = library.files.known(VERSION)["/a.jpg"]
    assert (known.content_hash, known.stamp, known.analysed) == (digest("other bytes"), stamp(9), 1)


@pytest.mark.parametrize("edited", ["/a.jpg", "/b.jpg"])
def test_an_edited_copy_is_a_photo_of_its_own(library: Library, edited: str) -> None:
    photo = one(library, add("/a.jpg", content="x", mean=2.0))
    library.files.apply([AddCopy(photo, "/b.jpg", FileRole.PICTURE, stamp(), digest("x"))])
    rate(library, photo, 3)
    update = UpdateFile(file_id(library, edited), stamp(9), facts("edited"), analysis(4.5))
    touched = library.files.apply([update])
    a, b = library.photos.find("/a.jpg"), library.photos.find("/b.jpg")
    assert a == photo
    assert set(touched) == {a, b}
    other = {"/a.jpg": b, "/b.jpg": a}[edited]
    # Both paths keep what was said of them; the untouched one keeps its analysis too.
    assert (stars(library, a), stars(library, b)) == (3, 3)
    assert library.photos.get(other).summary.machine_score == 2.0
    assert library.photos.get(library.photos.find(edited)).summary.machine_score == 4.5
    assert len(library.photos.get(b).rating_history) == 1
    assert len(library.photos.get(other).faces) == 1


def test_a_known_path_added_again_is_the_same_photo(library: Library) -> None:
    photo = one(library, add("/a.jpg"))
    rate(library, photo, 2)
    assert one(library, add("/a.jpg", content="new", mean=5.0)) == photo
    assert stars(library, photo) == 2


def test_companions_come_and_go(library: Library) -> None:
    raw = companion("/a.cr2", FileRole.RAW)
    photo = one(library, add("/a.jpg", companions=(raw, companion("/a.xmp"))))
    roles = {file.path: file.role for file in library.photos.get(photo).files}
    assert roles == {"/a.jpg": FileRole.PICTURE, "/a.cr2": FileRole.RAW, "/a.xmp": FileRole.SIDECAR}
    assert library.photos.find("/a.cr2") == photo
    library.files.apply([UpdateCompanions(photo, (raw,), None)])
    assert paths(library, photo) == {"/a.jpg", "/a.cr2"}


def test_companions_belong_to_the_file_they_stand_beside(library: Library) -> None:
    photo = one(library, add("/a/x.jpg", content="x", companions=(companion("/a/x.xmp"),)))
    beside = (companion("/b/x.xmp"),)
    library.files.apply([AddCopy(photo, "/b/x.jpg", FileRole.PICTURE, stamp(), digest("x"), beside)])
    library.files.apply([UpdateCompanions(photo, (), None)])
    assert paths(library, photo) == {"/a/x.jpg", "/b/x.jpg", "/b/x.xmp"}


def test_a_jpeg_added_to_a_raw_joins_its_photo(library: Library) -> None:
    photo = one(library, add("/a.cr2", role=FileRole.RAW, mean=2.0))
    rate(library, photo, 5)
    jpeg = add("/a.jpg", mean=3.0, companions=(companion("/a.cr2", FileRole.RAW),))
    assert one(library, jpeg) == photo
    assert library.photos.count(PhotoQuery()) == 1
    found = library.photos.get(photo)
    assert (found.summary.path, found.summary.machine_score) == ("/a.jpg", 3.0)
    assert found.summary.rating.value == 5
    known = library.files.known(VERSION)
    assert (known["/a.jpg"].primary, known["/a.cr2"].primary) == (1, 0)
    assert known["/a.cr2"].content_hash == digest("/a.cr2")


def test_a_raw_that_joins_another_photo_brings_its_rating(library: Library) -> None:
    raw, jpeg = library.files.apply([add("/b/a.cr2", role=FileRole.RAW), add("/a.jpg")])
    rate(library, raw, 5)
    moved = Relocate(file_id(library, "/a.jpg"), "/b/a.jpg", stamp(), (companion("/b/a.cr2", FileRole.RAW),))
    assert set(library.files.apply([moved])) == {raw, jpeg}
    assert library.photos.find("/b/a.cr2") == jpeg
    assert stars(library, jpeg) == 5
    assert library.photos.ids(PhotoQuery()) == [jpeg]
    assert library.photos.ids(PhotoQuery(states=(FileState.MISSING,), include_rejected=True)) == []
    with pytest.raises(NotFoundError):
        library.photos.get(raw)


def pair(library: Library, raw: int, jpeg: int) -> None:
    """The JPEG is renamed, so that it stands beside the RAW."""
    moved = Relocate(file_id(library, "/a.jpg"), "/b/a.jpg", stamp(), (companion("/b/a.cr2", FileRole.RAW),))
    assert set(library.files.apply([moved])) == {raw, jpeg}


def verdicts(library: Library, *photos: int) -> list[DangerVerdict | None]:
    found = library.danger.of(photos)
    return [found[photo].verdict if photo in found else None for photo in photos]


def test_what_was_said_of_a_raw_can_be_undone_on_the_photo_it_joins(library: Library) -> None:
    raw, jpeg, other = library.files.apply(
        [add("/b/a.cr2", role=FileRole.RAW), add("/a.jpg"), add("/other.jpg")]
    )
    rate(library, jpeg, 2)
    library.curation.apply(SetRating((raw, other), 5))
    library.curation.apply(SetFlag((raw,), Flag.PICK))
    library.curation.apply(SetDanger((raw, other), DangerVerdict.FALSE_ALARM))
    pair(library, raw, jpeg)
    found = library.photos.get(jpeg)
    # Its own stars outrank the RAW's, of which the history knows; of the flag it had none.
    assert (found.summary.rating.value, found.summary.flag) == (2, Flag.PICK)
    assert [event.value for event in found.rating_history] == [2, 5]
    assert verdicts(library, jpeg, other) == [DangerVerdict.FALSE_ALARM, DangerVerdict.FALSE_ALARM]
    assert library.curation.undo() == Change("Call 2 photos a false alarm", (jpeg, other))
    assert verdicts(library, jpeg, other) == [None, None]
    assert library.curation.undo() == Change("Pick 1 photo", (jpeg,))
    assert library.photos.get(jpeg).summary.flag is Flag.NONE
    assert library.curation.undo() == Change("Rate 2 photos 5 stars", (other,))
    assert (stars(library, jpeg), stars(library, other)) == (2, 0)
    assert library.curation.undo() == Change("Rate 1 photo 2 stars", (jpeg,))
    assert stars(library, jpeg) == 0
    for _ in range(4):
        library.curation.redo()
    assert (stars(library, jpeg), stars(library, other)) == (2, 5)
    assert library.photos.get(jpeg).summary.flag is Flag.PICK


def test_an_act_that_is_outranked_where_its_photo_went_leaves_the_journal(library: Library) -> None:
    raw, jpeg = library.files.apply([add("/b/a.cr2", role=FileRole.RAW), add("/a.jpg")])
    rate(library, jpeg, 2)
    rate(library, raw, 5)
    pair(library, raw, jpeg)
    assert library.curation.undo_label() == "Rate 1 photo 2 stars"
    # Undone, the RAW's rating would have taken these stars away.
    assert stars(library, jpeg) == 2


def test_labels_of_a_raw_can_be_undone_on_the_photo_it_joins(library: Library) -> None:
    raw, jpeg = library.files.apply([add("/b/a.cr2", role=FileRole.RAW), add("/a.jpg")])
    library.curation.apply(Annotate((Judgement(jpeg, "ben", True, False),)))
    library.curation.apply(
        Annotate((Judgement(raw, "ann", True, False), Judgement(raw, "ben", False, False)))
    )
    library.curation.apply(Annotate((Judgement(raw, "ann", True, True, "cliff"),)))
    pair(library, raw, jpeg)

    def said() -> dict[str, Label]:
        return {one.annotator: one.label for one in library.annotations.all()}

    # Ben had judged the JPEG himself; that outranks what he said of the RAW, for ever.
    assert said() == {"ann": Label.DANGEROUS, "ben": Label.SAFE}
    assert library.curation.undo() == Change("Annotate 1 photo, by ann", (jpeg,))
    assert said() == {"ann": Label.SAFE, "ben": Label.SAFE}
    assert library.curation.undo() == Change("Annotate 1 photo, by 2 annotators", (jpeg,))
    assert said() == {"ben": Label.SAFE}
    assert library.curation.undo() == Change("Annotate 1 photo, by ben", (jpeg,))
    assert said() == {}
    for _ in range(3):
        library.curation.redo()
    assert said() == {"ann": Label.DANGEROUS, "ben": Label.SAFE}


def test_a_raw_with_another_copy_stays_a_photo(library: Library) -> None:
    raw, jpeg = library.files.apply([add("/b/a.cr2", role=FileRole.RAW), add("/a.jpg")])
    library.files.apply([AddCopy(raw, "/copy/a.cr2", FileRole.RAW, stamp(), digest("/b/a.cr2"))])
    rate(library, raw, 4)
    pair(library, raw, jpeg)
    assert (stars(library, raw), stars(library, jpeg)) == (4, 4)
    assert paths(library, raw) == {"/copy/a.cr2"}


def test_the_raw_stands_in_for_a_deleted_jpeg_until_it_comes_back(library: Library) -> None:
    photo = one(library, add("/a.jpg", companions=(companion("/a.cr2", FileRole.RAW),)))
    jpeg = file_id(library, "/a.jpg")
    library.files.set_states(missing=[jpeg])
    summary = library.photos.get(photo).summary
    assert (summary.path, summary.state) == ("/a.cr2", FileState.PRESENT)
    library.files.set_states(present=[jpeg])
    assert library.photos.get(photo).summary.path == "/a.jpg"


def test_a_copy_at_a_path_of_another_photo_displaces_it(library: Library) -> None:
    a, b = library.files.apply([add("/a.jpg", content="x"), add("/b.jpg")])
    library.files.apply([AddCopy(a, "/b.jpg", FileRole.PICTURE, stamp(), digest("x"))])
    assert library.photos.find("/b.jpg") == a
    assert library.photos.get(b).summary.state is FileState.MISSING


def test_changes_naming_nothing_write_nothing(library: Library) -> None:
    with pytest.raises(NotFoundError):
        library.files.apply([add("/a.jpg"), Relocate(99, "/b.jpg", stamp())])
    assert library.files.known(VERSION) == {}
    for change in (
        UpdateCompanions(9, (), None),
        AddCopy(9, "/b.jpg", FileRole.PICTURE, stamp(), "x"),
        UpdateFile(9, stamp(), facts("x"), None),
    ):
        with pytest.raises(NotFoundError):
            library.files.apply([change])


def test_sidecar_stars_go_with_the_sidecar(library: Library) -> None:
    photo = one(library, add("/a.jpg", sidecar=in_sidecar(4), companions=(companion("/a.xmp"),)))
    assert library.photos.get(photo).summary.rating == Rating(4, "xmp sidecar")
    library.files.apply([UpdateCompanions(photo, (), None)])
    assert library.photos.get(photo).summary.rating == Rating(0, "")


def test_large_inode_numbers_are_stored(library: Library) -> None:
    library.files.apply([add("/a.jpg", inode=2**64 - 1)])
    assert library.files.known(VERSION)["/a.jpg"].inode > 0
