"""Every command of the window in one table: menus, top bar, context menu, keys and the `?` page read it."""

# ruff: noqa: E501 - a table is read best with one row a line.

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from photo_curator.gui import theme

_CONTEXT = "Actions"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command.

    Attributes:
        id: stable name; "keys/ID" in the settings holds other keys for it.
        text: for menus, in English.
        keys: default keys.
        group: heading of its menu and on the keys page, in English.
        handler: name of the method of `Commands` that does it.
        argument: handed to the handler where it takes one.
        when: name of the condition under which it can be used, see `Commands.situation`.
        icon: file name in resources/icons.
        checkable: whether it is on or off.
        in_context_menu: whether a right click on a photo offers it.
        on_photos: keys work only while photos have the focus (Space and Enter press buttons elsewhere).
        begins_section: a line stands above it in menus.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    group: str
    handler: str
    argument: int | str | None = None
    when: str = "always"
    icon: str = ""
    checkable: bool = False
    in_context_menu: bool = False
    on_photos: bool = False
    begins_section: bool = False


FILE = str(QT_TRANSLATE_NOOP("Actions", "File"))
EDIT = str(QT_TRANSLATE_NOOP("Actions", "Edit"))
RATE = str(QT_TRANSLATE_NOOP("Actions", "Rate"))
PHOTO = str(QT_TRANSLATE_NOOP("Actions", "Photo"))
VIEW = str(QT_TRANSLATE_NOOP("Actions", "View"))
HELP = str(QT_TRANSLATE_NOOP("Actions", "Help"))
#: In the order of menus and of the keys page.
GROUPS: tuple[str, ...] = (FILE, EDIT, RATE, PHOTO, VIEW, HELP)

# fmt: off
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("add-folder", str(QT_TRANSLATE_NOOP("Actions", "Add Folder…")), ("Ctrl+O",), FILE, "add_folder",
               icon="add-folder"),
    ActionSpec("rescan", str(QT_TRANSLATE_NOOP("Actions", "Look for Changes")), ("F5",), FILE, "rescan",
               when="folders", icon="retry"),
    ActionSpec("pause", str(QT_TRANSLATE_NOOP("Actions", "Pause Analysing")), ("Ctrl+Shift+P",), FILE, "pause",
               when="running", icon="pause"),
    ActionSpec("resume", str(QT_TRANSLATE_NOOP("Actions", "Resume Analysing")), ("Ctrl+Shift+R",), FILE, "resume",
               when="paused", icon="play"),
    ActionSpec("cancel", str(QT_TRANSLATE_NOOP("Actions", "Stop Analysing")), (), FILE, "cancel",
               when="busy", icon="stop"),
    ActionSpec("new-album", str(QT_TRANSLATE_NOOP("Actions", "New Album…")), ("Ctrl+N",), FILE, "album", "new",
               icon="album", begins_section=True),
    ActionSpec("new-smart-album", str(QT_TRANSLATE_NOOP("Actions", "New Smart Album…")), ("Ctrl+Shift+N",), FILE,
               "album", "smart"),
    ActionSpec("save-filter", str(QT_TRANSLATE_NOOP("Actions", "Save Current Filter as Album…")), ("Ctrl+S",), FILE,
               "album", "save", "browsing", icon="filter"),
    ActionSpec("sidecars", str(QT_TRANSLATE_NOOP("Actions", "Write Ratings to Sidecars…")), ("Ctrl+Shift+W",), FILE,
               "write_sidecars", when="list", icon="import", begins_section=True),
    ActionSpec("settings", str(QT_TRANSLATE_NOOP("Actions", "Settings…")), ("Ctrl+,",), FILE, "show_settings",
               icon="settings", begins_section=True),
    ActionSpec("quit", str(QT_TRANSLATE_NOOP("Actions", "Quit")), ("Ctrl+Q",), FILE, "quit",
               begins_section=True),
    ActionSpec("undo", str(QT_TRANSLATE_NOOP("Actions", "Undo")), ("Ctrl+Z",), EDIT, "undo",
               when="undo", icon="undo"),
    ActionSpec("redo", str(QT_TRANSLATE_NOOP("Actions", "Redo")), ("Ctrl+Shift+Z", "Ctrl+Y"), EDIT, "redo",
               when="redo", icon="redo"),
    ActionSpec("copy", str(QT_TRANSLATE_NOOP("Actions", "Copy Files")), ("Ctrl+C",), EDIT, "copy_files",
               when="photo", icon="copy", begins_section=True),
    ActionSpec("select-all", str(QT_TRANSLATE_NOOP("Actions", "Select All")), ("Ctrl+A",), EDIT, "select_all",
               when="list"),
    ActionSpec("select-none", str(QT_TRANSLATE_NOOP("Actions", "Select None")), ("Ctrl+D",), EDIT, "select_none",
               when="photo"),
    ActionSpec("select-burst", str(QT_TRANSLATE_NOOP("Actions", "Select Whole Burst")), ("Shift+S",), EDIT, "burst",
               "select", "in burst", icon="burst", in_context_menu=True),
    ActionSpec("filter", str(QT_TRANSLATE_NOOP("Actions", "Filter")), ("Ctrl+F", "/"), EDIT, "focus_filter",
               icon="filter"),
    ActionSpec("rate-1", str(QT_TRANSLATE_NOOP("Actions", "★")), ("1",), RATE, "rate", 1, "photo"),
    ActionSpec("rate-2", str(QT_TRANSLATE_NOOP("Actions", "★★")), ("2",), RATE, "rate", 2, "photo"),
    ActionSpec("rate-3", str(QT_TRANSLATE_NOOP("Actions", "★★★")), ("3",), RATE, "rate", 3, "photo"),
    ActionSpec("rate-4", str(QT_TRANSLATE_NOOP("Actions", "★★★★")), ("4",), RATE, "rate", 4, "photo"),
    ActionSpec("rate-5", str(QT_TRANSLATE_NOOP("Actions", "★★★★★")), ("5",), RATE, "rate", 5, "photo"),
    ActionSpec("rate-0", str(QT_TRANSLATE_NOOP("Actions", "No Stars")), ("0",), RATE, "rate", 0, "photo",
               icon="no-stars"),
    ActionSpec("pick", str(QT_TRANSLATE_NOOP("Actions", "Pick")), ("P",), RATE, "flag", "pick", "photo",
               icon="pick", in_context_menu=True, begins_section=True),
    ActionSpec("reject", str(QT_TRANSLATE_NOOP("Actions", "Reject")), ("X",), RATE, "flag", "reject", "photo",
               icon="reject", in_context_menu=True),
    ActionSpec("unflag", str(QT_TRANSLATE_NOOP("Actions", "Neither")), ("U",), RATE, "flag", "none", "photo",
               icon="no-flag", in_context_menu=True),
    ActionSpec("false-alarm", str(QT_TRANSLATE_NOOP("Actions", "False Alarm")), ("Shift+F",), RATE, "answer_danger",
               "false alarm", "photo", icon="shield", in_context_menu=True, begins_section=True),
    ActionSpec("dangerous", str(QT_TRANSLATE_NOOP("Actions", "This Is Dangerous")), ("Shift+D",), RATE,
               "answer_danger", "dangerous", "photo", icon="warning", in_context_menu=True),
    ActionSpec("unanswer-danger", str(QT_TRANSLATE_NOOP("Actions", "Take the Danger Answer Back")), ("Shift+U",),
               RATE, "answer_danger", "", "photo"),
    ActionSpec("teach", str(QT_TRANSLATE_NOOP("Actions", "Two Minutes That Help Most")), ("Ctrl+T",), RATE, "teach",
               icon="to-rate", begins_section=True),
    ActionSpec("auto-advance", str(QT_TRANSLATE_NOOP("Actions", "Auto-advance (Caps Lock)")), ("A",), RATE,
               "set_auto_advance", icon="auto-advance", checkable=True),
    ActionSpec("open", str(QT_TRANSLATE_NOOP("Actions", "Open in the Loupe")), ("Return", "Enter", "Space"), PHOTO,
               "open_loupe", when="list", icon="loupe", in_context_menu=True, on_photos=True),
    ActionSpec("rotate-left", str(QT_TRANSLATE_NOOP("Actions", "Rotate Left")), ("Ctrl+[",), PHOTO, "rotate", -90,
               "photo", icon="rotate-left", in_context_menu=True, begins_section=True),
    ActionSpec("rotate-right", str(QT_TRANSLATE_NOOP("Actions", "Rotate Right")), ("Ctrl+]",), PHOTO, "rotate", 90,
               "photo", icon="rotate-right", in_context_menu=True),
    ActionSpec("not-a-face", str(QT_TRANSLATE_NOOP("Actions", "Not a Face")), ("Shift+X",), PHOTO, "repair_faces",
               "reject", "photo", icon="no-face", begins_section=True),
    ActionSpec("add-face", str(QT_TRANSLATE_NOOP("Actions", "Add a Face…")), ("Shift+A",), PHOTO, "repair_faces",
               "add", "photo", icon="face"),
    ActionSpec("detect-faces", str(QT_TRANSLATE_NOOP("Actions", "Detect Faces Again")), (), PHOTO, "repair_faces",
               "anew", "photo", icon="retry"),
    ActionSpec("annotate", str(QT_TRANSLATE_NOOP("Actions", "Label for Training")), ("Ctrl+L",), PHOTO, "annotate",
               when="list", icon="to-rate", begins_section=True),
    ActionSpec("cover", str(QT_TRANSLATE_NOOP("Actions", "Use as Cover")), ("Shift+C",), PHOTO, "burst", "cover",
               "no cover", icon="photo", in_context_menu=True, begins_section=True),
    ActionSpec("split-burst", str(QT_TRANSLATE_NOOP("Actions", "Split Burst Here")), (), PHOTO, "burst", "split",
               "part of burst", in_context_menu=True),
    ActionSpec("merge-bursts", str(QT_TRANSLATE_NOOP("Actions", "Merge into One Burst")), (), PHOTO, "burst", "merge",
               "several", icon="burst", in_context_menu=True),
    ActionSpec("no-burst", str(QT_TRANSLATE_NOOP("Actions", "Not a Burst")), (), PHOTO, "burst", "dissolve",
               "in burst", in_context_menu=True),
    ActionSpec("similar", str(QT_TRANSLATE_NOOP("Actions", "Find Similar Photos")), ("Shift+M",), PHOTO, "burst",
               "similar", "photo", icon="search", in_context_menu=True, begins_section=True),
    ActionSpec("add-to-album", str(QT_TRANSLATE_NOOP("Actions", "Add to Album")), ("B",), PHOTO, "album", "add",
               "photo", icon="album", in_context_menu=True, begins_section=True),
    ActionSpec("remove-from-album", str(QT_TRANSLATE_NOOP("Actions", "Remove from Album")), ("Shift+B",), PHOTO,
               "album", "remove", "in own album", in_context_menu=True),
    ActionSpec("export", str(QT_TRANSLATE_NOOP("Actions", "Export…")), ("Ctrl+E",), PHOTO, "export", when="list",
               icon="export", in_context_menu=True, begins_section=True),
    ActionSpec("reveal", str(QT_TRANSLATE_NOOP("Actions", "Show in File Manager")), ("Ctrl+Shift+F",), PHOTO,
               "reveal", when="photo", icon="reveal", in_context_menu=True),
    ActionSpec("trash", str(QT_TRANSLATE_NOOP("Actions", "Move to Trash…")), ("Delete",), PHOTO, "trash",
               when="photo", icon="trash", in_context_menu=True),
    ActionSpec("grid", str(QT_TRANSLATE_NOOP("Actions", "Grid")), ("G",), VIEW, "show_grid", icon="grid"),
    ActionSpec("loupe", str(QT_TRANSLATE_NOOP("Actions", "Loupe")), ("E",), VIEW, "open_loupe", when="photos",
               icon="loupe"),
    ActionSpec("compare", str(QT_TRANSLATE_NOOP("Actions", "Compare")), ("C",), VIEW, "compare", when="photos",
               icon="compare", in_context_menu=True),
    ActionSpec("why", str(QT_TRANSLATE_NOOP("Actions", "Why This Score")), ("W",), VIEW, "show_why", when="photos",
               icon="question", in_context_menu=True),
    ActionSpec("zoom", str(QT_TRANSLATE_NOOP("Actions", "Zoom to 100 %")), ("Z",), VIEW, "toggle_zoom", when="zoom",
               icon="zoom-in"),
    ActionSpec("back", str(QT_TRANSLATE_NOOP("Actions", "Back")), ("Escape",), VIEW, "back"),
    ActionSpec("hazard-map", str(QT_TRANSLATE_NOOP("Actions", "Show Where the Hazard Is")), ("Shift+H",), VIEW,
               "show_hazard", when="photo"),
    ActionSpec("safety", str(QT_TRANSLATE_NOOP("Actions", "Safety")), ("Ctrl+Shift+S",), VIEW, "show_safety",
               icon="shield"),
    ActionSpec("taste", str(QT_TRANSLATE_NOOP("Actions", "My Taste")), ("T",), VIEW, "show_taste", icon="star"),
    ActionSpec("people", str(QT_TRANSLATE_NOOP("Actions", "People")), ("Shift+P",), VIEW, "show_people",
               icon="people"),
    ActionSpec("toggle-stack", str(QT_TRANSLATE_NOOP("Actions", "Expand or Collapse Burst")), ("S",), VIEW, "burst",
               "toggle", "stack", icon="burst", in_context_menu=True, begins_section=True),
    ActionSpec("expand-all", str(QT_TRANSLATE_NOOP("Actions", "Expand All Bursts")), ("Ctrl+Shift+E",), VIEW, "burst",
               "expand", "stacks"),
    ActionSpec("collapse-all", str(QT_TRANSLATE_NOOP("Actions", "Collapse All Bursts")), ("Ctrl+Shift+C",), VIEW,
               "burst", "collapse", "stacks"),
    ActionSpec("larger", str(QT_TRANSLATE_NOOP("Actions", "Larger Thumbnails")), ("Ctrl++", "Ctrl+="), VIEW,
               "resize_cards", 1, "list", icon="large", begins_section=True),
    ActionSpec("smaller", str(QT_TRANSLATE_NOOP("Actions", "Smaller Thumbnails")), ("Ctrl+-",), VIEW, "resize_cards",
               -1, "list", icon="small"),
    ActionSpec("sort-score", str(QT_TRANSLATE_NOOP("Actions", "Sort by Score")), ("Ctrl+1",), VIEW, "sort", "score",
               checkable=True, begins_section=True),
    ActionSpec("sort-time", str(QT_TRANSLATE_NOOP("Actions", "Sort by Time")), ("Ctrl+2",), VIEW, "sort", "time",
               checkable=True),
    ActionSpec("sort-name", str(QT_TRANSLATE_NOOP("Actions", "Sort by Name")), ("Ctrl+3",), VIEW, "sort", "name",
               checkable=True),
    ActionSpec("reverse", str(QT_TRANSLATE_NOOP("Actions", "Reverse Order")), ("Ctrl+R",), VIEW, "reverse",
               icon="sort-reverse", checkable=True),
    ActionSpec("sidebar", str(QT_TRANSLATE_NOOP("Actions", "Sidebar")), ("F9",), VIEW, "show_sidebar",
               icon="panel-left", checkable=True, begins_section=True),
    ActionSpec("inspector", str(QT_TRANSLATE_NOOP("Actions", "Inspector")), ("I",), VIEW, "show_inspector",
               icon="panel-right", checkable=True),
    ActionSpec("full-screen", str(QT_TRANSLATE_NOOP("Actions", "Full Screen")), ("F11",), VIEW, "full_screen",
               checkable=True),
    ActionSpec("keys", str(QT_TRANSLATE_NOOP("Actions", "All Keys")), ("?", "F1"), HELP, "show_keys",
               icon="keyboard"),
    ActionSpec("change-keys", str(QT_TRANSLATE_NOOP("Actions", "Change Keys…")), (), HELP, "change_keys"),
    ActionSpec("menu", str(QT_TRANSLATE_NOOP("Actions", "Open the Menu")), ("F10",), HELP, "open_menu"),
)
# fmt: on

#: On the keys page alone: what the loupe does with keys of its own.
_LOUPE = str(QT_TRANSLATE_NOOP("Actions", "Loupe"))
_SIDEBAR = str(QT_TRANSLATE_NOOP("Actions", "Albums"))
#: Likewise of Compare.
_COMPARE = str(QT_TRANSLATE_NOOP("Actions", "Compare"))
#: Keys that are no commands of ours and belong on the `?` page all the same.
_MORE_KEYS: tuple[tuple[str, str, str], ...] = (
    (_SIDEBAR, "F2", str(QT_TRANSLATE_NOOP("Actions", "Rename an album of yours"))),
    (
        _SIDEBAR,
        str(QT_TRANSLATE_NOOP("Actions", "Delete")),
        str(QT_TRANSLATE_NOOP("Actions", "Delete it; its photos stay")),
    ),
    (
        _SIDEBAR,
        str(QT_TRANSLATE_NOOP("Actions", "Drag")),
        str(QT_TRANSLATE_NOOP("Actions", "Put photos into an album of yours")),
    ),
    (_LOUPE, "+", str(QT_TRANSLATE_NOOP("Actions", "Larger"))),
    (_LOUPE, "-", str(QT_TRANSLATE_NOOP("Actions", "Smaller"))),
    (_LOUPE, "Shift+← ↑ → ↓", str(QT_TRANSLATE_NOOP("Actions", "Move the enlarged photo"))),
    (_LOUPE, "F", str(QT_TRANSLATE_NOOP("Actions", "Frame all faces"))),
    (_LOUPE, str(QT_TRANSLATE_NOOP("Actions", "Wheel")), str(QT_TRANSLATE_NOOP("Actions", "Zoom"))),
    (
        VIEW,
        str(QT_TRANSLATE_NOOP("Actions", "Click on ▣")),
        str(QT_TRANSLATE_NOOP("Actions", "Expand or collapse a burst; commands mean the card's photo alone")),
    ),
    (_COMPARE, "← →", str(QT_TRANSLATE_NOOP("Actions", "From frame to frame; the next one is brought in"))),
    (
        _COMPARE,
        "Enter",
        str(QT_TRANSLATE_NOOP("Actions", "Keep the best, or the frame gone to, and reject the rest")),
    ),
    (
        _COMPARE,
        str(QT_TRANSLATE_NOOP("Actions", "Page Down, N")),
        str(QT_TRANSLATE_NOOP("Actions", "Next burst")),
    ),
    (
        _COMPARE,
        str(QT_TRANSLATE_NOOP("Actions", "Page Up, Shift+N")),
        str(QT_TRANSLATE_NOOP("Actions", "Previous burst")),
    ),
    (_COMPARE, "F", str(QT_TRANSLATE_NOOP("Actions", "Next person"))),
    (_COMPARE, "Shift+← ↑ → ↓", str(QT_TRANSLATE_NOOP("Actions", "Move the enlarged photos together"))),
    (VIEW, "← ↑ → ↓", str(QT_TRANSLATE_NOOP("Actions", "From photo to photo"))),
    (
        VIEW,
        str(QT_TRANSLATE_NOOP("Actions", "Home, End")),
        str(QT_TRANSLATE_NOOP("Actions", "First and last photo")),
    ),
    (
        EDIT,
        str(QT_TRANSLATE_NOOP("Actions", "Shift, Ctrl")),
        str(QT_TRANSLATE_NOOP("Actions", "With arrows or a click: select several")),
    ),
    (
        VIEW,
        str(QT_TRANSLATE_NOOP("Actions", "Ctrl+Wheel")),
        str(QT_TRANSLATE_NOOP("Actions", "Size of the thumbnails")),
    ),
)


def translated(text: str) -> str:
    """A text of the table in the user's language."""
    return QCoreApplication.translate(_CONTEXT, text)


class ActionTable:
    """The table as QActions of a window.

    Args:
        window: keys work everywhere in it.
        photo_widgets: keys that buttons need too work only while one of these has the focus.
        handlers: an object with the methods the table names.
        settings: "keys/ID" replaces the default keys of an action: a list, empty for no keys.
    """

    def __init__(
        self, window: QWidget, photo_widgets: Sequence[QWidget], handlers: object, settings: QSettings
    ) -> None:
        self._settings = settings
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = self._make(spec, window, getattr(handlers, spec.handler))
            for widget in photo_widgets if spec.on_photos else (window,):
                widget.addAction(action)
            self._actions[spec.id] = action

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def keys_of(self, spec: ActionSpec) -> tuple[str, ...]:
        """The keys in force: the user's where there are any, else the default."""
        stored = self._settings.value(f"keys/{spec.id}")
        if stored is None:
            return spec.keys
        return tuple(stored) if isinstance(stored, list | tuple) else tuple(filter(None, [str(stored)]))

    def bindings(self) -> list[tuple[ActionSpec, tuple[str, ...]]]:
        """Every action with the keys in force."""
        return [(spec, self.keys_of(spec)) for spec in ACTIONS]

    def is_own(self, spec: ActionSpec) -> bool:
        """Whether the user chose an action's keys."""
        return self._settings.contains(f"keys/{spec.id}")

    def owner_of(self, key: str, besides: ActionSpec | None = None) -> ActionSpec | None:
        """The action that a key belongs to now, leaving one out."""
        for spec, keys in self.bindings():
            if spec is not besides and QKeySequence(key) in map(QKeySequence, keys):
                return spec
        return None

    def rebind(self, action_id: str, keys: Sequence[str]) -> None:
        """Give an action other keys, and remember them."""
        # An empty list would be read back as no value at all, and so as the default.
        self._settings.setValue(f"keys/{action_id}", list(keys) or "")
        self._actions[action_id].setShortcuts([QKeySequence(key) for key in keys])

    def reset(self, action_id: str) -> None:
        """Give an action its default keys back."""
        self._settings.remove(f"keys/{action_id}")
        (spec,) = (spec for spec in ACTIONS if spec.id == action_id)
        self._actions[action_id].setShortcuts([QKeySequence(key) for key in spec.keys])

    def update(self, situation: Mapping[str, bool]) -> None:
        """Enable what can be used now.

        Args:
            situation: conditions by the names the table uses.
        """
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(situation[spec.when])

    def fill_menu(self, menu: QMenu) -> None:
        """All actions, a submenu for each group."""
        for group in GROUPS:
            submenu = menu.addMenu(translated(group))
            self._fill(submenu, (spec for spec in ACTIONS if spec.group == group))

    def fill_context_menu(self, menu: QMenu) -> None:
        """What can be done with the selected photos."""
        specs = [spec for spec in ACTIONS if spec.in_context_menu]
        self._fill(menu, (spec for spec in specs if spec.group == PHOTO and spec.id == "open"))
        stars = menu.addMenu(theme.icon("star"), translated("Rate"))
        self._fill(stars, (spec for spec in ACTIONS if spec.handler == "rate"))
        self._fill(menu, (spec for spec in specs if spec.id != "open"))

    def for_keys_page(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Groups of (keys, what they do); a line for each combination."""
        groups = []
        for group in (FILE, _SIDEBAR, EDIT, _LOUPE, _COMPARE, RATE, PHOTO, VIEW, HELP):
            rows = [
                (native_key(key), translated(spec.text))
                for spec in ACTIONS
                if spec.group == group
                for key in self.keys_of(spec)
            ]
            rows += [
                (key, translated(text))
                for where, keys, text in _MORE_KEYS
                if where == group
                for key in translated(keys).split(", ")
            ]
            groups.append((translated(group), rows))
        return groups

    def _make(self, spec: ActionSpec, parent: QObject, handler: Callable[..., None]) -> QAction:
        action = QAction(translated(spec.text), parent)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in self.keys_of(spec)])
        action.setCheckable(spec.checkable)
        if spec.on_photos:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if spec.icon:
            action.setIcon(theme.icon(spec.icon))
        # triggered(bool) hands its "checked" over: wanted by what is on or off, in nobody else's way.
        if spec.argument is not None:
            action.triggered.connect(lambda _checked, call=handler, value=spec.argument: call(value))
        elif spec.checkable:
            action.triggered.connect(handler)
        else:
            action.triggered.connect(lambda _checked, call=handler: call())
        return action

    def _fill(self, menu: QMenu, specs: Iterable[ActionSpec]) -> None:
        for spec in specs:
            if spec.begins_section and not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(self._actions[spec.id])


def native_key(key: str) -> str:
    """A key or combination as the system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
