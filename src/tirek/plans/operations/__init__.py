"""What can be done with plans, one verb a file."""

from tirek.plans.operations.add_activity import add_activity
from tirek.plans.operations.adopt_plan import adopt_plan
from tirek.plans.operations.change_schedule import change_schedule
from tirek.plans.operations.close_period import close_period
from tirek.plans.operations.read_plan import read_plan
from tirek.plans.operations.settle_finding import settle_finding
from tirek.plans.operations.take_in_plan import take_in_plan

__all__ = [
    "add_activity",
    "adopt_plan",
    "change_schedule",
    "close_period",
    "read_plan",
    "settle_finding",
    "take_in_plan",
]
