"""Write the rules that a service is held to."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.studies import events
from tirek.studies.models import RuleTable, Study
from tirek.studies.permissions import check_keep
from tirek.studies.rules import read_rules


@transaction.atomic
def write_rules(*, actor: Account, study: Study, table: str) -> RuleTable:
    """This function will keep a table of safeguards for a study; the same again gives what is there.

    A step is the name of an activity, in quotes where it is more than one word. Raises `NotPermitted`,
    `RulesUnreadable`.
    """
    check_keep(actor, study)
    read_rules(table)
    Study.objects.select_for_update(no_key=True).get(pk=study.pk)
    newest = study.rule_tables.first()
    if newest and newest.table == table:
        return newest
    version = newest.version + 1 if newest else 1
    detail = {"study": study.code, "version": version}
    with entry(event=events.RULES_WRITTEN, office=study.office_id, by=str(actor.pk), detail=detail) as trace:
        return trace.store(
            RuleTable(
                entered_position=trace.position,
                study=study,
                version=version,
                table=table,
                written_by=actor,
                written_at=timezone.now(),
            )
        )
