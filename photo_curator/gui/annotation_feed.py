"""Feeds the labelling page: the album's photos one after the other, and what was said of them."""

from __future__ import annotations

from array import array
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from photo_curator.domain.annotation import Label
from photo_curator.domain.operations import Annotate, Judgement
from photo_curator.gui.annotation_page import AnnotationPage
from photo_curator.gui.operations import Broadcast, Way
from photo_curator.gui.parts import Parts
from photo_curator.gui.photo_words import number
from photo_curator.gui.picture import Shown, read_photo
from photo_curator.gui.state import Page
from photo_curator.services.annotating import (
    Imported,
    Summary,
    export_annotations,
    import_annotations,
    summarise,
)


class AnnotationFeed(QObject):
    """Connects the labelling page with the library. The photos are those of the album it is opened on.

    Attributes:
        page: the page.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.commands)
        self.page = page = AnnotationPage()
        self._commands, self._library, self._state = parts.commands, parts.library, parts.state
        self._tasks, self._operations, self._dialogs = parts.tasks, parts.operations, parts.dialogs
        self._ids: array[int] = array("q")
        self._row = 0
        self._judged: dict[int, Judgement] = {}
        parts.state.page_changed.connect(self._page_changed)
        parts.operations.changed.connect(self._acted)
        page.judged.connect(self._judge)
        page.stepped.connect(self._step)
        page.annotator_changed.connect(lambda _: self._read())
        page.closed.connect(lambda: self._state.show_page(Page.GRID))
        page.import_asked.connect(self._import)
        page.export_asked.connect(self._export)
        self._page_changed(parts.state.page)

    def _page_changed(self, page: Page) -> None:
        if page is not Page.ANNOTATION:
            return
        # Photo by photo, also those that closed stacks hide.
        hides = self._state.stacking.hidden()
        self._ids = self._library.photos.listing(self._state.query).ids if hides else self._state.ids[:]
        current = self._state.current
        self._row = 0 if current is None or current not in self._ids else self._ids.index(current)
        self._read()
        self._show_photo()
        self.page.setFocus() if self.page.annotator else self.page.ask_who()

    def _read(self) -> None:
        """What everybody has said, and what this annotator has."""
        who, ids = self.page.annotator, self._ids

        def work() -> tuple[dict[int, Judgement], Summary, list[str]]:
            found = self._library.annotations
            name = who or next(iter(found.annotators()), "")
            return found.by_annotator(name, ids), summarise(found.all()), found.annotators()

        def done(result: tuple[dict[int, Judgement], Summary, list[str]]) -> None:
            self._judged, summary, annotators = result
            self.page.offer(annotators, list(summary.reasons))
            self.page.show_summary(self._summary_words(summary))
            self._show_judgement()

        self._tasks.facts.submit(work, done)

    def _show_judgement(self) -> None:
        if not self._ids:
            return
        self.page.show_judgement(self._judged.get(self._ids[self._row]))
        self.page.show_place(
            self.tr("Photo {0} of {1}; {2} labelled by {3}").format(
                self._row + 1, len(self._ids), len(self._judged), self.page.annotator or "?"
            )
        )

    def _show_photo(self) -> None:
        if not self._ids:
            self.page.show_photo(QImage(), "", self.tr("This album holds no photos to label."))
            return
        photo_id = self._ids[self._row]

        def done(shown: Shown) -> None:
            if photo_id == self._ids[self._row]:  # else: another one is shown by now
                self.page.show_photo(shown.image, Path(shown.summary.path).name, shown.words)

        self._tasks.glances.submit(lambda: read_photo(self._library, photo_id), done)

    # --- acting -----------------------------------------------------------------------------

    def _judge(self, label: str, reason: str) -> None:
        who = self.page.annotator
        if not self._ids:
            return
        if not who:
            self._commands.said.emit(self.tr("Say who is labelling first."))
            self._show_judgement()
            self.page.ask_who()
            return
        selfie = None if not label else label != Label.NO_SELFIE
        dangerous = label == Label.DANGEROUS
        judgement = Judgement(self._ids[self._row], who, selfie, dangerous, reason)
        self._operations.run(Annotate((judgement,)))
        if dangerous:
            self.page.ask_reason()
        elif label:
            self._step(1)

    def _step(self, by: int) -> None:
        row = self._row + by
        if 0 <= row < len(self._ids):
            self._row = row
            self._show_judgement()
            self._show_photo()

    def _acted(self, broadcast: Broadcast) -> None:
        if self._state.page is Page.ANNOTATION and (
            isinstance(broadcast.operation, Annotate) or broadcast.way is not Way.DONE
        ):
            self._read()

    def _import(self) -> None:
        path = self._dialogs.choose_table()
        if path:
            self._tasks.writes.submit(lambda: import_annotations(self._library, Path(path)), self._imported)

    def _imported(self, found: Imported) -> None:
        words = self.tr("Labels of %n photos imported", "", len(found.change.photo_ids))
        if found.unknown:
            words += "; " + self.tr("%n files are not in this library", "", len(found.unknown))
        self._commands.said.emit(words)
        self._operations.look()
        self._read()

    def _export(self) -> None:
        path = self._dialogs.choose_new_table()
        if path:
            self._tasks.facts.submit(
                lambda: export_annotations(self._library, Path(path)),
                lambda count: self._commands.said.emit(self.tr("%n labels exported", "", count)),
            )

    def _summary_words(self, summary: Summary) -> str:
        if not summary.majorities:
            return self.tr("Nothing labelled yet. 1, 2 and 3 label and go on; 0 takes a label away.")
        labels = summary.labels
        words = [
            self.tr("By majority: {0} no selfie, {1} selfie, {2} dangerous").format(
                labels.get(Label.NO_SELFIE, 0), labels.get(Label.SAFE, 0), labels.get(Label.DANGEROUS, 0)
            )
        ]
        agreement = summary.agreement
        if agreement.kappa == agreement.kappa:
            words.append(
                self.tr("Fleiss' kappa {0} over {1} photos that several labelled").format(
                    number(agreement.kappa, 2), agreement.photos
                )
            )
        if summary.reasons:
            shown = list(summary.reasons.items())[:5]
            words.append(
                self.tr("Reasons: {0}").format(", ".join(f"{name} ({count})" for name, count in shown))
            )
        return ". ".join(words) + "."
