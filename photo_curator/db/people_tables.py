"""The tables of people; see `tables` for the kinds of facts.

User facts: `person` (a row the machine made for faces that look alike is one as soon as the user speaks of
it) and `person_word`, which stands by photo and place. Machine facts: `identity`, the embeddings, and
`face_person`, the guesses with what is in force; both go with their face.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from photo_curator.db.base import Base


class PersonRow(Base):
    """Somebody; `name` is "" until it is said. `name_text` is case-folded."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    name_text: Mapped[str] = mapped_column(Text)
    me: Mapped[bool]

    __table_args__ = ({"sqlite_autoincrement": True},)


class PersonWordRow(Base):
    """The user's word: the face at this place (in shares of the photo) is, or is not, this person's."""

    __tablename__ = "person_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    x1: Mapped[float]
    y1: Mapped[float]
    x2: Mapped[float]
    y2: Mapped[float]
    person_id: Mapped[int]
    belongs: Mapped[bool]

    __table_args__ = (
        Index("ix_person_word_place", "photo_id", "x1", "y1", "x2", "y2", "person_id", unique=True),
        Index("ix_person_word_person", "person_id"),
    )


class IdentityRow(Base):
    """What a face is compared by: `embedding` is of length 1, in float16."""

    __tablename__ = "identity"

    face_id: Mapped[int] = mapped_column(ForeignKey("face.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[str] = mapped_column(Text)
    embedding: Mapped[bytes] = mapped_column(LargeBinary)


class FacePersonRow(Base):
    """Whose a face is: the machine's `guess`, and `person_id` in force. `version` is the grouping's."""

    __tablename__ = "face_person"

    face_id: Mapped[int] = mapped_column(ForeignKey("face.id", ondelete="CASCADE"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    version: Mapped[str] = mapped_column(Text)
    guess: Mapped[int | None]
    person_id: Mapped[int | None]

    __table_args__ = (
        Index("ix_face_person_photo", "photo_id"),
        Index("ix_face_person_person", "person_id", "photo_id"),
    )
