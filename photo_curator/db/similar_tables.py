"""The table of photos that look alike: a machine fact, rebuilt whenever it is wanted; see `tables`."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from photo_curator.db.base import Base

#: Groups the list holds photos of that are not all of one burst: what a burst holds is said there.
SIMILAR_GROUPS = """
SELECT s.group_id FROM similar s JOIN photo p ON p.id = s.photo_id
LEFT JOIN burst_frame f ON f.photo_id = s.photo_id
WHERE p.shown = 1
GROUP BY s.group_id HAVING count(DISTINCT coalesce(f.burst_id, -s.photo_id)) > 1
"""


class SimilarRow(Base):
    """A photo that another one looks like; `group_id` is the smallest id of all that hang together."""

    __tablename__ = "similar"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(index=True)
