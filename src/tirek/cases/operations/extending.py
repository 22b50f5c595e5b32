"""Extend a limit of the law, where the row of the law by which it runs says that it may be, once and before it ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tirek.cases import events
from tirek.cases.clocks import zone_of_offices
from tirek.cases.errors import ExtensionTooLong, LimitNotExtended, LimitOver
from tirek.cases.models import Case, Clock
from tirek.cases.permissions import check_lead
from tirek.cases.policies import check_open, reason_given
from tirek.cases.rules import rules_of
from tirek.cases.running import Did, carry, run_of
from tirek.cases.seals import case_key, seal
from tirek.cases.visibility import cases_for, sight_of
from tirek.directory import Account, NotFound
from tirek.ledger import entry
from tirek.procedures import rule_on
from tirek.safeguards import Limit


def extend_clock(*, actor: Account, clock: UUID, count: int, reason: str) -> Clock:
    """This function will extend a limit by so many of the units that its rule names; what is left of it moves with it.

    Raises `NotFound`, `NotPermitted`, `CaseIsClosed`, `CaseReasonMissing`, `LimitOver`, `LimitNotExtended`,
    `ExtensionTooLong`.
    """
    with sight_of(actor):
        found = clock_led(actor, clock)
        check_open(found.case)
        why, now = reason_given(reason), timezone.now()
        detail = {"case": found.case.number, "clock": found.clock, "count": count}
        with entry(event=events.LIMIT_EXTENDED, office=found.case.chain, by=str(actor.pk), detail=detail) as trace:
            running = Clock.objects.select_related("case__edition").get(pk=clock)  # once the chain of the case is ours
            most = most_of(running.case, running, now)
            if most is None:
                raise LimitOver if _is_over(running, now) else LimitNotExtended
            if not 1 <= count <= most.count:
                raise ExtensionTooLong(most=f"{most.count} {most.unit}")
            running.extended_by = f"{count} {most.unit}"
            running.extension_reason = seal(running, case_key(running.case), "extension_reason", why)
            trace.change(running)
            carry(trace, running.case, run_of(running.case), Did(at=now))
            trace.change(running.case)
        return Clock.objects.get(pk=clock)


def clock_led(actor: Account, key: UUID) -> Clock:
    """This function will give a limit of a case that the account leads, within its sight. Raises `NotFound`,
    `NotPermitted`."""
    asked = Clock.objects.select_related("case__office", "case__edition")
    found = asked.filter(pk=key, case__in=cases_for(actor)).first()
    if found is None:
        raise NotFound
    check_lead(actor, found.case)
    return found


def most_of(case: Case, clock: Clock, now: datetime) -> Limit | None:
    """This function will say by how much a limit may be extended at most; None where it may not, or no longer."""
    if _is_over(clock, now) or clock.extended_by:
        return None
    rule = rule_on(rules_of(case.edition).clocks, clock.clock, clock.started_at.astimezone(zone_of_offices()).date())
    return rule.extension if rule else None


def extensible(case: Case, clocks: Iterable[Clock]) -> set[UUID]:
    """This function will name the limits of a case that may be extended now."""
    now = timezone.now()
    return set() if case.closed_at else {each.pk for each in clocks if most_of(case, each, now) is not None}


def _is_over(clock: Clock, now: datetime) -> bool:
    return clock.ended_at is not None or clock.due_at < now
