"""What people see in a terminal."""

from __future__ import annotations

import io

from rich.console import Console

from photo_curator.domain.errors import ProblemKind
from photo_curator.domain.geometry import Size
from photo_curator.domain.indexing import IndexSummary, Problem
from photo_curator.domain.photo import FileState, PhotoSummary
from photo_curator.domain.rating import SOURCE_HERE, Flag, Rating
from photo_curator.domain.score import Verdict
from photo_curator.terminal import photo_table, printable, problem_table, score_text, shortened, summary_text


def photo(path: str = "/photos/trip/a.jpg", stars: int = 0, verdict: Verdict = Verdict.SCORE) -> PhotoSummary:
    return PhotoSummary(
        id=1,
        path=path,
        state=FileState.PRESENT,
        size=Size(10, 10),
        taken=None,
        place="",
        effective_score=stars or 3.26,
        machine_score=3.26,
        low=2.5,
        high=4.0,
        verdict=verdict,
        rating=Rating(stars, SOURCE_HERE if stars else ""),
        flag=Flag.NONE,
        face_count=1,
        thumbnail_key="",
    )


def drawn(table: object) -> str:
    console = Console(file=io.StringIO(), width=100)
    console.print(table)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_cannot_tell_is_a_question_mark_until_a_person_rates() -> None:
    assert score_text(photo()) == "3.3"
    assert score_text(photo(verdict=Verdict.CANNOT_TELL)) == "?"
    assert score_text(photo(stars=4, verdict=Verdict.CANNOT_TELL)) == "4.0"


def test_file_names_cannot_play_tricks() -> None:
    text = drawn(photo_table([photo("/photos/x/[red]a\x1b[2J\n.jpg")]))
    assert "[red]" in text
    assert "\x1b" not in text
    assert len(text.splitlines()) == 2
    assert printable("a\udcff") == "a\\udcff"


def test_an_endless_path_is_cut_in_the_middle() -> None:
    path = "/start/" + "d" * 4000 + "/end.jpg"
    text = shortened(path)
    assert text.startswith("/start/")
    assert text.endswith("/end.jpg")
    assert len(text) < 260
    assert len(drawn(problem_table([Problem(path, ProblemKind.BAD_PATH, path)])).splitlines()) < 25


def test_the_summary_names_what_is_not_zero() -> None:
    text = summary_text(IndexSummary(found=5, indexed=4, failed=1, faces=3, seconds=1.25))
    assert text == "5 files found, 4 indexed, 1 failed, 3 faces, in 1.2 s. See: photo-curator problems"
    assert summary_text(IndexSummary(cancelled=True)).startswith("Stopped")
