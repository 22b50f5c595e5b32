"""Nobody isolates a few people by subtracting what was published at different times, in whatever report."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul, bolat, dana, gulnara, marat, somebody
from tests.programme import attended, people, programme, training
from tests.rooms.indicators.reporting import RESIDENTS, TEXTS, approved, by_sex, defined, the
from tests.rooms.reports.test_review_text import outcome
from tirek import evidence, ledger, reports
from tirek.directory import Account, NotPermitted, Role, SamePerson
from tirek.plans import ReasonMissing
from tirek.reports import ChangeRelease, PublishedReport, Report
from tirek.reports.errors import FewPeopleApartFromEarlier, FigureUnknown, NothingToRelease

pytestmark = pytest.mark.django_db
PEOPLE = TEXTS | {"code": "people", "counts": "people", "split_by": ["sex", "region"]}
CAME = TEXTS | {"code": "came", "counts": "attendances", "split_by": ["region"]}
Q3, Q4, Q1 = date(2022, 8, 1), date(2022, 11, 1), date(2023, 2, 1)


@pytest.fixture(autouse=True)
def _figures() -> None:
    programme()
    defined(PEOPLE, CAME, RESIDENTS)


def written(narrative: str, title: str = "A report") -> Report:
    return reports.start_report(account=marat(), programme=the(), title=title, language="en", narrative=narrative)


def publish(report: Report, number: int = 1) -> PublishedReport:
    version = reports.latest_text(report).version
    return reports.publish_report(account=aigul(), report=report, number=number, version=version)


def published(narrative: str, title: str = "A report") -> PublishedReport:
    return publish(written(narrative, title))


def splits(publication: PublishedReport) -> dict[str, dict[str, set[str | None]]]:
    """The numbers of each split of each figure, as frozen."""
    return {
        each["key"]: {dimension: {number for _label, number in cells} for dimension, _title, cells in each["splits"]}
        for each in publication.figures
    }


def alone(narrative: str) -> reports.Binding:
    """What the report would be if nothing had been published before: what a house without this check publishes."""
    return reports.bind(narrative, the(), language="en")


def came(day: date, count: int, sex: str = "female", region: str = "KZ-71") -> evidence.Event:
    made = training(day=day)
    attended(made, *people(count, sex, region=region))
    return made


def test_it_works() -> None:
    came(Q3, 10)
    came(Q4, 3)
    published("[[people@2022-Q3]]", "Third quarter")
    assert alone("[[people@..2022-Q4]]").apart == ()  # 13 less 10: the attack, which nothing in the report itself shows
    with pytest.raises(FewPeopleApartFromEarlier) as refused:
        published("[[people@..2022-Q4]]")
    facts = refused.value.facts
    assert (facts["smaller"], facts["larger"]) == ("people@2022-Q3", "people@..2022-Q4")
    assert "people@2022-Q3: “Third quarter”" in facts["earlier"]
    assert PublishedReport.objects.count() == 1


def test_takes_what_differs_by_enough_people() -> None:
    came(Q3, 10)
    came(Q4, 5)
    published("[[people@2022-Q3]]")
    second = published("[[people@..2022-Q4]]")
    assert second.figures[0]["value"] == "15"
    assert splits(second)["people@..2022-Q4"]["sex"] == {"15"}


def test_it_matters_not_which_of_the_two_comes_first() -> None:
    came(Q3, 10)
    came(Q4, 3)
    published("[[people@..2022-Q4]]")
    with pytest.raises(FewPeopleApartFromEarlier):
        published("[[people@2022-Q3]]")


def a_few_in_one_region() -> None:
    """In Astana ten came, later three more; in Aktobe ten, later ten more: half of them men."""
    for day, count in ((Q3, 10), (Q4, 3)):
        came(day, count)
    for day in (Q3, Q4):
        came(day, 10, "male", "KZ-15")


def test_a_split_that_would_isolate_beside_an_earlier_report_is_withheld_whole() -> None:
    a_few_in_one_region()
    first = published("[[people@2022-Q3]]")
    assert splits(first)["people@2022-Q3"]["region"] == {"10"}
    (attack,) = alone("[[people@..2022-Q4]]").figures
    assert {cell.value for _d, _t, cells in attack.splits for cell in cells} == {13, 20}
    second = published("[[people@..2022-Q4]]")
    assert second.figures[0]["value"] == "33"
    assert splits(second)["people@..2022-Q4"] == {"sex": {None}, "region": {None}}
    assert reports.verify(second) == []
    assert reports.verify(first) == []


def test_a_split_of_which_no_cell_isolates_is_shown() -> None:
    for count, region in ((10, "KZ-71"), (10, "KZ-15")):
        came(Q3, count, "male", region)
    came(Q4, 3, "male", "KZ-71")
    came(Q4, 2, "male", "KZ-15")
    published("[[people@2022-Q3]]")
    assert splits(published("[[people@..2022-Q4]]"))["people@..2022-Q4"] == {"sex": {"25"}, "region": {None}}


def test_a_cell_named_in_the_text_is_refused_and_the_earlier_report_named() -> None:
    a_few_in_one_region()
    published("[[people@2022-Q3]]", "Third quarter")
    with pytest.raises(FewPeopleApartFromEarlier) as refused:
        published("[[people@..2022-Q4:region=KZ-71]]")
    assert refused.value.facts["larger"] == "people@..2022-Q4:region=KZ-71"
    assert "“Third quarter”" in refused.value.facts["earlier"]


def test_a_cell_that_was_named_in_an_earlier_text_counts_too() -> None:
    a_few_in_one_region()
    published("[[people@2022-Q3:region=KZ-71]]")
    assert splits(published("[[people@..2022-Q4]]"))["people@..2022-Q4"]["region"] == {None}


def test_other_figures_of_the_same_people_are_compared() -> None:
    came(Q3, 10)
    defined(PEOPLE | {"code": "some", "where": {"topics": ["first-aid"]}})
    attended(training(day=Q4, topic="first-aid"), *people(3))
    came(Q4, 4)
    published("[[people]]")
    defined(PEOPLE | {"code": "most", "where": {"topics": ["community-policing"]}})
    with pytest.raises(FewPeopleApartFromEarlier):
        published("[[most]]")


def test_quarters_of_several_reports_leave_nobody_over_of_the_whole() -> None:
    for day, count in ((Q3, 10), (Q4, 3), (Q1, 10)):
        came(day, count)
    published("[[came@2022-Q3]]", "Third quarter")
    published("[[came@2023-Q1]]", "First quarter")
    assert alone("[[came@..2023-Q1]]").apart == ()
    with pytest.raises(FewPeopleApartFromEarlier) as refused:
        published("[[came@..2023-Q1]]")
    assert refused.value.facts["smaller"] in ("came@2022-Q3 + came@2023-Q1", "came@2023-Q1 + came@2022-Q3")
    assert "Third quarter" in refused.value.facts["earlier"]
    assert "First quarter" in refused.value.facts["earlier"]


def test_the_missing_quarter_is_refused_when_the_whole_was_published_first() -> None:
    for day, count in ((Q3, 10), (Q4, 3), (Q1, 10)):
        came(day, count)
    published("[[came@..2023-Q1]]")
    published("[[came@2022-Q3]]")
    with pytest.raises(FewPeopleApartFromEarlier):
        published("[[came@2023-Q1]]")


def test_reported_numbers_of_several_reports_find_nobody() -> None:
    approved("residents", "2022-Q2", 20, splits=by_sex(10, 10))
    approved("residents", "2022-Q3", 12, splits=by_sex(2, 10))
    approved("residents", "2022-Q4", 3, splits=by_sex(1, 2))
    published("[[residents@..2022-Q2]]")
    second = published("[[residents@..2022-Q3]]")
    assert splits(second)["residents@..2022-Q3"]["sex"] == {None}
    assert reports.verify(second) == []
    with pytest.raises(FewPeopleApartFromEarlier):
        published("[[residents@..2022-Q4]]")


def test_a_reported_number_that_was_corrected_by_a_few_is_refused() -> None:
    approved("residents", "2022-Q3", 20, splits=by_sex(10, 10))
    published("[[residents@2022-Q3]]")
    approved("residents", "2022-Q3", 22, splits=by_sex(11, 11), base=1)
    with pytest.raises(FewPeopleApartFromEarlier):
        published("[[residents]] [[residents@2022-Q3]]")
    approved("residents", "2022-Q3", 30, splits=by_sex(15, 15), base=2)
    assert splits(published("[[residents@2022-Q3]]"))["residents@2022-Q3"]["sex"] == {"15"}


def test_the_same_again_tells_nothing_new() -> None:
    a_few_in_one_region()
    first = published("[[people@2022-Q3]]")
    again = published("In other words: [[people@2022-Q3]].")
    assert splits(first) == splits(again)
    assert first.figures == again.figures


def test_a_report_that_nobody_published_stands_in_nobodys_way() -> None:
    came(Q3, 10)
    came(Q4, 3)
    written("[[people@2022-Q3]]")
    assert published("[[people@..2022-Q4]]")


def test_another_programme_is_not_looked_at() -> None:
    came(Q3, 10)
    came(Q4, 3)
    published("[[people@2022-Q3]]")
    other = programme("00999999")
    assert reports.drafted(Report(programme=other, language="en"), "").apart == ()


# A correction: one person fewer in a total that everybody has read.


def corrected() -> Report:
    """Ten women in Astana and ten men in Aktobe were published; one woman's row was a mistake."""
    women = came(Q3, 10)
    came(Q3, 10, "male", "KZ-15")
    report = written("[[people]] came.")
    publish(report)
    evidence.withdraw(account=marat(), piece=women.attendances.all()[0], reason="Signed for somebody else.")
    return report


def released(report: Report, by: Account | None = None, reason: str = "A row was a mistake.") -> ChangeRelease:
    return reports.release_changes(account=by or gulnara(), text=reports.latest_text(report), reason=reason)


def test_a_correction_by_one_is_refused_until_a_second_person_releases_it() -> None:
    report = corrected()
    assert alone("[[people]] came.").apart == ()
    with pytest.raises(FewPeopleApartFromEarlier):
        publish(report, 2)
    assert released(report).changes == [["people", "20", "19"]]
    second = publish(report, 2)
    assert (second.number, second.figures[0]["value"]) == (2, "19")
    assert splits(second)["people"] == {"sex": {None}, "region": {None}}
    assert reports.verify(second) == []
    told = ledger.entries(event="report-changes-released")
    assert [(line.by, line.detail) for line in told] == [(str(gulnara().pk), {"keys": "people"})]
    assert ledger.verify().ok


def test_a_correction_is_released_although_the_same_people_were_told_of_under_other_names() -> None:
    """Also their attendances, and the whole until a quarter by which all had come: it leaves the same one over."""
    women = came(Q3, 10)
    came(Q3, 10, "male", "KZ-15")
    report = written("[[people]] came.")
    publish(report)
    published("[[people@..2022-Q4]], that is [[came@2022]]")
    evidence.withdraw(account=marat(), piece=women.attendances.all()[0], reason="Signed for somebody else.")
    with pytest.raises(FewPeopleApartFromEarlier):
        publish(report, 2)
    assert released(report).changes == [["people", "20", "19"]]
    assert splits(publish(report, 2))["people"] == {"sex": {None}, "region": {None}}


def test_a_release_does_not_cover_what_another_number_leaves_over() -> None:
    """Fifteen men of twenty were published, five women: of nineteen they leave four."""
    women = came(Q3, 5)
    came(Q3, 15, "male", "KZ-15")
    report = written("[[people]] came.")
    publish(report)
    evidence.withdraw(account=marat(), piece=women.attendances.all()[0], reason="Signed for somebody else.")
    released(report)
    with pytest.raises(FewPeopleApartFromEarlier) as refused:
        publish(report, 2)
    assert refused.value.facts["larger"] == "people"
    assert refused.value.facts["smaller"] in ("people:sex=male", "people:region=KZ-15")


def test_a_released_total_shows_no_split_at_all() -> None:
    """Also not one of which nothing was shown before, so that no cell of it isolates by itself."""
    came(Q3, 3)
    came(Q3, 15, "male", "KZ-15")
    assert splits(published("[[people]]"))["people"] == {"sex": {None}, "region": {None}}
    came(Q4, 2)
    report = written("[[people]]")
    (attack,) = alone("[[people]]").figures
    assert {cell.value for _d, _t, cells in attack.splits for cell in cells} == {5, 15}
    released(report)
    assert splits(publish(report))["people"] == {"sex": {None}, "region": {None}}


def test_who_wrote_the_report_does_not_release_it() -> None:
    report = corrected()
    second = somebody("second", Role.COORDINATOR)
    reports.write_text(account=second, report=report, narrative="Now [[people]] came.", base_version=1)
    with pytest.raises(SamePerson):
        released(report, second)
    released(report, aigul())
    assert publish(report, 2).number == 2


@pytest.mark.parametrize("who", [marat, bolat])
def test_refuses_a_release_by_those_who_do_not_review(who: Any) -> None:
    report = corrected()
    with pytest.raises(NotPermitted):
        released(report, who())


def test_refuses_a_release_by_another_office() -> None:
    report = corrected()
    with pytest.raises(reports.NoSuchReport):
        released(report, somebody("regional", Role.REVIEWER, "HRC-15"))


def test_refuses_a_release_without_a_reason() -> None:
    report = corrected()
    with pytest.raises(ReasonMissing):
        released(report, reason=" ")


def test_refuses_a_release_of_an_older_version() -> None:
    report = corrected()
    old = reports.latest_text(report)
    reports.write_text(account=marat(), report=report, narrative="Now [[people]].", base_version=1)
    with pytest.raises(reports.WrittenMeanwhile):
        reports.release_changes(account=gulnara(), text=old, reason="A mistake.")


def test_a_release_holds_for_its_version_alone() -> None:
    report = corrected()
    released(report)
    reports.write_text(account=marat(), report=report, narrative="Now [[people]].", base_version=1)
    with pytest.raises(FewPeopleApartFromEarlier):
        publish(report, 2)


def test_a_release_holds_for_its_numbers_alone() -> None:
    report = corrected()
    released(report)
    another = evidence.Attendance.objects.filter(withdrawn_position=None, person__sex="male")[0]
    evidence.withdraw(account=marat(), piece=another, reason="Another one.")
    with pytest.raises(FewPeopleApartFromEarlier):
        publish(report, 2)


def test_twice_released_is_one_release() -> None:
    report = corrected()
    assert released(report) == released(report)


def test_only_the_total_of_the_same_figure_and_period_can_be_released() -> None:
    came(Q3, 10)
    came(Q4, 3)
    published("[[people@2022-Q3]] [[people@2022-Q3:sex=female]]")
    for narrative in ("[[people@..2022-Q4]]", "[[came@..2022-Q4]]", "[[people@..2022-Q4:sex=female]]"):
        with pytest.raises(NothingToRelease):
            released(written(narrative))


def test_a_corrected_cell_cannot_be_released() -> None:
    report = corrected()
    cell = written("[[people:sex=female]] women.")
    with pytest.raises(NothingToRelease):
        released(cell)
    both = written("[[people]] came, [[people:sex=female]] women.")
    released(both)
    with pytest.raises((FewPeopleApartFromEarlier, FigureUnknown)):
        publish(both)
    assert report.publications.count() == 1


def test_a_figure_that_is_defined_anew_is_another_figure() -> None:
    came(Q3, 10)
    attended(training(day=Q4, topic="first-aid"), *people(3))
    published("[[people]]")
    defined(PEOPLE | {"where": {"topics": ["community-policing"]}})
    with pytest.raises(NothingToRelease):
        released(written("[[people]]"))


@pytest.mark.parametrize(
    "order", ["UPDATE reports_changerelease SET changes = '[]'", "DELETE FROM reports_changerelease"]
)
def test_the_database_keeps_a_release_as_it_was_given(order: str) -> None:
    released(corrected())
    with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.cursor() as cursor:
        cursor.connection.execute(order)
    connection.rollback() if not connection.in_atomic_block else connection.set_rollback(True)


# Verification, drafts, pages, and two at once.


def test_verification_takes_a_split_that_was_withheld_whole_and_no_other() -> None:
    for region in ("KZ-71", "KZ-15", "KZ-75"):
        came(Q3, 10, region=region)
    frozen = published("[[people]]")
    (region,) = [split for split in frozen.figures[0]["splits"] if split[0] == "region"]
    cells = [list(cell) for cell in region[2]]

    def kinds(*changed: Any) -> list[str]:
        region[2] = list(changed)
        return [each.kind for each in reports.verify(frozen)]

    withheld = [[label, None] for label, _number in cells]
    assert kinds(*cells) == []
    assert kinds(*withheld) == []
    assert kinds(withheld[0], *cells[1:]) == ["split"]
    assert kinds(*withheld[:2], cells[2]) == ["split"]
    assert kinds(*withheld[:2]) == ["split"]
    assert kinds() == ["split"]
    assert kinds(*[[label, "11"] for label, _number in cells]) == ["split"]


def test_a_draft_shows_what_publication_would_do() -> None:
    a_few_in_one_region()
    published("[[people@2022-Q3]]")
    report = written("[[people@..2022-Q4]]")
    draft = reports.drafted(report, "[[people@..2022-Q4]]")
    frozen = publish(report)
    assert [reports.thaw_figure(each) for each in frozen.figures] == list(draft.figures)


def client(account: Account) -> Client:
    made = Client(headers={"accept-language": "en"})
    made.force_login(account)
    made.cookies["django_language"] = "en"
    return made


def test_the_page_says_what_stands_in_the_way_and_the_second_person_releases_it() -> None:
    report = corrected()
    address = f"/reports/{report.pk}/"
    writer, reviewer = client(marat()), client(gulnara())
    gulnara_reads = gulnara()
    shown = writer.get(address).content.decode()
    assert "differ by fewer than five people" in shown
    assert "/release/" not in shown
    preview = writer.post(f"{address}preview/", {"narrative": "[[people]]"}).content.decode()
    assert "differ by fewer than five people" in preview
    assert gulnara_reads.language == "kk"
    assert f"{address}release/" in reviewer.get(address).content.decode()
    answer = reviewer.post(f"{address}release/", {"version": 1, "reason": "A row was a mistake."})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert f"{address}release/" not in reviewer.get(address).content.decode()
    assert publish(report, 2).number == 2


def test_a_filled_report_leaves_out_what_could_not_be_published() -> None:
    from tests.rooms.indicators.reporting import placed

    came(Q3, 10)
    placed("people")
    published("[[people@2022-Q3]] [[people@..2022-Q3]]")
    came(Q3, 3)
    report = reports.start_formal_report(
        account=marat(), programme=the(), kind="quarterly", period="2022-Q3", language="en"
    )
    narrative = reports.latest_text(report).narrative
    assert "[[people@" not in narrative
    assert "withheld" in narrative
    assert reports.drafted(report, narrative).apart == ()


def test_of_two_published_at_once_one_sees_the_other(transactional_db: None) -> None:
    came(Q3, 10)
    came(Q4, 3)
    found = [written("[[people@2022-Q3]]"), written("[[people@..2022-Q4]]")]
    both, coordinator = threading.Barrier(2, timeout=10), aigul()

    def one(report: Report) -> str:
        both.wait()
        return outcome(lambda: reports.publish_report(account=coordinator, report=report, number=1, version=1))

    with ThreadPoolExecutor(2) as threads:
        answers = sorted(each.result() for each in [threads.submit(one, report) for report in found])
    assert answers == ["done", "few-people-apart-from-earlier"]


def test_as_many_questions_however_much_was_published(django_assert_max_num_queries) -> None:
    a_few_in_one_region()
    draft = written("[[people]] [[came]]")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            reports.drafted(draft, "[[people]] [[came]]", as_of=ledger.heads())
        return len(queries)

    published("[[people@2022-Q3]]")
    few = asked()
    for day in (Q3, Q1):
        came(day, 40)
    for narrative in (
        "[[came@2022-Q3]]",
        "[[people]] [[came@..2023-Q1]]",
        "[[people@..2023-Q1]] [[people:sex=female]]",
    ):
        published(narrative)
    assert asked() == few


def test_who_may_not_publish_learns_nothing_by_publishing() -> None:
    came(Q3, 10)
    came(Q4, 3)
    published("[[people@2022-Q3]]")
    with pytest.raises(NotPermitted):
        reports.publish_report(account=dana(), report=written("[[people@..2022-Q4]]"), number=1, version=1)
