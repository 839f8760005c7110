"""`photo-curator people`: who is in the photos, and putting it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from photo_curator.cli.common import (
    JsonOption,
    PhotoArgument,
    app,
    console,
    find,
    print_change,
    print_json,
    run_engine,
    session_library,
)
from photo_curator.domain import messages as m

if TYPE_CHECKING:
    from photo_curator.db.library import Library
    from photo_curator.domain.people import FacePlace, PeopleOperation

people_app = typer.Typer(help="Who is in your photos. `undo` takes back what you say of them.")
app.add_typer(people_app, name="people")

Who = Annotated[str, typer.Argument(metavar="WHO", help="A name, a number, or “me”.")]
FaceOption = Annotated[int, typer.Option("--face", help="Number of the face in its photo, from 1.")]


@people_app.callback(invoke_without_command=True)
def list_people(context: typer.Context, as_json: JsonOption = False) -> None:
    """List everybody: you first, then by name, then those without one."""
    if context.invoked_subcommand is not None:
        return
    from photo_curator.services.people import person_document

    with session_library() as library:
        found = library.people.counts()
    if as_json:
        print_json([person_document(one) for one in found])
        return
    from photo_curator.terminal import people_table

    if found:
        console().print(people_table(found))
    else:
        typer.echo("Nobody yet: `people find` groups faces, once the weights facenet are here.")


@people_app.command(name="find")
def find_people(
    anew: Annotated[bool, typer.Option("--anew", help="Forget every guess; what you said stays.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Group faces into people (an index run does it at its end)."""
    found: list[m.PeopleFound] = []

    def take(answer: m.Answer) -> None:
        if isinstance(answer, m.PeopleFound):
            found.append(answer)

    run_engine(m.FindPeople(anew=anew), take)
    if not found:
        raise typer.Exit(130)  # as shells have it for Ctrl-C
    if as_json:
        print_json({"people": found[0].people, "named": found[0].named})
    else:
        typer.echo(f"People: {found[0].people}, with a name: {found[0].named}.")


@people_app.command()
def show(who: Who, as_json: JsonOption = False) -> None:
    """List the photos a person is in."""
    from photo_curator.services.people import person_document

    with session_library() as library:
        person = library.people.find(who)
        faces = library.people.faces(person.id)
    if as_json:
        print_json(person_document(person, faces))
        return
    from photo_curator.terminal import printable

    for face in faces:
        typer.echo(printable(face.path))


@people_app.command()
def name(
    who: Who, name: Annotated[str, typer.Argument(help="“” takes it away.")], as_json: JsonOption = False
) -> None:
    """Give a person a name; where somebody has it, the two become one."""
    from photo_curator.services.people import naming

    with session_library() as library:
        person = library.people.find(who)
        _apply(library, naming(library.people.names(), person.id, name), as_json)


@people_app.command()
def merge(
    people: Annotated[list[str], typer.Argument(metavar="WHO...", help="The last one keeps their name.")],
    as_json: JsonOption = False,
) -> None:
    """Say that several people are one."""
    from photo_curator.domain.people import MergePeople

    if len(people) < 2:
        raise typer.BadParameter("Name at least two people.", param_hint="WHO")
    with session_library() as library:
        *others, into = [library.people.find(one).id for one in people]
        _apply(library, MergePeople(tuple(others), into), as_json)


@people_app.command()
def me(
    who: Who,
    no: Annotated[bool, typer.Option("--no", help="It is not you after all.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Say which person is you: your own face then leads the scores of your photos."""
    from photo_curator.domain.people import ChooseMe

    with session_library() as library:
        _apply(library, ChooseMe(library.people.find(who).id, not no), as_json)


@people_app.command(name="not")
def deny(who: Who, photo: PhotoArgument, face: FaceOption = 0, as_json: JsonOption = False) -> None:
    """Say that a face is not this person's; without --face, the one that is taken for theirs."""
    from photo_curator.domain.errors import NotFoundError
    from photo_curator.domain.people import DenyFaces

    with session_library() as library:
        person = library.people.find(who)
        photo_id = find(library, photo)
        theirs = (one.place for one in library.people.faces(person.id) if one.photo_id == photo_id)
        places = (_place(library, photo_id, face),) if face else tuple(theirs)
        if not places:
            raise NotFoundError(f"No face in {photo} is taken for {who}'s.")
        _apply(library, DenyFaces(places, person.id), as_json)


@people_app.command(name="is")
def assign(
    photo: PhotoArgument,
    name: Annotated[str, typer.Argument(help="Of somebody known, or new.")],
    face: FaceOption = 1,
    as_json: JsonOption = False,
) -> None:
    """Say whose a face is."""
    from photo_curator.services.people import naming_faces

    with session_library() as library:
        place = _place(library, find(library, photo), face)
        _apply(library, naming_faces(library, (place,), name), as_json)


def _place(library: Library, photo_id: int, number: int) -> FacePlace:
    from photo_curator.domain.errors import NotFoundError
    from photo_curator.domain.people import FacePlace

    photo = library.photos.get(photo_id)
    if not 1 <= number <= len(photo.faces):
        raise NotFoundError(f"{photo.summary.path} has no face {number}.")
    return FacePlace(photo_id, photo.faces[number - 1].box.relative(photo.summary.size))


def _apply(library: Library, operation: PeopleOperation, as_json: bool) -> None:
    print_change(library.curation.apply(operation), "{}", "", as_json)
