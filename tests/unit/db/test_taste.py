"""Labels, versions, and what taking a head into use does to scores."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load, save

from photo_curator.cli.taste_text import overview_lines
from photo_curator.db.head_file import FORMAT, HeadFile, _digest, dump_head, load_head
from photo_curator.db.library import Library
from photo_curator.domain.capture import Capture
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.indexing import AddPhoto, UpdateFile
from photo_curator.domain.operations import Restack, SetBurst, SetFlag, SetMeaning, SetRating, UseTaste
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.rating import SOURCE_HERE, Flag, ForeignRating
from photo_curator.domain.score import Verdict
from photo_curator.domain.taste import SAME_STARS, HeadState, Label, Pair
from photo_curator.services.taste import (
    export_head,
    import_head,
    most_useful_photos,
    roll_back,
    taste_document,
)
from tests.taste_samples import FEATURES, NAMES, analysed_face, head, photo, rated_library
from tests.unit.db.samples import facts, stamp


def add_head(library: Library, seed: int, **changes: object) -> int:
    labels = [Label(1, 4, SOURCE_HERE, 0, 0)]
    return library.taste.add(HeadFile(head(seed, **changes), {"seed": seed}, {"rows": {}}), labels).id


def scores(library: Library) -> dict[int, tuple[float | None, float | None, float | None, Verdict]]:
    ids = library.photos.ids(PhotoQuery(include_rejected=True))
    return {
        one.id: (one.machine_score, one.low, one.high, one.verdict) for one in library.photos.summaries(ids)
    }


@pytest.fixture
def photos(library: Library) -> tuple[int, ...]:
    return library.files.apply([photo(seed, faces=1 + seed % 3) for seed in range(12)])


def test_the_latest_word_on_a_photo_is_its_label(library: Library, photos: tuple[int, ...]) -> None:
    library.curation.apply(SetRating(photos[:2], 2))
    library.curation.apply(SetRating(photos[:1], 5))
    library.curation.apply(SetRating(photos[2:3], 3))
    library.curation.apply(SetRating(photos[2:3], 0))
    (bare,) = library.files.apply([photo(90, faces=0)])
    library.curation.apply(SetRating((bare,), 4))
    found = library.taste.labels()
    assert [(one.photo_id, one.level, one.source) for one in found.ratings] == [
        (photos[0], 5, SOURCE_HERE),
        (photos[1], 2, SOURCE_HERE),
    ]
    assert found.without_face == 1
    assert found.ratings[0].moment != found.ratings[1].moment  # an hour between them


def test_ratings_that_nothing_dates_are_counted(library: Library) -> None:
    def undated(seed: int, looks: str) -> AddPhoto:
        plain = photo(seed)
        return replace(plain, facts=replace(plain.facts, capture=Capture(), perceptual_hash=looks))

    ids = library.files.apply([photo(0), undated(1, "1" * 16), undated(2, "2" * 16), undated(3, "2" * 16)])
    library.curation.apply(SetRating(ids, 4))
    found = library.taste.labels()
    # The last two look the same: they are one moment, and held out together.
    assert [label.photo_id for label in found.ratings if label.undated] == [ids[1]]
    assert (found.undated, taste_document(library)["undated"]) == (1, 1)
    assert "1 of 4 ratings: nothing says when" in " ".join(overview_lines(taste_document(library)))


def test_picks_and_rejects_of_one_series_are_pairs(library: Library) -> None:
    taken = [0.0, 0.1, 0.2, 90.0]
    ids = library.files.apply([photo(seed, minutes=minute) for seed, minute in enumerate(taken)])
    library.curation.apply(SetFlag(ids[:1], Flag.PICK))
    library.curation.apply(SetFlag(ids[1:], Flag.REJECT))
    assert library.taste.labels().pairs == (Pair(ids[0], ids[1]), Pair(ids[0], ids[2]))


def test_other_programs_stars_count_only_once_their_meaning_is_confirmed(library: Library) -> None:
    def starred(seed: int, stars: int, program: str):
        return photo(seed, sidecar=ForeignRating(stars, False, f"xmp sidecar{program}"))

    changes = [
        starred(1, 1, ", Lightroom"),
        starred(2, 3, ", Lightroom"),
        starred(3, 4, ", digiKam"),
        starred(4, 2, ""),
    ]
    one, two, three, four = library.files.apply(changes)
    found = library.taste.labels()
    assert found.ratings == ()
    assert found.unconfirmed == {"Lightroom": 2, "digiKam": 1, "another program": 1}
    library.curation.apply(SetMeaning("Lightroom", (4, 4, 5, 5, 5)))
    library.curation.apply(SetMeaning("digiKam", (0, 0, 0, 0, 5)))
    found = library.taste.labels()
    assert [(label.photo_id, label.level, label.source) for label in found.ratings] == [
        (one, 4, "Lightroom"),
        (two, 5, "Lightroom"),
    ]
    assert found.unconfirmed == {"another program": 1}
    library.curation.apply(SetRating((one,), 2))  # what is said here outranks what was read
    assert {label.photo_id: label.level for label in library.taste.labels().ratings} == {one: 2, two: 5}
    for _ in range(3):
        library.curation.undo()
    assert (library.taste.labels().ratings, library.taste.meanings()) == ((), {})
    library.curation.redo()
    assert library.taste.meanings() == {"Lightroom": (4, 4, 5, 5, 5)}
    with pytest.raises(UsageError):
        library.curation.apply(SetMeaning("digiKam", (5, 4, 3, 2, 1)))
    library.curation.apply(SetMeaning("another program", SAME_STARS))
    assert [label.photo_id for label in library.taste.labels().ratings] == [one, two, four]
    assert three not in {label.photo_id for label in library.taste.labels().ratings}


def test_use_roll_back_and_undo_survive_a_restart(
    root: Path, library: Library, photos: tuple[int, ...]
) -> None:
    starter = scores(library)
    first, second = add_head(library, 1), add_head(library, 2)
    assert scores(library) == starter  # nothing is promoted by itself
    change = library.curation.apply(UseTaste(first))
    assert (change.label, change.every) == ("Score by my taste, version 1", True)
    by_first = scores(library)
    assert by_first != starter
    library.curation.apply(UseTaste(second))
    by_second = scores(library)
    library.close()
    with Library.open(root) as again:
        assert [(one.id, one.state, one.replaces) for one in again.taste.versions()] == [
            (2, HeadState.IN_USE, 1),
            (1, HeadState.RETIRED, 0),
        ]
        assert again.curation.apply(roll_back(again)).label == "Roll back to my taste, version 1"
        assert scores(again) == by_first
        again.curation.apply(roll_back(again))
        assert (again.taste.in_use(), scores(again).keys()) == (0, starter.keys())
        for one, (mean, low, high, verdict) in scores(again).items():
            assert (mean, low, high) == pytest.approx(starter[one][:3])
            assert verdict is starter[one][3]
        with pytest.raises(UsageError, match="nothing to roll back"):
            roll_back(again)
    with Library.open(root) as again:
        again.curation.undo()
        assert (again.taste.in_use(), scores(again)) == (1, by_first)
        again.curation.undo()
        assert (again.taste.in_use(), scores(again)) == (2, by_second)
        again.curation.undo()
        again.curation.redo()
        assert scores(again) == by_second
        again.curation.undo()
        again.curation.undo()
        assert again.taste.in_use() == 0
        assert [(one.state, one.replaces) for one in again.taste.versions()] == [
            (HeadState.TRAINED, None)
        ] * 2


def test_rolling_back_again_and_again_ends_at_the_starter(
    root: Path, library: Library, photos: tuple[int, ...]
) -> None:
    one, two, three = (add_head(library, seed) for seed in (1, 2, 3))
    for version in (one, two, three, one, two):
        library.curation.apply(UseTaste(version))
    chain = {version.id: version.replaces for version in library.taste.versions()}
    walked = []
    for _ in range(3):
        library.curation.apply(roll_back(library))
        walked.append(library.taste.in_use())
        library.close()
        library = Library.open(root)
    assert walked == [one, three, 0]  # each once, the latest use first
    for wanted in (three, one, two):
        library.curation.undo()
        assert library.taste.in_use() == wanted
    assert {version.id: version.replaces for version in library.taste.versions()} == chain
    library.curation.redo()
    library.curation.apply(UseTaste(three))
    walked = []
    while library.taste.in_use():
        library.curation.apply(roll_back(library))
        walked.append(library.taste.in_use())
    assert walked == [one, 0]
    library.close()


def test_rolling_back_gets_out_of_two_that_name_each_other(library: Library, photos: tuple[int, ...]) -> None:
    # As earlier versions of the app left them.
    one, two = add_head(library, 1), add_head(library, 2)
    library.curation.apply(UseTaste(one))
    library.curation.apply(UseTaste(two))
    with library._database.write() as connection:
        connection.exec_driver_sql("UPDATE taste SET replaces = ? WHERE id = ?", (two, one))
    walked = []
    for _ in range(2):
        library.curation.apply(roll_back(library))
        walked.append(library.taste.in_use())
    assert walked == [one, 0]
    library.curation.undo()
    library.curation.undo()
    assert library.taste.in_use() == two


def test_an_unknown_version_changes_nothing(library: Library, photos: tuple[int, ...]) -> None:
    with pytest.raises(NotFoundError, match="no version 7"):
        library.curation.apply(UseTaste(7))
    assert library.curation.undo_label() is None


def test_a_rating_outranks_the_head_in_use(library: Library, photos: tuple[int, ...]) -> None:
    library.curation.apply(SetRating(photos[3:4], 1))
    library.curation.apply(UseTaste(add_head(library, 1)))
    found = library.photos.get(photos[3]).summary
    assert (found.effective_score, found.machine_score != 1.0) == (1.0, True)
    assert library.photos.ids(PhotoQuery())[-1] == photos[3]


def test_a_photo_of_one_face_has_its_faces_personal_score(library: Library, photos: tuple[int, ...]) -> None:
    trained = head(1)
    library.curation.apply(UseTaste(add_head(library, 1)))
    found = library.photos.get(photos[0])
    (face,) = found.faces
    table = library.taste.faces(trained.backbone, [photos[0]])
    said = trained.probabilities(table.embedding, table.attributes, table.starter)[0]
    assert face.score is not None
    assert found.machine is not None
    assert face.score.probabilities == pytest.approx(said)
    assert found.machine.probabilities == pytest.approx(said)
    assert (found.machine.low, found.machine.high) == pytest.approx((face.score.low, face.score.high))
    library.curation.undo()
    assert library.photos.get(photos[0]).faces[0].score == photo(0).analysis.faces[0].face.score


def test_new_photos_are_scored_by_the_head_in_use_and_keep_their_analysis_version(
    library: Library, photos: tuple[int, ...]
) -> None:
    from photo_curator.domain.indexing import Standing
    from photo_curator.ml.versions import ANALYSIS_VERSION

    library.curation.apply(UseTaste(add_head(library, 1)))
    (late,) = library.files.apply([photo(50)])
    found = library.photos.get(late)
    assert found.machine is not None
    assert found.machine.probabilities == pytest.approx(found.faces[0].score.probabilities)  # type: ignore[union-attr]
    assert found.machine.mean != pytest.approx(photo(50).analysis.score.mean)  # type: ignore[union-attr]
    standings = {standing for *_, standing in library.files.standings(ANALYSIS_VERSION).values()}
    assert standings == {Standing.PHOTO}  # nothing is analysed anew for it


def test_a_file_that_shows_something_else_now_is_scored_anew(
    library: Library, photos: tuple[int, ...]
) -> None:
    library.curation.apply(UseTaste(add_head(library, 1)))
    known = next(iter(library.files.known("any").values()))
    anew = replace(photo(0).analysis, faces=(analysed_face(77),))
    library.files.apply([UpdateFile(known.file_id, stamp(9), facts("new"), anew)])
    found = library.photos.get(known.photo_id)
    assert found.machine is not None
    assert found.machine.probabilities == pytest.approx(found.faces[0].score.probabilities)  # type: ignore[union-attr]


def test_photos_without_a_judged_face_keep_their_technical_score(library: Library) -> None:
    bare, small = photo(1, faces=0), photo(2, faces=0)
    unjudged = replace(small.analysis, verdict=Verdict.CANNOT_TELL, faces=(analysed_face(5, judged=False),))
    ids = library.files.apply([bare, replace(small, analysis=unjudged), photo(3)])
    before = scores(library)
    library.curation.apply(UseTaste(add_head(library, 1)))
    after = scores(library)
    assert [after[one] == before[one] for one in ids] == [True, True, False]


def test_faces_of_another_backbone_are_left_alone(library: Library, photos: tuple[int, ...]) -> None:
    other = replace(photo(60).analysis, version="mtcnn-1/resnet18-1+starter-2/technical-1")
    (strange,) = library.files.apply([replace(photo(60), analysis=other)])
    before = scores(library)[strange]
    library.curation.apply(UseTaste(add_head(library, 1)))
    assert scores(library)[strange] == before


def test_no_score_of_a_head_that_is_not_in_use_is_left(library: Library, photos: tuple[int, ...]) -> None:
    # As after an update of the app: half of the library is read by another backbone.
    other = replace(photo(60).analysis, version="mtcnn-1/starter-9+starter-9/technical-1")
    (strange,) = library.files.apply([replace(photo(60), analysis=other)])
    starter = scores(library)
    old, new = add_head(library, 1), add_head(library, 2, backbone="starter-9")
    library.curation.apply(UseTaste(old))
    by_old = scores(library)
    library.curation.apply(UseTaste(new))
    by_new = scores(library)
    assert by_new[strange] != starter[strange]
    assert by_new[photos[0]][0] == pytest.approx(starter[photos[0]][0])
    library.curation.apply(roll_back(library))
    assert scores(library)[photos[0]] == by_old[photos[0]]
    assert scores(library)[strange][0] == pytest.approx(starter[strange][0])
    library.curation.undo()
    assert scores(library) == by_new


def test_frames_of_a_burst_are_one_moment_and_so_are_copies_in_another_folder(library: Library) -> None:
    apart = library.files.apply([photo(seed) for seed in range(4)])
    (edited,) = library.files.apply([photo(9, minutes=1.0, directory="/photos/edited")])
    for photo_id in (*apart, edited):
        library.curation.apply(SetRating((photo_id,), 3))
    moment = {label.photo_id: label.moment for label in library.taste.labels().ratings}
    assert len(set(moment.values())) == 4
    assert moment[edited] == moment[apart[0]]
    library.curation.apply(SetBurst(apart[1:3], Restack.MERGE))
    moment = {label.photo_id: label.moment for label in library.taste.labels().ratings}
    assert moment[apart[1]] == moment[apart[2]] != moment[apart[3]]
    assert library.taste.moments(apart[1:3])[apart[1]] == library.taste.moments(apart[1:3])[apart[2]]
    library.curation.apply(SetFlag(apart[1:2], Flag.PICK))
    library.curation.apply(SetFlag(apart[2:3], Flag.REJECT))
    assert library.taste.labels().pairs == (Pair(apart[1], apart[2]),)


def test_the_burst_ranker_in_use_chooses_among_frames_that_are_alike(library: Library) -> None:
    same = analysed_face(0).face

    def alike(seed: int) -> AddPhoto:
        plain = photo(seed, minutes=seed / 600)
        found = replace(plain.analysis.faces[0], face=same)
        return replace(plain, analysis=replace(plain.analysis, faces=(found,)))

    frames = [alike(seed) for seed in range(4)]
    ids = library.files.apply(frames)
    library.curation.apply(SetBurst(ids, Restack.MERGE))
    ranker = np.zeros(FEATURES)
    ranker[0] = -5.0
    trained = head(1, ranker=ranker)
    liked = [float(np.frombuffer(one.analysis.faces[0].embedding, "<f4")[0]) for one in frames]
    wanted = ids[int(np.argmin(liked))]

    def best() -> int | None:
        (burst,) = library.bursts.all()
        return burst.best

    assert best() == ids[0]
    assert wanted != ids[0]
    version = library.taste.add(HeadFile(trained, {}, {}), ()).id
    library.curation.apply(UseTaste(version))
    assert best() == wanted
    assert library.bursts.judged_among(ids).photo_id == wanted
    library.curation.undo()
    assert best() == ids[0]


def test_a_head_round_trips_through_a_file(library: Library, photos: tuple[int, ...], tmp_path: Path) -> None:
    version, file = add_head(library, 4, kind="cross_entropy"), tmp_path / "mine.safetensors"
    export_head(library, version, file)
    with pytest.raises(UsageError, match="there already"):
        export_head(library, version, file)
    taken = import_head(library, file)
    assert (taken.state, taken.kind, taken.note) == (
        HeadState.TRAINED,
        "cross_entropy",
        "imported from mine.safetensors",
    )
    library.curation.apply(UseTaste(version))
    by_own = scores(library)
    library.curation.apply(UseTaste(taken.id))
    assert scores(library) == by_own
    assert library.taste.snapshot(version) == ((1, 4, SOURCE_HERE),)
    assert str(photos[0]) not in json.dumps(load_head(file.read_bytes(), "x").settings)


def test_a_tampered_or_foreign_file_is_refused(
    library: Library, photos: tuple[int, ...], tmp_path: Path
) -> None:
    good = dump_head(HeadFile(head(1), {}, {}))
    changed = bytearray(good)
    changed[-20] ^= 1  # a weight
    renamed = good.replace(b"ordinal", b"orbital")
    for number, content in enumerate((bytes(changed), renamed, good[:-8], b"not a head", b"", good + b"x")):
        file = tmp_path / f"{number}.safetensors"
        file.write_bytes(content)
        with pytest.raises(UsageError):
            import_head(library, file)
    with pytest.raises(UsageError, match="cannot be read"):
        import_head(library, tmp_path / "absent")
    assert library.taste.versions() == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"weight": np.full((1, 29), np.nan)},
        {"scale": np.zeros(29)},
        {"shape": np.array([1.0, 0.5, 2.0, 3.0])},
        {"shape": np.zeros(0)},
        {"sharpness": -1.0},
    ],
)
def test_numbers_that_make_no_head_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="no head that could be used"):
        load_head(dump_head(HeadFile(head(1, **wrong), {}, {})), "wrong")


def forged(**changes: object) -> bytes:
    """A file whose checksum is right but whose words are not."""
    good = dump_head(HeadFile(head(1), {"seed": 1}, report_of()))
    length = int.from_bytes(good[:8], "little")
    header = json.loads(good[8 : 8 + length])
    tensors = load(good)
    about = json.loads(header["__metadata__"]["about"])
    for key, value in changes.items():
        if key in tensors:
            tensors[key] = value
        else:
            about[key] = value
    text = json.dumps(about)
    return save(tensors, {"format": FORMAT, "about": text, "sha256": _digest(text, tensors)})


def report_of(**changes: object) -> dict[str, Any]:
    measure = {"value": 0.5, "low": 0.4, "high": 0.6}
    rows = {"my taste": {"exact": measure, "within_one": measure, "mae": measure, "winner": None}}
    plain = {"rows": rows, "curve": [{"ratings": 10, "mae": 0.8}], "beat_starter_at": 10}
    return {**plain, "confusion": [[1, 0, 0, 0, 0]] * 5, "recall": [1.0, None, 0.2, 0.0, 0.5], **changes}


def nested(depth: int) -> object:
    found: object = 0
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize(
    "wrong",
    [
        {"report": []},
        {"report": report_of(rows={"my taste": {"exact": {"value": "much"}}})},
        {"report": report_of(rows={"starter": {}})},
        {"report": report_of(rows={"my taste": {"exact": None}})},
        {"report": report_of(confusion=[[1, 2], [3, 4]])},
        {"report": report_of(confusion=[[1, 0, 0, 0, 0]])},
        {"report": report_of(recall=[7.0])},
        {"report": report_of(curve=[{"ratings": -1, "mae": 0.8}])},
        {"report": report_of(beat_starter_at=11)},
        {"report": report_of(intervals={"coverage": 0.8})},
        {"report": report_of(lower_than="v3")},
        {"report": {"rows": {str(number): {} for number in range(50)}}},
        {"settings": {"a": nested(200)}},
        {"settings": {"a": "x" * 100_000}},
        {"ratings": float("nan")},
        {"ratings": -1},
        {"ratings": True},
        {"trust": float("inf")},
        {"trust": "1"},
        {"kind": "continuation"},
        {"backbone": ""},
        {"attributes": ["smile"] * 6},
        {"attributes": [3]},
        {"marks": [2.0, 3.0]},
        {"marks": [2.0, 2.0, 3.0, 4.0]},
        {"marks": [0.5, 2.0, 3.0, 4.0]},
        {"doubt": -1.0},
        {"weight": np.ones(())},
        {"weight": np.ones((5, FEATURES))},
        {"weight": np.full((1, FEATURES), 1e300)},
        {"bias": np.array([np.inf])},
        {"ranker": np.ones(3)},
        {"scale": np.full(FEATURES, 1e-300)},
        {"weight": np.ones((1, 4))},
    ],
)
def test_a_forged_file_is_refused_with_a_reason(wrong: dict[str, object]) -> None:
    assert load_head(forged(), "good").report["beat_starter_at"] == 10
    with pytest.raises(UsageError, match=r"“bad\.safetensors” holds no head that could be used: "):
        load_head(forged(**wrong), "bad.safetensors")


def test_a_deep_file_is_refused_and_a_newer_one_asks_for_an_update() -> None:
    deep = b'{"__metadata__":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    for content in (len(deep).to_bytes(8, "little") + deep, b"\xff" * 64):
        with pytest.raises(UsageError, match="is not a personal head"):
            load_head(content, "deep")
    with pytest.raises(UsageError, match="update the app"):
        load_head(forged().replace(b"head 2", b"head 9"), "newer")


def test_a_file_of_the_first_format_is_read_as_it_was_meant() -> None:
    found = load_head(
        forged(marks=[], doubt=None).replace(FORMAT.encode(), b"photo-curator personal head 1"), "old"
    )
    assert (found.head.reach.marks, found.head.reach.doubt) == ((), None)
    assert found.head.reach.score(np.array([[0.2, 0.2, 0.2, 0.2, 0.2]])) == pytest.approx(3.0)


def test_a_head_that_cannot_read_this_librarys_faces_is_refused(
    library: Library, photos: tuple[int, ...]
) -> None:
    with pytest.raises(UsageError, match="resnet18"):
        add_head(library, 1, backbone="resnet18-1")
    with pytest.raises(UsageError, match="does not fit"):
        add_head(library, 1, attribute_names=tuple(map(str, NAMES[:-1])))


def test_the_queue_names_unrated_photos_with_faces(library: Library) -> None:
    assert most_useful_photos(library) == []
    ids = rated_library(library, 30)
    more = library.files.apply([photo(seed) for seed in range(100, 130)])
    (bare,) = library.files.apply([photo(200, faces=0)])
    chosen = most_useful_photos(library, 10)
    assert len(set(chosen)) == 10
    assert set(chosen) <= set(more)
    assert most_useful_photos(library, 10) == chosen
    library.curation.apply(UseTaste(add_head(library, 3)))
    assert set(most_useful_photos(library, 100)) == set(more)
    assert bare not in chosen
    assert not set(chosen) & set(ids)


def test_the_queue_asks_about_photos_whose_stars_mean_nothing_yet(library: Library) -> None:
    said = [ForeignRating(1 + seed % 5, False, "xmp sidecar, Lightroom") for seed in range(6)]
    ids = library.files.apply([photo(seed, sidecar=one) for seed, one in enumerate(said)])
    assert set(most_useful_photos(library)) == set(ids)
    library.curation.apply(SetMeaning("Lightroom", (0, 2, 3, 4, 5)))
    assert set(most_useful_photos(library)) == {ids[0], ids[5]}  # one star means nothing
    library.curation.apply(SetRating(ids[:1], 4))
    assert most_useful_photos(library) == [ids[5]]
