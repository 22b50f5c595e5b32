"""What a budget is drafted from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tirek.money.models import Fund
from tirek.plans import Activity


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """The direct costs of an activity, from one fund, on one account, in one year."""

    activity: Activity
    fund: Fund
    account_code: str
    year: int
    amount: Decimal
