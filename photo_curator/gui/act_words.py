"""The user's acts in the window's language, for Undo and Redo and for what is said of them.

The journal keeps each act's label in English, as the terminal prints it; these are the same words.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from photo_curator.domain.album_operations import (
    AlbumOperation,
    ChangeAlbum,
    CreateAlbum,
    DeleteAlbum,
    FillAlbum,
)
from photo_curator.domain.danger import DangerVerdict
from photo_curator.domain.face_repair import Repair, RepairFaces
from photo_curator.domain.file_operations import RecordExport, RecordSidecars
from photo_curator.domain.operations import (
    Annotate,
    Change,
    Journalled,
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
from photo_curator.domain.people import (
    ChooseMe,
    DenyFaces,
    MergePeople,
    MoveFaces,
    NamePerson,
    PeopleOperation,
    checked_name,
)
from photo_curator.domain.rating import Flag
from photo_curator.domain.taste import STARTER_VERSION
from photo_curator.gui.said import problem_text


class ActWords(QObject):
    """Words for acts. An object because only those have plurals."""

    def label(self, act: Journalled) -> str:
        """What an act did; the stored label where this version does not know the act."""
        match act.operation:
            case None:
                return act.label
            case CreateAlbum() | ChangeAlbum() | DeleteAlbum() | FillAlbum() as operation:
                # Older journals do not name the album.
                return self._of_albums(operation, act.count) if operation.name else act.label
            case NamePerson() | MergePeople() | MoveFaces() | DenyFaces() | ChooseMe() as operation:
                return self._of_people(operation)
            case operation:
                return self._of_photos(operation, act.count)

    def taken_back(self, change: Change) -> str:
        """What an undo or redo did, with what it could not do."""
        if change.act is None:
            return change.label
        remark = remark_text(change)
        return f"{self.label(change.act)} ({remark})" if remark else self.label(change.act)

    def _of_photos(self, operation: Operation, count: int) -> str:
        match operation:
            case SetRating(value=0):
                return self.tr("Take the stars off %Ln photos", "", count)
            case SetRating(value=1):
                return self.tr("Rate %Ln photos 1 star", "", count)
            case SetRating(value=value):
                return self.tr("Rate %Ln photos {0} stars", "", count).format(value)
            case SetFlag(flag=Flag.PICK):
                return self.tr("Pick %Ln photos", "", count)
            case SetFlag(flag=Flag.REJECT):
                return self.tr("Reject %Ln photos", "", count)
            case SetFlag():
                return self.tr("Take the flag off %Ln photos", "", count)
            case KeepBest(kept=kept, photo_ids=photos):
                return self.tr("Keep {0} of %Ln photos", "", len(photos)).format(len(kept))
            case Rotate():
                return self.tr("Turn %Ln photos", "", count)
            case SetDanger(verdict=DangerVerdict.FALSE_ALARM):
                return self.tr("Call %Ln photos a false alarm", "", count)
            case SetDanger(verdict=DangerVerdict.DANGEROUS):
                return self.tr("Call %Ln photos dangerous", "", count)
            case SetDanger():
                return self.tr("Take the danger answer off %Ln photos", "", count)
            case SetBurst(restack=Restack.SPLIT, photo_ids=photos):
                return self.tr("Split %Ln photos off a burst", "", len(photos))
            case SetBurst(restack=Restack.MERGE):
                return self.tr("Make %Ln photos one burst", "", count)
            case SetBurst():
                return self.tr("Call %Ln photos no burst", "", count)
            case SetCover(photo_ids=photos):
                if len(photos) == 1:
                    return self.tr("Choose the cover of a burst")
                return self.tr("Choose covers of bursts")
            case RepairFaces(kind=Repair.REJECTED):
                return self.tr("Remove a face from %Ln photos", "", count)
            case RepairFaces(kind=Repair.ADDED):
                return self.tr("Add a face to %Ln photos", "", count)
            case RepairFaces():
                return self.tr("Detect the faces of %Ln photos again", "", count)
            case RecordExport():
                return self.tr("Export %Ln photos", "", count)
            case RecordSidecars():
                return self.tr("Write sidecars of %Ln photos", "", count)
        return self._of_learning(operation, count)

    def _of_learning(self, operation: Operation, count: int) -> str:
        match operation:
            case UseTaste(version=version) if version == STARTER_VERSION:
                return self.tr("Score by the starter")
            case UseTaste(version=version, back=True):
                return self.tr("Roll back to my taste, version {0}").format(version)
            case UseTaste(version=version):
                return self.tr("Score by my taste, version {0}").format(version)
            case SetMeaning(program=program, levels=None):
                return self.tr("Learn nothing from the stars of {0}").format(program)
            case SetMeaning(program=program):
                return self.tr("Learn from the stars of {0}").format(program)
            case SetThreshold(hazard=hazard, threshold=threshold, answers=answers):
                # Imported where it is needed: the window is seen sooner without it.
                from photo_curator.gui.danger_words import hazard_name

                if threshold is None:
                    return self.tr("Use the shipped threshold of {0}").format(hazard_name(hazard))
                return self.tr("Refit {0} to %Ln answers", "", answers).format(hazard_name(hazard))
            case Annotate(judgements=judgements):
                names = {one.annotator for one in judgements}
                if len(names) == 1:
                    return self.tr("Annotate %Ln photos, by {0}", "", count).format(names.pop())
                return self.tr("Annotate %Ln photos, by {0} annotators", "", count).format(len(names))
        raise AssertionError(operation)  # a test words every kind there is

    def _of_albums(self, operation: AlbumOperation, count: int) -> str:
        name = operation.name
        match operation:
            case CreateAlbum():
                return self.tr("Make the album “{0}”").format(name)
            case ChangeAlbum(query=None, new_name=str(new_name)):
                return self.tr("Rename the album “{0}” to “{1}”").format(name, new_name)
            case ChangeAlbum():
                return self.tr("Change the album “{0}”").format(name)
            case DeleteAlbum():
                return self.tr("Delete the album “{0}”").format(name)
            case FillAlbum(inside=True):
                return self.tr("Add %Ln photos to “{0}”", "", count).format(name)
            case FillAlbum():
                return self.tr("Remove %Ln photos from “{0}”", "", count).format(name)

    def _of_people(self, operation: PeopleOperation) -> str:
        match operation:
            case NamePerson(name=given):
                name = checked_name(given)
                return self.tr("Name somebody {0}").format(name) if name else self.tr("Take a name away")
            case MergePeople(people=people):
                if len(people) == 1:
                    return self.tr("Join two people")
                return self.tr("Join {0} people").format(len(people) + 1)
            case MoveFaces(places=places, name=None):
                return self.tr("Give %Ln faces to a person", "", len(places))
            case MoveFaces(places=places):
                return self.tr("Give %Ln faces to somebody new", "", len(places))
            case DenyFaces(places=places):
                return self.tr("Take %Ln faces from a person", "", len(places))
            case ChooseMe(me=True):
                return self.tr("Say who you are")
            case ChooseMe():
                return self.tr("Say that a person is not you")


def remark_text(change: Change) -> str:
    """What an undo or redo could not do; "" where it did all."""
    label = change.label if change.act is None else change.act.label
    return problem_text(change.label.removeprefix(label).removeprefix(" (").removesuffix(")"))
