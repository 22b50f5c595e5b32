"""`tirek programme`: from one house to another without a browser."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.cast import aigul, marat
from tests.rooms.exchange.files import exported, tables
from tests.rooms.exchange.furnished import furnished
from tirek import command, ledger
from tirek.plans import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_house_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The house of the test, whatever the environment names."""
    monkeypatch.setattr("tirek.command.programme.open_house", lambda: None)


def tirek(*arguments: object) -> int:
    return command.main(["programme", *map(str, arguments)])


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_it_works(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / f"out.{ending}"
    furnished()
    assert tirek("export", "00143776", file, "--by", aigul().username) == 0
    assert tables(file.read_bytes())["programme"][0]["code"] == "00143776"
    assert "00143776" in capsys.readouterr().out
    assert ledger.entries(event="programme-exported")[0].by == str(aigul().pk)


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    furnished()
    before = os.umask(0)
    try:
        tirek("export", "00143776", file, "--by", aigul().username)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_imports_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "in.json"
    file.write_bytes(exported())
    assert tirek("import", file, "--by", aigul().username) == 0
    assert Programme.objects.get().code == "00143776"
    assert tirek("import", file, "--by", aigul().username) == 2
    assert "00143776 is here already" in capsys.readouterr().err


def test_asks_what_the_pages_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "in.json"
    file.write_bytes(exported())
    assert tirek("import", file, "--by", marat().username) == 2
    assert "Your role does not allow this" in capsys.readouterr().err
    assert not Programme.objects.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "nowhere.json", "--by", "aigul"),
        ("import", __file__, "--by", "aigul"),
        ("export", "00000000", "out.json", "--by", "aigul"),
        ("export", "00143776", "out.json", "--by", "nobody"),
        ("import", __file__, "--by", "nobody"),
    ],
    ids=str,
)
def test_says_in_one_sentence_what_is_wrong(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    aigul()
    monkeypatch.chdir(tmp_path)
    assert tirek(*arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith("tirek: ")
    assert "Traceback" not in said
    assert not list(tmp_path.iterdir())


def test_a_name_says_which_form(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        tirek("export", "00143776", "out.pdf", "--by", "aigul")
    assert ".json or .xlsx" in capsys.readouterr().err
