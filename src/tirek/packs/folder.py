"""A mechanism's folder from the disk: plain files under plain names, bounded, and nothing from outside it."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from tirek.packs.errors import PackRefused
from tirek.packs.folder_faults import (
    FileOfNoKind,
    NameOdd,
    NamesClash,
    NotAFile,
    NotAPack,
    PackFileTooLarge,
    PackTooLarge,
    PathOutside,
)
from tirek.packs.kinds import Files, kind_of, largest
from tirek.refusals import Problem

MOST_FILES = 400
MOST_BYTES = 32 * 1024 * 1024
DEEPEST = 3
LONGEST_NAME, LONGEST_PATH = 100, 200
NAME = re.compile(r"[\w](?:[\w .-]*[\w-])?")
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def read_folder(folder: Path) -> dict[str, bytes]:
    """This function will read a mechanism's folder, or a ZIP archive of one.

    Raises `PackRefused` with every name that cannot be part of it, `NotAPack`, OSError.
    """
    if folder.is_file():
        from tirek.packs.archive import read_archive

        with folder.open("rb") as stream:
            return read_archive(folder.name, stream.read(MOST_BYTES + 1))
    if not folder.is_dir():
        raise NotAPack(name=folder.name)
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _walk(handle, (), found, problems)
    finally:
        os.close(handle)
    problems += name_problems(found)
    if problems:
        raise PackRefused(name=folder.resolve().name, problems=tuple(problems))
    return found


def _walk(handle: int, above: tuple[str, ...], found: dict[str, bytes], problems: list[Problem]) -> None:
    """By handles and never by names, so that nothing that is changed meanwhile leads out."""
    with os.scandir(handle) as entries:
        names = sorted(each.name for each in _at_most(entries, MOST_FILES))
    for name in names:
        path = "/".join((*above, name))
        mode = os.stat(name, dir_fd=handle, follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            problems.append(Problem(PathOutside(path=_said(path)), file=_said(path)))
        elif stat.S_ISDIR(mode):
            if len(above) + 1 >= DEEPEST or not _is_name(name):
                problems.append(Problem(FileOfNoKind(path=_said(path)), file=_said(path)))
                continue
            inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=handle)
            try:
                _walk(inner, (*above, name), found, problems)
            finally:
                os.close(inner)
        elif not stat.S_ISREG(mode):
            problems.append(Problem(NotAFile(path=_said(path)), file=_said(path)))
        else:
            _take(handle, name, path, found, problems)


def _at_most(entries: Iterable[os.DirEntry[str]], most: int) -> Iterator[os.DirEntry[str]]:
    for number, each in enumerate(entries):
        if number >= most:
            raise PackTooLarge(files=MOST_FILES, limit=MOST_BYTES // 1024 // 1024)
        yield each


def _take(handle: int, name: str, path: str, found: dict[str, bytes], problems: list[Problem]) -> None:
    if not _is_name(name) or not kind_of(path):
        problems.append(_odd(path))
        return
    inner = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=handle)
    with os.fdopen(inner, "rb") as stream:
        content = stream.read(largest(path) + 1)
    if len(content) > largest(path):
        problems.append(Problem(PackFileTooLarge(path=path, limit=largest(path) // 1024), file=path))
        return
    found[path] = content
    if len(found) > MOST_FILES or sum(map(len, found.values())) > MOST_BYTES:
        raise PackTooLarge(files=MOST_FILES, limit=MOST_BYTES // 1024 // 1024)


def file_problems(files: Files) -> list[Problem]:
    """This function will say which files cannot be part of a mechanism by their name or size."""
    problems = []
    for path, content in files.items():
        if path.startswith("/") or "\\" in path or ".." in path.split("/") or re.match("[A-Za-z]:", path):
            problems.append(Problem(PathOutside(path=_said(path)), file=_said(path)))
        elif not all(map(_is_name, path.split("/"))) or len(path) > LONGEST_PATH or not kind_of(path):
            problems.append(_odd(path))
        elif len(content) > largest(path):
            problems.append(Problem(PackFileTooLarge(path=path, limit=largest(path) // 1024), file=path))
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise PackTooLarge(files=MOST_FILES, limit=MOST_BYTES // 1024 // 1024)
    return problems + name_problems(files)


def name_problems(paths: Iterable[str]) -> list[Problem]:
    """This function will say which names are one where large and small letters do not differ."""
    seen: dict[str, str] = {}
    problems = []
    for path in sorted(paths):
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            problems.append(Problem(NamesClash(path=path, other=other), file=path))
    return problems


def _odd(path: str) -> Problem:
    named = all(map(_is_name, path.split("/"))) and len(path) <= LONGEST_PATH
    return Problem((FileOfNoKind if named else NameOdd)(path=_said(path)), file=_said(path))


def _is_name(name: str) -> bool:
    return (
        len(name) <= LONGEST_NAME
        and NAME.fullmatch(name) is not None
        and not RESERVED.fullmatch(name)
        and unicodedata.is_normalized("NFC", name)
    )


def _said(path: str) -> str:
    """A path as it can be printed: what is no letter, and what is no Unicode at all, by its number."""
    shown = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in path[:LONGEST_PATH])
    return shown.encode("utf-8", "backslashreplace").decode()
