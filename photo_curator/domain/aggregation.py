"""A photo's score from its faces. Pure arithmetic on distributions."""

from __future__ import annotations

import math
from collections.abc import Sequence

from photo_curator.domain.face import Attribute, Face
from photo_curator.domain.geometry import Size
from photo_curator.domain.score import LEVELS, WIDEST_USEFUL_INTERVAL, Score, Verdict

#: Below this probability that the eyes are open a main face drags the whole photo down.
EYES_SHUT_BELOW = 0.35
#: A face counts as a main face when its prominence is at least this share of the largest one's.
MAIN_FACE_SHARE = 0.5
#: Below this height in source pixels a face says nothing by itself.
SMALLEST_JUDGED_FACE = 80.0


def prominence(face: Face, picture: Size) -> float:
    """How much a face matters in its photo: its share of the picture, more when near the middle.

    Returns:
        A weight > 0, comparable only within one photo.
    """
    x, y = face.box.centre
    off_x = abs(x / max(picture.width, 1) - 0.5)
    off_y = abs(y / max(picture.height, 1) - 0.5)
    centred = 1.0 - 0.5 * min(1.0, math.hypot(off_x, off_y) / math.sqrt(0.5))
    area = face.box.area / max(picture.width * picture.height, 1)
    return math.sqrt(max(area, 1e-6)) * centred * face.detection


def photo_score(
    faces: Sequence[Face], picture: Size, own: Face | None = None
) -> tuple[Verdict, Score | None]:
    """Weigh the faces' distributions by prominence into the photo's own.

    The user's own face leads: where it could be judged it gives the score. A main face with shut eyes
    pulls the photo down to what that face got, since one blink spoils a group picture. Faces without a
    score of their own (too small) carry no weight; where no face has one the verdict is "cannot tell".

    Args:
        faces: the photo's faces, at least one.
        picture: full size of the upright photo.
        own: the one of them that is the user's; None: not known, or the user is not in it.

    Returns:
        The verdict and the score; the score is None where no face could be judged.
    """
    judged = [(face.score, face, prominence(face, picture)) for face in faces if face.score is not None]
    if not judged:
        return Verdict.CANNOT_TELL, None
    leading = [one for one in judged if one[1] is own] or judged
    total = sum(weight for _, _, weight in leading)
    mixed = mix([(score, weight / total) for score, _, weight in leading])
    largest = max(weight for _, _, weight in judged)
    blinking = [
        score
        for score, face, weight in judged
        if (weight >= MAIN_FACE_SHARE * largest or face is own)
        and face.attributes.get(Attribute.EYES_OPEN, 1.0) < EYES_SHUT_BELOW
    ]
    if blinking:
        worst = min(blinking, key=lambda score: score.mean)
        if worst.mean < mixed.mean:
            mixed = worst
    verdict = Verdict.CANNOT_TELL if mixed.width > WIDEST_USEFUL_INTERVAL else Verdict.SCORE
    return verdict, mixed


def mix(parts: Sequence[tuple[Score, float]]) -> Score:
    """The mixture of several scores.

    Args:
        parts: scores with weights that sum to 1.

    Returns:
        A score whose probabilities and ends are the weighted means of the parts'.
    """
    one, two, three, four, five = (
        sum(weight * score.probabilities[index] for score, weight in parts) for index in range(5)
    )
    return Score(
        probabilities=(one, two, three, four, five),
        mean=sum(level * p for level, p in zip(LEVELS, (one, two, three, four, five), strict=True)),
        low=sum(weight * score.low for score, weight in parts),
        high=sum(weight * score.high for score, weight in parts),
    )
