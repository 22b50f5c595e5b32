"""What whoever runs the installation does at the command line: country, accounts, figures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.test_command import WITHOUT_DATABASE

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "long-enough-to-open"


def tirek(environment: dict[str, str], *arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tirek.command", *map(str, arguments)]
    return subprocess.run(
        command, input=typed, capture_output=True, text=True, check=False, env=WITHOUT_DATABASE | environment
    )


@pytest.fixture
def installed(clone) -> dict[str, str]:
    """An installation with its tables and its country, and nobody in it."""
    environment = clone("administration")
    told = tirek(environment, "country", "load", ROOT / "countries" / "kazakhstan")
    assert told.returncode == 0, told.stderr
    assert told.stdout == "20 regions, 21 offices, 77 authorities, 0 places\n"
    return environment


def opened(
    environment: dict[str, str], name: str, *more: str, typed: str = PASSWORD
) -> subprocess.CompletedProcess[str]:
    return tirek(environment, "account", "open", name, "--office", "HRC", *more, typed=f"{typed}\n")


def listed(environment: dict[str, str]) -> list[dict[str, object]]:
    return json.loads(tirek(environment, "account", "list", "--json").stdout)


def test_it_works(installed: dict[str, str]) -> None:
    assert opened(installed, "aigul", "--role", "coordinator", "--language", "kk").returncode == 0
    assert tirek(installed, "account", "grant", "aigul", "finance-officer").returncode == 0
    (row,) = listed(installed)
    assert row == {"name": "aigul", "office": "HRC", "roles": ["coordinator", "finance-officer"], "open": True}
    assert tirek(installed, "account", "close", "aigul").returncode == 0
    assert [row["open"] for row in listed(installed)] == [False]
    assert tirek(installed, "ledger", "verify").returncode == 0


def test_refuses_what_cannot_be_an_account(installed: dict[str, str]) -> None:
    assert opened(installed, "aigul", "--role", "viewer").returncode == 0
    weak = opened(installed, "marat", "--role", "viewer", typed="short")
    twice = opened(installed, "aigul", "--role", "viewer")
    nowhere = tirek(installed, "account", "open", "m", "--office", "HRC-99", "--role", "viewer", typed=f"{PASSWORD}\n")
    nobody = tirek(installed, "account", "close", "who")
    address = opened(installed, "marat", "--role", "viewer", "--email", "not an address")
    for told, words in (
        (weak, "too short"),
        (twice, "already exists"),
        (nowhere, "HRC-99"),
        (nobody, "no account with the name who"),
        (address, "valid email"),
    ):
        assert told.returncode == 2
        assert words in told.stderr
        assert PASSWORD not in told.stdout + told.stderr
    assert [row["name"] for row in listed(installed)] == ["aigul"]


def test_a_closed_account_is_signed_out_and_stays_out(demo: dict[str, str]) -> None:
    from django.test import Client

    from tirek.directory import Account, close_account

    viewer = Account.objects.get(username="viewer")
    client = Client()
    client.force_login(viewer)
    assert client.get("/programmes/").status_code == 200
    close_account(account=viewer)
    assert client.get("/programmes/").status_code == 302


def test_figures_of_a_folder_are_defined_once(demo: dict[str, str], tmp_path: Path) -> None:
    source = ROOT / "programmes" / "kazakhstan-2022" / "figures" / "training-days.yaml"
    (tmp_path / "training-days.yaml").write_text(source.read_text("utf-8").replace("code: training-days", "code: days"))
    first = tirek(demo, "figures", "define", "00143776", tmp_path, "--by", "coordinator")
    again = tirek(demo, "figures", "define", "00143776", tmp_path, "--by", "coordinator")
    refused = tirek(demo, "figures", "define", "00143776", tmp_path, "--by", "viewer")
    assert first.stdout == "days, version 1\n1 new of 1\n"
    assert again.stdout == "0 new of 1\n"
    assert (refused.returncode, refused.stdout) == (2, "")
