"""What the exchange can be asked."""

from __future__ import annotations

from tirek.directory import Account
from tirek.exchange.columns import model_of
from tirek.exchange.moments import rows_of
from tirek.exchange.permissions import check_export
from tirek.exchange.tables import TABLES
from tirek.plans import Programme


def contents(account: Account, programme: Programme) -> dict[str, int]:
    """This function will count the rows that an export would hold, by room. Raises `NotPermitted`, `NoSuchPlan`."""
    check_export(account, programme)
    counts: dict[str, int] = {}
    for table in TABLES:
        room = model_of(table)._meta.app_label
        counts[room] = counts.get(room, 0) + rows_of(table, programme).count()
    return counts
