"""The commands on albums: listing them, and the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from photo_curator.cli.common import (
    JsonOption,
    app,
    console,
    find,
    print_change,
    print_json,
    session_library,
)
from photo_curator.domain.query import SortBy

if TYPE_CHECKING:
    from photo_curator.db.library import Library
    from photo_curator.domain.operations import Operation
    from photo_curator.domain.query import PhotoQuery

album = typer.Typer(no_args_is_help=True, help="Make and fill albums of your own; `undo` takes it back.")
app.add_typer(album, name="album")

Name = Annotated[str, typer.Argument(help="An album's name, or its key as `albums` has it.", metavar="NAME")]
NewName = Annotated[str, typer.Argument(help="Unlike all others'.", metavar="NAME")]
Photos = Annotated[
    list[str],
    typer.Argument(help="Paths, unique file names, or ids.", metavar="PHOTO...", show_default=False),
]
Conditions = Annotated[
    list[str] | None,
    typer.Argument(
        help="As in the window's filter box, in quotes: 'score>=4' 'stars>=3' 'rated:program' 'flag:pick' "
        "'verdict:cannot-tell' 'country:Japan' 'place:kyoto' 'camera:pixel' 'folder:/photos' 'last:3months' "
        "'2026-04..2026-06' 'person:anna' 'people>=2' 'eyes:open' 'danger:no' 'burst:best' 'is:diverse', "
        "or words.",
        metavar="CONDITION...",
        show_default=False,
    ),
]
Sort = Annotated[SortBy | None, typer.Option(help="The order it is shown in.")]


@app.command()
def albums(as_json: JsonOption = False) -> None:
    """List the albums with their counts."""
    from photo_curator.services.albums import counted_albums

    with session_library() as library:
        found = list(counted_albums(library))
    if as_json:
        from photo_curator.services.present import album_document

        print_json([album_document(one) for one in found])
        return
    from photo_curator.terminal import album_table

    console().print(album_table(found))


@album.command()
def create(
    name: NewName, conditions: Conditions = None, sort: Sort = None, as_json: JsonOption = False
) -> None:
    """Make an album: of what fits the conditions, or without any to put photos into by hand."""
    from photo_curator.domain.album_operations import CreateAlbum

    with session_library() as library:
        query = _query(library, conditions, sort)
        _apply(library, CreateAlbum(name, query, manual=not conditions), as_json)


@album.command()
def change(name: Name, conditions: Conditions = None, sort: Sort = None, as_json: JsonOption = False) -> None:
    """Give an album other conditions, all of them anew, or another order."""
    from dataclasses import replace

    from photo_curator.domain.album_operations import ChangeAlbum
    from photo_curator.domain.errors import UsageError
    from photo_curator.services.albums import find_saved

    with session_library() as library:
        saved = find_saved(name, library)
        if conditions and saved.manual:
            raise UsageError(f"“{saved.name}” is filled by hand: it has no conditions, only an order.")
        if conditions or saved.query is None:
            order = saved.query.sort if saved.query else None
            query = _query(library, conditions, sort or order)
        else:
            query = replace(saved.query, sort=sort or saved.query.sort, album_id=None)
        _apply(library, ChangeAlbum(saved.id, query=query), as_json)


@album.command()
def add(name: Name, photos: Photos, as_json: JsonOption = False) -> None:
    """Put photos into an album."""
    _fill(name, photos, as_json, inside=True)


@album.command()
def remove(name: Name, photos: Photos, as_json: JsonOption = False) -> None:
    """Take photos out of an album; they stay in the library."""
    _fill(name, photos, as_json, inside=False)


@album.command()
def rename(name: Name, new_name: NewName, as_json: JsonOption = False) -> None:
    """Give an album another name."""
    from photo_curator.domain.album_operations import ChangeAlbum
    from photo_curator.services.albums import find_saved

    with session_library() as library:
        _apply(library, ChangeAlbum(find_saved(name, library).id, new_name=new_name), as_json)


@album.command()
def delete(name: Name, as_json: JsonOption = False) -> None:
    """Delete an album; its photos stay in the library."""
    from photo_curator.domain.album_operations import DeleteAlbum
    from photo_curator.services.albums import find_saved

    with session_library() as library:
        _apply(library, DeleteAlbum(find_saved(name, library).id), as_json)


def _fill(name: str, photos: list[str], as_json: bool, *, inside: bool) -> None:
    from photo_curator.domain.album_operations import FillAlbum
    from photo_curator.services.albums import find_saved

    with session_library() as library:
        saved = find_saved(name, library)
        ids = tuple(dict.fromkeys(find(library, photo) for photo in photos))
        _apply(library, FillAlbum(saved.id, ids, inside), as_json)


def _query(library: Library, conditions: list[str] | None, sort: SortBy | None) -> PhotoQuery:
    import re
    from dataclasses import replace

    from photo_curator.domain.errors import UsageError
    from photo_curator.domain.filter_text import parse_filter
    from photo_curator.domain.query import PhotoQuery

    # What the shell kept together belongs together: place:new york is one condition.
    tokens = [re.sub(r'^(\w+):([^"]*\s[^"]*)$', r'\1:"\2"', one) for one in conditions or ()]
    parsed = parse_filter(" ".join(tokens), PhotoQuery())
    if parsed.not_understood:
        raise UsageError(f"Not understood: {', '.join(parsed.not_understood)}; see `album create --help`.")
    query = replace(parsed.query, sort=sort or SortBy.SCORE)
    if query.country:
        # A country is told exactly; typed, its case does not matter.
        known = {country.casefold(): country for country, _, _ in library.photos.place_counts()}
        query = replace(query, country=known.get(query.country.casefold(), query.country))
    return query


def _apply(library: Library, operation: Operation, as_json: bool) -> None:
    print_change(library.curation.apply(operation), "{}", "", as_json)
