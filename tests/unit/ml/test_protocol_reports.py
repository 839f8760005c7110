from __future__ import annotations

import io
import json
import os
import signal

import numpy as np
import pytest
import torch
from PIL import Image

from photo_curator.domain.progress import CancelToken
from photo_curator.ml.protocols.checkpoints import CheckpointError, Checkpoints
from photo_curator.ml.protocols.progress import EpochProgress, cancelled_by_signals, in_words
from photo_curator.ml.protocols.tables import (
    Column,
    Note,
    Report,
    Table,
    confusion_picture,
    confusion_table,
)


def test_a_report_is_written_as_markdown_json_and_pictures(tmp_path):
    confusion = np.array([[3, 1], [0, 4]])
    rows = [["a|b", 0.256], ["c", None], ["d", float("nan")]]
    table = Table("Rates", [Column("Name"), Column("Rate", "{:.0%}")], rows, ["Well."])
    parts = [
        table,
        confusion_table("Matrix", confusion, ["no", "yes"]),
        confusion_picture("Drawn", "drawn", confusion, ["no", "yes"]),
        Note("Left out", ["x.jpg: empty"]),
    ]
    files = Report("Title", "Summary.", {"counts": confusion, "bad": np.float64("inf")}, parts).write(
        tmp_path, "r"
    )
    assert [file.name for file in files] == ["r.md", "r.json", "drawn.png"]
    assert sorted(os.listdir(tmp_path)) == ["drawn.png", "r.json", "r.md"]
    text = files[0].read_text("utf-8")
    for line in (
        "# Title", "| a\\|b | 26% |", "| c | – |", "| d | – |", "- Well.", "| no | 3 | 1 | 4 |",
        "| Total | 3 | 5 | 8 |",
        "![Drawn](drawn.png)", "- x.jpg: empty",
    ):  # fmt: skip
        assert line in text.splitlines()
    plain = json.loads(files[1].read_text("utf-8"))
    assert plain["facts"] == {"counts": [[3, 1], [0, 4]], "bad": None}
    assert plain["parts"][0]["rows"] == [
        {"Name": "a|b", "Rate": 0.256}, {"Name": "c", "Rate": None}, {"Name": "d", "Rate": None},
    ]  # fmt: skip
    with Image.open(files[2]) as picture:
        assert min(picture.size) > 400


def test_the_same_figures_give_the_same_bytes():
    confusion = np.array([[3, 1], [0, 4]])
    pictures = [confusion_picture("t", "n", confusion, "ab").png for _ in range(2)]
    assert pictures[0] == pictures[1]


def test_checkpoints_come_back_only_for_the_same_run(tmp_path):
    state = {"head": {"weight": torch.arange(3.0)}, "epoch": 4, "random": torch.Generator().get_state()}
    first = Checkpoints(tmp_path, {"seed": 1, "rate": 0.1}, resume=True)
    assert first.load("a") is None
    first.save("a", state)
    back = first.load("a")
    assert back["epoch"] == 4
    assert torch.equal(back["head"]["weight"], torch.arange(3.0))
    assert Checkpoints(tmp_path, {"seed": 1, "rate": 0.1}, resume=False).load("a") is None
    with pytest.raises(CheckpointError, match=r"other settings \(rate\)"):
        Checkpoints(tmp_path, {"seed": 1, "rate": 0.2}, resume=True).load("a")


class Evil:
    def __reduce__(self):
        return (os.mkdir, ("made-by-a-checkpoint",))


@pytest.mark.parametrize("how", ["cut", "text", "code"])
def test_a_damaged_checkpoint_is_refused(tmp_path, monkeypatch, how):
    monkeypatch.chdir(tmp_path)
    checkpoints = Checkpoints(tmp_path, {}, resume=True)
    checkpoints.save("a", {"epoch": 1})
    file = tmp_path / "a.pt"
    if how == "code":
        content = io.BytesIO()
        torch.save({"settings": "{}", "state": Evil()}, content)
        file.write_bytes(content.getvalue())
    else:
        file.write_bytes(file.read_bytes()[:200] if how == "cut" else b"no checkpoint")
    with pytest.raises(CheckpointError, match="damaged"):
        checkpoints.load("a")
    assert not (tmp_path / "made-by-a-checkpoint").exists()


def test_progress_says_epoch_loss_validation_and_time_left():
    lines, times = [], iter([0.0, 20.0, 30.0])
    progress = EpochProgress("head", 12, lines.append, lambda: next(times))
    progress.told(3, 0.5, 0.25)  # two epochs were an earlier run's
    progress.told(4, 0.25, 0.5)
    assert lines == [
        "head: epoch 3 of 12, loss 0.5000, validation 25.0%, 3 min 0 s left",
        "head: epoch 4 of 12, loss 0.2500, validation 50.0%, 2 min 0 s left",
    ]
    assert [in_words(one) for one in (0.4, 59.4, 200, 7500)] == ["0 s", "59 s", "3 min 20 s", "2 h 5 min"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_cancels_and_the_next_is_as_before(number):
    before = signal.getsignal(number)
    token = CancelToken()
    with cancelled_by_signals(token):
        os.kill(os.getpid(), number)
        assert token.cancelled
        assert signal.getsignal(number) == before
    assert signal.getsignal(number) == before
