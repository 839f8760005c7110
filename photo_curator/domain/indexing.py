"""What indexing hands from one room to the next: scanned files, decoded facts, analysis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from photo_curator.domain.capture import Capture
from photo_curator.domain.danger import HazardReading
from photo_curator.domain.errors import ProblemKind
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Size
from photo_curator.domain.photo import FileRole
from photo_curator.domain.rating import ForeignRating
from photo_curator.domain.score import Score, Verdict


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What `stat` says of a file. Equal stamps mean the file is not opened again."""

    size_bytes: int
    mtime_ns: int
    device: int = 0
    inode: int = 0

    def same_content(self, other: FileStamp) -> bool:
        """Whether size and modification time agree (device numbers change when disks are replugged)."""
        return self.size_bytes == other.size_bytes and self.mtime_ns == other.mtime_ns

    def same_file(self, other: FileStamp) -> bool:
        """Whether it is the very same file under another name: no byte needs reading."""
        return self == other and self.inode != 0


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One readable file, as decoded. Produced by media.decode.

    Attributes:
        content_hash: SHA-256 of the file's bytes, hex.
        pixel_hash: SHA-256 over the upright 512 px thumbnail's pixels and the full size, hex: equal
            while only metadata changes. Also the key of the cached thumbnails.
        perceptual_hash: 64-bit DCT hash, 16 hex digits.
        size: of the upright photo, full resolution.
        format: Pillow's name ("JPEG", "HEIF", ...) or "RAW".
        foreign_rating: stars or a reject found in the file's own XMP.
    """

    content_hash: str
    pixel_hash: str
    perceptual_hash: str
    size: Size
    format: str
    capture: Capture
    screenshot: bool = False
    foreign_rating: ForeignRating | None = None


@dataclass(frozen=True, slots=True)
class AnalysedFace:
    """A face with its embedding, on its way into the library.

    Attributes:
        face: `face.id` is 0.
        embedding: float32 bytes, little endian.
    """

    face: Face
    embedding: bytes


@dataclass(frozen=True, slots=True)
class Analysis:
    """Machine facts of one photo, with the version of what made them.

    Attributes:
        score: the photo's; None where nothing can be said.
        attributes: of the whole photo (technical path), by name, 0..1.
        version: of detector, scorer and heads together; other versions are analysed anew on request.
        hazards: what the surroundings show; None where no hazard network looked.
        heeded: the mark of the words on faces that were heeded, see `domain.face_repair.FaceWords`.
    """

    verdict: Verdict
    score: Score | None
    faces: tuple[AnalysedFace, ...]
    version: str
    attributes: Mapping[str, float] = field(default_factory=dict)
    hazards: HazardReading | None = None
    heeded: str = ""


class Standing(IntEnum):
    """What an unchanged file means to a rescan."""

    ATTENTION = 0  # not present, or without machine facts of the wanted version
    PHOTO = 1  # a photo's picture or RAW, copies included
    PARTNER = 2  # the RAW beside a JPEG, the video of a Live Photo
    SIDECAR = 3
    MISSING = 4  # known to be gone


class KnownFile(NamedTuple):
    """A file as the library remembers it: one row of the `file` table.

    A NamedTuple, flat: 100,000 of them are made from SQL rows at every rescan.

    Attributes:
        role: a `FileRole` value.
        state: a `FileState` value.
        analysed: 1 where its photo has machine facts of the version asked for.
    """

    file_id: int
    photo_id: int
    path: str
    role: str
    size_bytes: int
    mtime_ns: int
    device: int
    inode: int
    content_hash: str
    primary: int
    state: str
    analysed: int

    @property
    def stamp(self) -> FileStamp:
        """What `stat` said when the file was last read."""
        return FileStamp(self.size_bytes, self.mtime_ns, self.device, self.inode)


@dataclass(frozen=True, slots=True)
class Problem:
    """One file that could not be used."""

    path: str
    kind: ProblemKind
    message: str
    stamp: FileStamp | None = None
    seen_at: str = ""


@dataclass(frozen=True, slots=True)
class Companion:
    """A further file of a photo: the RAW beside its JPEG, the MOV of a Live Photo, an XMP sidecar."""

    path: str
    role: FileRole
    stamp: FileStamp


@dataclass(frozen=True, slots=True)
class AddPhoto:
    """A picture the library has never seen becomes a photo."""

    path: str
    role: FileRole
    stamp: FileStamp
    facts: FileFacts
    analysis: Analysis
    companions: tuple[Companion, ...] = ()
    foreign_rating: ForeignRating | None = None


@dataclass(frozen=True, slots=True)
class AddCopy:
    """A file with the very bytes of a known photo: one more file of that photo."""

    photo_id: int
    path: str
    role: FileRole
    stamp: FileStamp
    content_hash: str
    companions: tuple[Companion, ...] = ()


@dataclass(frozen=True, slots=True)
class Relocate:
    """A known file stands at another path now. Everything about its photo stays."""

    file_id: int
    path: str
    stamp: FileStamp
    companions: tuple[Companion, ...] = ()


@dataclass(frozen=True, slots=True)
class UpdateFile:
    """A known file has other bytes.

    Attributes:
        analysis: None where the pixels are the same (only metadata changed): machine facts stay.
    """

    file_id: int
    stamp: FileStamp
    facts: FileFacts
    analysis: Analysis | None
    companions: tuple[Companion, ...] = ()
    foreign_rating: ForeignRating | None = None


@dataclass(frozen=True, slots=True)
class Rescored:
    """A photo was looked at anew because of what the user says of its faces. Its files are as they were."""

    photo_id: int
    facts: FileFacts
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class UpdateCompanions:
    """Sidecars or partners of an unchanged photo came, went or changed."""

    photo_id: int
    companions: tuple[Companion, ...]
    foreign_rating: ForeignRating | None


@dataclass(frozen=True, slots=True)
class PassOver:
    """A file that is no photo by rule (too few pixels); remembered so that it is not opened again."""

    path: str
    stamp: FileStamp
    reason: str


IndexChange = AddPhoto | AddCopy | Relocate | UpdateFile | Rescored | UpdateCompanions | PassOver | Problem


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What `index` did. The field names are the keys of `index --json`.

    Every file found is in exactly one of the counts: found = indexed + unchanged + moved + updated
    + duplicates + paired + skipped + failed, unless the run was cancelled.

    Attributes:
        found: picture, RAW and video files seen on disk.
        indexed: photos analysed in this run.
        unchanged: files not opened, because nothing about them changed.
        moved: files found again under another path.
        updated: files whose metadata changed and whose pixels did not: no analysis.
        duplicates: files with the very bytes of a photo that stands elsewhere.
        paired: further files of a photo: the RAW beside its JPEG, the video of a Live Photo.
        skipped: passed over by rule: videos, pictures too small to be photos.
        failed: files under Problem files, this run's and those remembered from earlier ones.
        faces: faces found in this run.
        seconds: wall time.
        bytes_read: bytes of picture files read in this run.
    """

    found: int = 0
    indexed: int = 0
    unchanged: int = 0
    moved: int = 0
    updated: int = 0
    duplicates: int = 0
    paired: int = 0
    skipped: int = 0
    failed: int = 0
    faces: int = 0
    seconds: float = 0.0
    bytes_read: int = 0
    cancelled: bool = False
