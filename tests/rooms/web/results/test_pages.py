"""Pages of results: what each shows, what a form keeps when it is refused, who is offered what."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import activity, attended, people, programme, training
from tests.rooms.indicators.reporting import (
    PDF,
    PLAIN,
    RESIDENTS,
    TEXTS,
    TRUST,
    approve,
    approved,
    by_sex,
    close,
    defined,
    number,
    placed,
    reported,
    the,
)
from tests.rooms.money.books import budget, fund, printed, row, spent
from tirek import indicators
from tirek.directory import Account
from tirek.indicators import FigureDefinition, FrameworkIndicator, ReportedValue, Target
from tirek.plans import ReportingPeriod

pytestmark = pytest.mark.django_db
CODE = "00143776"


@pytest.fixture(autouse=True)
def _figures() -> None:
    programme()
    defined(RESIDENTS, TRUST, PLAIN, TEXTS | {"code": "people", "counts": "people", "split_by": ["sex"]})
    for code in ("residents", "trust", "people"):
        placed(code, output=the().outputs.get(number="2"), baseline=Decimal(0), baseline_on=date(2022, 5, 1))


def client(by: Callable[[], Any], language: str = "en") -> Client:
    account = by()
    Account.objects.filter(pk=account.pk).update(language=language)
    found = Client()
    found.force_login(account)
    return found


def at(name: str, *args: Any) -> str:
    return reverse(f"results:{name}", args=[CODE, *args])


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def send(by: Callable[[], Any], name: str, *args: Any, **given: Any) -> Any:
    return client(by).post(at(name, *args), given)


def value_form(**given: Any) -> dict[str, Any]:
    return {"value": "20", "cell_0_0": "12", "cell_0_1": "8", "note": "", "base_version": "0"} | given


# The table.


def test_it_works() -> None:
    approved("residents", "2022-Q3", 1234, splits=by_sex(1000, 234))
    reported("residents", "2022-Q3", 1240, splits=by_sex(1000, 240), base=1)
    reported("trust", "2022-Q4", "44.5")
    page = text(client(marat).get(at("index")))
    assert "2 Output 2" in page
    assert "<strong>1,234</strong>" in page
    assert "2 values wait for a second person" in page
    assert "changed, waits" in page
    assert "quarters are added up" in page
    assert "the latest counts" in page
    assert "each person once" in page


def test_an_empty_framework_says_what_to_do_to_who_may() -> None:
    for each in FrameworkIndicator.objects.all():
        indicators.withdraw(account=aigul(), row=each, reason="So.")
    assert "No indicator is in the results framework yet." in text(client(viktor).get(at("index")))
    assert at("place") not in text(client(viktor).get(at("index")))
    assert at("place") in text(client(aigul).get(at("index")))


def test_the_csv_holds_plain_numbers_for_every_quarter() -> None:
    defined(TEXTS | {"code": "formula", "title": {"en": "=1+1", "ru": "x", "kk": "x"}, "counts": "reported"})
    placed("formula")
    approved("trust", "2022-Q3", "44.50")
    indicators.set_target(
        account=aigul(),
        indicator=the().framework_indicators.get(code="trust"),
        period=the().periods.get(key="2022-Q3"),
        value=Decimal("41.5"),
    )
    answer = client(viktor).get(at("csv"))
    rows = {each["code"]: each for each in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}
    assert rows["trust"]["2022-Q3"] == rows["trust"]["..2023-Q4"] == rows["trust"]["to_date"] == "44.5"
    assert (rows["trust"]["target 2022-Q3"], rows["trust"]["state"], rows["trust"]["output"]) == (
        "41.5",
        "on-target",
        "2",
    )
    assert rows["formula"]["title"] == "'=1+1"
    assert (rows["people"]["combining"], rows["people"]["baseline_on"]) == ("distinct", "2022-05-01")


def test_the_number_of_questions_does_not_grow() -> None:
    def questions(*address: Any) -> int:
        cache.clear()
        signed = client(aigul)
        with CaptureQueriesContext(connection) as asked:
            assert signed.get(at(*address)).status_code == 200
        return len(asked)

    def all_pages() -> list[int]:
        pages = [("index",), ("csv",), ("waiting",), ("periods",), ("place",), ("indicator", "residents")]
        return [questions(*each) for each in pages]

    approve(reported("residents", "2022-Q3", 20, splits=by_sex(12, 8), files=[PDF]))
    reported("residents", "2022-Q4", 20, splits=by_sex(12, 8), files=[PDF])
    indicators.withdraw(account=gulnara(), row=approved("trust", "2022-Q3", 5).reviews.get(), reason="Wrong.")
    few = all_pages()
    many = [TEXTS | {"code": f"r{at}", "counts": "reported"} for at in range(15)]
    defined(*many)
    for each in many:
        placed(each["code"], activity=activity("1.1"))
        reported(each["code"], "2022-Q3", 5)
    for version in range(1, 12):
        approved("residents", "2022-Q3", 20 + version, splits=by_sex(12 + version, 8), base=version, files=[PDF])
    attended(training(day=date(2022, 8, 1)), *people(50))
    assert all_pages() == few


# Reporting a value.


def test_a_value_with_several_files_is_reported_and_shown() -> None:
    files = [SimpleUploadedFile("minutes.pdf", b"%PDF"), SimpleUploadedFile("list.csv", b"a,b")]
    answer = send(marat, "report", "residents", "2022-Q3", **value_form(attached=files, note="Two meetings."))
    value = ReportedValue.objects.get()
    assert answer["Location"] == f"{at('indicator', 'residents')}#value-{value.pk}"
    assert (value.value, value.splits, value.entered_by) == (20, by_sex(12, 8), marat())
    assert sorted(value.files.values_list("name", flat=True)) == ["list.csv", "minutes.pdf"]
    page = text(client(gulnara).get(at("indicator", "residents")))
    assert "Two meetings." in page
    assert "Entered by monitoring officer, " in page
    assert "minutes.pdf" in page
    assert "Waits for a second person" in page


def test_a_split_that_does_not_add_up_is_said_above_the_form_and_nothing_typed_is_lost() -> None:
    answer = send(marat, "report", "residents", "2022-Q3", **value_form(value="21", note="Kept words"))
    assert answer.status_code == 422
    assert "The split by sex adds up to 20; the value is 21." in text(answer)
    assert "Kept words" in text(answer)
    assert 'value="21"' in text(answer)
    assert not ReportedValue.objects.exists()


def test_what_is_no_number_is_said_beside_its_field() -> None:
    answer = send(marat, "report", "residents", "2022-Q3", **value_form(value="many", cell_0_0=""))
    assert answer.status_code == 422
    assert "Enter a number." in text(answer)
    assert "This field is required." in text(answer)


@pytest.mark.parametrize("typed", ["44,5", "44.5", " 44,50 "])
def test_a_number_is_read_with_a_comma_and_with_a_point(typed: str) -> None:
    answer = client(viktor_who_reports, "ru").post(
        at("report", "trust", "2022-Q3"), {"value": typed, "note": "", "base_version": "0"}
    )
    assert answer.status_code == 302
    assert ReportedValue.objects.get().value == Decimal("44.5")


def viktor_who_reports() -> Any:
    from tests.cast import somebody
    from tirek.directory import Role

    return somebody("vera", Role.MONITORING, language="ru")


def test_a_form_begins_with_the_newest_version_and_says_so() -> None:
    approved("residents", "2022-Q3", 20, splits=by_sex(12, 8), note="Two meetings.")
    page = text(client(marat).get(at("report", "residents", "2022-Q3")))
    assert "Newest is version 1, 20" in page
    assert 'name="base_version" value="1"' in page
    assert 'name="cell_0_0" value="12"' in page


def test_two_tabs_the_second_is_told_of_the_first_keeps_its_words_and_may_go_on() -> None:
    send(marat, "report", "residents", "2022-Q3", **value_form())
    second = value_form(value="22", cell_0_0="14", note="My words")
    answer = send(marat, "report", "residents", "2022-Q3", **second)
    assert answer.status_code == 422
    assert "Version 1 of this value was entered while you were looking at version 0." in text(answer)
    assert "My words" in text(answer)
    assert 'name="base_version" value="1"' in text(answer)
    again = send(marat, "report", "residents", "2022-Q3", **(second | {"base_version": "1"}))
    assert again.status_code == 302
    assert list(ReportedValue.objects.order_by("version").values_list("version", "value")) == [(1, 20), (2, 22)]


def test_a_double_click_is_one_version() -> None:
    for _ in range(2):
        assert send(marat, "report", "residents", "2022-Q3", **value_form()).status_code == 302
    assert ReportedValue.objects.count() == 1


def test_a_late_value_says_where_it_goes_and_asks_for_a_note() -> None:
    close("2022-Q3")
    page = text(client(marat).get(at("report", "residents", "2022-Q3")))
    assert "Q3 2022 is closed: the value goes into Q4 2022." in page
    assert "a negative number takes away" in page
    answer = send(marat, "report", "residents", "2022-Q3", **value_form())
    assert answer.status_code == 422
    assert "needs a note that says why it comes late" in text(answer)
    send(marat, "report", "residents", "2022-Q3", **value_form(note="By post."))
    assert "(late for Q3 2022)" in text(client(viktor).get(at("indicator", "residents")))


@pytest.mark.parametrize("base", ["", "-1", "x", "99999999999999"])
def test_a_form_that_was_tampered_with_is_refused_kindly(base: str) -> None:
    assert send(marat, "report", "residents", "2022-Q3", **value_form(base_version=base)).status_code == 422
    assert not ReportedValue.objects.exists()


@pytest.mark.parametrize(
    "address", [("residents", "2031-Q1"), ("residents", "x"), ("nothing", "2022-Q3"), ("plain", "2022-Q3")]
)
def test_an_address_of_nothing_is_a_page_of_nothing(address: tuple[str, str]) -> None:
    assert client(marat).get(at("report", *address)).status_code == 404


# Reviewing.


def test_the_second_person_approves_and_it_counts() -> None:
    value = reported("residents", "2022-Q3", 20, splits=by_sex(12, 8))
    page = text(client(gulnara).get(at("indicator", "residents")))
    assert at("review", value.pk) in page
    assert send(gulnara, "review", value.pk, verdict="approved").status_code == 302
    assert number("residents") == 20
    assert "Approved by reviewer, " in text(client(viktor).get(at("indicator", "residents")))


def test_the_one_who_entered_it_is_offered_no_button_and_refused() -> None:
    value = reported("residents", "2022-Q3", 20, splits=by_sex(12, 8), by=aigul())
    page = text(client(aigul).get(at("indicator", "residents")))
    assert "You entered this version; somebody else approves it." in page
    assert at("review", value.pk) not in page
    answer = send(aigul, "review", value.pk, verdict="approved")
    assert answer.status_code == 422
    assert "a second person reviews it" in text(answer)


def test_sent_back_with_a_reason_which_is_shown() -> None:
    value = reported("residents", "2022-Q3", 20, splits=by_sex(12, 8))
    assert send(gulnara, "review", value.pk, verdict="returned").status_code == 422
    send(gulnara, "review", value.pk, verdict="returned", reason="The list is <missing>.")
    page = text(client(marat).get(at("indicator", "residents")))
    assert "The list is &lt;missing&gt;." in page
    assert "Sent back" in page
    assert "Nothing waits." in text(client(marat).get(at("waiting")))


def test_an_unknown_verdict_never_approves() -> None:
    value = reported("residents", "2022-Q3", 20, splits=by_sex(12, 8))
    assert send(gulnara, "review", value.pk, verdict="APPROVED", reason="x").status_code == 302
    assert number("residents") is None


def test_the_list_of_what_waits_names_what_i_cannot_approve_myself() -> None:
    reported("residents", "2022-Q3", 20, splits=by_sex(12, 8))
    reported("trust", "2022-Q3", "44", by=aigul())
    page = text(client(aigul).get(at("waiting")))
    assert page.count("by you: somebody else approves it") == 1


def test_values_and_reviews_are_withdrawn_with_a_reason_and_stay_to_be_seen() -> None:
    value = approved("residents", "2022-Q3", 20, splits=by_sex(12, 8))
    review = value.reviews.get()
    assert send(gulnara, "withdraw-review", review.pk, reason="").status_code == 422
    assert send(gulnara, "withdraw-review", review.pk, reason="Wrong list.").status_code == 302
    assert send(marat, "withdraw-value", value.pk, reason="Wrong quarter.").status_code == 302
    assert send(marat, "withdraw-value", value.pk, reason="Wrong quarter.").status_code == 409
    page = text(client(viktor).get(at("indicator", "residents")))
    assert "Wrong list." in page
    assert "Wrong quarter." in page


# Who sees what.


@pytest.mark.parametrize(
    ("by", "sees"), [(viktor, False), (saule, True), (bolat, True), (gulnara, True), (dana, False)]
)
def test_files_are_for_those_who_see_the_evidence_of_the_office(by: Any, sees: bool) -> None:
    value = reported("residents", "2022-Q3", 20, splits=by_sex(12, 8), files=[PDF])
    key = value.files.get().pk
    answer = client(by).get(at("file", key))
    assert answer.status_code == (200 if sees else 404)
    assert ("minutes.pdf" in text(client(by).get(at("indicator", "residents")))) == sees
    if sees:
        assert (answer.content, answer["X-Content-Type-Options"]) == (PDF[1], "nosniff")
        assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("by", "sees"), [(viktor, False), (saule, False), (gulnara, False), (marat, True), (bolat, True)]
)
def test_the_parts_of_a_version_are_for_those_who_see_persons(by: Any, sees: bool) -> None:
    approved("residents", "2022-Q3", 20, splits=by_sex(18, 2))
    page = text(client(by).get(at("indicator", "residents")))
    assert ("women 18, men 2" in page) == sees


@pytest.mark.parametrize("name", ["index", "csv", "waiting", "periods"])
def test_a_donor_is_told_that_there_is_nothing(name: str) -> None:
    assert client(ingrid).get(at(name)).status_code == 404


def test_a_viewer_is_offered_nothing_to_write() -> None:
    approved("residents", "2022-Q3", 20, splits=by_sex(12, 8))
    reported("residents", "2022-Q4", 20, splits=by_sex(12, 8))
    for address in (at("index"), at("indicator", "residents"), at("periods"), at("waiting")):
        main = text(client(viktor).get(address)).partition("<main")[2].partition("</main>")[0]
        assert "<form" not in main, address


def test_a_regional_officer_reads_and_writes_nothing() -> None:
    page = text(client(dana).get(at("indicator", "residents"))).partition("<main")[2].partition("</main>")[0]
    assert "<form" not in page
    assert at("report", "residents", "2022-Q3") not in page
    assert send(dana, "report", "residents", "2022-Q3", **value_form()).status_code == 404


# Placing, targets, defining, closing.


def test_a_figure_is_placed_under_an_activity_and_leads_to_its_targets() -> None:
    answer = send(
        aigul, "place", code="plain", level="activity:1.2", baseline="3", baseline_on="2022-05-01", baseline_source="S"
    )
    assert answer["Location"] == at("target", "plain")
    made = the().framework_indicators.get(code="plain")
    assert (made.activity.number, made.baseline, made.baseline_source) == ("1.2", 3, "S")
    assert 'value="plain"' not in text(client(aigul).get(at("place")))


def test_a_baseline_without_its_day_is_said_above_the_form() -> None:
    answer = send(aigul, "place", code="plain", level="outcome", baseline="3")
    assert answer.status_code == 422
    assert "A baseline needs the day on which it was measured" in text(answer)


@pytest.mark.parametrize("given", [{"code": "nothing", "level": "outcome"}, {"code": "plain", "level": "output:9"}])
def test_what_is_not_offered_cannot_be_placed(given: dict[str, str]) -> None:
    assert send(aigul, "place", **given).status_code == 422
    assert not the().framework_indicators.filter(code="plain").exists()


def test_money_is_not_offered_as_an_indicator() -> None:
    indicators.ensure_standard_figures(aigul(), the())
    assert 'value="expenditure"' not in text(client(aigul).get(at("place")))


def test_targets_are_set_changed_with_a_reason_and_withdrawn() -> None:
    send(aigul, "target", "trust", period="2022-Q4", value="45")
    send(aigul, "target", "trust", period="programme", value="50")
    answer = send(aigul, "target", "trust", period="2022-Q4", value="40")
    assert "A reason is needed." in text(answer)
    send(aigul, "target", "trust", period="2022-Q4", value="40", reason="The board lowered it.")
    page = text(client(viktor).get(at("indicator", "trust")))
    assert "The board lowered it." in page
    standing = Target.objects.filter(withdrawn_position=None, indicator__code="trust").order_by("value")
    assert [each.value for each in standing] == [40, 50]
    send(aigul, "withdraw-target", standing[0].pk, reason="Not agreed.")
    assert standing.all().count() == 1


def test_an_indicator_is_taken_out_with_a_reason() -> None:
    assert send(aigul, "take-out", "trust", reason=" ").status_code == 422
    assert send(aigul, "take-out", "trust", reason="It belongs elsewhere.")["Location"] == at("index")
    assert client(aigul).get(at("indicator", "trust")).status_code == 404


NEW = {
    **{
        f"{name}_{language}": f"{name} {language}"
        for name in ("title", "question", "unit")
        for language in ("en", "ru", "kk")
    },
    "code": "new",
    "number": "count",
    "combine": "sum",
    "by_sex": "on",
    "other_splits": "Age: under 30, 30 and over\n",
}


def test_a_figure_is_defined_without_yaml_and_offered_to_be_placed() -> None:
    assert send(aigul, "define", **NEW)["Location"] == at("place")
    made = FigureDefinition.objects.get(code="new").definition
    assert made.cells == {"sex": ("female", "male"), "age": ("under 30", "30 and over")}
    assert (made.title["ru"], made.combine, made.number) == ("title ru", "sum", "count")
    assert 'value="new"' in text(client(aigul).get(at("place")))


def test_a_percentage_is_the_latest_and_has_no_parts() -> None:
    answer = send(aigul, "define", **NEW | {"number": "percent"})
    assert "no split is possible" in text(answer)
    plain = {name: given for name, given in NEW.items() if name not in ("by_sex", "other_splits")}
    send(aigul, "define", **plain | {"number": "percent"})
    assert FigureDefinition.objects.get(code="new").definition.combine == "latest"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": "residents"}, "There is already a figure residents"),
        ({"code": "Has_Caps"}, "cannot be taken: code"),
        ({"other_splits": "age: one"}, "cells.age has 1"),
        ({"other_splits": "two words: a, b"}, "cells.two words"),
        ({"other_splits": "age: a=b, c"}, "cells.age a=b"),
        ({"title_kk": ""}, "This field is required."),
    ],
)
def test_a_definition_that_cannot_be_taken_is_said_above_the_form(given: dict[str, str], said: str) -> None:
    answer = send(aigul, "define", **NEW | given)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not FigureDefinition.objects.filter(code="new").exists()


def test_a_quarter_is_closed_for_good_and_who_closed_it_is_said() -> None:
    reported("residents", "2022-Q3", 20, splits=by_sex(12, 8))
    page = text(client(aigul).get(at("periods")))
    assert "1 value still waits and will not count in this quarter." in page
    for _ in range(2):
        assert send(aigul, "close", "2022-Q3").status_code == 302
    assert ReportingPeriod.objects.get(key="2022-Q3").closed_by == aigul()
    page = text(client(viktor).get(at("periods")))
    assert "coordinator, " in page
    assert "closed" in page
    page = text(client(aigul).get(at("indicator", "residents")))
    assert "The quarter was closed before it was approved." in text(client(gulnara).get(at("indicator", "residents")))
    assert "Report a late value" in page


def test_refuses_to_close_what_is_not_a_quarter_of_the_programme() -> None:
    assert send(aigul, "close", "2031-Q1").status_code == 404


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_page_is_answered_in_every_language(language: str) -> None:
    approved("residents", "2022-Q3", 20, splits=by_sex(12, 8))
    signed = client(aigul, language)
    for address in (
        at("index"),
        at("waiting"),
        at("periods"),
        at("define"),
        at("place"),
        at("indicator", "residents"),
        at("indicator", "people"),
        at("target", "residents"),
        at("report", "residents", "2022-Q4"),
    ):
        assert signed.get(address).status_code == 200, address


# Figures with a period, of money and reported.


def figure(by: Callable[[], Any], key: str, name: str = "figure") -> Any:
    return client(by).get(reverse(f"figures:{name}", args=[CODE, key]))


def test_a_figure_of_a_quarter_shows_the_records_of_that_quarter() -> None:
    attended(training(day=date(2022, 8, 1)), *people(7))
    attended(training(day=date(2022, 11, 1)), *people(6))
    assert "<strong>7</strong>" in text(figure(aigul, "people@2022-Q3"))
    page = text(figure(aigul, "people@..2022-Q4"))
    assert "<h1" in page
    assert "until Q4 2022" in page
    assert "<strong>13</strong>" in page
    lines = figure(aigul, "people@2022-Q4", "records-csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 7
    assert figure(aigul, "people@2022-Q9").status_code == 404


def test_a_cell_with_a_slash_in_its_name_has_its_page() -> None:
    defined(TEXTS | {"code": "units", "counts": "people", "split_by": ["unit"]})
    attended(training(), *people(6, unit="Centre/North?#&"))
    page = figure(aigul, "units:unit=Centre/North?#&")
    assert page.status_code == 200
    assert (
        reverse("figures:figure", args=[CODE, "units:unit=Centre/North?#&"]).replace("&", "&amp;")
        in page.content.decode()
    )
    lines = figure(aigul, "units:unit=Centre/North?#&", "records-csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 7


def test_a_figure_of_money_shows_its_lines_to_the_cent() -> None:
    indicators.ensure_standard_figures(aigul(), the())
    fund()
    budget(row("1.1", 1000))
    spent(printed("1234.50", description="<b>Venue</b>"))
    page = text(figure(viktor, "expenditure@2022-Q3"))
    assert "<strong>1,234.50</strong>" in page
    assert "&lt;b&gt;Venue&lt;/b&gt;" in page
    assert "Expenditure in Q3 2022" in page
    assert "1,234.50" in text(figure(viktor, "expenditure@2022-Q3:activity=1.1"))
    assert figure(ingrid, "expenditure").status_code == 403
    assert figure(viktor, "expenditure@2022", "records-csv").status_code == 200
    assert "1,234.50" in text(client(viktor).get(reverse("figures:index", args=[CODE])))


def test_a_reported_figure_shows_the_values_that_count() -> None:
    approved("residents", "2022-Q3", 20, splits=by_sex(12, 8), note="Two meetings.")
    reported("residents", "2022-Q4", 99, splits=by_sex(90, 9))
    page = text(figure(viktor, "residents@..2022-Q4"))
    assert "<strong>20</strong>" in page
    assert "Two meetings." in page
    assert "99" not in page.partition("<main")[2].partition("</main>")[0]
