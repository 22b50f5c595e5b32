"""The pages of monitoring: what they show to whom, what they take, and what they cost."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul, bolat, dana, ingrid, marat, saule, viktor
from tests.programme import attended, people, training
from tests.rooms.monitoring.watching import (
    DAY,
    RATINGS,
    a_correction,
    a_lesson,
    a_review,
    a_risk,
    action,
    assessed,
    close,
    done,
    finding,
    programme,
    progress,
)
from tirek import indicators, monitoring
from tirek.directory import Account
from tirek.ledger import heads
from tirek.monitoring import ActionDone, CourseCorrection, Lesson, Progress, QualityReview, Risk, RiskAssessment
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
BASE = "/monitoring/00143776/"
TODAY = date(2022, 12, 15)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(TODAY)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page(path: str = "", by: Account | None = None) -> str:
    response = signed_in(by or marat()).get(BASE + path)
    assert response.status_code == 200, response.content.decode()[:500]
    return response.content.decode()


def send(path: str, by: Account | None = None, **given: Any) -> HttpResponse:
    return signed_in(by or marat()).post(BASE + path, given)  # type: ignore[return-value]


def everything() -> Programme:
    """A programme of which something of every kind was said."""
    found = programme("Quarterly", "Monthly", "As necessary", "tbd", "n/a")
    progress(next_steps="Go on.", began=date(2022, 7, 1))
    assessed(a_risk(), likelihood=5, day=date(2022, 12, 1))
    a_lesson(advice="Ask early.")
    a_review(text="Looked at twice.")
    indicators.define_figures(
        account=aigul(),
        programme=found,
        specs=[{"code": "people", "title": TEXT, "question": TEXT, "unit": TEXT, "counts": "people"}],
    )
    a_correction(figure="people@2022-Q3", risk=Risk.objects.get(), finding=finding(of=found))
    done(file=("minutes.pdf", b"%PDF"))
    return found


TEXT = {"en": "People trained", "ru": "Люди", "kk": "Адамдар"}
PATHS = ("", "progress/", "progress/2022-Q3/", "progress/2022-Q3/1.1/", "risks/", "risks/1/", "lessons/", "quality/")
SEEN = (*PATHS, "corrections/", "risks.csv", "lessons.csv", "corrections.csv")
FORMS = ("risks/new/", "lessons/new/", "quality/new/", "corrections/new/")


@pytest.mark.parametrize("path", SEEN)
def test_it_works(path: str) -> None:
    everything()
    assert page(path)


@pytest.mark.parametrize("path", [*SEEN, *FORMS])
def test_an_empty_programme_has_its_pages_too(path: str) -> None:
    programme()
    if path == "risks/1/":
        assert signed_in(marat()).get(BASE + path).status_code == 404
    else:
        assert page(path)


@pytest.mark.parametrize("path", SEEN)
@pytest.mark.parametrize("who", [viktor, saule, bolat, dana])
def test_those_who_only_see_are_offered_nothing_to_write(path: str, who: Any) -> None:
    everything()
    text = page(path, who())
    assert "Write down" not in text
    assert "/withdraw/" not in text
    assert "/new/" not in text


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(("who", "status"), [(viktor, 403), (saule, 403), (bolat, 403), (dana, 404), (ingrid, 404)])
def test_those_who_only_see_are_refused_the_forms(path: str, who: Any, status: int) -> None:
    everything()
    client, before = signed_in(who()), heads()
    assert client.get(BASE + path).status_code == status
    assert client.post(BASE + path).status_code == status
    assert heads() == before


@pytest.mark.parametrize("path", SEEN)
def test_to_a_donor_nothing_is_there(path: str) -> None:
    everything()
    assert signed_in(ingrid()).get(BASE + path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["progress/2021-Q1/", "progress/2022-Q5/", "progress/2022-Q3/9.9/", "risks/7/", "risks/99999999999999999999/"]
    + [f"{kind}/00000000-0000-0000-0000-000000000000/" for kind in ("actions", "done")],
)
def test_what_is_not_there_is_not_there(path: str) -> None:
    everything()
    path += "file/" if path.startswith("done") else ""
    assert signed_in(marat()).get(BASE + path).status_code == 404


@pytest.mark.parametrize("path", SEEN)
def test_another_language_has_the_page_too(path: str) -> None:
    everything()
    for who in (viktor, dana):  # Russian and Kazakh
        assert page(path, who())


# The overview.


def test_the_overview_shows_what_is_late_before_what_is_due() -> None:
    programme("Quarterly")
    done(key="2022-Q2", day=date(2022, 7, 1))
    text = page()
    assert text.index("30 September 2022") < text.index("31 December 2022")
    assert "Late" in text
    assert "Q2 2022 (1)" in text  # done, by quarter


def test_the_overview_says_when_nothing_waits() -> None:
    found = programme()
    assert "2 things are late." in page()
    from tests.programme import MADE
    from tirek.ledger import entry

    with entry(event=MADE, office="HRC", by="tests") as trace:
        for period in found.periods.all():
            trace.remove(period)
    assert "Nothing is late, and nothing is due within 30 days." in page()


def test_the_overview_shows_the_progress_of_the_quarter_of_today() -> None:
    programme()
    progress(key="2022-Q4", status="delayed")
    text = page()
    assert "Progress in Q4 2022" in text
    assert "Delayed" in text
    assert "not written yet" in text


@pytest.mark.parametrize(("today", "quarter"), [(date(2022, 1, 1), "Q2 2022"), (date(2026, 1, 1), "Q4 2023")])
def test_before_and_after_the_programme_the_nearest_quarter_is_shown(
    today: date, quarter: str, time_machine: Any
) -> None:
    programme()
    time_machine.move_to(today)
    assert f"Progress in {quarter}" in page()
    assert f"Progress in {quarter}" in page("progress/")


def test_the_overview_says_how_each_frequency_was_read() -> None:
    programme("Quarterly", "As necessary", "tbd", "n/a")
    text = page()
    for words in ("every quarter", "as needed", "not understood: on no calendar", "does not apply"):
        assert words in text


def test_names_of_the_plan_are_never_markup() -> None:
    found = programme()
    action("Quarterly", of=found, purpose="<script>alert(1)</script>")
    text = page(f"actions/{found.monitoring.get().pk}/")
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


# Progress.


def test_progress_is_written_down_on_its_page() -> None:
    programme()
    path = "progress/2022-Q3/1.1/"
    given = {"status": "done", "text": "It is done.", "next_steps": "", "began": "2022-07-01", "ended": "2022-09-01"}
    response = send(path, **given)
    assert (response.status_code, response["Location"]) == (302, f"{BASE}progress/2022-Q3/")
    row = Progress.objects.get()
    assert (row.status, row.text, row.ended, row.said_by) == ("done", "It is done.", date(2022, 9, 1), marat())
    assert "It is done." in page("progress/2022-Q3/")


def test_the_form_begins_with_what_stands() -> None:
    programme()
    progress(text="A first text.")
    assert ">\nA first text.</textarea>" in page("progress/2022-Q3/1.1/")


def test_what_is_wrong_stays_in_the_form_with_its_error() -> None:
    programme()
    response = send("progress/2022-Q3/1.1/", status="", text="Kept words")
    assert response.status_code == 200
    text = response.content.decode()
    assert "Kept words" in text
    assert "govuk-error-summary" in text
    assert Progress.objects.count() == 0


def test_a_refusal_is_a_page_with_its_sentence() -> None:
    programme()
    response = send("progress/2022-Q3/1.1/", status="not-started", text="X", began="2022-07-01")
    assert response.status_code == 422
    assert "The status and the days do not fit together." in response.content.decode()


def test_the_same_again_is_said_to_be_there_already() -> None:
    programme()
    given = {"status": "on-track", "text": "The same."}
    assert send("progress/2022-Q3/1.1/", **given).status_code == 302
    response = send("progress/2022-Q3/1.1/", **given)
    assert response.status_code == 409
    assert Progress.objects.count() == 1


def test_a_closed_quarter_has_no_form() -> None:
    programme()
    close()
    text = page("progress/2022-Q3/1.1/")
    assert "This quarter is closed" in text
    assert "<textarea" not in text
    assert send("progress/2022-Q3/1.1/", status="done", text="X").status_code == 422


@pytest.mark.parametrize(("who", "status"), [(viktor, 403), (dana, 404), (ingrid, 404)])
def test_progress_is_taken_from_those_who_keep_it_alone(who: Any, status: int) -> None:
    programme()
    account, before = who(), heads()
    assert send("progress/2022-Q3/1.1/", account, status="done", text="X").status_code == status
    assert heads() == before


# Risks.

RISK = {
    "category": "later/reputational",
    "cause": "A cause",
    "event": "An event",
    "consequence": "An impact",
    "day": "2022-12-01",
    "likelihood": "4",
    "impact": "5",
    "owner": "An owner",
    "treatment": "A treatment",
}


def test_a_risk_is_recorded_on_its_page() -> None:
    programme()
    response = send("risks/new/", **RISK)
    assert (response.status_code, response["Location"]) == (302, f"{BASE}risks/1/")
    risk = Risk.objects.get()
    assert (risk.edition, risk.category, risk.impact) == ("later", "reputational", "An impact")
    assert risk.assessments.get().score == 20


@pytest.mark.parametrize(
    "wrong", [{"category": "2019/reputational"}, {"likelihood": "6"}, {"impact": ""}, {"cause": " "}, {"day": "soon"}]
)
def test_a_risk_that_lacks_something_stays_in_the_form(wrong: dict[str, str]) -> None:
    programme()
    response = send("risks/new/", **(RISK | wrong))
    assert response.status_code == 200
    assert "govuk-error-summary" in response.content.decode()
    assert Risk.objects.count() == 0


def test_a_risk_is_assessed_again_on_its_page() -> None:
    programme()
    a_risk()
    given = {"day": "2022-12-01", "likelihood": "5", "impact": "5", "owner": "X", "treatment": "Y", "closed": "on"}
    assert send("risks/1/", **given).status_code == 302
    newest = RiskAssessment.objects.order_by("entered_position").last()
    assert newest is not None
    assert (newest.score, newest.closed) == (25, True)


def test_the_register_says_which_risks_rose_and_the_matrix_where_they_stand() -> None:
    programme()
    assessed(a_risk(), likelihood=5, impact=5)
    a_risk(event="Another")
    text = page("risks/")
    assert "(9 → 25)" in text
    matrix = text[text.index("tirek-matrix") :]
    assert matrix.count('aria-label="Risk 1"') == matrix.count('aria-label="Risk 2"') == 1
    assert matrix.index("Extreme") < matrix.index('aria-label="Risk 1"') < matrix.index("Extensive")
    for level in ("Low", "Moderate", "Substantial", "High"):
        assert level in matrix


def test_a_closed_risk_is_in_the_register_and_not_in_the_matrix() -> None:
    programme()
    assessed(a_risk(), likelihood=5, closed=True)
    text = page("risks/")
    assert "closed" in text
    assert 'aria-label="Risk 1"' not in text
    assert "Higher than" not in text


def test_a_risk_without_a_standing_assessment_says_so() -> None:
    programme()
    monitoring.withdraw(account=marat(), said=a_risk().assessments.get(), reason="No risk.")
    assert "it is no longer in the register" in page("risks/1/")
    assert "No risk is recorded yet." in page("risks/")


def test_a_risk_leads_to_the_changes_of_course_that_it_caused() -> None:
    programme()
    a_correction(risk=a_risk())
    assert f'href="{BASE}corrections/#correction-1"' in page("risks/1/")


# Lessons, quality, corrections.


def test_a_lesson_is_written_down_on_its_page() -> None:
    programme()
    given = {"period": "2022-Q3", "activity": "2.1", "text": "A lesson", "advice": "An advice"}
    assert send("lessons/new/", **given).status_code == 302
    row = Lesson.objects.get()
    assert (row.period.key, row.activity.number) == ("2022-Q3", "2.1")  # type: ignore[union-attr]
    assert "An advice" in page("lessons/")


@pytest.mark.parametrize("period", ["2023-Q1", "2022-Q2", "2019-Q1", "", "x"])
def test_a_lesson_is_of_a_period_that_has_begun_and_is_open(period: str) -> None:
    programme()
    close("2022-Q2")
    assert send("lessons/new/", period=period, text="X").status_code == 200
    assert Lesson.objects.count() == 0


def test_lessons_of_one_quarter_can_be_asked_for() -> None:
    programme()
    a_lesson(text="Of the third.")
    a_lesson(text="Of the fourth.", key="2022-Q4")
    text = page("lessons/?period=2022-Q4")
    assert "Of the fourth." in text
    assert "Of the third." not in text
    assert "Of the third." in page("lessons/?period=nonsense")


def test_many_lessons_are_paged() -> None:
    programme()
    for number in range(51):
        a_lesson(text=f"Lesson number {number}.")
    assert "Lesson number 0." in page("lessons/")
    assert "Lesson number 50." not in page("lessons/")
    assert "Lesson number 50." in page("lessons/?page=2")


def test_the_quality_is_assessed_on_its_page() -> None:
    programme()
    given = {f"rating-{name}": rating for name, rating in RATINGS.items()}
    assert send("quality/new/", stage="closure", day="2022-12-01", text="X", **given).status_code == 302
    row = QualityReview.objects.get()
    assert (row.stage, row.ratings) == ("closure", RATINGS)
    assert "Satisfactory" in page("quality/")


def test_the_quality_is_assessed_in_every_criterion_or_not_at_all() -> None:
    programme()
    assert send("quality/new/", stage="closure", day="2022-12-01", text="X").status_code == 200
    assert QualityReview.objects.count() == 0


CHANGE = {"day": "2022-12-01", "change": "A change", "reason": "A reason"}


def test_a_change_of_course_is_written_down_with_its_causes() -> None:
    found = everything()
    attended(training(day=date(2022, 11, 1)), *people(6))
    cause = found.document.findings.get()
    risk = Risk.objects.get()
    given = CHANGE | {"risk": str(risk.pk), "finding": str(cause.pk), "figure": "people", "figure_period": "..2022-Q4"}
    assert send("corrections/new/", **given).status_code == 302
    row = CourseCorrection.objects.order_by("number").last()
    assert row is not None
    assert (row.number, row.figure, row.figure_value) == (2, "people@..2022-Q4", "6")
    assert (row.risk, row.finding) == (risk, cause)


def test_a_change_without_a_cause_is_asked_for_one() -> None:
    everything()
    response = send("corrections/new/", **CHANGE)
    assert "Choose at least one cause" in response.content.decode()
    assert CourseCorrection.objects.count() == 1


def test_a_change_leads_to_what_caused_it() -> None:
    found = everything()
    text = page("corrections/")
    assert f'href="{BASE}risks/1/"' in text
    assert "People trained in Q3 2022" in text
    assert f"/plans/{found.document_id}/#finding-0" in text or "#finding-0" in text
    assert "The fee is odd." in text


def test_of_a_finding_those_who_do_not_see_plans_are_told_only_its_number() -> None:
    everything()
    for path in ("corrections/", "corrections.csv"):
        for who in (viktor, dana):
            assert "The fee is odd." not in page(path, who())
    assert "The fee is odd." in page("corrections.csv")


# Actions.


def an_action(line: int = 1) -> str:
    return f"actions/{Programme.objects.get().monitoring.get(line=line).pk}/"


def test_an_action_is_marked_as_done_with_a_file() -> None:
    programme("Quarterly")
    file = SimpleUploadedFile("хаттама.pdf", b"%PDF-1.7")
    response = send(an_action(), time="2022-Q3", day="2022-10-05", note="We met.", file=file)
    assert response.status_code == 302
    row = ActionDone.objects.get()
    assert (row.round, row.file_name, row.day) == ("2022-Q3", "хаттама.pdf", date(2022, 10, 5))
    assert signed_in(viktor()).get(f"{BASE}done/{row.pk}/file/").status_code == 404  # a file is evidence
    answer = signed_in(saule()).get(f"{BASE}done/{row.pk}/file/")
    assert (answer.content, answer["X-Content-Type-Options"]) == (b"%PDF-1.7", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment;")


def test_an_action_without_a_file_has_none_to_give() -> None:
    programme("Quarterly")
    assert signed_in(marat()).get(f"{BASE}done/{done().pk}/file/").status_code == 404


def test_a_month_is_chosen_for_what_is_monthly() -> None:
    programme("Monthly")
    text = page(an_action() + "?for=2022-08")
    assert '<option value="2022-08" selected>' in text
    assert send(an_action(), time="2022-08", day="2022-10-05", note="Late.").status_code == 302
    assert ActionDone.objects.get().round == "2022-08"
    assert '<option value="2022-08"' not in page(an_action())


@pytest.mark.parametrize("time", ["", "2021-Q1", "2022-07", "final"])
def test_a_time_at_which_it_does_not_come_round_is_no_choice(time: str) -> None:
    programme("Quarterly")
    assert send(an_action(), time=time, day="2022-10-05", note="X").status_code == 200
    assert ActionDone.objects.count() == 0


def test_what_comes_round_on_no_day_asks_for_no_time() -> None:
    programme("As necessary")
    assert 'name="time"' not in page(an_action())
    assert send(an_action(), day="2022-10-05", note="Once.").status_code == 302
    assert send(an_action(), day="2022-11-05", note="Twice.").status_code == 302
    assert ActionDone.objects.filter(round="").count() == 2


def test_an_action_that_is_done_for_every_time_asks_nothing_more() -> None:
    found = programme("Annually")
    for key in ("2022-Q4", "2023-Q4"):
        monitoring.mark_done(
            account=marat(), action=found.monitoring.get(), period=found.periods.get(key=key), day=DAY, note="X"
        )
    text = page(an_action())
    assert "It is done for every time it comes round." in text
    assert "<textarea" not in text


# Withdrawing.


def test_what_was_said_is_withdrawn_from_its_page() -> None:
    everything()
    rows = {
        "progress": Progress,
        "done": ActionDone,
        "assessments": RiskAssessment,
        "lessons": Lesson,
        "quality": QualityReview,
        "corrections": CourseCorrection,
    }
    for kind, model in rows.items():
        row: Any = model.objects.all()[0]  # type: ignore[attr-defined]
        assert send(f"withdraw/{kind}/{row.pk}/", reason="").status_code == 422
        assert send(f"withdraw/{kind}/{row.pk}/", viktor(), reason="No.").status_code == 403
        assert send(f"withdraw/{kind}/{row.pk}/", dana(), reason="No.").status_code == 404
        assert send(f"withdraw/{kind}/{row.pk}/", reason="A mistake.").status_code == 302
        row.refresh_from_db()
        assert row.withdrawn_because == "A mistake."
        assert send(f"withdraw/{kind}/{row.pk}/", reason="Again.").status_code == 409


def test_a_kind_that_is_none_is_not_there() -> None:
    everything()
    assert send(f"withdraw/risks/{Risk.objects.get().pk}/", reason="X").status_code == 404


# Tables to take along.


def table(path: str, by: Account | None = None) -> list[list[str]]:
    response = signed_in(by or marat()).get(BASE + path)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_register_as_a_table_holds_every_risk_with_its_newest_assessment() -> None:
    everything()
    headings, row = table("risks.csv")
    assert dict(zip(headings, row, strict=True)) == {
        "Number": "1",
        "Category": "Political",
        "Cause": "Elections are near",
        "Event": "Partners change",
        "Impact": "Trainings are put off",
        "Day": "2022-12-01",
        "Likelihood": "5",
        "Impact in points": "3",
        "Score": "15",
        "Level": "Substantial",
        "Rose": "yes",
        "Owner": "The coordinator",
        "Treatment": "Wait",
        "Closed": "no",
    }


def test_lessons_and_changes_as_tables() -> None:
    everything()
    assert table("lessons.csv")[1] == ["2022-Q3", "", "Trainers need time.", "Ask early."]
    (change,) = table("corrections.csv")[1:]
    assert change[:3] == ["1", "2022-09-30", "Two trainings become one"]
    assert change[5:8] == ["1", "people@2022-Q3", "0"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    programme()
    a_lesson(text=text, advice="=HYPERLINK()")
    row = table("lessons.csv")[1]
    assert row[2].startswith("'") or not row[2].startswith(("=", "+", "-", "@", "\t"))
    assert row[3] == "'=HYPERLINK()"


# The calendar.


def test_the_calendar_lists_all_programmes_late_first() -> None:
    programme("Quarterly")
    programme("Annually", code="00143777")
    text = signed_in(viktor()).get("/monitoring/").content.decode()
    assert "00143776" in text
    assert "00143777" in text
    english = signed_in(marat()).get("/monitoring/").content.decode()
    assert english.index("30 September 2022") < english.index("31 December 2022")
    assert "30 June 2023" not in english
    assert "30 June 2023" in signed_in(marat()).get("/monitoring/?show=all").content.decode()


def test_the_calendar_is_paged() -> None:
    programme(*["Monthly"] * 8)
    text = signed_in(marat()).get("/monitoring/").content.decode()
    assert "govuk-pagination" in text
    assert text.count("<tr ") == 51


def test_the_address_of_the_calendar_is_shown_once() -> None:
    programme()
    client = signed_in(marat())
    made = client.post("/monitoring/calendar/address/").content.decode()
    address = made[made.index("<code>") + 6 : made.index("</code>")]
    assert address.endswith(".ics")
    assert Client().get(address[address.index("/monitoring/") :]).status_code == 200
    again = client.get("/monitoring/").content.decode()
    assert ".ics" not in again
    assert "Revoke the address" in again
    assert client.post("/monitoring/calendar/address/revoke/").status_code == 302
    assert Client().get(address[address.index("/monitoring/") :]).status_code == 404
    assert "Revoke the address" not in client.get("/monitoring/").content.decode()


def test_a_donor_has_no_calendar() -> None:
    programme()
    client = signed_in(ingrid())
    assert client.get("/monitoring/").status_code == 403
    assert client.post("/monitoring/calendar/address/").status_code == 403


# What a page costs.


def cost(path: str) -> int:
    client = signed_in(marat())
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", SEEN)
def test_a_page_costs_as_many_queries_for_much_as_for_little(path: str) -> None:
    found = everything()
    before = cost(BASE + path)
    for number in range(8):
        risk = a_risk(event=f"Event {number}")
        assessed(risk, likelihood=1 + number % 5)
        a_lesson(text=f"Lesson {number}", activity=progress(text=f"Text {number}", key="2022-Q4").activity)
        a_review(day=date(2022, 10, 1 + number))
        a_correction(change=f"Change {number}", risk=risk, figure="people", finding=found.document.findings.get())
        action("Monthly", line=10 + number, of=found)
        done(action=found.monitoring.get(line=3), key=None, note=f"Note {number}")
    for number in ("1.1", "1.2", "2.1", "2.2"):
        progress(number=number, text="Anew.")
    assert cost(BASE + path) == before


def test_the_calendar_costs_as_many_queries_for_many_programmes_as_for_one() -> None:
    programme("Quarterly")
    before = cost("/monitoring/")
    for number in range(4):
        programme("Monthly", "Annually", code=f"0020000{number}")
    assert cost("/monitoring/") == before
