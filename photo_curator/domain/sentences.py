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
    # Undoing and doing again; what could not be stands in brackets after the act's label.
    NEWER_ACT = QT_TRANSLATE_NOOP(
        "Sentence", "A newer Photo Curator did this: take it back or do it again there."
    )
    FILE_STAYS = QT_TRANSLATE_NOOP("Sentence", "{0} file was changed since or cannot be removed")
    FILES_STAY = QT_TRANSLATE_NOOP("Sentence", "{0} files were changed since or cannot be removed")
    NOT_AGAIN = QT_TRANSLATE_NOOP("Sentence", "{0} of {1} not written again, among them {2}: {3}")
    LEFT_ALONE_MORE = QT_TRANSLATE_NOOP("Sentence", "left alone: {0}: {1}, and {2} more")
    LEFT_ALONE = QT_TRANSLATE_NOOP("Sentence", "left alone: {0}: {1}")
    NOTHING_AGAIN = QT_TRANSLATE_NOOP("Sentence", "Nothing was written again. {0}: {1}.")
    NOTHING_LEFT_ALONE = QT_TRANSLATE_NOOP("Sentence", "Nothing was written again ({0}).")
    NO_LIST = QT_TRANSLATE_NOOP(
        "Sentence", "An older version wrote this export and kept no list of how: export again."
    )
    NOT_FROM_HERE = QT_TRANSLATE_NOOP("Sentence", "“{0}” cannot be done again from here.")
    UNDO_MEANWHILE = QT_TRANSLATE_NOOP(
        "Sentence", "Another act was done meanwhile; undo again to take that back."
    )
    REDO_MEANWHILE = QT_TRANSLATE_NOOP(
        "Sentence", "Another act was done meanwhile; look again at what can be redone."
    )
    # The library, and what is asked of it: raised as an error, see `domain.errors`.
    LIBRARY_BUSY = QT_TRANSLATE_NOOP(
        "Sentence",
        "The library {0} is being written by another program for more than {1} seconds; try again "
        "when it has finished.",
    )
    LIBRARY_READ_ONLY = QT_TRANSLATE_NOOP(
        "Sentence", "The library {0} is read-only; make its folder writable and try again."
    )
    LIBRARY_FILE_READ_ONLY = QT_TRANSLATE_NOOP(
        "Sentence", "The library {0} is read-only; make it writable and try again."
    )
    LIBRARY_NO_DATABASE = QT_TRANSLATE_NOOP(
        "Sentence", "{0} is not a Photo Curator library (it is no database)."
    )
    LIBRARY_OTHER = QT_TRANSLATE_NOOP(
        "Sentence", "{0} is not a Photo Curator library (it is another program's database)."
    )
    LIBRARY_DAMAGED = QT_TRANSLATE_NOOP(
        "Sentence", "The library {0} is damaged; put a copy from its backups folder in its place."
    )
    LIBRARY_DISK_FULL = QT_TRANSLATE_NOOP(
        "Sentence", "There is no space left on the disk of {0}; free some and try again."
    )
    LIBRARY_NOT_OPENED = QT_TRANSLATE_NOOP(
        "Sentence", "The library {0} cannot be opened; check its folder's permissions and disk."
    )
    LIBRARY_INDEXED = QT_TRANSLATE_NOOP(
        "Sentence",
        "Another Photo Curator is indexing the library {0}; wait until it has finished or cancel "
        "it there, then try again.",
    )
    LIBRARY_TOO_NEW = QT_TRANSLATE_NOOP(
        "Sentence",
        "This library was written by a newer Photo Curator; update the app to open it (the file is {0}).",
    )
    LIBRARY_UPDATE_BUSY = QT_TRANSLATE_NOOP(
        "Sentence",
        "The library {0} must be updated for this version, but another Photo Curator is at work on "
        "it; close that one and try again.",
    )
    LIBRARY_NOT_UPDATED = QT_TRANSLATE_NOOP(
        "Sentence", "The library {0} could not be updated and was left as it was: {1}."
    )
    EXPORT_BUSY = QT_TRANSLATE_NOOP(
        "Sentence",
        "Another export or writing of sidecars is under way in this library; wait until it is done.",
    )
    NO_SUCH_PHOTO = QT_TRANSLATE_NOOP("Sentence", "There is no photo {0} in the library.")
    NO_SUCH_FOLDER = QT_TRANSLATE_NOOP("Sentence", "There is no folder {0}.")
    FILE_FOR_FOLDER = QT_TRANSLATE_NOOP("Sentence", "{0} is a file; name the folder it lies in.")
    ALBUM_NO_NAME = QT_TRANSLATE_NOOP("Sentence", "An album needs a name.")
    ALBUM_LONG_NAME = QT_TRANSLATE_NOOP("Sentence", "An album's name has at most {0} letters.")
    ALBUM_NAME_TAKEN = QT_TRANSLATE_NOOP(
        "Sentence", "There is an album “{0}” already; give this one another name."
    )
    ALBUM_IS_QUERY = QT_TRANSLATE_NOOP(
        "Sentence", "“{0}” is a saved query: it holds what fits, not what is put in."
    )
    ALBUM_GONE = QT_TRANSLATE_NOOP("Sentence", "There is no album of yours with the number {0}.")
    QUERY_TOO_NEW = QT_TRANSLATE_NOOP(
        "Sentence", "This query was saved by a newer Photo Curator ({0}); use that one."
    )
    PERSON_NAME_TAKEN = QT_TRANSLATE_NOOP(
        "Sentence", "There is a person called {0} already: join the two instead."
    )
    PERSON_LONG_NAME = QT_TRANSLATE_NOOP("Sentence", "A name has at most {0} characters, not {1}.")
    PERSON_GONE = QT_TRANSLATE_NOOP("Sentence", "There is no person {0} in the library; see `people`.")
    PERSON_MEANWHILE = QT_TRANSLATE_NOOP("Sentence", "Somebody else came in between; try again.")
    BURST_SPLIT_WHAT = QT_TRANSLATE_NOOP("Sentence", "Name photos of one burst to split them off it.")
    BURST_SPLIT_ALL = QT_TRANSLATE_NOOP(
        "Sentence", "These are all photos of the burst: none would be left to split them from."
    )
    BURST_MERGE_WHAT = QT_TRANSLATE_NOOP(
        "Sentence", "Name photos of several bursts, or photos of none, to make them one."
    )
    BURST_NONE = QT_TRANSLATE_NOOP("Sentence", "None of these photos is in a burst.")
    ENGINE_NOT_STARTED = QT_TRANSLATE_NOOP("Sentence", "The engine could not be started: {0}.")
    ENGINE_GIVEN_UP = QT_TRANSLATE_NOOP(
        "Sentence", "The engine stopped again and again without getting on; the task was given up."
    )
    ENGINE_DISK = QT_TRANSLATE_NOOP("Sentence", "The library's disk cannot be written: {0}.")
    ENGINE_DEFECT = QT_TRANSLATE_NOOP("Sentence", "Stopped because of an internal error ({0}).")
    TEMPLATE_EMPTY = QT_TRANSLATE_NOOP(
        "Sentence", "The naming template is empty; {0} keeps the names there are."
    )
    TEMPLATE_BRACE = QT_TRANSLATE_NOOP("Sentence", "The naming template “{0}” has a stray brace.")
    TEMPLATE_UNKNOWN = QT_TRANSLATE_NOOP("Sentence", "The naming template knows no {0}; it knows {1}.")
    TEMPLATE_PLACE = QT_TRANSLATE_NOOP(
        "Sentence",
        "The names would tell the places that are taken out of the files: keep the location, or "
        "leave {0} out of the template.",
    )
    NO_FACE_TO_EXPLAIN = QT_TRANSLATE_NOOP(
        "Sentence", "No face was found in “{0}”: its score is about technique alone."
    )
    NO_EYES_TO_EXPLAIN = QT_TRANSLATE_NOOP(
        "Sentence", "In face {0} of “{1}”, which you added, no eyes were found: there is no score to explain."
    )
    SMALL_TO_EXPLAIN = QT_TRANSLATE_NOOP(
        "Sentence",
        "Face {0} of “{1}” is {2} pixels high, and under {3} the app cannot tell: there is no "
        "score to explain.",
    )
    NOT_WRITTEN = QT_TRANSLATE_NOOP("Sentence", "“{0}” cannot be written: {1}.")
    NOT_READABLE = QT_TRANSLATE_NOOP("Sentence", "“{0}” cannot be read: {1}.")
    IS_THERE = QT_TRANSLATE_NOOP("Sentence", "“{0}” is there already; choose another name.")
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
    CHANGED_SINCE = QT_TRANSLATE_NOOP("Sentence", "it was changed since")
    KEPT_UNREADABLE = QT_TRANSLATE_NOOP("Sentence", "what was kept of it cannot be read")
    ORIGINAL_CHANGED = QT_TRANSLATE_NOOP(
        "Sentence", "its original, or what is known of it, has changed since"
    )
    NAME_TAKEN = QT_TRANSLATE_NOOP("Sentence", "another file has its name now")
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
