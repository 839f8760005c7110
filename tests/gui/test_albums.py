"""Albums in the window: the sidebar's sections, one's own albums by mouse and keys, the editor."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from photo_curator.db.library import Library
from photo_curator.domain.album_operations import CreateAlbum, FillAlbum
from photo_curator.domain.occasions import Moment, PartOfDay
from photo_curator.domain.query import PhotoQuery, Recent, SortBy, TimeUnit
from photo_curator.domain.rating import Flag
from photo_curator.gui.album_editor.conditions import CHOICES, FIELDS, STARTS, Topic, saying, spoken_topics
from photo_curator.gui.album_editor.dialog import AlbumEditor, Known
from photo_curator.gui.album_words import moment_title
from photo_curator.gui.grid.drag import PHOTOS_FORMAT
from tests.gui.conftest import Stage, add

PLAIN = Qt.KeyboardModifier.NoModifier
EVERYTHING = PhotoQuery()


def lines(stage: Stage, section: str) -> list[str]:
    """The titles below a heading."""
    head = stage.window.sidebar._items[f"section:{section}"]
    return [head.child(row).text() for row in range(head.rowCount())]


def line_at(stage: Stage, key: str) -> QPoint:
    sidebar = stage.window.sidebar
    index = sidebar._items[key].index()
    sidebar.scrollTo(index)
    return sidebar.visualRect(index).center()


def album(stage: Stage, name: str = "Summer", photos: tuple[int, ...] = ()) -> str:
    """Make a manual album; its key."""
    stage.window.operations.run(CreateAlbum(name, manual=True, photo_ids=photos))
    stage.window.loading.recount()
    made = stage.library.albums.named(name)
    assert made is not None
    settle(stage)
    return made.key


def settle(stage: Stage) -> None:
    """Let the counts come at once."""
    stage.window.loading._count()


def inside(stage: Stage, key: str) -> list[int]:
    return stage.library.photos.ids(PhotoQuery(album_id=int(key.partition(":")[2])))


def test_sections_stand_in_their_order_and_albums_have_a_heading_before_the_first(stage: Stage) -> None:
    settle(stage)
    heads = [key.partition(":")[2] for key in stage.window.sidebar._items if key.startswith("section:")]
    order = ["Library", "Moments", "Albums", "People", "Look before posting", "Best of the year", "Months"]
    order += ["Places", "Folders", "Housekeeping"]
    assert [name for name in order if name in heads] == [name for name in heads if name in order]
    assert "Albums" in heads
    assert "Bursts" in lines(stage, "Library")
    assert "Eyes closed" in lines(stage, "Look before posting")
    assert lines(stage, "Best of the year") == ["2026"]


def test_the_latest_moments_stand_first_the_others_below_one_line(library: Library, make_stage) -> None:
    days = [datetime(2025, 1 + n // 28, 1 + n % 28, 10) for n in range(14)]
    library.files.apply(
        [
            add(100 + 10 * n + i, name=f"m{n}-{i}.jpg", folder="/more")
            for n in range(len(days))
            for i in range(5)
        ]
    )
    with library._database.write() as connection:
        for n, day in enumerate(days):
            connection.exec_driver_sql(
                "UPDATE photo SET taken_key = ?, taken_local = ?, country = '', city = '' WHERE path LIKE ?",
                ((day - datetime(1970, 1, 1)).total_seconds(), day.isoformat(), f"/more/m{n}-%"),
            )
    stage = make_stage(library)
    settle(stage)
    moments = lines(stage, "Moments")
    assert len(moments) == 13
    assert moments[-1] == "All moments…"
    more = stage.window.sidebar._items["more:moments"]
    assert [more.child(row).text() for row in range(more.rowCount())] == ["2025"]
    before = stage.state.album
    stage.window.sidebar._clicked(more.index())  # it unfolds, and is no album
    assert stage.state.album == before
    assert stage.window.sidebar.isExpanded(more.index())
    key = stage.window.sidebar._items["section:Moments"].child(0).data(Qt.ItemDataRole.UserRole + 1)
    stage.window.sidebar.album_chosen.emit(key)
    assert len(stage.state.ids) == 5


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        (Moment(datetime(2026, 4, 3), datetime(2026, 4, 9), 40, "Japan", trip=True), "Japan · Apr 2026"),
        (
            Moment(datetime(2026, 11, 14, 20), datetime(2026, 11, 14, 22), 9, part=PartOfDay.EVENING),
            "Sat 14 Nov, evening",
        ),
        (Moment(datetime(2024, 11, 14, 8), datetime(2024, 11, 14, 22), 9), "14 Nov 2024"),
        (Moment(datetime(2026, 5, 2, 8), datetime(2026, 5, 2, 9), 9, "Munich"), "Munich · Sat 2 May"),
    ],
)
def test_what_moments_are_called(stage: Stage, moment: Moment, name: str) -> None:
    assert moment_title(moment, datetime(2026, 11, 22)) == name


def test_photos_dragged_onto_an_album_are_in_it_and_undo_survives_a_restart(stage: Stage, make_stage) -> None:
    key = album(stage)
    chosen = list(stage.state.ids[:3])
    stage.state.select(chosen, chosen[0])
    dragged = stage.window.page.model.mimeData([])
    assert json.loads(bytes(dragged.data(PHOTOS_FORMAT).data())) == chosen
    sidebar, place = stage.window.sidebar, line_at(stage, key)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place, copy, dragged, left, PLAIN)
    sidebar.dragEnterEvent(enter)
    move = QDragMoveEvent(place, copy, dragged, left, PLAIN)
    sidebar.dragMoveEvent(move)
    assert enter.isAccepted()
    assert move.isAccepted()
    elsewhere = QDragMoveEvent(line_at(stage, "all"), copy, dragged, left, PLAIN)
    sidebar.dragMoveEvent(elsewhere)
    assert not elsewhere.isAccepted()  # nothing is put into what is found by itself
    sidebar.dropEvent(QDropEvent(QPointF(line_at(stage, key)), copy, dragged, left, PLAIN))
    assert sorted(inside(stage, key)) == sorted(chosen)
    assert stage.window.toast.text == "Put 3 photos into the album"
    settle(stage)
    assert sidebar._items[key].data(Qt.ItemDataRole.UserRole + 2) == 3
    # Another window, later: the journal is the library's.
    with Library.open(stage.library.layout.root) as again:
        later = make_stage(again)
        later.trigger("undo")
        assert inside(later, key) == []
        later.trigger("redo")
        assert sorted(inside(later, key)) == sorted(chosen)
        later.window.close()


def test_files_from_elsewhere_are_not_taken_by_albums(stage: Stage) -> None:
    mime = QMimeData()
    mime.setText("a letter")
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    stage.window.sidebar.dragEnterEvent(event)
    assert not event.isAccepted()


def test_photos_dropped_on_the_heading_make_an_album(stage: Stage) -> None:
    stage.dialogs.name = "  Best   friends "
    stage.window.sidebar.photos_dropped.emit("section:Albums", tuple(stage.state.ids[:2]))
    made = stage.library.albums.named("best friends")
    assert made is not None
    assert (made.name, len(inside(stage, made.key))) == ("Best friends", 2)


def test_adding_by_menu_and_removing_by_key(stage: Stage, qtbot) -> None:
    key = album(stage)
    first = stage.state.ids[0]
    stage.state.select([first], first)
    menu = QMenu()
    qtbot.addWidget(menu)
    stage.window.commands.albums.fill_add_menu(menu)
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names == ["Summer", "New Album…"]
    menu.actions()[0].trigger()
    assert inside(stage, key) == [first]
    assert not stage.window.actions_table["remove-from-album"].isEnabled()  # all photos are shown
    stage.window.show_album(key)
    assert list(stage.state.ids) == [first]
    stage.state.select([first], first)
    assert stage.window.actions_table["remove-from-album"].isEnabled()
    stage.trigger("remove-from-album")
    assert inside(stage, key) == []
    qtbot.waitUntil(lambda: len(stage.state.ids) == 0)
    stage.trigger("undo")
    assert inside(stage, key) == [first]


def test_renaming_in_place_and_a_name_that_is_taken(stage: Stage, qtbot) -> None:
    key = album(stage)
    album(stage, "Winter")
    sidebar = stage.window.sidebar
    sidebar.choose(key)
    sidebar.setFocus()
    qtbot.keyClick(sidebar, Qt.Key.Key_F2)
    edit = sidebar.viewport().findChild(QLineEdit)
    edit.setText("Sommer & Strand")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stage.library.albums.get(int(key[6:])).name == "Sommer & Strand")
    settle(stage)
    assert sidebar.title_of(key) == "Sommer & Strand"
    sidebar.renamed.emit(key, "WINTER")
    assert "“Winter” already" in stage.window.status._message.text()
    assert sidebar.title_of(key) == "Sommer & Strand"
    stage.trigger("undo")
    assert stage.library.albums.get(int(key[6:])).name == "Summer"


def test_delete_in_the_sidebar_deletes_the_album_and_never_a_photo(stage: Stage, qtbot) -> None:
    key = album(stage, photos=tuple(stage.state.ids[:2]))
    stage.window.show_album(key)
    stage.state.select([stage.state.ids[0]], stage.state.ids[0])
    sidebar = stage.window.sidebar
    sidebar.setFocus()
    sidebar.choose("all")
    qtbot.keyClick(sidebar, Qt.Key.Key_Delete)  # not an album of the user's: nothing happens at all
    assert stage.dialogs.plans == []
    sidebar.choose(key)
    qtbot.keyClick(sidebar, Qt.Key.Key_Delete)
    assert stage.dialogs.plans == []
    assert stage.library.albums.all() == ()
    assert stage.state.album.key == "all"
    stage.trigger("undo")
    (back,) = stage.library.albums.all()
    assert (back.key, len(inside(stage, back.key))) == (key, 2)


def test_the_menu_of_an_album_offers_what_fits_it(stage: Stage, qtbot) -> None:
    key = album(stage)
    stage.window.operations.run(CreateAlbum("Good", PhotoQuery(min_score=4.0)))
    settle(stage)
    smart = stage.library.albums.named("good").key

    def offered(wanted: str) -> list[str]:
        stage.window.sidebar.menu_asked.emit(wanted, QPoint(10, 10))
        menus = [menu for menu in stage.dialogs.window.findChildren(QMenu) if menu.isVisible()]
        texts = [action.text() for action in menus[-1].actions() if not action.isSeparator()] if menus else []
        for menu in menus:
            menu.close()
        return texts

    assert offered(key) == ["Rename", "Delete Album", "New Album…", "New Smart Album…"]
    assert offered(smart)[:3] == ["Change Conditions…", "Rename", "Delete Album"]
    assert offered("section:Albums") == ["New Album…", "New Smart Album…"]
    assert offered("all") == []
    place = line_at(stage, key)
    asked = []
    stage.window.sidebar.menu_asked.disconnect()
    stage.window.sidebar.menu_asked.connect(lambda wanted, _place: asked.append(wanted))
    reason = QContextMenuEvent.Reason.Mouse
    stage.window.sidebar.contextMenuEvent(QContextMenuEvent(reason, place, place))
    assert asked == [key]


def test_saving_the_filter_as_an_album_shows_it_with_its_count(stage: Stage, qtbot) -> None:
    stage.window.show_album("post-worthy")
    box = stage.window.top_bar.filter
    box.setFocus()
    box.setText("score<=4.5 IMG")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    stage.trigger("save-filter")
    editor = stage.dialogs.editor
    assert editor.counted.text() == "3 photos"
    assert [*editor._rows] == [Topic.SCORE, Topic.SCREENSHOTS, Topic.TEXT]
    editor.name.setText("Nearly the best")
    editor.save.click()
    made = stage.library.albums.named("nearly the best")
    assert made.query == PhotoQuery(min_score=4.0, max_score=4.5, text="IMG", screenshots=False)
    assert stage.state.album.key == made.key
    assert box.text() == ""  # what it said is the album's now
    assert len(stage.state.ids) == 3
    stage.trigger("undo")
    assert stage.library.albums.all() == ()
    assert stage.state.album.key == "all"


def test_changing_conditions_keeps_what_no_row_can_show(stage: Stage) -> None:
    odd = PhotoQuery(flags=(Flag.PICK, Flag.REJECT), include_rejected=True, min_score=2.0)
    stage.window.operations.run(CreateAlbum("Odd", odd))
    made = stage.library.albums.named("odd")
    stage.window.commands.albums.edit(made.key)
    editor = stage.dialogs.editor
    assert [*editor._rows] == [Topic.SCORE]
    editor.remove_condition(Topic.SCORE)
    editor.sort.setCurrentIndex(1)
    editor.save.click()
    kept = stage.library.albums.named("odd").query
    assert kept == PhotoQuery(sort=SortBy.TIME, flags=(Flag.PICK, Flag.REJECT), include_rejected=True)
    assert stage.state.album.query == kept  # the album shown is shown anew


# --- the editor alone -----------------------------------------------------------------------


@pytest.fixture
def make_editor(qtbot, library: Library, qapp):
    def make(
        query: PhotoQuery = EVERYTHING, name: str = "", taken: frozenset[str] = frozenset()
    ) -> AlbumEditor:
        known = Known(["Tokyo"], ["Japan"], ["Pixel 9"], ["/photos"])
        editor = AlbumEditor(
            name, query, taken, known, lambda wanted, show: show(library.photos.count(wanted))
        )
        qtbot.addWidget(editor)
        return editor

    return make


def test_the_count_follows_each_condition(make_editor, qtbot) -> None:
    editor = make_editor()
    assert editor.counted.text() == "12 photos"
    editor.add_condition(Topic.SCORE)
    qtbot.waitUntil(lambda: editor.counted.text() == "5 photos")
    editor.edit_of(Topic.SCORE)._boxes[0].setValue(4.8)
    qtbot.waitUntil(lambda: editor.counted.text().startswith("1 photo"))
    editor.remove_condition(Topic.SCORE)
    editor.add_condition(Topic.COUNTRY)
    editor.edit_of(Topic.COUNTRY)._box.setCurrentText("Japan")
    qtbot.waitUntil(lambda: editor.counted.text() == "6 photos")
    editor.diverse.setChecked(True)
    assert editor.query == PhotoQuery(country="Japan", diverse=True)


def test_only_a_name_of_its_own_can_be_saved(make_editor) -> None:
    editor = make_editor(taken=frozenset({"summer"}))
    assert not editor.save.isEnabled()
    editor.name.setText(" SUMMER ")
    assert not editor.save.isEnabled()
    assert not editor._wrong.isHidden()
    editor.name.setText("Summers")
    assert editor.save.isEnabled()


_SAID = [
    PhotoQuery(min_score=2.5, max_score=4.5),
    PhotoQuery(min_stars=0),
    PhotoQuery(min_stars=4),
    PhotoQuery(min_stars=3, max_stars=3),
    PhotoQuery(min_stars=1, max_stars=2),
    PhotoQuery(recent=Recent(30, TimeUnit.DAYS)),
    PhotoQuery(taken_from=1767225600.0, taken_before=1767312000.0),
    PhotoQuery(place="kyo", camera="pixel", text="boat", country="Peru", folder="/gone"),
    PhotoQuery(min_faces=2, max_faces=4, name="anna, me"),
    *(
        PhotoQuery(**{FIELDS[topic][0]: value})  # type: ignore[arg-type]
        for topic, values in CHOICES.items()
        for value in values
    ),
]


@pytest.mark.parametrize("query", _SAID, ids=lambda query: "-".join(map(str, spoken_topics(query))))
def test_what_a_query_says_is_shown_and_handed_out_again(make_editor, query: PhotoQuery) -> None:
    editor = make_editor(query, "Some")
    assert editor._rows
    assert editor.query == query


@pytest.mark.parametrize("topic", Topic)
def test_every_condition_can_be_added_and_taken_away(make_editor, topic: Topic) -> None:
    editor = make_editor()
    editor.add_condition(topic)
    assert editor.query == saying(PhotoQuery(), topic, STARTS.get(topic, {}))
    assert all(action.text() for action in editor._menu.actions())
    assert len(editor._menu.actions()) == len(Topic) - 1
    editor.remove_condition(topic)
    assert editor.query == PhotoQuery()
    assert spoken_topics(editor.query) == []


def test_putting_photos_into_an_album_twice_says_so(stage: Stage) -> None:
    first = stage.state.ids[0]
    key = album(stage, photos=(first,))
    stage.window.operations.run(FillAlbum(int(key[6:]), (first,), inside=True))
    assert stage.window.toast.text == "Nothing to change: the album is like that already"
