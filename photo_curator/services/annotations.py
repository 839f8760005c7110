"""Annotations as tables: `file,annotator,selfie,dangerous,reason`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from photo_curator.domain.annotation import Annotation
from photo_curator.domain.errors import CuratorError
from photo_curator.whole_file import write_whole

COLUMNS = ("file", "annotator", "selfie", "dangerous", "reason")
_NEEDED = COLUMNS[:3]
_ANSWERS = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}


class AnnotationFileError(CuratorError):
    """A table of annotations that cannot be understood; names the file and the line."""


def read_annotations(path: Path) -> list[Annotation]:
    """Read a table with the columns file, annotator, selfie and, if you like, dangerous and reason.

    Answers are 1/0, yes/no or true/false; an empty "dangerous" is no. Columns may stand in any order,
    others are left aside; semicolons separate as well as commas.

    Raises:
        AnnotationFileError: the file cannot be read, a column or an answer is missing, somebody judged
            a photo twice, or a photo that is no selfie is called dangerous.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationFileError(f"“{path}” cannot be read as UTF-8 text: {error}.") from error
    header = text.partition("\n")[0]
    separator = ";" if ";" in header and "," not in header else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[Annotation] = []
    lines: dict[tuple[str, str], int] = {}
    try:
        columns = [name.strip().lower() for name in next(rows, [])]
        missing = [name for name in _NEEDED if name not in columns]
        if missing:
            raise ValueError(f"the column {missing[0]} is missing")
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(columns):
                raise ValueError("there are more cells than columns")
            one = _annotation(dict(zip(columns, (cell.strip() for cell in row), strict=False)))
            first = lines.setdefault((one.photo, one.annotator), rows.line_num)
            if first != rows.line_num:
                raise ValueError(f"{one.annotator} judged {one.photo} in line {first} already")
            found.append(one)
    except (ValueError, csv.Error) as error:
        reason = str(error).rstrip(".")
        raise AnnotationFileError(f"“{path}”, line {max(1, rows.line_num)}: {reason}.") from error
    return found


def write_annotations(path: Path, annotations: Iterable[Annotation]) -> None:
    """Write a table `read_annotations` reads; the file is whole or not there.

    Raises:
        OSError: it cannot be written; an older one stays.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    rows.writerows(
        (one.photo, one.annotator, int(one.selfie), int(one.dangerous), one.reason) for one in annotations
    )
    write_whole(path, text.getvalue().encode())


def _annotation(cells: dict[str, str]) -> Annotation:
    selfie = _answer(cells, "selfie")
    dangerous = _answer(cells, "dangerous") if cells.get("dangerous") else False
    return Annotation(
        cells.get("file", ""), cells.get("annotator", ""), selfie, dangerous, cells.get("reason", "")
    )


def _answer(cells: dict[str, str], column: str) -> bool:
    given = cells.get(column, "")
    answer = _ANSWERS.get(given.casefold())
    if answer is None:
        raise ValueError(f"“{given}” is no answer to {column}: 1 or 0, yes or no")
    return answer
