"""A window over a real library, everything synchronous, with an engine that does what it is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSettings
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QDialog, QWidget

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.capture import Capture, CaptureTime, Place
from photo_curator.domain.geometry import Size
from photo_curator.domain.indexing import AddPhoto, Analysis, FileFacts, FileStamp
from photo_curator.domain.library import THUMBNAIL_SIZES
from photo_curator.domain.photo import FileRole
from photo_curator.domain.score import Score, Verdict
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.engine_bridge import MakeEngine
from photo_curator.gui.main_window import MainWindow
from photo_curator.gui.tasks import Tasks
from photo_curator.gui.theme import apply_theme
from photo_curator.gui.translation import install_translation

TOKYO = Place(35.68, 139.69, "Tokyo", "Tokyo", "Japan", "JP")


def add(
    number: int, *, folder: str = "/photos", mean: float = 3.0, name: str = "", **more: object
) -> AddPhoto:
    """A photo; higher numbers are worse and older."""
    taken = datetime(2026, 6, 30 - number % 28, 12) if number < 1000 else None
    facts = FileFacts(
        content_hash=f"{number:064x}",
        pixel_hash=f"{number % 8:064x}",
        perceptual_hash="0" * 16,
        size=Size(800, 600),
        format="JPEG",
        capture=Capture(
            taken=None if taken is None else CaptureTime(taken),
            place=TOKYO if number % 2 == 0 else None,
            camera_make="Google",
            camera_model="Pixel 9",
        ),
    )
    score = Score((0.1, 0.2, 0.4, 0.2, 0.1), mean, mean - 0.4, mean + 0.4)
    path = f"{folder}/{name or f'IMG_{number:04}.jpg'}"
    stamp = FileStamp(1000 + number, 10**18 + number, 1, number + 1)
    return AddPhoto(path, FileRole.PICTURE, stamp, facts, Analysis(Verdict.NO_FACE, score, (), "test"))


class FakeEngine:
    """Remembers what it was asked; the test sends its answers."""

    def __init__(self, take: Callable[[m.Answer], None]) -> None:
        self.answer = take
        self.asked: list[tuple[str, object]] = []

    def ask(self, request: m.StartTask) -> int:
        match request:
            case m.Index(folders=folders):
                return self._note("index", folders)
            case m.RetryProblems(paths=paths):
                return self._note("retry", paths)
            case _:
                return self._note(type(request).__name__, request)

    def cancel(self, task: int) -> None:
        self._note("cancel", task)

    def pause(self, task: int) -> None:
        self._note("pause", task)

    def resume(self, task: int) -> None:
        self._note("resume", task)

    def close(self) -> None:
        self._note("close", None)

    def _note(self, verb: str, what: object) -> int:
        self.asked.append((verb, what))
        return len(self.asked)


class Answers(Dialogs):
    """Says what the test decided, instead of asking."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.folder = ""
        self.agrees = True
        self.plans: list[object] = []
        self.head = ""
        self.name = ""
        self.editor: QDialog | None = None

    def ask_name(self, title: str, label: str) -> str:
        return self.name

    def open_editor(self, editor: QDialog) -> None:
        self.editor = editor

    def choose_folder(self) -> str:
        return self.folder

    def choose_head(self) -> str:
        return self.head

    def choose_new_head(self, version: int) -> str:
        return self.head

    def confirm_trash(self, plan) -> bool:
        self.plans.append(plan)
        return self.agrees


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp) -> Iterator[None]:
    """Widgets of a test are gone after it: else every change of the look styles those of all tests."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@dataclass
class Stage:
    """A window with everything a test wants to reach."""

    window: MainWindow
    library: Library
    engines: list[FakeEngine]
    dialogs: Answers
    settings: QSettings

    @property
    def state(self):
        return self.window.state

    @property
    def grid(self):
        return self.window.page.grid

    def names(self) -> list[str]:
        """File names in the order shown."""
        summaries = self.library.photos.summaries(self.state.ids)
        return [summary.path.rpartition("/")[2] for summary in summaries]

    def trigger(self, action: str) -> None:
        self.window.actions_table[action].trigger()


@pytest.fixture(scope="session")
def finished_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: building the schema takes longer than most tests."""
    root = tmp_path_factory.mktemp("gui") / "library"
    with Library.open(root) as found:
        found.folders.add("/photos")
        found.files.apply([add(number, mean=4.9 - number * 0.2) for number in range(12)])
        for number in range(8):
            image = QImage(64, 48, QImage.Format.Format_RGB32)
            image.fill(QColor.fromHsv(number * 40, 150, 200))
            for size in THUMBNAIL_SIZES:
                path = found.layout.thumbnail(f"{number:064x}", size)
                path.parent.mkdir(parents=True, exist_ok=True)
                image.scaled(size, size * 3 // 4).save(str(path), "JPEG")
    return root


@pytest.fixture
def library(tmp_path: Path, finished_library: Path) -> Iterator[Library]:
    """Twelve photos with thumbnails: IMG_0000.jpg is the best and the newest."""
    shutil.copytree(finished_library, tmp_path / "library")
    found = Library.open(tmp_path / "library")
    yield found
    found.close()


@pytest.fixture
def make_stage(qtbot, qapp, tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """Opens windows; they are closed at the end."""
    before = QLocale()
    if qapp.property("theme_followed") is None:
        apply_theme(qapp)
    translators = install_translation(qapp, QLocale("en_US"))
    opened: list[MainWindow] = []

    def make(library: Library, *, start: bool = True, engine: MakeEngine | None = None) -> Stage:
        engines: list[FakeEngine] = []

        def make_engine(take):
            engines.append(FakeEngine(take))
            return engines[-1]

        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        holder = QWidget()
        qtbot.addWidget(holder)
        dialogs = Answers(holder)
        window = MainWindow(library, engine or make_engine, settings, Tasks.synchronous(), dialogs)
        opened.append(window)
        qtbot.addWidget(window)
        window.resize(1200, 800)
        window.show()
        qtbot.waitExposed(window)
        if start:
            window.start()
        return Stage(window, library, engines, dialogs, settings)

    yield make
    for window in opened:
        window.close()
    QLocale.setDefault(before)
    for translator in translators:
        qapp.removeTranslator(translator)


@pytest.fixture
def stage(library: Library, make_stage) -> Stage:
    """A started window over twelve photos."""
    return make_stage(library)
