"""How the engine and the trainers are started, from an interpreter and from the frozen program."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from photo_curator.services.own_process import Part, part_command

START = Path(__file__).resolve().parents[3] / "packaging" / "start.py"


def test_an_interpreter_is_given_the_module() -> None:
    assert part_command(Part.TRAINER, ["starter"]) == [
        sys.executable, "-m", "photo_curator.ml.training", "starter",
    ]  # fmt: skip


@pytest.mark.parametrize("part", list(Part))
def test_the_frozen_program_becomes_the_part_it_is_told_to_be(
    part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command = part_command(part, ["--library", "x"])
    assert command[0] == sys.executable
    started: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(runpy, "run_module", lambda name, **_: started.append((name, sys.argv[1:])))
    monkeypatch.setattr(sys, "argv", ["photo-curator", *command[1:]])
    # run_path would use the replaced run_module alike; start.py is a script, not a module of the package.
    exec(compile(START.read_text(), str(START), "exec"), {"__name__": "__main__"})
    assert started == [(part.value, ["--library", "x"])]


def test_anything_else_is_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(sys, "argv", ["photo-curator", "--version"])
    with pytest.raises(SystemExit) as left:
        exec(compile(START.read_text(), str(START), "exec"), {"__name__": "__main__"})
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("photo-curator ")
