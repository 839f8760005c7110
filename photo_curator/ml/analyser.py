"""From a decoded picture to its machine facts: the one door the engine uses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from photo_curator.domain.aggregation import SMALLEST_JUDGED_FACE, photo_score
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Size
from photo_curator.domain.indexing import AnalysedFace, Analysis
from photo_curator.domain.score import Verdict
from photo_curator.ml import device as devices
from photo_curator.ml.crops import AlignedCrop, align
from photo_curator.ml.device import Device
from photo_curator.ml.faces import DETECTOR_VERSION, Detection, FaceDetector
from photo_curator.ml.heads import named, score_of
from photo_curator.ml.reduction import DetectorView
from photo_curator.ml.scorer import Scorer, batch_of, starter_scorer
from photo_curator.ml.technical import TECHNICAL_VERSION, technical_score

#: Spread, in levels, of the technical score where there are faces that nobody could judge.
UNJUDGED_SPREAD = 1.0

Picture = NDArray[np.uint8]


class Detector(Protocol):
    """What finds faces."""

    def detect(self, picture: Picture, view: DetectorView | None = None) -> list[Detection]:
        """Faces in pixels of the picture, largest first."""
        ...

    def propose(self, view: DetectorView) -> DetectorView:
        """The first stage alone."""
        ...


class Analyser:
    """Detector, crops and scorer on one device. One thread only.

    Out of memory or a driver's fault moves everything to the CPU for good and repeats the photo.

    Args:
        device: "cuda", "mps" or "cpu"; None: the best that passes the self-test.
        threads: CPU threads for the networks. None is 1: decoding threads fill the other cores, and
            PyTorch's threads, waiting for each other there, are five times slower than one alone.
        make_detector: makes the detector on a device; for tests.

    Attributes:
        device: where the networks run now.
        on_notice: called with a sentence for the user; replace it to hear.
    """

    def __init__(
        self,
        device: str | None = None,
        threads: int | None = None,
        make_detector: Callable[[Device], Detector] = FaceDetector,
    ) -> None:
        devices.set_threads(threads or 1)
        self._make_detector = make_detector
        self.on_notice: Callable[[str], None] = _silent
        self.device = devices.choose_device(device)
        self._scorer: Scorer = starter_scorer()
        try:
            self._settle(self.device)
        except RuntimeError as error:
            if self.device.kind == "cpu" or not devices.is_device_fault(error):
                raise
            self._settle(devices.cpu())

    @property
    def version(self) -> str:
        """Of detector, scorer and technical path together; stored with machine facts."""
        return f"{DETECTOR_VERSION}/{self._scorer.version}/{TECHNICAL_VERSION}"

    def prepare(self, view: DetectorView) -> DetectorView:
        """Take the detection's first stage off `analyse`. Callable from decode threads.

        That stage is the largest piece of work and only reads its weights, so on a CPU it may run
        beside everything else; on a GPU it stays with the rest, on the one thread.
        """
        return self._detector.propose(view) if self.device.kind == "cpu" else view

    def analyse(
        self, picture: Picture, full_size: Size, key: str, view: DetectorView | None = None
    ) -> tuple[Analysis, list[Picture]]:
        """Everything the machine says of a photo.

        A photo whose faces are all too small to judge gets the verdict "cannot tell", with the
        technical score and a wide interval beside it: it is sorted by that and not sunk.

        Args:
            picture: [height, width, 3] RGB, 0..255, upright; the whole photo at any size.
            full_size: of the upright photo.
            view: the picture as the detector looks at it, where a decode thread has made it.
            key: crop keys are "{key}-0", "{key}-1", ...

        Returns:
            The facts, in pixels of the full-size photo, and the aligned crops [224, 224, 3] in the
            faces' order (largest first).

        Raises:
            DeviceFault: the CPU failed as well (out of memory).
        """
        try:
            return self._analyse(picture, full_size, key, view)
        except RuntimeError as error:
            if not devices.is_device_fault(error):
                raise
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            self._fall_back(reason)
        try:
            return self._analyse(picture, full_size, key, view)
        except RuntimeError as error:
            if devices.is_device_fault(error):
                raise devices.DeviceFault(f"The CPU failed as well: {error}") from error
            raise

    def _analyse(
        self, picture: Picture, full_size: Size, key: str, view: DetectorView | None
    ) -> tuple[Analysis, list[Picture]]:
        scale = full_size.long_side / max(picture.shape[:2])
        found = self._detector.detect(picture, view)
        if not found:
            score, attributes = technical_score(picture)
            return Analysis(Verdict.NO_FACE, score, (), self.version, attributes), []
        crops = [align(picture, one.landmarks, one.box, scale) for one in found]
        faces = self._scored(found, crops, scale, key)
        verdict, photo = photo_score([one.face for one in faces], full_size)
        attributes = {}
        if photo is None:
            photo, attributes = technical_score(picture, UNJUDGED_SPREAD)
        analysis = Analysis(verdict, photo, tuple(faces), self.version, attributes)
        return analysis, [crop.pixels for crop in crops]

    def _scored(
        self, found: list[Detection], crops: list[AlignedCrop], scale: float, key: str
    ) -> list[AnalysedFace]:
        """All faces of a photo, scored in one batch."""
        pixels, sizes = batch_of(crops, self.device.torch)
        landmarks = torch.tensor([one.landmarks.points() for one in found], device=self.device.torch)
        with torch.inference_mode():
            output = self._scorer(pixels, sizes, landmarks)
        probabilities = output.probabilities.double().cpu().tolist()
        attributes = output.attributes.cpu().tolist()
        embeddings = output.embedding.float().cpu().numpy().astype("<f4")
        return [
            AnalysedFace(
                Face(
                    id=0,
                    box=one.box.scaled(scale),
                    landmarks=one.landmarks.scaled(scale),
                    detection=one.probability,
                    score=score_of(shares) if crop.source_size >= SMALLEST_JUDGED_FACE else None,
                    attributes=named(self._scorer.attribute_names, values),
                    crop_key=f"{key}-{index}",
                ),
                embedding.tobytes(),
            )
            for index, (one, crop, shares, values, embedding) in enumerate(
                zip(found, crops, probabilities, attributes, embeddings, strict=True)
            )
        ]

    def _settle(self, device: Device) -> None:
        """Build everything on a device."""
        self._detector = self._make_detector(device)
        self._scorer = self._scorer.to(device.torch)
        self.device = device

    def _fall_back(self, reason: str) -> None:
        failed = self.device
        # Weights are made anew: what lies on a failed device may not be readable any more.
        self._scorer = starter_scorer()
        self._settle(devices.cpu())
        devices.release_memory(failed)
        if failed.kind != "cpu":
            self.on_notice(f"Fell back to the CPU: {failed.name} failed ({reason}).")
        else:
            self.on_notice(f"Fell back to the CPU: the networks were built anew ({reason}).")


def _silent(_: str) -> None:
    """Nobody listens."""
