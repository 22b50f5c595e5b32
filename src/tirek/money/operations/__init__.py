"""What can be done with money, a few verbs a file.

All of it goes into the chain of the office that owns the programme, whoever does it: under that lock a thing is read
again before it is acted on, and the positions of what was entered and withdrawn can be compared with one head.
"""

from tirek.money.operations.assign_line import assign_line
from tirek.money.operations.contributions import add_contribution, withdraw_contribution
from tirek.money.operations.cost_reports import take_in_cost_report, withdraw_cost_report
from tirek.money.operations.explain_variance import explain_variance
from tirek.money.operations.funds import add_fund, correct_fund, grant_fund, withdraw_grant
from tirek.money.operations.rates import set_rate, withdraw_rate
from tirek.money.operations.revisions import draft_revision, review_revision, withdraw_revision

__all__ = [
    "add_contribution",
    "add_fund",
    "assign_line",
    "correct_fund",
    "draft_revision",
    "explain_variance",
    "grant_fund",
    "review_revision",
    "set_rate",
    "take_in_cost_report",
    "withdraw_contribution",
    "withdraw_cost_report",
    "withdraw_grant",
    "withdraw_rate",
    "withdraw_revision",
]
