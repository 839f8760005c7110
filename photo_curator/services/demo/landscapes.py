"""Ordinary pictures of nature, drawn by arithmetic. Every scene is a function of a generator and a size."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from photo_curator.services.demo.texture import (
    Array,
    Size,
    blend,
    bokeh,
    colour,
    enlarge,
    glow,
    gradient,
    noise,
    ridge,
    smooth,
    smoothstep,
    to_array,
    to_image,
)


def _clouds(rng: np.random.Generator, size: Size, sky: Array, light: str, amount: float = 0.5) -> Array:
    """Streaky clouds over a sky, thinner towards the top."""
    veil = noise(rng, size, (3, 14), 5)
    alpha = smoothstep(1 - amount - 0.08, 1 - amount + 0.22, veil) * 0.75
    return blend(sky, colour(light), alpha)


def _water(rng: np.random.Generator, size: Size, reflection: Array, dark: str, ripple: float) -> Array:
    """Water that mirrors `reflection`: waves grow, and the mirror fades, towards the viewer."""
    width, height = size
    rows = np.arange(height, dtype=np.float32)[:, None] / height
    depth = 0.08 + 0.92 * rows
    # Perspective: sample one long strip of waves ever more coarsely towards the viewer.
    strip = noise(rng, (width, height), (10, 90), 3) - 0.5
    lines = np.clip((height * (1 - (1 - rows[:, 0]) ** 0.35)).astype(int), 0, height - 1)
    waves = strip[lines[::-1]][::-1] * depth
    shift_y = (np.arange(height)[:, None] + waves * ripple * height * 0.35).astype(int)
    shift_x = (np.arange(width)[None, :] + waves * ripple * width * 0.08).astype(int)
    mirrored = reflection[np.clip(shift_y, 0, height - 1), np.clip(shift_x, 0, width - 1)]
    water = blend(mirrored, colour(dark), np.broadcast_to(0.15 + 0.35 * rows, (height, width)))
    return np.asarray(water * (1 + waves[..., None] * ripple * 2.2), np.float32)


def sunset_sea(rng: np.random.Generator, size: Size) -> Array:
    """The sun a hand above the sea, its path of light on the waves."""
    width, height = size
    horizon = round(height * 0.58)
    sun = (0.62, 0.80)
    stops = [(0, "1f2a55"), (0.35, "6a4a78"), (0.62, "d8705a"), (0.85, "f9a750"), (1, "ffd58a")]
    sky = gradient((width, horizon), stops)
    sky = _clouds(rng, (width, horizon), sky, "7a3f58", 0.46)
    sky = _clouds(rng, (width, horizon), sky, "ffb27a", 0.40)
    sky += glow((width, horizon), sun, 0.16)[..., None] * colour("ff9a3c") * 0.38
    disc = smoothstep(0.9985, 0.9993, glow((width, horizon), sun, 0.68))
    sky = np.clip(blend(sky, colour("fff3c8"), disc), 0, 1)
    below = height - horizon
    mirror = sky[np.clip(horizon - 1 - np.arange(below), 0, horizon - 1)]
    sea = _water(rng, (width, below), mirror * 0.85, "20304f", 0.55)
    sparkle = noise(rng, (width, below), (70, 160), 2)
    across = (np.arange(width, dtype=np.float32)[None, :] / width - sun[0]) ** 2
    spread = 0.02 + 0.09 * np.linspace(0, 1, below, dtype=np.float32)[:, None]
    path = np.exp(-across / (2 * spread**2)) * smoothstep(0.50, 0.72, sparkle)
    sea = blend(sea, colour("ffe0a0"), np.asarray(path * 0.9, np.float32))
    return np.concatenate([sky, sea])


def misty_ridges(rng: np.random.Generator, size: Size) -> Array:
    """Mountain after mountain fading into the mist of a morning."""
    width, height = size
    picture = gradient(size, [(0, "8fb0cf"), (0.25, "d5d9dc"), (0.42, "f7dfc2"), (1, "f3d9bd")])
    picture += glow(size, (0.68, 0.27), 0.07)[..., None] * colour("ffc880") * 0.22
    rows = np.arange(height, dtype=np.float32)[:, None]
    layers = 7
    for layer in range(layers):
        near = layer / (layers - 1)
        crest = height * (0.34 + 0.50 * near) + height * (0.30 - 0.06 * near) * ridge(
            rng, width, 3 + layer, 8, 0.48
        )
        hill = smooth(crest, width // 10)  # mist lies on the land, not on every treetop
        if near > 0.6:  # trees on the nearest slopes
            crest -= height * 0.022 * near * np.abs(ridge(rng, width, width // 12, 2, 0.6)) * 2
        top = int(crest.min())
        inside = np.clip(rows[top:] - crest[None, :], 0, 1)
        tone = colour("b9c2cc") * (1 - near) + colour("13262b") * near
        mist = np.clip((rows[top:] - hill[None, :]) / (height * (0.28 - 0.1 * near)), 0, 1) * (
            0.75 - 0.55 * near
        )
        body = tone + (colour("efdcc6") - tone) * mist[..., None]
        picture[top:] += (body - picture[top:]) * inside[..., None]
    return picture


def starry_night(rng: np.random.Generator, size: Size) -> Array:
    """The Milky Way over a line of firs."""
    width, height = size
    picture = gradient(size, [(0, "060a1c"), (0.5, "0e1a3a"), (0.8, "24345c"), (1, "4a4a66")])
    x = np.arange(width, dtype=np.float32)[None, :] / width
    y = np.arange(height, dtype=np.float32)[:, None] / height
    off = (x - 0.30) * 0.92 - (0.95 - y) * 0.42 * width / height * 0.7
    band = np.exp(-((off / 0.13) ** 2))
    clouds = noise(rng, size, (7, 7), 6)
    milk = band * smoothstep(0.30, 0.75, clouds)
    dust = np.exp(-((off / 0.05) ** 2)) * smoothstep(0.46, 0.66, noise(rng, size, (9, 9), 5))
    picture += milk[..., None] * colour("b8b4d8") * 0.42 + (band**3)[..., None] * colour("e0b090") * 0.10
    picture *= 1 - 0.55 * dust[..., None]
    count = width * height // 700
    sx, sy = rng.integers(0, width, count), rng.integers(0, height, count)
    power = rng.pareto(1.7, count).astype(np.float32) * 0.10
    power *= 0.55 + 0.9 * band[sy, sx]
    stars = np.zeros((height, width, 3), np.float32)
    warmth = rng.uniform(-0.12, 0.12, (count, 1)).astype(np.float32) * np.array([1, 0, -1], np.float32)
    np.add.at(stars, (sy, sx), np.clip(power * 2.2, 0.06, 3.0)[:, None] * (1 + warmth))
    soft = to_array(to_image(stars).filter(ImageFilter.GaussianBlur(max(width / 1500, 0.5))))
    picture += stars * 0.8 + soft * 4.0
    silhouette = Image.new("L", size)
    draw = ImageDraw.Draw(silhouette)
    ground = height * (0.93 + 0.05 * ridge(rng, width, 4, 5))
    draw.polygon([(0, height), *enumerate(ground.tolist()), (width, height)], fill=255)
    for tree in sorted(rng.uniform(-0.02, 1.02, 46)):
        _fir(rng, draw, tree * width, height * 0.97, height * rng.uniform(0.08, 0.23))
    return blend(picture, colour("04070d"), to_array(silhouette.filter(ImageFilter.GaussianBlur(0.8))))


def _fir(rng: np.random.Generator, draw: ImageDraw.ImageDraw, x: float, foot: float, tall: float) -> None:
    tiers = 13
    for tier in range(tiers):
        top = foot - tall * (1 - tier / tiers)
        half = tall * 0.21 * (tier + 0.6) / tiers * rng.uniform(0.75, 1.15)
        drop = tall * 2.1 / tiers
        draw.polygon([(x, top - drop * 0.4), (x - half, top + drop), (x + half, top + drop)], fill=255)


def autumn_forest(rng: np.random.Generator, size: Size) -> Array:
    """Looking through a golden wood with the lens wide open, a twig of leaves in focus."""
    stops = [(0, "7a8a3a"), (0.3, "d9a441"), (0.55, "c8742a"), (0.8, "8a4a1e"), (1, "4a2a16")]
    base = gradient(size, stops) * (0.55 + 0.75 * noise(rng, size, (6, 5), 3))[..., None]
    trunks = Image.new("L", size)
    draw = ImageDraw.Draw(trunks)
    for _ in range(8):
        x, wide = rng.uniform(0, size[0]), size[0] * rng.uniform(0.008, 0.035)
        lean = rng.uniform(-0.04, 0.04) * size[0]
        draw.polygon([(x, 0), (x + wide, 0), (x + wide * 1.5 + lean, size[1]), (x + lean, size[1])], fill=190)
    small = trunks.reduce(4).filter(ImageFilter.GaussianBlur(size[0] / 340)).resize(size)
    picture = blend(base, colour("2c1c12"), to_array(small))
    picture = bokeh(rng, size, picture, ["ffd257", "ffb03a", "ff8a2a", "ffe9a0", "c9d65a"], 110)
    return _leaves(rng, size, picture)


def _leaves(rng: np.random.Generator, size: Size, picture: Array) -> Array:
    """Beech leaves on a twig that hangs in from the upper left."""
    canvas = to_image(picture)
    width, height = size
    path = [(t, 0.10 + 0.42 * t**1.5 + 0.02 * np.sin(7 * t)) for t in np.linspace(0, 0.62, 24)]
    points = [(x * width, y * height) for x, y in path]
    ImageDraw.Draw(canvas).line(points, fill=(52, 30, 18), width=max(3, width // 260), joint="curve")
    tones = ["e8902a", "d9601e", "f2b23c", "c2451a", "eea63a"]
    for index, (x, y) in enumerate(points[3:]):
        leaf = _leaf(int(width * rng.uniform(0.075, 0.12)), tones[int(rng.integers(len(tones)))])
        turned = leaf.rotate(
            -55 + (95 if index % 2 else -45) + rng.uniform(-25, 25),
            expand=True,
            resample=Image.Resampling.BICUBIC,
        )
        angle = rng.uniform(-0.3, 0.3) + (0.9 if index % 2 else -0.9)
        reach = leaf.width * 0.42
        corner = (
            int(x + reach * np.cos(angle + 0.6) - turned.width / 2),
            int(y + reach * np.sin(angle + 0.6) - turned.height / 2),
        )
        canvas.paste(turned, corner, turned)
    return to_array(canvas)


def _leaf(length: int, tone: str) -> Image.Image:
    """One leaf lying along the horizontal, veins and a light side included (RGBA)."""
    height = int(length * 0.52)
    x = np.linspace(0, 1, length, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    half = 0.93 * np.clip(np.sin(np.pi * x**0.85), 0, 1) ** 0.8 + 0.02
    inside = smoothstep(0, 0.07, half - np.abs(y))
    veins = np.abs(((x * 9 - np.abs(y) * 1.7) % 1) - 0.5)
    shade = 0.86 + 0.22 * (y < 0) - 0.16 * smoothstep(0.42, 0.5, veins) - 0.3 * np.exp(-((y / 0.035) ** 2))
    shade = shade + 0.14 * np.sin(x * 5) * np.sign(y)
    leaf = to_image(np.asarray(colour(tone) * shade[..., None], np.float32))
    leaf.putalpha(to_image(np.asarray(inside, np.float32)))
    return leaf


def dunes(rng: np.random.Generator, size: Size) -> Array:
    """Sand in low light: every crest has a bright and a dark side, and wind has drawn ripples."""
    width, height = size
    horizon = height * 0.30
    picture = gradient(size, [(0, "3a74b8"), (0.24, "a4c4dc"), (0.32, "f2dcc0"), (1, "f2dcc0")])
    # A landscape seen in perspective: heights over (distance, direction), nearest first.
    distance = np.geomspace(1, 42, 900, dtype=np.float32)[:, None]
    across = (np.arange(width, dtype=np.float32)[None, :] / width - 0.5) * distance * 1.35
    warp = noise(rng, (width, 900), (3, 5), 2)
    phase = across * 0.16 + distance * 0.21 + warp * 2.6 + 1.1 * np.sin(across * 0.13 + distance * 0.05)
    part = phase % 1
    # Sand climbs slowly with the wind and slides down steeply behind the crest.
    climb = np.where(part < 0.72, part / 0.72, (1 - part) / 0.28)
    tall = 0.30 + 0.75 * enlarge(rng.random((6, 5), np.float32), (width, 900))
    rise = (climb**1.25 * tall * 1.25).astype(np.float32)
    level = np.clip(horizon + (2.45 - rise) * height * 0.40 / distance, 0, height - 1)
    seen = np.minimum.accumulate(level, axis=0)
    lee = smoothstep(0.715, 0.735, part) * smoothstep(1.0, 0.94, part)
    ripples = np.sin((across * 2.2 + distance * 9 + warp * 30) * 2.6) * 0.045 * np.exp(-distance / 7)
    light = colour("f0b976") * (0.74 + 0.34 * climb + ripples)[..., None]
    sand = light + (colour("7a4230") * (0.9 + 0.3 * climb)[..., None] - light) * (lee * 0.9)[..., None]
    haze = (1 - np.exp(-distance / 26))[..., None]
    sand = sand + (colour("ecd2b4") - sand) * haze
    # Each row of the picture shows the nearest slice that reaches it; what is between belongs to that slice.
    nearest = np.zeros((height, width), np.int32)
    columns = np.broadcast_to(np.arange(width), level.shape)
    visible = level <= seen
    slices = np.broadcast_to(np.arange(900, 0, -1)[:, None], level.shape)
    np.maximum.at(nearest, (level[visible].astype(int), columns[visible]), slices[visible])
    nearest = np.maximum.accumulate(nearest, axis=0)
    land = nearest > 0
    picture[land] = sand[900 - nearest[land], np.broadcast_to(np.arange(width), land.shape)[land]]
    return to_array(to_image(picture).filter(ImageFilter.GaussianBlur(0.8)))


def lake_reflection(rng: np.random.Generator, size: Size) -> Array:
    """Snowy mountains and a dark wood doubled by a still lake."""
    width, height = size
    shore = round(height * 0.55)
    half = (width, shore)
    sky = gradient(half, [(0, "3d7cc0"), (0.6, "9cc4e4"), (1, "dfeaf0")])
    sky = _clouds(rng, half, sky, "ffffff", 0.45)
    rows = np.arange(shore, dtype=np.float32)[:, None]
    for level, tall, rock, snowline in ((0.52, 0.62, "6f7f95", 0.66), (0.70, 0.42, "56606c", 0.55)):
        crest = shore * (level + tall * ridge(rng, width, 4, 8, 0.52))
        inside = np.clip(rows - crest[None, :], 0, 1)
        facets = (
            noise(rng, half, (26, 22), 5)
            + 0.16 * np.tanh(np.gradient(smooth(crest, width // 24)) * 3)[None, :]
        )
        light = 0.62 + 0.75 * (facets - 0.4)
        rim = (rows - crest[None, :]) / shore
        snow = smoothstep(
            0.06, -0.06, (rows / shore - snowline) * 0.9 + (noise(rng, half, (30, 16), 4) - 0.5) * 0.7
        )
        body = colour(rock) * light[..., None]
        body = body + (colour("f4f6fb") * (0.72 + 0.4 * (facets - 0.3))[..., None] - body) * snow[..., None]
        body = body + (colour("b8cbe0") - body) * np.clip(rim * 0.7, 0, 0.4)[..., None]
        sky = sky + (body - sky) * inside[..., None]
    for level, tone in ((0.86, "3f5a4a"), (0.93, "1d3528")):
        trees = Image.new("L", half)
        draw = ImageDraw.Draw(trees)
        for x in np.arange(-10, width + 10, width / 170):
            foot = shore * (level + 0.14)
            _fir(rng, draw, x + rng.uniform(-4, 4), foot, shore * rng.uniform(0.10, 0.19))
        sky = blend(sky, colour(tone), to_array(trees))
    mirror = sky[np.clip(shore - 1 - (np.arange(height - shore) * 1.05).astype(int), 0, shore - 1)]
    water = _water(rng, (width, height - shore), mirror * 0.86, "16384a", 0.16)
    return np.asarray(np.concatenate([sky, water]), np.float32)


def aurora(rng: np.random.Generator, size: Size) -> Array:
    """Green curtains over snow hills."""
    width, height = size
    picture = gradient(size, [(0, "050a1e"), (0.6, "0b2038"), (1, "16344a")])
    sky = np.zeros((height, width), np.float32)
    violet = np.zeros((height, width), np.float32)
    rows = np.arange(height, dtype=np.float32)[:, None] / height
    for level, tall in ((0.46, 0.42), (0.60, 0.34), (0.52, 0.5)):
        foot = level + 0.34 * ridge(rng, width, 3, 4, 0.45)[None, :]
        rays = 0.35 + 0.65 * np.abs(ridge(rng, width, 40, 4, 0.6))[None, :] * 2
        up = foot - rows
        curtain = np.where(up > 0, np.exp(-up / (tall * 0.32)), np.exp(up / 0.018)) * rays
        sky += curtain.astype(np.float32) * 0.55
        violet += (np.exp(-(((up - 0.26) / 0.13) ** 2)) * rays).astype(np.float32) * 0.22
    picture += sky[..., None] * colour("38e08a") + violet[..., None] * colour("a04ad0")
    count = width * height // 2600
    at = rng.integers(0, height, count), rng.integers(0, width, count)
    picture[at] += rng.pareto(2.5, (count, 1)).astype(np.float32) * 0.5
    for level, tone in ((0.84, "3a6a78"), (0.92, "16303c")):
        crest = level + 0.14 * ridge(rng, width, 4, 7, 0.45)[None, :]
        lit = colour(tone) * (0.75 + 0.5 * noise(rng, size, (12, 30), 4))[..., None]
        picture = picture + (lit - picture) * np.clip((rows - crest) * height, 0, 1)[..., None]
    return np.asarray(picture, np.float32)


def cliff_sea(rng: np.random.Generator, size: Size) -> Array:
    """From the top of a cliff: the coast falls away on both sides, surf far below."""
    width, height = size
    horizon = round(height * 0.30)
    sky = _clouds(
        rng, (width, horizon), gradient((width, horizon), [(0, "4f92d4"), (1, "d5e8f2")]), "ffffff", 0.5
    )
    sea = gradient((width, height - horizon), [(0, "7fb4cc"), (0.2, "2f7fa6"), (1, "0f5a78")])
    sea *= (0.86 + 0.28 * noise(rng, (width, height - horizon), (12, 80), 4))[..., None]
    picture: Array = np.concatenate([sky, sea])
    rows = np.arange(height, dtype=np.float32)[:, None] / height
    x = np.arange(width, dtype=np.float32)[None, :] / width
    rock = noise(rng, size, (30, 9), 6)
    wobble = 0.10 * ridge(rng, height, 9, 7, 0.55)[:, None]
    grass_line = noise(rng, size, (14, 12), 4)
    for left, foot, top in ((True, 0.40, 0.16), (False, 0.30, 0.34)):
        reach = foot * smoothstep(top - 0.02, 1.0, rows) ** 0.5 + wobble * smoothstep(top, top + 0.3, rows)
        edge = x if left else 1 - x
        crest = top + 0.55 * edge**1.6 + 0.05 * ridge(rng, width, 8, 6)[None, :]
        inside = smoothstep(-0.003, 0.003, np.minimum(reach - edge, rows - crest))
        surf = smoothstep(0.05, 0.0, edge - reach) * smoothstep(0.45, 0.6, grass_line) * (rows > crest) * 0.85
        picture = blend(picture, colour("eef6f8"), np.asarray(surf, np.float32))
        strata = 0.08 * np.sin((rows * 46 + x * 9 + rock * 7) * 2)
        stone = colour("9a8468") * (0.45 + 0.95 * rock + strata)[..., None]
        grass = colour("6f8a3c") * (0.6 + 0.7 * grass_line)[..., None]
        green = smoothstep(0.10, 0.03, rows - crest + (grass_line - 0.5) * 0.12)
        body = stone + (grass - stone) * green[..., None]
        picture = picture + (body - picture) * inside[..., None]
    return np.asarray(picture, np.float32)
