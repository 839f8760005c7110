from __future__ import annotations

import os

import numpy as np
import pytest
from PIL import Image

from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.ml.protocols.labelled import UnusableDataError, load_pictures, read_labels


def save(path, colour, size=(20, 12)):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)


@pytest.fixture
def classes(tmp_path):
    for number in range(3):
        save(tmp_path / "data" / "cat" / f"{number}.png", (200, number, 0))
        save(tmp_path / "data" / "dog" / "more" / f"{number}.jpg", (0, number * 60, 200))
    save(tmp_path / "data" / ".hidden" / "x.png", "red")
    (tmp_path / "data" / "cat" / "notes.txt").write_text("no picture")
    return tmp_path / "data"


def write_table(folder, *lines):
    (folder / "labels.csv").write_text("\n".join(lines) + "\n", "utf-8")


def test_folders_are_classes(classes):
    found = load_pictures(classes, 8)
    assert found.classes == ("cat", "dog")
    assert found.files == ("cat/0.png", "cat/1.png", "cat/2.png", *(f"dog/more/{n}.jpg" for n in range(3)))
    assert found.labels.tolist() == [0, 0, 0, 1, 1, 1]
    assert found.pixels.shape == (6, 8, 8, 3)
    assert found.pixels[0, 4, 4].tolist() == [200, 0, 0]
    assert len(set(found.groups.tolist())) == 6


def test_a_table_wins_and_names_groups(classes):
    write_table(
        classes, "\ufefffile,label,group", "cat/0.png,1,anna", "cat/1.png,2,anna", "dog/more/0.jpg,2,"
    )
    found = load_pictures(classes, 8, ("1", "2"))
    assert found.labels.tolist() == [0, 1, 1]
    assert found.groups[0] == found.groups[1] != found.groups[2]


def test_semicolons_and_an_unnamed_column_of_numbers_are_understood(classes):
    write_table(classes, ";File;Label", "0;cat/0.png;a", "0;dog/more/0.jpg;b")
    assert [(one.file, one.label, one.group) for one in read_labels(classes)] == [
        ("cat/0.png", "a", None), ("dog/more/0.jpg", "b", None),
    ]  # fmt: skip


def test_copies_of_a_file_are_one_group(classes):
    (classes / "cat" / "copy.png").write_bytes((classes / "cat" / "0.png").read_bytes())
    found = load_pictures(classes, 8)
    place = {file: number for number, file in enumerate(found.files)}
    assert found.groups[place["cat/copy.png"]] == found.groups[place["cat/0.png"]]
    assert len(set(found.groups.tolist())) == 6


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(classes):
    before = {path: path.stat().st_mtime_ns for path in classes.rglob("*")}
    (classes / "cat" / "empty.jpg").write_bytes(b"")
    whole = (classes / "dog" / "more" / "0.jpg").read_bytes()
    (classes / "dog" / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    if hasattr(os, "mkfifo"):
        os.mkfifo(classes / "dog" / "pipe.jpg")
    rows = [
        f"{path.relative_to(classes)},{path.relative_to(classes).parts[0]}"
        for path in classes.glob("*/**/*.*")
    ]
    write_table(
        classes, "file,label", *(row for row in rows if row[0] in "cd" and ".txt" not in row), "gone.jpg,dog"
    )
    found = load_pictures(classes, 8)
    assert len(found) == 6
    assert {"cat/empty.jpg", "dog/cut.jpg", "gone.jpg"} <= {one.file for one in found.left_out}
    assert all(one.reason for one in found.left_out)
    assert all(path.stat().st_mtime_ns == when for path, when in before.items() if path.is_file())


def test_pictures_stand_upright(tmp_path):
    picture = Image.new("RGB", (40, 40), "black")
    picture.paste("white", (0, 0, 40, 20))
    exif = picture.getexif()
    exif[0x0112] = 6  # shown turned clockwise: what is above comes to the right
    for name in "ab":
        (tmp_path / name).mkdir()
        picture.save(tmp_path / name / "x.png", exif=exif)
    pixels = load_pictures(tmp_path, 8).pixels[0, :, :, 0].astype(int)
    assert pixels[4, 7] > 200
    assert pixels[4, 0] < 50


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["picture,score", "a.png,1"], "needs the columns file and label"),
        (["file,label", "cat/0.png,"], "line 2: a file and a label are needed"),
        (["file,label", "cat/0.png,1", "cat/0.png,2"], "line 3: “cat/0.png” is listed a second time"),
        (["file,label", "../secret.png,1"], "“../secret.png” does not lie in the table's folder"),
        (["file,label", "cat/0.png,7"], "“cat/0.png” in “.*” is labelled “7”; known labels are 1, 2"),
        (["file,label", "cat/0.png,1"], "no usable picture labelled 2"),
        (["file,label"], "holds no labelled pictures"),
    ],
)
def test_unusable_tables_are_said_in_words(classes, lines, says):
    write_table(classes, *lines)
    with pytest.raises(UnusableDataError, match=says):
        load_pictures(classes, 8, ("1", "2"))


def test_other_unusable_folders(classes, tmp_path):
    with pytest.raises(UnusableDataError, match="There is no folder"):
        read_labels(tmp_path / "nowhere")
    write_table(classes, "file,label", "cat/0.png,cat")
    with pytest.raises(UnusableDataError, match="one class only, “cat”"):
        load_pictures(classes, 8)
    (classes / "labels.csv").write_bytes(b"file,label\n\xff\xfe,1\n")
    with pytest.raises(UnusableDataError, match="UTF-8"):
        read_labels(classes)
    (classes / "labels.csv").rename(classes / "one.csv")
    (classes / "two.csv").write_text("file,label\n")
    with pytest.raises(UnusableDataError, match=r"several tables \(one.csv, two.csv\)"):
        read_labels(classes)


def test_reading_can_be_cancelled(classes):
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        load_pictures(classes, 8, None, token)


def test_counts(classes):
    assert np.array_equal(load_pictures(classes, 8).counts, [3, 3])
