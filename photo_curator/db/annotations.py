"""Reading what annotators say of photos."""

from __future__ import annotations

from collections.abc import Sequence

from photo_curator.db.connection import Database
from photo_curator.db.values import json_ids
from photo_curator.domain.annotation import Annotation
from photo_curator.domain.operations import Judgement


class AnnotationRepository:
    """Annotations of one library. Only reads; writing is an operation like any other."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Annotation]:
        """Everything that was said, by photo and annotator; photos are named by their whole path."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT p.path, a.annotator, a.selfie, a.dangerous, a.reason"
                " FROM annotation a JOIN photo p ON p.id = a.photo_id ORDER BY p.path, a.annotator"
            )
            return [
                Annotation(path, annotator, bool(selfie), bool(dangerous), reason)
                for path, annotator, selfie, dangerous, reason in rows
            ]

    def by_annotator(self, annotator: str, ids: Sequence[int]) -> dict[int, Judgement]:
        """What one annotator said of photos, by id; photos they have not judged are absent."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT photo_id, selfie, dangerous, reason FROM annotation WHERE annotator = ?"
                " AND photo_id IN (SELECT value FROM json_each(?))",
                (annotator, json_ids(ids)),
            )
            return {
                photo_id: Judgement(photo_id, annotator, bool(selfie), bool(dangerous), reason)
                for photo_id, selfie, dangerous, reason in rows
            }

    def annotators(self) -> list[str]:
        """Who has judged anything, those who judged most first."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT annotator FROM annotation GROUP BY annotator ORDER BY count(*) DESC, annotator"
            )
            return [name for (name,) in rows]
