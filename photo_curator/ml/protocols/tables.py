"""Reports: titled tables, pictures and notes, as Markdown with PNG beside it, and as JSON."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from photo_curator.whole_file import write_whole

Cell = str | int | float | None
#: What stands where there is no value.
NOTHING = "–"
_DOTS_PER_INCH = 144


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: its head.
        shown: how a number is written, as for `str.format` ("{:.0%}").
    """

    title: str
    shown: str = "{}"


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table.

    Attributes:
        title: what it shows, with the paper's number where it has one.
        columns: its columns.
        rows: cells, as many a row as there are columns; None or NaN: no value.
        notes: sentences below it.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()

    def markdown(self) -> list[str]:
        """Its lines."""
        return [
            _line(column.title for column in self.columns),
            _line("---" for _ in self.columns),
            *(
                _line(_shown(cell, column) for cell, column in zip(row, self.columns, strict=True))
                for row in self.rows
            ),
        ]

    def plain(self) -> dict[str, Any]:
        """The same for JSON: rows keyed by column."""
        titles = [column.title for column in self.columns]
        rows = [dict(zip(titles, row, strict=True)) for row in self.rows]
        return {"title": self.title, "rows": rows, "notes": list(self.notes)}


@dataclass(frozen=True, slots=True)
class Picture:
    """A titled picture.

    Attributes:
        title: what it shows.
        name: of its file, without suffix.
        png: its bytes.
        notes: sentences below it.
    """

    title: str
    name: str
    png: bytes
    notes: Sequence[str] = ()

    def markdown(self) -> list[str]:
        """Its lines."""
        return [f"![{self.title}]({self.name}.png)"]

    def plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return {"title": self.title, "file": f"{self.name}.png", "notes": list(self.notes)}


@dataclass(frozen=True, slots=True)
class Note:
    """A titled list of sentences."""

    title: str
    notes: Sequence[str]

    def markdown(self) -> list[str]:
        """Nothing beside its sentences."""
        return []

    def plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return {"title": self.title, "notes": list(self.notes)}


@dataclass(slots=True)
class Report:
    """What an experiment leaves behind.

    Attributes:
        title: its head line.
        summary: a paragraph below it.
        facts: settings and whatever else belongs into the JSON alone.
        parts: in order.
    """

    title: str
    summary: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    parts: list[Table | Picture | Note] = field(default_factory=list)

    def markdown(self) -> str:
        """The whole as Markdown."""
        lines = [f"# {self.title}", "", self.summary, ""]
        for part in self.parts:
            body, notes = part.markdown(), [f"- {note}" for note in part.notes]
            lines += [
                f"## {part.title}",
                "",
                *body,
                *([""] if body else []),
                *notes,
                *([""] if notes else []),
            ]
        return "\n".join(lines)

    def plain(self) -> dict[str, Any]:
        """The whole for JSON."""
        return {
            "title": self.title,
            "summary": self.summary,
            "facts": dict(self.facts),
            "parts": [part.plain() for part in self.parts],
        }

    def write(self, out: Path, name: str) -> list[Path]:
        """Write NAME.md, NAME.json and the pictures; each whole or not at all.

        Args:
            out: the folder; made where it is missing.
            name: of the report's files, without suffix.

        Returns:
            The files, the Markdown first.

        Raises:
            OSError: one cannot be written.
        """
        text = json.dumps(_finite(self.plain()), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
        contents = {f"{name}.md": self.markdown().encode(), f"{name}.json": text.encode()}
        contents |= {f"{part.name}.png": part.png for part in self.parts if isinstance(part, Picture)}
        for file, content in contents.items():
            write_whole(out / file, content)
        return [out / file for file in contents]


def drawn(draw: Callable[[Figure], None], width: float = 6.0, height: float = 4.5) -> bytes:
    """A PNG of what `draw` puts into an empty figure; no display, no global state.

    Args:
        draw: told the figure.
        width: in inches of 144 pixels.
        height: likewise.
    """
    figure = Figure((width, height), dpi=_DOTS_PER_INCH, layout="constrained")
    draw(figure)
    png = io.BytesIO()
    # Without the version of the library: the same figures give the same bytes.
    figure.savefig(png, format="png", metadata={"Software": None})
    return png.getvalue()


def confusion_table(title: str, confusion: NDArray[np.int64], classes: Sequence[str]) -> Table:
    """Counts [C, C], rows actual and columns predicted, with their sums, as the papers print them."""
    rows: list[list[Cell]] = [
        [name, *counts.tolist(), int(counts.sum())] for name, counts in zip(classes, confusion, strict=True)
    ]
    rows.append(["Total", *confusion.sum(0).tolist(), int(confusion.sum())])
    return Table(title, [Column("Actual \\ predicted"), *map(Column, classes), Column("Total")], rows)


def confusion_picture(title: str, name: str, confusion: NDArray[np.int64], classes: Sequence[str]) -> Picture:
    """The same as a picture, shaded by the share of each row."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        shares = confusion / np.maximum(confusion.sum(1, keepdims=True), 1)
        axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
        for (row, column), count in np.ndenumerate(confusion):
            colour = "white" if shares[row, column] > 0.5 else "black"
            axes.text(column, row, str(count), ha="center", va="center", color=colour)
        axes.set(xlabel="Predicted", ylabel="Actual", title=title)
        axes.set_xticks(range(len(classes)), classes)
        axes.set_yticks(range(len(classes)), classes)

    return Picture(title, name, drawn(draw, 4.5, 4.5))


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _shown(cell: Cell, column: Column) -> str:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return NOTHING
    return cell if isinstance(cell, str) else column.shown.format(cell)


def _finite(value: object) -> object:
    """Values as JSON knows them: numpy's numbers as Python's, NaN and infinity as null."""
    if isinstance(value, Mapping):
        return {str(key): _finite(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(one) for one in value]
    if isinstance(value, np.ndarray | np.generic):
        return _finite(value.tolist())
    return None if isinstance(value, float) and not math.isfinite(value) else value
