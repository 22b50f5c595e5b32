"""Linked cases, those that repeat, and those that are one: suggested by the house, decided by two people."""

from __future__ import annotations

import pytest

from tests.cast import ALMATY, asel, olga, somebody, yerlan
from tests.rooms.cases.complaint import NAME, installed, opened
from tirek import cases
from tirek.cases import Link
from tirek.cases.errors import CaseIsClosed, CaseReasonMissing, LinkedAlready, LinkReviewed, LinkToItself
from tirek.directory import Account, NotFound, NotPermitted, Role, SamePerson, Verdict
from tirek.ledger import entries, verify

pytestmark = pytest.mark.django_db
SAME, LINKED = Link.Kind.DUPLICATE, Link.Kind.LINKED


@pytest.fixture(autouse=True)
def mechanism() -> None:
    installed()


def closed(number: str) -> bool:
    with cases.sight_of_the_house():
        return cases.Case.objects.get(number=number).closed_at is not None


def suggested(who: Account, number: str) -> list[tuple[str, bool]]:
    with cases.sight_of(who):
        found = cases.alike(who, cases.cases_for(who).get(number=number))
    return [(each.case.number, each.telephone) for each in found]


def test_it_works() -> None:
    first, second = opened(asel()).case.number, opened(asel()).case.number
    link = cases.link_cases(actor=asel(), number=first, other=second, kind=SAME)
    assert [each.pk for each in cases.merges_to_decide(yerlan())] == [link.pk]
    cases.review_link(actor=yerlan(), link=link.pk, verdict=Verdict.APPROVED)
    assert (closed(first), closed(second)) == (False, True)
    assert cases.merges_to_decide(yerlan()) == []
    file = cases.open_file(account=asel(), number=second)
    assert [(each.row.kind, each.words) for each in file.closures] == [("duplicate", first)]
    assert len(list(entries(event="case-link-reviewed"))) == 1
    assert verify().ok


def test_no_one_makes_two_cases_one_alone() -> None:
    first, second = opened(asel()).case.number, opened(asel()).case.number
    link = cases.link_cases(actor=yerlan(), number=first, other=second, kind=SAME)
    assert cases.merges_to_decide(yerlan()) == []
    with pytest.raises(SamePerson):
        cases.review_link(actor=yerlan(), link=link.pk, verdict=Verdict.APPROVED)
    with pytest.raises(NotPermitted):
        cases.review_link(actor=asel(), link=link.pk, verdict=Verdict.APPROVED)
    madina = somebody("madina", Role.SUPERVISOR, ALMATY)
    with pytest.raises(NotFound):
        cases.review_link(actor=madina, link=link.pk, verdict=Verdict.APPROVED)
    assert not closed(second)


def test_sent_back_both_go_on_and_it_may_be_said_again() -> None:
    first, second = opened(asel()).case.number, opened(asel()).case.number
    link = cases.link_cases(actor=asel(), number=first, other=second, kind=SAME)
    with pytest.raises(LinkedAlready):
        cases.link_cases(actor=asel(), number=second, other=first, kind=SAME)
    with pytest.raises(CaseReasonMissing):
        cases.review_link(actor=yerlan(), link=link.pk, verdict=Verdict.RETURNED)
    cases.review_link(actor=yerlan(), link=link.pk, verdict=Verdict.RETURNED, reason="Two brothers")
    with pytest.raises(LinkReviewed):
        cases.review_link(actor=yerlan(), link=link.pk, verdict=Verdict.APPROVED)
    assert not closed(second)
    assert cases.link_cases(actor=asel(), number=second, other=first, kind=SAME)


def test_refuses_what_makes_no_sense() -> None:
    first, second = opened(asel()).case.number, opened(asel()).case.number
    elsewhere = opened(olga()).case.number
    with pytest.raises(LinkToItself):
        cases.link_cases(actor=asel(), number=first, other=first, kind=LINKED)
    with pytest.raises(NotFound):
        cases.link_cases(actor=asel(), number=first, other=elsewhere, kind=LINKED)
    cases.close_case(actor=yerlan(), number=second, kind=cases.Closure.Kind.SETTLED, reason="Done")
    with pytest.raises(CaseIsClosed):
        cases.link_cases(actor=asel(), number=first, other=second, kind=SAME)
    assert cases.link_cases(actor=asel(), number=first, other=second, kind=Link.Kind.REPEATS)


def test_a_link_is_seen_from_both_cases_and_withdrawn_from_the_first() -> None:
    first, second = opened(asel()).case, opened(asel()).case
    link = cases.link_cases(actor=asel(), number=first.number, other=second.number, kind=LINKED)
    with cases.sight_of(asel()):
        assert [each.pk for each in cases.links_of(asel(), first)] == [link.pk]
        assert [each.pk for each in cases.links_of(asel(), second)] == [link.pk]
    with cases.sight_of(olga()):
        assert cases.links_of(olga(), first) == []
    given = {"actor": asel(), "kind": "links", "key": link.pk, "ground": cases.WithdrawalGround.MISTAKE}
    with pytest.raises(NotFound):
        cases.withdraw_entered(number=second.number, **given)
    cases.withdraw_entered(number=first.number, **given)
    with cases.sight_of(asel()):
        assert cases.links_of(asel(), second) == []


def test_what_was_decided_is_not_withdrawn() -> None:
    first, second = opened(asel()).case.number, opened(asel()).case.number
    link = cases.link_cases(actor=asel(), number=first, other=second, kind=SAME)
    cases.review_link(actor=yerlan(), link=link.pk, verdict=Verdict.APPROVED)
    mistake = cases.WithdrawalGround.MISTAKE
    with pytest.raises(NotFound):
        cases.withdraw_entered(actor=yerlan(), number=first, kind="links", key=link.pk, ground=mistake)


def test_the_same_person_is_suggested_also_in_other_letters() -> None:
    first = opened(asel()).case.number
    spelt_otherwise = opened(asel(), person_name="Kuanysh Abilkasymov", phone="").case.number
    same_telephone = opened(asel(), person_name="Somebody", phone="8 (701) 555-04-17").case.number
    opened(asel(), person_name="Қуаныш Сапаров", phone="+7 702 000 00 00")
    opened(olga(), person_name=NAME)
    another = {"phone": "", "birth_date": "1985-03-12", "disability": "no", "sex": "male"}
    opened(asel(), person_name="Дәулет Омаров", **another)
    unlike = opened(asel(), person_name="Асқар Тоқаев", **another).case.number
    assert suggested(asel(), unlike) == []
    assert suggested(asel(), first) == [(same_telephone, True), (spelt_otherwise, False)]


def test_nothing_is_suggested_of_who_is_sealed() -> None:
    first, second = opened(asel()).case.number, opened(asel()).case.number
    assert suggested(asel(), first) == [(second, True)]
    sealed = cases.Confidentiality.SEALED
    cases.change_confidentiality(actor=yerlan(), number=second, level=sealed, reason="Fear")
    assert suggested(asel(), first) == []
    assert suggested(asel(), second) == []
