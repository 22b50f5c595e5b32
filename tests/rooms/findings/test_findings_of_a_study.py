"""Findings of a study: in the same room as those of cases, seen in the study's office, sealed under their own keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from tests.case_rows import MADE, a_case
from tests.cast import AKTOBE, aigul, asel, bolat, dana, madina, marat, office, olga, ruslan, somebody, viktor
from tests.rooms.cases.complaint import installed
from tirek.cases import seal_told, sight_of
from tirek.directory import MAY, Account, Authority, NotFound, NotPermitted, Role
from tirek.findings import (
    Finding,
    FollowUp,
    Recommendation,
    Response,
    answer,
    find,
    find_in_study,
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
    DocumentOfAnotherCase,
    FindingDayWrong,
    FindingTextMissing,
    NoLimitOfAnswer,
    RecommendationsStand,
    SeenInUnclear,
    UnknownTheme,
)
from tirek.ledger import entries, entry, seeing_all, verify, verify_rows
from tirek.packs import Edition
from tirek.sealing import KeyErased, Place, SealBroken, erase_key

pytestmark = pytest.mark.django_db
TEXT = "Half of all waiting lies before the decision"
LETTER = "Let the district decide"
SEEN = "logs/6d0c1f1e-0000-4000-8000-000000000000/waiting/?only=%5B%7B%22kind%22%3A+%22lasting%22%7D%5D"
MODELS = (Finding, Recommendation, Response, FollowUp)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-11-20T10:00:00+05:00", tick=False):
        yield


def analyst_of_aktobe() -> Account:
    return somebody("analyst-aktobe", Role.ANALYST, AKTOBE)


def found(by: Account | None = None, **other: Any) -> Finding:
    told = {"study": "passports", "theme": "service", "right": "administration", "text": TEXT} | other
    who = by or analyst_of_aktobe()
    return find_in_study(
        actor=who, **({"office": office(AKTOBE), "found_on": date(2026, 3, 1), "seen_in": SEEN} | told)
    )


def asked(finding: Finding | None = None, by: Account | None = None, **other: Any) -> Recommendation:
    finding = finding or found()  # which has the country loaded, with its authorities
    told = {"addressee": Authority.objects.get(pk="MIA"), "text": LETTER, "sent_on": date(2026, 3, 16)} | other
    return recommend(actor=by or analyst_of_aktobe(), finding=finding.pk, **({"due_on": date(2026, 4, 16)} | told))


def answered(row: Recommendation, by: Account | None = None, **other: Any) -> Response:
    told = {"verdict": "accepted", "text": "We will", "received_on": date(2026, 5, 1)} | other
    return answer(actor=by or analyst_of_aktobe(), recommendation=row.pk, **told)


def looked_at(row: Recommendation, by: Account | None = None) -> FollowUp:
    told = {"verdict": "partly", "text": "In two districts", "looked_on": date(2026, 6, 1)}
    return follow_up(actor=by or analyst_of_aktobe(), recommendation=row.pk, **told)


def test_it_works() -> None:
    finding = found(rules="Administrative Code, article 76")
    row = asked(finding)
    said, look = answered(row), looked_at(row)
    with sight_of(madina()):
        assert findings_for(madina()).get() == finding
        assert text_of(findings_for(madina()).get())["rules"] == "Administrative Code, article 76"
        listed = recommendations_for(madina()).get()
        assert (listed.answer, listed.answered_on, listed.seen) == ("accepted", date(2026, 5, 1), "partly")
        assert (listed.subject, listed.limit, listed.due_on) == ("passports", "", date(2026, 4, 16))
        again = [model.objects.get(pk=each.pk) for model, each in zip(MODELS, (finding, row, said, look), strict=True)]
        assert [text_of(each)["text"] for each in again] == [TEXT, LETTER, "We will", "In two districts"]
        assert text_of(again[0])["seen_in"] == SEEN
        for model, each in zip(MODELS, again, strict=True):
            assert not list(verify_rows(model, [each.pk]))
    assert verify().ok


def test_the_ledger_of_the_office_tells_of_the_study_and_no_word_of_what_was_found() -> None:
    row = asked()
    answered(row)
    lines = [line for line in entries(chain=AKTOBE) if "study" in line.sentence]
    assert [line.sentence for line in lines] == [
        "MIA answered a recommendation of the study passports: accepted.",
        "A recommendation of the study passports went to MIA, to be answered by 2026-04-16.",
        "A finding was written in the study passports: theme service, right administration.",
    ]
    assert not [word for word in (TEXT, LETTER, SEEN, "We will") for line in lines if word in str(line)]


def test_what_is_written_is_sealed_under_a_key_of_the_finding() -> None:
    finding, other = found(), found()
    with sight_of(madina()):
        kept = [bytes(column) for column in (finding.content, finding.wrapped_key)]
        assert not [word for word in (TEXT, SEEN) for column in kept if word.encode() in column]
        swapped = Finding.objects.get(pk=other.pk)
        swapped.wrapped_key = finding.wrapped_key
        with pytest.raises((SealBroken, KeyErased)):
            text_of(swapped)
        erase_key(Place("findings_finding", str(finding.pk), "wrapped_key"))
        with pytest.raises(KeyErased):
            text_of(finding)
        assert text_of(other)["text"] == TEXT


def test_the_own_office_and_the_national_one_see_it_by_their_roles_and_nobody_else() -> None:
    row = asked()
    answered(row)
    looked_at(row)
    for who in (analyst_of_aktobe(), dana(), asel(), madina(), aigul(), marat(), bolat()):
        with sight_of(who):
            assert findings_for(who).count() == recommendations_for(who).count() == 1, who
            assert [model.objects.count() for model in MODELS] == [1, 1, 1, 1], who
    for who in (olga(), viktor(), ruslan(), somebody("finance-aktobe", Role.FINANCE, AKTOBE)):
        with sight_of(who):
            assert not findings_for(who).exists(), who
            assert not recommendations_for(who).exists(), who
            assert [model.objects.count() for model in MODELS] == [0, 0, 0, 0], f"{who}: a forgotten filter"
        with seeing_all():
            asked_for = [findings_for(who).count(), recommendations_for(who).count()]
        assert asked_for == [0, 0], f"{who}: the filter alone, where the database shows all"


def test_without_anybody_named_there_is_nothing() -> None:
    row = asked()
    answered(row)
    looked_at(row)
    assert not any(model.objects.exists() for model in MODELS)


def test_the_database_knows_the_roles_of_the_table_of_deeds() -> None:
    found()
    for role in Role:
        who = somebody(f"each-{role.value}", role, AKTOBE)
        with sight_of(who):
            assert Finding.objects.exists() == (role in MAY["see findings"] | MAY["see studies"]), role


def test_who_may_not_keep_the_study_writes_nothing_on_it() -> None:
    row = asked()
    for who in (asel(), dana(), bolat(), marat(), viktor(), olga(), somebody("analyst-almaty", Role.ANALYST, "HRC-75")):
        with pytest.raises(NotPermitted):
            found(by=who)
    for who in (asel(), dana(), marat()):
        for deed in (asked, answered, looked_at):
            with pytest.raises(NotPermitted):
                deed(row.finding if deed is asked else row, by=who)
        with pytest.raises(NotPermitted):
            withdraw_finding(actor=who, finding=row.finding.pk, reason="No")
        with pytest.raises(NotPermitted):
            withdraw_recommendation(actor=who, recommendation=row.pk, reason="No")
    elsewhere = somebody("analyst-almaty", Role.ANALYST, "HRC-75")
    for deed in (asked, answered, looked_at):
        with pytest.raises(NotFound):
            deed(row.finding if deed is asked else row, by=elsewhere)


def test_the_national_office_writes_on_a_study_of_another_office_in_that_office_s_chain() -> None:
    row = asked(found(by=madina()), by=aigul())
    with sight_of(dana()):
        assert recommendations_for(dana()).get() == row
        assert text_of(recommendations_for(dana()).get())["text"] == LETTER
    assert [line for line in entries(chain=AKTOBE) if line.event == "study-recommendation-sent"]


def test_no_law_sets_a_limit_so_the_day_is_said() -> None:
    with pytest.raises(NoLimitOfAnswer):
        asked(due_on=None)
    with pytest.raises(FindingDayWrong):
        asked(due_on=date(2026, 3, 15))


def test_silence_and_how_an_authority_stands_count_it_as_any_other() -> None:
    first = asked()
    late = asked(first.finding, repeats=first.pk)
    answered(late)
    with sight_of(madina()):
        rows = recommendations_for(madina()).filter(addressee="MIA")
        counted = standing(rows, date(2026, 5, 20))
        assert (counted.asked, counted.silent, counted.late, counted.repeated) == (2, 1, 1, 1)
        assert counted.bands == {silence(first.due_on, None, date(2026, 5, 20)): 1} == {2: 1}
        assert sorted(row.ordinal for row in rows) == [1, 2]
    with pytest.raises(AnotherAddressee):
        asked(first.finding, repeats=first.pk, addressee=Authority.objects.get(pk="MOH"))


def test_it_is_withdrawn_once_no_letter_stands_on_it() -> None:
    row = asked()
    with pytest.raises(RecommendationsStand):
        withdraw_finding(actor=madina(), finding=row.finding.pk, reason="Not so.")
    withdraw_recommendation(actor=madina(), recommendation=row.pk, reason="Never sent.")
    withdraw_finding(actor=madina(), finding=row.finding.pk, reason="Not so.")
    with sight_of(madina()):
        assert not findings_for(madina()).exists()
    assert entries(chain=AKTOBE)[0].sentence == "A finding in the study passports was withdrawn."
    assert verify().ok


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"theme": "weather"}, UnknownTheme),
        ({"text": "  "}, FindingTextMissing),
        ({"found_on": date(2026, 11, 21)}, FindingDayWrong),
        ({"seen_in": "javascript:alert(1)"}, SeenInUnclear),
        ({"seen_in": "https://example.org/waiting/"}, SeenInUnclear),
        ({"seen_in": "//example.org/"}, SeenInUnclear),
        ({"seen_in": "/studies/passports/"}, SeenInUnclear),
        ({"seen_in": "logs/../../other/"}, SeenInUnclear),
        ({"seen_in": "../other/"}, SeenInUnclear),
        ({"seen_in": "effect/#x"}, SeenInUnclear),
        ({"seen_in": "effect/?a=" + "x" * 2000}, SeenInUnclear),
        ({"seen_in": "a" * 1900 + "!"}, SeenInUnclear),
    ],
)
def test_refuses_a_finding_that_cannot_be(wrong: dict[str, Any], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        found(**wrong)
    with seeing_all():
        assert not Finding.objects.exists()


@pytest.mark.parametrize("seen", ["", "effect/", "effect/?before=1&by=Region+1", "drawings/as-is/", "logs/1/cases/7/"])
def test_an_address_within_the_study_is_taken(seen: str) -> None:
    with sight_of(madina()):
        assert text_of(found(seen_in=seen))["seen_in"] == seen


def test_no_document_of_a_case_is_laid_to_it() -> None:
    with pytest.raises(DocumentOfAnotherCase):
        answered(asked(), document=found().pk)


def stored(given: dict[str, Any]) -> None:
    """A finding stored past the operations, as a mistake of ours would."""
    told = {"theme": "service", "right": "work", "found_on": date(2026, 3, 1), "written_by": asel()}
    with transaction.atomic(), seeing_all(), entry(event=MADE, office=AKTOBE, by="x") as trace:
        row = Finding(**told, **given, entered_position=trace.position, written_at=trace.at)
        row.content = seal_told(row, b"k" * 32, "content", {"text": "x"})
        trace.store(row)


def test_a_finding_is_of_a_case_or_of_a_study_and_never_of_both_or_neither() -> None:
    installed()
    case = a_case(Edition.objects.get(), asel())
    of_study = {"study": "passports", "office": office(AKTOBE), "wrapped_key": b"key"}
    wrong = ({}, {"case": case, **of_study}, {"case": case, "study": "passports"}, {"case": case, "wrapped_key": b"x"})
    halves = [{name: value for name, value in of_study.items() if name != left} for left in of_study]
    for given in (*wrong, *halves, of_study | {"study": ""}):
        with pytest.raises(IntegrityError, match="finding_is_of_a_case_or_of_a_study"):
            stored(given)
    with seeing_all():
        assert not Finding.objects.exists()
    stored(of_study)
    stored({"case": case})


def test_those_of_cases_and_of_studies_stand_in_one_list() -> None:
    installed()
    case = a_case(Edition.objects.get(), asel())
    told = {"theme": "material", "right": "dignity", "text": "No light", "found_on": date(2026, 3, 1)}
    of_case = find(actor=asel(), case=case.pk, **told)
    mia = Authority.objects.get(pk="MIA")
    recommend(actor=asel(), finding=of_case.pk, addressee=mia, text="Lamps", sent_on=date(2026, 3, 16))
    asked()
    with sight_of(asel()):
        assert {row.subject for row in recommendations_for(asel())} == {case.number, "passports"}
    with sight_of(dana()):
        assert {row.subject for row in recommendations_for(dana())} == {"passports"}
        assert Recommendation.objects.count() == 1
