"""Money is never changed: not past the ledger, and not by the application's own role in the database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from tests.cast import aigul, gulnara, saule
from tests.programme import MADE, activity, programme
from tests.rooms.money.books import budget, fund, printed, spent, the_line
from tirek import money
from tirek.ledger import WITHDRAWING, Kept, WriteWithoutTrace, entry, verify
from tirek.money import (
    Assignment,
    BudgetRevision,
    BudgetRow,
    Contribution,
    CostLine,
    CostReport,
    ExchangeRate,
    Fund,
    FundGrant,
    RevisionReview,
    VarianceReason,
)

pytestmark = pytest.mark.django_db
KEPT = [Assignment, BudgetRevision, Contribution, CostReport, ExchangeRate, FundGrant, RevisionReview, VarianceReason]
CORRECTED = {"title", "donor", "donor_reference", "stored_chain", "stored_position", "stored_salt"}
TABLES = [*KEPT, Fund, BudgetRow, CostLine]


def ask(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_it_works() -> None:
    """What the application does need, it has: to enter, to read, to withdraw."""
    programme()
    budget()
    money.withdraw_cost_report(account=saule(), report=spent(printed()), reason="No.")
    assert verify().ok


@pytest.mark.parametrize("model", TABLES)
def test_the_application_may_withdraw_and_correct_what_a_fund_is_called_and_change_nothing_else(
    model: type[Any],
) -> None:
    may = set(WITHDRAWING) if issubclass(model, Kept) else CORRECTED if model is Fund else set()
    for field in model._meta.concrete_fields:
        statement = f'UPDATE "{model._meta.db_table}" SET "{field.column}" = "{field.column}"'
        if field.column in may:
            ask(statement)
        else:
            with pytest.raises(ProgrammingError, match="permission denied"):
                ask(statement)


@pytest.mark.parametrize("model", TABLES)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}"])
def test_the_application_may_remove_nothing(model: type[Any], statement: str) -> None:
    with pytest.raises(ProgrammingError):
        ask(statement.format(model._meta.db_table))


@pytest.mark.parametrize("model", [BudgetRow, CostLine, CostReport])
def test_nothing_is_written_without_a_trace(model: type[Any]) -> None:
    programme()
    budget()
    spent(printed())
    row = model.objects.all()[0]
    for write in (row.save, row.delete, lambda: model.objects.all().delete()):
        with pytest.raises(WriteWithoutTrace):
            write()


def store(row: Any) -> None:
    with transaction.atomic(), entry(event=MADE, office="HRC", by="tests") as trace:
        if isinstance(row, Kept):
            row.entered_position = trace.position
        trace.store(row)


def refused(row: Any) -> None:
    with pytest.raises(IntegrityError):
        store(row)


def test_the_database_takes_one_standing_review_of_a_revision() -> None:
    programme()
    revision = budget()
    review = revision.reviews.get()
    refused(RevisionReview(revision=revision, verdict="approved", reviewed_by=aigul(), reviewed_at=review.reviewed_at))


@pytest.mark.parametrize("wrong", ["programme_id", "report_id"])
def test_the_database_takes_no_line_that_names_another_programme_than_its_report(wrong: str) -> None:
    """Report and programme are one reference: either alone names a row that there is."""
    programme()
    ours = spent(printed())
    theirs = programme("00999999")
    line = the_line()
    line.pk, line.row = uuid4(), 3
    store_at_once(line)  # nothing is wrong with it yet
    line.pk, line.row = uuid4(), 4
    setattr(line, wrong, {"programme_id": theirs.pk, "report_id": uuid4()}[wrong])
    with pytest.raises(IntegrityError, match="cost_line_of_a_report_and_its_programme"):
        store_at_once(line)
    assert ours.lines.count() == 2


def store_at_once(row: Any) -> None:
    """Stores a row and has the database look at once at what it otherwise looks at in the end."""
    with transaction.atomic(), connection.cursor() as cursor:
        store(row)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_the_database_takes_no_negative_budget_and_no_fee_of_an_activity() -> None:
    programme()
    revision = budget()
    place = {"revision": revision, "fund": fund(), "account_code": "72100", "year": 2022}
    refused(BudgetRow(kind="direct", activity=activity("1.1"), amount=Decimal(-1), **place))
    refused(BudgetRow(kind="fee", activity=activity("1.1"), amount=Decimal(1), **place))
    refused(BudgetRow(kind="direct", activity=None, amount=Decimal(1), **place))


def test_the_database_takes_no_assigned_fee_with_an_activity_and_nothing_else_without() -> None:
    programme()
    revision = budget()
    spent(printed())
    common = {
        "line": the_line(),
        "fund": fund(),
        "reason": "x",
        "assigned_by": gulnara(),
        "assigned_at": revision.drafted_at,
    }
    refused(Assignment(activity=activity("1.1"), account_code="75100", **common))
    refused(Assignment(activity=None, account_code="71300", **common))
