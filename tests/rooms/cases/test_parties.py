"""Who has to do with a case: entered with how they may safely be reached, withdrawn with a ground."""

from __future__ import annotations

import pytest

from tests.cast import asel, olga, yerlan
from tests.rooms.cases.complaint import installed, opened
from tirek import cases
from tirek.cases import Party
from tirek.cases.errors import PartyWithoutAuthority
from tirek.directory import Authority, NotFound
from tirek.ledger import verify, verify_rows

pytestmark = pytest.mark.django_db
SAID = {"identity": {"name": "Planted Witness"}, "contact": {"telephone": "+7 701 111 22 33"}}


@pytest.fixture
def number() -> str:
    installed()
    return opened(asel()).case.number


def found(words: str) -> int:
    with cases.sight_of(asel()):
        return cases.cases_asked(asel(), cases.AskedCases(words=words)).count()


def entered(number: str, **more: object) -> Party:
    given = {"part": Party.Part.WITNESS, "kind": Party.Kind.PERSON, "said": SAID} | more
    return cases.add_party(actor=asel(), number=number, **given)  # type: ignore[arg-type]


def test_it_works(number: str) -> None:
    party = entered(number)
    assert found("Planted Witness") == 1
    twice = cases.WithdrawalGround.TWICE
    cases.withdraw_entered(actor=yerlan(), number=number, kind="parties", key=party.pk, ground=twice)
    assert found("Planted Witness") == 0
    assert all(each.row.pk != party.pk for each in cases.open_file(account=asel(), number=number).parties)
    assert verify().ok
    assert verify_rows(Party, [party.pk]) == []


def test_an_authority_has_its_name_from_the_register(number: str) -> None:
    with pytest.raises(PartyWithoutAuthority):
        entered(number, kind=Party.Kind.AUTHORITY)
    body = Authority.objects.get(pk="MIA")
    with pytest.raises(PartyWithoutAuthority):
        entered(number, authority=body)
    assert entered(number, part=Party.Part.BODY, kind=Party.Kind.AUTHORITY, authority=body, said={})
    assert found(body.name_en) == 1


def test_who_does_not_see_the_case_withdraws_nothing(number: str) -> None:
    party = entered(number)
    mistake = cases.WithdrawalGround.MISTAKE
    with pytest.raises(NotFound):
        cases.withdraw_entered(actor=olga(), number=number, kind="parties", key=party.pk, ground=mistake)
    other = opened(asel()).case.number
    with pytest.raises(NotFound):
        cases.withdraw_entered(actor=asel(), number=other, kind="parties", key=party.pk, ground=mistake)
