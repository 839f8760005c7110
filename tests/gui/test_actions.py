"""One table of actions feeds menus, keys and the `?` page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from photo_curator.gui.actions import ACTIONS, GROUPS
from photo_curator.gui.commands import Commands
from tests.gui.conftest import Stage


def test_the_table_is_sound() -> None:
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)
    assert {spec.group for spec in ACTIONS} == set(GROUPS)
    assert all(callable(getattr(Commands, spec.handler)) for spec in ACTIONS)
    keys = [QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys]
    assert all(keys)
    assert len(set(keys)) == len(keys), "two actions share a key"


def test_conditions_are_known(stage: Stage) -> None:
    assert {spec.when for spec in ACTIONS} <= set(stage.window.commands.situation())


def test_menus_hold_every_action(stage: Stage) -> None:
    menu = QMenu(stage.window)
    stage.window.actions_table.fill_menu(menu)
    held = [action.objectName() for group in menu.actions() for action in group.menu().actions()]
    assert [name for name in held if name] == [
        spec.id for group in GROUPS for spec in ACTIONS if spec.group == group
    ]


def test_keys_page_has_a_line_for_each_combination(stage: Stage) -> None:
    groups = dict(stage.window.actions_table.for_keys_page())
    burst = [keys for keys, text in groups["Compare"] if text == "Previous burst"]
    assert burst == ["Page Up", "Shift+N"]


def test_keys_page_names_every_key(stage: Stage) -> None:
    shown = [text for _, rows in stage.window.actions_table.for_keys_page() for _, text in rows]
    assert len(shown) >= sum(1 for spec in ACTIONS if spec.keys)
    assert "Pick" in shown


def test_keys_can_be_changed_and_are_remembered(stage: Stage) -> None:
    table = stage.window.actions_table
    table.rebind("pick", ["Y"])
    assert [key.toString() for key in table["pick"].shortcuts()] == ["Y"]
    stage.settings.sync()
    (spec,) = [spec for spec in ACTIONS if spec.id == "pick"]
    assert table.keys_of(spec) == ("Y",)
    table.rebind("pick", [])
    assert table.keys_of(spec) == ()


def test_what_cannot_be_done_is_switched_off(stage: Stage) -> None:
    table = stage.window.actions_table
    assert table["rate-5"].isEnabled()
    assert not table["redo"].isEnabled()
    stage.trigger("select-none")
    assert not table["rate-5"].isEnabled()
    stage.window.show_album("rejected")
    assert not table["select-all"].isEnabled()


def test_other_keys_can_be_written_into_the_settings(library, make_stage, tmp_path, qtbot) -> None:
    (tmp_path / "settings.ini").write_text("[keys]\nrate-5=F6\ntrash=Shift+Del\nquit=Ctrl+W, Ctrl+F4\n")
    stage = make_stage(library)
    photo = stage.state.current
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    qtbot.keyClick(stage.grid, Qt.Key.Key_F6)
    assert library.photos.get(photo).summary.rating.value == 5
    keys = {
        name: [key.toString() for key in stage.window.actions_table[name].shortcuts()]
        for name in ("rate-5", "trash", "quit")
    }
    assert keys == {"rate-5": ["F6"], "trash": ["Shift+Del"], "quit": ["Ctrl+W", "Ctrl+F4"]}
