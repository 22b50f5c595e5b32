"""Adopting a plan in the place of another programme."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cast import AKTOBE, aigul, bolat, saule, somebody
from tests.programme import programme
from tests.rooms.web.programmes.reading import client_of, html, words
from tirek import plans
from tirek.directory import Role
from tirek.directory.errors import NotPermitted
from tirek.plans import NoSuchPlan, PlanDocument, Programme
from tirek.plans.errors import AlreadySuperseded

pytestmark = pytest.mark.django_db
PLAN = Path(__file__).resolve().parents[4] / "programmes" / "kazakhstan-2022" / "plan.md"
LABEL = "Takes the place of"


def read(award: str = "00149999", *, settled: bool = True) -> PlanDocument:
    content = PLAN.read_bytes().replace(b"00143776", award.encode())
    document = plans.take_in_plan(account=aigul(), name="plan.md", content=content)
    plans.read_plan(document_id=document.pk)
    found = plans.document(aigul(), document.pk)
    for finding in plans.findings(found).filter(severity="error") if settled else ():
        plans.settle_finding(account=aigul(), finding=finding, kind="answered", reason="Asked.")
    return found


def address(document: PlanDocument, part: str = "") -> str:
    return f"/plans/{document.pk}/{part}"


def adopt(document: PlanDocument, who=aigul, **given: str):
    return client_of(who).post(address(document, "adopt/"), given, follow=True)


def test_it_works() -> None:
    old, document = programme(), read()
    assert f"{LABEL} (optional)" in words(address(document))
    assert '<option value="00143776">00143776 Rights</option>' in html(address(document))
    answer = adopt(document, supersedes="00143776")
    assert answer.redirect_chain == [("/programmes/00149999/", 302)]
    assert Programme.objects.get(code="00149999").supersedes == old
    assert "Takes the place of:" in answer.content.decode()


def test_a_plan_may_stand_alone() -> None:
    programme()
    adopt(read(), supersedes="")
    assert Programme.objects.get(code="00149999").supersedes is None


def test_nothing_is_asked_where_there_is_no_other_programme() -> None:
    assert LABEL not in words(address(read()))


def test_nothing_is_asked_before_every_error_is_settled() -> None:
    programme()
    assert LABEL not in words(address(read(settled=False)))


def test_a_superseded_programme_is_not_offered() -> None:
    programme()
    adopt(read(), supersedes="00143776")
    page = html(address(read("00150000")))
    assert 'value="00149999"' in page
    assert 'value="00143776"' not in page


@pytest.mark.parametrize("code", ["00000000", "x' OR 1=1", "00149999"])
def test_a_programme_that_cannot_be_chosen_is_said_beside_the_field(code: str) -> None:
    programme()
    document = read()
    answer = adopt(document, supersedes=code)
    assert "Select a valid choice" in answer.content.decode()
    assert not Programme.objects.filter(document=document).exists()


def test_the_second_of_two_that_take_the_same_place_is_refused() -> None:
    old = programme()
    first, second = read(), read("00150000")
    plans.adopt_plan(account=aigul(), document=first, supersedes=old)
    with pytest.raises(AlreadySuperseded):
        plans.adopt_plan(account=aigul(), document=second, supersedes=old)
    assert not Programme.objects.filter(document=second).exists()


def test_others_are_refused_whatever_they_send() -> None:
    programme()
    document = read()
    for who in (saule, bolat):
        for code in ("00143776", "nonsense"):
            assert adopt(document, who, supersedes=code).status_code == 403
    with pytest.raises(NotPermitted):
        plans.adopt_plan(account=saule(), document=document)


def test_a_region_does_not_take_the_place_of_a_national_programme() -> None:
    old = programme()
    region = somebody("erlan", Role.COORDINATOR, AKTOBE)
    document = plans.take_in_plan(account=region, name="plan.md", content=PLAN.read_bytes())
    with pytest.raises(NoSuchPlan):
        plans.adopt_plan(account=region, document=_read(document, region), supersedes=old)
    assert list(plans.supersedable(region)) == []
    assert list(plans.supersedable(aigul())) == [old]


def _read(document: PlanDocument, account) -> PlanDocument:
    plans.read_plan(document_id=document.pk)
    return plans.document(account, document.pk)
