"""What XMP files beside a photo say."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

from photo_curator.domain.errors import PhotoFileError, ProblemKind
from photo_curator.domain.indexing import Companion, Problem
from photo_curator.domain.photo import FileRole
from photo_curator.domain.rating import ForeignRating
from photo_curator.domain.sentences import Sentence
from photo_curator.media.files import printable, read_bytes, shown
from photo_curator.media.formats import PICTURE_EXTENSIONS, RAW_EXTENSIONS, extension
from photo_curator.media.xmp import MAX_PACKET_BYTES, SOURCE_SIDECAR, parse_xmp, rating_of


def read_sidecars(companions: Iterable[Companion]) -> tuple[ForeignRating | None, list[Problem]]:
    """Read a photo's sidecars, `IMG.JPG.xmp` before `IMG.xmp`.

    The first that gives stars or a reject decides these; the first that gives a label, the label.

    Args:
        companions: of one photo; those that are no sidecars are passed over.

    Returns:
        What was said (None: nothing), and the sidecars that could not be read. Raises nothing.
    """
    said: list[ForeignRating] = []
    problems: list[Problem] = []
    sidecars = [companion for companion in companions if companion.role is FileRole.SIDECAR]
    for companion in sorted(sidecars, key=lambda companion: not _is_long_name(companion.path)):
        try:
            content = read_bytes(companion.path, MAX_PACKET_BYTES)
        except PhotoFileError as error:
            problems.append(Problem(printable(companion.path), error.kind, str(error), companion.stamp))
            continue
        fields = parse_xmp(content)
        if fields is None:
            message = Sentence.NO_SIDECAR.about(shown(companion.path))
            problem = Problem(printable(companion.path), ProblemKind.UNREADABLE, message, companion.stamp)
            problems.append(problem)
            continue
        rating = rating_of(fields, SOURCE_SIDECAR)
        if rating is not None:
            said.append(rating)
    return _merge(said), problems


def _merge(said: list[ForeignRating]) -> ForeignRating | None:
    if not said:
        return None
    first = next((one for one in said if one.value is not None or one.reject), said[0])
    label = next((one.label for one in said if one.label), "")
    own = next((one.own for one in said if one.own is not None), None)
    return replace(first, label=label, own=own)


def _is_long_name(path: str) -> bool:
    inner = extension(os.path.splitext(os.path.basename(path))[0])
    return inner in PICTURE_EXTENSIONS or inner in RAW_EXTENSIONS
