"""Reads a plan document into a `Plan`, every value with the line it came from. Knows neither Django nor a database."""

from tirek.plans.reading.as_json import as_json
from tirek.plans.reading.from_json import from_json
from tirek.plans.reading.plan import BudgetRow, Plan, WorkPlan
from tirek.plans.reading.read_plan import read, read_bounded
from tirek.plans.reading.recognise import recognise
from tirek.plans.reading.text_of import text_of

__all__ = [
    "BudgetRow",
    "Plan",
    "WorkPlan",
    "as_json",
    "from_json",
    "read",
    "read_bounded",
    "recognise",
    "text_of",
]
