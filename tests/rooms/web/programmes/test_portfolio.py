"""All programmes side by side."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import activity, programme
from tests.rooms.money.books import budget, fund, printed, row, spent
from tests.rooms.web.programmes.reading import (
    Who,
    action,
    asked,
    changed,
    client_of,
    get,
    html,
    indicator,
    many,
    of,
    words,
)
from tirek import money
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
PAGE, CSV = "/programmes/", "/programmes/portfolio.csv"


def codes(address: str = PAGE, who: Who = aigul) -> list[str]:
    """The codes of the programmes in the table, from above."""
    table = html(address, who).split("<tbody")[1].split("</tbody>")[0]
    return re.findall(r'href="/programmes/(\d+)/"', table)


def rows(who: Who = aigul) -> list[dict[str, str]]:
    text = get(CSV, who).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@time_machine.travel(date(2022, 8, 15))
def test_it_works() -> None:
    made = programme()
    action(made)
    budget()
    spent(printed("540.49"))
    indicator(made, value=12, period="2022-Q3")
    indicator(made, "other", value=1, period="2022-Q2")
    shown = words(PAGE)
    assert "Rights 00143776 01/05/2022 31/12/2023 1,080.00 USD 540.49 50.0 % 2 1 1 of 2 on target" in shown


def in_force(made: Programme, amount: Decimal) -> None:
    """A budget of one row, approved."""
    given = money.add_fund(account=saule(), programme=made, code="30000", title="Norway")
    planned = money.PlannedRow(activity("1.1", made), given, "71300", 2022, amount)
    drafted = money.draft_revision(
        account=saule(),
        programme=made,
        title="First",
        reason="To begin.",
        fee_rate=Decimal(8),
        fee_base=money.FeeBase.ON_COST,
        rows=[planned],
    )
    money.review_revision(account=gulnara(), revision=drafted, verdict="approved")


def test_there_may_be_none() -> None:
    assert "There is no programme yet." in words(PAGE)


def test_what_is_not_there_is_no_number() -> None:
    programme()
    assert "00143776 01/05/2022 31/12/2023 0.00 USD 0.00 –" in words(PAGE)
    assert words(PAGE).endswith("none yet")


def test_a_superseded_programme_is_folded_away() -> None:
    old, new = programme(), programme("00999999")
    changed(new, supersedes=old)
    assert codes() == ["00999999"]
    shown = words(PAGE)
    assert "1 programme whose place another has taken" in shown
    assert "superseded by 00999999" in shown


def test_fifty_stand_on_a_page() -> None:
    many(51)
    assert len(codes()) == 50
    assert codes(f"{PAGE}?page=2") == ["10000050"]


@pytest.mark.parametrize("page", ["99", "x", "-1", ""])
def test_a_page_that_is_not_there_is_the_nearest(page: str) -> None:
    many(2)
    assert len(codes(f"{PAGE}?page={page}")) == 2


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("title", "00000001"),
        ("-title", "00000002"),
        ("code", "00000001"),
        ("-code", "00000003"),
        ("nonsense", "00000001"),
        ("begins", "00000003"),
        ("-begins", "00000002"),
        ("-ends", "00000001"),
    ],
)
def test_headings_sort(sort: str, first: str) -> None:
    changed(programme("00000001"), title="Abai", ends=date(2030, 1, 1))
    changed(programme("00000002"), title="Zhetisu", starts=date(2023, 1, 1))
    changed(programme("00000003"), title="Kostanai", starts=date(2021, 1, 1))
    assert codes(f"{PAGE}?sort={sort}")[0] == first


def test_money_sorts_and_what_has_none_comes_last_both_ways() -> None:
    for code, amount in (("00143776", 1000), ("00999999", 2000), ("00000001", 0)):
        made = programme(code)
        if amount:
            in_force(made, Decimal(amount))
    assert codes(f"{PAGE}?sort=-budget") == ["00999999", "00143776", "00000001"]
    assert codes(f"{PAGE}?sort=delivery")[-1] == "00000001"
    assert codes(f"{PAGE}?sort=-delivery")[-1] == "00000001"


@time_machine.travel(date(2022, 8, 15))
def test_what_is_late_or_behind_sorts() -> None:
    quiet, busy = many(2)
    indicator(busy, value=1)
    action(busy)
    for sort in ("-late", "-behind"):
        assert codes(f"{PAGE}?sort={sort}") == [busy.code, quiet.code]


def test_a_heading_says_how_the_table_is_sorted_and_turns_it_round() -> None:
    programme()
    page = html(f"{PAGE}?sort=title")
    assert page.count('aria-sort="ascending"') == 1
    assert 'href="?sort=-title"' in page
    assert 'aria-sort="descending"' in html(f"{PAGE}?sort=-title")


def test_sorting_stays_on_the_next_page_and_begins_at_the_first() -> None:
    many(51)
    page = html(f"{PAGE}?sort=-code&page=2")
    assert "sort=-code&amp;page=1" in page
    assert 'href="?sort=title"' in page


@pytest.mark.parametrize("who", [aigul, marat, saule, viktor, bolat, gulnara, dana])
def test_everybody_with_a_role_sees_all(who: Who) -> None:
    programme()
    programme("00999999", "HRC-15")
    assert codes(who=who) == ["00143776", "00999999"]


def test_a_donor_sees_the_programmes_of_the_own_funds_and_no_numbers() -> None:
    programme()
    budget(row(amount="1000.00"))
    programme("00999999")
    assert "00143776" not in html(PAGE, ingrid)
    money.grant_fund(account=saule(), fund=fund(), donor=ingrid())
    shown = words(PAGE, ingrid)
    assert "Programmes with your funds Rights 00143776" in shown
    assert "1,080" not in shown
    assert "00999999" not in shown
    assert rows(ingrid) == []


def test_the_table_is_given_as_csv_with_superseded_programmes_in_it() -> None:
    old = programme()
    budget()
    spent(printed("540.49"))
    changed(programme("00999999"), supersedes=old)
    first, second = rows()
    assert (first["code"], first["superseded by"], second["superseded by"]) == ("00143776", "00999999", "")
    assert (first["budget"], first["spent"], first["delivery in percent"]) == ("1080.00", "540.49", "50.0")
    assert (first["begins"], first["currency"], first["office"]) == ("2022-05-01", "USD", "HRC")


def test_no_cell_of_the_csv_is_a_formula() -> None:
    changed(programme(), title="=HYPERLINK(1)")
    assert rows()[0]["title"] == "'=HYPERLINK(1)"


def test_a_title_is_text_and_never_markup() -> None:
    changed(programme(), title="<script>alert(1)</script>")
    assert "<script>alert" not in html(PAGE)


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}?sort=-late", CSV, "/"])
def test_the_number_of_questions_is_the_same_for_many(address: str) -> None:
    made = many(2)
    for each in made:
        action(each)
        indicator(each, value=1)
    few = asked(address)
    more = [programme(f"2000000{number}") for number in range(5)]
    for each in more:
        action(each)
        indicator(each, value=1, period="2022-Q3")
    assert asked(address) == few < 40


def test_asked_again_it_puts_fewer_questions() -> None:
    for each in many(3):
        indicator(each, value=1)
    client = client_of(aigul)
    cache.clear()
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counted.append(len(queries))
    assert counted[1] < counted[0]


def test_a_programme_leads_to_its_page() -> None:
    programme()
    assert f'href="{of()}"' in html(PAGE)
