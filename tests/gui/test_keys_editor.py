"""Other keys: typed, refused, taken from another action, reset, remembered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from photo_curator.gui.actions import ACTIONS
from photo_curator.gui.keys_editor import KeysDialog, KeysEditor
from photo_curator.gui.keys_page import KeysPage
from tests.gui.conftest import Stage


@pytest.fixture
def editor(stage: Stage, qtbot) -> KeysEditor:
    dialog = KeysDialog(stage.window.actions_table, stage.window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog.editor


def keys(stage: Stage, action: str) -> list[str]:
    return [key.toString() for key in stage.window.actions_table[action].shortcuts()]


def press(editor: KeysEditor, qtbot, key: Qt.Key, place: int = 0) -> None:
    edit = editor.edits[place]
    edit.setFocus()
    qtbot.keyClick(edit, key)


def test_a_typed_key_works_at_once_and_after_a_restart(
    editor: KeysEditor, stage: Stage, make_stage: Callable[..., Stage], qtbot
) -> None:
    editor.choose("pick")
    press(editor, qtbot, Qt.Key.Key_Y)
    assert keys(stage, "pick") == ["Y"]
    press(editor, qtbot, Qt.Key.Key_F7, place=1)
    assert keys(stage, "pick") == ["Y", "F7"]
    for left in (["F7"], []):
        editor.edits[0].clear()
        qtbot.waitUntil(lambda left=left: keys(stage, "pick") == left)
    stage.settings.sync()
    again = make_stage(stage.library, start=False)
    assert keys(again, "pick") == []


def test_a_key_that_means_something_is_taken_only_when_asked(editor: KeysEditor, stage: Stage, qtbot) -> None:
    editor.choose("pick")
    press(editor, qtbot, Qt.Key.Key_5)
    assert editor.warning.text() == "“5” already means: ★★★★★."
    assert (keys(stage, "pick"), keys(stage, "rate-5")) == (["P"], ["5"])
    qtbot.mouseClick(editor.take, Qt.MouseButton.LeftButton)
    assert (keys(stage, "pick"), keys(stage, "rate-5")) == (["5"], [])
    assert not editor.warning.isVisible()
    editor.choose("rate-5")
    qtbot.mouseClick(editor.reset_one, Qt.MouseButton.LeftButton)
    assert (keys(stage, "pick"), keys(stage, "rate-5")) == (["5"], [])
    assert editor.warning.text() == "“5” already means: Pick."
    qtbot.mouseClick(editor.take, Qt.MouseButton.LeftButton)
    assert (keys(stage, "pick"), keys(stage, "rate-5")) == ([], ["5"])


def test_resetting_one_of_several_keys_leaves_those_of_others(
    editor: KeysEditor, stage: Stage, qtbot
) -> None:
    table = stage.window.actions_table
    spec = next(spec for spec in ACTIONS if len(spec.keys) > 1)
    table.rebind(spec.id, ["F8"])
    table.rebind("pick", [spec.keys[0]])
    editor.choose(spec.id)
    qtbot.mouseClick(editor.reset_one, Qt.MouseButton.LeftButton)
    assert table.keys_of(spec) == spec.keys[1:]
    taken = [key for _, found in table.bindings() for key in found]
    assert len(taken) == len(set(taken))
    qtbot.mouseClick(editor.take, Qt.MouseButton.LeftButton)
    assert sorted(table.keys_of(spec)) == sorted(spec.keys)
    assert keys(stage, "pick") == []


def test_the_same_key_twice_is_one(editor: KeysEditor, stage: Stage, qtbot) -> None:
    editor.choose("pick")
    press(editor, qtbot, Qt.Key.Key_P, place=1)
    assert keys(stage, "pick") == ["P"]
    assert editor.edits[1].keySequence().isEmpty()


def test_keys_that_move_among_photos_stay_theirs(editor: KeysEditor, stage: Stage, qtbot) -> None:
    editor.choose("pick")
    press(editor, qtbot, Qt.Key.Key_Right)
    assert "needed" in editor.warning.text()
    assert not editor.take.isVisible()
    assert keys(stage, "pick") == ["P"]
    assert editor.edits[0].keySequence().toString() == "P"


def test_all_keys_can_be_reset(editor: KeysEditor, stage: Stage, qtbot) -> None:
    table = stage.window.actions_table
    for action in ("pick", "trash"):
        table.rebind(action, ["F8"])
    (reset,) = [
        button for button in editor.window().findChildren(QPushButton) if button.text() == "Reset All"
    ]
    qtbot.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert all(table.keys_of(spec) == spec.keys and not table.is_own(spec) for spec in ACTIONS)
    assert (keys(stage, "pick"), keys(stage, "trash")) == (["P"], ["Del"])


def test_finding_an_action_by_its_name_or_key(editor: KeysEditor, qtbot) -> None:
    editor.search.setText("ctrl+shift+z")
    shown = [action for action, item in editor._items.items() if not item.isHidden()]
    assert shown == ["redo"]
    assert editor.edits[0].keySequence().toString() == "Ctrl+Shift+Z"
    editor.search.setText("trash")
    assert [action for action, item in editor._items.items() if not item.isHidden()] == ["trash"]


def test_no_two_actions_share_a_key(stage: Stage) -> None:
    table = stage.window.actions_table
    for spec in ACTIONS:
        assert [table.owner_of(key, besides=spec) for key in spec.keys] == [None] * len(spec.keys)


def test_the_keys_page_leads_there(stage: Stage, qtbot) -> None:
    seen: list[type[QDialog]] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(type(dialog))
        if isinstance(dialog, KeysPage):
            QTimer.singleShot(0, answer)
            (change,) = [
                button for button in dialog.findChildren(QPushButton) if button.text() == "Change keys…"
            ]
            change.click()
        else:
            dialog.reject()

    QTimer.singleShot(0, answer)
    stage.trigger("keys")
    assert seen == [KeysPage, KeysDialog]
    QTimer.singleShot(0, answer)
    stage.trigger("change-keys")
    assert seen[2:] == [KeysDialog]
