"""Which file is what, by its name's extension and by its first bytes."""

from __future__ import annotations

from photo_curator.domain.sentences import Phrase


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


PICTURE_EXTENSIONS = _names("jpg jpeg jpe jfif png webp heic heics heif heifs hif avif tif tiff gif bmp")
RAW_EXTENSIONS = _names(
    "3fr ari arw bay cap cr2 cr3 crw dcr dcs dng drf eip erf fff gpr iiq k25 kdc mdc mef mos mrw nef nrw "
    "orf pef ptx r3d raf raw rw2 rwl rwz sr2 srf srw x3f"
)
SIDECAR_EXTENSIONS = frozenset({"xmp"})
VIDEO_EXTENSIONS = _names("mov mp4 m4v avi mkv 3gp 3g2 mpg mpeg mts m2ts wmv webm")

_WATCHED_EXTENSIONS = PICTURE_EXTENSIONS | RAW_EXTENSIONS | SIDECAR_EXTENSIONS | VIDEO_EXTENSIONS

#: Pictures a camera writes beside a RAW of the same shot. A PNG of that name is another picture.
CAMERA_EXTENSIONS = _names("jpg jpeg jpe jfif heic heif hif")
#: The moving half of a Live Photo.
LIVE_VIDEO_EXTENSIONS = frozenset({"mov"})

#: Kinds `sniff` knows, beside the Pillow formats: RAW files, and things that are no picture at all.
RAW = "RAW"

_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1", b"mif2"}
)
_RAW_SIGNATURES = (b"FUJIFILMCCD-RAW", b"FOVb", b"IIRO", b"IIRS", b"MMOR", b"IIU\x00", b"\x00MRM")
_TIFF_SIGNATURES = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", Phrase.PDF),
    (b"%!PS", Phrase.POSTSCRIPT),
    (b"PK\x03\x04", Phrase.ZIP),
    (b"\x1f\x8b", Phrase.COMPRESSED),
    (b"Rar!", Phrase.ARCHIVE),
    (b"7z\xbc\xaf", Phrase.ARCHIVE),
    (b"8BPS", Phrase.PHOTOSHOP),
    (b"\x7fELF", Phrase.PROGRAM),
    (b"ID3", Phrase.SOUND),
    (b"OggS", Phrase.SOUND),
    (b"SQLite format 3", Phrase.DATABASE),
    (b"bplist", Phrase.PROPERTY_LIST),
    (b"\x1aE\xdf\xa3", Phrase.VIDEO),
)


def extension(name: str) -> str:
    """The extension of a file's name, lower case and without the dot; "" where it has none."""
    dot = name.rfind(".")
    return name[dot + 1 :].lower() if dot > 0 else ""


def watched_name(name: str) -> bool:
    """Whether a file of this name can matter to the library: a picture, or what belongs to one.

    Hidden names and those of half-written copies (.IMG_1.jpg.Xy3k2p, IMG_1.jpg.part) are none: they count
    from the moment they are renamed.
    """
    return not name.startswith(".") and extension(name) in _WATCHED_EXTENSIONS


def sniff(data: bytes) -> str:
    """The kind of picture by its first bytes, whatever the file is called.

    Returns:
        A Pillow format name, `RAW`, or "" for anything else.
    """
    head = data[:64]
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        return _sniff_boxes(data)
    if head.startswith(_RAW_SIGNATURES):
        return RAW
    if head.startswith(_TIFF_SIGNATURES):
        return "TIFF"
    if head.startswith(b"BM"):
        return "BMP"
    return ""


def _sniff_boxes(data: bytes) -> str:
    """Tell HEIF, AVIF and CR3 apart: all three begin with an ISO media "ftyp" box of brands."""
    length = min(int.from_bytes(data[:4], "big"), 256)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, max(length, 16), 4))]
    if brands[0] == b"crx ":
        return RAW
    if _AVIF_BRANDS.intersection(brands):
        return "AVIF"
    return "HEIF" if _HEIF_BRANDS.intersection(brands) else ""


def describe_other(data: bytes) -> str:
    """What a file is that is no picture, in words that follow "it is"; "" where that is unclear."""
    head = data[:512]
    for signature, words in _OTHER_KINDS:
        if head.startswith(signature):
            return words
    if head[4:8] == b"ftyp":
        return Phrase.VIDEO
    if head.startswith(b"RIFF"):
        return Phrase.SOUND_OR_VIDEO
    return _describe_text(head)


def _describe_text(head: bytes) -> str:
    # The cut at 512 bytes may split a character, so a broken last one is forgiven.
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = head[: len(head) - 4].decode(encoding) if len(head) == 512 else head.decode(encoding)
    except UnicodeDecodeError as error:
        if len(head) < 512 or error.start < len(head) - 8:
            return ""
        text = head[: error.start].decode(encoding)
    if not text.strip() or any(letter < " " and letter not in "\t\r\n\f" for letter in text):
        return ""
    lowered = text.lstrip().lower()
    if lowered.startswith(("<!doctype html", "<html", "<head", "<body")) or "<html" in lowered:
        return Phrase.WEB_PAGE
    return Phrase.TEXT
