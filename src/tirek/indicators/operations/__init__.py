"""What can be done with figures and the results framework, one verb a file."""

from tirek.indicators.operations.define_figures import define_figures
from tirek.indicators.operations.define_reported import define_reported
from tirek.indicators.operations.ensure_standard_figures import ensure_standard_figures, standard_figures
from tirek.indicators.operations.place_indicator import place_indicator
from tirek.indicators.operations.report_value import report_value
from tirek.indicators.operations.review_value import review_value
from tirek.indicators.operations.set_target import set_target
from tirek.indicators.operations.withdraw import withdraw

__all__ = [
    "define_figures",
    "define_reported",
    "ensure_standard_figures",
    "place_indicator",
    "report_value",
    "review_value",
    "set_target",
    "standard_figures",
    "withdraw",
]
