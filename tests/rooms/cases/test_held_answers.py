"""Answers that belong to a case: who sees the case opens them, wherever they were received, and nobody else does."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.case_rows import MADE
from tests.cast import ALMATY, asel, office, olga, somebody, yerlan
from tests.rooms.cases.complaint import NAME, installed, opened, sent
from tirek import cases, forms
from tirek.cases.errors import CaseOpenedAlready
from tirek.directory import Account, NotFound, Role
from tirek.forms import Asked, Submission
from tirek.ledger import entry
from tirek.packs import PackForm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mechanism() -> None:
    installed()


def head() -> Account:
    return somebody("head-of-almaty", Role.SUPERVISOR, ALMATY)


def intake_of(case: cases.Case) -> Submission:
    with cases.sight_of_the_house():
        return Submission.objects.get(tasks__case=case, form__form_id="intake")


def transferred() -> tuple[cases.Case, Submission]:
    """A case of Aktobe that was accepted in Almaty, with what it was opened with."""
    case = opened(asel()).case
    cases.send_case(actor=yerlan(), number=case.number, to=office(ALMATY), consent="given", reason="Lives there.")
    cases.accept_case(actor=head(), number=case.number)
    return case, intake_of(case)


def corrected(account: Account, before: Submission) -> Submission:
    """Another version of answers, as a correction sends it."""
    form = PackForm.objects.get(pk=before.form_id)
    meta = f"<instanceID>uuid:{uuid4()}</instanceID><deprecatedID>{before.instance_id}</deprecatedID>"
    xml = f'<data id="{form.form_id}" version="{form.version}"><meta>{meta}</meta></data>'
    return Submission.objects.get(pk=forms.receive(sender=account, xml=xml.encode()).submission)


def listed(account: Account) -> set[UUID]:
    """The answers that are listed, which must be those that are counted and those that every file and feed has."""
    asked = forms.submissions_asked(account, forms.forms_of(account, "intake"), Asked(replaced=True))
    found = set(asked.values_list("pk", flat=True))
    if Role.SUPERVISOR in account.roles:  # who.csv lets the head alone take them along
        for kind in ("csv", "odata"):
            rows, layout = forms.export_answers(
                account=account, form_id="intake", kind=kind, asked=Asked(replaced=True)
            )
            assert {one.submission.pk for one in forms.told(rows, layout)} == found
    client = Client()
    client.force_login(account)
    page = client.get(reverse("forms:answers", args=["intake"]), {"replaced": "on"}).content.decode()
    assert {key for key in Submission.objects.values_list("pk", flat=True) if str(key) in page} == found
    return found


def opens(account: Account, submission: Submission) -> bool:
    try:
        forms.open_submission(account=account, key=submission.pk)
    except NotFound:
        return False
    return True


def test_it_works() -> None:
    _case, submission = transferred()
    forms.read_waiting()
    answers = forms.open_submission(account=head(), key=submission.pk).answers
    assert answers is not None
    assert NAME in str(answers)


def test_the_sender_no_longer_sees_them_and_the_receiver_finds_them_in_the_case_alone() -> None:
    other = Submission.objects.get(pk=sent(asel(), "intake", {"person_name": "Somebody else"}))
    case, submission = transferred()

    for account in (asel(), yerlan()):
        assert listed(account) == {other.pk}
        assert not opens(account, submission)
        with pytest.raises(NotFound):
            forms.open_attachment(account=account, key=submission.pk, name="scan.jpg")
    assert listed(head()) == set()
    assert opens(head(), submission)
    assert not opens(head(), other)
    assert not opens(olga(), submission)  # in the office, and not given the case
    cases.assign(actor=head(), number=case.number, account=olga())
    assert opens(olga(), submission)
    assert not opens(olga(), other)


def test_a_file_that_came_with_them_is_opened_with_the_case() -> None:
    key = sent(asel(), "intake", {"torture_alleged": "no"})
    first = Submission.objects.get(pk=key)
    xml = forms.open_instance(account=asel(), key=key)
    forms.receive(sender=asel(), xml=xml, files=[("scan.jpg", "image/jpeg", b"a picture")])
    case = cases.open_case(actor=asel(), submission=key).case
    cases.send_case(actor=yerlan(), number=case.number, to=office(ALMATY), consent="given", reason="Lives there.")
    assert forms.open_attachment(account=yerlan(), key=key, name="scan.jpg")[1] == b"a picture"
    cases.accept_case(actor=head(), number=case.number)

    assert forms.open_attachment(account=head(), key=first.pk, name="scan.jpg")[1] == b"a picture"
    with pytest.raises(NotFound):
        forms.open_attachment(account=yerlan(), key=first.pk, name="scan.jpg")


def test_other_versions_of_them_go_with_the_case_however_far_they_are() -> None:
    case = opened(asel()).case
    first = intake_of(case)
    second = corrected(asel(), first)
    third = corrected(asel(), second)
    assert listed(asel()) == {first.pk, second.pk, third.pk}
    cases.send_case(actor=yerlan(), number=case.number, to=office(ALMATY), consent="given", reason="Lives there.")
    cases.accept_case(actor=head(), number=case.number)

    assert listed(asel()) == listed(yerlan()) == set()
    assert not any(opens(asel(), each) for each in (first, second, third))
    assert all(opens(head(), each) for each in (first, second, third))


def test_another_office_corrects_none_of_them() -> None:
    _case, submission = transferred()
    assert not forms.open_submission(account=head(), key=submission.pk).sight.corrects
    with pytest.raises(NotFound):
        forms.open_instance(account=head(), key=submission.pk)


def test_a_colleague_who_does_not_see_the_case_does_not_see_them_either() -> None:
    case = opened(asel()).case
    submission = intake_of(case)
    colleague = somebody("nurlan", Role.OFFICER, "HRC-15")
    assert not opens(colleague, submission)
    assert listed(colleague) == set()
    assert listed(asel()) == listed(yerlan()) == {submission.pk}


def test_answers_of_a_sealed_case_are_in_no_list_and_show_no_name() -> None:
    case = opened(asel()).case
    submission = intake_of(case)
    with cases.sight_of_the_house(), entry(event=MADE, office=case.chain, by="-") as trace:
        case.confidentiality = cases.Confidentiality.SEALED
        trace.change(case)
    assert listed(asel()) == listed(yerlan()) == set()
    assert {"identity", "contact"} <= forms.open_submission(account=asel(), key=submission.pk).sight.hidden

    asked = cases.ask_unsealing(actor=asel(), number=case.number, reason="To call back.")
    cases.allow_unsealing(actor=yerlan(), unsealing=asked.pk)
    assert not forms.open_submission(account=asel(), key=submission.pk).sight.hidden
    assert listed(asel()) == set()


def test_a_correction_opens_no_second_case() -> None:
    case = opened(asel()).case
    newer = corrected(asel(), intake_of(case))
    assert not cases.can_open_with(asel(), newer)
    with pytest.raises(CaseOpenedAlready) as refused:
        cases.open_case(actor=asel(), submission=newer.pk)
    assert case.number in str(refused.value)


def test_the_page_of_the_case_leads_to_them() -> None:
    case, submission = transferred()
    client = Client()
    client.force_login(head())
    address = reverse("forms:answer", args=[submission.pk])
    assert address in client.get(reverse("cases:case", args=[case.number])).content.decode()
    assert client.get(address).status_code == 200
    client.force_login(yerlan())
    assert client.get(address).status_code == 404
