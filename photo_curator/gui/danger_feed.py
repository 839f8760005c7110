"""Feeds the inspector's danger panel: answers, and maps of where a hazard is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from photo_curator.domain import messages as m
from photo_curator.domain.photo import Photo
from photo_curator.gui.face_strip import read_image
from photo_curator.gui.parts import Parts


class DangerFeed(QObject):
    """Connects the panel with the library, the commands and the engine, which draws maps."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.inspector)
        self._panel, self._library = parts.inspector.danger, parts.library
        self._tasks, self._bridge = parts.tasks, parts.bridge
        self._photo: Photo | None = None
        parts.loading.photo_read.connect(self._remember)
        self._panel.map_asked.connect(self._draw_map)
        parts.inspector.dangerAnswered.connect(parts.commands.answer_danger)
        parts.commands.hazard_wanted.connect(self._panel.toggle_map)

    def _remember(self, photo: Photo | None) -> None:
        self._photo = photo

    def _draw_map(self, hazard: str) -> None:
        photo = self._photo
        if photo is None:
            return
        photo_id, thumbnail = (
            photo.summary.id,
            self._library.layout.thumbnail(photo.summary.thumbnail_key, 512),
        )

        def hear(answer: m.Answer) -> None:
            match answer:
                case m.HazardMapDrawn(path=path):
                    self._tasks.glances.submit(lambda: (read_image(thumbnail), read_image(Path(path))), show)
                case m.Failed(message=message):
                    self._panel.show_trouble(photo_id, message)

        def show(pictures: tuple[QImage, QImage]) -> None:
            self._panel.show_map(photo_id, *pictures)

        if self._bridge.busy:
            self._panel.show_waiting()
        self._bridge.start(m.HazardMap(photo_id=photo_id, hazard=hazard), hear)
