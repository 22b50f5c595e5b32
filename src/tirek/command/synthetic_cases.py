"""The cases of the demonstration: opened with its complaints, and taken as far as examples of the procedure go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import yaml
from django.utils import timezone

from tirek import cases, findings, forms
from tirek.command.synthetic_answers import instance
from tirek.directory import Account, authority, places
from tirek.packs import edition_in_force, files_of

GOES = ("", "steps-recommendation-is-sent", "steps-answer-is-refused")
"""What each complaint goes through, the first that came first: an example of the mechanism, or nothing yet."""


def open_cases(officer: Account, supervisor: Account) -> int:
    """This function will open a case with each of the first complaints of the officer's office, and give how many."""
    intake = forms.submissions_for(officer).filter(office=officer.office_id, form__form_id="intake", replaces="")
    taken = list(intake.order_by("received_at").values_list("pk", flat=True)[: len(GOES)])
    for submission, example in zip(taken, GOES, strict=False):
        case = cases.open_case(actor=officer, submission=submission).case
        if example:
            _live_through(case.number, example, (officer, supervisor))
            _recommend(case, officer)
    forms.read_waiting()
    return len(taken)


def _live_through(number: str, example: str, people: Sequence[Account]) -> None:
    """Each step of the example is done by one whose turn it is; time passes for nobody, so nothing becomes late."""
    edition = edition_in_force("complaints")
    steps: list[dict[str, Any]] = yaml.safe_load(files_of(edition)[f"examples/{example}.yaml"])["steps"]
    for order, each in enumerate(steps[1:]):  # the first is the intake, with which the case was opened
        if "told" in each:
            cases.tell(actor=people[0], number=number, message=each["told"])
            continue
        with cases.sight_of_the_house():
            task = cases.Task.objects.select_related("case").get(case__number=number, step=each["done"], ended_at=None)
        who = next(account for account in people if cases.can_do(account, task))
        form = edition.forms.get(form_id=task.form_id)
        xml = instance(form, each.get("with", {}), f"{number}/{order}")
        answers = forms.receive(sender=who, xml=xml).submission
        cases.complete_task(actor=who, task=task.pk, submission=answers)


def _recommend(case: cases.Case, officer: Account) -> None:
    """What was found, and a letter of some weeks ago that was not answered: so that silence can be seen."""
    today = timezone.localdate()
    found = findings.find(
        actor=officer,
        case=case.pk,
        theme="material",
        right="dignity",
        text="Made up for the demonstration: the cell has no window that opens, and no lamp to read by.",
        rules="Nelson Mandela Rules 13 and 14",
        found_on=today - timedelta(days=60),
        place=places().filter(region=officer.office.region_id).first(),
    )
    findings.recommend(
        actor=officer,
        finding=found.pk,
        addressee=authority("MIA"),
        text="Made up for the demonstration: see that each cell has a window that opens and a lamp.",
        sent_on=today - timedelta(days=50),
    )
