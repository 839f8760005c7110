"""The table of face repair; see `tables` for the kinds of facts."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from photo_curator.db.base import Base


class FaceCorrectionRow(Base):
    """The user's word on a place of a photo: no face, or a face. The box is in shares of the upright photo.

    `width`, `height` and `likeness` are those of the picture it was said of.
    """

    __tablename__ = "face_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    at: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    x1: Mapped[float]
    y1: Mapped[float]
    x2: Mapped[float]
    y2: Mapped[float]
    width: Mapped[int]
    height: Mapped[int]
    likeness: Mapped[str] = mapped_column(Text)

    # Unique: photos that become one twice over do not say the same thing twice.
    __table_args__ = (Index("ix_face_correction_photo", "photo_id", "at", unique=True),)
