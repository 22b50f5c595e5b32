"""Add an activity that the plan does not print, with the reason."""

from __future__ import annotations

from django.db import transaction

from tirek.directory import Account
from tirek.ledger import entry
from tirek.plans import events
from tirek.plans.errors import NumberTaken, ReasonMissing
from tirek.plans.models import Activity, Output, Programme
from tirek.plans.permissions import check_programme


@transaction.atomic
def add_activity(
    *,
    account: Account,
    programme: Programme,
    output_number: str,
    output_title: str,
    number: str,
    title: str,
    reason: str,
) -> Activity:
    """This function will add an activity, and its output where the number is new.

    Raises `NotPermitted`, `ReasonMissing`, `NumberTaken`.
    """
    check_programme(account, "add activities", programme)
    if not reason.strip() or not title.strip() or not number.strip():
        raise ReasonMissing
    if Activity.objects.filter(output__programme=programme, number=number).exists():
        raise NumberTaken(number=number)
    detail = {"number": number, "programme": programme.code}
    with entry(event=events.ACTIVITY_ADDED, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        output = programme.outputs.filter(number=output_number).first()
        if output is None:
            output = trace.store(Output(programme=programme, number=output_number, title=output_title))
        return trace.store(Activity(output=output, number=number, title=title, added_because=reason.strip()))
