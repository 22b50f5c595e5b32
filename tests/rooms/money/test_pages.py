"""The pages of money: what each shows, takes, refuses, and to whom."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import activity, programme
from tests.rooms.money.books import budget, drafted, fund, printed, rate, row, sheet, spent, the_line, the_programme
from tirek import money
from tirek.directory import Account, choose_language
from tirek.money import Assignment, BudgetRevision, Contribution, CostReport, ExchangeRate, Fund, VarianceReason

pytestmark = pytest.mark.django_db
HOME = "/money/00143776/"
Who = Callable[[], Account]


@pytest.fixture(autouse=True)
def _programme() -> None:
    programme()


def seen(who: Who, path: str = "", *, status: int = 200, home: str = HOME) -> str:
    response = signed_in(who).get(home + path)
    assert response.status_code == status, response.content[:2000]
    return response.content.decode()


def sent(who: Who, path: str, status: int = 302, **data: Any) -> str:
    response = signed_in(who).post(HOME + path, data)
    assert response.status_code == status, response.content.decode()[-3000:]
    return response.content.decode()


def signed_in(who: Who) -> Client:
    client = Client()
    client.force_login(who())
    return client


def table(who: Who, path: str) -> list[list[str]]:
    response = signed_in(who).get(HOME + path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def books() -> None:
    """A year with two funds, a line that matches nothing, a rate and a contribution."""
    budget(row("1.1", "1000.00"), row("2.1", "500.00", code="30001"))
    rate()
    spent(
        printed("400.00", commitment="50.00"),
        printed("8000.00", currency="KZT", code="30001", number="2.1"),
        printed("7.77", number="9.9", description="=cmd()"),
        printed("33.00", account="75100"),
    )
    money.add_contribution(
        account=saule(), fund=fund(), kind="received", day=date(2022, 7, 1), amount=Decimal(900), reference="Letter 5"
    )
    money.grant_fund(account=saule(), fund=fund("30000"), donor=ingrid())


def test_it_works() -> None:
    books()
    shown = seen(viktor)
    assert "1,620.00" in shown or "1 620,00" in shown.replace("\xa0", " ")
    shown = seen(saule)
    for expected in ("1,620.00", "460.77", "28.4\xa0%", "900.00", "1 line of the cost reports matches no row", "32.62"):
        assert expected in shown, expected


PATHS = (
    *("", "budget/", "budget/1/", "costs/", "costs/unmatched/", "funds/", "funds/30000/", "rates/", "variance/"),
    *("budget/1/rows.csv", "funds/30000/table.csv", "funds/30000/contributions.csv"),
    *(f"tables/{name}.csv" for name in ("budget-and-expenditure", "fees", "burn", "revisions", "cost-reports")),
    *(f"tables/{name}.csv" for name in ("unmatched", "funds", "contributions", "rates", "variance")),
)


@pytest.mark.parametrize("path", PATHS)
def test_those_who_see_money_see_every_page_and_a_donor_none_but_the_own_fund(path: str) -> None:
    books()
    for who in (viktor, saule, dana, gulnara):
        seen(who, path)
    seen(ingrid, path, status=200 if path.startswith("funds/30000/") else 404)


@pytest.mark.parametrize("path", [each for each in PATHS if not each.startswith(("budget/1", "funds/3"))])
def test_before_anything_is_entered_every_page_is_there(path: str) -> None:
    seen(saule, path)
    seen(viktor, path)


def test_what_there_is_not_is_not_there() -> None:
    for path in ("budget/7/", "costs/00000000-0000-0000-0000-000000000000/", "funds/x/", "tables/secrets.csv"):
        seen(saule, path, status=404)
    seen(saule, home="/money/00999999/", status=404)


def test_a_donor_sees_one_fund_and_nothing_of_the_other() -> None:
    books()
    own = seen(ingrid, home="/money/")
    assert "/funds/30000/" in own
    assert "30001" not in own
    page = seen(ingrid, "funds/30000/")
    assert "1,080.00" in page
    assert "440.77" in page
    for hidden in ("30001", "Activity 2.1", "1,620.00", "460.77", "First budget", "Withdraw", "/costs/"):
        assert hidden not in page, hidden
    seen(ingrid, "funds/30001/", status=404)
    assert [line[1] for line in table(ingrid, "funds/30000/table.csv")] == ["Number", "1", "1.1", "", "", ""]
    assert len(table(ingrid, "funds/30000/contributions.csv")) == 2
    assert 'href="/money/"' in signed_in(ingrid).get("/").content.decode()


def test_a_donor_without_a_fund_is_told_so() -> None:
    assert "Your account was not given sight of a fund yet." in seen(ingrid, home="/money/")
    seen(saule, home="/money/", status=403)


def test_a_contribution_entered_wrongly_is_not_a_donors_to_see() -> None:
    books()
    money.withdraw_contribution(account=saule(), contribution=Contribution.objects.get(), reason="Another's.")
    assert "Letter 5" in seen(saule, "funds/30000/")
    assert "Letter 5" not in seen(ingrid, "funds/30000/")
    assert len(table(ingrid, "funds/30000/contributions.csv")) == 1


def test_what_a_fund_is_called_is_corrected_on_its_page() -> None:
    books()
    client = signed_in(saule)
    address = f"/money/{the_programme().code}/funds/30000/"
    assert client.post(f"{address}words/", {"title": ""}).status_code == 422
    assert client.post(f"{address}words/", {"title": "Norway, corrected"}).status_code == 302
    assert "Norway, corrected" in client.get(address).content.decode()
    assert signed_in(ingrid).post(f"{address}words/", {"title": "Mine"}).status_code == 403


# Budgets.


def rows_of(*rows: tuple[str, str, str, str, str], **given: str) -> dict[str, str]:
    data = {"title": "First", "reason": "To begin.", "fee_rate": "8", "fee_base": "on-cost"} | given
    data |= {"row-TOTAL_FORMS": str(len(rows)), "row-INITIAL_FORMS": "0"}
    names = ("activity", "fund", "account_code", "year", "amount")
    for at, cells in enumerate(rows):
        data |= {f"row-{at}-{name}": cell for name, cell in zip(names, cells, strict=True)}
    return data


def test_a_budget_is_drafted_and_approved_by_a_second_person() -> None:
    fund()
    sent(saule, "budget/draft/", **rows_of(("1.1", "30000", "71300", "2022", "1 234,50"), ("", "", "", "2022", "")))
    page = seen(aigul, "budget/1/")
    assert "1,234.50" in page
    assert "98.76" in page
    assert "Approve" in page
    assert "Approve" not in seen(saule, "budget/1/")
    sent(aigul, "budget/1/review/", verdict="approved")
    assert "In force" in seen(saule, "budget/")


def test_the_author_may_not_approve() -> None:
    fund()
    drafted(by=aigul())
    assert "a second person reviews it" in seen(aigul, "budget/1/")
    sent(aigul, "budget/1/review/", status=422, verdict="approved")
    assert not BudgetRevision.objects.get().reviews.exists()


def test_rows_are_added_and_left_out_without_a_script() -> None:
    fund()
    data = rows_of(("1.1", "30000", "71300", "2022", "5"), more="1")
    page = sent(saule, "budget/draft/", status=200, **data)
    assert 'name="row-TOTAL_FORMS" value="6"' in page
    assert 'value="71300"' in page
    assert 'value="To begin."' in page or ">\nTo begin.</textarea>" in page
    assert not BudgetRevision.objects.exists()


def test_the_table_begins_with_the_budget_in_force() -> None:
    budget(row("1.1", "1000.00"), row("1.2", "2.00"))
    page = seen(saule, "budget/draft/")
    assert 'value="1,000.00"' in page
    assert 'name="row-TOTAL_FORMS" value="7"' in page
    assert 'value="1,000.00"' not in seen(saule, "budget/draft/?from=plan")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("9.9", "30000", "71300", "2022", "5"), "There is no such activity."),
        (("1.1", "99999", "71300", "2022", "5"), "There is no such fund."),
        (("1.1", "30000", "71300", "", "5"), "Give the year."),
        (("1.1", "30000", "71300", "2022", "five"), "Give an amount such as"),
        (("1.1", "30000", "Travel", "2022", "5"), "This row cannot be budgeted as it stands."),
        (("1.1", "30000", "75100", "2022", "5"), "This row cannot be budgeted as it stands."),
        (("1.1", "30000", "71300", "2031", "5"), "This row cannot be budgeted as it stands."),
    ],
)
def test_a_row_that_cannot_be_is_marked_and_nothing_typed_is_lost(cells: Any, said: str) -> None:
    fund()
    page = sent(saule, "budget/draft/", status=422, **rows_of(("1.2", "30000", "71300", "2022", "77.70"), cells))
    assert said in page
    assert 'value="77.70"' in page
    assert "tirek-bad-row" in page


def test_all_that_is_wrong_with_the_rows_is_said_at_once() -> None:
    fund()
    rows = [("9.9", "30000", "71300", "2022", "5"), ("1.1", "30000", "71300", "2022", "five")]
    page = sent(saule, "budget/draft/", status=422, **rows_of(*rows))
    assert "There is no such activity." in page
    assert "Give an amount such as" in page


def test_a_table_that_is_no_form_of_ours_is_refused_as_a_form() -> None:
    fund()
    sent(saule, "budget/draft/", status=422, title="x")
    sent(saule, "budget/draft/", status=200, more="1", **{"row-TOTAL_FORMS": "many"})


def test_a_draft_is_withdrawn_with_a_reason() -> None:
    drafted()
    sent(saule, "budget/1/withdraw/", reason="A row is missing.")
    assert "A row is missing." in seen(saule, "budget/1/")


# Costs.


def upload(content: bytes, **given: str) -> dict[str, Any]:
    file = BytesIO(content)
    file.name = "cdr.csv"
    return {"file": file, "begins": "2022-07-01", "ends": "2022-09-30"} | given


def test_a_cost_report_is_taken_in_and_its_lines_are_shown() -> None:
    budget()
    sent(saule, "costs/", **upload(sheet(printed("400.00"), printed("7.77", number="9.9"))))
    report = CostReport.objects.get()
    page = seen(viktor, f"costs/{report.pk}/")
    assert "9.9" in page
    page = seen(saule, f"costs/{report.pk}/?only=unmatched")
    assert "7.77" in page
    assert "No such activity" in page
    assert signed_in(saule).get(f"{HOME}costs/{report.pk}/original/").content == bytes(report.content)


def test_rows_that_cannot_be_read_are_named_on_the_page() -> None:
    page = sent(saule, "costs/", status=422, **upload(sheet(printed(), printed("many"), printed(day="<b>"))))
    assert "2 rows cannot be read" in page
    assert "Row 3: “many” is no amount." in page
    assert "Row 4: “&lt;b&gt;” is no day." in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda: upload(sheet(printed(currency="KZT"))), "No exchange rate is known for KZT 2022-08."),
        (lambda: upload(b"a,b\n1,2"), "This file is no cost report"),
        (lambda: upload(sheet(printed()), ends="2022-06-30"), "cannot end before it begins"),
        (lambda: upload(sheet(printed()), begins="soon"), "Enter a valid date."),
        (lambda: {"begins": "2022-07-01", "ends": "2022-09-30"}, "This field is required."),
    ],
)
def test_what_cannot_be_taken_in_is_said_on_the_page(data: Callable[[], Any], said: str) -> None:
    assert said in sent(saule, "costs/", status=422, **data())
    assert not CostReport.objects.exists()


def test_the_same_file_again_is_said_on_the_page() -> None:
    spent(printed())
    assert "already taken in" in sent(saule, "costs/", status=422, **upload(sheet(printed())))


def test_a_report_is_withdrawn_with_a_reason() -> None:
    report = spent(printed())
    sent(saule, f"costs/{report.pk}/withdraw/", status=422, reason="")
    sent(saule, f"costs/{report.pk}/withdraw/", reason="The wrong quarter.")
    assert "The wrong quarter." in seen(viktor, f"costs/{report.pk}/")
    sent(saule, f"costs/{report.pk}/withdraw/", status=409, reason="Again.")


def test_a_line_is_assigned_on_its_page() -> None:
    books()
    line = the_line(activity_code="9.9")
    assert "No such activity" in seen(saule, "costs/unmatched/")
    page = seen(saule, f"costs/lines/{line.pk}/")
    assert 'value="71300"' in page
    activity = str(the_line(row=2).activity_id)
    place = {"activity": activity, "fund": str(fund().pk), "account_code": "71300"}
    assert "This field is required." in sent(saule, f"costs/lines/{line.pk}/", status=422, **place)
    wrong = place | {"account_code": "75100", "reason": "x"}
    assert "cannot be assigned so" in sent(saule, f"costs/lines/{line.pk}/", status=422, **wrong)
    sent(saule, f"costs/lines/{line.pk}/", reason="Mistyped.", **place)
    assert Assignment.objects.get().line == line
    assert "Every line of the cost reports matches" in seen(saule, "costs/unmatched/")


# Funds, rates, variance.


def test_a_fund_is_added_and_a_contribution_entered() -> None:
    sent(saule, "funds/", code="30000", title="Norway", donor="Norway")
    assert "already has a fund" in sent(saule, "funds/", status=422, code="30000", title="Norway")
    sent(saule, "funds/30000/contributions/", kind="received", day="2022-07-01", amount="1,000.50")
    assert Contribution.objects.get().amount == Decimal("1000.50")
    assert "at most two decimals" in sent(
        saule, "funds/30000/contributions/", status=422, kind="received", day="2022-07-01", amount="0"
    )
    sent(saule, f"funds/30000/contributions/{Contribution.objects.get().pk}/withdraw/", reason="Not ours.")
    assert "Not ours." in seen(viktor, "funds/30000/")


def test_a_donor_is_given_sight_of_a_fund_and_loses_it() -> None:
    fund()
    ingrid(), viktor()
    page = seen(saule, "funds/30000/")
    assert ">ingrid<" in page
    assert ">viktor<" not in page
    sent(saule, "funds/30000/grants/", status=422, donor="viktor")
    sent(saule, "funds/30000/grants/", donor="ingrid")
    seen(ingrid, "funds/30000/")
    grant = Fund.objects.get().grants.get()
    sent(saule, f"funds/30000/grants/{grant.pk}/withdraw/", reason="It ended.")
    seen(ingrid, "funds/30000/", status=404)


def test_a_rate_is_set_and_withdrawn() -> None:
    given = {"currency": "kzt", "month": "2022-08", "units": "447.05", "source": "UN"}
    sent(saule, "rates/", **given)
    assert "There is already a rate" in sent(saule, "rates/", status=422, **given)
    sent(saule, f"rates/{ExchangeRate.objects.get().pk}/withdraw/", reason="Mistyped.")
    assert "Mistyped." in seen(viktor, "rates/")
    for wrong in ({"month": "2022-13"}, {"month": "0000-01"}, {"units": "0"}, {"units": "x"}, {"currency": "tenge"}):
        sent(saule, "rates/", status=422, **(given | {"month": "2022-09"} | wrong))


def test_a_variance_is_explained() -> None:
    books()
    page = seen(saule, "variance/?period=2022-Q3&activity=1.1")
    assert "400.00" in page
    sent(saule, "variance/?period=2022-Q3", activity="1.1", text="Prices <b>rose</b>.")
    reason = VarianceReason.objects.get()
    assert (reason.activity.number, reason.period.key) == ("1.1", "2022-Q3")
    assert "Prices &lt;b&gt;rose&lt;/b&gt;." in seen(viktor, "variance/?period=2022-Q3")
    assert "rose" not in seen(viktor, "variance/?period=2022-Q4")
    sent(saule, "variance/?period=2022-Q3", status=422, activity="1.1", text=" ")


POSTS = {
    "budget/draft/": {},
    "budget/1/review/": {"verdict": "approved"},
    "budget/1/withdraw/": {"reason": "x"},
    "costs/": {},
    "funds/": {},
    "funds/30000/contributions/": {},
    "funds/30000/grants/": {},
    "rates/": {},
    "variance/": {},
}


@pytest.mark.parametrize("path", POSTS)
def test_those_who_only_see_write_nothing(path: str) -> None:
    drafted()
    for who in (viktor, marat, dana):
        sent(who, path, status=403, **POSTS[path])
    sent(ingrid, path, status=404, **POSTS[path])


# Tables.


def test_each_table_is_kept_as_csv_with_safe_cells() -> None:
    books()
    lines = table(saule, "tables/unmatched.csv")
    assert lines[1][5] == "'=cmd()"
    assert lines[1][-1] == "unknown-activity"
    against = {line[1] or line[0]: line[-4:] for line in table(saule, "tables/budget-and-expenditure.csv")}
    assert against["1.1"] == ["1000.00", "400.00", "50.00", "40.0"]
    assert against["unmatched"] == ["0.00", "7.77", "0.00", ""]
    assert against["total"] == ["1620.00", "460.77", "50.00", "28.4"]
    fees = table(saule, "tables/fees.csv")
    assert fees[1:] == [["30000", "407.77", "32.62", "33.00", "0.38"], ["30001", "20.00", "1.60", "0.00", "-1.60"]]
    assert table(saule, "tables/rates.csv")[1][:4] == ["2022-08", "USD", "KZT", "400.000000"]
    assert table(saule, "budget/1/rows.csv")[1] == [
        "direct",
        "1.1",
        "30000",
        "71300",
        "2022",
        "1000.00",
        "0.00",
        "1000.00",
    ]
    report = CostReport.objects.get()
    assert len(table(saule, f"costs/{report.pk}/lines.csv")) == 5


@pytest.mark.parametrize(("language", "heading"), [("en", "Activity"), ("ru", "Мероприятие"), ("kk", "Іс-шара")])
def test_headings_are_in_the_language_of_the_page(language: str, heading: str) -> None:
    books()
    choose_language(account=saule(), language=language)
    for path in ("tables/unmatched.csv", f"costs/{CostReport.objects.get().pk}/lines.csv", "tables/variance.csv"):
        assert heading in table(saule, path)[0]


def test_the_burn_adds_up() -> None:
    books()
    burn = {line[0]: line[1:] for line in table(saule, "tables/burn.csv")}
    assert burn["2022-Q2"] == ["0.00", "0.00", "0.0", "10.0"]
    assert burn["2022-Q3"] == ["460.77", "460.77", "28.4", "25.1"]
    assert burn["2023-Q4"] == ["0.00", "460.77", "28.4", "100.0"]


# The number of questions.


def asked(path: str, who: Who = saule) -> int:
    client = signed_in(who)
    client.get(HOME + path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(HOME + path).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    "path", ["", "budget/", "budget/1/", "budget/draft/", "costs/", "costs/unmatched/", "funds/", "variance/"]
)
def test_the_number_of_questions_does_not_grow(path: str) -> None:
    books()
    few = asked(path)
    many = [row(number, account=str(72000 + at)) for number in ("1.1", "1.2", "2.1") for at in range(20)]
    budget(*many, row(code="30002"), title="Two")
    spent(
        *[printed(day="2022-10-01", number=number) for number in ("1.1", "9.9") for _ in range(30)], quarter="2022-Q4"
    )
    assert asked(path) == few


def test_a_report_of_many_lines_is_shown_in_pages() -> None:
    budget()
    report = spent(*[printed(str(at), number="9.9") for at in range(1, 121)])
    for path in (f"costs/{report.pk}/", "costs/unmatched/"):
        page = seen(saule, path)
        assert page.count('<tr class="govuk-table__row tirek-bad-row') == 50
        assert "page=3" in page
        assert seen(saule, path + "?page=3").count("tirek-bad-row") == 20
    assert the_programme().cost_reports.count() == 1


@pytest.mark.parametrize(
    "path",
    [
        *("", "budget/", "budget/1/", "variance/?period=2022-Q3", "costs/", "funds/30000/"),
        *("tables/revisions.csv", "tables/variance.csv?period=2022-Q3"),
    ],
)
def test_who_did_it_is_said_by_role_and_office_never_by_name(path: str) -> None:
    books()
    money.explain_variance(
        account=saule(), activity=activity("1.1"), period=the_programme().periods.get(key="2022-Q3"), text="Late."
    )
    text = seen(viktor, path)
    assert not [name for name in ("saule", "gulnara") if name in text]


def test_who_assigned_a_line_is_said_by_role_and_office() -> None:
    books()
    line = the_line(row=2)
    money.assign_line(account=aigul(), line=line, activity=None, fund=fund(), account_code="75100", reason="A fee.")
    text = seen(saule, f"costs/lines/{line.pk}/")
    assert "aigul" not in text
    assert "coordinator, Office" in text
