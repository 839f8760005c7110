"""The built wheel carries everything and runs outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from photo_curator.assets import models_dir, resources_dir

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the back end installed here: no network is needed."""
    place = tmp_path_factory.mktemp("wheel")
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(place)], cwd=CHECKOUT, check=True, capture_output=True)
    (built,) = place.glob("*.whl")
    return built


def test_the_wheel_has_what_the_checkout_has(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in ((models_dir(), "models"), (resources_dir(), "resources")):
        for path in folder.rglob("*"):
            if path.is_file():
                assert f"photo_curator/{inside}/{path.relative_to(folder).as_posix()}" in names
    assert any(name.startswith("photo_curator/db/migrations/versions/0001") for name in names)
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


def test_index_and_list_from_an_empty_environment(wheel: Path, photos: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    places = sysconfig.get_path("purelib", vars={"base": str(environment), "platbase": str(environment)})
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(places)
    # The dependencies are those of this environment, without the editable checkout among them.
    mine = sysconfig.get_path("purelib")
    Path(places, "dependencies.pth").write_text(mine + "\n")
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}

    def command(*arguments: str) -> str:
        result = subprocess.run(
            [str(python), "-m", "photo_curator", "--library", str(tmp_path / "library"), *arguments],
            cwd=tmp_path,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    where = subprocess.run(
        [str(python), "-c", "import photo_curator; print(photo_curator.__file__)"],
        cwd=tmp_path,
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert str(environment) in where
    assert json.loads(command("index", str(photos), "--json"))["indexed"] == 6
    assert len(json.loads(command("list", "--json"))) == 6
    assert json.loads(command("demo", str(tmp_path / "demo"), "--json"))["files"] > 30
