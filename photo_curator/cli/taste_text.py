"""How the terminal shows taste: results held out, versions, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.table import Table

from photo_curator.domain.taste import HeadState, TasteVersion

_COLUMNS = (
    ("exact", "exact"),
    ("within_one", "within one"),
    ("mae", "mean error"),
    ("winner", "burst winner"),
)


def report_lines(version: TasteVersion) -> Iterator[Table | str]:
    """A version's held-out results."""
    report = version.report
    yield f"Version {version.id}: {version.kind}, from {version.ratings} ratings."
    yield "Held-out result, whole moments kept together:"
    yield results_table(report["rows"])
    if report.get("undated"):
        yield undated_line(report["undated"], version.ratings)
    yield "You said (rows), it said (columns), 1 to 5:"
    yield "\n".join(" ".join(f"{count:>5}" for count in row) for row in report["confusion"])
    intervals = report["intervals"]
    yield (
        f"80 % intervals hold {intervals['coverage']:.0%} of the ratings held out; "
        f"{intervals['abstained']:.0%} of the photos are “cannot tell”."
    )
    truth = report["probabilities"]
    yield (
        f"Its probabilities are off by {100 * truth['off']:.0f} points on average; log loss "
        f"{truth['log_loss']:.2f}, the starter's {truth['starter_log_loss']:.2f}."
    )
    beaten = report["beat_starter_at"]
    yield (
        "It has not beaten the starter."
        if beaten is None
        else f"It beat the starter from {beaten} ratings on."
    )
    if report.get("lower_than"):
        yield f"Its held-out result is lower than that of version {report['lower_than']}, which is in use."
    yield f"Nothing changes until you choose: photo-curator taste use {version.id}"


def results_table(rows: Mapping[str, Mapping[str, Any]]) -> Table:
    """Heads and baselines, with 95 % intervals."""
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for _, title in _COLUMNS:
        table.add_column(title)
    for name, row in rows.items():
        table.add_row(name, *(_cell(key, row[key]) for key, _ in _COLUMNS))
    return table


def version_table(versions: Sequence[TasteVersion]) -> Table:
    """All versions, newest first."""
    table = Table(box=None, pad_edge=False)
    for title in ("version", "state", "head", "ratings", "exact", "mean error", "made", ""):
        table.add_column(title)
    for one in versions:
        row = one.report.get("rows", {}).get("my taste", {})
        style = "bold" if one.state is HeadState.IN_USE else ""
        cells = [_cell(key, row.get(key)) for key in ("exact", "mae")]
        table.add_row(
            str(one.id),
            one.state.value,
            one.kind,
            str(one.ratings),
            *cells,
            one.created_at[:16],
            one.note,
            style=style,
        )
    return table


def overview_lines(document: Mapping[str, Any]) -> Iterator[str]:
    """What there is to learn from."""
    counts = ", ".join(f"{count} with {level}" for level, count in document["counts"].items())
    yield f"In use: {document['in_use']}."
    yield f"{document['ratings']} ratings of photos with a face ({counts}), {document['pairs']} pairs."
    for program, count in document["unconfirmed"].items():
        yield (
            f"{count} photos have stars of {program}, not learnt from: say what they mean with "
            f"`photo-curator taste meaning '{program}'`."
        )
    if document["undated"]:
        yield undated_line(document["undated"], document["ratings"])
    if document["sentence"]:
        yield f"{document['sentence']} `photo-curator taste queue` lists what would help most."


def undated_line(count: int, ratings: int) -> str:
    """What photos without a capture time mean for results held out."""
    return (
        f"{count} of {ratings} ratings: nothing says when the photo was taken. Each counts as a moment of "
        "its own: of one scene some shots may be learnt from and others held out, which flatters the result."
    )


def _cell(key: str, value: Mapping[str, float] | None) -> str:
    if value is None:
        return "–"
    if key == "mae":
        return f"{value['value']:.2f} ({value['low']:.2f}–{value['high']:.2f})"
    return f"{value['value']:.0%} ({value['low']:.0%}–{value['high']:.0%})"
