"""What was erased is read by nobody, in a restored backup neither, and the ledger verifies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.answered import answered, answered_form
from tests.case_rows import MADE, NOW, a_case, a_party
from tests.cast import AKTOBE, ALMATY, NATIONAL, asel, olga, ruslan, somebody, yerlan
from tirek.cases import (
    Case,
    SearchKey,
    Task,
    ask_erasure,
    erasures_to_decide,
    finish_erasures,
    review_erasure,
    sight_of_the_house,
)
from tirek.cases.errors import CaseReasonMissing, ErasureAsked, ErasureReviewed
from tirek.cases.models import Erasure, Party
from tirek.cases.seals import case_key, party_key, rewrap, told_in
from tirek.cases.search_words import rebuild
from tirek.directory import Account, NotFound, NotPermitted, Role, SamePerson, Verdict
from tirek.forms import Submission
from tirek.forms.seals import key_of
from tirek.ledger import entry, verify
from tirek.sealing import KeyErased, share_of, shares

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = Erasure.Ground.ASKED


def nadia() -> Account:
    """A head at the national office."""
    return somebody("nadia", Role.SUPERVISOR, NATIONAL)


@pytest.fixture
def case() -> Case:
    form = answered_form(ruslan())
    yerlan(), nadia()
    case = a_case(form.edition, asel())
    submission = answered(form, asel())
    with sight_of_the_house(), entry(event=MADE, office=AKTOBE, by="-") as trace:
        row = {"step": "intake", "key": "1", "role": "officer", "form_id": "planted", "began_at": NOW}
        trace.store(Task(case=case, submission=submission, **row))
    for name in ("Planted Surname", "Another"):
        a_party(case, asel(), {"identity": {"name": name}})
    rebuild(case)
    return case


def backup() -> tuple[Case, list[Party], list[Submission]]:
    """The rows as a copy of the database has them."""
    with sight_of_the_house():
        return Case.objects.get(), list(Party.objects.select_related("case")), list(Submission.objects.all())


def erased(read: object, *rows: object) -> bool:
    with pytest.raises(KeyErased):
        [read(row) for row in rows]  # type: ignore[operator]
    return True


def test_it_works(case: Case) -> None:
    before, parties, submissions = backup()
    asked = ask_erasure(actor=yerlan(), number=case.number, ground=ASKED)
    assert case_key(before)
    assert erasures_to_decide(nadia()) == [asked]
    review_erasure(actor=nadia(), erasure=asked.pk, verdict=Verdict.APPROVED)
    assert erased(case_key, before)
    assert all(erased(party_key, each) for each in parties)
    assert all(erased(key_of, each) for each in submissions)
    now, *_ = backup()
    assert erased(case_key, now)
    with sight_of_the_house():
        assert not SearchKey.objects.exists()
    assert verify().ok


def test_one_party_goes_and_the_case_goes_on(case: Case) -> None:
    before, parties, (submission,) = backup()
    first, second = sorted(parties, key=lambda each: told_in(each, party_key(each), "content")["identity"]["name"])[
        ::-1
    ]
    asked = ask_erasure(actor=yerlan(), number=case.number, ground=ASKED, party=first.pk)
    review_erasure(actor=nadia(), erasure=asked.pk, verdict=Verdict.APPROVED)
    assert erased(party_key, first)
    assert erased(key_of, submission)
    assert told_in(second, party_key(second), "content") == {"identity": {"name": "Another"}}
    assert case_key(before)
    with sight_of_the_house():
        assert SearchKey.objects.filter(party=second).exists()
        assert not SearchKey.objects.filter(party=first).exists()
    rebuild(case)
    assert verify().ok


def test_no_one_does_it_alone(case: Case) -> None:
    asked = ask_erasure(actor=yerlan(), number=case.number, ground=ASKED)
    with pytest.raises(SamePerson):
        review_erasure(actor=yerlan(), erasure=asked.pk, verdict=Verdict.APPROVED)
    with pytest.raises(NotPermitted):
        review_erasure(actor=asel(), erasure=asked.pk, verdict=Verdict.APPROVED)
    elsewhere = somebody("madina", Role.SUPERVISOR, ALMATY)
    with pytest.raises(NotFound):
        review_erasure(actor=elsewhere, erasure=asked.pk, verdict=Verdict.APPROVED)
    with pytest.raises(NotPermitted):
        ask_erasure(actor=asel(), number=case.number, ground=ASKED)
    assert case_key(case)


def test_sent_back_with_a_reason_nothing_is_erased_and_it_may_be_asked_again(case: Case) -> None:
    asked = ask_erasure(actor=yerlan(), number=case.number, ground=ASKED)
    with pytest.raises(ErasureAsked):
        ask_erasure(actor=yerlan(), number=case.number, ground=ASKED)
    with pytest.raises(CaseReasonMissing):
        review_erasure(actor=nadia(), erasure=asked.pk, verdict=Verdict.RETURNED)
    review_erasure(actor=nadia(), erasure=asked.pk, verdict=Verdict.RETURNED, reason="The court still asks for it")
    with pytest.raises(ErasureReviewed):
        review_erasure(actor=nadia(), erasure=asked.pk, verdict=Verdict.APPROVED)
    assert case_key(case)
    assert finish_erasures() == 0
    assert ask_erasure(actor=yerlan(), number=case.number, ground=ASKED)


def test_a_house_that_went_down_before_the_deed_does_it_later(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ask_erasure(actor=yerlan(), number=case.number, ground=ASKED)
    with monkeypatch.context() as patched:
        patched.setattr("tirek.cases.operations.erasing._destroy", lambda _erasure: 0)
        review_erasure(actor=nadia(), erasure=asked.pk, verdict=Verdict.APPROVED)
    assert case_key(case)
    assert finish_erasures() == 4  # the case, two parties, one submission
    assert erased(case_key, case)
    assert finish_erasures() == 0


def test_the_share_that_another_office_kept_is_destroyed_with_it(case: Case) -> None:
    before, parties, _ = backup()
    with sight_of_the_house(), entry(event=MADE, office=AKTOBE, by="-") as trace:
        case.refresh_from_db()
        for row in rewrap(case, ALMATY):
            trace.change(row)
    assert case_key(before) == case_key(case)  # a backup from before it went is opened as long as nothing is erased
    head = somebody("madina", Role.SUPERVISOR, ALMATY)
    asked = ask_erasure(actor=head, number=case.number, ground=ASKED)
    review_erasure(actor=nadia(), erasure=asked.pk, verdict=Verdict.APPROVED)
    assert erased(case_key, before, case)
    assert all(erased(party_key, each) for each in parties)
    assert olga().office_id == ALMATY


def test_nothing_of_a_share_is_left_in_its_files(case: Case) -> None:
    folder = shares.keys_folder()
    share = share_of(AKTOBE, f"cases_case/{case.pk}")

    def left() -> list[str]:
        return [path.name for path in Path(folder).iterdir() if share in path.read_bytes()]

    assert left()
    asked = ask_erasure(actor=yerlan(), number=case.number, ground=ASKED)
    review_erasure(actor=nadia(), erasure=asked.pk, verdict=Verdict.APPROVED)
    assert left() == []
