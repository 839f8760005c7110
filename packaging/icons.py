"""The app's icon in the sizes desktops and Windows want, drawn from resources/icons/photo-curator.svg."""

from __future__ import annotations

import io
from pathlib import Path

DRAWING = Path(__file__).resolve().parents[1] / "resources" / "icons" / "photo-curator.svg"
#: Of the hicolor theme. Below 48 px the drawing's edges need a raster made for that size.
PNG_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_ICO_SIZES = (16, 24, 32, 48, 64, 256)


def png(size: int) -> bytes:
    """The icon as a PNG with a transparent ground, `size` x `size` pixels."""
    from PySide6.QtCore import QBuffer
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return buffer.data().data()


def write_ico(path: Path) -> None:
    """Windows' kind of icon: a raster for every size in one file."""
    from PIL import Image

    drawn = [Image.open(io.BytesIO(png(size))) for size in _ICO_SIZES]
    drawn[-1].save(path, format="ICO", sizes=[one.size for one in drawn], append_images=drawn[:-1])
