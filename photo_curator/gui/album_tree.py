"""The sidebar's tree, worked out from what the library holds: no widgets here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from photo_curator.domain.query import Album
from photo_curator.gui.album_words import moment_span, title_of
from photo_curator.gui.loading import Facts
from photo_curator.gui.said import problem_text
from photo_curator.gui.state import Page

PROBLEMS_KEY = "problems"
SAFETY_KEY = "safety"
TASTE_KEY = "taste"
PEOPLE_KEY = "people"
#: Pages that are lines of the sidebar like albums.
PAGE_KEYS = {
    Page.PROBLEMS: PROBLEMS_KEY,
    Page.SAFETY: SAFETY_KEY,
    Page.TASTE: TASTE_KEY,
    Page.TEACH: TASTE_KEY,
    Page.PEOPLE: PEOPLE_KEY,
}
_SECTIONS = tuple(
    str(text)
    for text in (
        QT_TRANSLATE_NOOP("Albums", "Library"),
        QT_TRANSLATE_NOOP("Albums", "Moments"),
        QT_TRANSLATE_NOOP("Albums", "Albums"),
        QT_TRANSLATE_NOOP("Albums", "People"),
        QT_TRANSLATE_NOOP("Albums", "Look before posting"),
        QT_TRANSLATE_NOOP("Albums", "Best of the year"),
        QT_TRANSLATE_NOOP("Albums", "Months"),
        QT_TRANSLATE_NOOP("Albums", "Places"),
        QT_TRANSLATE_NOOP("Albums", "Folders"),
        QT_TRANSLATE_NOOP("Albums", "Housekeeping"),
    )
)
#: Pages among the lines, for the translators.
_TITLES = (
    QT_TRANSLATE_NOOP("Albums", "Problem files"),
    QT_TRANSLATE_NOOP("Albums", "Safety"),
    QT_TRANSLATE_NOOP("Albums", "My taste"),
    QT_TRANSLATE_NOOP("Albums", "All moments…"),
    QT_TRANSLATE_NOOP("Albums", "Everybody"),
    QT_TRANSLATE_NOOP("Albums", "Unnamed"),
)
#: Sections that are folded until somebody opens them.
FOLDED_SECTIONS = ("section:Best of the year",)
#: So many moments stand in the sidebar; the rest is below one line more.
_MOMENTS_SHOWN = 12


@dataclass(slots=True)
class Node:
    """One line of the sidebar, with what stands below it.

    Attributes:
        tip: said more fully, while the pointer rests on it.
        own: it is an album of the user's.
        manual: photos can be put into it.
    """

    key: str
    title: str
    count: int | None = None
    children: list[Node] = field(default_factory=list)
    tip: str = ""
    own: bool = False
    manual: bool = False


def sections(facts: Facts) -> list[Node]:
    """The sidebar's tree. Sections without albums are left out."""
    by_section: dict[str, list[Album]] = {}
    for album in facts.albums:
        by_section.setdefault(album.section, []).append(album)
    below = {
        "Moments": _moments(by_section.get("Moments", ())),
        "Months": _months(by_section.get("Months", ())),
        "Places": _places(facts.places),
        "Folders": _folders(by_section.get("Folders", ()), facts.folders),
    }
    found = []
    for name in _SECTIONS:
        children = below.get(name)
        if children is None:
            albums = by_section.get(name, ())
            children = [_line(album) for album in albums]
        if name == "Housekeeping":
            children.insert(1, Node(PROBLEMS_KEY, _words("Problem files"), facts.problems))
        if name == "Library":
            children.append(Node(TASTE_KEY, _words("My taste")))
        if name == "People":
            children += _everybody(facts)
        if name == "Look before posting":
            children.append(Node(SAFETY_KEY, _words("Safety")))
        # Albums of one's own are made from their heading: it is there before the first of them.
        if children or name == "Albums":
            found.append(Node(f"section:{name}", _words(name), None, children))
    return found


def _words(text: str) -> str:
    return QCoreApplication.translate("Albums", text)


def _line(album: Album) -> Node:
    saved = album.saved
    if saved is None:
        title = album.key.partition(":")[2] if album.section == "Best of the year" else title_of(album)
        return Node(album.key, title, album.count)
    tip = problem_text(saved.refusal) or saved.name
    count = None if saved.query is None else album.count
    return Node(album.key, saved.name, count, tip=tip, own=True, manual=saved.manual)


def _everybody(facts: Facts) -> list[Node]:
    """The page of people; it says how many of them have no name."""
    if facts.unnamed:
        return [Node(PEOPLE_KEY, _words("Unnamed"), facts.unnamed)]
    return [Node(PEOPLE_KEY, _words("Everybody"))]


def _moments(albums: Sequence[Album]) -> list[Node]:
    """The latest, then a line with the others by year."""
    nodes = [Node(album.key, title_of(album), album.count) for album in albums]
    for node, album in zip(nodes[:_MOMENTS_SHOWN], albums, strict=False):
        if album.moment is not None:
            node.tip = moment_span(album.moment)
    if len(nodes) <= _MOMENTS_SHOWN:
        return nodes
    years: dict[str, Node] = {}
    for node in nodes[_MOMENTS_SHOWN:]:
        year = node.key.removeprefix("moment:")[:4]
        years.setdefault(year, Node(f"more:moments {year}", year)).children.append(node)
    return [*nodes[:_MOMENTS_SHOWN], Node("more:moments", _words("All moments…"), None, list(years.values()))]


def _months(albums: Iterable[Album]) -> list[Node]:
    """Years with their months, the newest first."""
    found: list[Node] = []
    for album in albums:
        year, month = album.key.partition(":")[2].split("-")
        if not found or found[-1].title != year:
            found.append(Node(f"year:{year}", year, 0))
        name = QLocale().standaloneMonthName(int(month))
        found[-1].children.append(Node(album.key, name, album.count))
        found[-1].count = (found[-1].count or 0) + album.count
    return found


def _places(places: Iterable[tuple[str, str, int]]) -> list[Node]:
    """Countries with their cities; a city of no known country stands for itself."""
    found: dict[str, Node] = {}
    for country, city, count in places:
        top = country or city
        node = found.setdefault(top, Node(f"place:{top}", top, 0))
        node.count = (node.count or 0) + count
        if country and city:
            # Two countries may have a city of one name: the key says which is meant.
            node.children.append(Node(f"place:{city}\n{country}", city, count))
    return list(found.values())


def _folders(albums: Iterable[Album], roots: Iterable[str]) -> list[Node]:
    """Folders below the library's roots as a tree; a folder counts all that is below it."""
    counts = {album.key.partition(":")[2]: album.count for album in albums}
    nodes: dict[str, Node] = {}
    tops: list[Node] = []
    known_roots = {root for root in roots if os.path.dirname(root) != root}
    for path in sorted({*counts, *known_roots}):
        _place_folder(path, counts, known_roots, nodes, tops)
    return tops


def _place_folder(
    path: str, counts: Mapping[str, int], roots: set[str], nodes: dict[str, Node], tops: list[Node]
) -> Node:
    found = nodes.get(path)
    if found is not None:
        return found
    node = nodes[path] = Node(f"folder:{path}", os.path.basename(path) or path, 0, tip=path)
    root = next((root for root in roots if path != root and path.startswith(root + os.sep)), None)
    if root is None:
        tops.append(node)
    else:
        _place_folder(os.path.dirname(path), counts, roots, nodes, tops).children.append(node)
    own = counts.get(path, 0)
    above: str | None = path
    while above is not None and own:
        nodes[above].count = (nodes[above].count or 0) + own
        parent = os.path.dirname(above)
        above = parent if parent in nodes and above not in roots else None
    return node
