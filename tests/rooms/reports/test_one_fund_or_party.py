"""A report of one fund or one party: no figure of another stands in it, in its text or frozen behind it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cast import aigul, marat
from tests.programme import MADE, activity
from tests.rooms.reports.a_quarter import (
    BUDGET,
    COSTS,
    approved,
    fund,
    lived,
    narrative,
    published,
    section,
    started,
    the_programme,
)
from tirek import indicators, reports
from tirek.ledger import entry
from tirek.reports.errors import FigureOutsideView
from tirek.reports.view_figures import view_of

pytestmark = pytest.mark.django_db

OF_TRAC = [amount for *_place, amount in (row for row in BUDGET if row[1] == "TRAC")]
OF_TRAC += [amount for lines in COSTS.values() for line in lines if line[1] == "TRAC" for amount in line[4:]]
OF_TRAC = [amount for amount in OF_TRAC if amount != "0.00"] + ["74000.42"]


def told(frozen: reports.PublishedReport) -> str:
    """All that anybody is given of a publication, and what is frozen behind it, without signs that part thousands."""
    given = [
        frozen.narrative,
        json.dumps(frozen.figures),
        json.dumps(frozen.excuses),
        reports.page_html(frozen, figure_url=lambda key: key),
        reports.figures_csv(frozen),
    ]
    return "".join(given).replace(",", "").replace("\xa0", "")


@pytest.mark.parametrize(
    ("kind", "period"), [("quarterly", "2022-Q3"), ("quarterly", "2022-Q4"), ("annual", "2022"), ("final", "")]
)
def test_a_funds_report_holds_no_number_of_another_fund(kind: str, period: str) -> None:
    lived()
    frozen = published(started(kind=kind, period=period, fund=fund("GP")))
    found = told(frozen)
    assert [amount for amount in OF_TRAC if amount in found] == []
    assert "TRAC" not in found
    assert reports.verify(frozen) == []


def test_a_funds_report_holds_no_total_of_the_programme() -> None:
    lived()
    whole = published(started())
    own = published(started(fund=fund("GP")))
    money = {
        each["value"]
        for each in whole.figures
        if each["unit"] == "USD" and each["key"].partition(":")[2] not in ("fund=GP", "activity=1.1")
    }
    budgeted = {each["value"] for each in own.figures if each["unit"] == "USD"}
    # What this fund alone pays or has promised is told alike in both: activity 1.1, the commitment of 1.2.
    assert money & budgeted <= {"11000.11", "1511.51", "1600.6", "0"}


def test_a_funds_report_adds_up_to_the_fund() -> None:
    lived()
    found = {each["key"]: each["value"] for each in published(started(fund=fund("GP"))).figures}
    assert found[f"expenditure{view_of('fund', 'GP')}@2022-Q3"] == "3175.15"


def test_a_funds_report_tells_of_the_activities_that_it_pays() -> None:
    lived()
    delivery = section(started(fund=fund("GP")), "Delivery by output and activity")
    assert "1.2 Activity 1.2" in delivery
    assert "2.1 Activity 2.1" not in delivery
    assert "Output 2" not in delivery


def test_a_funds_report_leaves_out_reasons_that_may_name_others() -> None:
    lived()
    text = narrative(started(fund=fund("GP")))
    assert "paid 7513.53 later" not in text
    assert "Reason for the difference" not in text


def test_a_partys_report_tells_of_its_activities_alone() -> None:
    lived()
    report = started(party="Commissioner")
    frozen = published(report)
    assert "2.1 Activity 2.1" not in frozen.narrative
    assert "1.1 Activity 1.1" in frozen.narrative
    assert [amount for amount in ("71000.71", "7521.21", "7600.6", "88000.83") if amount in told(frozen)] == []
    assert "A fee is charged to a fund, not to a responsible party." in frozen.narrative
    assert reports.verify(frozen) == []


def test_a_partys_report_adds_up_to_its_activities() -> None:
    lived()
    frozen = published(started(party="Commissioner"))
    total = next(each for each in frozen.figures if each["key"].endswith("@2022-Q3") and "expend" in each["key"])
    assert total["value"] == "10537.56"


def test_refuses_to_publish_a_figure_of_all_money_in_a_funds_report() -> None:
    with_mark("[[expenditure@2022-Q3]]", fund=True)


def test_refuses_to_publish_a_cell_of_another_fund_in_a_funds_report() -> None:
    with_mark("[[expenditure@2022-Q3:fund=TRAC]]", fund=True)


def test_refuses_to_publish_a_cell_of_an_activity_in_a_funds_report() -> None:
    with_mark("[[expenditure@2022-Q3:activity=1.2]]", fund=True)


def test_refuses_to_publish_another_partys_activity() -> None:
    with_mark("[[expenditure@2022-Q3:activity=2.1]]", fund=False)


def with_mark(mark: str, *, fund: bool) -> None:
    lived()
    report = started(fund=the_programme().funds.get(code="GP")) if fund else started(party="Commissioner")
    write(report, f"Spent: {mark}.")
    text = approved(report)
    with pytest.raises(FigureOutsideView):
        reports.publish_report(account=aigul(), report=report, number=1, version=text.version)


def write(report: reports.Report, more: str) -> None:
    newest = reports.latest_text(report)
    narrative = f"{newest.narrative}\n\n{more}\n"
    reports.write_text(account=marat(), report=report, narrative=narrative, base_version=newest.version)


@pytest.mark.parametrize(
    ("view", "mark"),
    [
        ({"fund": True}, "[[expenditure@2022-Q3:fund=GP]]"),
        ({"party": "Commissioner"}, "[[expenditure@2022-Q3:activity=1.1]]"),
        ({"fund": True}, "[[officers-trained]]"),
    ],
)
def test_publishes_what_is_within_the_view(view: dict[str, Any], mark: str) -> None:
    lived()
    given = view | ({"fund": fund("GP")} if "fund" in view else {})
    report = started(**given)
    write(report, f"Of it: {mark}.")
    assert published(report).narrative.endswith(f"Of it: {mark}.\n")


def test_the_figures_of_a_view_are_defined_once() -> None:
    made = lived()
    started(fund=fund("GP"))
    count = indicators.FigureDefinition.objects.filter(programme=made).count()
    started(fund=fund("GP"), period="2022-Q4")
    assert indicators.FigureDefinition.objects.filter(programme=made).count() == count


def test_a_partys_figures_follow_its_activities_and_what_was_published_stays() -> None:
    made = lived()
    before = published(started(party="Commissioner"))
    moved = activity("2.2")
    moved.responsible_party = "Commissioner"
    with entry(event=MADE, office=made.office_id, by="tests") as trace:
        trace.change(moved)
    after = published(started(party="Commissioner", period="2022-Q4"))
    assert "2.2 Activity 2.2" in after.narrative
    assert {each["version"] for each in after.figures if "-party-" in each["code"]} == {2}
    assert reports.verify(reports.published_report(before.pk)) == []


@pytest.mark.parametrize(
    ("one", "other"), [("GP", "gp"), ("A-1", "A.1"), ("Министерство", "Комиссия"), ("x" * 60, "x" * 59)]
)
def test_two_names_never_share_their_figures(one: str, other: str) -> None:
    assert view_of("fund", one) != view_of("fund", other)


@pytest.mark.parametrize("name", ["GP", "30000", "Министерство внутренних дел Республики Казахстан", "–", "A" * 300])
def test_every_name_gives_a_code_that_a_figure_may_have(name: str) -> None:
    from tirek.indicators.definition import CODE, CODE_LENGTH

    code = f"contributions{view_of('party', name)}"
    assert CODE.fullmatch(code)
    assert len(code) <= CODE_LENGTH


def test_a_figure_of_the_view_is_named_after_it() -> None:
    made = lived()
    started(fund=fund("GP"), language="ru")
    found = indicators.figure_definition(made, f"budget{view_of('fund', 'GP')}")
    assert found.spec["title"]["ru"] == "Бюджет (GP)"
