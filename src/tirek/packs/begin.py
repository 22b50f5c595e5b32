"""A folder to begin a mechanism with: small, commented, and without a fault."""

from __future__ import annotations

from pathlib import Path

from tirek.packs.checkers.pack_file import CODE
from tirek.packs.errors import FolderInUse, PackRefused
from tirek.packs.kinds import Files
from tirek.packs.pack_faults import CodeOdd
from tirek.refusals import Problem

BEGINNING = Path(__file__).parent / "beginning"


def begun_pack(code: str) -> dict[str, bytes]:
    """This function will give the files of a new mechanism of this name. Raises `PackRefused` for no name."""
    if not CODE.fullmatch(code):
        raise PackRefused(name=code[:60], problems=(Problem(CodeOdd(code=code[:60]), file="pack.yaml"),))
    found = {
        path.relative_to(BEGINNING).as_posix(): path.read_bytes().replace(b"CODE", code.encode())
        for path in sorted(BEGINNING.rglob("*"))
        if path.is_file()
    }
    return {f"forms/{code}-intake.md" if path == "forms/form.md" else path: held for path, held in found.items()}


def write_folder(folder: Path, files: Files) -> None:
    """This function will write a mechanism as a folder, new or empty. Raises `FolderInUse`, OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(folder=str(folder))
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(bytes(content))
