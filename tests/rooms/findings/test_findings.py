"""From what was found to what came of it: found, recommended, answered, looked after; seen by who sees the case."""

from __future__ import annotations

from datetime import date
from typing import Any

import psycopg
import pytest
import time_machine
from django.db.utils import ProgrammingError

from tests.answered import answered_form
from tests.case_rows import MADE, a_case
from tests.cast import asel, bolat, gulnara, olga, ruslan, yerlan, zarina
from tests.rooms.cases.complaint import installed
from tirek.cases import Case, sight_of
from tirek.cases.seals import erase
from tirek.directory import Account, Authority, NotFound, NotPermitted, PlaceOfDetention
from tirek.findings import (
    Finding,
    FollowUp,
    Recommendation,
    Response,
    answer,
    find,
    findings_for,
    follow_up,
    recommend,
    recommendations_for,
    silence,
    standing,
    text_of,
    withdraw_finding,
    withdraw_recommendation,
)
from tirek.findings.errors import (
    AnotherAddressee,
    AuthorityNotThere,
    FindingDayWrong,
    FindingTextMissing,
    LimitTooShort,
    NoLimitOfAnswer,
    RecommendationsStand,
    UnknownTheme,
    WithdrawalReasonMissing,
)
from tirek.ledger import WITHDRAWING, entries, entry, verify, verify_rows
from tirek.packs import Edition
from tirek.sealing import KeyErased

pytestmark = pytest.mark.django_db
TEXT = "There is no light in the cell"
LETTER = "Put a lamp into each cell"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-11-20T10:00:00+05:00", tick=False):
        yield


@pytest.fixture
def case() -> Case:
    installed()
    return a_case(Edition.objects.get(), asel())


def mia() -> Authority:
    return Authority.objects.get(pk="MIA")


def found(case: Case, by: Account | None = None, **other: Any) -> Finding:
    told = {"theme": "material", "right": "dignity", "text": TEXT, "rules": "Mandela Rules 14"} | other
    return find(actor=by or asel(), case=case.pk, **({"found_on": date(2026, 3, 1)} | told))


def asked(case: Case, **other: Any) -> Recommendation:
    told = {"addressee": mia(), "text": LETTER, "sent_on": date(2026, 3, 16)} | other
    finding = told.pop("finding", None) or found(case)
    return recommend(actor=asel(), finding=finding.pk, **told)


def answered(row: Recommendation, verdict: str, day: date) -> Response:
    return answer(actor=asel(), recommendation=row.pk, verdict=verdict, text="We will", received_on=day)


def test_it_works(case: Case) -> None:
    place = PlaceOfDetention.objects.get(code="15-01")
    finding = found(case, place=place)
    row = asked(case, finding=finding)
    said = answered(row, "refused", date(2026, 4, 1))
    again = answered(row, "accepted", date(2026, 6, 1))
    look = follow_up(
        actor=asel(),
        recommendation=row.pk,
        verdict="partly",
        text="Half of them",
        looked_on=date(2026, 9, 1),
        next_look=date(2026, 12, 1),
    )
    with sight_of(yerlan()):
        assert findings_for(yerlan()).get() == finding
        listed = recommendations_for(yerlan()).get()
        assert (listed.answer, listed.answered_on, listed.seen) == ("accepted", date(2026, 4, 1), "partly")
        assert text_of(finding) == {"text": TEXT, "rules": "Mandela Rules 14"}
        assert [text_of(each)["text"] for each in (row, said, look)] == [LETTER, "We will", "Half of them"]
        rows = {Finding: [finding.pk], Recommendation: [row.pk], Response: [said.pk, again.pk], FollowUp: [look.pk]}
        assert all(not list(verify_rows(model, keys)) for model, keys in rows.items())
    assert verify().ok


def test_the_limit_runs_by_the_working_days_of_the_country(case: Case) -> None:
    row = asked(case, sent_on=date(2026, 3, 16))
    assert row.due_on == date(2026, 4, 9)  # 21, 22 March are a weekend; 23, 24 and 25 are Nauryz
    assert row.limit == "15 working days"


def test_a_later_day_than_the_law_s_may_be_given_and_an_earlier_one_may_not(case: Case) -> None:
    row = asked(case, due_on=date(2026, 5, 1))
    assert (row.due_on, row.limit) == (date(2026, 5, 1), "")
    with pytest.raises(LimitTooShort):
        asked(case, due_on=date(2026, 4, 8))


def test_the_limit_is_that_of_the_version_in_force_on_the_day_of_the_letter(case: Case) -> None:
    """Before the Constitutional Law of 5 November 2022 the mechanism knows none, and a day must be said."""
    finding = found(case, found_on=date(2022, 10, 1))
    with pytest.raises(NoLimitOfAnswer):
        asked(case, finding=finding, sent_on=date(2022, 11, 4))
    assert asked(case, finding=finding, sent_on=date(2022, 11, 4), due_on=date(2022, 12, 4)).limit == ""
    assert asked(case, finding=finding, sent_on=date(2022, 11, 5)).limit == "15 working days"
    with pytest.raises(FindingDayWrong):
        asked(case, finding=finding, sent_on=date(2022, 11, 4), due_on=date(2022, 11, 3))


def test_recommendations_are_numbered_within_their_finding_and_never_again(case: Case) -> None:
    finding = found(case)
    first, second = (asked(case, finding=finding) for _ in range(2))
    withdraw_recommendation(actor=asel(), recommendation=second.pk, reason="Went to the wrong ministry.")
    third = asked(case, finding=finding)
    assert [row.ordinal for row in (first, second, third)] == [1, 2, 3]


def test_a_finding_is_withdrawn_once_no_letter_stands_on_it(case: Case) -> None:
    finding = found(case)
    row = asked(case, finding=finding)
    with pytest.raises(RecommendationsStand):
        withdraw_finding(actor=asel(), finding=finding.pk, reason="Not so.")
    with pytest.raises(WithdrawalReasonMissing):
        withdraw_recommendation(actor=asel(), recommendation=row.pk, reason=" ")
    with pytest.raises(NotFound):
        withdraw_recommendation(actor=olga(), recommendation=row.pk, reason="Not so.")
    withdraw_recommendation(actor=asel(), recommendation=row.pk, reason="Never sent.")
    withdraw_finding(actor=asel(), finding=finding.pk, reason="Not so.")
    with sight_of(asel()):
        assert not findings_for(asel()).exists()
        assert not recommendations_for(asel()).exists()
    with pytest.raises(NotFound):
        withdraw_finding(actor=asel(), finding=finding.pk, reason="Again.")
    assert verify().ok


def test_the_ledger_tells_no_word_of_it(case: Case) -> None:
    asked(case)
    lines = entries(chain="HRC-15")[:2]
    assert lines[0].sentence == (
        f"A recommendation of the case {case.number} went to MIA, to be answered by 2026-04-09."
    )
    assert all(TEXT not in str(line) and LETTER not in str(line) for line in lines)


def test_what_is_written_is_sealed(case: Case) -> None:
    row = asked(case)
    assert LETTER.encode() not in bytes(row.content)
    with sight_of(asel()):
        assert TEXT.encode() not in bytes(row.finding.content)


def test_it_goes_with_the_key_of_its_case(case: Case) -> None:
    row = asked(case)
    erase(case)
    with sight_of(asel()), pytest.raises(KeyErased):
        text_of(row)


def test_another_office_sees_and_writes_nothing(case: Case) -> None:
    finding = found(case)
    row = asked(case, finding=finding)
    for who in (olga(), ruslan(), bolat(), gulnara()):
        with sight_of(who):
            assert not findings_for(who).exists()
            assert not recommendations_for(who).exists()
            assert not Finding.objects.exists(), "a forgotten filter"
            assert not Recommendation.objects.exists()
    with pytest.raises(NotFound):
        found(case, by=olga())
    with pytest.raises(NotFound):
        answer(actor=olga(), recommendation=row.pk, verdict="accepted", text="x", received_on=date(2026, 4, 1))
    with pytest.raises(NotFound):
        recommend(actor=olga(), finding=finding.pk, addressee=mia(), text="x", sent_on=date(2026, 4, 1))


def test_without_anybody_named_there_is_nothing(case: Case) -> None:
    answered(asked(case), "accepted", date(2026, 4, 1))
    assert not any(model.objects.exists() for model in (Finding, Recommendation, Response, FollowUp))


def changed(row: Recommendation) -> None:
    with sight_of(asel()), entry(event=MADE, office="HRC-15", by="x") as trace:
        row.due_on = date(2030, 1, 1)
        trace.change(row)


def test_nothing_that_was_entered_is_changed(case: Case) -> None:
    row = asked(case)
    with pytest.raises(ProgrammingError) as refused:
        changed(row)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
    assert "due_on" not in WITHDRAWING


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"theme": "weather"}, UnknownTheme),
        ({"right": "to be right"}, UnknownTheme),
        ({"text": "  "}, FindingTextMissing),
        ({"found_on": date(2026, 11, 21)}, FindingDayWrong),
    ],
)
def test_refuses_a_finding_that_cannot_be(case: Case, wrong: dict[str, Any], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        found(case, **wrong)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"text": ""}, FindingTextMissing),
        ({"sent_on": date(2026, 11, 21)}, FindingDayWrong),
        ({"sent_on": date(2026, 2, 28)}, FindingDayWrong),
    ],
)
def test_refuses_a_recommendation_that_cannot_be(case: Case, wrong: dict[str, Any], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        asked(case, **wrong)


def test_nobody_writes_to_an_authority_that_is_no_more(case: Case) -> None:
    with pytest.raises(AuthorityNotThere):
        asked(case, addressee=Authority.objects.get(pk="ACA"))


def test_a_recommendation_repeats_one_to_the_same_authority(case: Case) -> None:
    first = asked(case)
    with pytest.raises(AnotherAddressee):
        asked(case, addressee=Authority.objects.get(pk="MOH"), repeats=first.pk)
    second = asked(case, repeats=first.pk)
    assert second.repeats == first
    with sight_of(asel()):
        assert recommendations_for(asel()).get(pk=first.pk).repeated


def test_an_answer_does_not_come_before_the_letter(case: Case) -> None:
    with pytest.raises(FindingDayWrong):
        answered(asked(case), "accepted", date(2026, 3, 15))


def test_who_sees_an_open_case_of_another_office_does_not_write_in_it() -> None:
    case = a_case(answered_form(ruslan()).edition, asel(), confidentiality="public")
    with pytest.raises(NotPermitted):
        found(case, by=olga())


@pytest.mark.parametrize(
    ("today", "answered_on", "band"),
    [
        (date(2026, 4, 9), None, 0),
        (date(2026, 4, 10), None, 1),
        (date(2026, 5, 9), None, 1),
        (date(2026, 5, 10), None, 2),
        (date(2026, 7, 8), None, 3),
        (date(2026, 7, 8), date(2026, 7, 8), 0),
    ],
)
def test_silence_is_told_in_bands_of_thirty_days(today: date, answered_on: date | None, band: int) -> None:
    assert silence(date(2026, 4, 9), answered_on, today) == band


def test_how_an_authority_stands_agrees_with_its_list(case: Case) -> None:
    silent = asked(case)
    late = asked(case, repeats=silent.pk)
    answered(late, "refused", date(2026, 4, 10))
    answered(asked(case), "accepted", date(2026, 4, 9))
    asked(case, sent_on=date(2026, 11, 19))
    asked(case, addressee=Authority.objects.get(pk="MOH"))
    with sight_of(asel()):
        rows = recommendations_for(asel()).filter(addressee="MIA")
        counted = standing(rows, date(2026, 5, 10))
        assert counted.asked == rows.count() == 4
        assert (counted.accepted, counted.partly, counted.refused) == (1, 0, 1)
        assert (counted.silent, counted.late, counted.repeated, counted.bands) == (1, 1, 1, {2: 1})


def test_a_member_of_the_preventive_group_sees_what_its_role_sees() -> None:
    found(a_case(answered_form(ruslan()).edition, asel()))
    with sight_of(zarina()):
        assert list(findings_for(zarina())) == list(Finding.objects.all())
