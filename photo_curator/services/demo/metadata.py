"""What cameras write beside the pixels: EXIF, XMP, and the eight ways to store a picture turned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

#: How to turn an upright picture so that a viewer obeying this orientation turns it back.
_STORED_AS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera and its zone.

    Attributes:
        offset_minutes: the zone its clock is set to; None: it writes none, as older cameras.
    """

    make: str
    model: str
    lens: str
    f_number: float
    focal_mm: float
    offset_minutes: int | None = None

    def at(self, offset_minutes: int) -> Camera:
        """The same camera, its clock set to another zone."""
        return replace(self, offset_minutes=offset_minutes)


CAMERA = Camera("Demo", "Demo Camera A", "Demo Lens 50mm F1.8", 2.8, 50.0)
PHONE = Camera("Demo", "Demo Phone", "Demo Phone back camera 5.1mm f/1.8", 1.8, 5.1, 0)
SELFIE = Camera("Demo", "Demo Phone", "Demo Phone front camera 2.7mm f/2.2", 2.2, 2.7, 0)


@dataclass(frozen=True, slots=True)
class Taken:
    """When, where and how one picture was taken.

    Attributes:
        when: the camera's clock.
        place: latitude and longitude, None where there was no reception.
        orientation: EXIF orientation 1..8.
    """

    when: datetime
    camera: Camera
    place: tuple[float, float] | None = None
    exposure: tuple[int, int] = (1, 250)
    iso: int = 200
    orientation: int = 1

    @property
    def timestamp(self) -> float:
        """Seconds since 1970, for the file's modification time."""
        minutes = self.camera.offset_minutes
        zone = UTC if minutes is None else timezone(timedelta(minutes=minutes))
        return self.when.replace(tzinfo=zone).timestamp()


def stored(image: Image.Image, orientation: int) -> Image.Image:
    """The pixels as a camera held that way stores them."""
    method = _STORED_AS.get(orientation)
    return image if method is None else image.transpose(method)


def exif(taken: Taken) -> Image.Exif:
    """The EXIF block of one picture."""
    camera, base = taken.camera, ExifTags.Base
    block = Image.Exif()
    stamp = taken.when.strftime("%Y:%m:%d %H:%M:%S")
    block[base.Make] = camera.make
    block[base.Model] = camera.model
    block[base.Orientation] = taken.orientation
    block[base.DateTime] = stamp
    details = block.get_ifd(ExifTags.IFD.Exif)
    details[base.ExposureTime] = IFDRational(*taken.exposure)
    details[base.FNumber] = IFDRational(round(camera.f_number * 10), 10)
    details[base.ISOSpeedRatings] = taken.iso
    details[base.DateTimeOriginal] = stamp
    details[base.DateTimeDigitized] = stamp
    details[base.SubsecTimeOriginal] = f"{taken.when.microsecond // 10_000:02d}"
    if camera.offset_minutes is not None:
        sign, minutes = "-" if camera.offset_minutes < 0 else "+", abs(camera.offset_minutes)
        details[base.OffsetTimeOriginal] = f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"
    details[base.FocalLength] = IFDRational(round(camera.focal_mm * 10), 10)
    details[base.LensModel] = camera.lens
    if taken.place is not None:
        gps = block.get_ifd(ExifTags.IFD.GPSInfo)
        latitude, longitude = taken.place
        gps[ExifTags.GPS.GPSLatitudeRef] = "N" if latitude >= 0 else "S"
        gps[ExifTags.GPS.GPSLatitude] = _degrees(latitude)
        gps[ExifTags.GPS.GPSLongitudeRef] = "E" if longitude >= 0 else "W"
        gps[ExifTags.GPS.GPSLongitude] = _degrees(longitude)
    return block


def _degrees(value: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    seconds = round(abs(value) * 360_000)  # hundredths of a second of arc
    return (
        IFDRational(seconds // 360_000, 1),
        IFDRational(seconds // 6000 % 60, 1),
        IFDRational(seconds % 6000, 100),
    )


def xmp(rating: int) -> bytes:
    """An XMP packet that says nothing but a rating; -1 is a reject."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"\n'
        f'    xmp:Rating="{rating}"/>\n'
        " </rdf:RDF>\n"
        "</x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    ).encode()
