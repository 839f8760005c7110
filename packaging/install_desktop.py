"""`make install-desktop`: the app in the desktop's menu and in “Open with”, for this user; and out again."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
from pathlib import Path

from icons import DRAWING, PNG_SIZES, png

HERE = Path(__file__).resolve().parent
NAME = "photo-curator"
METAINFO = "org.photo_curator.PhotoCurator.metainfo.xml"


def targets(prefix: Path) -> list[Path]:
    """Every file an installation has, and nothing else."""
    icons = prefix / "icons" / "hicolor"
    return [
        prefix / "applications" / f"{NAME}.desktop",
        prefix / "metainfo" / METAINFO,
        icons / "scalable" / "apps" / f"{NAME}.svg",
        *(icons / f"{size}x{size}" / "apps" / f"{NAME}.png" for size in PNG_SIZES),
    ]


def desktop_entry(program: Path) -> str:
    """The .desktop file, which names the program by its path: it need not be on the PATH.

    Args:
        program: absolute.
    """
    # Quoted as the Desktop Entry Specification has it: within double quotes, four characters escaped.
    quoted = "".join("\\" + one if one in '"`$\\' else one for one in str(program)).replace("\\", "\\\\")
    command = f'"{quoted}"' if shlex.quote(str(program)) != str(program) else str(program)
    command = command.replace("%", "%%")
    text = (HERE / f"{NAME}.desktop").read_text("utf-8")
    return text.replace(f"Exec={NAME} ", f"Exec={command} ").replace(f"TryExec={NAME}", f"TryExec={program}")


def install(program: Path, prefix: Path) -> None:
    """Write the files and tell the desktop."""
    contents: list[bytes] = [
        desktop_entry(program).encode(),
        (HERE / f"{NAME}.metainfo.xml").read_bytes(),
        DRAWING.read_bytes(),
        *(png(size) for size in PNG_SIZES),
    ]
    for target, content in zip(targets(prefix), contents, strict=True):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    _refresh(prefix)


def uninstall(prefix: Path) -> None:
    """Take away what `install` wrote; folders that are empty by that, too."""
    for target in targets(prefix):
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == prefix or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
    _refresh(prefix)


def _refresh(prefix: Path) -> None:
    """Caches the desktop reads; those whose tool is missing are made at the next login."""
    for tool, folder in (
        ("update-desktop-database", "applications"),
        ("gtk-update-icon-cache", "icons/hicolor"),
    ):
        if shutil.which(tool) and (prefix / folder).is_dir():
            options = ["-q", "-t", "-f"] if tool.startswith("gtk") else ["-q"]
            subprocess.run([tool, *options, str(prefix / folder)], check=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path, nargs="?", help="The photo-curator to start.")
    parser.add_argument("--uninstall", action="store_true")
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    parser.add_argument("--prefix", type=Path, default=data)
    options = parser.parse_args()
    if options.uninstall:
        uninstall(options.prefix)
    elif options.program is None or not options.program.is_file():
        parser.error(
            "Name the photo-curator to start: dist/photo-curator/photo-curator or .venv/bin/photo-curator."
        )
    else:
        install(options.program.absolute(), options.prefix)
