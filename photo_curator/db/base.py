"""What all tables have in common."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Double, MetaData
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """All tables, with constraint names that migrations can refer to."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    # Said outright: SQLAlchemy 2.0 and 2.1 differ in what a float becomes.
    type_annotation_map: ClassVar[dict[type, type]] = {float: Double}
