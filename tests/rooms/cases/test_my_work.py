"""My work: what is late stands first, and a step is done with answers of one's own or of a device of the office."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cast import AKTOBE, ALMATY, asel, office, ruslan, somebody, yerlan
from tests.rooms.cases.complaint import do, installed, opened, sent, waiting
from tests.rooms.forms.filled import a_device, answers
from tirek import cases, forms
from tirek.cases import Task
from tirek.directory import Account, NotFound, Role
from tirek.packs import PackForm

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def mechanism(time_machine: Any) -> None:
    installed()
    time_machine.move_to(MONDAY)


def from_a_device(at: str = AKTOBE) -> forms.Receipt:
    """Answers to the form of registration, from a device of an office."""
    form = PackForm.objects.get(form_id="register")
    device = a_device(ruslan(), office(at)).device
    return forms.receive(sender=device, xml=answers("", form_id="register", version=form.version))


def work(account: Any) -> list[tuple[str, str]]:
    with cases.sight_of(account):
        return [(task.case.number, task.step) for task in cases.work_of(account)]


def test_it_works() -> None:
    first, second = opened(asel()).case, opened(asel()).case
    assert work(asel()) == [(first.number, "register"), (second.number, "register")]


def test_mine_are_the_open_cases_of_ones_own_and_those_in_which_one_helps() -> None:
    colleague = somebody("colleague", Role.OFFICER, AKTOBE)
    own, helped, closed, handed_on, theirs = (opened(asel()).case.number for _each in range(5))
    cases.add_helper(actor=yerlan(), number=own, account=colleague)
    for number in (helped, handed_on, theirs):
        cases.assign(actor=yerlan(), number=number, account=colleague)
    for number in (helped, theirs):
        cases.add_helper(actor=yerlan(), number=number, account=asel())
    cases.remove_helper(actor=yerlan(), number=theirs, account=asel())
    cases.close_case(actor=yerlan(), number=closed, kind=cases.Closure.Kind.SETTLED, reason="Over")

    def mine(who: Account, words: str = "") -> set[str]:
        with cases.sight_of(who):
            found = cases.cases_asked(who, cases.AskedCases(words=words, which="mine"))
            return set(found.values_list("number", flat=True))

    assert mine(asel()) == {own, helped}
    assert mine(asel(), words=own) == {own}
    assert mine(asel(), words=handed_on) == set()
    assert mine(colleague) == {own, helped, handed_on, theirs}
    assert mine(yerlan()) == set()


def test_a_step_without_a_limit_stands_where_its_late_case_does(time_machine: Any) -> None:
    silent = opened(asel()).case.number
    do(asel(), silent, "register")
    do(yerlan(), silent, "admissibility", admission="admitted")
    do(asel(), silent, "inquiry", inquiry_next="hearing")
    do(asel(), silent, "hear-body", settlement_possible="no")
    do(yerlan(), silent, "conclusion", outcome="recommendation")
    do(asel(), silent, "answer")
    do(asel(), silent, "recommend")
    time_machine.move_to(MONDAY + timedelta(days=40))
    cases.wake_timers()
    fresh = opened(asel(), torture_alleged="yes").case.number
    do(asel(), fresh, "tell-head")

    assert work(yerlan()) == [(silent, "escalate"), (fresh, "urgent-measures")]


def test_a_step_is_done_with_what_a_device_of_the_office_sent() -> None:
    number = opened(asel()).case.number
    receipt = from_a_device()
    task = waiting(number)["register"]

    with cases.sight_of(asel()):
        usable = [each.pk for each in cases.answers_for(asel(), task)]
        found = forms.Submission.objects.get(pk=receipt.submission)
        assert cases.steps_for_answers(asel(), found) == [task]
    assert usable == [receipt.submission]
    cases.complete_task(actor=asel(), task=task.pk, submission=receipt.submission)
    assert "register" not in waiting(number)


def test_what_did_one_step_does_no_other() -> None:
    numbers = [opened(asel()).case.number for _each in range(2)]
    receipt = from_a_device()
    first, second = (waiting(number)["register"] for number in numbers)
    cases.complete_task(actor=asel(), task=first.pk, submission=receipt.submission)

    with cases.sight_of(asel()):
        assert cases.answers_for(asel(), second) == []
    with pytest.raises(NotFound):
        cases.complete_task(actor=asel(), task=second.pk, submission=receipt.submission)


def test_refuses_what_a_device_of_another_office_or_a_colleague_sent() -> None:
    task = waiting(opened(asel()).case.number)["register"]
    of_almaty = from_a_device(ALMATY).submission
    of_a_colleague = sent(somebody("nurlan", Role.OFFICER, AKTOBE), "register")

    for each in (of_almaty, of_a_colleague):
        with pytest.raises(NotFound):
            cases.complete_task(actor=asel(), task=task.pk, submission=each)
    with cases.sight_of_the_house():
        assert Task.objects.get(pk=task.pk).ended_at is None
