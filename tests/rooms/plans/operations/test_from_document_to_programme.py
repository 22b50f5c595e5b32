"""A plan taken in, read, settled and adopted, on a real database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tirek import ledger, plans
from tirek.directory import Account
from tirek.directory.errors import NotPermitted
from tirek.plans.errors import (
    AlreadyAdopted,
    EmptyFile,
    FindingsOpen,
    NoSuchPlan,
    NotReadYet,
    NumberTaken,
    ReasonMissing,
    WrongFileType,
)
from tirek.plans.models import PlanDocument, Reading

ROOT = Path(__file__).resolve().parents[4]
RETOLD = ROOT / "programmes" / "kazakhstan-2022" / "plan.md"
ORIGINAL = next((ROOT.parent / "shared" / "seeds").glob("001*.txt"))

pytestmark = pytest.mark.usefixtures("demo")


def account(name: str) -> Account:
    return Account.objects.select_related("office").get(username=name)


def taken_in(path: Path = RETOLD, award: str = "00149999") -> PlanDocument:
    content = path.read_bytes().replace(b"00143776", award.encode())
    return plans.take_in_plan(account=account("coordinator"), name=path.name, content=content)


def read(path: Path = RETOLD) -> PlanDocument:
    document = taken_in(path)
    plans.read_plan(document_id=document.pk)
    return plans.document(account("coordinator"), document.pk)


def settle_errors(document: PlanDocument) -> None:
    for finding in plans.findings(document).filter(severity="error"):
        plans.settle_finding(account=account("coordinator"), finding=finding, kind="answered", reason="Asked.")


@pytest.mark.parametrize("path", [RETOLD, ORIGINAL], ids=["retold", "original"])
def test_it_works(path: Path) -> None:
    document = read(path)
    settle_errors(document)
    programme = plans.adopt_plan(account=account("coordinator"), document=document)
    assert (programme.code, programme.starts, programme.ends) == ("00149999", date(2022, 5, 1), date(2023, 4, 30))
    assert [output.number for output in plans.framework(programme)] == ["1", "2", "3"]
    assert plans.activity(programme, "2.3").account_code == "71300"
    assert programme.monitoring.count() == 6
    assert plans.printed_and_computed(programme) == (Decimal(150_000), Decimal(150_000))
    assert ledger.verify().ok


def test_what_is_printed_stays_as_printed_beside_what_was_found() -> None:
    document = read()
    finding = plans.findings(document).get(code="subtotal-of-year")
    plans.settle_finding(account=account("coordinator"), finding=finding, kind="accepted", reason="A slip.")
    settle_errors(document)
    programme = plans.adopt_plan(account=account("coordinator"), document=document)
    printed = programme.budget.get(kind="subtotal", year=2023, line=154)
    assert (printed.printed, printed.amount) == ("13 000", Decimal(13_000))
    assert (finding.printed, finding.computed) == ("13 000", "11 400")


def test_the_bytes_come_back_as_they_came() -> None:
    document = taken_in()
    assert bytes(document.content) == RETOLD.read_bytes().replace(b"00143776", b"00149999")


def test_reading_twice_stores_once() -> None:
    document = read()
    before = ledger.heads()
    plans.read_plan(document_id=document.pk)
    assert Reading.objects.filter(document=document).count() == 1
    assert ledger.heads() == before


def test_what_cannot_be_read_is_kept_with_its_sentence() -> None:
    letter = b"Dear colleague,\nthank you for the pleasant meeting.\n"
    document = plans.take_in_plan(account=account("coordinator"), name="letter.txt", content=letter)
    plans.read_plan(document_id=document.pk)
    document.progress.refresh_from_db()
    assert document.progress.state == "refused"
    assert "plan" in document.progress.refusal["sentence"]
    assert not Reading.objects.filter(document=document).exists()


@pytest.mark.parametrize(("content", "refusal"), [(b"", EmptyFile), (b"\x89PNG\r\n\x1a\n00", WrongFileType)])
def test_what_is_no_document_is_not_stored(content: bytes, refusal: type[Exception]) -> None:
    before = PlanDocument.objects.count()
    with pytest.raises(refusal):
        plans.take_in_plan(account=account("coordinator"), name="plan.docx", content=content)
    assert PlanDocument.objects.count() == before


def test_refuses_to_adopt_before_every_error_is_settled() -> None:
    document = read()
    with pytest.raises(FindingsOpen):
        plans.adopt_plan(account=account("coordinator"), document=document)


def test_refuses_to_adopt_what_was_not_read() -> None:
    with pytest.raises(NotReadYet):
        plans.adopt_plan(account=account("coordinator"), document=taken_in())


def test_refuses_a_second_adoption_and_a_second_programme_of_one_award() -> None:
    document, again = read(), read()
    for each in (document, again):
        settle_errors(each)
    plans.adopt_plan(account=account("coordinator"), document=document)
    for each in (document, again):
        with pytest.raises(AlreadyAdopted):
            plans.adopt_plan(account=account("coordinator"), document=plans.document(account("coordinator"), each.pk))


def test_refuses_to_settle_without_a_reason_or_after_adoption() -> None:
    document = read()
    finding = plans.findings(document)[0]
    with pytest.raises(ReasonMissing):
        plans.settle_finding(account=account("coordinator"), finding=finding, kind="answered", reason="  ")
    with pytest.raises(ReasonMissing):
        plans.settle_finding(account=account("coordinator"), finding=finding, kind="ignored", reason="So.")
    settle_errors(document)
    plans.adopt_plan(account=account("coordinator"), document=document)
    with pytest.raises(AlreadyAdopted):
        plans.settle_finding(account=account("coordinator"), finding=finding, kind="answered", reason="Late.")


def test_a_double_click_settles_once_and_another_reason_is_kept_beside_the_first() -> None:
    finding = plans.findings(read())[0]
    for reason in ("Asked.", "Asked.", "Asked again."):
        plans.settle_finding(account=account("coordinator"), finding=finding, kind="answered", reason=reason)
    assert sorted(finding.settlements.values_list("reason", flat=True)) == ["Asked again.", "Asked."]
    fresh = plans.findings(finding.document).get(pk=finding.pk)
    assert fresh.settlement
    assert fresh.settlement.reason == "Asked again."


def test_a_finance_officer_settles_and_does_not_adopt() -> None:
    document = read()
    finding = plans.findings(document)[0]
    assert plans.settle_finding(account=account("finance"), finding=finding, kind="answered", reason="Checked.")
    with pytest.raises(NotPermitted):
        plans.adopt_plan(account=account("finance"), document=document)


@pytest.mark.parametrize("name", ["monitoring", "finance", "viewer", "auditor", "aktobe"])
def test_refuses_all_but_the_coordinator_to_take_in_a_plan(name: str) -> None:
    with pytest.raises(NotPermitted):
        plans.take_in_plan(account=account(name), name="plan.md", content=RETOLD.read_bytes())


def test_an_officer_of_another_office_does_not_see_the_document() -> None:
    with pytest.raises(NoSuchPlan):
        plans.document(account("aktobe"), taken_in().pk)


def test_an_activity_that_the_plan_does_not_print_carries_its_reason() -> None:
    programme = plans.programme(account("coordinator"), "00143776")
    given = {"programme": programme, "output_number": "5", "output_title": "New", "title": "More"}
    added = plans.add_activity(account=account("coordinator"), number="5.1", reason="Agreed in March.", **given)
    assert (added.output.title, added.added_because) == ("New", "Agreed in March.")
    with pytest.raises(NumberTaken):
        plans.add_activity(account=account("coordinator"), number="5.1", reason="Again.", **given)
    with pytest.raises(ReasonMissing):
        plans.add_activity(account=account("coordinator"), number="5.2", reason=" ", **given)
    with pytest.raises(NotPermitted):
        plans.add_activity(account=account("monitoring"), number="5.3", reason="Why.", **given)
