"""The two sitters of the demo, cut out of their portraits, and what can go wrong in a photo of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from photo_curator.assets import resources_dir
from photo_curator.services.demo.texture import Array, scale_channels, to_array, to_image

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Eye:
    """An eye's opening in a portrait's own pixels, measured by hand.

    Attributes:
        left: its corner on the left of the picture.
        right: its corner on the right of the picture.
        top: highest point of the upper lid's edge, lashes included.
        bottom: lowest point of the lower lid's edge.
        outer_left: whether the outer corner, where lashes are longest, is the left one.
    """

    left: Point
    right: Point
    top: float
    bottom: float
    outer_left: bool


@dataclass(frozen=True, slots=True)
class Sitter:
    """A portrait in resources/demo with what was measured on it.

    Attributes:
        name: file name without suffix; `<name>_mask.png` is its cut-out.
        zoom: the enlargement all work is done at, so that eyelids can be painted finely.
        eyes: both eyes.
        lash: colour of the line that closed lids draw.
        lash_width: that line's thickness in the portrait's pixels.
        lash_length: how far the outermost lashes stand out, in the portrait's pixels.
        skin: the darkest and the brightest that skin around the eyes is, 0..1.
    """

    name: str
    zoom: int
    eyes: tuple[Eye, Eye]
    lash: tuple[int, int, int]
    lash_width: float
    lash_length: float
    skin: tuple[float, float]


EILEEN = Sitter(
    name="astronaut",
    zoom=3,
    eyes=(
        Eye((191.5, 102.0), (215.0, 103.0), 96.0, 105.0, outer_left=True),
        Eye((236.0, 105.0), (260.0, 104.0), 98.0, 107.0, outer_left=False),
    ),
    lash=(74, 50, 36),
    lash_width=1.25,
    lash_length=2.4,
    skin=(0.52, 0.95),
)
GRACE = Sitter(
    name="grace_hopper",
    zoom=2,
    eyes=(
        Eye((203.0, 194.0), (237.0, 193.0), 182.5, 198.0, outer_left=True),
        Eye((289.0, 191.0), (325.0, 190.5), 178.0, 194.5, outer_left=False),
    ),
    lash=(96, 22, 8),
    lash_width=1.7,
    lash_length=1.2,
    skin=(0.46, 0.80),
)


@cache
def portrait(sitter: Sitter, eyes_closed: bool) -> Image.Image:
    """The whole portrait, background included, at the sitter's zoom."""
    with Image.open(resources_dir() / "demo" / f"{sitter.name}.jpg") as source:
        image = source.convert("RGB")
    image = image.resize((image.width * sitter.zoom, image.height * sitter.zoom), Image.Resampling.LANCZOS)
    if eyes_closed:
        for eye in sitter.eyes:
            image = _close(image, eye, sitter)
    return image


@cache
def figure(sitter: Sitter, eyes_closed: bool) -> Image.Image:
    """The sitter without background (RGBA), at the sitter's zoom."""
    image = portrait(sitter, eyes_closed)
    with Image.open(resources_dir() / "demo" / f"{sitter.name}_mask.png") as source:
        mask = source.convert("L").resize(image.size, Image.Resampling.BICUBIC)
    # The soft rim still holds the studio's background: give it the colours just inside of it.
    solid = to_array(mask.point(lambda level: 255 if level > 250 else 0))[..., None]
    near = ImageFilter.BoxBlur(2 * sitter.zoom)
    weight = to_array(to_image(solid[..., 0]).filter(near))[..., None]
    spread = to_array(to_image(to_array(image) * solid).filter(near)) / np.maximum(weight, 0.02)
    inside = np.where((solid < 0.5) & (weight > 0.02), spread, to_array(image))
    cut = to_image(inside.astype(np.float32))
    cut.putalpha(mask)
    return cut


def _arc(eye: Eye, peak: float, columns: Array) -> Array:
    """Height of the arc through both corners whose extreme lies at `peak`, for each column."""
    t = np.clip((columns - eye.left[0]) / (eye.right[0] - eye.left[0]), 0, 1)
    chord = eye.left[1] + (eye.right[1] - eye.left[1]) * t
    middle = (eye.left[1] + eye.right[1]) / 2
    bulge = np.clip(1 - np.abs(2 * t - 1) ** 2.2, 0, 1)
    return np.asarray(chord + (peak - middle) * bulge, np.float32)


def _close(image: Image.Image, eye: Eye, sitter: Sitter) -> Image.Image:
    """Paint a closed lid over one eye: skin from around it, its shading, the lash line."""
    zoom = sitter.zoom
    height = eye.bottom - eye.top
    margin = height * 2.2
    left, top = int((eye.left[0] - margin) * zoom), int((eye.top - margin) * zoom)
    right, bottom = int((eye.right[0] + margin) * zoom), int((eye.bottom + margin) * zoom)
    patch = to_array(image.crop((left, top, right, bottom)))
    rows = (np.arange(top, bottom, dtype=np.float32)[:, None] + 0.5) / zoom
    columns = (np.arange(left, right, dtype=np.float32)[None, :] + 0.5) / zoom

    upper = _arc(eye, eye.top, columns) - height * 0.10
    lower = _arc(eye, eye.bottom, columns) + height * 0.10
    pad = height * 0.12
    inside = (rows > upper) & (rows < lower) & (columns > eye.left[0] - pad) & (columns < eye.right[0] + pad)
    mask = inside.astype(np.float32)
    # Lashes, spectacle frames and reflections around the eye are no skin to sample.
    luma = patch.mean(axis=2)
    other = (luma < sitter.skin[0]) | (luma > sitter.skin[1])
    skin = _inpaint(patch, np.maximum(mask, other).astype(np.float32), height * zoom)

    # A lid is a ball's surface: lit in its upper middle, darker towards lashes and corners.
    depth = np.clip((rows - upper) / np.maximum(lower - upper, 1e-3), 0, 1)
    across = (columns - eye.left[0]) / (eye.right[0] - eye.left[0])
    shade = 1.02 - 0.15 * depth**2 - 0.16 * np.clip(np.abs(2 * across - 1), 0, 1) ** 3
    crease = np.exp(-(((rows - upper - height * 0.10) / (height * 0.07)) ** 2))
    shade = shade - 0.07 * crease * np.clip(1 - np.abs(2 * across - 1), 0, 1)
    # The skin's own texture, borrowed from the cheek right below.
    cheek = np.roll(patch, -int(height * 1.3 * zoom), axis=0)
    soft = to_array(to_image(cheek).filter(ImageFilter.GaussianBlur(zoom * 1.2)))
    skin = np.clip(skin * shade[..., None] + (cheek - soft) * 0.7, 0, 1)

    feather = to_array(to_image(mask).filter(ImageFilter.GaussianBlur(zoom * 0.7)))[..., None]
    closed = to_image((patch + (skin - patch) * feather).astype(np.float32))
    closed.paste(
        Image.new("RGB", closed.size, sitter.lash), (0, 0), _lashes(closed.size, (left, top), eye, sitter)
    )
    result = image.copy()
    result.paste(closed, (left, top))
    return result


def _inpaint(patch: Array, mask: Array, reach: float) -> Array:
    """Fill the masked pixels with what surrounds them, nearest first."""
    filled = patch * (1 - mask[..., None])
    known = 1 - mask
    result, certainty = filled.copy(), known.copy()
    for share in (0.1, 0.25, 0.6):
        blur = ImageFilter.GaussianBlur(reach * share)
        weight = to_array(to_image(known).filter(blur))[..., None]
        spread = to_array(to_image(filled).filter(blur)) / np.maximum(weight, 0.01)
        usable = np.clip(weight[..., 0] * 3, 0, 1) * (1 - certainty)
        result += spread * usable[..., None]
        certainty += usable
    return np.asarray(result / np.maximum(certainty, 1e-3)[..., None], np.float32)


def _lashes(size: tuple[int, int], origin: tuple[int, int], eye: Eye, sitter: Sitter) -> Image.Image:
    """Opacity of the lash line: an arc where the lids meet, thick in its middle, with short lashes."""
    zoom, sharp = sitter.zoom, 4
    canvas = Image.new("L", (size[0] * sharp, size[1] * sharp))
    draw = ImageDraw.Draw(canvas)
    columns = np.linspace(eye.left[0], eye.right[0], 60, dtype=np.float32)
    line = _arc(eye, eye.bottom - (eye.bottom - eye.top) * 0.08, columns)
    t = np.linspace(0, 1, 60)
    towards_outer = 1 - t if eye.outer_left else t
    half = sitter.lash_width * (0.12 + 0.4 * np.sin(np.pi * t) + 0.15 * towards_outer)

    def at(x: float, y: float) -> Point:
        return (x * zoom - origin[0]) * sharp, (y * zoom - origin[1]) * sharp

    edge = [at(x, y - h) for x, y, h in zip(columns, line, half, strict=True)]
    edge += [at(x, y + h) for x, y, h in zip(columns[::-1], line[::-1], half[::-1], strict=True)]
    side = -1.0 if eye.outer_left else 1.0
    length = sitter.lash_length
    for index in range(6, 56, 4):
        x, y, out = float(columns[index]), float(line[index]), float(towards_outer[index])
        tip = at(x + side * length * (out - 0.25), y + length * (0.45 + 0.55 * out))
        draw.line(
            [at(x, y), tip],
            fill=int(60 + 75 * out),
            width=max(1, int(sitter.lash_width * zoom * sharp * 0.22)),
        )
    draw.polygon(edge, fill=225)  # last, as the pale lashes would cut notches into it
    soft = canvas.filter(ImageFilter.GaussianBlur(zoom * sharp * 0.25))
    return soft.resize(size, Image.Resampling.BOX)


def place(
    background: Image.Image,
    subject: Image.Image,
    scale: float,
    x: float,
    sink: float = 0.0,
    angle: float = 0.0,
    mirrored: bool = False,
) -> Image.Image:
    """Put a cut-out figure before a background, standing on the picture's lower edge.

    Args:
        background: the picture to stand in; not changed.
        subject: RGBA figure.
        scale: the figure's height as a fraction of the background's.
        x: the figure's middle, as a fraction of the width.
        sink: how much of the figure's height lies below the lower edge.
        angle: degrees to turn the figure, counter-clockwise.
        mirrored: whether to flip it left to right.
    """
    height = round(background.height * scale)
    width = round(subject.width * height / subject.height)
    body = subject.resize((width, height), Image.Resampling.LANCZOS)
    if mirrored:
        body = ImageOps.mirror(body)
    if angle:
        body = body.rotate(angle, Image.Resampling.BILINEAR)
    # The light of the place falls on people too.
    ambient = np.asarray(background.resize((1, 1), Image.Resampling.BOX), np.float32)[0, 0]
    cast = 1 + 0.22 * (ambient / max(float(ambient.mean()), 1.0) - 1)
    alpha = body.getchannel("A")
    lit = scale_channels(body.convert("RGB"), cast.tolist())
    result = background.copy()
    corner = (round(background.width * x - width / 2), round(background.height - height * (1 - sink)))
    result.paste(lit, corner, alpha)
    return result


def motion_blur(image: Image.Image, length: int) -> Image.Image:
    """Smear along the horizontal, a little downwards too, as a shaken camera does."""
    return image.filter(ImageFilter.BoxBlur((length / 2, length / 10)))


def darken(image: Image.Image, light: float) -> Image.Image:
    """Underexpose: `light` 1 leaves the picture as it is."""
    return ImageEnhance.Color(ImageEnhance.Brightness(image).enhance(light)).enhance(0.85)


def tint(image: Image.Image, red: float, green: float, blue: float) -> Image.Image:
    """A colour cast: each channel multiplied."""
    return scale_channels(image, (red, green, blue))


def turned_crop(image: Image.Image, angle: float, crop: float) -> Image.Image:
    """Turn the whole photo a little and cut away the corners that become empty."""
    turned = image.rotate(angle, Image.Resampling.BICUBIC)
    dx, dy = round(image.width * crop), round(image.height * crop)
    return turned.crop((dx, dy, image.width - dx, image.height - dy)).resize(
        image.size, Image.Resampling.LANCZOS
    )
