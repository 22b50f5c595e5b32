"""Money that came, was committed and was spent: sums of a quarter and a fund, never a line, never the future."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from tests.cast import saule
from tests.programme import programme
from tests.rooms.money.books import budget, fund, printed, row, spent
from tirek import ledger, money
from tirek.exchange.iati.publisher import publisher
from tirek.exchange.iati.transactions import Transaction, transactions_of, write_transactions
from tirek.money import CostReport
from tirek.plans import Programme

pytestmark = pytest.mark.django_db

D = Decimal
LATER = date(2024, 6, 1)


@pytest.fixture(autouse=True)
def the_programme() -> Programme:
    made = programme()
    fund("30000", donor="Norway")
    fund("11888", title="Core", donor="UNDP")
    return made


def transactions(*kinds: str, today: date = LATER, head: int | None = None) -> list[Transaction]:
    found = transactions_of(Programme.objects.get(code="00143776"), publisher(), head=head, today=today)
    return [each for each in found if not kinds or each.type in kinds]


def told(*kinds: str, **given: object) -> list[tuple[str, str, str]]:
    """Day, fund and amount of each."""
    return [(each.day.isoformat(), each.fund, str(each.amount)) for each in transactions(*kinds, **given)]  # type: ignore[arg-type]


def contributed(kind: str = "received", day: date = date(2022, 6, 10), amount: str = "84000.00", **given: str) -> None:
    money.add_contribution(account=saule(), fund=fund(), kind=kind, day=day, amount=D(amount), **given)


def test_it_works() -> None:
    contributed()
    spent(printed("100.00", day="2022-08-15"), printed("30.10", day="2022-09-01", code="11888"))
    spent(printed("40.00", day="2022-11-01"), quarter="2022-Q4")
    assert told("1") == [("2022-06-10", "30000", "84000.00")]
    assert told("4") == [
        ("2022-09-30", "11888", "30.10"),
        ("2022-09-30", "30000", "100.00"),
        ("2022-12-31", "30000", "40.00"),
    ]


def test_nothing_is_on_record() -> None:
    assert transactions() == []


def test_lines_of_a_quarter_and_a_fund_are_one_sum() -> None:
    spent(printed("100.00", day="2022-07-01"), printed("0.01", day="2022-09-30"), printed("-20.00", day="2022-08-01"))
    assert told("4") == [("2022-09-30", "30000", "80.01")]


def test_a_quarter_that_is_not_over_is_not_published() -> None:
    spent(printed("100.00", day="2022-08-15"))
    assert transactions(today=date(2022, 9, 30)) == []
    assert told("4", today=date(2022, 10, 1)) == [("2022-09-30", "30000", "100.00")]


def test_what_a_donor_will_give_is_not_published_before_its_day() -> None:
    contributed(day=date(2023, 1, 20))
    assert transactions(today=date(2023, 1, 19)) == []
    assert len(transactions(today=date(2023, 1, 20))) == 1


def test_what_is_promised_is_an_incoming_commitment() -> None:
    contributed("pledged")
    contributed("received")
    assert {each.type for each in transactions()} == {"11", "1"}


def test_commitments_of_all_quarters_come_to_what_was_spent_and_what_is_owed() -> None:
    spent(printed("100.00", commitment="50.00"))
    spent(printed("40.00", day="2022-11-01", commitment="20.00"), quarter="2022-Q4")
    spent(printed("20.00", day="2023-02-01", commitment="0.00"), quarter="2023-Q1")
    assert told("2") == [
        ("2022-09-30", "30000", "150.00"),  # spent 100, owes 50
        ("2022-12-31", "30000", "10.00"),  # spent 40, owes 30 less
    ]
    assert sum(each.amount for each in transactions("2")) == sum(each.amount for each in transactions("4"))


def test_a_commitment_that_is_given_up_is_a_negative_one() -> None:
    spent(printed("100.00", commitment="500.00"))
    spent(printed("40.00", day="2022-11-01", commitment="0.00"), quarter="2022-Q4")
    assert told("2")[-1] == ("2022-12-31", "30000", "-460.00")


def test_a_commitment_of_a_fund_that_the_next_report_forgets_is_given_up() -> None:
    spent(printed("10.00", code="11888", commitment="5.00"))
    spent(printed("40.00", day="2022-11-01"), quarter="2022-Q4")
    assert ("2022-12-31", "11888", "-5.00") in told("2")


def test_a_line_that_matches_no_fund_is_spent_all_the_same() -> None:
    spent(printed("100.00", code="99999"))
    (found,) = transactions("4")
    assert (found.fund, found.amount) == ("", D("100.00"))
    assert "not yet matched" in found.description["en"]


def test_a_report_that_was_withdrawn_counts_as_of_before_and_no_longer() -> None:
    report = spent(printed("100.00"))
    before = ledger.heads()["HRC"]
    money.withdraw_cost_report(account=saule(), report=CostReport.objects.get(pk=report.pk), reason="The wrong file.")
    assert told("4") == []
    assert told("4", head=before) == [("2022-09-30", "30000", "100.00")]


def test_another_programme_has_its_own() -> None:
    spent(printed("100.00"))
    assert transactions_of(programme(code="00999999"), publisher(), head=None, today=LATER) == ()


def test_the_order_is_that_of_the_days() -> None:
    contributed(day=date(2022, 12, 1))
    contributed(day=date(2022, 6, 1))
    spent(printed("100.00"))
    days = [each.day for each in transactions()]
    assert days == sorted(days)


def written(found: list[Transaction]) -> list[etree._Element]:
    activity = etree.Element("iati-activity")
    write_transactions(activity, found, publisher(), "USD")
    return list(activity)


def test_a_contribution_names_who_gave_it_and_who_has_it() -> None:
    contributed()
    (one,) = written(transactions("1"))
    assert [each.tag for each in one] == [
        "transaction-type",
        "transaction-date",
        "value",
        "provider-org",
        "receiver-org",
    ]
    assert one.find("value").attrib == {"currency": "USD", "value-date": "2022-06-10"}
    assert one.findtext("provider-org/narrative") == "Norway"
    assert one.find("receiver-org").get("ref") == "XM-DAC-41114"


def test_nothing_that_a_line_or_an_office_wrote_is_in_it() -> None:
    contributed(reference="Letter of A. Person")
    budget(row("1.1"))
    spent(printed("100.00", description="Travel of A. Person to Aktau"))
    whole = b"".join(etree.tostring(each) for each in written(transactions()))
    assert b"Person" not in whole
    assert b"1.1" not in whole
    assert b"71300" not in whole


def test_what_was_spent_says_of_which_quarter_and_fund() -> None:
    spent(printed("100.00"))
    (one,) = written(transactions("4"))
    assert one.findtext("description/narrative") == "Expenditure of 2022-Q3, fund 30000"
