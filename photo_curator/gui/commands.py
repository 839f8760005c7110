"""What the actions do. Each method is named by the table in `actions`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QGuiApplication

from photo_curator.db.library import Library
from photo_curator.domain.album_operations import FillAlbum
from photo_curator.domain.danger import DangerVerdict
from photo_curator.domain.face_repair import Repair, RepairFaces
from photo_curator.domain.operations import (
    Annotate,
    KeepBest,
    Operation,
    Restack,
    Rotate,
    SetBurst,
    SetCover,
    SetDanger,
    SetFlag,
    SetMeaning,
    SetRating,
    SetThreshold,
    UseTaste,
)
from photo_curator.domain.people import PeopleOperation
from photo_curator.domain.photo import FileState
from photo_curator.domain.query import SortBy
from photo_curator.domain.rating import Flag
from photo_curator.gui.album_commands import AlbumCommands
from photo_curator.gui.bursts import BurstCommands
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.engine_bridge import EngineBridge
from photo_curator.gui.operations import Broadcast, Operations, Way
from photo_curator.gui.people import words as people_words
from photo_curator.gui.reveal import reveal
from photo_curator.gui.state import BrowserState, Page
from photo_curator.gui.tasks import Tasks
from photo_curator.services.trash import TrashOutcome, TrashPlan, move_to_trash, plan_trash

#: A file manager asked to mark more files than this opens a window for each folder.
_REVEALED_AT_MOST = 50

#: Pages from which one goes back to the grid.
_ASIDE = (
    Page.LOUPE, Page.PROBLEMS, Page.SAFETY, Page.ANNOTATION, Page.WHY, Page.TASTE, Page.TEACH, Page.COMPARE,
    Page.PEOPLE,
)  # fmt: skip


class Commands(QObject):
    """The commands of the window, acting on state, library and engine.

    Signals:
        said: a sentence for the status bar.
        done: what was done and whether it can be undone, for the toast.
        photos_touched: ids of photos the user has changed.
        filter_wanted, menu_wanted, zoom_wanted: the window shows them.
        keys_wanted, change_keys_wanted, settings_wanted: windows beside it, likewise.
        sidebar_wanted, inspector_wanted, full_screen_wanted: on or off.
        cards_resized: steps larger or smaller.
        select_all_wanted: as the grid does it.
        quit_wanted: the window is to close.
        face_repair_wanted: "reject", "add" or "anew", see `repair_faces`.
        export_wanted: the sheet that writes photos to a folder opens.
        sidecars_wanted: the sheet that writes ratings to sidecars opens.
        compare_zoom_wanted: the photos side by side are enlarged, or shown whole again.
        hazard_wanted: the inspector shows where the photo's hazard is.
    """

    said = Signal(str)
    done = Signal(str, bool)
    photos_touched = Signal(object)
    filter_wanted = Signal()
    menu_wanted = Signal()
    keys_wanted = Signal()
    change_keys_wanted = Signal()
    settings_wanted = Signal()
    zoom_wanted = Signal()
    sidebar_wanted = Signal(bool)
    inspector_wanted = Signal(bool)
    full_screen_wanted = Signal(bool)
    cards_resized = Signal(int)
    select_all_wanted = Signal()
    quit_wanted = Signal()
    compare_zoom_wanted = Signal()
    hazard_wanted = Signal()
    export_wanted = Signal()
    sidecars_wanted = Signal()
    face_repair_wanted = Signal(str)

    def __init__(
        self,
        library: Library,
        state: BrowserState,
        operations: Operations,
        bridge: EngineBridge,
        tasks: Tasks,
        dialogs: Dialogs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._state, self._operations = library, state, operations
        self._bridge, self._tasks, self._dialogs = bridge, tasks, dialogs
        self.undo_label: str | None = None
        self.redo_label: str | None = None
        self.has_folders = False
        self._why_from = Page.GRID
        self.bursts = BurstCommands(library, state, operations, tasks, self)
        self.bursts.said.connect(self.said)
        self.albums = AlbumCommands(library, state, operations, tasks, dialogs, self)
        self.albums.said.connect(self.said)
        operations.changed.connect(self._tell)
        operations.labels.connect(self._labels_read)
        operations.nothing.connect(self._nothing_to)

    def situation(self) -> dict[str, bool]:
        """The conditions the table of actions names."""
        state = self._state
        browsing, comparing = state.page in (Page.GRID, Page.LOUPE), state.page is Page.COMPARE
        return {
            "always": True,
            "list": browsing and len(state.ids) > 0,
            "photos": (browsing or comparing or state.page is Page.WHY) and len(state.ids) > 0,
            "photo": comparing or (browsing and len(state.targets()) > 0),
            "zoom": (browsing or comparing) and len(state.ids) > 0,
            "undo": self.undo_label is not None,
            "redo": self.redo_label is not None,
            "folders": self.has_folders and not self._bridge.busy,
            "busy": self._bridge.busy,
            **self.bursts.situation(),
            **self.albums.situation(),
            "running": self._bridge.busy and not self._bridge.paused,
            "paused": self._bridge.paused,
        }

    # --- folders and the engine ---------------------------------------------------------------

    def add_folder(self) -> None:
        """Choose a folder and index it."""
        folder = self._dialogs.choose_folder()
        if folder:
            self.add_folders([folder])

    def add_folders(self, folders: list[str]) -> None:
        """Index folders, and show what comes."""
        self._bridge.add(folders)
        if self._state.page is Page.WELCOME:
            self._state.show_page(Page.GRID)

    def make_demo(self) -> None:
        """Make a small library of photos to try things on, and index it."""
        folder = self._library.layout.root / "demo photos"
        self.said.emit(self.tr("Making the demo photos; this takes a little while…"))

        def work() -> str:
            if not folder.is_dir() or not any(folder.iterdir()):
                # Drawing needs numpy and Pillow, which nothing else in this process does.
                from photo_curator.services.demo import make_demo

                make_demo(folder)
            return str(folder)

        self._tasks.facts.submit(work, lambda made: self.add_folders([made]))

    def rescan(self) -> None:
        """Look for changes in the library's folders."""
        self._bridge.rescan()

    def pause(self) -> None:
        """Let the engine wait."""
        self._bridge.pause()

    def resume(self) -> None:
        """Let it go on."""
        self._bridge.resume()

    def cancel(self) -> None:
        """Stop it."""
        self._bridge.cancel()

    def quit(self) -> None:
        """Close the window."""
        self.quit_wanted.emit()

    # --- the user's own acts ------------------------------------------------------------------

    def rate(self, stars: int) -> None:
        """Rate the selected photos."""
        self._act(lambda ids: SetRating(ids, stars), advance=True)

    def flag(self, flag: str) -> None:
        """Pick or reject them, or neither."""
        self._act(lambda ids: SetFlag(ids, Flag(flag)), advance=True)

    def rotate(self, degrees: int) -> None:
        """Show them turned; the files stay as they are."""
        self._act(lambda ids: Rotate(ids, degrees), advance=False)

    def answer_danger(self, verdict: str) -> None:
        """Answer the hint at a dangerous selfie; "" takes the answer back."""
        self._act(lambda ids: SetDanger(ids, DangerVerdict(verdict) if verdict else None), advance=True)

    def album(self, act: str) -> None:
        """What is done with albums; see `AlbumCommands.do`."""
        self.albums.do(act)

    def burst(self, act: str) -> None:
        """What is done with bursts and their stacks; see `BurstCommands.do`."""
        self.bursts.do(act)

    def repair_faces(self, what: str) -> None:
        """Say that a face is none ("reject"), or where one is missing ("add"); or detect all "anew"."""
        self.face_repair_wanted.emit(what)

    def undo(self) -> None:
        """Take back the last act."""
        self._operations.undo()

    def redo(self) -> None:
        """Do it again."""
        self._operations.redo()

    def set_auto_advance(self, on: bool) -> None:
        """Move on after each rating, or stay."""
        self._state.set_auto_advance(on)

    def trash(self) -> None:
        """Move the selected photos' files to the trash, after asking."""
        chosen = tuple(self._state.targets())
        if chosen:
            self._tasks.facts.submit(lambda: plan_trash(self._library, chosen), self._trash_planned)

    def _trash_planned(self, plan: TrashPlan) -> None:
        if not plan.file_count:
            self.said.emit(self.tr("No file of the selected photos can be reached."))
        elif self._dialogs.confirm_trash(plan):
            self._tasks.writes.submit(lambda: move_to_trash(self._library, plan), self._trashed)

    def _trashed(self, outcome: TrashOutcome) -> None:
        self.photos_touched.emit(outcome.photo_ids)
        if outcome.files:
            self.done.emit(self.tr("Moved %n files to the trash", "", outcome.files), False)
        if outcome.failures:
            self._dialogs.show_trash_failures(outcome)

    def _act(self, make: Callable[[tuple[int, ...]], Operation], *, advance: bool) -> None:
        targets = tuple(self._state.targets())
        if not targets:
            return
        self._operations.run(make(targets))
        comparing = self._state.page is Page.COMPARE  # it goes on by itself
        if advance and self._state.auto_advance and len(targets) == 1 and not comparing:
            following = self._state.step(1)
            if following is not None:
                self._state.select([following], following)

    # --- files --------------------------------------------------------------------------------

    def copy_files(self) -> None:
        """Put the selected photos' files on the clipboard, for pasting into a folder or a mail."""
        paths = self._present_paths()
        if not paths:
            self.said.emit(self.tr("No file of the selected photos can be reached."))
            return
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
        mime.setText("\n".join(paths))
        QGuiApplication.clipboard().setMimeData(mime)
        self.said.emit(self.tr("%n files copied", "", len(paths)))

    def export(self) -> None:
        """Write the selected photos, or the album's, to a folder."""
        self.export_wanted.emit()

    def write_sidecars(self) -> None:
        """Write ratings beside the photos, for other programs."""
        self.sidecars_wanted.emit()

    def reveal(self) -> None:
        """Show the selected photos in the file manager."""
        self.reveal_paths(self._present_paths()[:_REVEALED_AT_MOST])

    def reveal_paths(self, paths: list[str]) -> None:
        """Show files in the file manager."""
        if not reveal(paths):
            self.said.emit(self.tr("The file or its folder cannot be reached."))

    def _present_paths(self) -> list[str]:
        summaries = self._library.photos.summaries(list(self._state.targets()))
        return [summary.path for summary in summaries if summary.state is FileState.PRESENT]

    # --- moving about ---------------------------------------------------------------------------

    def select_all(self) -> None:
        """Select every photo shown."""
        self.select_all_wanted.emit()

    def select_none(self) -> None:
        """Select no photo."""
        self._state.select([], self._state.current)

    def focus_filter(self) -> None:
        """Type into the filter box."""
        self.filter_wanted.emit()

    def show_grid(self) -> None:
        """Back to the thumbnails."""
        if self._state.page in _ASIDE:
            self._state.show_page(Page.GRID)

    def show_hazard(self) -> None:
        """Show where the current photo's hazard is, or hide it again."""
        self.hazard_wanted.emit()

    def show_safety(self) -> None:
        """How many dangerous selfies, when, and what is known of the hazards."""
        self._state.show_page(Page.SAFETY)

    def show_people(self) -> None:
        """Who is in the photos."""
        self._state.show_page(Page.PEOPLE)

    def annotate(self) -> None:
        """Label the album's photos, one after the other."""
        self._state.show_page(Page.ANNOTATION)

    def show_taste(self) -> None:
        """What the ratings have taught, and what that is worth."""
        self._state.show_page(Page.TASTE)

    def teach(self) -> None:
        """Rate the photos that help most, one after the other."""
        self._state.show_page(Page.TEACH)

    def open_loupe(self) -> None:
        """Show the current photo large; from the loupe back again."""
        if self._state.page is Page.LOUPE:
            self._state.show_page(Page.GRID)
            return
        if self._has_current():
            self._state.show_page(Page.LOUPE)

    def compare(self) -> None:
        """Show the current photo's burst, or the selected photos, side by side; from there back again."""
        if self._state.page is Page.COMPARE:
            self.back()
        elif self._has_current():
            self._state.show_page(Page.COMPARE)

    def show_why(self) -> None:
        """Say why the current photo has its score; from there back again."""
        if self._state.page is Page.WHY:
            self.back()
        elif self._has_current():
            self._why_from = self._state.page
            self._state.show_page(Page.WHY)

    def toggle_zoom(self) -> None:
        """100 % and back; from the grid into the loupe first."""
        if self._state.page is Page.COMPARE:
            self.compare_zoom_wanted.emit()
            return
        if self._state.page is not Page.LOUPE:
            self.open_loupe()
        self.zoom_wanted.emit()

    def back(self) -> None:
        """From the loupe or the problems to the photos; there: take the filter away."""
        if self._state.page is Page.WHY:
            self._state.show_page(self._why_from)
        elif self._state.page is Page.TEACH:
            self._state.show_page(Page.TASTE)
        elif self._state.page in _ASIDE:
            self._state.show_page(Page.GRID)
        elif self._state.page is Page.GRID:
            self.bursts.leave_similar()

    def step(self, by: int) -> None:
        """Some photos on or back."""
        following = self._state.step(by)
        if following is not None:
            self._state.select([following], following)

    def _has_current(self) -> bool:
        """Whether a photo is meant; where there are photos, the first one becomes it."""
        if self._state.current is None and len(self._state.ids):
            self._state.select([self._state.ids[0]], self._state.ids[0])
        return self._state.current is not None

    def resize_cards(self, steps: int) -> None:
        """Larger or smaller thumbnails."""
        self.cards_resized.emit(steps)

    def sort(self, by: str) -> None:
        """Sort otherwise; each order begins in its usual direction."""
        if SortBy(by) is not self._state.sort:
            self._state.set_order(SortBy(by), reverse=False)

    def reverse(self, on: bool) -> None:
        """Turn the order around."""
        self._state.set_order(self._state.sort, on)

    def show_sidebar(self, on: bool) -> None:
        """Show or hide the sidebar."""
        self.sidebar_wanted.emit(on)

    def show_inspector(self, on: bool) -> None:
        """Show or hide the inspector."""
        self.inspector_wanted.emit(on)

    def full_screen(self, on: bool) -> None:
        """Nothing but the app, or a window."""
        self.full_screen_wanted.emit(on)

    def show_keys(self) -> None:
        """All keys on one page."""
        self.keys_wanted.emit()

    def change_keys(self) -> None:
        """Where other keys are chosen."""
        self.change_keys_wanted.emit()

    def show_settings(self) -> None:
        """What can be set, downloads of networks among it."""
        self.settings_wanted.emit()

    def open_menu(self) -> None:
        """Open the menu by its key."""
        self.menu_wanted.emit()

    # --- what is said ---------------------------------------------------------------------------

    def _labels_read(self, labels: tuple[str | None, str | None]) -> None:
        self.undo_label, self.redo_label = labels

    def _nothing_to(self, way: Way) -> None:
        if way is Way.UNDONE:
            self.said.emit(self.tr("There is nothing to undo."))
        else:
            self.said.emit(self.tr("There is nothing to redo."))

    def _tell(self, broadcast: Broadcast) -> None:
        self.photos_touched.emit(broadcast.change.photo_ids)
        count = len(broadcast.change.photo_ids)
        if broadcast.way is not Way.DONE:
            words = self.tr("Undone: {0}") if broadcast.way is Way.UNDONE else self.tr("Done again: {0}")
            self.done.emit(words.format(broadcast.words), False)
        elif isinstance(broadcast.operation, Annotate) or self._state.page is Page.TEACH:
            pass  # the page goes on to the next photo: that says it
        elif isinstance(broadcast.operation, PeopleOperation):
            self.done.emit(people_words.act_words(broadcast.operation), True)
        elif album := self.albums.words(broadcast.operation, count):
            self.done.emit(album, count > 0 or not isinstance(broadcast.operation, FillAlbum))
        elif count or isinstance(broadcast.operation, SetThreshold | UseTaste | SetMeaning):
            self.done.emit(self._words(broadcast.operation, count), True)

    def _words(self, operation: Operation | None, count: int) -> str:
        match operation:
            case SetRating(value=0):
                return self.tr("Took the stars off %n photos", "", count)
            case SetRating(value=value):
                return self.tr("Rated %n photos", "", count) + " " + "★" * value
            case SetFlag(flag=Flag.PICK):
                return self.tr("Picked %n photos", "", count)
            case SetFlag(flag=Flag.REJECT):
                return self.tr("Rejected %n photos", "", count)
            case KeepBest(kept=kept, rejected=rejected):
                return self.tr("Kept {0}, rejected {1}").format(len(kept), len(rejected))
            case SetFlag():
                return self.tr("Took the flag off %n photos", "", count)
            case SetDanger(verdict=DangerVerdict.FALSE_ALARM):
                return self.tr("Called %n photos a false alarm", "", count)
            case SetDanger(verdict=DangerVerdict.DANGEROUS):
                return self.tr("Called %n photos dangerous", "", count)
            case UseTaste(version=0):
                return self.tr("Every photo is scored by the starter")
            case UseTaste(version=version):
                return self.tr("Every photo is scored by your taste, v{0}").format(version)
            case SetMeaning(program=program, levels=None):
                return self.tr("Nothing is learnt from the stars of {0}").format(program)
            case SetMeaning(program=program):
                return self.tr("The stars of {0} are learnt from").format(program)
            case SetBurst(restack=Restack.SPLIT):
                return self.tr("Split the burst")
            case SetBurst(restack=Restack.MERGE):
                return self.tr("Made %n photos one burst", "", count)
            case SetBurst():
                return self.tr("Called %n photos no burst", "", count)
            case SetCover():
                return self.tr("Chose the cover of the burst")
            case RepairFaces(kind=Repair.REJECTED):
                return self.tr("Removed a face")
            case RepairFaces(kind=Repair.ADDED):
                return self.tr("Added a face")
            case RepairFaces():
                return self.tr("Took back what was said of the faces of %n photos", "", count)
            case SetThreshold():
                return self.tr("Changed the threshold: %n photos are judged otherwise", "", count)
            case SetDanger():
                return self.tr("Took the danger answer off %n photos", "", count)
            case _:
                return self.tr("Turned %n photos", "", count)
