"""Withdrawing a kept row within an entry."""

from __future__ import annotations

from typing import TypeVar

from tirek.ledger import WITHDRAWING, Kept, OpenEntry
from tirek.money.policies import check_standing

Row = TypeVar("Row", bound=Kept)


def withdraw_row(trace: OpenEntry, row: Row, reason: str) -> Row:
    """This function will read a row again, under the lock of its chain, and withdraw it.

    Nothing else of it is read or written: a report carries its file. Raises `AlreadyWithdrawn`.
    """
    standing: Row = type(row)._default_manager.only(*WITHDRAWING).get(pk=row.pk)  # type: ignore[assignment]
    check_standing(standing)
    standing.withdrawn_position, standing.withdrawn_because = trace.position, reason.strip()
    return trace.change(standing)
