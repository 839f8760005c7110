"""A photo's file to the bytes that may leave the machine: as it is, cleaned, or encoded anew."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageCms

from photo_curator.domain.capture import Capture
from photo_curator.domain.errors import PhotoFileError, ProblemKind
from photo_curator.domain.export import USUAL_QUALITY, ExportSettings, Way
from photo_curator.domain.photo import FileRole
from photo_curator.domain.sentences import Sentence
from photo_curator.media.cleaning import Kept, clean, exif_bytes, harmless_exif
from photo_curator.media.damage import blame
from photo_curator.media.files import shown
from photo_curator.media.formats import RAW, extension, sniff
from photo_curator.media.pixels import check_size, open_picture
from photo_curator.media.viewing import upright

_LOSSLESS = frozenset({"JPEG", "PNG", "WEBP"})
#: Turned by its EXIF alone, which every viewer heeds in a JPEG and few in the others.
_TURNABLE = "JPEG"


@dataclass(frozen=True, slots=True)
class Rendition:
    """What is written.

    Attributes:
        data: the file's bytes.
        extension: of its name, with the dot; as the file's own where its format stays.
        way: COPY where these are the file's own bytes, CLEANED or ENCODED.
        removed: what was taken out ("location", "XMP", ...), sorted.
    """

    data: bytes
    extension: str
    way: Way
    removed: tuple[str, ...] = ()


def render_file(
    data: bytes, path: str, role: FileRole, settings: ExportSettings, capture: Capture, turn: int
) -> Rendition:
    """Make of a file's bytes what the settings want.

    Args:
        data: from `read_file`.
        path: for messages and its extension.
        role: PICTURE or RAW.
        settings: what is wanted.
        capture: what the library knows, where the file's EXIF says less.
        turn: degrees clockwise the user turned the photo by.

    Raises:
        PhotoFileError: the bytes are no picture, or it cannot be cleaned and may not be encoded anew.
    """
    own = "." + extension(path) if extension(path) else ""
    if settings.untouched:
        return Rendition(data, own, Way.COPY)
    kind = sniff(data)
    kept = Kept(settings.keep_location, settings.keep_serials)
    if not settings.encodes and kind in _LOSSLESS and (turn == 0 or kind == _TURNABLE):
        try:
            with open_picture(data, kind) as image:
                check_size(image, kind, shown(path))
                cleaned = clean(data, kind, image, kept, capture, turn)
        except ValueError:
            pass  # its structure is damaged: what can be decoded of it is encoded anew
        except (OSError, SyntaxError) as error:
            raise blame(error, data, kind, path) from error
        else:
            way = Way.COPY if cleaned.data == data else Way.CLEANED
            return Rendition(cleaned.data, own, way, cleaned.removed)
    if not (settings.encodes or settings.convert):
        raise PhotoFileError(ProblemKind.UNREADABLE, Sentence.NOT_CLEANED.about(shown(path)))
    return _encoded(data, kind, path, role, settings, kept, capture, turn)


def _encoded(
    data: bytes,
    kind: str,
    path: str,
    role: FileRole,
    settings: ExportSettings,
    kept: Kept,
    capture: Capture,
    turn: int,
) -> Rendition:
    picture = upright(data, path, role, None)
    if turn:
        picture = picture.rotate(-turn, expand=True)
    if settings.long_side is not None:
        picture.thumbnail((settings.long_side, settings.long_side), Image.Resampling.LANCZOS)
    if kind == RAW or role is FileRole.RAW or not kind:
        exif, removed = harmless_exif(None, kept, capture)
    else:
        with open_picture(data, kind) as image:
            exif, removed = harmless_exif(image, kept, capture)
    exif.pop(0x0112, None)  # the pixels are upright now
    picture.info = {}  # Pillow would write a comment it finds here
    buffer = io.BytesIO()
    picture.save(
        buffer,
        "JPEG",
        quality=settings.quality or USUAL_QUALITY,
        progressive=True,
        optimize=True,
        icc_profile=_srgb_profile(),
        exif=b"Exif\x00\x00" + exif_bytes(exif) if len(exif) else b"",
    )
    return Rendition(buffer.getvalue(), ".jpg", Way.ENCODED, tuple(sorted(removed)))


def _srgb_profile() -> bytes:
    """Says which RGB it is, to programs that would take their screen's."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # The date it was made, and the hash over it: the same photo is to give the same bytes tomorrow.
    profile[24:36] = bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
    profile[84:100] = bytes(16)
    return bytes(profile)
