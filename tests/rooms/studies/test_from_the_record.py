"""A log out of the house's own record: what happened in its cases, in order, and nothing by which a case is known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.cast import (
    AKTOBE,
    ALMATY,
    NATIONAL,
    PASSWORD,
    aigul,
    asel,
    bolat,
    madina,
    marat,
    olga,
    ruslan,
    somebody,
    viktor,
    yerlan,
)
from tests.rooms.cases.complaint import NAME, TELEPHONE, do, installed, opened
from tests.rooms.studies.study import a_study, done
from tirek import cases, studies
from tirek.directory import MAY, Account, NotFound, NotPermitted, Role, open_account
from tirek.ledger import entries
from tirek.mining import EventLog, Words
from tirek.sealing import office_key, unwrapped
from tirek.studies import (
    Study,
    StudyLog,
    Wish,
    Work,
    begin_study,
    events_of,
    log_files,
    rules_held,
    take_log_from_record,
    withdraw_log,
)
from tirek.studies.errors import RecordPeriodWrong
from tirek.studies.operations.take_in_log import key_place

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 5, tzinfo=UTC)
COMPLAINT = "complaints/complaint"
YEAR = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}


@pytest.fixture(autouse=True)
def mechanism(time_machine: Any) -> None:
    installed()
    time_machine.move_to(MONDAY)


def wish(**more: Any) -> Wish:
    asked: dict[str, Any] = {"of": "before", "procedure": COMPLAINT, "office": "", "language": "en", **YEAR}
    return Wish(**asked | more)


def asked(study: Study, actor: Account | None = None, **more: Any) -> Work:
    return done(take_log_from_record(actor=actor or madina(), study=study, wish=wish(**more)))


def taken(study: Study | None = None, actor: Account | None = None, **more: Any) -> StudyLog:
    """A log taken from the record and read."""
    study = study or a_study("complaints")
    work = asked(study, actor, **more)
    assert work.state == "done", (work.state, work.refusal)
    reading = done(Work.objects.get(log=work.log, kind="import"))
    assert reading.state == "done", (reading.state, reading.refusal)
    return StudyLog.objects.select_related("study__office", "reading").get(pk=work.log_id)


def told(log: EventLog, name: str) -> list[str | None]:
    column = log.event_column(name)
    assert isinstance(column, Words)
    return [column.said(place) for place in range(log.events)]


def histories(log: EventLog) -> list[list[tuple[str, int]]]:
    """Of each case its activities and times, sorted: which case comes first is chance."""
    names = [log.activities[code] for code in log.activity]
    both = list(zip(names, log.time.tolist(), strict=True))
    return sorted(both[log.offsets[case] : log.offsets[case + 1]] for case in range(log.cases))


def happened(number: str) -> list[tuple[str, int]]:
    """What the house itself says that happened in a case, by the names of its drawing."""
    called = cases.steps_called("complaints", "complaint")
    with cases.sight_of_the_house():
        rows = cases.Happening.objects.filter(case__number=number).order_by("ordinal").values_list("step", "at")
        return [(called[step], round(at.timestamp() * 1_000_000)) for step, at in rows if called[step]]


def five() -> list[str]:
    """Five cases of Aktobe, each taken in and registered."""
    numbers = [opened(asel()).case.number for _ in range(5)]
    for number in numbers:
        do(asel(), number, "register")
    return numbers


def test_it_works_what_the_house_says_of_each_case_is_what_the_log_says() -> None:
    numbers = five()
    do(yerlan(), numbers[0], "admissibility", admission="admitted")
    do(asel(), numbers[0], "inquiry", inquiry_next="hearing")

    log = taken()
    assert (
        log.name == "From the record: Complaints to the Human Rights Commissioner: Complaint, 2026-01-01 to 2026-12-31"
    )
    assert (log.reading.cases, log.reading.faults, log.reading.notices) == (5, 0, [])
    events = events_of(log)
    assert histories(events) == sorted(happened(number) for number in numbers)
    assert max(map(len, histories(events))) > 5
    assert "Register and acknowledge" in events.activities
    assert events.start is None


def test_rules_are_kept_and_broken_in_the_log_as_the_house_found_in_its_cases(time_machine: Any) -> None:
    both = frozenset({Role.OFFICER, Role.SUPERVISOR})
    alone = open_account(username="alone", password=PASSWORD, office=asel().office, roles=both, language="en")
    numbers = five()
    for number in numbers[:4]:
        do(yerlan(), number, "admissibility", admission="admitted")
        do(alone if number == numbers[2] else asel(), number, "inquiry", inquiry_next="hearing")
        do(asel(), number, "hear-body", settlement_possible="no")
    for number, head in zip(numbers, (yerlan(), yerlan(), alone), strict=False):
        do(head, number, "conclusion", outcome="recommendation")
    do(asel(), numbers[0], "answer")
    time_machine.move_to(MONDAY + timedelta(days=9))  # three working days are over
    for number in numbers[1:3]:
        do(asel(), number, "answer")
    for number in numbers[:2]:
        do(asel(), number, "recommend")
        cases.tell(actor=asel(), number=number, message="body-answered")

    log = taken()
    assert not [each for each in events_of(log).activities if each in ("waiting-begins", "waiting-ends", "")]
    table = studies.rules_for(madina(), log.study)
    assert table is not None
    held = rules_held(log, table)
    found = sorted((rule.safeguard.id, case.at) for rule in held.rules for case in rule.violations())
    with cases.sight_of_the_house():
        live = sorted(cases.Breach.objects.values_list("safeguard", "at"))
    assert found == live
    assert [rule for rule, _ in live] == ["answered-when-decided", "answered-when-decided", "two-persons-decide"]
    applied = {each.safeguard.id: each.applied for each in held.rules}
    assert applied["heard-before-recommendation"] == 2
    assert applied["answer-assessed"] == 2  # it begins with an event of the drawing, which is no task
    assert "torture-told-same-day" not in applied  # it asks for an answer, and answers are sealed


def test_what_offices_do_with_a_case_is_told_with_its_office_and_who_by_number(time_machine: Any) -> None:
    numbers = five()
    head = somebody("baurzhan", Role.SUPERVISOR, ALMATY)
    for number in numbers:
        cases.assign(actor=yerlan(), number=number, account=somebody("nurlan", Role.OFFICER, AKTOBE))
        cases.send_case(actor=yerlan(), number=number, to=olga().office, consent="given", reason="She lives there")
        cases.accept_case(actor=head, number=number)
        time_machine.move_to(datetime.now(UTC) + timedelta(minutes=1))
    cases.close_case(actor=head, number=numbers[0], kind=cases.Closure.Kind.WITHDRAWN, reason="Asked for it")
    cases.reopen_case(actor=head, number=numbers[0], reason="Thought again")
    cases.close_case(actor=head, number=numbers[0], kind=cases.Closure.Kind.INADMISSIBLE, reason="Not ours")

    events = events_of(taken())
    case = int(np.argmax(np.diff(events.offsets)))  # the one that was closed
    mine = slice(int(events.offsets[case]), int(events.offsets[case + 1]))
    names = [events.activities[code] for code in events.activity[mine]]
    assert names[-6:] == [
        "Case given to somebody",
        "Sent to another office",
        "Accepted by the other office",
        "Closed before its procedure ended",
        "Opened again",
        "Closed before its procedure ended",
    ]
    assert told(events, "office")[mine][-6:] == [AKTOBE, AKTOBE, ALMATY, ALMATY, ALMATY, ALMATY]
    people = told(events, "officer")[mine]
    assert len({each for each in people if each}) == 3
    assert people[-1] == people[-4] != people[-5]
    assert all(each is None or each.startswith("Officer ") for each in told(events, "officer"))
    assert set(told(events, "closed_as")) == {"open", "inadmissible"}
    assert set(told(events, "closed_as")[mine]) == {"inadmissible"}


def test_an_office_of_fewer_than_five_of_the_cases_is_not_named() -> None:
    numbers = [*five(), opened(asel()).case.number]
    for number in numbers[:2]:
        cases.send_case(actor=yerlan(), number=number, to=olga().office, consent="given", reason="She lives there")
        cases.accept_case(actor=somebody("baurzhan", Role.SUPERVISOR, ALMATY), number=number)
    assert set(told(events_of(taken()), "office")) <= {AKTOBE, "", None}


def test_nothing_by_which_a_case_or_anybody_is_known_leaves_the_record() -> None:
    numbers = five()
    log = taken()
    key = unwrapped(office_key(NATIONAL), bytes(log.wrapped_key), key_place(log.pk))
    raw = b"".join(log_files.open_sealed(log_files.folder_of(log.pk), key, str(log.pk))).decode()
    heading, *lines = raw.splitlines()
    assert heading == "case,activity,time,officer,office,edition,came_by,limit_broken,closed_as"
    with cases.sight_of_the_house():
        keys = [str(each) for each in cases.Case.objects.values_list("pk", flat=True)]
    for secret in (*numbers, *keys, str(asel().pk), "asel", NAME, TELEPHONE, "Жалоба", "-2026-0"):
        assert secret not in raw, secret
    assert {line.split(",")[0] for line in lines} == {"1", "2", "3", "4", "5"}


def test_cases_and_people_are_numbered_anew_each_time_and_not_in_their_order() -> None:
    numbers = [opened(asel()).case.number for _ in range(8)]
    study = a_study("complaints")
    orders = set()
    for _again in range(4):
        log = taken(study)
        events = events_of(log)
        orders.add(tuple(int(events.time[first]) for first in events.offsets[:-1]))
        withdraw_log(actor=madina(), log=log, reason="once more")
    assert len(numbers) == 8
    assert len(orders) > 1  # four times the same order of eight by chance: once in 10 ** 13


def test_cases_under_the_seal_and_erased_ones_are_kept_back_and_told_by_fives_only() -> None:
    numbers = [*five(), *(opened(asel()).case.number for _ in range(6))]
    for number in numbers[5:9]:
        cases.change_confidentiality(actor=yerlan(), number=number, level=cases.Confidentiality.SEALED, reason="Danger")
    study = a_study("complaints")
    log = taken(study)
    assert (log.reading.cases, log.reading.notices) == (7, [])  # four are fewer than five
    for number in numbers[9:]:
        erasure = cases.ask_erasure(actor=yerlan(), number=number, ground=cases.Erasure.Ground.ASKED)
        second = somebody("gulmira", Role.SUPERVISOR, NATIONAL)
        cases.review_erasure(actor=second, erasure=erasure.pk, verdict="approved")
    log = taken(study, until=date(2026, 12, 30))
    assert log.reading.cases == 5
    assert [each["facts"] for each in log.reading.notices] == [{"count": "5"}]  # six, and the sixth is not told


def test_fewer_than_five_cases_are_refused_and_leave_nothing() -> None:
    for _ in range(4):
        opened(asel())
    study, before = a_study("complaints"), set(log_files.logs_folder().iterdir())
    work = asked(study)
    assert work.state == "refused"
    assert work.refusal["facts"] == {"fewest": "5"}
    assert not StudyLog.objects.exists()
    assert not studies.drawings_for(madina()).exists()
    assert set(log_files.logs_folder().iterdir()) == before


def test_an_office_is_given_its_own_cases_and_the_national_one_all() -> None:
    five()
    in_aktobe, in_almaty = (somebody(f"analyst-{at}", Role.ANALYST, at) for at in (AKTOBE, ALMATY))
    theirs = begin_study(actor=in_aktobe, code="ours", name="Complaints", owner="The office")
    assert taken(theirs, in_aktobe, office=AKTOBE).reading.cases == 5
    for office in ("", ALMATY, NATIONAL, "nowhere"):
        with pytest.raises(NotFound):
            take_log_from_record(actor=in_aktobe, study=theirs, wish=wish(office=office))
        with pytest.raises(NotFound):  # not even by the national office: those of Aktobe would read it
            take_log_from_record(actor=madina(), study=theirs, wish=wish(office=office))
    with pytest.raises(NotPermitted):
        take_log_from_record(actor=in_almaty, study=theirs, wish=wish(office=AKTOBE))
    with pytest.raises(NotPermitted):
        take_log_from_record(actor=viktor(), study=theirs, wish=wish(office=AKTOBE))
    assert taken(a_study("of-aktobe"), office=AKTOBE).reading.cases == 5
    assert asked(a_study("of-almaty"), office=ALMATY).state == "refused"


def test_refuses_a_procedure_that_is_not_there_and_a_period_that_ends_before_it_begins() -> None:
    study = a_study("complaints")
    with pytest.raises(NotFound):
        take_log_from_record(actor=madina(), study=study, wish=wish(procedure="complaints/other"))
    with pytest.raises(RecordPeriodWrong):
        take_log_from_record(actor=madina(), study=study, wish=wish(until=date(2025, 1, 1)))


def test_days_of_the_period_are_those_of_the_country(time_machine: Any) -> None:
    time_machine.move_to(datetime(2026, 3, 31, 20, tzinfo=UTC))  # in Kazakhstan, April has begun
    five()
    assert asked(a_study("march"), until=date(2026, 3, 31)).state == "refused"
    assert taken(a_study("april"), since=date(2026, 4, 1), until=date(2026, 4, 1)).reading.cases == 5


def test_the_ledger_tells_who_took_what_and_how_much() -> None:
    five()
    taken()
    (line,) = entries(event="study-log-from-record")
    assert (line.chain, line.by) == (NATIONAL, str(madina().pk))
    assert line.detail == {
        "study": "complaints",
        "procedure": COMPLAINT,
        "since": "2026-01-01",
        "until": "2026-12-31",
        "office": "",
        "cases": 5,
        "events": 20,
    }


def test_done_again_after_a_crash_it_is_one_log() -> None:
    five()
    work = asked(a_study("complaints"))
    Work.objects.filter(pk=work.pk).update(state="working")
    assert done(work).state == "done"
    assert StudyLog.objects.count() == 1
    assert Work.objects.filter(kind="import").count() == 1


def test_a_withdrawn_one_takes_its_events_with_it() -> None:
    five()
    log = taken()
    withdraw_log(actor=madina(), log=log, reason="A person asked to be forgotten")
    assert not log_files.folder_of(log.pk).exists()
    assert not studies.logs_for(madina()).exists()


def test_drawing_and_rules_come_along_where_the_study_has_none_and_stay_where_it_has() -> None:
    five()
    study = a_study("complaints")
    taken(study, language="ru")
    drawing = studies.drawings_for(madina()).get()
    assert "Зарегистрировать" in drawing.bpmn or "Регистрация" in drawing.bpmn
    assert drawing.note.startswith("complaints ")
    taken(study, until=date(2026, 11, 30))
    assert studies.drawings_for(madina()).count() == 1


# What the database gives, whoever asks it in whatever way.

FUNCTION = "tirek_record_of_cases(%s, %s, %s, %s, %s)"
ALL = ["complaints", "complaint", "2020-01-01", "2030-01-01"]


def rows(actor: Account | None, office: str = "", columns: str = "*") -> list[tuple[Any, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tirek.account', %s, true)", [str(actor.pk) if actor else ""])
        cursor.execute(f"SELECT {columns} FROM {FUNCTION}", [*ALL, office])
        return cursor.fetchall()


@pytest.mark.parametrize("who", [asel, yerlan, olga, viktor, bolat, ruslan, marat, None])
def test_the_database_gives_nothing_to_who_keeps_no_studies(who: Any) -> None:
    five()
    for office in ("", AKTOBE, NATIONAL):
        with pytest.raises(ProgrammingError):
            rows(who() if who else None, office)
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("SELECT tirek_record_left_out(%s, %s, %s, %s, %s)", [*ALL, ""])


def test_the_database_gives_another_office_nothing_and_a_closed_account_nothing() -> None:
    five()
    analyst = somebody("analyst", Role.ANALYST, AKTOBE)
    assert rows(analyst, AKTOBE)
    for office in ("", ALMATY, NATIONAL):
        with pytest.raises(ProgrammingError):
            rows(analyst, office)
    assert rows(madina())
    Account.objects.filter(pk=madina().pk).update(is_active=False)
    with pytest.raises(ProgrammingError):
        rows(madina())


def test_the_database_gives_these_columns_and_no_others_and_nothing_of_few_cases() -> None:
    for _ in range(4):
        opened(asel())
    assert rows(madina()) == []
    opened(asel())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tirek.account', %s, true)", [str(madina().pk)])
        cursor.execute(f"SELECT * FROM {FUNCTION}", [*ALL, ""])
        names = tuple(each.name for each in cursor.description)
    assert names == ("case_number", *cases.RecordedEvent._fields[1:])
    assert len(names) == 10
    with pytest.raises(ProgrammingError):
        rows(madina(), columns="number")
    with cases.sight_of(madina()):  # and beside it she still sees no case
        assert not cases.Case.objects.exists()


def test_no_other_role_may_ask_the_database() -> None:
    with connection.cursor() as cursor:
        for function in ("tirek_record_of_cases", "tirek_record_left_out", "tirek_may_take_record"):
            cursor.execute(
                "SELECT grantee FROM information_schema.routine_privileges WHERE routine_name = %s", [function]
            )
            assert {row[0] for row in cursor.fetchall()} <= {"tirek_app", "tirek_owner"}, function
            for role in ("tirek_auditor", "public"):
                cursor.execute(
                    "SELECT has_function_privilege(%s, oid, 'EXECUTE') FROM pg_proc WHERE proname = %s",
                    [role, function],
                )
                assert cursor.fetchall() == [(False,)], (role, function)


def test_the_roles_of_the_function_are_those_of_the_table_of_deeds() -> None:
    assert MAY["keep studies"] == {Role.COORDINATOR, Role.ANALYST}
    five()
    assert rows(aigul())
