"""Each insert: what it writes of a quarter, and what of nothing."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from tests.cast import aigul, marat
from tests.programme import activity, attended, people, programme, training
from tests.rooms.reports.a_quarter import lived, narrative, period, published, section, started, the_programme
from tirek import monitoring, plans, reports
from tirek.reports import inserts

pytestmark = pytest.mark.django_db


def written(insert: str, **given: object) -> str:
    """What one insert alone writes of the programme."""
    kind, language = str(given.get("kind", "quarterly")), str(given.get("language", "en"))
    reports.keep_narrative_template(
        account=aigul(), kind=kind, language=language, content=f"## Only this\n\n{{{{ {insert} }}}}\n"
    )
    return section(started(**given), "Only this")


def rows(table: str) -> list[list[str]]:
    """The cells of a table's rows, without heading and rule."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def test_every_insert_is_registered_by_the_name_of_its_file() -> None:
    assert set(inserts()) == {
        *("summary-figures", "results", "progress", "delivery", "budget-against-actual", "fee", "risks", "lessons"),
        *("corrections", "quality", "next", "contributions", "commitments", "programme", "period", "quarter", "until"),
    }


def test_every_insert_says_what_it_writes() -> None:
    assert all(len(words) > 20 for _name, words in reports.explained())


@pytest.mark.parametrize(("kind", "key"), [("quarterly", "2022-Q3"), ("annual", "2022"), ("final", "")])
def test_every_insert_writes_something_of_a_programme_that_holds_nothing(kind: str, key: str) -> None:
    programme()
    names = set(inserts()) - {"quarter", "until"}  # these two stand within a figure's key
    content = "\n\n".join(f"## {name}\n\n{{{{ {name} }}}}" for name in sorted(names)) + "\n"
    reports.keep_narrative_template(account=aigul(), kind=kind, language="en", content=content)
    report = started(kind=kind, period=key)
    assert all(section(report, name) for name in names)
    assert reports.verify(published(report)) == []


def test_summary_figures() -> None:
    lived()
    found = {row[0]: row[1:] for row in rows(written("summary-figures"))}
    assert found["Budget"] == ["–", "[[budget@..2022-Q3]]"]
    assert found["Expenditure"] == ["[[expenditure@2022-Q3]]", "[[expenditure@..2022-Q3]]"]
    assert found["Fee due"] == ["–", "[[fee-due@..2022-Q3]]"]


def test_summary_figures_of_the_whole_programme_have_one_column() -> None:
    lived()
    found = rows(written("summary-figures", kind="final", period=""))
    assert ["Expenditure", "[[expenditure]]"] in found


def test_results() -> None:
    lived()
    found = {row[0]: row[1:] for row in rows(written("results"))}
    assert found["Officers trained (people)"] == [
        *("3", "25", "[[officers-trained@2022-Q3]]", "[[officers-trained@..2022-Q3]]")
    ]
    assert found["Residents consulted (residents)"][1] == "–"


def test_results_of_a_year_are_held_against_the_newest_target_in_it_and_of_all_against_the_last() -> None:
    lived()
    assert rows(written("results", kind="annual", period="2022"))[1][2] == "25"
    assert rows(written("results", kind="final", period=""))[1][2:] == ["60", "[[officers-trained]]"]


def test_results_withhold_a_figure_of_a_few_people_and_the_report_can_be_published() -> None:
    lived()
    attended(training(day=date(2023, 2, 1)), *people(3))
    report = started(period="2023-Q1")
    row = next(row for row in rows(section(report, "Results")) if row[0].startswith("Officers"))
    assert row[3:] == ["withheld", "[[officers-trained@..2023-Q1]]"]
    assert reports.verify(published(report)) == []


def test_progress() -> None:
    lived()
    text = written("progress")
    assert "### Output 1. Output 1" in text
    assert "**1.1 Activity 1.1**: on track. We spoke with 14 offices." in text
    assert "**1.2 Activity 1.2**: nothing was reported." in text


def test_progress_of_a_year_is_told_by_quarter() -> None:
    lived()
    text = written("progress", kind="annual", period="2022")
    assert text.index("*Q3 2022*: on track.") < text.index("*Q4 2022*: done. All 17 offices answered.")


def test_what_somebody_wrote_stays_words() -> None:
    lived()
    text = written("progress")
    assert "- \\[\\[expenditure]] is \\*not\\* a mark" in text
    assert "\\# Nor a heading" in text
    html = reports.page_html(published(the_programme().reports.get()), figure_url=lambda key: key)
    assert "[[expenditure]] is *not* a mark" in html
    assert "<h3" not in html.partition("Nor a heading")[2].partition("1.2")[0]


def test_delivery_adds_up() -> None:
    lived()
    reports.keep_narrative_template(
        account=aigul(), kind="quarterly", language="en", content="## Only this\n\n{{ delivery }}\n"
    )
    frozen = published(started())
    value = {each["key"]: Decimal(each["value"]) for each in frozen.figures}

    def spent(cell: str) -> Decimal:
        return value.get(f"expenditure@2022-Q3{cell}", Decimal(0))

    assert spent(":output=1") == spent(":activity=1.1") + spent(":activity=1.2")
    assert spent("") == spent(":output=1") + spent(":output=2") + spent(":output=none")


def test_delivery_shows_a_dash_where_nothing_is_budgeted_or_spent() -> None:
    lived()
    assert ["2.2 Activity 2.2", "–", "–", "–", "–"] in rows(written("delivery"))


def test_budget_against_actual_gives_the_newest_reason_of_the_period() -> None:
    lived()
    from tests.cast import saule
    from tirek import money

    money.explain_variance(account=saule(), activity=activity("1.2"), period=period(), text="Paid in 2 parts.")
    found = {row[0]: row[-1] for row in rows(written("budget-against-actual"))}
    assert found["1.2 Activity 1.2"] == "Paid in 2 parts."
    assert found["1.1 Activity 1.1"] == "–"


def test_budget_against_actual_does_not_take_the_reason_of_another_quarter() -> None:
    lived()
    assert {row[-1] for row in rows(written("budget-against-actual", period="2022-Q4"))} == {"–"}


def test_fee() -> None:
    lived()
    text = written("fee")
    assert "The fee is 8 % of the direct costs." in text
    assert rows(text)[0] == [
        *("GP Fund GP", "[[fee-charged@2022-Q3:fund=GP]]", "[[fee-charged@..2022-Q3:fund=GP]]"),
        "[[fee-due@..2022-Q3:fund=GP]]",
    ]


def test_contributions() -> None:
    lived()
    found = rows(written("contributions"))
    assert found[1][:2] == ["TRAC Fund TRAC", "Norway N12"]
    assert found[-1] == ["**Total**", "", "[[contributions@2022-Q3]]", "[[contributions@..2022-Q3]]"]


def test_commitments() -> None:
    lived()
    found = dict(rows(written("commitments")))
    assert found["1.2 Activity 1.2"] == "[[commitments@..2022-Q3:activity=1.2]]"
    assert found["1.1 Activity 1.1"] == "–"


def test_risks() -> None:
    lived()
    ((risk, score, done),) = rows(written("risks"))
    assert risk == (
        "**R1.** The assessment waits. Cause: The law is late by 6 months. Impact: Results come after 2023."
    )
    assert (score, done) == ("4 × 4 = 16, rose", "Agree on an annex. (Coordinator)")


def assessed(likelihood: int, *, closed: bool = False) -> str:
    lived()
    risk = the_programme().risks.get()
    monitoring.assess_risk(
        account=marat(),
        risk=risk,
        day=date(2022, 12, 1),
        likelihood=likelihood,
        impact=4,
        owner="Coordinator",
        treatment="None.",
        closed=closed,
    )
    return rows(written("risks"))[0][1]


@pytest.mark.parametrize(("likelihood", "moved"), [(2, "fell"), (4, "unchanged"), (5, "rose")])
def test_risks_say_where_the_score_moved(likelihood: int, moved: str) -> None:
    assert assessed(likelihood).endswith(moved)


def test_risks_say_that_one_is_closed() -> None:
    assert assessed(1, closed=True).endswith("closed")


def test_lessons_are_those_of_the_period() -> None:
    lived()
    assert written("lessons") == "- Ask 8 weeks ahead. *Advice:* Call the academy."


def test_lessons_of_another_quarter_are_left_out() -> None:
    lived()
    assert written("lessons", period="2022-Q4") == "No lesson is recorded for this period."


def test_corrections() -> None:
    lived()
    assert written("corrections") == (
        "- **C1, 5 September 2022.** Two courses move to March. *Reason:* Officers were not free. It answers risk R1."
        " *Consulted:* Ministry"
    )


def test_corrections_of_another_quarter_are_left_out() -> None:
    lived()
    assert written("corrections", period="2022-Q4") == "The course was not changed in this period."


def test_quality_is_the_newest_by_the_end_of_the_period() -> None:
    lived()
    text = written("quality")
    assert text.startswith("Implementation, 6 September 2022.")
    assert {grade for _criterion, grade in rows(text)} == {"Satisfactory"}
    assert text.endswith("Good in 5 of 7.")


def test_quality_of_a_later_day_is_left_out() -> None:
    lived()
    assert written("quality", period="2022-Q2") == "The quality has not been assessed yet."


def test_next() -> None:
    lived()
    plans.change_schedule(
        account=marat(), activity=activity("2.2"), begins=date(2022, 11, 1), ends=date(2023, 3, 1), reason="Late."
    )
    found = {row[0]: row[1:] for row in rows(written("next"))}
    assert found == {
        "1.1 Activity 1.1": ["Visit 3 more regions.", "–"],
        "2.2 Activity 2.2": ["–", "1 November 2022 – 1 March 2023"],
    }


def test_next_leaves_out_what_is_planned_for_later() -> None:
    lived()
    plans.change_schedule(
        account=marat(), activity=activity("2.2"), begins=date(2023, 2, 1), ends=date(2023, 3, 1), reason="Late."
    )
    assert [row[0] for row in rows(written("next"))] == ["1.1 Activity 1.1"]


def test_programme() -> None:
    lived()
    text = written("programme")
    assert "- **Programme:** Rights" in text
    assert "- **Period:** Q3 2022 (1 July 2022 – 30 September 2022)" in text


@pytest.mark.parametrize(
    ("kind", "key", "found"),
    [
        ("quarterly", "2022-Q3", "[[expenditure@2022-Q3]] and [[expenditure@..2022-Q3]]"),
        ("annual", "2022", "[[expenditure@2022]] and [[expenditure@..2022-Q4]]"),
        ("final", "", "[[expenditure@..2023-Q4]] and [[expenditure@..2023-Q4]]"),
    ],
)
def test_an_office_binds_its_own_figures_to_the_period(kind: str, key: str, found: str) -> None:
    lived()
    content = "We spent [[expenditure@{{ quarter }}]] and [[expenditure@{{ until }}]] in {{ period }}.\n"
    reports.keep_narrative_template(account=aigul(), kind=kind, language="en", content=content)
    report = started(kind=kind, period=key)
    assert narrative(report).startswith(f"We spent {found} in ")
    assert reports.verify(published(report)) == []


def test_a_figure_that_the_office_names_and_nobody_knows_stays_for_the_writer_to_see() -> None:
    lived()
    reports.keep_narrative_template(
        account=aigul(), kind="quarterly", language="en", content="We have [[no-such-figure]].\n"
    )
    assert narrative(started()) == "We have [[no-such-figure]].\n"
