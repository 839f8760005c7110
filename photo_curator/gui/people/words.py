"""People in words. No widgets here, so numbers are told apart by hand: only widgets' texts have plurals."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

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
    return _counted(translate("People", "1 photo"), translate("People", "{0} photos"), count)


def summary_words(people: int, named: int) -> str:
    """How many there are, and how many have a name."""
    words = _counted(translate("People", "1 person"), translate("People", "{0} people"), people)
    return f"{words} · {translate('People', '{0} with a name').format(QLocale().toString(named))}"


def act_words(operation: PeopleOperation) -> str:
    """What was said of people, once it is done."""
    match operation:
        case NamePerson(name=""):
            return translate("People", "Took the name away")
        case NamePerson(name=name):
            return translate("People", "That is {0}").format(name)
        case MergePeople():
            return translate("People", "They are one person")
        case MoveFaces(places=places, name=name):
            who = name or translate("People", "somebody else")
            one, many = translate("People", "1 face is {1}"), translate("People", "{0} faces are {1}")
            return _counted(one, many, len(places), who)
        case DenyFaces(places=places):
            one = translate("People", "1 face is not this person")
            return _counted(one, translate("People", "{0} faces are not this person"), len(places))
        case ChooseMe(me=True):
            return translate("People", "This is you: your own face leads the scores of your photos")
        case ChooseMe():
            return translate("People", "This is not you")


def _counted(one: str, many: str, count: int, who: str = "") -> str:
    """A sentence about so many, in the number that fits."""
    return (one if count == 1 else many).format(QLocale().toString(count), who)
