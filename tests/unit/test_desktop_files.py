"""What tells a Linux desktop of the app: valid, complete, installed and taken away again."""

from __future__ import annotations

import configparser
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree
from PIL import Image

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def installing(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    spec = importlib.util.spec_from_file_location("install_desktop", PACKAGING / "install_desktop.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entry(path: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(delimiters="=")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, "utf-8")
    return parser["Desktop Entry"]


def validate(*command: str) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed here")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_desktop_file_is_valid() -> None:
    validate("desktop-file-validate", str(PACKAGING / "photo-curator.desktop"))


def test_the_metainfo_is_valid() -> None:
    validate("appstreamcli", "validate", "--no-net", str(PACKAGING / "photo-curator.metainfo.xml"))


def test_folders_and_photos_can_be_opened_with_it() -> None:
    found = entry(PACKAGING / "photo-curator.desktop")
    assert found["Exec"].endswith(" %F"), "several local files at once"
    kinds = set(found["MimeType"].strip(";").split(";"))
    assert {"inode/directory", "image/jpeg", "image/heic", "image/avif", "image/x-adobe-dng"} <= kinds


def test_the_metainfo_speaks_of_this_program_in_two_languages() -> None:
    from photo_curator import __version__

    tree = etree.parse(PACKAGING / "photo-curator.metainfo.xml")
    assert tree.findtext("launchable") == "photo-curator.desktop"
    assert tree.find("releases/release").get("version") == __version__
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    for tag in ("summary", "description/p", "description/ul/li"):
        spoken = [one.get(language) for one in tree.findall(tag)]
        assert spoken.count("de") == spoken.count(None) > 0, tag


def test_installing_and_taking_away(installing: ModuleType, tmp_path: Path) -> None:
    program = tmp_path / "a folder" / "photo-curator"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    prefix = tmp_path / "share"
    foreign = prefix / "applications" / "other.desktop"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=other\n")
    installing.install(program, prefix)
    installed = prefix / "applications" / "photo-curator.desktop"
    assert entry(installed)["Exec"] == f'"{program}" %F'
    with Image.open(prefix / "icons/hicolor/48x48/apps/photo-curator.png") as icon:
        assert icon.size == (48, 48)
        assert icon.getpixel((0, 0))[3] == 0, "round corners are transparent"
        assert len(icon.getcolors(10_000)) > 20
    assert (prefix / "icons/hicolor/scalable/apps/photo-curator.svg").is_file()
    if shutil.which("desktop-file-validate"):
        validate("desktop-file-validate", str(installed))
    installing.uninstall(prefix)
    left = [path for path in prefix.rglob("*") if path.is_file() and path.suffix != ".cache"]
    assert left == [foreign]


def test_windows_gets_an_icon_of_all_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.delitem(sys.modules, "icons", raising=False)
    from icons import write_ico

    write_ico(tmp_path / "app.ico")
    with Image.open(tmp_path / "app.ico") as icon:
        assert {(16, 16), (48, 48), (256, 256)} <= set(icon.info["sizes"])
