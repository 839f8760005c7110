from __future__ import annotations

import pytest

from photo_curator.domain.annotation import Annotation
from photo_curator.services.annotations import AnnotationFileError, read_annotations, write_annotations

GIVEN = [
    Annotation("cliff, left.jpg", "Ann", True, True, 'stood "too" close;\nno rail'),
    Annotation("cliff, left.jpg", "Bärbel", True, False),
    Annotation("=room.jpg", "Ann", False, False),
]


def test_round_trip(tmp_path):
    file = tmp_path / "annotations.csv"
    write_annotations(file, GIVEN)
    assert read_annotations(file) == GIVEN
    write_annotations(file, GIVEN[:1])
    assert read_annotations(file) == GIVEN[:1]
    assert [one.name for one in tmp_path.iterdir()] == ["annotations.csv"]


def test_a_spreadsheets_table_is_understood(tmp_path):
    file = tmp_path / "annotations.csv"
    file.write_bytes(
        "\ufeffSelfie;File;Annotator;Comment;Dangerous\r\nYes;1.jpg;Ann;;TRUE\r\n;;;;\r\nno;2.jpg;Ann;x\r\n"
        .encode()
    )  # fmt: skip
    assert read_annotations(file) == [
        Annotation("1.jpg", "Ann", True, True), Annotation("2.jpg", "Ann", False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1: the column file is missing"),
        ("file,selfie\n", "line 1: the column annotator is missing"),
        ("file,annotator,selfie\n1.jpg,Ann,maybe\n", "line 2: “maybe” is no answer to selfie"),
        ("file,annotator,selfie\n1.jpg,Ann\n", "line 2: “” is no answer to selfie"),
        ("file,annotator,selfie\n1.jpg,,1\n", "line 2: A photo and an annotator"),
        ("file,annotator,selfie,dangerous\n1.jpg,Ann,0,1\n", "line 2: Only a selfie"),
        ("file,annotator,selfie\n1.jpg,Ann,1\n2.jpg,Ann,1\n1.jpg,Ann,0\n", "line 4: Ann judged 1.jpg in"),
        ("file,annotator,selfie\n1.jpg,Ann,1,x\n", "line 2: there are more cells"),
        ('file,annotator,selfie\n"1.jpg,Ann,1\n', "line 2: unexpected end of data"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_named_with_its_line(tmp_path, text, reason):
    file = tmp_path / "wrong.csv"
    file.write_text(text)
    with pytest.raises(AnnotationFileError) as caught:
        read_annotations(file)
    assert f"“{file}”, {reason}" in str(caught.value)


def test_a_missing_or_binary_file_is_named(tmp_path):
    binary = tmp_path / "picture.csv"
    binary.write_bytes(b"\xff\xd8\xff")
    for file in (binary, tmp_path / "none.csv"):
        with pytest.raises(AnnotationFileError, match=file.name):
            read_annotations(file)
