"""The tables of albums: user facts; see `tables`.

An album that was deleted stays in its table with what was in it, out of sight: undoing brings all of it back,
whatever has become of its photos meanwhile.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from photo_curator.db.base import Base


class AlbumRow(Base):
    """A saved query; of a manual album it says the order. `name_key` is the name case-folded."""

    __tablename__ = "album"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    manual: Mapped[bool]
    query: Mapped[str] = mapped_column(Text)  # JSON, see domain.saved_query
    created_at: Mapped[str] = mapped_column(Text)
    deleted: Mapped[bool] = mapped_column(default=False, server_default="0")

    __table_args__ = (
        CheckConstraint("name_key <> ''", name="named"),
        Index("ix_album_name", "name_key", unique=True, sqlite_where=text("deleted = 0")),
        {"sqlite_autoincrement": True},  # the journal names albums by id
    )


class AlbumPhotoRow(Base):
    """A photo put into a manual album."""

    __tablename__ = "album_photo"

    album_id: Mapped[int] = mapped_column(ForeignKey("album.id"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True, index=True)
    at: Mapped[str] = mapped_column(Text)
