"""`tirek plan export AWARD --iati`: the file on stdout or in a file, its problems on stderr, and the status of both."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.house.test_command import tirek
from tests.programme import programme
from tests.rooms.exchange.iati.test_activities import changed, in_full
from tirek import command
from tirek.command import house
from tirek.command.failures import CANNOT_READ, FINDINGS, FINE


@pytest.fixture
def _open(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    """The house is open already, on the database of the test."""
    settings.PUBLIC_URL = "https://tirek.example"
    monkeypatch.setattr(house, "open_house", lambda: None)


def run(*arguments: object) -> int:
    return command.main(["plan", "export", *map(str, arguments)])


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_it_works(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    in_full()
    assert run("00143776", "--iati") == FINE
    out, told = capfdbinary.readouterr()
    assert etree.fromstring(out).get("version") == "2.03"
    assert told == b""


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_it_goes_into_a_file_where_one_is_named(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    in_full()
    assert run("00143776", "--iati", tmp_path / "out.xml") == FINE
    assert capfdbinary.readouterr().out == b""
    assert etree.parse(str(tmp_path / "out.xml")).getroot().tag == "iati-activities"


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_problems_are_told_and_the_file_is_written_all_the_same(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    in_full()
    changed(currency="ZZZ")
    assert run("00143776", "--iati") == FINDINGS
    out, told = capfdbinary.readouterr()
    assert etree.fromstring(out).tag == "iati-activities"
    assert b"ERROR codelist, line " in told
    assert "“ZZZ” is no code of the list Currency." in " ".join(told.decode().split())


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_a_warning_is_a_problem(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    programme()
    assert run("00143776", "--iati") == FINDINGS
    assert b"WARNING tirek-no-budget" in capfdbinary.readouterr().err


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_a_note_is_none(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    in_full()
    changed(synthetic=True)
    assert run("00143776", "--iati") == FINE
    assert b"NOTE tirek-made-up" in capfdbinary.readouterr().err


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_there_is_no_such_programme(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    programme()
    assert run("00999999", "--iati") == CANNOT_READ
    out, told = capfdbinary.readouterr()
    assert out == b""
    assert b"There is no programme with the award number 00999999." in told


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_a_place_where_nothing_can_be_written_is_said(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    in_full()
    assert run("00143776", "--iati", "/nowhere/out.xml") == CANNOT_READ
    assert b"/nowhere/out.xml" in capfdbinary.readouterr().err


def test_the_form_must_be_named() -> None:
    told = tirek("plan", "export", "00143776")
    assert told.returncode == 2
    assert "--iati" in told.stderr


def test_without_a_database_it_says_so() -> None:
    told = tirek("plan", "export", "00143776", "--iati", environment={"DATABASE_URL": "postgresql://127.0.0.1:1/none"})
    assert told.returncode == CANNOT_READ
    assert "database" in told.stderr
    assert told.stdout == ""
