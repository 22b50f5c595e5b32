"""Withdraw what was said, with a reason."""

from __future__ import annotations

from tirek.directory import Account
from tirek.ledger import WITHDRAWING
from tirek.monitoring import events
from tirek.monitoring.models import Said
from tirek.monitoring.operations.saying import entry_of
from tirek.monitoring.permissions import check_keep
from tirek.monitoring.policies import check_reason, check_standing
from tirek.monitoring.queries import programme_of


def withdraw(*, account: Account, said: Said, reason: str) -> None:
    """This function will withdraw what was said, with a reason; it stays on record, and what was said before counts.

    Raises `NotPermitted`, `NoSuchPlan`, `AlreadyWithdrawn`, `ReasonMissing`.
    """
    programme = programme_of(said)
    check_keep(account, programme)
    check_reason(reason)
    with entry_of(account, programme, events.MONITORING_WITHDRAWN, {}) as trace:
        standing = type(said)._default_manager.only(*WITHDRAWING).get(pk=said.pk)
        check_standing(standing)
        standing.withdrawn_position, standing.withdrawn_because = trace.position, reason.strip()
        trace.change(standing)
