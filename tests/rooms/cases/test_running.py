"""A case from its opening to its end: who waits, what runs out, what was not kept, and that each step has its entry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.case_rows import MADE
from tests.cast import AKTOBE, ALMATY, asel, office, olga, ruslan, somebody, yerlan
from tests.rooms.cases.complaint import NAME, do, installed, opened, recommended, sent, waiting
from tirek import cases
from tirek.cases.errors import (
    AnswersToAnotherForm,
    CaseIsClosed,
    CaseOpenedAlready,
    CaseReasonMissing,
    NotOfThisOffice,
    NoTransferOnItsWay,
    TaskEnded,
    TransferOnItsWay,
)
from tirek.directory import Account, NotFound, NotPermitted, Role
from tirek.ledger import WITHDRAWING, entries, entry, verify, verify_rows

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def mechanism(time_machine: Any) -> None:
    installed()
    time_machine.move_to(MONDAY)


def clocks(number: str) -> dict[str, cases.Clock]:
    with cases.sight_of_the_house():
        return {clock.clock: clock for clock in cases.Clock.objects.filter(case__number=number)}


def breached(number: str) -> list[str]:
    with cases.sight_of_the_house():
        return list(cases.Breach.objects.filter(case__number=number).values_list("safeguard", flat=True))


def test_it_works(time_machine: Any) -> None:
    case = opened(asel()).case

    assert case.number == "HRC-15-2026-00001"
    assert set(waiting(case.number)) == {"register"}
    do(asel(), case.number, "register")
    assert set(waiting(case.number)) == {"admissibility"}
    assert clocks(case.number)["consideration"].due_at.date().isoformat() == "2026-04-09"
    assert clocks(case.number)["registration"].met is True
    assert breached(case.number) == []


def test_to_the_end_and_every_step_has_its_entry() -> None:
    case = opened(asel()).case
    do(asel(), case.number, "register")
    do(yerlan(), case.number, "admissibility", admission="not-admitted")
    steps = ["answer", "close-case"]
    for step in steps:
        task = waiting(case.number)[step]
        do(asel() if task.role == "officer" else yerlan(), case.number, step)

    with cases.sight_of_the_house():
        ended = cases.Case.objects.get(pk=case.pk)
        keys = {
            model: list(model.objects.values_list("pk", flat=True)) for model in (cases.Case, cases.Task, cases.Clock)
        }
    assert ended.closed_at is not None
    assert waiting(case.number) == {}
    assert len(list(entries(event="case-step-done"))) == 4
    for model, its in keys.items():
        assert verify_rows(model, its) == []


def test_torture_is_told_at_once_and_silence_is_a_breach(time_machine: Any) -> None:
    case = opened(asel(), torture_alleged="yes").case

    assert set(waiting(case.number)) == {"register", "tell-head"}
    time_machine.move_to(MONDAY + timedelta(hours=25))
    do(asel(), case.number, "tell-head")
    assert breached(case.number) == ["torture-told-same-day"]
    assert clocks(case.number)["telling-the-head"].met is False


def test_an_answer_that_does_not_come_lets_the_case_go_on(time_machine: Any) -> None:
    case = opened(asel()).case
    recommended(case.number)
    time_machine.move_to(MONDAY + timedelta(days=10))
    assert cases.wake_timers() == 0
    time_machine.move_to(MONDAY + timedelta(days=40))

    assert cases.wake_timers() == 1
    assert "escalate" in waiting(case.number)
    assert cases.wake_timers() == 0


def test_done_twice_in_two_windows_it_is_done_once() -> None:
    case = opened(asel()).case
    task = waiting(case.number)["register"]
    first, second = sent(asel(), "register"), sent(asel(), "register")
    cases.complete_task(actor=asel(), task=task.pk, submission=first)
    cases.complete_task(actor=asel(), task=task.pk, submission=first)

    with pytest.raises(TaskEnded):
        cases.complete_task(actor=asel(), task=task.pk, submission=second)
    assert len(list(entries(event="case-step-done"))) == 1


def test_refuses_answers_to_another_form_and_of_another_person() -> None:
    case = opened(asel()).case
    task = waiting(case.number)["register"]
    with pytest.raises(AnswersToAnotherForm):
        cases.complete_task(actor=asel(), task=task.pk, submission=sent(asel(), "interview"))
    colleague = somebody("nurlan", Role.OFFICER, "HRC-15")
    with pytest.raises(NotFound):
        cases.complete_task(actor=asel(), task=task.pk, submission=sent(colleague, "register"))


def test_refuses_a_step_of_another_role() -> None:
    case = opened(asel()).case
    do(asel(), case.number, "register")
    task = waiting(case.number)["admissibility"]
    with pytest.raises(NotPermitted):
        cases.complete_task(actor=asel(), task=task.pk, submission=sent(asel(), "register"))


def test_opened_twice_it_is_one_case() -> None:
    key = sent(asel(), "intake", {"torture_alleged": "no"})
    number = cases.open_case(actor=asel(), submission=key).case.number
    with pytest.raises(CaseOpenedAlready) as caught:
        cases.open_case(actor=asel(), submission=key)
    assert caught.value.facts["number"] == number


def test_another_office_and_the_administrator_open_nothing() -> None:
    key = sent(asel(), "intake", {"torture_alleged": "no"})
    with pytest.raises(NotFound):
        cases.open_case(actor=olga(), submission=key)
    with pytest.raises(NotPermitted):
        cases.open_case(actor=ruslan(), submission=key)


def test_a_case_goes_to_another_office_with_its_keys() -> None:
    case = opened(asel()).case
    sending = {"to": office(ALMATY), "consent": "given", "reason": "The person lives in Almaty now."}
    cases.send_case(actor=yerlan(), number=case.number, **sending)
    with pytest.raises(TransferOnItsWay):
        cases.send_case(actor=yerlan(), number=case.number, **sending)
    head = somebody("head-of-almaty", Role.SUPERVISOR, ALMATY)
    (arriving,) = cases.arriving_for(head)
    assert (arriving.number, arriving.reason) == (case.number, "The person lives in Almaty now.")
    with pytest.raises(NotFound):
        cases.open_file(account=head, number=case.number)

    cases.accept_case(actor=head, number=case.number)

    told = cases.open_file(account=head, number=case.number)
    assert told.parties[0].words["identity"]["person_name"].endswith(NAME)
    with pytest.raises(NotFound):
        cases.open_file(account=yerlan(), number=case.number)
    cases.assign(actor=head, number=case.number, account=olga())
    do(olga(), case.number, "register")
    assert set(waiting(case.number)) == {"admissibility"}
    with pytest.raises(NoTransferOnItsWay):
        cases.accept_case(actor=head, number=case.number)


def test_all_that_is_kept_of_a_case_is_told_in_one_chain_so_that_another_office_can_withdraw_it() -> None:
    for _ in range(3):  # the chain where it was opened is the longer one
        case = opened(asel()).case
    cases.write_note(actor=asel(), number=case.number, text="Called back.")
    cases.send_case(actor=yerlan(), number=case.number, to=office(ALMATY), consent="given", reason="Lives there.")
    head = somebody("head-of-almaty", Role.SUPERVISOR, ALMATY)
    cases.accept_case(actor=head, number=case.number)
    cases.assign(actor=head, number=case.number, account=olga())

    for model in (cases.Note, cases.Party, cases.Assignment):
        with cases.sight_of(head):
            row = model.objects.only(*WITHDRAWING).get(model.standing(), case=case)
            with entry(event=MADE, office=case.chain, by=str(head.pk)) as trace:
                row.withdrawn_position, row.withdrawn_because = trace.position, "entered in the wrong case"
                trace.change(row)
            assert not model.objects.filter(model.standing(), case=case).exists()
    told = {line.chain for line in entries() if (line.detail or {}).get("case") == case.number}
    assert told == {"HRC-15"}
    assert verify().ok


def test_sent_back_it_stays_where_it_was() -> None:
    case = opened(asel()).case
    cases.send_case(actor=yerlan(), number=case.number, to=office(ALMATY), consent="given", reason="Lives there.")
    head = somebody("head-of-almaty", Role.SUPERVISOR, ALMATY)
    cases.return_case(actor=head, number=case.number, reason="Moved back.")

    assert cases.arriving_for(head) == []
    assert cases.open_file(account=yerlan(), number=case.number).case.office_id == "HRC-15"


def test_an_officer_who_leaves_hands_over_everything() -> None:
    numbers = [opened(asel()).case.number for _ in range(3)]
    colleague = somebody("nurlan", Role.OFFICER, "HRC-15")
    assert cases.hand_over(actor=yerlan(), leaver=asel(), account=colleague) == 3

    with cases.sight_of(colleague):
        assert sorted(cases.cases_for(colleague).values_list("number", flat=True)) == numbers
    with cases.sight_of(asel()):
        assert cases.cases_for(asel()).count() == 0


def test_refuses_to_give_a_case_to_somebody_elsewhere() -> None:
    case = opened(asel()).case
    with pytest.raises(NotOfThisOffice):
        cases.assign(actor=yerlan(), number=case.number, account=olga())
    with pytest.raises(NotPermitted):
        cases.assign(actor=asel(), number=case.number, account=asel())


def test_closed_with_a_reason_and_opened_again() -> None:
    case = opened(asel()).case
    kind = cases.Closure.Kind.WITHDRAWN
    with pytest.raises(CaseReasonMissing):
        cases.close_case(actor=yerlan(), number=case.number, kind=kind, reason=" ")
    cases.close_case(actor=yerlan(), number=case.number, kind=kind, reason="The person took it back.")
    task = waiting(case.number)["register"]
    with pytest.raises(CaseIsClosed):
        cases.complete_task(actor=asel(), task=task.pk, submission=sent(asel(), "register"))
    cases.reopen_case(actor=yerlan(), number=case.number, reason="The person came again.")
    do(asel(), case.number, "register")
    assert [each.words for each in cases.open_file(account=yerlan(), number=case.number).closures] == [
        "The person took it back.",
        "The person came again.",
    ]


def test_what_is_on_its_way_to_another_office_is_not_closed_meanwhile() -> None:
    number = opened(asel()).case.number
    cases.send_case(actor=yerlan(), number=number, to=office(ALMATY), consent="given", reason="Lives there.")
    with pytest.raises(TransferOnItsWay):
        cases.close_case(actor=yerlan(), number=number, kind=cases.Closure.Kind.SETTLED, reason="It was settled.")


def test_closed_by_hand_its_limits_stop_and_opened_again_the_days_between_do_not_count(time_machine: Any) -> None:
    case = opened(asel()).case
    do(asel(), case.number, "register")
    due = clocks(case.number)["consideration"].due_at
    time_machine.move_to(MONDAY + timedelta(days=1))
    cases.close_case(
        actor=yerlan(), number=case.number, kind=cases.Closure.Kind.WITHDRAWN, reason="The person took it back."
    )

    with cases.sight_of_the_house():
        closed = cases.Case.objects.get(pk=case.pk)
    assert closed.due_at is None
    stopped = clocks(case.number)["consideration"]
    assert (stopped.ended_at, stopped.met) == (closed.closed_at, None)
    assert waiting(case.number)["admissibility"].due_at is None

    time_machine.move_to(MONDAY + timedelta(days=2))
    cases.reopen_case(actor=yerlan(), number=case.number, reason="The person came again.")

    running = clocks(case.number)["consideration"]
    assert (running.ended_at, running.met) == (None, None)
    assert running.due_at == due + timedelta(days=4)  # Tuesday and Wednesday do not count; a weekend lies between
    with cases.sight_of_the_house():
        assert cases.Case.objects.get(pk=case.pk).due_at == running.due_at


def test_closed_by_hand_nothing_goes_on_by_itself_until_it_is_opened_again(time_machine: Any) -> None:
    case = opened(asel()).case
    recommended(case.number)
    with cases.sight_of_the_house():
        timer = cases.Timer.objects.get(case=case)
    assert timer.due_at == clocks(case.number)["answer-of-the-body"].due_at
    time_machine.move_to(MONDAY + timedelta(days=2))
    cases.close_case(actor=yerlan(), number=case.number, kind=cases.Closure.Kind.SETTLED, reason="Settled by itself.")
    time_machine.move_to(MONDAY + timedelta(days=60))
    with cases.sight_of_the_house():
        assert cases.Timer.objects.get(case=case).ended_at is not None
    assert cases.wake_timers() == 0
    cases.reopen_case(actor=yerlan(), number=case.number, reason="It was not settled.")

    with cases.sight_of_the_house():
        timer = cases.Timer.objects.get(case=case)
    assert timer.ended_at is None
    assert timer.due_at == clocks(case.number)["answer-of-the-body"].due_at > MONDAY + timedelta(days=70)
    assert cases.wake_timers() == 0
    time_machine.move_to(timer.due_at + timedelta(seconds=1))
    assert cases.wake_timers() == 1
    assert "escalate" in waiting(case.number)


def test_a_limit_that_had_run_out_was_not_kept_by_closing(time_machine: Any) -> None:
    case = opened(asel()).case
    time_machine.move_to(MONDAY + timedelta(days=7))
    cases.close_case(actor=yerlan(), number=case.number, kind=cases.Closure.Kind.SETTLED, reason="Settled by itself.")
    assert clocks(case.number)["registration"].met is False


def test_opened_again_after_its_procedure_was_over_nothing_runs() -> None:
    case = opened(asel()).case
    do(asel(), case.number, "register")
    cases.tell(actor=asel(), number=case.number, message="withdrawn")
    for step in ("withdrawal", "close-case"):
        do(asel() if waiting(case.number)[step].role == "officer" else yerlan(), case.number, step)
    cases.reopen_case(actor=yerlan(), number=case.number, reason="The person came again.")

    assert waiting(case.number) == {}
    assert [clock.clock for clock in clocks(case.number).values() if clock.ended_at is None] == []


def test_withdrawn_by_the_person_its_limits_stop_with_it() -> None:
    case = opened(asel()).case
    do(asel(), case.number, "register")
    cases.tell(actor=asel(), number=case.number, message="withdrawn")
    for step in ("withdrawal", "close-case"):
        role = waiting(case.number)[step].role
        do(asel() if role == "officer" else yerlan(), case.number, step)

    with cases.sight_of_the_house():
        ended = cases.Case.objects.get(pk=case.pk)
    assert ended.closed_at is not None
    assert ended.due_at is None
    assert clocks(case.number)["consideration"].ended_at == ended.closed_at
    assert clocks(case.number)["consideration"].met is None


def test_who_has_the_code_learns_how_far_it_is_and_nothing_else() -> None:
    made = opened(asel())
    spaced = f" {made.code[:4]}-{made.code[4:8].lower()} {made.code[8:]} "

    told = cases.how_far(number=made.case.number.lower(), code=spaced)
    assert (told.number, told.closed_at) == (made.case.number, None)
    with pytest.raises(NotFound):
        cases.how_far(number=made.case.number, code="A" * 16)


def test_work_is_listed_by_its_limits() -> None:
    slow, urgent = opened(asel()).case, opened(asel(), torture_alleged="yes").case
    with cases.sight_of(asel()):
        steps = [(task.case.number, task.step) for task in cases.work_of(asel())]
    assert steps[0] == (urgent.number, "tell-head")
    assert (slow.number, "register") in steps


def test_reading_leaves_a_line() -> None:
    case = opened(asel()).case
    cases.open_file(account=asel(), number=case.number)
    (line,) = entries(event="case-read")
    assert line.by == str(asel().pk)


def test_several_work_on_a_case_and_see_it_until_they_are_taken_off() -> None:
    number = opened(asel()).case.number
    other = somebody("other-officer", Role.OFFICER, AKTOBE)

    def sees(who: Account) -> bool:
        with cases.sight_of(who):
            return cases.cases_for(who).filter(number=number).exists()

    assert not sees(other)
    with pytest.raises(NotPermitted):
        cases.add_helper(actor=asel(), number=number, account=other)
    for _twice in range(2):
        cases.add_helper(actor=yerlan(), number=number, account=other)
    assert sees(other)
    with cases.sight_of(yerlan()):
        assert cases.helpers_of(cases.Case.objects.get(number=number)) == [other]
    third = somebody("third-officer", Role.OFFICER, AKTOBE)
    cases.assign(actor=yerlan(), number=number, account=third)
    assert [sees(each) for each in (asel(), other, third)] == [False, True, True]

    cases.hand_over(actor=yerlan(), leaver=other, account=asel())
    assert [sees(each) for each in (asel(), other)] == [True, False]
    cases.remove_helper(actor=yerlan(), number=number, account=asel())
    assert not sees(asel())
    with pytest.raises(NotFound):
        cases.remove_helper(actor=yerlan(), number=number, account=asel())
    assert verify().ok
