"""How things look in a terminal: tables, details, the progress bar."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.table import Table

from photo_curator.domain import messages as m
from photo_curator.domain.danger import PhotoDanger
from photo_curator.domain.explanation import Explanation, Fooling
from photo_curator.domain.indexing import IndexSummary, Problem
from photo_curator.domain.people import Person
from photo_curator.domain.photo import Photo, PhotoSummary
from photo_curator.domain.query import Album
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict
from photo_curator.domain.weights import WeightState, WeightStatus, size_text

#: Problem files named while indexing goes on; the rest is left to `problems`.
_PROBLEMS_SHOWN = 5
_STAGES = {
    "scanning": "Looking for photos",
    "analysing": "Analysing",
    "downloading": "Downloading",
    "importing": "Copying",
    "checking": "Checking",
    "reading faces": "Telling faces apart",
    "grouping faces": "Finding people",
}
_OF_BYTES = ("downloading", "importing")
_FLAG_SIGNS = {Flag.PICK: "✓", Flag.REJECT: "✗", Flag.NONE: ""}


def photo_table(photos: Sequence[PhotoSummary]) -> Table:
    """The ranking: one line a photo."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", justify="right", style="dim")
    table.add_column("score", justify="right")
    table.add_column("±", justify="right", style="dim")
    table.add_column("stars")
    table.add_column("", width=1)
    table.add_column("faces", justify="right")
    table.add_column("taken", no_wrap=True)
    table.add_column("place", no_wrap=True, max_width=16)
    table.add_column("photo", no_wrap=True, overflow="ellipsis")
    for photo in photos:
        taken = photo.taken.local.strftime("%Y-%m-%d %H:%M") if photo.taken else ""
        table.add_row(
            str(photo.id),
            score_text(photo),
            half_width(photo),
            "★" * photo.rating.value,
            _FLAG_SIGNS[photo.flag],
            str(photo.face_count) if photo.face_count else "[dim]none[/]",
            taken,
            escape(photo.place),
            escape(printable(short_path(photo.path))),
        )
    return table


def arrival_line(photo: PhotoSummary) -> str:
    """A photo that was just scored."""
    faces = (
        "no face"
        if not photo.face_count
        else "1 face"
        if photo.face_count == 1
        else f"{photo.face_count} faces"
    )
    return f"{score_text(photo):>4}  {faces:>8}  {printable(photo.path)}"


def short_path(path: str) -> str:
    """The file's name with the folder it lies in; `show` has the whole path."""
    return os.path.join(os.path.basename(os.path.dirname(path)), os.path.basename(path))


def score_text(photo: PhotoSummary) -> str:
    """The effective score, or "?" where the machine cannot tell and nobody has."""
    if photo.rating.value == 0 and photo.verdict is Verdict.CANNOT_TELL:
        return "?"
    return "" if photo.effective_score is None else f"{photo.effective_score:.1f}"


def half_width(photo: PhotoSummary) -> str:
    """Half the machine's interval."""
    if photo.low is None or photo.high is None:
        return ""
    return f"{(photo.high - photo.low) / 2:.1f}"


def photo_details(photo: Photo) -> Table:
    """Everything about one photo, as label and value."""
    summary, capture = photo.summary, photo.capture
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")

    def line(label: str, value: object) -> None:
        if value not in (None, "", ()):
            table.add_row(label, escape(str(value)))

    line("photo", f"{summary.id}  {printable(summary.path)}")
    line("size", f"{summary.size.width} x {summary.size.height}")
    line("score", f"{score_text(summary)}  ({summary.verdict.value})")
    if photo.machine is not None:
        shares = "  ".join(f"{n}: {p:.0%}" for n, p in enumerate(photo.machine.probabilities, start=1))
        line(
            "machine",
            f"{photo.machine.mean:.2f}  ({photo.machine.low:.1f} to {photo.machine.high:.1f})  {shares}",
        )
    if summary.rating.value:
        line("rating", f"{'★' * summary.rating.value}  from {summary.rating.source}")
    line("flag", summary.flag.value if summary.flag is not Flag.NONE else "")
    line("danger", danger_words(photo.danger))
    line("taken", summary.taken.isoformat() if summary.taken else "")
    line("place", summary.place)
    line("camera", " ".join(part for part in (capture.camera_make, capture.camera_model) if part))
    line("lens", capture.lens)
    line("exposure", _exposure(photo))
    for name, value in sorted(photo.attributes.items()):
        line(name, f"{value:.2f}")
    for number, face in enumerate(photo.faces, start=1):
        values = "  ".join(f"{name} {value:.2f}" for name, value in sorted(face.attributes.items()))
        score = f"{face.score.mean:.2f}" if face.score else "cannot tell"
        line(f"face {number}", f"{score}  {face.box.width:.0f} x {face.box.height:.0f} px  {values}")
    for file in photo.files:
        line(
            "file" if file.primary else "also",
            f"{printable(file.path)}  ({file.role.value}, {file.state.value})",
        )
    for event in photo.rating_history:
        line("rated", f"{event.at[:19]}  {event.value} from {event.source}")
    return table


def danger_words(danger: PhotoDanger) -> str:
    """A photo's danger as a sentence; "" where there is nothing to say."""
    machine, parts = danger.machine, []
    if machine is not None and machine.flagged:
        parts.append(
            f"perhaps a dangerous selfie: {machine.hazard}, {machine.probability:.0%} sure"
            f" ({machine.low:.0%} to {machine.high:.0%}). A hint to look again, no verdict"
        )
    elif machine is not None and machine.selfie > 0:
        parts.append(f"no dangerous selfie seen; the likeliest hazard is {machine.hazard}")
    elif machine is not None:
        parts.append("no selfie, so no dangerous selfie")
    if danger.verdict is not None:
        parts.append(f"you answered: {danger.verdict.value}")
    return "; ".join(parts)


def _exposure(photo: Photo) -> str:
    capture = photo.capture
    parts = []
    if capture.f_number:
        parts.append(f"f/{capture.f_number:g}")
    if seconds := capture.exposure_seconds:
        parts.append(f"1/{1 / seconds:.0f} s" if seconds < 0.4 else f"{seconds:g} s")
    if capture.iso:
        parts.append(f"ISO {capture.iso}")
    if capture.focal_length_mm:
        parts.append(f"{capture.focal_length_mm:g} mm")
    return "  ".join(parts)


def people_table(people: Sequence[Person]) -> Table:
    """Who is in the photos: one line a person."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", justify="right", style="dim")
    table.add_column("name")
    table.add_column("photos", justify="right")
    table.add_column("faces", justify="right")
    for one in people:
        words = [escape(printable(one.name))] if one.name else []
        words += ["(me)"] if one.me else []
        table.add_row(str(one.id), " ".join(words) or "-", str(one.photos), str(one.faces))
    return table


def burst_table(bursts: Sequence[Mapping[str, Any]]) -> Table:
    """Bursts: the best shot of each, how sure that is, and why the others lost."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", justify="right", style="dim")
    table.add_column("photos", justify="right")
    table.add_column("kind")
    table.add_column("by")
    table.add_column("best", no_wrap=True, overflow="ellipsis")
    table.add_column("lead")
    table.add_column("the others")
    for burst in bursts:
        frames = burst["frames"]
        best = next((frame["path"] for frame in frames if frame["id"] == burst["best"]), None)
        lost = Counter(frame["lost"] for frame in frames if frame["lost"])
        table.add_row(
            str(burst["id"]),
            str(len(frames)),
            burst["kind"],
            burst["rule"],
            escape(printable(os.path.basename(best))) if best else "[dim]kept whole[/]",
            burst["lead"] or "",
            ", ".join(f"{count} {fault}" for fault, count in lost.most_common()),
        )
    return table


def similar_table(groups: Sequence[Mapping[str, Any]]) -> Table:
    """Photos that look alike, group by group."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", justify="right", style="dim")
    table.add_column("score", justify="right")
    table.add_column("bits apart", justify="right")
    table.add_column("photo", overflow="fold")
    for group in groups:
        for photo in group["photos"]:
            score = "" if photo["score"] is None else f"{photo['score']:.1f}"
            apart = photo["bits_apart"]
            table.add_row(
                str(photo["id"]), score, "" if apart is None else str(apart), escape(printable(photo["path"]))
            )
        table.add_section()
    return table


def problem_table(problems: Sequence[Problem]) -> Table:
    """Files that could not be used."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("why", no_wrap=True)
    table.add_column("what happened", overflow="fold")
    table.add_column("file", overflow="fold")
    for problem in problems:
        table.add_row(problem.kind.value, escape(shortened(problem.message)), escape(shortened(problem.path)))
    return table


def album_table(albums: Sequence[Album]) -> Table:
    """Albums with counts."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("photos", justify="right")
    table.add_column("album")
    table.add_column("key", style="dim", overflow="fold")
    for album in albums:
        table.add_row(str(album.count), escape(album.title), escape(album.key))
    return table


def weights_list(statuses: Sequence[WeightStatus]) -> RenderableType:
    """Weight files: name, size and state in columns; below each what it is for, its terms and its hash."""
    names = max((len(status.entry.name) for status in statuses), default=0)
    parts: list[RenderableType] = []
    for status in statuses:
        entry = status.entry
        size = size_text(entry.size)
        if status.state is WeightState.PARTIAL:
            size = f"{size_text(status.here)} of {size}"
        lines = [entry.purpose, entry.licence, entry.terms]
        if entry.extra:
            lines.append(f"Needs the extra {entry.extra} of the app.")
        if sha256 := status.sha256 or entry.sha256:
            lines.append(f"SHA-256 {sha256}{', pinned when it came' if status.pinned else ''}")
        parts.append(f"[bold]{entry.name:{names}}[/]  {size:>8}  {status.state.value}")
        below = "\n".join(escape(line) for line in lines if line)
        parts.append(Padding(f"[dim]{below}[/]", (0, 0, 1, 2)))
    return Group(*parts)


def facts_table(facts: Mapping[str, Any]) -> Table:
    """Label and value."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in facts.items():
        lines = value if isinstance(value, list) else [value]
        table.add_row(label.replace("_", " "), escape("\n".join(printable(str(line)) for line in lines)))
    return table


def summary_text(summary: IndexSummary) -> str:
    """One sentence a count that is not zero."""
    parts = [f"{summary.found} files found"]
    for label in ("indexed", "unchanged", "moved", "updated", "duplicates", "paired", "skipped", "failed"):
        if count := getattr(summary, label):
            parts.append(f"{count} {label}")
    parts.append(f"{summary.faces} faces")
    text = ", ".join(parts) + f", in {summary.seconds:.1f} s."
    if summary.failed:
        text += " See: photo-curator problems"
    return ("Stopped; what was finished is kept. " if summary.cancelled else "") + text


def explanation_text(explanation: Explanation, fooling: Fooling | None) -> Table:
    """Why a face got its score: its numbers, the checks, the fooling picture."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    shares = "  ".join(f"{n}: {p:.0%}" for n, p in enumerate(explanation.probabilities, start=1))
    table.add_row("photo", escape(printable(explanation.path)))
    table.add_row("face", f"{explanation.face} of {explanation.faces}")
    table.add_row("score", f"{explanation.score:.2f}  {shares}")
    table.add_row("method", explanation.method.value)
    if explanation.note:
        table.add_row("", escape(explanation.note))
    for check in explanation.checks:
        sign = "[green]✓[/]" if check.passed else "[yellow]![/]"
        table.add_row(check.name.value, f"{sign} {escape(check.sentence)}")
    if fooling is not None:
        table.add_row("fooling picture", escape(fooling.sentence))
        if fooling.succeeded:
            table.add_row("", f"{fooling.inside_face:.0%} of the change lies inside the face.")
    return table


def printable(text: str) -> str:
    """`text` with undecodable bytes and control characters made visible."""
    safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in safe)


def shortened(text: str, most: int = 240) -> str:
    """Printable text, cut in the middle where it is longer than `most` characters."""
    text = printable(text)
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}"


class ProgressDisplay:
    """A progress bar on standard error, so that standard output stays clean."""

    def __init__(self, *, quiet: bool = False) -> None:
        console = Console(stderr=True, quiet=quiet)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            TextColumn("{task.fields[speed]}"),
            console=console,
            transient=True,
            # Lines printed meanwhile stand above the bar; a pipe gets them as they are.
            redirect_stdout=sys.stdout.isatty(),
            disable=quiet or not console.is_terminal,
        )
        self._task: TaskID | None = None
        self._problems = 0

    def __enter__(self) -> ProgressDisplay:
        self._bar.start()
        self._task = self._bar.add_task("Starting", total=None, count="", speed="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, answer: m.Answer) -> None:
        """Draw what the engine says."""
        if self._task is None:
            return
        match answer:
            case m.Progress():
                self._bar.update(
                    self._task,
                    description=_STAGES.get(answer.stage, answer.stage.capitalize()),
                    completed=answer.done,
                    # A bar without an end goes to and fro.
                    total=answer.total or None,
                    count=_count(answer),
                    speed=_speed(answer),
                )
            case m.Looked():
                self._bar.update(self._task, description="Waiting for photos", total=None, count="", speed="")
            case m.Notice(text=text):
                self._bar.console.print(escape(printable(text)))
            case m.ProblemFound(message=message):
                self._problems += 1
                if self._problems <= _PROBLEMS_SHOWN:
                    self._bar.console.print(f"[yellow]{escape(shortened(message))}[/]")
                elif self._problems == _PROBLEMS_SHOWN + 1:
                    self._bar.console.print("[yellow]More problem files follow; `problems` lists all.[/]")
            case _:
                pass


def _count(progress: m.Progress) -> str:
    if progress.stage in _OF_BYTES:
        return f"{size_text(progress.done)} of {size_text(progress.total)}" if progress.total else ""
    return f"{progress.done}/{progress.total}" if progress.total else str(progress.done)


def _speed(progress: m.Progress) -> str:
    parts = []
    if progress.rate:
        of_bytes = progress.stage in _OF_BYTES
        parts.append(f"{progress.rate / 1e6:.1f} MB/s" if of_bytes else f"{progress.rate:.1f} photos/s")
    if progress.seconds_left is not None:
        parts.append(f"{_duration(progress.seconds_left)} left")
    return " · ".join(parts)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
