"""Which photos the demo holds: two trips, everyday life, a phone, and what goes wrong with files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial

import numpy as np
import pillow_heif
from PIL import Image, features

from photo_curator.services.demo import compositions as take
from photo_curator.services.demo import landscapes, things
from photo_curator.services.demo.metadata import CAMERA, PHONE, SELFIE, Camera, Taken, xmp
from photo_curator.services.demo.portraits import EILEEN, GRACE, darken, tint
from photo_curator.services.demo.texture import Size, grain, to_image

_WIDE: Size = (1600, 1066)
_TALL: Size = (1066, 1600)

_TOKYO = (35.7148, 139.7745)
_TOKYO_BAY = (35.6273, 139.7768)
_KYOTO = (35.0116, 135.7681)
_LISBON = (38.7139, -9.1334)
_LISBON_COAST = (38.7804, -9.4989)
_JAPAN, _PORTUGAL = CAMERA.at(9 * 60), CAMERA.at(60)

Draw = Callable[[np.random.Generator], Image.Image]


@dataclass(frozen=True, slots=True)
class Shot:
    """One file of the demo.

    Attributes:
        path: relative to the demo's folder, with forward slashes.
        draw: makes the upright picture.
        taken: its metadata; None: it carries none.
        rating: stars to embed as XMP.
        keep: the share of the encoded bytes that reaches the disk; below 1 the file is damaged.
    """

    path: str
    draw: Draw
    taken: Taken | None
    rating: int | None = None
    keep: float = 1.0

    @property
    def suffix(self) -> str:
        """The file's type, lower case."""
        return self.path.rpartition(".")[2].lower()


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that belongs to a photo: its copy where `content` is None, else a sidecar or clip."""

    path: str
    of: str
    content: bytes | None = None


def _scene(scene: take.Scene, size: Size = _WIDE, noise_level: float = 3.0) -> Draw:
    return lambda rng: grain(rng, to_image(scene(rng, size)), noise_level)


def _then(draw: Draw, change: Callable[[Image.Image], Image.Image]) -> Draw:
    return lambda rng: change(draw(rng))


def _burst(
    folder: str, first: int, frames: tuple[take.Frame, ...], draw: Callable[..., Image.Image], taken: Taken
) -> Iterator[Shot]:
    """A burst: four frames a second, numbered on."""
    for index, frame in enumerate(frames):
        when = taken.when + timedelta(milliseconds=280 * index)
        yield Shot(
            f"{folder}/IMG_{first + index:04d}.jpg", partial(draw, frame=frame), replace(taken, when=when)
        )


def _japan(day: Callable[..., datetime]) -> Iterator[Shot]:
    folder = "Trips/Japan"
    shot = partial(Taken, camera=_JAPAN)
    gate, city, ridges = (things.torii, things.city_dusk, landscapes.misty_ridges)
    yield Shot(f"{folder}/IMG_2038.jpg", _scene(gate), shot(day(78, 17, 52), place=_KYOTO, iso=100))
    yield Shot(
        f"{folder}/IMG_2039.jpg", _scene(gate, _TALL), shot(day(78, 17, 54), place=_KYOTO, orientation=6)
    )
    blossom = partial(take.photo, scene=things.blossom, sitter=EILEEN, scale=0.86, x=0.46, blur=0.004)
    yield from _burst(
        folder, 2041, take.BURST_BLOSSOM, blossom, shot(day(76, 11, 20, 8, 310), place=_TOKYO, iso=125)
    )
    night = partial(take.photo, scene=city, sitter=EILEEN, scale=0.82, x=0.36, blur=0.005, noise_level=4.5)
    evening = partial(shot, place=_TOKYO_BAY, exposure=(1, 60), iso=1600)
    yield Shot(f"{folder}/IMG_2047.jpg", _scene(city, (1920, 1280), 5.0), evening(day(76, 19, 42, 2, 120)))
    yield Shot(
        f"{folder}/IMG_2048.jpg",
        _then(night, partial(tint, red=1.0, green=0.93, blue=0.84)),
        evening(day(76, 19, 44)),
    )
    hills = partial(take.photo, scene=ridges, sitter=GRACE, upright=True, scale=0.66, blur=0.003)
    yield Shot(f"{folder}/IMG_2052.jpg", hills, shot(day(74, 7, 31), place=_KYOTO, orientation=6))
    yield Shot(
        f"{folder}/IMG_2053.jpg",
        _then(hills, take.monochrome),
        shot(day(74, 7, 36), place=_KYOTO, orientation=8),
    )
    yield Shot(f"{folder}/IMG_2054.jpg", _scene(ridges), shot(day(74, 7, 40), place=_KYOTO))
    yield Shot(
        f"{folder}/IMG_2055.jpg",
        _scene(things.blossom, _TALL),
        shot(day(74, 10, 5), place=_KYOTO, orientation=8),
    )
    yield Shot(
        f"{folder}/IMG_2057.jpg",
        _scene(landscapes.lake_reflection),
        shot(day(73, 9, 12), place=(35.4983, 138.7687)),
    )


def _lisbon(day: Callable[..., datetime]) -> Iterator[Shot]:
    folder = "Trips/Lisbon"
    shot = partial(Taken, camera=_PORTUGAL, place=_LISBON)
    coast = replace(shot(day(38, 19, 58)), place=_LISBON_COAST)
    yield Shot(f"{folder}/IMG_0307.jpg", _scene(things.azulejo), shot(day(40, 10, 14)))
    wall = partial(
        take.photo, scene=things.azulejo, sitter=EILEEN, mirrored=True, x=0.6, scale=0.78, blur=0.0035
    )
    yield Shot(f"{folder}/IMG_0309.jpg", wall, shot(day(40, 10, 17), orientation=3))
    tiles = partial(take.photo, scene=things.azulejo, sitter=GRACE, scale=0.92, x=0.47)
    yield from _burst(folder, 313, take.BURST_TILES, tiles, shot(day(40, 10, 31, 44, 60), iso=160))
    group = partial(take.together, scene=landscapes.sunset_sea)
    yield Shot(f"{folder}/IMG_0318.jpg", group, replace(coast, exposure=(1, 125)), rating=4)
    sunset = landscapes.sunset_sea
    yield Shot(f"{folder}/IMG_0320.jpg", _scene(sunset, (1920, 1280)), replace(coast, when=day(38, 20, 4)))
    yield Shot(
        f"{folder}/IMG_0321.jpg", _scene(sunset, _TALL), replace(coast, when=day(38, 20, 6), orientation=6)
    )
    sky = partial(take.photo, scene=take.bright_sky, sitter=EILEEN, scale=0.70, x=0.32)
    yield Shot(f"{folder}/IMG_0324.jpg", sky, shot(day(37, 12, 10), exposure=(1, 2000), iso=100))
    yield Shot(f"{folder}/IMG_0325.jpg", sky, shot(day(37, 12, 11)), keep=0.4)
    yield Shot(f"{folder}/IMG_0327.jpg", _scene(landscapes.cliff_sea), replace(coast, when=day(37, 15, 20)))


def _everyday(day: Callable[..., datetime]) -> Iterator[Shot]:
    shot = partial(Taken, camera=CAMERA)
    wood = partial(
        take.photo, scene=landscapes.autumn_forest, sitter=EILEEN, mirrored=True, upright=True, scale=0.68
    )
    yield from _burst("Everyday", 1102, take.BURST_WOOD, wood, shot(day(12, 15, 3, 20, 140), iso=400))
    yield Shot("Everyday/IMG_1110.jpg", _scene(landscapes.autumn_forest), shot(day(12, 15, 20)))
    yield Shot(
        "Everyday/IMG_1112.jpg", _scene(things.dahlia, (1500, 1200)), shot(day(9, 11, 40), orientation=3)
    )
    yield Shot("Everyday/IMG_1115.png", _scene(things.espresso, (1200, 900), 2.0), shot(day(8, 9, 2)))
    half = partial(take.studio, sitter=GRACE, crop=(0.08, 0.0, 0.94, 0.72), width=900)
    yield Shot("Everyday/IMG_1118.jpg", half, shot(day(5, 14, 10), orientation=2))
    whole = partial(take.studio, sitter=EILEEN, crop=(0.0, 0.0, 1.0, 1.0), width=1200)
    yield Shot("Everyday/IMG_1119.jpg", whole, shot(day(5, 14, 30), orientation=4))
    close = partial(take.studio, sitter=EILEEN, crop=(0.12, 0.0, 0.82, 0.9), width=1080)
    lamp = _then(close, partial(tint, red=1.06, green=0.92, blue=0.68))
    yield Shot("Everyday/IMG_1120.jpg", lamp, shot(day(5, 20, 30), orientation=5, iso=1600))
    head = partial(take.studio, sitter=GRACE, crop=(0.18, 0.05, 0.86, 0.8), width=760)
    yield Shot(
        "Everyday/IMG_1121.jpg",
        _then(head, partial(darken, light=0.62)),
        shot(day(5, 20, 34), orientation=7, iso=3200),
    )
    yield Shot(
        "Everyday/DSC_0118.tif",
        _scene(landscapes.starry_night, (1200, 1600), 4.0),
        shot(day(110, 23, 41), exposure=(15, 1), iso=3200),
    )
    yield Shot(
        "Everyday/DSC_0121.jpg",
        _scene(landscapes.aurora, _WIDE, 5.0),
        shot(day(110, 23, 58), exposure=(8, 1), iso=3200),
    )
    yield Shot("Everyday/DSC_0007.jpg", _scene(landscapes.dunes), shot(day(400, 18, 5), iso=100))


def _phone(day: Callable[..., datetime]) -> Iterator[Shot]:
    coast: Camera = SELFIE.at(60)
    cliff = partial(
        take.photo, scene=landscapes.cliff_sea, sitter=EILEEN, upright=True, scale=0.92, x=0.50, blur=0.0008
    )
    yield Shot("Phone/IMG_4412.jpg", cliff, Taken(day(37, 15, 24, 9, 480), coast, _LISBON_COAST))
    edge = partial(
        take.photo, scene=landscapes.cliff_sea, sitter=GRACE, upright=True, scale=0.62, x=0.52, blur=0.0008
    )
    yield Shot(
        "Phone/IMG_4413.jpg", edge, Taken(day(37, 15, 26, 30, 20), coast, _LISBON_COAST, orientation=6)
    )
    sea = partial(take.photo, scene=landscapes.sunset_sea, sitter=GRACE, scale=0.80, x=0.62)
    yield Shot("Phone/IMG_4420.webp", sea, Taken(day(38, 20, 9), PHONE.at(60), _LISBON_COAST))
    yield Shot("Phone/IMG_4431.gif", _scene(things.dahlia, (640, 480), 0.0), None)
    yield Shot("Phone/Screenshot_20260312-101500.png", lambda _: things.screenshot(), None)
    yield Shot("Phone/IMG_4400.jpg", _scene(things.dahlia, (64, 48)), Taken(day(30, 8, 0), PHONE), keep=0.0)
    if features.check("avif"):
        lake = partial(
            take.photo, scene=landscapes.lake_reflection, sitter=EILEEN, scale=0.74, x=0.6, blur=0.003
        )
        yield Shot("Phone/IMG_4433.avif", lake, Taken(day(20, 13, 15), PHONE, (46.4983, 9.8391)))
    if pillow_heif.libheif_info()["HEIF"]:
        live = partial(take.photo, scene=landscapes.autumn_forest, sitter=GRACE, upright=True, scale=0.64)
        yield Shot("Phone/IMG_4410.HEIC", live, Taken(day(12, 15, 40, 11, 250), PHONE))


def plan(today: date) -> tuple[list[Shot], list[Companion]]:
    """Every file of the demo made on `today`: pictures, then what goes with them."""

    def day(ago: int, hour: int, minute: int, second: int = 0, milli: int = 0) -> datetime:
        return datetime.combine(today - timedelta(days=ago), time(hour, minute, second, milli * 1000))

    shots = [*_japan(day), *_lisbon(day), *_everyday(day), *_phone(day)]
    companions = [
        Companion("Phone/IMG_2043 (1).jpg", "Trips/Japan/IMG_2043.jpg"),
        Companion("Trips/Japan/IMG_2052.xmp", "Trips/Japan/IMG_2052.jpg", xmp(5)),
        Companion("Trips/Japan/IMG_2045.jpg.xmp", "Trips/Japan/IMG_2045.jpg", xmp(-1)),
    ]
    if any(shot.suffix == "heic" for shot in shots):
        # Only the first bytes of a clip: Live Photos are paired by name, the clip is never played.
        clip = b"\0\0\0\x14ftypqt  \0\0\0\0qt  \0\0\0\x08wide\0\0\0\x08mdat"
        companions.append(Companion("Phone/IMG_4410.MOV", "Phone/IMG_4410.HEIC", clip))
    return shots, companions
