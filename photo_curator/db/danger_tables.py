"""The tables of dangerous selfies and of annotations; see `tables` for the kinds of facts.

`photo.danger`, the word in force, follows from `danger` and `danger_verdict` by triggers.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from photo_curator.db.base import Base


class DangerRow(Base):
    """The machine's hint at a dangerous selfie, under the thresholds in force; JSON in `hazards`."""

    __tablename__ = "danger"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    version: Mapped[str] = mapped_column(Text)
    selfie: Mapped[float]
    probability: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    hazard: Mapped[str] = mapped_column(Text)
    flagged: Mapped[bool]
    hazards: Mapped[str] = mapped_column(Text)


class HazardRow(Base):
    """A hazard that the network in use can see, with the threshold it came with."""

    __tablename__ = "hazard"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    version: Mapped[str] = mapped_column(Text)
    threshold: Mapped[float]


class DangerVerdictRow(Base):
    """A user's answer to the hint; `hazard` is the one named when it was given, "" where none was."""

    __tablename__ = "danger_verdict"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    verdict: Mapped[str] = mapped_column(Text)
    hazard: Mapped[str] = mapped_column(Text, index=True)
    at: Mapped[str] = mapped_column(Text)

    __table_args__ = (CheckConstraint("verdict IN ('false alarm', 'dangerous')", name="verdict"),)


class HazardThresholdRow(Base):
    """One version of a hazard's threshold chosen by the user. Only ever appended to.

    `threshold` is NULL where the shipped one was chosen again. The newest row that is not withdrawn is in
    force, as long as the network is of the same version.
    """

    __tablename__ = "hazard_threshold"

    id: Mapped[int] = mapped_column(primary_key=True)
    hazard: Mapped[str] = mapped_column(Text, index=True)
    version: Mapped[str] = mapped_column(Text)
    threshold: Mapped[float | None]
    answers: Mapped[int]
    at: Mapped[str] = mapped_column(Text)
    withdrawn: Mapped[bool]

    __table_args__ = ({"sqlite_autoincrement": True},)


class AnnotationRow(Base):
    """One annotator's label of a photo: is it a selfie, is it dangerous (NULL: no selfie), and why."""

    __tablename__ = "annotation"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    annotator: Mapped[str] = mapped_column(Text, primary_key=True)
    selfie: Mapped[bool]
    dangerous: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Text)


_MIRROR = (
    "UPDATE photo SET danger = coalesce((SELECT verdict = 'dangerous' FROM danger_verdict"
    " WHERE photo_id = {row}.photo_id), (SELECT flagged FROM danger WHERE photo_id = {row}.photo_id), 0)"
    " WHERE id = {row}.photo_id"
)

#: Triggers by name; the migrations create them, a test compares.
DANGER_TRIGGERS: dict[str, str] = {
    f"{table}_{done}": f"CREATE TRIGGER {table}_{done} AFTER {act} ON {table}"
    f" BEGIN {_MIRROR.format(row='OLD' if act == 'DELETE' else 'NEW')}; END"
    for table in ("danger", "danger_verdict")
    for act, done in (("INSERT", "inserted"), ("UPDATE", "updated"), ("DELETE", "deleted"))
}
