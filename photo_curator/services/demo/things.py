"""Ordinary pictures of what people make, grow and drink, and a phone's screenshot."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from photo_curator.services.demo.texture import (
    Array,
    Size,
    blend,
    bokeh,
    colour,
    glow,
    gradient,
    noise,
    ridge,
    smoothstep,
    to_array,
    to_image,
)


def city_dusk(rng: np.random.Generator, size: Size) -> Array:
    """A skyline after sunset: lit windows, and their light in the river."""
    width, height = size
    bank = round(height * 0.72)
    stops = [(0, "1a2350"), (0.45, "4a4a86"), (0.75, "c4708a"), (0.92, "f5a878"), (1, "f8c090")]
    sky = gradient((width, bank), stops)
    veil = smoothstep(0.5, 0.75, noise(rng, (width, bank), (3, 12), 5)) * 0.5
    canvas = to_image(blend(sky, colour("7a4a78"), veil))
    draw = ImageDraw.Draw(canvas)
    for layer, (tone, low, high) in enumerate(
        (((92, 74, 118), 0.18, 0.50), ((50, 46, 84), 0.14, 0.62), ((22, 24, 46), 0.08, 0.44))
    ):
        x = -width * 0.02
        while x < width:
            wide = width * rng.uniform(0.03, 0.075)
            tall = bank * (low + (high - low) * rng.beta(1.6, 2.6))
            _tower(rng, draw, (x, bank - tall, x + wide, bank), tone, layer, width)
            x += wide * rng.uniform(0.92, 1.25)
    above = to_array(canvas)
    below = height - bank
    source = np.clip(bank - 1 - (np.arange(below) * 1.6).astype(int), 0, bank - 1)
    mirror = to_array(to_image(above[source]).filter(ImageFilter.BoxBlur((2, height // 60))))
    waves = (noise(rng, (width, below), (24, 70), 3) - 0.5) * np.linspace(0.3, 1, below, dtype=np.float32)[
        :, None
    ]
    columns = np.clip((np.arange(width)[None, :] + waves * width * 0.03).astype(int), 0, width - 1)
    water = mirror[np.arange(below)[:, None], columns] * (0.72 + waves * 0.7)[..., None]
    water = blend(water, colour("141c3a"), np.full((below, width), 0.22, np.float32))
    picture = np.concatenate([above, water])
    bright = (
        to_image(np.clip(picture - 0.72, 0, 1) * 3).reduce(4).filter(ImageFilter.GaussianBlur(width / 320))
    )
    return np.asarray(picture + to_array(bright.resize(size)) * 0.35, np.float32)


def _tower(
    rng: np.random.Generator,
    draw: ImageDraw.ImageDraw,
    box: tuple[float, float, float, float],
    tone: tuple[int, int, int],
    layer: int,
    width: int,
) -> None:
    left, top, right, bottom = box
    draw.rectangle(box, fill=tone)
    if rng.random() < 0.35:
        inset = (right - left) * rng.uniform(0.15, 0.35)
        top -= (right - left) * rng.uniform(0.2, 0.6)
        draw.rectangle((left + inset, top, right - inset, bottom), fill=tone)
        if rng.random() < 0.6:
            mast = (left + right) / 2
            draw.line(
                [(mast, top), (mast, top - (right - left) * 0.7)], fill=tone, width=max(2, width // 700)
            )
    pitch = width / 230 * (0.75 + 0.3 * layer)
    lit = (0.30, 0.42, 0.50)[layer]
    warm = [(255, 214, 140), (255, 190, 104), (255, 236, 196), (196, 214, 255)]
    for y in np.arange(box[1] + pitch, bottom - pitch, pitch * 1.5):
        floor = rng.random() < 0.25  # a whole floor working late
        for x in np.arange(left + pitch * 0.7, right - pitch, pitch):
            if rng.random() < (0.85 if floor else lit * 0.75):
                light = warm[int(rng.integers(len(warm)))]
                dim = rng.uniform(0.45, 1) * (0.7 + 0.15 * layer)
                shade = tuple(int(t + (c - t) * dim) for t, c in zip(tone, light, strict=True))
                draw.rectangle((x, y, x + pitch * 0.5, y + pitch * 0.75), fill=shade)


def dahlia(rng: np.random.Generator, size: Size) -> Array:
    """A flower from close by: petals set at the golden angle, small ones over large ones."""
    width, height = size
    base = gradient(size, [(0, "0d3a38"), (1, "06201f")]) * (0.5 + noise(rng, size, (4, 4), 3))[..., None]
    canvas = to_image(bokeh(rng, size, base, ["2a6a58", "4a8a5a", "c9824a", "1f5a60"], 36, (0.02, 0.08)))
    reach = min(width, height) * 0.43
    centre = (width * 0.52, height * 0.50)
    shadow = Image.new("L", size)
    ImageDraw.Draw(shadow).ellipse(
        (centre[0] - reach, centre[1] - reach * 0.92, centre[0] + reach, centre[1] + reach * 1.08), fill=150
    )
    soft = shadow.reduce(4).filter(ImageFilter.GaussianBlur(reach / 40)).resize(size)
    canvas.paste((4, 20, 20), (0, 0), soft)
    petal = _petal(round(reach * 0.5))
    golden = np.pi * (3 - 5**0.5)
    for index in range(170, 0, -1):
        part = (index / 170) ** 0.62
        sprite_size = max(10, round(petal.width * (0.20 + 0.80 * part)))
        sprite = petal.resize(
            (sprite_size, round(sprite_size * (0.42 + 0.16 * part))), Image.Resampling.BILINEAR
        )
        inner = to_array(sprite.convert("RGB"))
        tone = 0.80 + 0.24 * part + rng.uniform(-0.04, 0.04)
        hue = np.array([1.0, 0.80 + 0.22 * part, 0.72 + 0.36 * part], np.float32)
        dyed = to_image(inner * tone * hue)
        dyed.putalpha(sprite.getchannel("A"))
        angle = index * golden
        turned = dyed.rotate(-np.degrees(angle), Image.Resampling.BILINEAR, expand=True)
        distance = reach * part * 0.80
        at = (
            int(centre[0] + np.cos(angle) * distance - turned.width / 2),
            int(centre[1] + np.sin(angle) * distance * 0.97 - turned.height / 2),
        )
        canvas.paste(turned, at, turned)
    picture = to_array(canvas)
    return np.asarray(picture * (0.82 + 0.3 * glow(size, (0.42, 0.36), 0.3))[..., None], np.float32)


def _petal(length: int) -> Image.Image:
    """A cupped petal pointing right: dark where it leaves the heart, pale at its rim (RGBA)."""
    height = length // 2
    x = np.linspace(0, 1, length, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    half = 0.95 * np.clip(np.sin(np.pi * x**1.25), 0, 1) ** 0.62 + 0.01
    rim = np.clip(half - np.abs(y), 0, 1)
    cup = 1 - (np.abs(y) / half) ** 2
    shade = 0.42 + 0.50 * x + 0.16 * (1 - cup) - 0.20 * np.exp(-((y / 0.10) ** 2)) * (1 - x)
    shade = shade - 0.30 * np.exp(-((rim / 0.05) ** 2)) * (y > 0) + 0.05 * np.sin(y * 22)
    tone = colour("e8743a") + (colour("ffcf9a") - colour("e8743a")) * smoothstep(0.45, 1.0, x)[..., None]
    petal = to_image(np.asarray(tone * shade[..., None], np.float32))
    petal.putalpha(to_image(np.asarray(smoothstep(0, 0.06, rim), np.float32)))
    return petal


def azulejo(rng: np.random.Generator, size: Size) -> Array:
    """A wall of hand-painted tiles, as in Lisbon, no two quite alike."""
    side = 200
    axis = np.linspace(-1, 1, side, dtype=np.float32)
    x, y = axis[None, :], axis[:, None]
    r, phi = np.hypot(x, y), np.arctan2(y, x)
    ink = smoothstep(0.05, 0.0, np.abs(r - (0.52 + 0.16 * np.cos(8 * phi))) - 0.035)
    ink = np.maximum(ink, smoothstep(0.04, 0.0, r - 0.20 - 0.09 * np.cos(4 * phi)) * 0.8)
    corner = np.hypot(1 - np.abs(x), 1 - np.abs(y))
    ink = np.maximum(ink, smoothstep(0.04, 0.0, np.abs(corner - 0.46) - 0.05) * 0.9)
    ink = np.maximum(ink, smoothstep(0.04, 0.0, corner - 0.18))
    gold = smoothstep(0.03, 0.0, np.abs(r - 0.34) - 0.03) + smoothstep(
        0.03, 0.0, np.abs(corner - 0.30) - 0.025
    )
    tile = blend(
        np.broadcast_to(colour("f2efe4"), (side, side, 3)), colour("e0a83a"), np.clip(gold, 0, 1) * 0.85
    )
    tile = blend(tile, colour("23559a"), np.asarray(ink, np.float32))
    joint = smoothstep(0.965, 0.99, np.maximum(np.abs(x), np.abs(y)))
    bevel = 1 + 0.10 * smoothstep(0.86, 0.96, -y) - 0.12 * smoothstep(0.86, 0.96, y)
    tile = blend(tile * bevel[..., None], colour("a8a090"), joint)
    across, down = -(-size[0] // side), -(-size[1] // side)
    rows = [
        np.concatenate(
            [np.rot90(tile, int(rng.integers(4))) * rng.uniform(0.88, 1.04) for _ in range(across)], 1
        )
        for _ in range(down)
    ]
    wall = np.concatenate(rows)[: size[1], : size[0]]
    wear = 0.88 + 0.22 * noise(rng, size, (5, 4), 5)
    sheen = 0.84 + 0.34 * glow(size, (0.3, 0.2), 0.35)
    return np.asarray(wall * (wear * sheen)[..., None], np.float32)


def espresso(rng: np.random.Generator, size: Size) -> Array:
    """A cup from above on a wooden table, morning light from the left."""
    width, height = size
    planks = np.arange(height, dtype=np.float32)[:, None] / height * 5
    fibres = noise(rng, size, (4, 160), 4) * 0.7 + noise(rng, size, (2, 40), 3) * 0.5
    wood = colour("8a5a34") * (0.42 + 0.85 * fibres)[..., None]
    tints = rng.uniform(0.82, 1.12, 6).astype(np.float32)[planks[:, 0].astype(int)]
    seam = 1 - 0.6 * np.exp(-(((planks % 1) - 0.5 + 0.5) ** 2) / 0.0004)
    picture = wood * (tints[:, None] * seam)[..., None]
    unit = min(width, height)
    x = (np.arange(width, dtype=np.float32)[None, :] - width * 0.5) / unit
    y = (np.arange(height, dtype=np.float32)[:, None] - height * 0.52) / unit

    def disc(radius: float, dx: float = 0, dy: float = 0, soft: float = 0.0025) -> Array:
        return smoothstep(radius + soft, radius - soft, np.hypot(x - dx, y - dy))

    r = np.hypot(x, y)
    facing = -(x * 0.8 + y * 0.6) / np.maximum(r, 1e-3)  # 1 towards the window, -1 away from it
    picture = blend(picture, colour("120a06"), disc(0.40, 0.035, 0.03, 0.05) * 0.7)
    china = colour("b8402c")
    rings = 0.92 + 0.10 * np.cos(r * 40) + 0.22 * facing * smoothstep(0.25, 0.4, r)
    picture = picture + (china * rings[..., None] - picture) * disc(0.385)[..., None]
    picture = blend(picture, colour("1a0805"), disc(0.245, 0.03, 0.025, 0.035) * 0.6)
    ring = disc(0.078, 0.255, -0.13) * (1 - disc(0.040, 0.252, -0.128))
    cast = disc(0.078, 0.272, -0.112, 0.012) * (1 - disc(0.040, 0.268, -0.11, 0.012))
    picture = blend(picture, colour("2a0c06"), cast * 0.55)
    picture = blend(picture, china * 1.18, ring)
    cup = china * (0.95 + 0.35 * facing)[..., None]
    picture = picture + (cup - picture) * disc(0.235)[..., None]
    rim = colour("fbeee2") * (0.92 + 0.12 * facing)[..., None]
    picture = picture + (rim - picture) * disc(0.225)[..., None]
    wall = colour("d8c4b0") * (0.85 - 0.25 * facing)[..., None]
    picture = picture + (wall - picture) * disc(0.208)[..., None]
    swirl = noise(rng, size, (14, 10), 5)
    turn = np.arctan2(y, x) * 2 + r * 26 + swirl * 5
    crema = (
        colour("b06a2c")
        + (colour("e0a860") - colour("b06a2c")) * (0.5 + 0.5 * np.sin(turn))[..., None] * 0.55
    )
    crema = crema * (0.78 + 0.35 * swirl)[..., None] * (1.05 - 1.6 * np.clip(r - 0.10, 0, 1))[..., None]
    picture = picture + (crema - picture) * disc(0.188, 0, 0.006)[..., None]
    shine = np.exp(-(((r - 0.232) / 0.004) ** 2)) * np.clip(facing - 0.55, 0, 1) * 1.6
    picture = picture + shine[..., None] * 0.8
    light = 1.12 - 0.45 * np.clip(x * 0.8 + y * 0.6 + 0.25, 0, 1)
    return np.asarray(picture * light[..., None], np.float32)


def torii(rng: np.random.Generator, size: Size) -> Array:
    """A gate standing in the sea at the end of the day."""
    width, height = size
    line = round(height * 0.66)
    sky = gradient((width, line), [(0, "2c4a80"), (0.45, "9a80a8"), (0.8, "f0a888"), (1, "fbd8a8")])
    sky += glow((width, line), (0.5, 0.98), 0.22)[..., None] * colour("ffc070") * 0.4
    veil = smoothstep(0.48, 0.75, noise(rng, (width, line), (3, 12), 5)) * 0.6
    sky = np.clip(blend(sky, colour("e8a0a0"), veil), 0, 1)
    rows = np.arange(line, dtype=np.float32)[:, None]
    for level, tall, tone in ((0.90, 0.16, "8a7898"), (0.95, 0.12, "5a5878")):
        crest = line * (level + tall * ridge(rng, width, 4, 6, 0.45))
        sky = blend(sky, colour(tone), np.clip(rows - crest[None, :], 0, 1))
    foot = round(line * 1.06)
    stage = np.concatenate([sky, np.repeat(sky[-1:] * 0.92, foot - line, axis=0)])
    # Drawn at twice the size: Pillow's polygons have hard edges.
    gate = Image.new("RGBA", (width * 2, foot * 2))
    _gate(ImageDraw.Draw(gate), width * 1.0, foot * 2.0, min(width, height) * 1.15)
    gate = gate.resize((width, foot), Image.Resampling.BOX)
    front = to_image(stage)
    front.paste(gate, (0, 0), gate)
    mirror_of = to_array(front)
    below = height - line
    source = np.clip(foot - 1 - (np.arange(below) - (foot - line)), 0, foot - 1)
    waves = (noise(rng, (width, below), (8, 60), 3) - 0.5) * np.linspace(0.15, 1, below, dtype=np.float32)[
        :, None
    ]
    lines = np.clip(source[:, None] + (waves * height * 0.10).astype(int), 0, foot - 1)
    columns = np.clip((np.arange(width)[None, :] + waves * width * 0.035).astype(int), 0, width - 1)
    water = mirror_of[lines, columns] * (0.80 + 0.9 * waves)[..., None]
    water = blend(water, colour("2a3a66"), np.full((below, width), 0.18, np.float32))
    picture = np.concatenate([sky, water])
    whole = to_image(picture)
    whole.paste(gate, (0, 0), gate)
    return to_array(whole)


def _gate(draw: ImageDraw.ImageDraw, x: float, foot: float, tall: float) -> None:
    red, dark, roof = (196, 58, 34), (120, 30, 22), (52, 34, 36)
    for side in (-1, 1):
        pillar = x + side * tall * 0.34
        lean = -side * tall * 0.03
        wide = tall * 0.045
        top = foot - tall * 0.82
        draw.polygon(
            [
                (pillar - wide, foot),
                (pillar + wide, foot),
                (pillar + wide * 0.85 + lean, top),
                (pillar - wide * 0.85 + lean, top),
            ],
            fill=red,
        )
        draw.polygon(
            [
                (pillar + wide * 0.3, foot),
                (pillar + wide, foot),
                (pillar + wide * 0.85 + lean, top),
                (pillar + wide * 0.25 + lean, top),
            ],
            fill=dark,
        )
    beam = foot - tall * 0.66
    draw.rectangle((x - tall * 0.43, beam, x + tall * 0.43, beam + tall * 0.06), fill=red)
    draw.rectangle((x - tall * 0.43, beam + tall * 0.045, x + tall * 0.43, beam + tall * 0.06), fill=dark)
    draw.rectangle((x - tall * 0.04, foot - tall * 0.84, x + tall * 0.04, beam), fill=dark)
    for fill, low, high in ((red, 0.80, 0.87), (roof, 0.86, 0.92)):
        upper, lower = [], []
        for t in np.linspace(-1, 1, 41):
            lift = tall * 0.05 * t * t
            upper.append((x + t * tall * 0.56, foot - tall * high - lift))
            lower.append((x + t * tall * 0.54, foot - tall * low - lift))
        draw.polygon(upper + lower[::-1], fill=fill)


def blossom(rng: np.random.Generator, size: Size) -> Array:
    """Cherry blossom against the sky."""
    base = (
        gradient(size, [(0, "9cc4e8"), (1, "e8d8e4")])
        * (0.85 + 0.25 * noise(rng, size, (3, 3), 2))[..., None]
    )
    picture = bokeh(rng, size, base * 0.86, ["f8b8cc", "ffd8e4", "f090b0", "ffffff"], 120, (0.015, 0.06))
    canvas = to_image(picture)
    width, height = size
    for start, rise in ((0.16, 0.30), (0.74, -0.22)):
        points = [
            (t * width, (start + rise * t + 0.03 * np.sin(6 * t + start)) * height)
            for t in np.linspace(0, 1, 30)
        ]
        ImageDraw.Draw(canvas).line(points, fill=(74, 48, 44), width=max(4, width // 130), joint="curve")
        for x, y in points:
            for _ in range(int(rng.integers(1, 4))):
                radius = width * rng.uniform(0.026, 0.046)
                flower = _flower(rng, round(radius))
                canvas.paste(
                    flower,
                    (
                        int(x + rng.normal(0, width * 0.02) - radius),
                        int(y + rng.normal(0, height * 0.035) - radius),
                    ),
                    flower,
                )
    return to_array(canvas)


def _flower(rng: np.random.Generator, radius: int) -> Image.Image:
    axis = np.linspace(-1, 1, radius * 2, dtype=np.float32)
    x, y = axis[None, :], axis[:, None]
    r, phi = np.hypot(x, y), np.arctan2(y, x) + np.float32(rng.uniform(0, 6))
    lobe = np.abs(np.cos(phi * 2.5))
    rim = 0.52 + 0.44 * lobe**0.6 - 0.07 * np.exp(-(((lobe - 1) / 0.02) ** 2))
    shade = 0.80 + 0.22 * lobe - 0.10 * smoothstep(0.3, 0.0, r)
    tone = colour("fbd3df") + (colour("e0608a") - colour("fbd3df")) * smoothstep(0.42, 0.05, r)[..., None]
    stamens = smoothstep(0.75, 0.95, np.cos(phi * 13)) * (r < 0.40) * (r > 0.1)
    tone = tone + (colour("f8e08a") - tone) * np.asarray(stamens, np.float32)[..., None]
    flower = to_image(np.asarray(tone * shade[..., None] * rng.uniform(0.9, 1.04), np.float32))
    flower.putalpha(to_image(smoothstep(0.0, 0.06, rim - r)))
    return flower


def screenshot(size: Size = (1080, 2400)) -> Image.Image:
    """A phone's screen: a list of messages. Flat colours and no camera data, as screenshots are."""
    width, height = size
    image = Image.new("RGB", size, (18, 20, 24))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, 210), fill=(30, 33, 38))
    draw.text((48, 24), "10:15", fill=(230, 232, 236), font_size=40)
    draw.rounded_rectangle((width - 130, 32, width - 60, 66), 8, outline=(230, 232, 236), width=4)
    draw.rectangle((width - 124, 38, width - 84, 60), fill=(230, 232, 236))
    draw.text((48, 110), "Trip to Lisbon", fill=(255, 255, 255), font_size=56)
    lines = [
        (False, "Did you book the train?", 620),
        (True, "Yes! Thursday, 9:40", 520),
        (False, "Great. Museum on Friday?", 640),
        (True, "The tile museum, please", 600),
        (True, "and custard tarts after", 590),
        (False, "Of course :)", 340),
        (False, "Which photo for the invitation?", 760),
        (True, "The one without my eyes shut", 730),
    ]
    y = 290
    for mine, text, wide in lines:
        left = width - wide - 48 if mine else 48
        fill = (244, 163, 56) if mine else (44, 48, 56)
        draw.rounded_rectangle((left, y, left + wide, y + 118), 40, fill=fill)
        draw.text((left + 40, y + 34), text, fill=(20, 20, 20) if mine else (232, 234, 238), font_size=42)
        y += 168
    draw.rounded_rectangle((40, height - 210, width - 190, height - 100), 55, fill=(44, 48, 56))
    draw.text((90, height - 182), "Message", fill=(140, 146, 156), font_size=42)
    draw.ellipse((width - 160, height - 215, width - 40, height - 95), fill=(244, 163, 56))
    draw.polygon(
        [(width - 118, height - 180), (width - 75, height - 155), (width - 118, height - 130)],
        fill=(20, 20, 20),
    )
    draw.rounded_rectangle(
        (width // 2 - 150, height - 34, width // 2 + 150, height - 24), 5, fill=(200, 202, 206)
    )
    return image
