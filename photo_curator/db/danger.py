"""Reading dangerous selfies: hints and answers, thresholds, and what the Safety page shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from photo_curator.db.connection import Database
from photo_curator.db.danger_facts import THRESHOLD_IN_FORCE
from photo_curator.db.values import json_ids
from photo_curator.domain.danger import Danger, DangerVerdict, PhotoDanger
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.safety import MonthCount, SafetyOverview
from photo_curator.domain.thresholds import Answer, HazardThreshold, Refit, moments, refit

_OF_PHOTOS = """
SELECT p.id, d.selfie, d.probability, d.low, d.high, d.hazard, d.flagged, d.hazards, v.verdict, v.hazard,
       d.version
FROM photo p LEFT JOIN danger d ON d.photo_id = p.id LEFT JOIN danger_verdict v ON v.photo_id = p.id
WHERE p.id IN (SELECT value FROM json_each(?)) AND (d.photo_id IS NOT NULL OR v.photo_id IS NOT NULL)
"""
_THRESHOLDS = f"""
SELECT h.name, {THRESHOLD_IN_FORCE}, h.threshold,
       (SELECT t.answers * (t.threshold IS NOT NULL) FROM hazard_threshold t
        WHERE t.hazard = h.name AND t.version = h.version AND NOT t.withdrawn ORDER BY t.id DESC LIMIT 1)
FROM hazard h ORDER BY h.name
"""
#: Answers count for a network of the version in use only: another one's probabilities mean other things.
_ANSWERS = """
SELECT v.hazard, json_extract(d.hazards, '$."' || v.hazard || '"'), v.verdict, p.taken_key, c.burst_id
FROM danger_verdict v JOIN danger d ON d.photo_id = v.photo_id JOIN photo p ON p.id = v.photo_id
JOIN capture c ON c.photo_id = v.photo_id JOIN hazard h ON h.name = v.hazard AND h.version = d.version
ORDER BY v.photo_id
"""
_MONTHS = """
SELECT p.taken_month, coalesce(nullif(v.hazard, ''), d.hazard, ''), count(*)
FROM photo p LEFT JOIN danger d ON d.photo_id = p.id LEFT JOIN danger_verdict v ON v.photo_id = p.id
WHERE p.shown = 1 AND p.danger = 1 GROUP BY 1, 2 ORDER BY 1, 2
"""


class DangerRepository:
    """Dangerous selfies of one library. Only reads; writing is an operation like any other."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, ids: Sequence[int]) -> dict[int, PhotoDanger]:
        """What is known of photos, by id; photos of which nothing is known are absent."""
        with self._database.read() as connection:
            return dangers(connection, ids)

    def thresholds(self) -> tuple[HazardThreshold, ...]:
        """Every hazard the network in use can see, by name; none before the first analysis."""
        with self._database.read() as connection:
            return _thresholds(connection)

    def refit(self, hazard: str) -> Refit:
        """The threshold that the answers so far speak for; nothing is written.

        Raises:
            NotFoundError: the network in use does not know this hazard.
            UsageError: there are too few answers.
        """
        with self._database.read() as connection:
            present = next((one for one in _thresholds(connection) if one.hazard == hazard), None)
            if present is None:
                raise NotFoundError(f"The hazard network in use knows no hazard {hazard!r}.")
            return refit(_answers(connection).get(hazard, []), present.shipped, present.threshold)

    def overview(self) -> SafetyOverview:
        """What the Safety page shows; of photos that are shown by default."""
        with self._database.read() as connection:
            looked, selfies = connection.exec_driver_sql(
                "SELECT count(*), coalesce(sum(d.selfie > 0), 0) FROM photo p JOIN danger d"
                " ON d.photo_id = p.id WHERE p.shown = 1"
            ).one()
            verdicts: dict[str, int] = dict(
                connection.exec_driver_sql(
                    "SELECT v.verdict, count(*) FROM danger_verdict v JOIN photo p ON p.id = v.photo_id"
                    " WHERE p.shown = 1 GROUP BY 1"
                ).fetchall()
            )
            return SafetyOverview(
                looked_at=looked,
                with_selfie_evidence=selfies,
                months=tuple(
                    MonthCount(month or "", hazard, count)
                    for month, hazard, count in connection.exec_driver_sql(_MONTHS)
                ),
                false_alarms=verdicts.get(DangerVerdict.FALSE_ALARM.value, 0),
                called_dangerous=verdicts.get(DangerVerdict.DANGEROUS.value, 0),
                thresholds=_thresholds(connection),
            )


def dangers(connection: Connection, ids: Sequence[int]) -> dict[int, PhotoDanger]:
    """See `DangerRepository.of`."""
    found = {}
    for photo_id, selfie, *machine, hazards, verdict, about, version in connection.exec_driver_sql(
        _OF_PHOTOS, (json_ids(ids),)
    ):
        probability, low, high, hazard, flagged = machine
        found[photo_id] = PhotoDanger(
            None if selfie is None else Danger(selfie, probability, low, high, hazard, bool(flagged)),
            json.loads(hazards or "{}"),
            None if verdict is None else DangerVerdict(verdict),
            about or "",
            version or "",
        )
    return found


def _answers(connection: Connection) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    for hazard, probability, verdict, taken, burst in connection.exec_driver_sql(_ANSWERS):
        dangerous = verdict == DangerVerdict.DANGEROUS.value
        found.setdefault(hazard, []).append(Answer(probability, dangerous, taken, burst))
    return found


def _thresholds(connection: Connection) -> tuple[HazardThreshold, ...]:
    answers = _answers(connection)
    result = []
    for hazard, threshold, shipped, fitted_to in connection.exec_driver_sql(_THRESHOLDS).fetchall():
        given = answers.get(hazard, [])
        kinds = Counter(answer.dangerous for answer in given)
        result.append(
            HazardThreshold(
                hazard,
                threshold,
                shipped,
                fitted_to=fitted_to or 0,
                false_alarms=kinds[False],
                dangerous=kinds[True],
                moments=len(set(moments(given))),
            )
        )
    return tuple(result)
