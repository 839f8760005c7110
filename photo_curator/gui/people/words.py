"""People in words. No widgets here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from photo_curator.domain.people import (
    ChooseMe,
    DenyFaces,
    MergePeople,
    MoveFaces,
    NamePerson,
    PeopleOperation,
    Person,
)

translate = QCoreApplication.translate


def person_name(person: Person) -> str:
    """What somebody is called, or that nobody said."""
    if person.name:
        return translate("People", "{0} (me)").format(person.name) if person.me else person.name
    return translate("People", "Me") if person.me else translate("People", "Add a name")


def photos_words(count: int) -> str:
    """How many photos somebody is in."""
    return translate("People", "%n photos", "", count)


def summary_words(people: int, named: int) -> str:
    """How many there are, and how many have a name."""
    words = translate("People", "%n people", "", people)
    return f"{words} · {translate('People', '%n with a name', '', named)}"


def act_words(operation: PeopleOperation) -> str:
    """What was said of people, once it is done."""
    match operation:
        case NamePerson(name=""):
            return translate("People", "Took the name away")
        case NamePerson(name=name):
            return translate("People", "That is {0}").format(name)
        case MergePeople(people=people):
            return translate("People", "%n people are one", "", len(people) + 1)
        case MoveFaces(places=places, name=name):
            if name:
                return translate("People", "%n faces are {0}’s", "", len(places)).format(name)
            return translate("People", "%n faces are somebody else’s", "", len(places))
        case DenyFaces(places=places):
            return translate("People", "%n faces are not this person’s", "", len(places))
        case ChooseMe(me=True):
            return translate("People", "This is you: your own face leads the scores of your photos")
        case ChooseMe():
            return translate("People", "This is not you")
