"""The networks as the engine holds them: one set, loaded when a picture first needs it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from photo_curator.domain.messages import Notice
from photo_curator.domain.people import IDENTITY_WEIGHTS
from photo_curator.domain.weights import WeightState
from photo_curator.engine.pipeline import Analyse
from photo_curator.ml.versions import ANALYSIS_VERSION, IDENTITY_READING
from photo_curator.weight_store import WeightStore

if TYPE_CHECKING:
    from photo_curator.ml.identity import FaceReader
    from photo_curator.ml.scorer import Scorer


def _no_device(_kind: str, _name: str) -> None:
    """Nobody listens."""


def _no_notice(_notice: Notice) -> None:
    """Nobody listens."""


class Networks:
    """Loads `ml.analyser.Analyser` once. Used from the engine's main thread only.

    Importing torch takes seconds and hundreds of megabytes; a rescan without news needs neither.

    Args:
        device: "cpu", "cuda", "mps", or None to choose by self-test.
    """

    version = ANALYSIS_VERSION

    def __init__(self, device: str | None = None) -> None:
        self._device = device
        self._loaded: Analyse | None = None
        self._reader: FaceReader | None = None
        self.on_device: Callable[[str, str], None] = _no_device
        self.on_notice: Callable[[Notice], None] = _no_notice

    def get(self) -> Analyse:
        """The analyser, loaded on the first call."""
        if self._loaded is None:
            from photo_curator.ml.analyser import Analyser

            # Decoding takes the other half; on two cores both threads of torch would fight with it.
            threads = max(1, (os.cpu_count() or 1) // 2)
            analyser = Analyser(self._device, threads)
            analyser.on_notice = self._notice
            self._loaded = analyser
            self._analyser = analyser
            self.on_device(analyser.device.kind, analyser.device.name)
        return self._loaded

    def scorer(self) -> Scorer:
        """The scorer, loaded with everything else on the first call."""
        self.get()
        return self._analyser.scorer

    def identity_version(self) -> str:
        """Of what persons are told apart by; "" where its weights are not on this machine."""
        store = WeightStore()
        entry = store.entries().get(IDENTITY_WEIGHTS)
        if entry is None or (status := store.status(entry)).state is not WeightState.READY:
            return ""
        return f"{IDENTITY_WEIGHTS}-{status.sha256[:8]}/{IDENTITY_READING}"

    def face_reader(self) -> FaceReader:
        """What tells persons apart, loaded on the first call.

        Raises:
            WeightsError: its weights are not here, or not what they should be.
        """
        if self._reader is None:
            from photo_curator.ml.identity import FaceReader

            self._reader = FaceReader(self._device)
        return self._reader

    def _notice(self, notice: Notice) -> None:
        self.on_notice(notice)
        self.on_device(self._analyser.device.kind, self._analyser.device.name)
