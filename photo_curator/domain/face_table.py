"""The judged faces of many photos as arrays, and their photos' scores: `aggregation`, but for all at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from photo_curator.domain.aggregation import EYES_SHUT_BELOW, MAIN_FACE_SHARE
from photo_curator.domain.face import Attribute
from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste_head import Floats, Reach, StoredHead, column_order, ends

_LEVELS = np.array(LEVELS, float)
#: Faces whose features are in memory together.
_AT_ONCE = 8192


@dataclass(frozen=True, slots=True)
class PhotoScores:
    """Scores of P photos.

    Attributes:
        probabilities: [P, 5].
        mean: [P] as shown, see `Reach`.
        low: [P].
        high: [P].
        wide: [P] whether the verdict is "cannot tell".
    """

    probabilities: Floats
    mean: Floats
    low: Floats
    high: Floats
    wide: NDArray[np.bool_]


@dataclass(frozen=True)
class FaceTable:
    """Judged faces, sorted by photo; F faces of P photos, each photo with at least one.

    Attributes:
        face_ids: [F].
        photo_ids: [P], ascending.
        photo: [F] row of `photo_ids`.
        boxes: [F, 4] corners in pixels.
        sizes: [F, 2] width and height of the face's photo.
        detection: [F] 0..1.
        starter: [F, 5] the starter's probabilities.
        attribute_names: columns of `attributes`.
        attributes: [F, A].
        embedding: [F, D] float32.
        own: [F] whether it is the user's face; None: that is not known of any.
    """

    face_ids: NDArray[np.int64]
    photo_ids: NDArray[np.int64]
    photo: NDArray[np.int64]
    boxes: Floats
    sizes: Floats
    detection: Floats
    starter: Floats
    attribute_names: tuple[str, ...]
    attributes: Floats
    embedding: NDArray[np.float32]
    own: NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        return len(self.photo)

    @cached_property
    def weights(self) -> tuple[Floats, NDArray[np.bool_]]:
        """Each face's share of its photo's score, and which main faces have shut eyes; [F] both.

        The user's own face has all of it: a rating of such a photo trains that face alone.
        """
        width, height = np.maximum(self.sizes[:, 0], 1), np.maximum(self.sizes[:, 1], 1)
        x1, y1, x2, y2 = self.boxes.T
        off = np.hypot((x1 + x2) / 2 / width - 0.5, (y1 + y2) / 2 / height - 0.5)
        centred = 1.0 - 0.5 * np.minimum(1.0, off / np.sqrt(0.5))
        area = (x2 - x1) * (y2 - y1) / (width * height)
        prominence = np.sqrt(np.maximum(area, 1e-6)) * centred * self.detection
        main = prominence >= MAIN_FACE_SHARE * self._largest(prominence)[self.photo]
        if self.own is not None:
            main |= self.own
        shut = np.zeros(len(self), bool)
        if Attribute.EYES_OPEN in self.attribute_names:
            eyes = self.attributes[:, self.attribute_names.index(Attribute.EYES_OPEN)]
            shut = main & (eyes < EYES_SHUT_BELOW)
        if self.own is not None and self.own.any():
            led = self._largest(self.own.astype(float))[self.photo] > 0
            prominence = np.where(led & ~self.own, 0.0, prominence)
        return prominence / self.mixed(prominence[:, None])[self.photo, 0], shut

    def probabilities(self, head: StoredHead | None) -> Floats:
        """What a head says of each face, [F, 5]; None: the starter."""
        if head is None:
            return self.starter
        return self._said(head, head.probabilities)

    def photo_ranks(self, head: StoredHead) -> Floats:
        """What a head's burst ranker gives each photo: [P]. It has one."""
        faces = self._said(head, head.ranked)
        return self.mixed((faces * self.weights[0])[:, None])[:, 0]

    def _said(
        self, head: StoredHead, said: Callable[[NDArray[np.float32], Floats, Floats], Floats]
    ) -> Floats:
        """What a function of the head says of each face, a part of them at a time."""
        columns = column_order(head.attribute_names, self.attribute_names)
        parts = [slice(start, start + _AT_ONCE) for start in range(0, max(len(self), 1), _AT_ONCE)]
        return np.concatenate(
            [said(self.embedding[part], self.attributes[part, columns], self.starter[part]) for part in parts]
        )

    def photo_scores(self, faces: Floats, reach: Reach) -> PhotoScores:
        """The photos' scores from their faces'; the rule is `aggregation.photo_score`'s.

        Args:
            faces: [F, 5] probabilities.
            reach: how they are read.
        """
        low, high = ends(faces, reach.tail)
        photos = self._aggregated(np.column_stack([faces, low, high]))
        shares, low, high = photos[:, :5], photos[:, 5], photos[:, 6]
        score = reach.score(shares)
        low, high = reach.around(score, low, high)
        return PhotoScores(shares, score, low, high, reach.unsure(shares, score, high - low))

    def photo_shares(self, faces: Floats) -> Floats:
        """The photos' probabilities alone: [F, 5] -> [P, 5]."""
        return self._aggregated(faces)

    def _aggregated(self, values: Floats) -> Floats:
        """Mixtures [P, K] of faces' values [F, K], whose first five columns are the probabilities."""
        weight, shut = self.weights
        photos = self.mixed(values * weight[:, None])
        # A blink spoils the photo: the worst main face with shut eyes, where it is worse than the mixture.
        blinking = np.flatnonzero(shut)
        if len(self) == len(self.photo_ids) or not len(blinking):
            return photos
        mean = values[blinking, :5] @ _LEVELS
        order = np.lexsort((mean, self.photo[blinking]))
        photo, first = np.unique(self.photo[blinking][order], return_index=True)
        worst, mean = blinking[order][first], mean[order][first]
        worse = mean < photos[photo, :5] @ _LEVELS
        photos[photo[worse]] = values[worst[worse]]
        return photos

    def mixed(self, values: Floats) -> Floats:
        """Sums of the faces' values by photo: [F, K] -> [P, K]."""
        if len(self) == len(self.photo_ids):
            return values.copy()
        sums: Floats = np.add.reduceat(values, self._starts, axis=0)
        return sums

    def _largest(self, values: Floats) -> Floats:
        largest: Floats = np.maximum.reduceat(values, self._starts) if len(self) else values[:0]
        return largest

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """[P] each photo's first face."""
        return np.searchsorted(self.photo, np.arange(len(self.photo_ids)))
