"""`tirek pack`: what it prints and how it ends, from a new folder to an upgrade, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cast import ruslan
from tests.mechanism import SMALL
from tirek import packs

WITHOUT_DATABASE = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}


def pack(*arguments: object, say: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tirek.command", "pack", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=WITHOUT_DATABASE | environment, input=say
    )


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    folder = tmp_path / "my-mechanism"
    done = pack("new", folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_what_is_begun_passes_every_check(begun: Path) -> None:
    done = pack("check", begun)
    assert (done.returncode, done.stdout) == (0, "Nothing to object to.\n")


def test_refuses_to_begin_where_something_is_and_under_a_name_that_is_none(begun: Path, tmp_path: Path) -> None:
    assert "is there already" in pack("new", begun).stderr
    assert pack("new", tmp_path / "Not a name").returncode == 2
    assert not (tmp_path / "Not a name").exists()


def test_faults_are_printed_by_file_and_row_and_in_json(begun: Path) -> None:
    (begun / "who.csv").write_text((begun / "who.csv").read_text().replace(",supervisor,", ",king,"))
    done = pack("check", begun)
    assert done.returncode == 1
    assert done.stdout.startswith("who.csv, row 3, role\n  There is no role “king”.\n  The roles are:")
    (found,) = json.loads(pack("check", begun, "--json").stdout)
    assert (found["code"], found["file"], found["row"]) == ("pack-role-unknown", "who.csv", 3)


def test_a_table_of_excel_is_tidied_when_asked(begun: Path) -> None:
    tidy = (begun / "who.csv").read_bytes()
    (begun / "who.csv").write_bytes(b"\xef\xbb\xbf" + tidy.replace(b"\n", b"\r\n"))
    assert pack("check", begun).returncode == 1
    assert pack("check", begun, "--tidy").returncode == 0
    assert (begun / "who.csv").read_bytes() == tidy


def test_a_workbook_and_back_is_the_same_folder(begun: Path, tmp_path: Path) -> None:
    assert pack("export", begun, tmp_path / "book.xlsx").returncode == 0
    assert pack("export", tmp_path / "book.xlsx", tmp_path / "back").returncode == 0
    assert packs.read_folder(tmp_path / "back") == packs.read_folder(begun)


@pytest.mark.django_db(transaction=True)
def test_from_installing_to_upgrading(database_environment: dict[str, str], tmp_path: Path) -> None:
    by = ("--by", ruslan().username)

    def here(*arguments: object, say: str = "") -> subprocess.CompletedProcess[str]:
        return pack(*arguments, say=say, **database_environment)

    assert here("install", SMALL, *by).stdout == "small, version 1.0, edition 1\n"
    assert "is installed already" in here("install", SMALL, *by).stderr
    assert here("export", "small", tmp_path / "release").returncode == 0
    assert packs.read_folder(tmp_path / "release") == packs.read_folder(SMALL)

    release = tmp_path / "release"
    for file, old, new in (("pack.yaml", '"1.0"', '"2.0"'), ("who.csv", "article 1", "article 2a")):
        (release / file).write_text((release / file).read_text("utf-8").replace(old, new), "utf-8")
    mine = (SMALL / "who.csv").read_text("utf-8").replace("article 1", "article 1b").encode()
    mechanism = packs.mechanism_called("small")
    packs.change_pack(account=ruslan(), mechanism=mechanism, files={"who.csv": mine}, note="")

    conflicting = here("upgrade", release, *by, "--yes")
    assert conflicting.returncode == 1
    assert "CONFLICT who.csv:2, legal basis" in conflicting.stdout
    assert "ours: Rules of the tests, article 1b" in conflicting.stdout
    assert packs.edition_in_force("small").number == 2
    assert "does not say what to take" in here("upgrade", release, *by, "--take", "mine", "who.csv").stderr

    taken = ("--take", "theirs", "who.csv:2")
    left = here("upgrade", release, *by, *taken, say="no\n")
    assert (left.returncode, "Nothing was changed." in left.stdout) == (1, True)
    done = here("upgrade", release, *by, *taken, say="yes\n")
    assert done.returncode == 0, done.stderr
    assert "- The legal basis for the role officer in the form notice:" in done.stdout
    assert packs.edition_in_force("small").version == "2.0"
    assert packs.files_of(packs.edition_in_force("small")) == packs.read_folder(release)


@pytest.mark.django_db(transaction=True)
def test_a_wrong_mechanism_installs_nothing(database_environment: dict[str, str], begun: Path) -> None:
    (begun / "README.md").unlink()
    done = pack("install", begun, "--by", ruslan().username, **database_environment)
    assert done.returncode == 1
    assert "There is no file “README.md”." in done.stderr
    assert not packs.Mechanism.objects.exists()
    assert pack("install", begun, "--by", "nobody", **database_environment).returncode == 2
