"""Finding people: faces are read by the network that tells persons apart, then grouped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from photo_curator.db.library import Library
from photo_curator.db.people import FaceToRead, Known
from photo_curator.domain import messages as m
from photo_curator.domain.aggregation import SMALLEST_JUDGED_FACE
from photo_curator.domain.errors import PhotoFileError, WeightsError
from photo_curator.domain.grouping import ALIKE, GROUPING_VERSION, NEIGHBOURS, group, keep_numbers
from photo_curator.domain.people import IDENTITY_WEIGHTS
from photo_curator.domain.photo import FileState
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.engine.networks import Networks
from photo_curator.engine.speed import Speed
from photo_curator.media.decode import decode, read_file
from photo_curator.media.thumbnails import load_crop, save_crop

#: Faces that go through the network together, and that are written together.
_BATCH, _WRITTEN_TOGETHER = 32, 256
_PROGRESS_SECONDS = 0.25

Picture = NDArray[np.uint8]


class PeopleFinder:
    """Reads and groups the faces of one library. On the thread of the networks.

    What was read stays where a run is stopped; the next one goes on there.

    Args:
        library: the library.
        networks: give what reads faces.
        send: takes the answers.
    """

    def __init__(self, library: Library, networks: Networks, send: Callable[[m.Message], None]) -> None:
        self._library, self._networks, self._send = library, networks, send

    def run(self, request: m.FindPeople, token: CancelToken) -> None:
        """Read what is new and group it; `PeopleFound` comes before the end.

        Raises:
            WeightsError: the weights are not here.
            CancelledError: cancel was asked for.
        """
        version = self._networks.identity_version()
        if not version:
            raise WeightsError(Sentence.PEOPLE_NEED_WEIGHTS.about(IDENTITY_WEIGHTS))
        self._find(request.task, version, token, anew=request.anew)
        people = self._library.people.counts()
        self._send(
            m.PeopleFound(
                task=request.task, people=len(people), named=sum(bool(one.name or one.me) for one in people)
            )
        )

    def after_indexing(self, task: int, token: CancelToken) -> None:
        """The same as part of an index run; without the weights nothing happens.

        Raises:
            CancelledError: cancel was asked for.
        """
        version = self._networks.identity_version()
        if version:
            self._find(task, version, token, anew=False)

    def _find(self, task: int, version: str, token: CancelToken, *, anew: bool) -> None:
        people = self._library.people
        grouping = f"{GROUPING_VERSION}/{version}"
        unread = people.unread(version, SMALLEST_JUDGED_FACE)
        meter = _Meter(task, self._send, token)
        if unread:
            self._read(unread, version, meter)
        if anew or people.unsettled(version, grouping):
            known = people.known(version, grouping)
            people.write_guesses(grouping, grouped(known, anew=anew, step=meter.grouping))
            self._library.bursts.regroup()

    # --- reading ----------------------------------------------------------------------------

    def _read(self, unread: Sequence[FaceToRead], version: str, meter: _Meter) -> None:
        reader = self._networks.face_reader()
        found: list[tuple[int, bytes]] = []
        try:
            for faces, crops in self._batches(unread, meter):
                values = reader.read(crops)
                found += [(face, row.tobytes()) for face, row in zip(faces, values, strict=True)]
                if len(found) >= _WRITTEN_TOGETHER:
                    self._library.people.add_identities(version, found)
                    found = []
        finally:
            self._library.people.add_identities(version, found)

    def _batches(
        self, unread: Sequence[FaceToRead], meter: _Meter
    ) -> Iterator[tuple[list[int], list[Picture]]]:
        faces: list[int] = []
        crops: list[Picture] = []
        done = 0
        for photo, group_ in groupby(unread, key=lambda one: one.photo_id):
            wanted = list(group_)
            for face, crop in self._crops(photo, wanted):
                faces.append(face)
                crops.append(crop)
            done += len(wanted)
            meter.reading(done, len(unread))
            if len(faces) >= _BATCH:
                yield faces, crops
                faces, crops = [], []
        if faces:
            yield faces, crops

    def _crops(self, photo: int, wanted: Sequence[FaceToRead]) -> Iterator[tuple[int, Picture]]:
        """Aligned crops of a photo's faces; without those that cannot be had."""
        layout = self._library.layout
        missing = []
        for one in wanted:
            crop = load_crop(layout, one.crop_key)
            if crop is None:
                missing.append(one.face_id)
            else:
                yield one.face_id, crop
        if missing:
            yield from self._cut(photo, missing)

    def _cut(self, photo_id: int, wanted: Sequence[int]) -> Iterator[tuple[int, Picture]]:
        from photo_curator.ml.crops import align

        photo = self._library.photos.get(photo_id)
        primary = next(file for file in photo.files if file.primary)
        if primary.state is not FileState.PRESENT:
            return
        try:
            data, content = read_file(primary.path)
            picture = decode(data, content, primary.path, primary.role, 0, smallest_side=1).picture
        except PhotoFileError:
            return  # indexing lists it under Problem files; the next run tries again
        scale = max(picture.shape[:2]) / photo.summary.size.long_side
        for face in photo.faces:
            if face.id in wanted:
                crop = align(picture, face.landmarks.scaled(scale), face.box.scaled(scale), 1 / scale).pixels
                save_crop(self._library.layout, face.crop_key, crop)
                yield face.id, crop


def grouped(
    known: Known, *, anew: bool = False, step: Callable[[int, int], None] = lambda _done, _total: None
) -> dict[int, int | None]:
    """Whose faces are: new ones join the people there are, or make new ones.

    Args:
        known: the faces.
        anew: only what the user said is kept; people found again keep their numbers.
        step: called with faces done and in all; may raise to break off.

    Returns:
        For `PeopleRepository.write_guesses`: every face that was looked at.
    """
    from photo_curator.ml.identity import alike_pairs

    anew = anew or not known.settled
    faces = known.faces.tolist()
    kept = {face: person for face, person in known.person.items() if not anew or face in known.said}
    fresh = np.array([row for row, face in enumerate(faces) if anew or face not in known.settled], np.int64)
    pairs = alike_pairs(known.embedding, fresh, NEIGHBOURS, ALIKE, step)
    places = {face: row for row, face in enumerate(faces)}
    found = group(
        known.embedding,
        pairs,
        known.photos.tolist(),
        [kept.get(face, 0) for face in faces],
        {places[face]: people for face, people in known.denied.items() if face in places},
    )
    people = dict(zip(faces, found, strict=True))
    if anew:
        spoken = set(kept.values())
        people = keep_numbers(
            people, {face: person for face, person in known.person.items() if person not in spoken}
        )
    # What was nobody's and is settled stays as it is, but for what has found company now.
    new = {faces[row] for row in fresh.tolist()}
    return {
        face: person or None
        for face, person in people.items()
        if face in new or (person and face not in known.person)
    }


class _Meter:
    """Tells how far it is, not more than a few times a second, and stops where cancel was asked for."""

    def __init__(self, task: int, send: Callable[[m.Message], None], token: CancelToken) -> None:
        self._task, self._send, self._token = task, send, token
        self._speed = Speed()
        self._last = 0.0

    def reading(self, done: int, total: int) -> None:
        """So many faces are read."""
        self._speed.mark(done)
        self._tell("reading faces", done, total, self._speed.rate, self._speed.seconds_left(total - done))

    def grouping(self, done: int, total: int) -> None:
        """So many faces were compared."""
        self._tell("grouping faces", done, total, 0.0, None)

    def _tell(self, stage: str, done: int, total: int, rate: float, left: float | None) -> None:
        if self._token.paused:
            self._send(m.Progress(task=self._task, stage=stage, done=done, total=total, paused=True))
        self._token.checkpoint()
        now = time.monotonic()
        if now - self._last >= _PROGRESS_SECONDS or done == total:
            self._last = now
            self._send(
                m.Progress(task=self._task, stage=stage, done=done, total=total, rate=rate, seconds_left=left)
            )
