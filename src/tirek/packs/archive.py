"""A mechanism's folder as a ZIP archive, read in a bounded child process."""

from __future__ import annotations

import base64
import io
import json
import stat
import zipfile
import zlib
from typing import Any

from tirek.bounded import run_bounded
from tirek.packs.errors import PackRefused
from tirek.packs.folder import MOST_BYTES, MOST_FILES, file_problems
from tirek.packs.folder_faults import ArchiveDamaged, NotAPack, PackTooLarge, PathOutside
from tirek.refusals import Problem

SECONDS, MEGABYTES = 4, 224


def read_archive(name: str, content: bytes) -> dict[str, bytes]:
    """This function will read the ZIP archive of a mechanism's folder; one folder around all is left out.

    Raises `PackRefused`, `NotAPack`, `ArchiveDamaged`, `PackTooLarge`, `FileTooCostly`.
    """
    if not content.startswith(b"PK"):
        raise NotAPack(name=name)
    if len(content) > MOST_BYTES:
        raise PackTooLarge(files=MOST_FILES, limit=MOST_BYTES // 1024 // 1024)
    read = json.loads(
        run_bounded("tirek.packs.archive:unpack", content, seconds=SECONDS, megabytes=MEGABYTES, name=name)
    )
    links = [Problem(PathOutside(path=path), file=path) for path in read["links"]]
    files = {path: base64.b64decode(held) for path, held in read["files"].items()}
    if problems := links + file_problems(files):
        raise PackRefused(name=name, problems=tuple(problems))
    return files


def unpack(content: bytes, *, progress: Any, name: str) -> bytes:
    """This function will give the files of an archive as JSON, and which of its names are links.

    Raises `ArchiveDamaged`, `PackTooLarge`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as fault:
        raise ArchiveDamaged from fault


def _unpacked(archive: zipfile.ZipFile) -> bytes:
    members = [each for each in archive.infolist() if not each.is_dir()]
    if len(members) > MOST_FILES or sum(each.file_size for each in members) > MOST_BYTES:
        raise PackTooLarge(files=MOST_FILES, limit=MOST_BYTES // 1024 // 1024)
    names = [each.orig_filename for each in members]
    if len(set(names)) != len(names):
        raise ArchiveDamaged  # two files of one name: which one a program takes is its own affair
    around = _around(names)
    files, links = {}, []
    for member in members:
        path = member.orig_filename[len(around) :]
        if stat.S_ISLNK(member.external_attr >> 16):
            links.append(path)
            continue
        with archive.open(member) as stream:  # gives no more than was declared, and refuses what the checksum denies
            files[path] = base64.b64encode(stream.read()).decode()
    return json.dumps({"files": files, "links": links}).encode()


def _around(names: list[str]) -> str:
    """The one folder in which all lies, as most programs pack it."""
    first = names[0].partition("/")[0] + "/" if names else ""
    return first if first not in ("../", "./", "/") and all(name.startswith(first) for name in names) else ""
