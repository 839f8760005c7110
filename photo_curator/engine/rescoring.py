"""Looking at single photos anew, because of what the user says of their faces. Nothing else is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

from photo_curator.db.library import Library
from photo_curator.domain.errors import NotFoundError, PhotoFileError
from photo_curator.domain.face_repair import holding
from photo_curator.domain.indexing import IndexSummary, Rescored
from photo_curator.domain.messages import Message, Notice, PhotosChanged, Progress
from photo_curator.domain.photo import FileState, Photo
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.engine.pipeline import Analyse
from photo_curator.media.decode import decode, read_file
from photo_curator.media.thumbnails import save_crop
from photo_curator.ml.reduction import detector_view


class Rescorer:
    """Rescores photos of one library; on the thread of the networks.

    Args:
        library: the library.
        networks: gives the analyser; called only when a picture needs it.
        send: takes the answers.
    """

    def __init__(
        self, library: Library, networks: Callable[[], Analyse], send: Callable[[Message], None]
    ) -> None:
        self._library, self._networks, self._send = library, networks, send

    def run(self, task: int, photo_ids: Sequence[int], token: CancelToken) -> IndexSummary:
        """Rescore photos. What cannot be read now waits, and a notice says so.

        Args:
            task: id carried by every answer.
            photo_ids: these; none: all that wait and can be reached.
            token: pause and cancel.
        """
        asked = tuple(photo_ids)
        wanted = asked or self._within_reach()
        done = 0
        try:
            for place, photo_id in enumerate(wanted):
                token.checkpoint()
                self._send(Progress(task=task, stage="analysing", done=place, total=len(wanted)))
                if changed := self._rescore(photo_id, tell=bool(asked)):
                    done += 1
                    # Of a burst with another best shot now, every frame.
                    self._send(PhotosChanged(task=task, photo_ids=changed, regrouped=len(changed) > 1))
        except CancelledError:
            return IndexSummary(indexed=done, cancelled=True)
        return IndexSummary(indexed=done)

    def _within_reach(self) -> tuple[int, ...]:
        waiting = self._library.photos.summaries(self._library.face_repair.waiting())
        return tuple(photo.id for photo in waiting if photo.state is FileState.PRESENT)

    def _rescore(self, photo_id: int, *, tell: bool) -> tuple[int, ...]:
        """Rescore a photo; returns the photos that changed by it."""
        try:
            photo = self._library.photos.get(photo_id)
        except NotFoundError:
            return ()  # merged with another photo since; that one waits in its place
        found = self._look(photo)
        if isinstance(found, Rescored):
            return self._library.files.apply([found])
        if tell:
            self._send(found)
        return ()

    def _look(self, photo: Photo) -> Rescored | Notice:
        """Look at a photo; where that cannot be: why."""
        primary = next((file for file in photo.files if file.primary), None)
        name = os.path.basename(photo.summary.path)
        if primary is None or primary.state is not FileState.PRESENT:
            return Notice(sentence=Sentence.FACES_LATER, arguments=(name,))
        try:
            data, content = read_file(primary.path)
            decoded = decode(data, content, primary.path, primary.role, 0, smallest_side=1)
        except PhotoFileError as error:
            return Notice(sentence=Sentence.FACES_NOT_READ, arguments=(str(error),))
        facts = decoded.facts
        if facts.pixel_hash != photo.summary.thumbnail_key:
            return Notice(sentence=Sentence.FACES_OF_OTHER_PIXELS, arguments=(name,))
        words = self._library.face_repair.words(photo.summary.id)
        analysis, crops = self._networks().analyse(
            decoded.picture,
            facts.size,
            facts.pixel_hash,
            detector_view(decoded.picture),
            holding(words.corrections, facts.size, facts.perceptual_hash),
        )
        for analysed, pixels in zip(analysis.faces, crops, strict=True):
            save_crop(self._library.layout, analysed.face.crop_key, pixels)
        return Rescored(photo.summary.id, facts, replace(analysis, heeded=words.mark))
