"""From a decoded picture to its machine facts: the one door the engine uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from photo_curator.domain.aggregation import SMALLEST_JUDGED_FACE, photo_score
from photo_curator.domain.danger import HazardReading
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.face import Attribute, Face, FaceOrigin
from photo_curator.domain.face_repair import FaceCorrection, apply_corrections
from photo_curator.domain.geometry import Box, Size
from photo_curator.domain.indexing import AnalysedFace, Analysis
from photo_curator.domain.messages import Notice
from photo_curator.domain.score import Verdict
from photo_curator.domain.sentences import Sentence
from photo_curator.ml import device as devices
from photo_curator.ml.crops import AlignedCrop, align
from photo_curator.ml.device import Device
from photo_curator.ml.faces import DETECTOR_VERSION, Detection, FaceDetector
from photo_curator.ml.hazards import HazardReader
from photo_curator.ml.heads import named, score_of
from photo_curator.ml.reduction import DetectorView
from photo_curator.ml.scorer import Scorer, batch_of, starter_scorer
from photo_curator.ml.technical import TECHNICAL_VERSION, technical_score

#: Spread, in levels, of the technical score where there are faces that nobody could judge.
UNJUDGED_SPREAD = 1.0
#: What can be said of a face whose landmarks are estimated.
_WITHOUT_LANDMARKS = (Attribute.SHARPNESS, Attribute.EXPOSURE)

Picture = NDArray[np.uint8]
_T = TypeVar("_T")


class Detector(Protocol):
    """What finds faces."""

    def detect(self, picture: Picture, view: DetectorView | None = None) -> list[Detection]:
        """Faces in pixels of the picture, largest first."""
        ...

    def propose(self, view: DetectorView) -> DetectorView:
        """The first stage alone."""
        ...

    def find_in(self, picture: Picture, box: Box) -> Detection:
        """The face in a box drawn by hand, landmarks estimated where none are found."""
        ...


class Hazards(Protocol):
    """What sees hazards in a whole photo; `ml.hazards.HazardReader` does.

    Attributes:
        version: of what is read.
        thresholds: by hazard, the probability from which on it counts as seen.
    """

    version: str
    thresholds: Mapping[str, float]

    def probabilities(self, picture: Picture) -> dict[str, float]:
        """By hazard, 0..1."""
        ...

    def heat_map(self, picture: Picture, hazard: str) -> NDArray[np.float32]:
        """Where a hazard is seen, [h, w] over the whole photo, 0..1."""
        ...


def hazard_reader(device: Device) -> Hazards:
    """The embedded hazard network."""
    return HazardReader(device.torch)


class Analyser:
    """Detector, crops, scorer and hazards on one device. One thread only.

    Out of memory or a driver's fault moves everything to the CPU for good and repeats the photo.

    Args:
        device: "cuda", "mps" or "cpu"; None: the best that passes the self-test.
        threads: CPU threads for the networks. None is 1: decoding threads fill the other cores, and
            PyTorch's threads, waiting for each other there, are five times slower than one alone.
        make_detector: makes the detector on a device; for tests.
        make_hazards: makes what sees hazards on a device; None from it: no photo gets a danger hint.

    Attributes:
        device: where the networks run now.
        on_notice: called with what the user should know; replace it to hear.
    """

    def __init__(
        self,
        device: str | None = None,
        threads: int | None = None,
        make_detector: Callable[[Device], Detector] = FaceDetector,
        make_hazards: Callable[[Device], Hazards | None] = hazard_reader,
    ) -> None:
        devices.set_threads(threads or 1)
        self._make_hazards = make_hazards
        self._make_detector = make_detector
        self.on_notice: Callable[[Notice], None] = _silent
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
        """Of detector, scorer, technical path and hazards together; stored with machine facts."""
        parts = [DETECTOR_VERSION, self._scorer.version, TECHNICAL_VERSION]
        return "/".join([*parts, self._hazards.version] if self._hazards else parts)

    @property
    def scorer(self) -> Scorer:
        """The very module that gives the scores, for explaining them; another one after a fall back."""
        return self._scorer

    def prepare(self, view: DetectorView) -> DetectorView:
        """Take the detection's first stage off `analyse`. Callable from decode threads.

        That stage is the largest piece of work and only reads its weights, so on a CPU it may run
        beside everything else; on a GPU it stays with the rest, on the one thread.
        """
        return self._detector.propose(view) if self.device.kind == "cpu" else view

    def analyse(
        self,
        picture: Picture,
        full_size: Size,
        key: str,
        view: DetectorView | None = None,
        corrections: Sequence[FaceCorrection] = (),
    ) -> tuple[Analysis, list[Picture]]:
        """Everything the machine says of a photo.

        A photo whose faces are all too small to judge gets the verdict "cannot tell", with the
        technical score and a wide interval beside it: it is sorted by that and not sunk.

        Args:
            picture: [height, width, 3] RGB, 0..255, upright; the whole photo at any size.
            full_size: of the upright photo.
            view: the picture as the detector looks at it, where a decode thread has made it.
            key: crop keys are "{key}-0", "{key}-1", ... in the order of detection, whatever is rejected; of
                faces added by hand they name the place. Two photos of the same pixels share their crops.
            corrections: what the user says of the faces, those that hold, oldest first.

        Returns:
            The facts, in pixels of the full-size photo, and the aligned crops [224, 224, 3] in the
            faces' order (largest first).

        Raises:
            DeviceFault: the CPU failed as well (out of memory).
        """
        return self._surviving(lambda: self._analyse(picture, full_size, key, view, corrections))

    def hazard_map(self, picture: Picture, hazard: str) -> NDArray[np.float32]:
        """Where a photo shows a hazard.

        Args:
            picture: as for `analyse`.
            hazard: a name out of the photo's hazards.

        Returns:
            [h, w] over the whole photo, coarse; 0..1.

        Raises:
            NotFoundError: the networks in use do not see this hazard.
            DeviceFault: the CPU failed as well (out of memory).
        """

        def draw() -> NDArray[np.float32]:
            if self._hazards is None or hazard not in self._hazards.thresholds:
                raise NotFoundError(f"The networks in use do not see the hazard {hazard!r}.")
            return self._hazards.heat_map(picture, hazard)

        return self._surviving(draw)

    def _surviving(self, work: Callable[[], _T]) -> _T:
        """Do the work; where the device fails, once more on the CPU."""
        try:
            return work()
        except RuntimeError as error:
            if not devices.is_device_fault(error):
                raise
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            self._fall_back(reason)
        try:
            return work()
        except RuntimeError as error:
            if devices.is_device_fault(error):
                raise devices.DeviceFault(f"The CPU failed as well: {error}") from error
            raise

    def _analyse(
        self,
        picture: Picture,
        full_size: Size,
        key: str,
        view: DetectorView | None,
        corrections: Sequence[FaceCorrection],
    ) -> tuple[Analysis, list[Picture]]:
        scale = full_size.long_side / max(picture.shape[:2])
        by_key = self._faces(picture, view, corrections)
        found = [one for one, _ in by_key]
        hazards = self._hazard_reading(picture if view is None else np.asarray(view.image))
        if not found:
            score, attributes = technical_score(picture)
            return Analysis(Verdict.NO_FACE, score, (), self.version, attributes, hazards), []
        crops = [align(picture, one.landmarks, one.box, scale) for one in found]
        faces = self._scored(found, crops, scale, [f"{key}-{suffix}" for _, suffix in by_key])
        verdict, photo = photo_score([one.face for one in faces], full_size)
        attributes = {}
        if photo is None:
            photo, attributes = technical_score(picture, UNJUDGED_SPREAD)
        analysis = Analysis(verdict, photo, tuple(faces), self.version, attributes, hazards)
        return analysis, [crop.pixels for crop in crops]

    def _faces(
        self, picture: Picture, view: DetectorView | None, corrections: Sequence[FaceCorrection]
    ) -> list[tuple[Detection, str]]:
        """The faces, as detector and user say together, with the ends of their crop keys; largest first."""
        detected = self._detector.detect(picture, view)
        numbered = [(one, str(place)) for place, one in enumerate(detected)]
        if not corrections:
            return numbered
        size = Size(picture.shape[1], picture.shape[0])
        repaired = apply_corrections([one.box.relative(size) for one in detected], corrections)
        faces = [numbered[place] for place in repaired.kept]
        for box in repaired.added:
            place = "+".join(f"{round(10_000 * share)}" for share in (box.x1, box.y1, box.x2, box.y2))
            faces.append((self._detector.find_in(picture, box.absolute(size)), f"at-{place}"))
        return sorted(faces, key=lambda face: -face[0].box.area)

    def _hazard_reading(self, picture: Picture) -> HazardReading | None:
        if self._hazards is None:
            return None
        found = self._hazards.probabilities(picture)
        return HazardReading(found, self._hazards.thresholds, self._hazards.version)

    def _scored(
        self, found: list[Detection], crops: list[AlignedCrop], scale: float, keys: list[str]
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
                    score=score_of(shares) if _judged(one, crop) else None,
                    attributes=_measured(one, named(self._scorer.attribute_names, values)),
                    crop_key=key,
                    origin=one.origin,
                ),
                embedding.tobytes(),
            )
            for one, crop, key, shares, values, embedding in zip(
                found, crops, keys, probabilities, attributes, embeddings, strict=True
            )
        ]

    def _settle(self, device: Device) -> None:
        """Build everything on a device."""
        self._detector = self._make_detector(device)
        self._hazards = self._make_hazards(device)
        self._scorer = self._scorer.to(device.torch)
        self.device = device

    def _fall_back(self, reason: str) -> None:
        failed = self.device
        # Weights are made anew: what lies on a failed device may not be readable any more.
        self._scorer = starter_scorer()
        self._settle(devices.cpu())
        devices.release_memory(failed)
        if failed.kind != "cpu":
            self.on_notice(Notice(sentence=Sentence.DEVICE_FAILED, arguments=(failed.name, reason)))
        else:
            self.on_notice(Notice(sentence=Sentence.BUILT_ANEW, arguments=(reason,)))


def _judged(face: Detection, crop: AlignedCrop) -> bool:
    return face.origin is not FaceOrigin.ESTIMATED and crop.source_size >= SMALLEST_JUDGED_FACE


def _measured(face: Detection, attributes: Mapping[str, float]) -> Mapping[str, float]:
    """What was measured on a face: without landmarks nothing that stands on them."""
    if face.origin is not FaceOrigin.ESTIMATED:
        return attributes
    return {name: value for name, value in attributes.items() if name in _WITHOUT_LANDMARKS}


def _silent(_: Notice) -> None:
    """Nobody listens."""
