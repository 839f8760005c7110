"""Everything a comparison needs, read at once. For a worker thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from photo_curator.db.library import Library
from photo_curator.domain.burst import Burst
from photo_curator.domain.errors import NotFoundError
from photo_curator.gui.compare.comparison import Comparison, compared
from photo_curator.gui.face_strip import FacePicture, read_face_pictures, read_image

#: Of more frames than these, smaller thumbnails are read: they are shown small.
_FEW = 24


@dataclass(frozen=True, eq=False)
class Material:
    """A comparison with the pictures that are at hand.

    Attributes:
        comparison: who and what.
        thumbnails: upright, by photo id; a null image where the cache has none.
        faces: pictures of persons' faces by photo id and person.
    """

    comparison: Comparison
    thumbnails: dict[int, QImage] = field(default_factory=dict)
    faces: dict[tuple[int, int], FacePicture] = field(default_factory=dict)


def read_burst(library: Library, burst_id: int, among: Sequence[int] = ()) -> Material | None:
    """A burst's frames; None where it is there no more, or none of its photos.

    Args:
        library: where it is.
        burst_id: which.
        among: only these of its frames; none: all.
    """
    try:
        burst = library.bursts.get(burst_id)
    except NotFoundError:
        return None
    wanted = [photo_id for photo_id in burst.photo_ids if not among or photo_id in among]
    return read_photos(library, wanted, burst)


def read_photos(library: Library, photo_ids: Sequence[int], burst: Burst | None = None) -> Material | None:
    """Photos side by side; None where there is none of them.

    Args:
        library: where they are.
        photo_ids: in the order in which they are listed, a burst's in the order taken.
        burst: the one they all are frames of.
    """
    summaries = library.photos.summaries(photo_ids)
    if not summaries:
        return None
    faces = library.photos.faces_of(photo_ids)
    found = compared(summaries, faces, library.bursts.judged_among([one.id for one in summaries]), burst)
    small = 512 if len(summaries) <= _FEW else 256
    layout = library.layout
    pictures: dict[tuple[int, int], FacePicture] = {}
    for frame in found.frames:
        who = [person for person in found.people if frame.face_of(person) is not None]
        wanted = [face for person in who if (face := frame.face_of(person)) is not None]
        read = read_face_pictures(layout, wanted, frame.summary.thumbnail_key, frame.summary.size)
        pictures.update(((frame.id, person), picture) for person, picture in zip(who, read, strict=True))
    return Material(
        found,
        {one.id: read_image(layout.thumbnail(one.thumbnail_key, small)) for one in summaries},
        pictures,
    )
