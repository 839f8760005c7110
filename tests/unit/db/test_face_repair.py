"""Words on faces: kept, undone, followed at once as far as no pixels are needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from photo_curator.db.library import Library
from photo_curator.domain.aggregation import photo_score
from photo_curator.domain.errors import UsageError
from photo_curator.domain.face import Face, FaceOrigin
from photo_curator.domain.face_repair import Repair, RepairFaces, place_of
from photo_curator.domain.geometry import Box, Landmarks, Size
from photo_curator.domain.indexing import AddPhoto, AnalysedFace, Rescored, UpdateFile
from photo_curator.domain.operations import Restack, SetBurst
from photo_curator.domain.photo import FileRole
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.score import Score, Verdict
from tests.unit.db.samples import VERSION, add, companion, facts, hazards, stamp

SIZE = Size(4000, 3000)
GOOD = Score((0.0, 0.0, 0.0, 0.5, 0.5), 4.5, 4.0, 5.0)
BAD = Score((0.5, 0.5, 0.0, 0.0, 0.0), 1.5, 1.0, 2.0)
LARGE, SMALL = Box(400, 300, 1600, 1800), Box(2800, 600, 3300, 1300)


def seen(key: str, box: Box, score: Score, origin: FaceOrigin = FaceOrigin.DETECTED) -> AnalysedFace:
    points = Landmarks(*[(box.x1, box.y1)] * 5)
    return AnalysedFace(Face(0, box, points, 0.99, score, {"eyes_open": 0.9}, key, origin), b"12345678")


def group(path: str = "/photos/a.jpg", *faces: AnalysedFace, **more: object) -> AddPhoto:
    """A photo with two faces, a good large one and a bad small one."""
    plain = add(path, mean=None, faces=0, **more)  # type: ignore[arg-type]
    key = plain.facts.pixel_hash
    found = faces or (seen(f"{key}-0", LARGE, GOOD), seen(f"{key}-1", SMALL, BAD))
    verdict, mixed = photo_score([one.face for one in found], SIZE)
    return replace(plain, analysis=replace(plain.analysis, faces=found, verdict=verdict, score=mixed))


def reject(library: Library, photo: int, box: Box) -> None:
    library.curation.apply(RepairFaces((photo,), Repair.REJECTED, place_of(box, SIZE)))


def test_a_rejected_face_leaves_the_score_at_once_and_undo_brings_it_back(library: Library) -> None:
    (photo,) = library.files.apply([group()])
    before = library.photos.get(photo)
    large, small = before.faces
    reject(library, photo, SMALL)
    after = library.photos.get(photo)
    assert after.faces == (large,)
    assert after.summary.face_count == 1
    assert after.summary.machine_score == pytest.approx(4.5) != before.summary.machine_score
    assert library.face_repair.waiting() == (photo,)
    assert library.curation.undo_label() == "Remove a face from 1 photo"
    library.curation.undo()
    again = library.photos.get(photo)
    assert again.faces == (large, small)  # under their own ids
    assert again.machine == before.machine
    assert library.face_repair.waiting() == ()
    library.curation.redo()
    assert library.photos.get(photo).faces == (large,)


def test_without_a_face_it_is_a_photo_without_faces(library: Library) -> None:
    (photo,) = library.files.apply([group("/photos/a.jpg", hazards=hazards(water=0.99))])
    assert library.photos.get(photo).danger.flagged
    reject(library, photo, LARGE)
    reject(library, photo, SMALL)
    found = library.photos.get(photo)
    assert (found.summary.verdict, found.summary.machine_score, found.faces) == (Verdict.NO_FACE, None, ())
    # Nobody is there to be in danger; what the surroundings show is as it was.
    assert not found.danger.flagged
    assert found.danger.hazards == {"water": 0.99}
    library.curation.undo()
    library.curation.undo()
    assert library.photos.get(photo).danger.flagged


def test_an_analysis_tells_which_words_it_heeded(library: Library) -> None:
    plain = group()
    (photo,) = library.files.apply([plain])
    reject(library, photo, SMALL)
    kept = library.photos.get(photo).faces[0].id
    mark = library.face_repair.words(photo).mark
    heeding = replace(plain.analysis, faces=plain.analysis.faces[:1], heeded=mark)
    assert library.files.apply([Rescored(photo, plain.facts, heeding)]) == (photo,)
    assert library.face_repair.waiting() == ()
    assert [face.id for face in library.photos.faces(photo)] == [kept]
    library.curation.undo()
    assert library.face_repair.waiting([photo, photo + 1]) == (photo,)
    # The faces it found before the words are those it is asked about: pixels that changed are another matter.
    other = replace(plain.facts, pixel_hash="0" * 64)
    assert library.files.apply([Rescored(photo, other, heeding)]) == ()


def test_other_faces_may_make_another_best_shot(library: Library) -> None:
    def frame(name: str, eyes: float, sharp: float) -> AddPhoto:
        one = seen("key", LARGE, GOOD)
        one = replace(one, face=replace(one.face, attributes={"eyes_open": eyes, "sharpness": sharp}))
        return group(f"/photos/{name}.jpg", one)

    first, second = library.files.apply([frame("a", 0.9, 0.2), frame("b", 0.1, 0.9)])
    library.curation.apply(SetBurst((first, second), Restack.MERGE))
    assert library.bursts.of([first])[first].best == first
    other = frame("b", 0.9, 0.9)
    touched = library.files.apply([Rescored(second, other.facts, other.analysis)])
    assert set(touched) == {first, second}
    assert library.bursts.of([first])[first].best == second


def test_an_undone_addition_takes_its_face_along(library: Library) -> None:
    plain = group()
    (photo,) = library.files.apply([plain])
    place = Box(0.45, 0.5, 0.55, 0.7)
    library.curation.apply(RepairFaces((photo,), Repair.ADDED, place))
    assert len(library.photos.faces(photo)) == 2  # the engine looks for it
    key = plain.facts.pixel_hash
    three = (*plain.analysis.faces, seen(f"{key}-at-1", place.absolute(SIZE), BAD, FaceOrigin.ADDED))
    heeding = replace(plain.analysis, faces=three, heeded=library.face_repair.words(photo).mark)
    library.files.apply([Rescored(photo, plain.facts, heeding)])
    assert [face.origin for face in library.photos.faces(photo)].count(FaceOrigin.ADDED) == 1
    library.curation.undo()
    assert [face.origin for face in library.photos.faces(photo)] == [FaceOrigin.DETECTED] * 2
    assert library.face_repair.waiting() == (photo,)


def test_detect_again_is_an_act_only_where_something_was_said(library: Library) -> None:
    (photo,) = library.files.apply([group()])
    assert library.curation.apply(RepairFaces((photo,), Repair.ANEW)).photo_ids == ()
    assert library.curation.undo_label() is None
    reject(library, photo, SMALL)
    assert library.curation.apply(RepairFaces((photo,), Repair.ANEW)).photo_ids == (photo,)
    assert library.face_repair.waiting() == (photo,)
    library.curation.undo()
    assert len(library.photos.faces(photo)) == 1


@pytest.mark.parametrize("box", [None, Box(0.5, 0.5, 0.4, 0.6), Box(0.5, 0.5, 1.2, 0.6)])
def test_a_box_that_holds_nothing_is_refused(library: Library, box: Box | None) -> None:
    (photo,) = library.files.apply([group()])
    with pytest.raises(UsageError):
        library.curation.apply(RepairFaces((photo,), Repair.ADDED, box))
    assert library.face_repair.words(photo).corrections == ()


def test_undo_does_not_bring_back_what_other_networks_found(library: Library) -> None:
    plain = group()
    (photo,) = library.files.apply([plain])
    reject(library, photo, SMALL)
    file = next(iter(library.files.known(VERSION).values()))
    newer = replace(plain.analysis, version="newer", heeded=library.face_repair.words(photo).mark)
    newer = replace(newer, faces=plain.analysis.faces[:1])
    library.files.apply([UpdateFile(file.file_id, stamp(2), plain.facts, newer)])
    library.curation.undo()
    assert len(library.photos.faces(photo)) == 1
    assert library.face_repair.waiting() == (photo,)


def test_words_follow_a_raw_into_its_jpeg_and_are_undone_there(library: Library) -> None:
    raw = replace(group("/photos/a.dng"), role=FileRole.RAW)
    (first,) = library.files.apply([raw])
    reject(library, first, SMALL)
    words = library.face_repair.words(first)
    jpeg = replace(
        group("/photos/a.jpg"), companions=(companion("/photos/a.dng", FileRole.RAW),), facts=facts("jpeg")
    )
    library.files.apply([jpeg])
    (photo,) = library.photos.ids(PhotoQuery())
    assert library.face_repair.words(photo) == words
    assert library.face_repair.waiting() == (photo,)
    library.curation.undo()
    assert library.face_repair.words(photo).corrections == ()
