"""The table of personal heads; see `tables` for the kinds of facts."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from photo_curator.db.base import Base


class TasteRow(Base):
    """A trained head. Rows are only added; `state` and `replaces` follow what the user chooses.

    `settings`, `report` and `snapshot` (which ratings trained it: [photo id, level, source]) are JSON,
    `head` is a safetensors file's bytes.
    """

    __tablename__ = "taste"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    backbone: Mapped[str] = mapped_column(Text)
    created_at: Mapped[str] = mapped_column(Text)
    ratings: Mapped[int]
    state: Mapped[str] = mapped_column(Text)
    replaces: Mapped[int | None]
    settings: Mapped[str] = mapped_column(Text)
    report: Mapped[str] = mapped_column(Text)
    snapshot: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    head: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        CheckConstraint("state IN ('trained', 'in use', 'retired')", name="state"),
        # One version in use, at most: SQLite itself sees to it.
        Index("ix_taste_in_use", "state", unique=True, sqlite_where=state == "in use"),
        {"sqlite_autoincrement": True},  # a number is never given to another head
    )
