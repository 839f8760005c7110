"""Feeds the page "My taste" and its queue: reads in workers, trains in the engine, writes by operations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QTransform

from photo_curator.domain import messages as m
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.operations import SetMeaning, SetRating, UseTaste
from photo_curator.domain.photo import PhotoSummary
from photo_curator.domain.taste import TasteVersion
from photo_curator.gui.face_strip import read_image
from photo_curator.gui.operations import Broadcast, Way
from photo_curator.gui.parts import Parts
from photo_curator.gui.picture import Shown, read_photo
from photo_curator.gui.state import Page
from photo_curator.gui.taste.page import TastePage
from photo_curator.gui.taste.state import TasteState, TeachingQueue, Training
from photo_curator.gui.taste.teach_page import TeachPage
from photo_curator.services.taste import (
    export_head,
    import_head,
    most_useful_photos,
    roll_back,
    taste_overview,
)

#: Of the photos that help most, so many pictures are shown beforehand.
_PREVIEWS = 6


class TasteFeed(QObject):
    """Connects the two pages with the library and the engine.

    Attributes:
        taste: what is shown; read only while one of the pages is open.
        queue: the photos being rated.
        page: "My taste".
        teach: the queue's page.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.commands)
        self.taste, self.queue = TasteState(), TeachingQueue()
        self.page, self.teach = TastePage(self.taste), TeachPage(self.queue, self.taste)
        self._commands, self._library, self._state = parts.commands, parts.library, parts.state
        self._tasks, self._operations = parts.tasks, parts.operations
        self._bridge, self._dialogs = parts.bridge, parts.dialogs
        self._asked = self._helpful_asked = self._queue_asked = 0
        self._ahead: dict[int, Shown] = {}
        self._shown: int | None = None
        parts.state.page_changed.connect(self._page_changed)
        parts.operations.changed.connect(self._acted)
        parts.loading.counted.connect(lambda _: self._read())
        self._connect()
        self._page_changed(parts.state.page)

    def _connect(self) -> None:
        page, teach = self.page, self.teach
        page.train_asked.connect(self._train)
        page.stop_asked.connect(self._stop)
        page.use_asked.connect(lambda version: self._choose(UseTaste(version)))
        page.back_asked.connect(self._roll_back)
        page.export_asked.connect(self._export)
        page.import_asked.connect(self._import)
        page.meaning_chosen.connect(lambda program, levels: self._operations.run(SetMeaning(program, levels)))
        page.teach_asked.connect(self._commands.teach)
        teach.rated.connect(self._rate)
        teach.stepped.connect(self._step)
        teach.undo_asked.connect(self._commands.undo)
        teach.train_asked.connect(self._train_from_queue)
        teach.more_asked.connect(self._begin_queue)
        teach.closed.connect(self._commands.show_taste)

    def _page_changed(self, page: Page) -> None:
        if page is Page.TASTE:
            self._read()
            self._read_helpful()
            self.page.setFocus()
        elif page is Page.TEACH:
            self._read()
            self._begin_queue()
            self.teach.setFocus()

    # --- reading ----------------------------------------------------------------------------

    def _read(self) -> None:
        if self._state.page not in (Page.TASTE, Page.TEACH):
            return
        self._asked += 1
        asked = self._asked
        self._tasks.facts.submit(
            lambda: taste_overview(self._library),
            lambda overview: self.taste.set_overview(overview) if asked == self._asked else None,
        )

    def _read_helpful(self) -> None:
        self._helpful_asked += 1
        asked = self._helpful_asked

        def work() -> tuple[list[PhotoSummary], tuple[QImage, ...]]:
            found = self._library.photos.summaries(most_useful_photos(self._library))
            return found, tuple(self._preview(summary) for summary in found[:_PREVIEWS])

        def done(result: tuple[list[PhotoSummary], tuple[QImage, ...]]) -> None:
            if asked == self._helpful_asked:
                self.page.helpful.row.show_images(result[1])
                self.taste.set_helpful(result[0])

        self._tasks.facts.submit(work, done)

    def _preview(self, summary: PhotoSummary) -> QImage:
        image = read_image(self._library.layout.thumbnail(summary.thumbnail_key, 256))
        return image.transformed(QTransform().rotate(summary.rotation))

    def _acted(self, broadcast: Broadcast) -> None:
        """Somebody wrote, here or by undo."""
        if self.taste.choosing:
            self.taste.set_choosing(False)
        if self._state.page is Page.TEACH and broadcast.way is not Way.DONE:
            self._hear_undo(broadcast.change.photo_ids)
        self._read()
        if self._state.page is Page.TASTE:
            self._read_helpful()

    # --- training and choosing --------------------------------------------------------------

    def _train(self) -> None:
        if self.taste.training is not None:
            return
        self.taste.set_training(Training(0))
        task = self._bridge.start(m.TrainTaste(), self._hear)
        if task is not None and self.taste.training is not None:
            self.taste.set_training(replace(self.taste.training, task=task))

    def _hear(self, answer: m.Answer) -> None:
        match answer:
            case m.Progress(done=done, total=total, seconds_left=left) if self.taste.training is not None:
                self.taste.set_training(
                    replace(self.taste.training, done=done, total=total, seconds_left=left)
                )
            case m.TasteTrained(version=version):
                self.taste.look_at(version)
                self._read()
            case m.Failed(message=message):
                self.taste.set_training(None)
                self.taste.tell(message)
            case m.Done(summary=summary):
                self.taste.set_training(None)
                if summary.cancelled:
                    self.taste.tell(stopped=True)
                elif self._state.page is not Page.TASTE:
                    self._commands.said.emit(self.tr("Your taste is trained: see My Taste"))

    def _stop(self) -> None:
        training = self.taste.training
        if training is not None:
            self.taste.set_training(replace(training, stopping=True))
            self._bridge.stop(training.task)

    def _choose(self, operation: UseTaste) -> None:
        self.taste.set_choosing(True)
        self._operations.run(operation, self._not_chosen)

    def _roll_back(self) -> None:
        self._tasks.facts.submit(lambda: roll_back(self._library), self._choose, self._not_chosen)

    def _not_chosen(self, error: Exception) -> None:
        self.taste.set_choosing(False)
        self._tell(error)
        self._read()

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, CuratorError):
            raise error
        self.taste.tell(str(error))

    # --- heads as files ---------------------------------------------------------------------

    def _export(self, version: int) -> None:
        path = self._dialogs.choose_new_head(version)
        if path:
            self._tasks.facts.submit(
                lambda: export_head(self._library, version, Path(path)),
                lambda _: self._commands.said.emit(
                    self.tr("v{0} is in {1}").format(version, Path(path).name)
                ),
                self._tell,
            )

    def _import(self) -> None:
        path = self._dialogs.choose_head()

        def done(version: TasteVersion) -> None:
            self.taste.tell()
            self.taste.look_at(version.id)
            self._read()

        if path:
            self._tasks.writes.submit(lambda: import_head(self._library, Path(path)), done, self._tell)

    # --- the queue --------------------------------------------------------------------------

    def _begin_queue(self) -> None:
        self._queue_asked += 1
        asked = self._queue_asked
        self._ahead, self._shown = {}, None
        self.queue.begin(())
        self.teach.show_loading()

        def done(ids: Sequence[int]) -> None:
            if asked == self._queue_asked:
                self.queue.begin(ids)
                self.teach.show_queue()
                self.teach.setFocus()
                self._show_photo()

        self._tasks.facts.submit(lambda: most_useful_photos(self._library), done)

    def _show_photo(self) -> None:
        """The photo asked about; the next one is read ahead, so that rating never waits."""
        current = self.queue.current
        wanted = [one for one in (current, self.queue.following) if one is not None]
        self._ahead = {photo_id: shown for photo_id, shown in self._ahead.items() if photo_id in wanted}
        for photo_id in wanted:
            if photo_id not in self._ahead:
                self._tasks.glances.submit(partial(read_photo, self._library, photo_id), self._photo_read)
        self._present()
        if current is None:
            self._read()

    def _photo_read(self, shown: Shown) -> None:
        if shown.summary.id in (self.queue.current, self.queue.following):
            self._ahead[shown.summary.id] = shown
            self._present()

    def _present(self) -> None:
        current = self.queue.current
        shown = None if current is None else self._ahead.get(current)
        if shown is not None and current != self._shown:
            self._shown = current
            self.teach.show_photo(shown.image, Path(shown.summary.path).name, shown.words)

    def _rate(self, level: int) -> None:
        photo_id = self.queue.rate(level)
        if photo_id is not None:
            self._operations.run(SetRating((photo_id,), level))
            self._show_photo()

    def _step(self, by: int) -> None:
        self.queue.step(by)
        self._show_photo()

    def _hear_undo(self, touched: Sequence[int]) -> None:
        ids = self.queue.ids

        def done(found: list[PhotoSummary]) -> None:
            if ids == self.queue.ids:
                self.queue.hear({one.id: one.rating.value for one in found}, touched)
                self._show_photo()

        self._tasks.glances.submit(lambda: self._library.photos.summaries(ids), done)

    def _train_from_queue(self) -> None:
        self._commands.show_taste()
        self._train()
