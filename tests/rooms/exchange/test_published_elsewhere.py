"""A publication that came in from another house: it says so, and it can still be held against the records."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from tests.cast import AKTOBE, EVERYONE, aigul, bolat, dana, gulnara, ingrid, marat, saule, somebody, viktor
from tests.rooms.exchange.files import exported, forged, opened, tables
from tests.rooms.exchange.furnished import furnished
from tests.rooms.exchange.test_importing import imported
from tirek import exchange, ledger, reports
from tirek.directory import Account, NotPermitted, Role, SamePerson, choose_language
from tirek.reports import PublishedReport
from tirek.web.templatetags.results import spoken

pytestmark = pytest.mark.django_db


def published() -> PublishedReport:
    imported(exported())
    return PublishedReport.objects.get()


def test_it_works() -> None:
    row = opened(exported())["tables"]["publications"][0]
    found = published()
    assert found.elsewhere == row["elsewhere"]
    assert found.root == row["root"]
    assert reports.thaw(found).ledger_position == row["elsewhere"]["position"]
    assert reports.thaw(found).ledger_position != f"{found.stored_chain}/{found.stored_position}"
    assert set(found.as_of) == {"HRC", AKTOBE}


def test_it_is_held_against_the_records_here_and_not_against_the_root_there() -> None:
    assert reports.verify(published()) == []


def test_a_number_that_the_records_do_not_bear_out_is_found() -> None:
    """A file made by hand can say what it likes; whoever verifies the publication sees it."""

    def more(found: dict[str, Any]) -> None:
        found["publications"][0]["figures"][0]["value"] = "500"

    imported(forged(exported(), more))
    assert [each.kind for each in reports.verify(PublishedReport.objects.get())] == ["value"]


def test_its_pages_say_that_it_was_published_elsewhere() -> None:
    found = published()
    reports.confirm_import(account=gulnara(), publication=found)
    for page in ("", "verify/"):
        assert "published in another installation" in Client().get(f"/published/{found.pk}/{page}").content.decode()


PAGES = ("", "report.pdf", "report.docx", "figures.csv", "verify/", "figures/trained/")


def client(account: Account | None = None) -> Client:
    made = Client()
    if account:
        made.force_login(account)
    return made


def answers(found: PublishedReport, account: Account | None = None) -> set[int]:
    looking = client(account)
    return {looking.get(f"/published/{found.pk}/{page}").status_code for page in PAGES}


def test_nobody_finds_it_before_a_second_person_has_confirmed_it() -> None:
    found = published()
    for account in (None, viktor(), saule(), ingrid(), dana()):
        assert answers(found, account) == {404}, account
    assert found.title not in client().get("/published/").content.decode()
    assert found.title not in client().get("/").content.decode()
    assert not reports.published().exists()
    assert not reports.published_programmes().exists()
    assert reports.formal_reports_done(found.report.programme) == set()
    iati = client(bolat()).get("/exchange/00143776/iati.xml").content.decode()
    assert str(found.pk) not in iati


def test_those_who_see_drafts_see_it_and_the_reviewer_confirms() -> None:
    found = published()
    for account in (aigul(), marat(), bolat(), gulnara()):
        assert answers(found, account) == {200}, account
        assert found.title in client(account).get("/reports/of/00143776/").content.decode()
    address = f"/reports/{found.pk}/confirm/"
    shown = {who: address in client(who()).get(f"/published/{found.pk}/").content.decode() for who in SEEING}
    assert shown == {aigul: False, marat: False, bolat: False, gulnara: True}


SEEING = (aigul, marat, bolat, gulnara)


def test_once_confirmed_it_is_for_everyone() -> None:
    found = published()
    answer = client(gulnara()).post(f"/reports/{found.pk}/confirm/")
    assert (answer.status_code, answer["Location"]) == (302, f"/published/{found.pk}/")
    assert answers(found) == {200}
    assert found.title in client().get("/published/").content.decode()
    assert list(reports.published_programmes()) == [found.report.programme]
    assert "/confirm/" not in client(gulnara()).get(f"/published/{found.pk}/").content.decode()
    told = ledger.entries(event="import-confirmed")
    assert [line.by for line in told] == [str(gulnara().pk)]
    assert ledger.verify().ok


def test_who_imported_it_does_not_confirm_it() -> None:
    found = published()
    with pytest.raises(SamePerson):
        reports.confirm_import(account=aigul(), publication=found)
    assert client(aigul()).post(f"/reports/{found.pk}/confirm/").status_code >= 400
    assert answers(found) == {404}


def test_another_coordinator_may_confirm_it() -> None:
    found = published()
    reports.confirm_import(account=somebody("second", Role.COORDINATOR), publication=found)
    assert answers(found) == {200}


@pytest.mark.parametrize(("who", "status"), [(marat, 403), (bolat, 403), (viktor, 404), (ingrid, 404), (dana, 404)])
def test_others_do_not_confirm_it(who: Any, status: int) -> None:
    found = published()
    with pytest.raises(NotPermitted):
        reports.confirm_import(account=who(), publication=found)
    assert client(who()).post(f"/reports/{found.pk}/confirm/").status_code == status
    assert answers(found) == {404}


def test_a_reviewer_of_another_office_neither_sees_nor_confirms_it() -> None:
    found = published()
    other = somebody("regional", Role.REVIEWER, AKTOBE)
    with pytest.raises(reports.NoSuchReport):
        reports.confirm_import(account=other, publication=found)
    assert answers(found, other) == {404}


def test_twice_confirmed_is_one_confirmation() -> None:
    found = published()
    first = reports.confirm_import(account=gulnara(), publication=found)
    assert reports.confirm_import(account=gulnara(), publication=found) == first
    assert found.import_reviews.count() == 1


def test_what_was_published_here_needs_no_confirmation() -> None:
    furnished()
    found = PublishedReport.objects.get()
    assert answers(found) == {200}
    with pytest.raises(reports.NoSuchReport):
        reports.confirm_import(account=gulnara(), publication=found)


def test_the_reviewer_sees_the_differences_before() -> None:
    def more(found: dict[str, Any]) -> None:
        found["publications"][0]["figures"][0]["value"] = "500"

    imported(forged(exported(), more))
    found = PublishedReport.objects.get()
    for account in (gulnara(), marat()):
        choose_language(account=account, language="en")
    page = client(gulnara()).get(f"/published/{found.pk}/").content.decode()
    assert "was frozen as 500" in page
    assert "was frozen as 500" not in client(marat()).get(f"/published/{found.pk}/").content.decode()


def test_a_confirmation_does_not_travel() -> None:
    for each in EVERYONE:
        each()
    found = published()
    before = tables(exchange.written(found.report.programme).read())
    reports.confirm_import(account=gulnara(), publication=found)
    assert tables(exchange.written(found.report.programme).read()) == before


def test_the_database_keeps_a_confirmation_as_it_was_given() -> None:
    found = published()
    reports.confirm_import(account=gulnara(), publication=found)
    for order in ("UPDATE reports_importreview SET verdict = 'returned'", "DELETE FROM reports_importreview"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(order)


def test_who_came_with_a_file_is_named_as_of_another_installation() -> None:
    published()
    names = {spoken(each) for each in Account.objects.filter(is_active=False)}
    assert names == {"an account of another installation"}
    assert spoken(gulnara()) != "an account of another installation"


def test_a_third_house_still_names_the_first() -> None:
    for each in EVERYONE:
        each()
    first = opened(exported())["tables"]["publications"]
    found = published()
    again = opened(exchange.written(found.report.programme).read())["tables"]["publications"]
    assert again == first
