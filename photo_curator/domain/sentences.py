"""What is said of files and of the engine: one table. The terminal prints it, the window translates it.

The texts are collected for translation as those of the window are (`make translations`).
"""

# ruff: noqa: N802 - the collecting tool looks for Qt's name.

from __future__ import annotations

from enum import StrEnum


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks a text for translation, as Qt's function of this name does; there is no Qt here."""
    return text


class Sentence(StrEnum):
    """A sentence in English, with places for file names and the like."""

    # One file: kept in the library beside its `ProblemKind`.
    EMPTY = QT_TRANSLATE_NOOP("Sentence", "“{0}” is empty.")
    CUT_OFF = QT_TRANSLATE_NOOP("Sentence", "The end of “{0}” is missing.")
    DAMAGED = QT_TRANSLATE_NOOP("Sentence", "“{0}” is damaged and cannot be decoded.")
    DAMAGED_OR_UNKNOWN = QT_TRANSLATE_NOOP("Sentence", "“{0}” is damaged, or not a picture of a known kind.")
    NO_PICTURE = QT_TRANSLATE_NOOP("Sentence", "“{0}” is not a picture: it is {1}.")
    NO_SIDECAR = QT_TRANSLATE_NOOP("Sentence", "“{0}” is not a readable XMP sidecar.")
    MUCH_MEMORY = QT_TRANSLATE_NOOP("Sentence", "“{0}” needs more memory than can be used safely.")
    NO_MEMORY = QT_TRANSLATE_NOOP("Sentence", "“{0}” does not fit into memory.")
    MANY_BYTES = QT_TRANSLATE_NOOP("Sentence", "“{0}” has {1} MB, more than can be opened safely.")
    MANY_PIXELS = QT_TRANSLATE_NOOP(
        "Sentence", "“{0}” claims to be {1} × {2} pixels, more than can be opened safely."
    )
    NOT_WHOLE = QT_TRANSLATE_NOOP("Sentence", "“{0}” is {1} × {2} pixels, too large to be shown whole.")
    GONE = QT_TRANSLATE_NOOP("Sentence", "“{0}” does not exist any more.")
    CIRCULAR = QT_TRANSLATE_NOOP("Sentence", "“{0}” is a link that leads back to itself.")
    FORBIDDEN = QT_TRANSLATE_NOOP("Sentence", "“{0}” may not be read: permission was denied.")
    DEVICE = QT_TRANSLATE_NOOP("Sentence", "“{0}” is a pipe, socket or device, not a file.")
    FOLDER = QT_TRANSLATE_NOOP("Sentence", "“{0}” is a folder, not a file.")
    LONG_PATH = QT_TRANSLATE_NOOP("Sentence", "“{0}” has a path longer than the system allows.")
    BAD_NAME = QT_TRANSLATE_NOOP("Sentence", "“{0}” has a name the system cannot use.")
    NOT_UNICODE = QT_TRANSLATE_NOOP(
        "Sentence", "The name of “{0}” is not valid Unicode, so the file was left out."
    )
    NOT_READ = QT_TRANSLATE_NOOP("Sentence", "“{0}” could not be read: {1}.")
    NOT_SEEN = QT_TRANSLATE_NOOP("Sentence", "“{0}” could not be looked at: {1}.")
    FOLDER_NOT_READ = QT_TRANSLATE_NOOP("Sentence", "The folder “{0}” could not be read: {1}.")
    CRASHES = QT_TRANSLATE_NOOP("Sentence", "{0} crashes the program that decodes pictures; it was left out.")
    TOOK_TOO_LONG = QT_TRANSLATE_NOOP(
        "Sentence", "{0} took longer than {1} seconds to read; it was left out."
    )
    DEFECT = QT_TRANSLATE_NOOP("Sentence", "{0} could not be used: {1}")
    # An export.
    NOT_CLEANED = QT_TRANSLATE_NOOP(
        "Sentence", "“{0}” cannot be cleaned without being encoded anew, so it was left out."
    )
    EXPORT_DISK_FULL = QT_TRANSLATE_NOOP(
        "Sentence",
        "The disk is full: “{0}” was not written. What was written before is whole; export again to go on.",
    )
    EXPORT_READ_ONLY = QT_TRANSLATE_NOOP("Sentence", "The folder {0} cannot be written to: {1}.")
    EXPORT_BROKE_OFF = QT_TRANSLATE_NOOP(
        "Sentence",
        "“{0}” could not be written: {1}. What was written before is whole; export again to go on.",
    )
    EXPORT_NO_ROOM = QT_TRANSLATE_NOOP(
        "Sentence", "There is no room for the export: about {0} are needed, {1} are free in {2}."
    )
    EXPORT_INSIDE = QT_TRANSLATE_NOOP(
        "Sentence",
        "{0} lies in {1}, a folder of the library: the copies would be taken for new photos. "
        "Choose a folder outside.",
    )
    EXPORT_ELSEWHERE = QT_TRANSLATE_NOOP(
        "Sentence", "Another export to {0} is under way; wait until it is done."
    )
    EXPORT_NO_FOLDER = QT_TRANSLATE_NOOP("Sentence", "{0} is a file, not a folder to export to.")
    # Sidecars.
    SIDECAR_DISK_FULL = QT_TRANSLATE_NOOP(
        "Sentence",
        "The disk is full: “{0}” was not written and is as it was. What was written before is whole; "
        "write again to go on.",
    )
    SIDECAR_CHANGED = QT_TRANSLATE_NOOP("Sentence", "“{0}” was changed meanwhile and left alone.")
    SIDECAR_NOT_WRITTEN = QT_TRANSLATE_NOOP("Sentence", "“{0}” could not be written and is as it was: {1}.")
    # The engine: sent as a `Notice`.
    RESTARTING = QT_TRANSLATE_NOOP("Sentence", "The engine stopped and is being started again.")
    FOLDER_AWAY = QT_TRANSLATE_NOOP("Sentence", "{0} is not there; its photos are shown as offline.")
    FOLDER_EMPTY = QT_TRANSLATE_NOOP("Sentence", "{0} is empty; its photos are shown as offline.")
    WATCH_LIMIT = QT_TRANSLATE_NOOP(
        "Sentence",
        "The system watches no more folders (its inotify limit is reached), so {0} is looked at every {1} "
        "seconds instead. Raising fs.inotify.max_user_watches helps.",
    )
    WATCH_NO_EVENTS = QT_TRANSLATE_NOOP(
        "Sentence", "Changes in {0} cannot be watched ({2}), so it is looked at every {1} seconds instead."
    )
    DEVICE_FAILED = QT_TRANSLATE_NOOP("Sentence", "Fell back to the CPU: {0} failed ({1}).")
    BUILT_ANEW = QT_TRANSLATE_NOOP("Sentence", "Fell back to the CPU: the networks were built anew ({0}).")
    PEOPLE_NEED_WEIGHTS = QT_TRANSLATE_NOOP(
        "Sentence", "Faces can be grouped into people once the weights {0} are here: download them first."
    )
    FACES_LATER = QT_TRANSLATE_NOOP(
        "Sentence",
        "“{0}” cannot be reached now: what you said of its faces is kept; its score follows when it is back.",
    )
    FACES_NOT_READ = QT_TRANSLATE_NOOP(
        "Sentence", "{0} What you said of its faces is kept; its score follows when it can be read."
    )
    FACES_OF_OTHER_PIXELS = QT_TRANSLATE_NOOP(
        "Sentence", "“{0}” has changed on the disk: its faces are found when you next look for changes."
    )
    # Weight files: why one could not be fetched or used.
    WEIGHTS_HELD = QT_TRANSLATE_NOOP(
        "Sentence", "The weights {0} are being fetched already, in another window or terminal."
    )
    WEIGHTS_EMBEDDED = QT_TRANSLATE_NOOP(
        "Sentence", "The weights {0} ship with the app: they are neither fetched nor removed."
    )
    WEIGHTS_OTHER = QT_TRANSLATE_NOOP(
        "Sentence",
        "This is not the file that {0} should be, and was not kept: its SHA-256 is {1}, expected {2}.",
    )
    WEIGHTS_REPLACED = QT_TRANSLATE_NOOP(
        "Sentence",
        "This is another file than the {0} that came first, and was not kept: its SHA-256 is {1}, "
        "pinned is {2}. If the publisher has replaced it, remove {0}, then fetch it again.",
    )
    WEIGHTS_CARRY_CODE = QT_TRANSLATE_NOOP(
        "Sentence",
        "The weights {0} are refused: they are no plain tensors, or carry code, which was not run.",
    )
    WEIGHTS_NO_TENSORS = QT_TRANSLATE_NOOP("Sentence", "The weights {0} cannot be read as plain tensors: {1}")
    WEIGHTS_NO_STATE = QT_TRANSLATE_NOOP(
        "Sentence", "The weights {0} are not a state dict: names with tensors."
    )
    WEIGHTS_NOT_HERE = QT_TRANSLATE_NOOP(
        "Sentence", "The weights {0} are not here: there is nothing to verify."
    )
    DISK_FULL = QT_TRANSLATE_NOOP("Sentence", "The disk is full: nothing more can be written to {0} ({1}).")
    STORE_UNUSABLE = QT_TRANSLATE_NOOP("Sentence", "The folder for weights, {0}, cannot be used: {1}.")
    NO_ROOM = QT_TRANSLATE_NOOP(
        "Sentence", "There is no room for {0}: {1} more are needed, {2} are free in {3}."
    )
    NO_SERVER = QT_TRANSLATE_NOOP(
        "Sentence", "{0} cannot be reached: is this computer connected to the network?"
    )
    WRONG_SERVER = QT_TRANSLATE_NOOP(
        "Sentence", "{0} could not prove that it is the right server, so nothing was fetched: {1}"
    )
    BROKE_OFF = QT_TRANSLATE_NOOP(
        "Sentence",
        "The connection to {0} broke off at {1} of {2}. "
        "What has come so far is kept: download again to go on.",
    )
    NO_LONGER_SERVED = QT_TRANSLATE_NOOP("Sentence", "{0} no longer has the file ({1}).")
    NOT_SERVED_NOW = QT_TRANSLATE_NOOP("Sentence", "{0} cannot serve the file now ({1}). Try again later.")
    NOT_SERVED = QT_TRANSLATE_NOOP("Sentence", "{0} refused to serve the file ({1}).")
    WRONG_PART = QT_TRANSLATE_NOOP("Sentence", "{0} sent another part of the file than it was asked for.")
    WRONG_SIZE = QT_TRANSLATE_NOOP(
        "Sentence", "{0} sends {1} or more where about {2} belong: this is not {3}."
    )
    UNPROTECTED = QT_TRANSLATE_NOOP(
        "Sentence", "{0} sends on to {1}, which is not protected by https; it was not followed."
    )
    ENDLESS = QT_TRANSLATE_NOOP("Sentence", "{0} sends from one address to the next without end.")

    def about(self, *arguments: object) -> str:
        """The sentence in English, about these."""
        return self.value.format(*arguments)


class Phrase(StrEnum):
    """A part of a sentence, in one of its places."""

    DENIED = QT_TRANSLATE_NOOP("Sentence", "permission was denied")
    PATH_TOO_LONG = QT_TRANSLATE_NOOP("Sentence", "its path is longer than the system allows")
    NO_MORE = QT_TRANSLATE_NOOP("Sentence", "it does not exist any more")
    LEADS_BACK = QT_TRANSLATE_NOOP("Sentence", "it is a link that leads back to itself")
    LEADS_NOWHERE = QT_TRANSLATE_NOOP("Sentence", "it is a link to something that does not exist")
    ON_NETWORK = QT_TRANSLATE_NOOP("Sentence", "it lies on another computer")
    READING_FAILED = QT_TRANSLATE_NOOP("Sentence", "reading failed")
    PDF = QT_TRANSLATE_NOOP("Sentence", "a PDF document")
    POSTSCRIPT = QT_TRANSLATE_NOOP("Sentence", "a PostScript document")
    ZIP = QT_TRANSLATE_NOOP("Sentence", "a ZIP archive")
    COMPRESSED = QT_TRANSLATE_NOOP("Sentence", "a compressed archive")
    ARCHIVE = QT_TRANSLATE_NOOP("Sentence", "an archive")
    PHOTOSHOP = QT_TRANSLATE_NOOP("Sentence", "a Photoshop document")
    PROGRAM = QT_TRANSLATE_NOOP("Sentence", "a program")
    SOUND = QT_TRANSLATE_NOOP("Sentence", "a sound file")
    DATABASE = QT_TRANSLATE_NOOP("Sentence", "a database")
    PROPERTY_LIST = QT_TRANSLATE_NOOP("Sentence", "a property list")
    VIDEO = QT_TRANSLATE_NOOP("Sentence", "a video")
    SOUND_OR_VIDEO = QT_TRANSLATE_NOOP("Sentence", "a sound or video file")
    WEB_PAGE = QT_TRANSLATE_NOOP("Sentence", "a web page")
    TEXT = QT_TRANSLATE_NOOP("Sentence", "text")
