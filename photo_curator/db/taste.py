"""What trains personal heads, and the heads that were trained."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row

from photo_curator.db.connection import Database
from photo_curator.db.personal import backbone_of, face_table, head_of, version_in_use, versions_of
from photo_curator.db.taste_acts import meanings
from photo_curator.db.values import json_ids, now
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.moments import MOMENT_SECONDS, SERIES_SECONDS, Shot, grouped, joined
from photo_curator.domain.rating import SOURCE_HERE, Flag, program_of
from photo_curator.domain.taste import STARTER_VERSION, HeadState, Label, Labels, Pair, TasteVersion

if TYPE_CHECKING:
    from photo_curator.db.head_file import HeadFile
    from photo_curator.domain.face_table import FaceTable
    from photo_curator.domain.taste_head import StoredHead

_VERSION = (
    "SELECT id, kind, backbone, created_at, ratings, state, replaces, settings, report, note FROM taste"
)
_SPOKEN_OF = """
SELECT p.id, p.user_rating, p.foreign_stars, p.foreign_source, p.user_flag,
       EXISTS (SELECT 1 FROM face f WHERE f.photo_id = p.id AND f.probabilities IS NOT NULL) AS judged
FROM photo p
WHERE p.user_rating > 0 OR (p.user_rating IS NULL AND p.foreign_stars > 0) OR p.user_flag IN (?, ?)
"""
#: Whole folders: what lies between two rated photos decides whether they were taken together.
_SHOTS = """
SELECT id, directory, taken_key, perceptual_hash FROM photo WHERE directory IN
    (SELECT DISTINCT directory FROM photo WHERE id IN (SELECT value FROM json_each(?)))
"""


class TasteRepository:
    """Labels, faces to learn from, and the versions of the personal head."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def labels(self) -> Labels:
        """Everything that can train a head now: the latest word on each photo.

        Ratings made here; stars of other programs only where the user confirmed what they mean there and
        said nothing here; picks over rejects within a series.
        """
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_SPOKEN_OF, (Flag.PICK.value, Flag.REJECT.value)).fetchall()
            confirmed = meanings(connection)
            shots = _shots(connection, [row.id for row in rows])
            bursts = _bursts(connection)
        moments, series = _moments(shots, bursts), joined(grouped(shots, SERIES_SECONDS), bursts)
        together = Counter(moments.values())
        undated = {shot.photo_id for shot in shots if shot.taken is None}
        ratings: list[Label] = []
        unconfirmed: Counter[str] = Counter()
        without_face = 0
        for row in rows:
            level, source = _word(row, confirmed)
            if level is None:
                if source:
                    unconfirmed[source] += 1
            elif row.judged:
                alone = row.id in undated and together[moments[row.id]] == 1
                ratings.append(Label(row.id, level, source, moments[row.id], series[row.id], alone))
            else:
                without_face += 1
        flagged: dict[int, dict[str, list[int]]] = {}
        for row in rows:
            if row.judged and row.user_flag in (Flag.PICK.value, Flag.REJECT.value):
                flagged.setdefault(series[row.id], {}).setdefault(row.user_flag, []).append(row.id)
        pairs = [
            Pair(picked, rejected)
            for found in flagged.values()
            for picked, rejected in itertools.product(
                found.get(Flag.PICK.value, ()), found.get(Flag.REJECT.value, ())
            )
        ]
        ratings.sort(key=lambda label: label.photo_id)
        return Labels(tuple(ratings), tuple(pairs), without_face, dict(unconfirmed))

    def meanings(self) -> dict[str, tuple[int, ...]]:
        """What other programs' stars were said to mean, by program."""
        with self._database.read() as connection:
            return meanings(connection)

    def foreign_stars(self) -> dict[str, tuple[int, ...]]:
        """Photos with 1 to 5 stars of other programs and no word from here, by program."""
        found: dict[str, list[int]] = {}
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT foreign_source, foreign_stars, count(*) FROM photo"
                " WHERE user_rating IS NULL AND foreign_stars > 0 GROUP BY 1, 2"
            )
            for source, stars, count in rows:
                found.setdefault(program_of(source), [0] * 5)[stars - 1] += count
        return {program: tuple(counts) for program, counts in sorted(found.items())}

    def moments(self, photo_ids: Sequence[int]) -> dict[int, int]:
        """Numbers of the moments these photos belong to, by photo id."""
        with self._database.read() as connection:
            found = _moments(_shots(connection, photo_ids), _bursts(connection))
        return {photo_id: found[photo_id] for photo_id in photo_ids if photo_id in found}

    def backbone(self) -> str:
        """The version of the backbone that read most of the library's judged faces; "" without any."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT version, count(*) FROM face WHERE probabilities IS NOT NULL GROUP BY version"
            )
            found: Counter[str] = Counter()
            for version, count in rows:
                found[backbone_of(version)] += count
        return found.most_common(1)[0][0] if found else ""

    def faces(self, backbone: str, photo_ids: Sequence[int]) -> FaceTable:
        """The judged faces of photos, as far as a backbone of this version read them."""
        with self._database.read() as connection:
            return face_table(connection, backbone, photo_ids)

    def unrated(self, known: Iterable[int], limit: int = 4000) -> list[int]:
        """Photos with judged faces, but those known; of more than the limit always the same ones."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT p.id FROM photo p JOIN score s ON s.photo_id = p.id"
                " WHERE p.shown AND p.face_count > 0 AND s.mean IS NOT NULL"
                " AND p.id NOT IN (SELECT value FROM json_each(?))"
                # Numbers scattered by multiplication: as good as chance, and repeatable.
                " ORDER BY p.id * 2654435761 % 4294967296, p.id LIMIT ?",
                (json_ids(list(known)), limit),
            )
            return list(rows.scalars())

    def series(self, photo_ids: Sequence[int]) -> dict[int, int]:
        """Numbers of the series of shots these photos belong to, by photo id."""
        with self._database.read() as connection:
            shots, bursts = _shots(connection, photo_ids), _bursts(connection)
        found = joined(grouped(shots, SERIES_SECONDS), bursts)
        return {photo_id: found[photo_id] for photo_id in photo_ids}

    def head(self) -> StoredHead | None:
        """The head in use; None where that is the starter."""
        with self._database.read() as connection:
            return head_of(connection, version_in_use(connection))

    def versions(self) -> tuple[TasteVersion, ...]:
        """All trained heads, newest first. The starter is none of them."""
        with self._database.read() as connection:
            return tuple(_version(row) for row in connection.exec_driver_sql(f"{_VERSION} ORDER BY id DESC"))

    def get(self, version: int) -> TasteVersion:
        """One version.

        Raises:
            NotFoundError: there is no such version.
        """
        with self._database.read() as connection:
            row = connection.exec_driver_sql(f"{_VERSION} WHERE id = ?", (version,)).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no version {version} of your taste; see `taste list`.")
        return _version(row)

    def in_use(self) -> int:
        """The number of the version in use; `STARTER_VERSION` where there is none."""
        with self._database.read() as connection:
            return version_in_use(connection)

    def snapshot(self, version: int) -> tuple[tuple[int, int, str], ...]:
        """The ratings that trained a version: photo id, level, source."""
        return tuple(
            (photo, level, source) for photo, level, source in json.loads(self._of("snapshot", version))
        )

    def file(self, version: int) -> bytes:
        """A version's head as the bytes of one file; see `head_file`.

        Raises:
            NotFoundError: there is no such version.
        """
        return bytes(self._of("head", version))

    def add(self, file: HeadFile, labels: Sequence[Label], note: str = "") -> TasteVersion:
        """Store a trained head. Nothing is scored by it until it is taken into use.

        Args:
            file: the head with its settings and results.
            labels: the ratings that trained it.
            note: where it came from, if not from here.

        Raises:
            UsageError: it does not fit the embeddings of its backbone in this library.
        """
        from photo_curator.db.head_file import dump_head

        head = file.head
        columns = (
            head.kind,
            head.backbone,
            now(),
            head.ratings,
            HeadState.TRAINED.value,
            json.dumps(dict(file.settings)),
            json.dumps(dict(file.report)),
            json.dumps([[label.photo_id, label.level, label.source] for label in labels]),
            note,
            dump_head(file),
        )
        with self._database.write() as connection:
            _check_fit(connection, file)
            added = connection.exec_driver_sql(
                "INSERT INTO taste (kind, backbone, created_at, ratings, state, settings, report, snapshot,"
                " note, head) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                columns,
            ).lastrowid
        return self.get(int(added))

    def _of(self, column: str, version: int) -> Any:  # noqa: ANN401 - text or bytes, by the column
        with self._database.read() as connection:
            row = connection.exec_driver_sql(
                f"SELECT {column} FROM taste WHERE id = ?", (version,)
            ).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no version {version} of your taste; see `taste list`.")
        return row[0]


def _word(row: Row[Any], confirmed: dict[str, tuple[int, ...]]) -> tuple[int | None, str]:
    """The level a photo was given and by whom; None with a program whose stars nobody confirmed."""
    if row.user_rating:
        return row.user_rating, SOURCE_HERE
    if row.user_rating is not None or not row.foreign_stars:
        return None, ""  # stars taken away, or a flag alone
    program = program_of(row.foreign_source)
    levels = confirmed.get(program)
    if levels is None:
        return None, program
    level = levels[row.foreign_stars - 1]
    return (level, program) if level else (None, "")


def _shots(connection: Connection, photo_ids: Sequence[int]) -> list[Shot]:
    rows = connection.exec_driver_sql(_SHOTS, (json_ids(photo_ids),))
    return [Shot(*row) for row in rows]


def _bursts(connection: Connection) -> list[list[int]]:
    """The photos of each burst: not all are told by time, see `domain.bursts`."""
    found: dict[int, list[int]] = {}
    for burst, photo in connection.exec_driver_sql("SELECT burst_id, photo_id FROM burst_frame"):
        found.setdefault(burst, []).append(photo)
    return list(found.values())


def _moments(shots: Sequence[Shot], bursts: Sequence[Sequence[int]]) -> dict[int, int]:
    """What cross-validation keeps whole, wherever the files lie: edited copies may have their own folder."""
    return joined(grouped([replace(shot, directory="") for shot in shots], MOMENT_SECONDS), bursts)


def _version(row: Row[Any]) -> TasteVersion:
    return TasteVersion(
        id=row.id,
        kind=row.kind,
        backbone=row.backbone,
        created_at=row.created_at,
        ratings=row.ratings,
        state=HeadState(row.state),
        replaces=row.replaces,
        settings=json.loads(row.settings),
        report=json.loads(row.report),
        note=row.note,
    )


def _check_fit(connection: Connection, file: HeadFile) -> None:
    """See that a head can read this library's faces: one imported may know another backbone.

    Raises:
        UsageError: it cannot.
    """
    head = file.head
    row = connection.exec_driver_sql(
        "SELECT length(embedding), attributes FROM face"
        " WHERE probabilities IS NOT NULL AND version IN (SELECT value FROM json_each(?)) LIMIT 1",
        (json_ids(versions_of(connection, head.backbone)),),
    ).one_or_none()
    if row is None:
        raise UsageError(f"No face in this library was read by the backbone {head.backbone} of this head.")
    missing = set(head.attribute_names) - set(json.loads(row.attributes))
    if missing or row[0] // 4 + 2 * len(head.attribute_names) + 1 != head.weight.shape[1]:
        raise UsageError("This head does not fit the faces of this library.")


def previous(versions: Sequence[TasteVersion]) -> int:
    """The version to roll back to: what the one in use replaced.

    Raises:
        UsageError: none is in use.
    """
    for version in versions:
        if version.state is HeadState.IN_USE:
            return STARTER_VERSION if version.replaces is None else version.replaces
    raise UsageError("The starter is in use: there is nothing to roll back.")
