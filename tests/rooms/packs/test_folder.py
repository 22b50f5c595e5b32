"""A folder is read within its bounds, and nothing from outside it; so is an archive."""

from __future__ import annotations

import io
import os
import shutil
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mechanism import SMALL
from tirek import packs
from tirek.packs.folder_faults import ArchiveDamaged, NotAPack, PackTooLarge

MEASURED = """
import re, sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tirek.command import main
status = main(sys.argv[1:])
own = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
print(own + getrusage(RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""
# Not RUSAGE_SELF: it keeps the peak of the process that forked this one, here that of all the tests before.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def refused(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(packs.PackRefused) as caught:
        packs.read_folder(folder)
    return [(each.refusal.id, each.file) for each in caught.value.problems]


def archive(folder: Path, around: str = "", **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as writer:
        for path, content in packs.read_folder(folder).items():
            writer.writestr(around + path, content)
        for path, content in more.items():
            writer.writestr(path, content)
    return out.getvalue()


def test_it_works(folder: Path) -> None:
    assert sorted(packs.read_folder(folder)) == ["README.md", "forms/notice.md", "pack.yaml", "who.csv"]


def link(folder: Path) -> None:
    (folder / "forms" / "other.md").symlink_to("/etc/hostname")


def linked_folder(folder: Path) -> None:
    (folder / "words").symlink_to("/etc", target_is_directory=True)


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "forms" / "other.md")


def long_name(folder: Path) -> None:
    (folder / "forms" / ("a" * 120 + ".md")).write_text("")


def clash(folder: Path) -> None:
    (folder / "forms" / "Notice.md").write_text("")


def decomposed(folder: Path) -> None:
    (folder / "forms" / "ie\u0301.md").write_text("")


def reserved(folder: Path) -> None:
    (folder / "forms" / "con.md").write_text("")


def program(folder: Path) -> None:
    (folder / "forms" / "run.py").write_text("")


def deep(folder: Path) -> None:
    (folder / "forms" / "media" / "more").mkdir(parents=True)


def huge(folder: Path) -> None:
    with (folder / "README.md").open("wb") as stream:
        stream.truncate(900 * 1024 * 1024)


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (link, ("pack-path-outside", "forms/other.md")),
        (linked_folder, ("pack-path-outside", "words")),
        (pipe, ("pack-not-a-file", "forms/other.md")),
        (long_name, ("pack-name-odd", "forms/" + "a" * 120 + ".md")),
        (clash, ("pack-names-clash", "forms/notice.md")),
        (decomposed, ("pack-name-odd", "forms/ie\u0301.md")),
        (reserved, ("pack-name-odd", "forms/con.md")),
        (program, ("pack-file-of-no-kind", "forms/run.py")),
        (deep, ("pack-file-of-no-kind", "forms/media/more")),
        (huge, ("pack-file-too-large", "README.md")),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_refuses_what_is_no_part_of_a_mechanism(
    folder: Path, spoil: Callable[[Path], None], found: tuple[str, str]
) -> None:
    spoil(folder)
    assert refused(folder) == [found]


def test_refuses_a_folder_with_too_much_in_it(folder: Path) -> None:
    for number in range(500):
        (folder / "forms" / f"a{number}.md").write_text("")
    with pytest.raises(PackTooLarge):
        packs.read_folder(folder)


def test_refuses_what_is_neither_folder_nor_archive(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("text")
    for path in (tmp_path / "nowhere", tmp_path / "plain.txt"):
        with pytest.raises(NotAPack):
            packs.read_folder(path)


@pytest.mark.parametrize("around", ["", "small-1.0/"])
def test_an_archive_is_the_folder(folder: Path, around: str) -> None:
    assert packs.read_archive("small.zip", archive(folder, around)) == packs.read_folder(folder)


@pytest.mark.parametrize("name", ["../outside.md", "/etc/forms/a.md", "forms\\..\\a.md", "C:/a.md", "forms/../../a.md"])
def test_refuses_an_archive_that_leads_out(folder: Path, name: str) -> None:
    with pytest.raises(packs.PackRefused) as caught:
        packs.read_archive("small.zip", archive(folder, **{name: b"x"}))
    assert [each.refusal.id for each in caught.value.problems] == ["pack-path-outside"]


def test_refuses_an_archive_with_a_link(folder: Path) -> None:
    out = io.BytesIO(archive(folder))
    with zipfile.ZipFile(out, "a") as writer:
        member = zipfile.ZipInfo("forms/other.md")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        writer.writestr(member, "/etc/passwd")
    with pytest.raises(packs.PackRefused) as caught:
        packs.read_archive("small.zip", out.getvalue())
    assert [each.refusal.id for each in caught.value.problems] == ["pack-path-outside"]


def test_refuses_an_archive_that_unfolds_to_far_more(folder: Path) -> None:
    with pytest.raises(PackTooLarge):
        packs.read_archive("small.zip", archive(folder, **{"forms/media/a.png": bytes(64 * 1024 * 1024)}))


def test_refuses_an_archive_that_lies_about_its_sizes(folder: Path) -> None:
    content = archive(folder, **{"forms/media/a.png": bytes(3_000_000)})
    size = (3_000_000).to_bytes(4, "little")
    assert content.count(size) == 2
    with pytest.raises(ArchiveDamaged):
        packs.read_archive("small.zip", content.replace(size, (100).to_bytes(4, "little")))


def test_refuses_an_archive_that_is_none_or_broken(folder: Path) -> None:
    whole = archive(folder)
    with pytest.raises(NotAPack):
        packs.read_archive("small.zip", b"text")
    for broken in (whole[: len(whole) // 2], whole[:40] + b"XXXX" + whole[44:]):
        with pytest.raises(ArchiveDamaged):
            packs.read_archive("small.zip", broken)


@pytest.mark.parametrize("as_archive", [False, True])
def test_a_path_outside_is_refused_soon_and_cheaply(folder: Path, as_archive: bool) -> None:
    """Within five seconds and 256 MB, with a sentence, as the command line does it in a process of its own."""
    target = folder
    if as_archive:
        target = folder.with_suffix(".zip")
        target.write_bytes(archive(folder, **{"../../etc/forms.md": b"x"}))
    else:
        link(folder)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "pack", "check", str(target)],
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")},
    )
    assert done.returncode == 1
    assert "leads out of the folder" in done.stdout
    assert time.monotonic() - began < 5
    assert int(done.stderr) < 256 * 1024
