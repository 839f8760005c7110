"""The tables of bursts; see `tables` for the kinds of facts.

Machine facts (`burst`, `burst_frame`) are rebuilt from photos and the user's word, whenever it is wanted.
User facts (`burst_choice`, `burst_cover`) stand by photo: they hold however the machine groups.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from photo_curator.db.base import Base


class BurstRow(Base):
    """Photos taken in one go. `best` is NULL where no best shot is looked for (brackets, panoramas)."""

    __tablename__ = "burst"

    id: Mapped[int] = mapped_column(primary_key=True)  # the first indexed photo's: the same after a rebuild
    version: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    rule: Mapped[str] = mapped_column(Text)
    best: Mapped[int | None]
    lead: Mapped[str] = mapped_column(Text)
    cover: Mapped[int]
    count: Mapped[int]


class BurstFrameRow(Base):
    """A photo of a burst; `position` counts from 0 in the order they were taken."""

    __tablename__ = "burst_frame"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    burst_id: Mapped[int] = mapped_column(ForeignKey("burst.id"), index=True)
    position: Mapped[int]


class BurstChoiceRow(Base):
    """The user's word: `stack` is the number of the group the photo belongs to, 0: it stands alone."""

    __tablename__ = "burst_choice"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    stack: Mapped[int]


class BurstCoverRow(Base):
    """The user's word: the photo is the cover of its burst. The newest counts where there are several."""

    __tablename__ = "burst_cover"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    at: Mapped[str] = mapped_column(Text)
