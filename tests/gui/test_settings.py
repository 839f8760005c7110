"""Settings > Models: cards say how weights stand, and ask the engine; once with a real engine over HTTP."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from photo_curator.domain import messages as m
from photo_curator.domain.weights import WeightState
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.engine_bridge import EngineBridge
from photo_curator.gui.settings import weights_words
from photo_curator.gui.settings.dialog import Section, SettingsDialog
from photo_curator.gui.settings.models_section import ModelsSection
from photo_curator.gui.settings.weights_card import WeightsCard
from photo_curator.gui.settings.weights_state import WeightsState
from photo_curator.gui.tasks import SynchronousExecutor
from photo_curator.services.engine import EngineProcess
from photo_curator.weight_store import WeightStore
from tests.gui.conftest import FakeEngine
from tests.weights_shelf import serving, small_weights, store_in

CONTENT = small_weights()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Chooser(Dialogs):
    """Chooses the file the test names."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.path = ""

    def choose_weights(self, title: str) -> str:
        return self.path


class Scene:
    """A dialog over a store with one weight file, `small`, on a server."""

    def __init__(self, qtbot, store: WeightStore, make_engine) -> None:
        self.store = store
        self.engines: list[FakeEngine] = []

        def make(take):
            self.engines.append(make_engine(take))
            return self.engines[-1]

        self.bridge = EngineBridge(make)
        self.state = WeightsState(store, self.bridge, SynchronousExecutor())
        holder = QWidget()
        qtbot.addWidget(holder)
        self.chooser = Chooser(holder)
        self.section = ModelsSection(self.state, self.chooser)
        self.dialog = SettingsDialog(
            [
                Section("models", "Models", "engine", self.section),
                Section("other", "Other", "keyboard", QWidget()),
            ]
        )
        qtbot.addWidget(self.dialog)
        self.dialog.open_at("models")
        qtbot.waitExposed(self.dialog)

    @property
    def card(self) -> WeightsCard:
        return next(iter(self.section.findChildren(WeightsCard)))

    def texts(self) -> str:
        return "\n".join(one.text() for one in self.card.findChildren(QLabel) if one.isVisibleTo(self.card))

    def buttons(self) -> list[str]:
        found = self.card.findChildren(QPushButton)
        return [one.text() for one in found if one.isVisibleTo(self.card)]

    def press(self, qtbot, text: str) -> None:
        (button,) = (one for one in self.card.findChildren(QPushButton) if one.text() == text)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def answer(self, answer: m.Answer) -> None:
        self.engines[0].answer(answer)


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def shelf(tmp_path: Path):
    with serving() as running:
        running.list_in(tmp_path / "models", "small", CONTENT)
        yield running


@pytest.fixture
def scene(qtbot, shelf, tmp_path: Path):
    made = Scene(qtbot, store_in(tmp_path), FakeEngine)
    yield made
    made.bridge.close()


def test_a_card_says_what_it_is_and_on_which_terms(scene):
    for words in ("small", "For tests.", "0.2 MB", "for tests only", "Not downloaded", f"SHA-256 {SHA256}"):
        assert words in scene.texts()
    assert 'href="https://terms.invalid/"' in scene.texts()
    assert scene.buttons() == ["Download", "Import a file…"]


def test_a_download_shows_how_far_it_is_and_can_be_stopped(scene, qtbot):
    scene.press(qtbot, "Download")
    assert scene.engines[0].asked == [("DownloadWeights", m.DownloadWeights(name="small"))]
    assert scene.buttons() == ["Stop"]
    scene.answer(
        m.Progress(
            task=1, stage="downloading", done=50_000_000, total=200_000_000, rate=2.5e6, seconds_left=300.0
        )
    )
    qtbot.waitUntil(lambda: "50 MB of 200 MB · 2.5 MB/s · 5 min left" in scene.texts())
    bar = scene.card.findChild(QProgressBar)
    assert bar.value() / bar.maximum() == 0.25
    scene.press(qtbot, "Stop")
    assert scene.engines[0].asked[-1] == ("cancel", 1)
    scene.store.folder.mkdir()
    scene.store.part(scene.store.entry("small")).write_bytes(CONTENT[:100_000])
    scene.answer(m.Done(task=1, summary=m.IndexSummary(cancelled=True)))
    qtbot.waitUntil(lambda: "0.1 MB of 0.2 MB downloaded" in scene.texts())
    assert scene.buttons() == ["Resume", "Import a file…", "Remove"]


def test_a_failure_is_said_on_its_card_until_the_next_try(scene, qtbot):
    scene.press(qtbot, "Download")
    scene.answer(m.Failed(task=1, message="The disk is full."))
    qtbot.waitUntil(lambda: "The disk is full." in scene.texts())
    scene.press(qtbot, "Download")
    assert "The disk is full." not in scene.texts()


def test_what_is_ready_can_be_verified_and_removed(scene, qtbot):
    came: list[str] = []
    scene.state.finished.connect(came.append)
    scene.press(qtbot, "Download")
    found = m.WeightsFound(
        task=1, name="small", state=WeightState.READY, here=len(CONTENT), sha256=SHA256, pinned=True
    )
    scene.answer(found)
    scene.answer(m.Done(task=1))
    qtbot.waitUntil(lambda: scene.buttons() == ["Verify", "Remove"])
    assert came == ["small"]
    assert "pinned when the file came" in scene.texts()
    scene.press(qtbot, "Verify")
    assert scene.engines[0].asked[-1] == ("VerifyWeights", m.VerifyWeights(names=("small",)))
    scene.answer(
        m.WeightsFound(task=2, name="small", state=WeightState.DAMAGED, here=5, sha256="0" * 64, pinned=True)
    )
    scene.answer(m.Done(task=2))
    qtbot.waitUntil(lambda: "Damaged" in scene.texts())
    assert scene.buttons() == ["Download again", "Import a file…", "Verify", "Remove"]
    assert came == ["small"]


def test_a_local_file_is_asked_for(scene, qtbot):
    scene.press(qtbot, "Import a file…")  # and the user changes their mind
    assert scene.engines == []
    scene.chooser.path = "/stick/small.pth"
    scene.press(qtbot, "Import a file…")
    asked = ("ImportWeights", m.ImportWeights(name="small", path="/stick/small.pth"))
    assert scene.engines[0].asked == [asked]


def test_opened_again_it_sees_what_a_terminal_has_fetched(scene, qtbot):
    scene.dialog.close()
    scene.store.folder.mkdir()
    scene.store.path(scene.store.entry("small")).write_bytes(CONTENT)
    scene.dialog.open_at()
    qtbot.waitUntil(lambda: "Ready" in scene.texts())


def test_a_look_from_before_a_download_ended_does_not_undo_it(scene, qtbot):
    class Slow(SynchronousExecutor):
        def submit(self, work, done, failed=None):
            late.append((work(), done))

    late: list = []
    state = WeightsState(scene.store, scene.bridge, Slow())
    state.look()
    found, done = late.pop()
    done(found)
    state.look()  # sees "not downloaded" ...
    state.download("small")
    engine = scene.engines[0]
    ready = m.WeightsFound(
        task=1, name="small", state=WeightState.READY, here=len(CONTENT), sha256="", pinned=False
    )
    engine.answer(ready)
    qtbot.waitUntil(lambda: state.statuses["small"].state is WeightState.READY)
    found, done = late.pop()
    done(found)  # ... and comes late
    assert state.statuses["small"].state is WeightState.READY
    assert late  # it looks once more instead


def test_a_real_engine_downloads_while_the_dialog_is_closed(qtbot, shelf, tmp_path, monkeypatch):
    monkeypatch.setenv("PHOTO_CURATOR_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("PHOTO_CURATOR_WEIGHTS", str(tmp_path / "store"))
    scene = Scene(qtbot, WeightStore(), lambda take: EngineProcess(tmp_path / "library", take))
    try:
        scene.press(qtbot, "Download")
        scene.dialog.close()
        qtbot.waitUntil(lambda: not scene.state.activities, timeout=100_000)
        scene.dialog.open_at()
        assert scene.buttons() == ["Verify", "Remove"]
        assert scene.store.path(scene.store.entry("small")).read_bytes() == CONTENT
    finally:
        scene.bridge.close()


def test_every_purpose_of_a_download_is_known_to_the_translators():
    entries = WeightStore().entries().values()
    assert {one.purpose for one in entries if not one.embedded} <= set(weights_words._PURPOSES)
    assert {one.name for one in entries if not one.embedded} <= set(weights_words._TITLES)


def test_the_window_opens_it_by_its_key(stage, qtbot, monkeypatch, tmp_path):
    qtbot.keyClick(stage.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = stage.window.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert "resnet18" in {card._name for card in dialog.findChildren(WeightsCard)}
