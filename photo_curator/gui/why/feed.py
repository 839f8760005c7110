"""Feeds the page: the current photo and its faces while it is open; saves what it shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from photo_curator.domain.photo import Photo
from photo_curator.gui.face_strip import FacePicture, read_face_pictures
from photo_curator.gui.parts import Parts
from photo_curator.gui.said import problem_text
from photo_curator.gui.state import Page
from photo_curator.gui.why.page import WhyPage
from photo_curator.gui.why.state import WhyState
from photo_curator.services.explaining import save_explanation


class WhyFeed(QObject):
    """Connects the page with the window.

    Attributes:
        why: what the page knows.
        page: the page.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.inspector)
        self._inspector, self._commands, self._library = parts.inspector, parts.commands, parts.library
        self._state, self._tasks = parts.state, parts.tasks
        self._loading, self._dialogs = parts.loading, parts.dialogs
        self.why = WhyState(parts.bridge, parts.tasks.glances, parts.library.layout)
        self.page = WhyPage(self.why)
        self.page.set_behind(parts.bridge.busy)
        parts.state.page_changed.connect(self._page_changed)
        parts.loading.photo_read.connect(self._show)
        parts.bridge.busy_changed.connect(self.page.set_behind)
        self.page.save_asked.connect(self._save)
        self.page.stepped.connect(parts.commands.step)
        self._page_changed(parts.state.page)

    def _page_changed(self, page: Page) -> None:
        if page is Page.WHY:
            self._loading.reread_photo()
            self.page.setFocus()
        else:
            self.why.close()

    def _show(self, photo: Photo | None) -> None:
        if self._state.page is not Page.WHY:
            return
        if photo is None:
            self._state.show_page(Page.GRID)
            return
        before = self.why.photo
        another = before is None or before.summary.id != photo.summary.id
        if another:
            self.page.set_faces(())
        self.why.show(photo, self._inspector.face_of(photo) if another else self.why.face)
        self.page.show_strip()
        library, summary = self._library.layout, photo.summary

        def read() -> list[FacePicture]:
            return read_face_pictures(library, photo.faces, summary.thumbnail_key, summary.size)

        def done(pictures: list[FacePicture]) -> None:
            if self.why.photo is photo:  # else: another one is shown by now
                self.page.set_faces(pictures)

        self._tasks.glances.submit(read, done)

    def _save(self) -> None:
        photo, answer, fooling = self.why.photo, self.why.map, self.why.fooling
        if photo is None or answer is None:
            return
        parent = self._dialogs.choose_destination(self.tr("Save pictures and numbers in"))
        if not parent:
            return
        explanation = answer.explanation
        stem = Path(photo.summary.path).stem
        folder = Path(parent) / f"{stem} {explanation.face} {explanation.method.value}"
        self._tasks.facts.submit(
            lambda: save_explanation(answer.folder, fooling.folder if fooling else None, folder),
            lambda _: self._commands.said.emit(self.tr("Saved in {0}").format(folder)),
            lambda error: self._commands.said.emit(problem_text(str(error))),
        )
