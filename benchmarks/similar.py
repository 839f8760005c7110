"""How well perceptual hashes find copies of a photo: `python -m benchmarks.similar FOLDER... [--choose]`.

Of every picture copies are made as people make them: resized, saved again, cropped, brightened. All pictures
and copies are hashed as indexing does, and all pairs are compared. Recall: pairs of a picture and its copy
that are called similar. Precision: pairs called similar that are of one picture. Pictures are dealt by their
bytes into a half on which the threshold is chosen (--choose) and a half that is reported.
"""

from __future__ import annotations

import argparse
import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageOps

from photo_curator.domain.similar import LEAST_ONES, SIMILAR_WITHIN
from photo_curator.media.pixels import perceptual_hash, thumbnails

_LARGEST = 16
_SUFFIXES = {".jpg", ".jpeg", ".png"}


def resized(image: Image.Image) -> Image.Image:
    return image.resize((max(64, image.width * 2 // 5), max(64, image.height * 2 // 5)))


def saved_again(image: Image.Image) -> Image.Image:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=35)
    return Image.open(buffer).convert("RGB")


def cropped(share: float) -> Callable[[Image.Image], Image.Image]:
    """Off-centre, so that `share` of each side is left."""

    def crop(image: Image.Image) -> Image.Image:
        width, height = round(image.width * share), round(image.height * share)
        left, top = (image.width - width) // 3, (image.height - height) // 3
        return image.crop((left, top, left + width, top + height))

    return crop


COPIES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "resized to 40 %": resized,
    "saved again, quality 35": saved_again,
    "brightened by 30 %": lambda image: ImageEnhance.Brightness(image).enhance(1.3),
    "more contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.4),
    "black and white": lambda image: ImageOps.grayscale(image).convert("RGB"),
    "cropped to 97 %": cropped(0.97),
    "cropped to 93 %": cropped(0.93),
    "cropped to 85 %": cropped(0.85),
}


def pictures(folders: list[Path], limit: int, half: int) -> Iterator[tuple[Path, bytes]]:
    """One of each content, in an order that has nothing to do with their names; of one half."""
    found: dict[str, tuple[Path, bytes]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _SUFFIXES and path.is_file():
                data = path.read_bytes()
                found.setdefault(hashlib.sha256(data).hexdigest(), (path, data))
    yield from (found[key] for key in sorted(found)[:limit] if int(key[-1], 16) % 2 == half)


def hashes(folders: list[Path], limit: int, half: int) -> tuple[list[Path], np.ndarray, np.ndarray]:
    """Paths, and their hashes: of the pictures, shape (N,), and of the copies, shape (N, copies)."""
    paths, own, copies = [], [], []
    for path, data in pictures(folders, limit, half):
        try:
            image = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
        except (OSError, ValueError):
            continue
        image.thumbnail((1024, 1024))
        if min(image.size) < 64:
            continue
        paths.append(path)
        own.append(looks(image))
        copies.append([looks(copy(image)) for copy in COPIES.values()])
    return paths, np.array(own, np.uint64), np.array(copies, np.uint64)


def apart_of(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Bits by which hashes differ; 64 where one is that of a plain surface."""
    plain = (np.bitwise_count(one) < LEAST_ONES) | (np.bitwise_count(other) < LEAST_ONES)
    return np.where(plain, 64, np.bitwise_count(one ^ other))


def looks(image: Image.Image) -> int:
    small = thumbnails(image)
    return int(perceptual_hash(small[min(small)]), 16)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=4000)
    parser.add_argument("--choose", action="store_true", help="look at the half the threshold is chosen on")
    parser.add_argument("--pairs", action="store_true", help="name pictures called similar that are not one")
    arguments = parser.parse_args()
    paths, own, copies = hashes(arguments.folders, arguments.limit, 0 if arguments.choose else 1)
    count = len(own)
    right = apart_of(copies, own[:, None])
    # Each picture and one copy of it, in turn: as many in a library as anybody would keep.
    library = np.concatenate([own, copies[np.arange(count), np.arange(count) % len(COPIES)]])
    apart = apart_of(library[:, None], library[None, :])
    same = np.arange(2 * count) % count
    other = (same[:, None] != same[None, :]) & np.triu(np.ones(apart.shape, bool))
    print(f"{count} pictures, {len(COPIES)} copies of each")
    print("bits  recall  precision  wrong pairs of " + f"{int(other.sum()):,}")
    for bits in range(0, _LARGEST + 1, 2):
        hit, wrong = float((right <= bits).mean()), int(((apart <= bits) & other).sum())
        found = int((right[np.arange(count), np.arange(count) % len(COPIES)] <= bits).sum())
        precision = found / max(1, found + wrong)
        print(f"{bits:4}  {hit:6.1%}  {precision:9.1%}  {wrong}{'  <-' if bits == SIMILAR_WITHIN else ''}")
    print(f"\nrecall within {SIMILAR_WITHIN} bits by kind of copy")
    for place, name in enumerate(COPIES):
        print(f"{name:26} {float((right[:, place] <= SIMILAR_WITHIN).mean()):6.1%}")
    if arguments.pairs:
        originals = np.triu(apart[:count, :count] <= SIMILAR_WITHIN, 1)
        for one, two in zip(*np.nonzero(originals), strict=True):
            print(apart[one, two], paths[one], paths[two])


if __name__ == "__main__":
    main()
