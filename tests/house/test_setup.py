"""Setting up on a bare machine: make's verbs, uv by the hash in the lock file, node old or new, what CI runs."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts import check_migrations, get_uv

ROOT = Path(__file__).parents[2]


def program(path: Path, body: str) -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_it_works() -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    verbs = ("help", "setup", "demo", "test", "check", "format", "messages", "docs", "bench", "clean")
    assert set(verbs) <= set(re.findall(r"^  make (\w+)", told, re.M))
    assert not re.search(r"^  make \w+\s*$", told, re.M)


@pytest.mark.parametrize(
    ("system", "machine", "libc", "part"),
    [
        ("linux", "x86_64", "glibc", "manylinux"),
        ("linux", "aarch64", "glibc", "aarch64"),
        ("linux", "x86_64", "", "musllinux"),
        ("darwin", "arm64", "", "macosx"),
    ],
)
def test_the_lock_file_names_uv_for_every_kind_of_machine(system: str, machine: str, libc: str, part: str) -> None:
    wheel = get_uv.wheel_for(system, machine, libc)
    assert part in wheel["url"]
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", wheel["hash"])


def test_says_so_where_there_is_no_uv_for_a_machine() -> None:
    with pytest.raises(SystemExit, match="There is no uv for this machine"):
        get_uv.wheel_for("linux", "abacus", "glibc")


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A wheel with a program in it, and what a lock file says of it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("uv-1.data/scripts/uv", "#!/bin/sh\necho uv 1\n")
    (tmp_path / "uv.whl").write_bytes(content.getvalue())
    digest = hashlib.sha256(content.getvalue()).hexdigest()
    named = {"url": (tmp_path / "uv.whl").as_uri(), "hash": f"sha256:{digest}"}
    monkeypatch.setattr(get_uv, "wheel_for", lambda *_: named)
    return named


def test_takes_the_program_out_of_the_wheel(wheel: dict[str, str], tmp_path: Path) -> None:
    get_uv.main(tmp_path / "bin" / "uv")
    assert subprocess.check_output([tmp_path / "bin" / "uv"], text=True) == "uv 1\n"


def test_refuses_a_wheel_that_is_not_the_one_of_the_lock_file(wheel: dict[str, str], tmp_path: Path) -> None:
    wheel["hash"] = "sha256:" + "0" * 64
    with pytest.raises(SystemExit, match="is not what the lock file says it is"):
        get_uv.main(tmp_path / "bin" / "uv")
    assert not (tmp_path / "bin" / "uv").exists()


def test_says_so_where_nothing_can_be_fetched(wheel: dict[str, str], tmp_path: Path) -> None:
    wheel["url"] = "https://127.0.0.1:1/uv.whl"
    with pytest.raises(SystemExit, match="could not be fetched"):
        get_uv.main(tmp_path / "bin" / "uv")


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        ("18.19.0", False),
        ("20.18.1", False),
        ("20.19.0", True),
        ("22.11.0", False),
        ("22.12.0", True),
        ("24.0.0", True),
    ],
)
def test_a_node_that_is_too_old_counts_as_none(version: str, enough: bool, tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node
    # A node that says it is another version, and judges by it as the real one would.
    pretend = f"Object.defineProperty(process, 'versions', {{value: {{node: '{version}'}}}});"
    program(tmp_path / "node", f'exec "{node}" -e "{pretend} $2"')
    program(tmp_path / "npm", "exit 0")
    asked = subprocess.run([ROOT / "scripts" / "node-on-path"], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=False)
    assert (asked.returncode == 0) is enough


def test_the_node_of_an_earlier_setup_is_not_the_machines(tmp_path: Path) -> None:
    place = tmp_path / ".venv" / "bin"
    place.mkdir(parents=True)
    for name in ("node", "npm"):
        program(place / name, "exit 0")
    command = [ROOT / "scripts" / "node-on-path"]
    assert subprocess.run(command, env={"PATH": f"{place}:/usr/bin:/bin"}, check=False).returncode != 0
    assert subprocess.run(["/bin/sh", *command], env={"PATH": str(tmp_path)}, check=False).returncode != 0


def test_the_migrations_make_the_tables_of_the_models() -> None:
    command = [sys.executable, check_migrations.__file__]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(("checked", "tested", "status"), [(0, 0, 0), (2, 0, 2), (0, 3, 3), (2, 3, 3)])
def test_ci_checks_and_tests_whatever_fails(checked: int, tested: int, status: int, tmp_path: Path) -> None:
    program(tmp_path / "make", f'echo "$1"; test "$1" = check && exit {checked}; exit {tested}')
    program(tmp_path / "chromium", "exit 0")
    path = f"{tmp_path}:{os.environ['PATH']}"
    told = subprocess.run([ROOT / ".ci" / "run"], env={"PATH": path}, capture_output=True, text=True, check=False)
    assert told.stdout.split() == ["check", "test"]
    assert told.returncode == status
