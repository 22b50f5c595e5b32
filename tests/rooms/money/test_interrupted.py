"""Taking in a cost report that is interrupted: all of it is there, or nothing; and what is sent twice is there once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.cast import gulnara, saule
from tests.programme import programme
from tests.rooms.money.books import drafted, fund, printed, row, sheet, spent, the_programme, total
from tirek import money
from tirek.ledger import OpenEntry, heads, verify
from tirek.money import BudgetRevision, Contribution, CostLine, CostReport, VarianceReason

MANY = sheet(*[printed("1.00")] * 3000)
HOME = "/money/00143776/"
KILLED = """
import os, signal, sys
import django
django.setup()
from datetime import date
from pathlib import Path
from tirek import money
from tirek.directory import Account
from tirek.ledger import OpenEntry
from tirek.plans import Programme

def killed(*given):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(OpenEntry, sys.argv[2], killed)
money.take_in_cost_report(
    account=Account.objects.get(username=sys.argv[3]), programme=Programme.objects.get(), name="cdr.csv",
    content=Path(sys.argv[1]).read_bytes(), begins=date(2022, 7, 1), ends=date(2022, 9, 30))
"""


def nothing_is_there() -> bool:
    return not CostReport.objects.exists() and not CostLine.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at", ["store_values", "_seal"], ids=["before the lines", "with the lines stored"])
def test_a_process_that_is_killed_leaves_nothing(at: str, tmp_path: Path, database_environment: dict[str, str]) -> None:
    programme()
    fund()
    file, before = tmp_path / "cdr.csv", heads()
    file.write_bytes(MANY)
    environment = {**os.environ, **database_environment, "DJANGO_SETTINGS_MODULE": "tirek.settings", "TIREK_DEMO": "1"}
    given = [sys.executable, "-c", KILLED, str(file), at, saule().username]
    done = subprocess.run(given, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert nothing_is_there()
    assert (heads(), verify().ok) == (before, True)
    assert spent(content=MANY).line_count == 3000  # the chain is not locked, and the file is not known yet
    assert str(total()) == "3000.00"


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_breaks_leaves_nothing(monkeypatch: pytest.MonkeyPatch, superuser_url: str) -> None:
    import psycopg

    programme()
    fund()
    who = saule()
    sealing = OpenEntry._seal

    def broken(entry: OpenEntry) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (backend,) = cursor.fetchone()
        with psycopg.connect(superuser_url) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
        sealing(entry)

    monkeypatch.setattr(OpenEntry, "_seal", broken)
    with pytest.raises(OperationalError):
        spent(content=MANY, by=who)
    monkeypatch.undo()
    connection.close()
    assert nothing_is_there()
    assert spent(content=MANY, by=who).line_count == 3000


@pytest.mark.django_db(transaction=True)
def test_a_fault_of_ours_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    programme()
    fund()
    before = heads()
    monkeypatch.setattr(OpenEntry, "store_values", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        spent(content=MANY)
    assert nothing_is_there()
    assert heads() == before


# The same page in two tabs, sent in both: the second one is told, or changes nothing.


@pytest.fixture
def tabs(db: None) -> tuple[Client, Client]:
    programme()
    fund()
    found = Client(), Client()
    for each in found:
        each.force_login(saule())
    return found


def sent(tab: Client, path: str, **data: object) -> int:
    return tab.post(HOME + path, data).status_code


def test_a_cost_report_is_taken_in_once(tabs: tuple[Client, Client]) -> None:
    def upload(tab: Client) -> int:
        file = BytesIO(sheet(printed()))
        file.name = "cdr.csv"
        return sent(tab, "costs/", file=file, begins="2022-07-01", ends="2022-09-30")

    assert [upload(tab) for tab in tabs] == [302, 422]
    assert CostReport.objects.count() == 1


def test_a_contribution_is_entered_once(tabs: tuple[Client, Client]) -> None:
    given = {"kind": "received", "day": "2022-07-01", "amount": "5.00", "reference": "Letter 5"}
    assert [sent(tab, "funds/30000/contributions/", **given) for tab in tabs] == [302, 422]
    assert Contribution.objects.count() == 1


def test_a_reason_is_kept_once(tabs: tuple[Client, Client]) -> None:
    given = {"activity": "1.1", "text": "Prices rose."}
    assert [sent(tab, "variance/?period=2022-Q3", **given) for tab in tabs] == [302, 302]
    assert VarianceReason.objects.count() == 1


def test_a_verdict_is_given_once(tabs: tuple[Client, Client]) -> None:
    drafted(row())
    for tab in tabs:
        tab.force_login(gulnara())
    assert [sent(tab, "budget/1/review/", verdict="approved") for tab in tabs] == [302, 409]
    assert BudgetRevision.objects.get().reviews.count() == 1


def test_what_one_tab_withdrew_the_other_does_not_withdraw_again(tabs: tuple[Client, Client]) -> None:
    report = spent(printed())
    path = f"costs/{report.pk}/withdraw/"
    assert [sent(tab, path, reason=reason) for tab, reason in zip(tabs, ("Wrong.", "Later."), strict=True)] == [
        302,
        409,
    ]
    report.refresh_from_db()
    assert report.withdrawn_because == "Wrong."


def test_a_page_from_before_a_correction_is_told(tabs: tuple[Client, Client]) -> None:
    """One tab approves what the other one still shows as waiting."""
    revision = drafted(row())
    money.review_revision(account=gulnara(), revision=revision, verdict="returned", reason="A row is missing.")
    assert sent(tabs[0], "budget/1/withdraw/", reason="No.") == 409
    assert the_programme().revisions.get().withdrawn_position is None
