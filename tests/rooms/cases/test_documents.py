"""Documents of a case: sealed with their names, opened by who sees names, and every opening told to the ledger."""

from __future__ import annotations

import pytest

from tests.cast import asel, olga, ruslan, yerlan
from tests.rooms.cases.complaint import installed, opened
from tirek import cases
from tirek.cases.errors import DocumentEmpty, DocumentTooLarge
from tirek.cases.models import Document
from tirek.directory import NotFound, NotPermitted
from tirek.ledger import entries, verify, verify_rows

pytestmark = pytest.mark.django_db
NAME, CONTENT = "Заявление Әбілқасымова.pdf", b"%PDF-1.7 planted words of a statement"


@pytest.fixture(autouse=True)
def mechanism() -> None:
    installed()


def test_it_works() -> None:
    number = opened(asel()).case.number
    kept = cases.keep_document(actor=asel(), number=number, name=NAME, content=CONTENT, said="As it came by post")
    assert cases.open_document(account=yerlan(), number=number, document=kept.pk) == (NAME, CONTENT)
    with cases.sight_of(asel()):
        case = cases.cases_for(asel()).get(number=number)
        (listed,) = cases.documents_of(asel(), case)
    assert (listed.name, listed.said, listed.row.size) == (NAME, "As it came by post", len(CONTENT))
    assert len(list(entries(event="case-document-kept"))) == 1
    assert len(list(entries(event="case-document-opened"))) == 1
    assert verify().ok
    assert verify_rows(Document, [kept.pk]) == []


def test_nothing_of_it_stands_in_clear() -> None:
    number = opened(asel()).case.number
    cases.keep_document(actor=asel(), number=number, name=NAME, content=CONTENT)
    with cases.sight_of_the_house():
        row = Document.objects.get()
    for part in (bytes(row.content), bytes(row.title)):
        assert b"planted" not in part
        assert NAME.encode() not in part


def test_who_does_not_see_the_case_neither_keeps_nor_opens() -> None:
    number = opened(asel()).case.number
    kept = cases.keep_document(actor=asel(), number=number, name=NAME, content=CONTENT)
    for who in (olga(), ruslan()):
        with pytest.raises(NotFound):
            cases.open_document(account=who, number=number, document=kept.pk)
        with pytest.raises(NotFound):
            cases.keep_document(actor=who, number=number, name=NAME, content=CONTENT)


def test_in_a_sealed_case_neither_the_name_nor_the_content_is_shown() -> None:
    number = opened(asel()).case.number
    kept = cases.keep_document(actor=asel(), number=number, name=NAME, content=CONTENT)
    sealed = cases.Confidentiality.SEALED
    cases.change_confidentiality(actor=yerlan(), number=number, level=sealed, reason="Reprisals are feared.")
    with cases.sight_of(asel()):
        case = cases.cases_for(asel()).get(number=number)
        (listed,) = cases.documents_of(asel(), case)
    assert (listed.name, listed.said) == ("", "")
    with pytest.raises(NotPermitted):
        cases.open_document(account=asel(), number=number, document=kept.pk)
    asked = cases.ask_unsealing(actor=asel(), number=number, reason="The statement is asked for in court.")
    cases.allow_unsealing(actor=yerlan(), unsealing=asked.pk)
    assert cases.open_document(account=asel(), number=number, document=kept.pk) == (NAME, CONTENT)


def test_refuses_what_is_empty_or_too_large() -> None:
    number = opened(asel()).case.number
    with pytest.raises(DocumentEmpty):
        cases.keep_document(actor=asel(), number=number, name=NAME, content=b"")
    with pytest.raises(DocumentTooLarge):
        cases.keep_document(actor=asel(), number=number, name=NAME, content=b" " * (25 * 1024 * 1024 + 1))


def test_withdrawn_it_is_opened_by_nobody_and_the_ledger_verifies() -> None:
    number = opened(asel()).case.number
    kept = cases.keep_document(actor=asel(), number=number, name=NAME, content=CONTENT)
    mistake = cases.WithdrawalGround.MISTAKE
    cases.withdraw_entered(actor=yerlan(), number=number, kind="documents", key=kept.pk, ground=mistake)
    with pytest.raises(NotFound):
        cases.open_document(account=asel(), number=number, document=kept.pk)
    with pytest.raises(NotFound):
        cases.withdraw_entered(actor=yerlan(), number=number, kind="documents", key=kept.pk, ground=mistake)
    assert verify().ok
    assert verify_rows(Document, [kept.pk]) == []
