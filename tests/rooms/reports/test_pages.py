"""The pages of formal reports: start, review, templates, and what is published."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import programme
from tests.rooms.reports.a_quarter import approved, fund, lived, narrative, published, started, the_programme
from tirek import reports
from tirek.reports import State
from tirek.web.downloads import uploaded
from tirek.web.errors import UploadTooLarge

pytestmark = pytest.mark.django_db
CODE = "00143776"


def of(account, *, language: str = "en") -> Client:
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    if account.language != language:
        from tirek.directory import choose_language

        choose_language(account=account, language=language)
    return client


def at(name: str, *arguments: object) -> str:
    return reverse(name, args=arguments)


def page(client: Client, name: str, *arguments: object, **asked: str) -> str:
    answer = client.get(at(name, *arguments), asked)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_report_is_started_on_its_page() -> None:
    lived()
    client = of(marat())
    shown = page(client, "reports:start", CODE)
    assert 'value="quarterly:2022-Q3"' in shown
    assert 'value="annual:2022"' in shown
    assert f'value="fund:{fund().pk}"' in shown
    assert 'value="party:Ministry"' in shown
    answer = client.post(
        at("reports:start", CODE), {"time": "quarterly:2022-Q3", "view": f"fund:{fund().pk}", "language": "ru"}
    )
    report = reports.Report.objects.get()
    assert answer["Location"] == at("reports:edit", report.pk)
    assert (report.kind, report.period, report.fund, report.language) == ("quarterly", "2022-Q3", fund(), "ru")


def test_a_refusal_is_said_on_the_form() -> None:
    programme()
    client = of(marat())
    given = {"time": "quarterly:2022-Q3", "view": "", "language": "en"}
    client.post(at("reports:start", CODE), given)
    answer = client.post(at("reports:start", CODE), given)
    assert answer.status_code == 422
    assert "This report was started already" in answer.content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"time": "weekly:1", "view": "", "language": "en"},
        {"time": "quarterly:2021-Q1", "view": "", "language": "en"},
        {"time": "final:", "view": "fund:none", "language": "en"},
        {"time": "final:", "view": "", "language": "de"},
        {},
    ],
)
def test_what_cannot_be_chosen_is_said_on_the_form(given: dict[str, str]) -> None:
    programme()
    answer = of(marat()).post(at("reports:start", CODE), given)
    assert answer.status_code == 422
    assert not reports.Report.objects.exists()


@pytest.mark.parametrize(
    ("somebody", "status"), [(viktor, 403), (saule, 403), (bolat, 403), (gulnara, 403), (dana, 404), (ingrid, 404)]
)
def test_whoever_writes_no_reports_of_the_programme_starts_none(somebody, status: int) -> None:
    programme()
    client = of(somebody())
    assert client.get(at("reports:start", CODE)).status_code == status
    assert client.post(at("reports:index", CODE), {"title": "x", "language": "en", "narrative": "x"}).status_code == (
        404 if somebody in (dana, ingrid) else 403
    )


def test_the_list_says_kind_period_view_and_state() -> None:
    lived()
    started(period="2022-Q4")
    approved(started(fund=fund("GP")))
    shown = page(of(gulnara()), "reports:index", CODE)
    assert shown.index("Q4 2022") < shown.index("Q3 2022")
    assert "GP Fund GP" in shown
    assert "Approved" in shown
    assert "Start a formal report" not in shown


@pytest.mark.parametrize("somebody", [viktor, saule])
def test_whoever_sees_no_drafts_sees_what_is_published(somebody) -> None:
    programme()
    started(period="2022-Q4")
    published(started())
    shown = page(of(somebody()), "reports:index", CODE)
    assert "Quarterly progress report, Q3 2022" in shown
    assert "Q4 2022" not in shown


def test_the_list_asks_as_many_questions_for_many_reports(django_assert_max_num_queries) -> None:
    lived()
    client = of(marat())
    started()
    few = questions(client)
    for key in ("2022-Q4", "2023-Q1", "2023-Q2"):
        published(started(period=key, fund=fund()))
    assert questions(client) == few


def questions(client: Client) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page(client, "reports:index", CODE)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(client, "reports:index", CODE)
    return len(asked)


def test_a_reviewer_reads_and_approves_and_is_given_nothing_to_write_in() -> None:
    programme()
    report = started()
    client = of(gulnara())
    shown = page(client, "reports:edit", report.pk)
    assert 'name="narrative"' not in shown
    assert "Approve version 1" in shown
    client.post(at("reports:review", report.pk), {"version": "1", "verdict": "approved"})
    assert reports.state_of(report) == State.APPROVED
    assert "Approved" in page(client, "reports:edit", report.pk)


def test_a_reviewer_sends_back_with_a_reason_that_the_writer_reads() -> None:
    programme()
    report = started()
    of(gulnara()).post(
        at("reports:review", report.pk), {"version": "1", "verdict": "returned", "reason": "The <b>risk</b> is old."}
    )
    shown = page(of(marat()), "reports:edit", report.pk)
    assert "Sent back" in shown
    assert "The &lt;b&gt;risk&lt;/b&gt; is old." in shown


def test_sending_back_without_a_reason_is_refused() -> None:
    programme()
    report = started()
    answer = of(gulnara()).post(at("reports:review", report.pk), {"version": "1", "verdict": "returned"})
    assert answer.status_code == 422
    assert reports.state_of(report) == State.DRAFT


def test_what_was_saved_meanwhile_is_not_approved_unseen() -> None:
    programme()
    report = started()
    reports.write_text(account=marat(), report=report, narrative="Another.", base_version=1)
    for version in ("1", "", "9"):
        answer = of(gulnara()).post(at("reports:review", report.pk), {"version": version, "verdict": "approved"})
        assert answer.status_code == 409
    assert reports.state_of(report) == State.DRAFT


def test_who_wrote_it_is_told_that_a_second_person_reviews() -> None:
    programme()
    report = started(aigul())
    client = of(aigul())
    client.post(at("reports:ask", report.pk), {"version": "1"})
    shown = page(client, "reports:edit", report.pk)
    assert "a second person reviews it" in shown
    assert "Approve version" not in shown
    assert client.post(at("reports:review", report.pk), {"version": "1", "verdict": "approved"}).status_code == 422


def test_publishing_is_offered_when_it_is_approved() -> None:
    programme()
    report = started()
    client = of(aigul())
    assert "Freeze and publish" not in page(client, "reports:edit", report.pk)
    approved(report)
    assert "Freeze and publish" in page(client, "reports:edit", report.pk)
    answer = client.post(at("reports:publish", report.pk), {"number": "1", "version": "1"})
    assert answer["Location"] == at("published:page", report.publications.get().pk)


def test_a_template_is_filled_anew_on_the_page() -> None:
    lived()
    report = started()
    reports.write_text(account=marat(), report=report, narrative="By hand.", base_version=1)
    of(marat()).post(at("reports:fill", report.pk), {"version": "2"})
    assert narrative(report).startswith("## The programme")


def test_the_editor_of_a_funds_report_offers_no_money_of_others() -> None:
    lived()
    report = started(fund=fund("GP"))
    offered = re.findall(r'data-insert="\[\[(.+?)\]\]"', page(of(marat()), "reports:edit", report.pk))
    assert "officers-trained" in offered
    assert not {"budget", "expenditure", "delivery"} & set(offered)
    assert [key for key in offered if key.startswith("expenditure-fund-gp")]


def test_templates_are_seen_taken_away_and_brought_back() -> None:
    programme()
    client = of(aigul())
    assert "Of the house" in page(client, "reports:templates")
    assert "{{ summary-figures }}" in page(client, "reports:template", "quarterly", "ru")
    taken = client.get(at("reports:template-file", "quarterly", "ru")).content.decode()
    assert taken == reports.built_in_template("quarterly", "ru")
    file = SimpleUploadedFile("t.md", b"\xef\xbb\xbf## Own\n\n{{ risks }}\n")
    client.post(at("reports:template", "quarterly", "ru"), {"content": "ignored", "file": file})
    assert client.get(at("reports:template-file", "quarterly", "ru")).content == b"## Own\n\n{{ risks }}\n"
    assert client.get(at("reports:built-in-file", "quarterly", "ru")).content.decode() == taken
    assert "Of the office" in page(client, "reports:templates")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"content": "{{ risk }}"}, "Line 1 of the template names an insert that there is not: “risk”."),
        ({"content": ""}, "This field is required."),
        ({"content": "x", "file": SimpleUploadedFile("t.md", b"\xff\xfe\x00")}, "The file is no text in UTF-8."),
    ],
)
def test_what_is_wrong_with_a_template_is_said_beside_it(given: dict[str, object], said: str) -> None:
    answer = of(aigul()).post(at("reports:template", "quarterly", "en"), given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not reports.NarrativeTemplate.objects.exists()


@pytest.mark.parametrize("address", ["/reports/templates/page/en/", "/reports/templates/quarterly/de/", "/x/"])
def test_there_is_no_template_of_what_there_is_not(address: str) -> None:
    client = of(aigul())
    assert client.get(address).status_code == 404
    assert client.get(f"{address}template.md").status_code == 404


def test_a_word_template_is_kept_for_a_kind() -> None:
    client = of(aigul())
    file = SimpleUploadedFile("own.docx", reports.default_word_template())
    client.post(at("reports:word-template"), {"kind": "annual", "template": file})
    assert reports.WordTemplate.objects.get().kind == "annual"
    assert "own.docx" in page(client, "reports:templates")
    assert client.get(at("reports:office-word-template", "annual")).content[:2] == b"PK"
    assert client.get(at("reports:office-word-template", "all")).content == reports.default_word_template()
    assert client.get(at("reports:office-word-template", "weekly")).status_code == 404


def test_a_file_beyond_the_limit_is_refused() -> None:
    large = SimpleUploadedFile("large.md", b"x" * (1024 * 1024 + 1))
    answer = of(aigul()).post(at("reports:template", "quarterly", "en"), {"content": "x", "file": large})
    assert answer.status_code == 413
    assert not reports.NarrativeTemplate.objects.exists()


def test_a_file_beyond_the_limit_is_not_even_read() -> None:
    class Unread(SimpleUploadedFile):
        def read(self, *_sizes: int) -> bytes:
            raise AssertionError("It was read.")

    request = RequestFactory().post("/")
    request.FILES["template"] = Unread("large.docx", b"12345")
    with pytest.raises(UploadTooLarge):
        uploaded(request, "template", limit=4)


@pytest.mark.parametrize("limit", [5, 6])
def test_a_file_up_to_the_limit_is_read(limit: int) -> None:
    request = RequestFactory().post("/", {"template": SimpleUploadedFile("t.docx", b"12345")})
    assert uploaded(request, "template", limit=limit) == ("t.docx", b"12345")


def test_what_is_published_is_listed_for_everyone_by_kind_programme_and_fund() -> None:
    lived()
    whole, own = published(started()), published(started(fund=fund("GP"), kind="annual", period="2022"))
    anyone = Client()
    everything = page(anyone, "published:index")
    assert "Quarterly progress report, Q3 2022" in everything
    assert "GP Fund GP" in everything
    shown = {
        "kind": page(anyone, "published:index", kind="annual"),
        "fund": page(anyone, "published:index", fund=str(fund("GP").pk)),
    }
    for found in shown.values():
        assert str(own.pk) in found
        assert str(whole.pk) not in found
    assert "No published report is like this." in page(anyone, "published:index", programme="00999999")
    assert str(whole.pk) in page(anyone, "published:index", kind="nonsense", fund="nonsense", page="99")


def test_a_donor_reads_the_published_report_of_the_fund_and_no_draft() -> None:
    lived()
    report = started(fund=fund("GP"))
    frozen = published(report)
    client = of(ingrid())
    assert "Quarterly progress report" in page(client, "published:page", frozen.pk)
    for name in ("reports:edit", "reports:preview"):
        assert client.get(at(name, report.pk)).status_code in (404, 405)
    figure = next(each["key"] for each in frozen.figures if each["key"].startswith("budget-fund"))
    assert "The records behind it" not in page(client, "published:figure", frozen.pk, figure)


def test_all_of_one_fund_is_asked_for_in_code() -> None:
    made = lived()
    published(started())
    own = published(started(fund=fund("GP")))
    assert list(reports.published(made, fund=fund("GP"))) == [own]
    assert reports.published(made, kind="quarterly").count() == 2
    assert list(reports.published_programmes()) == [the_programme()]
