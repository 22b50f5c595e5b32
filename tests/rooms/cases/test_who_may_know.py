"""Who may know of a case is changed by who leads it, with a reason; nobody takes a case out of its seal alone."""

from __future__ import annotations

import pytest

from tests.cast import ALMATY, NATIONAL, asel, olga, somebody, yerlan
from tests.rooms.cases.complaint import NAME, installed, opened
from tirek import cases
from tirek.cases import Confidentiality
from tirek.cases.errors import CaseIsSealed, CaseReasonMissing, SameConfidentiality
from tirek.directory import Account, NotFound, NotPermitted, Role
from tirek.ledger import entries, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def number() -> str:
    installed()
    return opened(asel()).case.number


def change(level: Confidentiality, number: str, by: Account | None = None, reason: str = "Fear") -> None:
    cases.change_confidentiality(actor=by or yerlan(), number=number, level=level, reason=reason)


def sees(who: Account, words: str) -> bool:
    with cases.sight_of(who):
        return cases.cases_asked(who, cases.AskedCases(words=words, which="all")).exists()


def test_it_works(number: str) -> None:
    nadia = somebody("nadia", Role.SUPERVISOR, NATIONAL)
    assert not sees(nadia, number)
    change(Confidentiality.OFFICE, number)
    assert sees(nadia, number)
    assert not sees(olga(), number)
    change(Confidentiality.PUBLIC, number)
    assert sees(olga(), number)
    opened_file = cases.open_file(account=yerlan(), number=number)
    assert sum("Fear" in str(note.words) for note in opened_file.notes) == 2
    said = [line.sentence for line in entries(event="case-confidentiality-changed")]
    assert len(said) == 2
    assert not any("Fear" in each for each in said)
    assert verify().ok


def test_sealed_it_is_found_by_no_name_and_found_again_after(number: str) -> None:
    assert sees(asel(), NAME)
    change(Confidentiality.SEALED, number)
    assert not sees(asel(), NAME)
    assert sees(asel(), number)
    with pytest.raises(CaseIsSealed):
        change(Confidentiality.OFFICE, number)
    asked = cases.ask_unsealing(actor=yerlan(), number=number, reason="The danger is over.")
    cases.allow_unsealing(actor=somebody("nadia", Role.SUPERVISOR, NATIONAL), unsealing=asked.pk)
    change(Confidentiality.NEED_TO_KNOW, number)
    assert sees(asel(), NAME)


def test_only_who_leads_changes_it_and_says_why(number: str) -> None:
    with pytest.raises(NotPermitted):
        change(Confidentiality.SEALED, number, by=asel())
    with pytest.raises(NotFound):
        change(Confidentiality.SEALED, number, by=somebody("madina", Role.SUPERVISOR, ALMATY))
    with pytest.raises(CaseReasonMissing):
        change(Confidentiality.SEALED, number, reason=" ")
    with pytest.raises(SameConfidentiality):
        change(Confidentiality.NEED_TO_KNOW, number)
