"""Counts for the sidebar: of the photos lists show by default, so that the numbers agree."""

from __future__ import annotations

from sqlalchemy import Connection

from photo_curator.db.values import normalised


def folder_counts(connection: Connection) -> dict[str, int]:
    """By the directory of the primary file, in path order."""
    rows = connection.exec_driver_sql(
        "SELECT directory, count(*) FROM photo WHERE shown = 1 GROUP BY directory ORDER BY directory"
    )
    return {normalised(directory): count for directory, count in rows}


def place_counts(connection: Connection) -> list[tuple[str, str, int]]:
    """By country and city, in that order."""
    rows = connection.exec_driver_sql(
        "SELECT country, city, count(*) FROM photo WHERE shown = 1 AND (country > '' OR city > '')"
        " GROUP BY country, city ORDER BY country, city"
    )
    return [(country, city, count) for country, city, count in rows]


def month_counts(connection: Connection) -> list[tuple[int, int, int]]:
    """By year and month of the wall clock, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT taken_month, count(*) FROM photo WHERE shown = 1 AND taken_month IS NOT NULL"
        " GROUP BY taken_month ORDER BY taken_month DESC"
    )
    return [(int(month[:4]), int(month[5:7]), count) for month, count in rows]


def camera_counts(connection: Connection) -> dict[str, int]:
    """By camera, the most used first."""
    rows = connection.exec_driver_sql(
        "SELECT camera, count(*) AS photos FROM photo WHERE shown = 1 AND camera > ''"
        " GROUP BY camera ORDER BY photos DESC, camera"
    )
    return {row[0]: row[1] for row in rows}
