"""Weight files on this machine: those that ship with the app, and the user's own store of downloads.

Looking, hashing, putting in place and removing; no network and no torch. A downloaded file has a receipt
beside it: its hash, and what the file looked like when that was taken.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path

import filelock
import msgspec

from photo_curator.assets import models_dir, weights_dir
from photo_curator.domain.errors import WeightsError
from photo_curator.domain.sentences import Sentence
from photo_curator.domain.weights import MANIFEST, WeightFile, WeightState, WeightStatus, parse_manifest
from photo_curator.whole_file import settle, write_whole

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


class Receipt(msgspec.Struct, frozen=True):
    """What is remembered of a file that was checked.

    Attributes:
        sha256: 64 hexadecimal digits.
        size: of the file, in bytes.
        modified: of the file, in nanoseconds; 0: the file was not what it should be when last looked at.
        origin: address or path it came from.
    """

    sha256: str
    size: int
    modified: int
    origin: str

    def vouches_for(self, found: os.stat_result) -> bool:
        """Whether the file is still the one that was checked, by the look of it."""
        return (self.size, self.modified) == (found.st_size, found.st_mtime_ns)


class WeightStore:
    """The weight files of this machine.

    Args:
        models: the folder with the manifest and the embedded files; None: the app's own.
        folder: the user's store, made when first needed; None: the usual one.
    """

    def __init__(self, models: Path | None = None, folder: Path | None = None) -> None:
        self._models = models or models_dir()
        self.folder = folder or weights_dir()

    def entries(self) -> dict[str, WeightFile]:
        """All weight files of the manifest, by name.

        Raises:
            WeightsError: the manifest cannot be read.
        """
        path = self._models / MANIFEST
        try:
            return parse_manifest(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise WeightsError(f"The list of weights, {path.name}, cannot be read: {error}") from error

    def entry(self, name: str) -> WeightFile:
        """One of them.

        Raises:
            WeightsError: there is none of this name.
        """
        entries = self.entries()
        if name not in entries:
            raise WeightsError(f"There are no weights called {name}: one of {', '.join(entries)}.")
        return entries[name]

    def path(self, entry: WeightFile) -> Path:
        """Where the file lies, or would lie."""
        return (self._models if entry.embedded else self.folder) / entry.file

    def part(self, entry: WeightFile) -> Path:
        """Where the beginning of a download lies until all of it is there and checked."""
        return self._beside(entry, ".part")

    def part_note(self, entry: WeightFile) -> Path:
        """Beside the beginning: which version of the file on the server it belongs to."""
        return self._beside(entry, ".part.json")

    # --- looking --------------------------------------------------------------------------------

    def statuses(self) -> list[WeightStatus]:
        """How all weight files stand, in the manifest's order."""
        return [self.status(entry) for entry in self.entries().values()]

    def status(self, entry: WeightFile) -> WeightStatus:
        """How a weight file stands. It is hashed only where its receipt does not vouch for it.

        Raises:
            WeightsError: the file cannot be read.
        """
        receipt = self._receipt(entry)
        try:
            found = self.path(entry).stat()
        except (FileNotFoundError, NotADirectoryError):
            return self._absent(entry)
        except OSError as error:
            raise self.trouble(error) from error
        if receipt and receipt.vouches_for(found) and entry.agrees(receipt.sha256):
            return WeightStatus(entry, WeightState.READY, found.st_size, receipt.sha256, not entry.sha256)
        return self._looked(entry, receipt)

    def verify(self, entry: WeightFile) -> WeightStatus:
        """Hash a weight file anew, whatever its receipt says, and remember what was found.

        Raises:
            WeightsError: the file cannot be read, or the receipt not be written.
        """
        if not self.path(entry).exists():
            return self.status(entry)
        receipt = self._receipt(entry)
        status = self._looked(entry, receipt)
        if not entry.embedded:
            ready = status.state is WeightState.READY
            modified = self.path(entry).stat().st_mtime_ns if ready else 0
            # What was pinned stays pinned: a damaged file does not decide what the right one is.
            sha256 = receipt.sha256 if receipt else status.sha256
            if ready or receipt:
                origin = receipt.origin if receipt else ""
                self._write_receipt(entry, Receipt(sha256, status.here, modified, origin))
        return status

    @contextmanager
    def opened(self, entry: WeightFile) -> Iterator[BufferedReader]:
        """A weight file, open at its beginning, after its hash was compared.

        What was compared is what is read, whatever happens to the name meanwhile.

        Raises:
            WeightsError: it is not here, cannot be read, or is not what it should be.
        """
        path = self.path(entry)
        try:
            file = path.open("rb")
        except (FileNotFoundError, NotADirectoryError) as error:
            if entry.embedded:
                raise WeightsError(f"The weights {entry.file} cannot be read: {error}") from error
            raise WeightsError(
                f"The weights {entry.name} are not on this computer: "
                f"photo-curator models download {entry.name}."
            ) from error
        except OSError as error:
            raise self.trouble(error) from error
        with file:
            sha256 = hash_of(file)
            if not self._accepts(entry, self._receipt(entry), sha256, os.fstat(file.fileno()).st_size):
                again = (
                    "Install the app again."
                    if entry.embedded
                    else f"Get them again: photo-curator models download {entry.name}."
                )
                raise WeightsError(
                    f"The weights {entry.file} are damaged or not ours: SHA-256 {sha256}, "
                    f"expected {self._expected(entry)}. {again}"
                )
            file.seek(0)
            yield file

    # --- changing -------------------------------------------------------------------------------

    @contextmanager
    def held(self, entry: WeightFile) -> Iterator[None]:
        """Keep others, in this process or another, from changing a weight file; makes the store's folder.

        Raises:
            WeightsError: somebody else holds it, or the store cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = filelock.FileLock(self._beside(entry, ".lock"), timeout=0)
            lock.acquire()
        except filelock.Timeout as error:
            raise WeightsError(Sentence.WEIGHTS_HELD.about(entry.name)) from error
        except (OSError, NotImplementedError) as error:
            raise self.trouble(error) from error
        try:
            yield
        finally:
            lock.release()

    def refuse_unless_expected(self, entry: WeightFile, sha256: str) -> None:
        """Compare the hash of new bytes.

        Raises:
            WeightsError: it is another one than the manifest or the receipt states.
        """
        if not entry.agrees(sha256):
            raise WeightsError(Sentence.WEIGHTS_OTHER.about(entry.name, sha256, entry.sha256))
        receipt = self._receipt(entry)
        if receipt and receipt.sha256 != sha256:
            raise WeightsError(Sentence.WEIGHTS_REPLACED.about(entry.name, sha256, receipt.sha256))

    def put_in_place(self, entry: WeightFile, checked: Path, sha256: str, origin: str) -> None:
        """Make a checked file of the store the one that counts: all of it or nothing, even in a power cut.

        Args:
            entry: what it is.
            checked: a file in the store's folder; it is moved.
            sha256: its hash.
            origin: address or path it came from.

        Raises:
            OSError: the store cannot be written.
        """
        with checked.open("rb+") as file:
            os.fsync(file.fileno())
            found = os.fstat(file.fileno())
        # The receipt goes first: without a file it says nothing, while a pinned file without it is lost.
        self._write_receipt(entry, Receipt(sha256, found.st_size, found.st_mtime_ns, origin))
        checked.replace(self.path(entry))
        settle(self.folder)

    def drop_part(self, entry: WeightFile) -> None:
        """Forget the beginning of a download."""
        self.part(entry).unlink(missing_ok=True)
        self.part_note(entry).unlink(missing_ok=True)

    def remove(self, entry: WeightFile) -> None:
        """Delete a download, its beginnings and what was pinned of it.

        Raises:
            WeightsError: it ships with the app, is being fetched, or cannot be deleted.
        """
        if entry.embedded:
            raise WeightsError(Sentence.WEIGHTS_EMBEDDED.about(entry.name))
        with self.held(entry):
            try:
                self.path(entry).unlink(missing_ok=True)
                self.drop_part(entry)
                self._beside(entry, ".json").unlink(missing_ok=True)
            except OSError as error:
                raise self.trouble(error) from error

    def trouble(self, error: OSError | NotImplementedError) -> WeightsError:
        """What went wrong in the store, in a sentence."""
        reason = getattr(error, "strerror", None) or str(error)
        if getattr(error, "errno", None) in _FULL:
            return WeightsError(Sentence.DISK_FULL.about(self.folder, reason))
        return WeightsError(Sentence.STORE_UNUSABLE.about(self.folder, reason))

    # --- inside ---------------------------------------------------------------------------------

    def _beside(self, entry: WeightFile, suffix: str) -> Path:
        return self.folder / (entry.file + suffix)

    def _absent(self, entry: WeightFile) -> WeightStatus:
        if entry.embedded:
            return WeightStatus(entry, WeightState.DAMAGED)
        with suppress(OSError):
            return WeightStatus(entry, WeightState.PARTIAL, self.part(entry).stat().st_size)
        return WeightStatus(entry, WeightState.ABSENT)

    def _looked(self, entry: WeightFile, receipt: Receipt | None) -> WeightStatus:
        try:
            with self.path(entry).open("rb") as file:
                sha256 = hash_of(file)
                size = os.fstat(file.fileno()).st_size
        except OSError as error:
            raise self.trouble(error) from error
        if not self._accepts(entry, receipt, sha256, size):
            return WeightStatus(entry, WeightState.DAMAGED, size, sha256)
        state = WeightState.EMBEDDED if entry.embedded else WeightState.READY
        return WeightStatus(entry, state, size, sha256, not entry.sha256)

    def _accepts(self, entry: WeightFile, receipt: Receipt | None, sha256: str, size: int) -> bool:
        if entry.embedded:
            return entry.agrees(sha256) and size == entry.size
        if receipt:
            return entry.agrees(sha256) and sha256 == receipt.sha256
        # Without a receipt and a publisher's hash there is nothing to compare with.
        return bool(entry.sha256) and entry.agrees(sha256)

    def _expected(self, entry: WeightFile) -> str:
        receipt = self._receipt(entry)
        return receipt.sha256 if receipt else entry.sha256 or "one that was pinned"

    def _receipt(self, entry: WeightFile) -> Receipt | None:
        if entry.embedded:
            return None
        try:
            return msgspec.json.decode(self._beside(entry, ".json").read_bytes(), type=Receipt)
        except (OSError, msgspec.DecodeError):
            # None, or one that was tampered with: the manifest alone decides.
            return None

    def _write_receipt(self, entry: WeightFile, receipt: Receipt) -> None:
        try:
            write_whole(self._beside(entry, ".json"), msgspec.json.encode(receipt))
        except OSError as error:
            raise self.trouble(error) from error


def hash_of(file: BufferedReader) -> str:
    """SHA-256 of what is left of an open file, in hexadecimal digits."""
    return hashlib.file_digest(file, "sha256").hexdigest()
