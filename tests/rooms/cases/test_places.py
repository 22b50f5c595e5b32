"""Which place a case is about, and what the register tells of the last visit to a place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.case_rows import MADE, a_case
from tests.cast import asel, olga, ruslan, zarina
from tests.rooms.cases.complaint import MECHANISMS
from tirek import cases, packs
from tirek.cases.models import Case, Happening
from tirek.directory import Account, NotPermitted, PlaceOfDetention
from tirek.ledger import entry, seeing_all, verify
from tirek.packs import Edition, edition_in_force

pytestmark = pytest.mark.django_db
VISITED = datetime(2023, 5, 10, 9, tzinfo=UTC)


@pytest.fixture
def visits() -> Edition:
    packs.install_pack(account=ruslan(), folder=MECHANISMS / "preventive-visits")
    return edition_in_force("preventive-visits")


def place(code: str) -> PlaceOfDetention:
    return PlaceOfDetention.objects.get(code=code)


def visited(case: Case, at: datetime, step: str = "visit-checklist") -> None:
    with seeing_all(), entry(event=MADE, office=case.chain, by=str(case.opened_by_id)) as trace:
        trace.store(Happening(case=case, ordinal=1, step=step, at=at))


def test_it_works(visits: Edition) -> None:
    there, elsewhere = place("15-01"), place("15-02")
    case = a_case(visits, zarina(), assigned_to=zarina())
    assert cases.last_at(zarina(), [there])[there.pk].at is None
    cases.say_place(actor=zarina(), number=case.number, place=there)
    visited(case, VISITED)
    told = cases.last_at(zarina(), [there, elsewhere])
    due = told[there.pk].due_at
    assert told[there.pk].at == VISITED
    assert due is not None
    assert due.date().isoformat() == "2027-05-10"
    assert (told[elsewhere.pk].at, told[elsewhere.pk].due_at) == (None, None)
    assert verify().ok


def test_only_the_step_that_the_law_names_counts(visits: Edition) -> None:
    case = a_case(visits, zarina())
    cases.say_place(actor=zarina(), number=case.number, place=place("15-01"))
    visited(case, VISITED, "plan-visit")
    assert cases.last_at(zarina(), [place("15-01")])[place("15-01").pk].at is None


def test_who_sees_no_cases_is_told_of_no_visit(visits: Edition) -> None:
    assert cases.last_at(ruslan(), [place("15-01")]) == {}


def test_who_is_of_another_office_says_no_place(visits: Edition) -> None:
    case = a_case(visits, asel(), confidentiality="public")
    with pytest.raises(NotPermitted):
        cases.say_place(actor=zarina(), number=case.number, place=place("15-01"))


def test_a_case_is_found_by_its_place(visits: Edition) -> None:
    case = a_case(visits, zarina())
    cases.say_place(actor=zarina(), number=case.number, place=place("15-01"))
    with cases.sight_of(zarina()):
        asked = cases.AskedCases(words=place("15-01").name_ru.split()[0])
        assert [each.pk for each in cases.cases_asked(zarina(), asked)] == [case.pk]


def page(who: Account, address: str) -> str:
    client = Client()
    client.force_login(who)
    return client.get(address).content.decode()


def test_the_register_begins_with_what_was_not_visited_for_longest(visits: Edition) -> None:
    for code, day in (("15-01", VISITED), ("15-02", VISITED.replace(year=2021))):
        case = a_case(visits, zarina())
        cases.say_place(actor=zarina(), number=case.number, place=place(code))
        visited(case, day)
    shown = page(zarina(), "/places/?region=KZ-15&order=visit")
    unvisited = PlaceOfDetention.objects.filter(region="KZ-15").exclude(code__in=["15-01", "15-02"])
    others = unvisited.values_list("code", flat=True)
    ranks = {code: shown.index(f"/places/{code}/") for code in ("15-01", "15-02", *others)}
    assert max(ranks[code] for code in others) < ranks["15-02"] < ranks["15-01"]
    assert "10 May 2023" in shown
    assert "Last visit" not in page(ruslan(), "/places/")


def test_the_page_of_a_place_names_only_cases_that_its_reader_sees(visits: Edition) -> None:
    case = a_case(visits, zarina(), confidentiality="need-to-know")
    cases.say_place(actor=zarina(), number=case.number, place=place("15-01"))
    assert case.number in page(zarina(), "/places/15-01/")
    assert case.number not in page(olga(), "/places/15-01/")
