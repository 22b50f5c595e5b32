"""What can be done with studies, one verb a file."""

from tirek.studies.operations.ask_for_work import ask_for_work, ask_to_read, cancel_work
from tirek.studies.operations.begin_from_service import begin_from_service, services_known
from tirek.studies.operations.begin_study import begin_study
from tirek.studies.operations.keep_drawing import keep_drawing
from tirek.studies.operations.report_figure import report_figure
from tirek.studies.operations.take_in_log import take_in_log
from tirek.studies.operations.take_log_from_record import Wish, offices_on_record, on_record, take_log_from_record
from tirek.studies.operations.withdraw_log import withdraw_log
from tirek.studies.operations.write_rules import write_rules

__all__ = [
    "Wish",
    "ask_for_work",
    "ask_to_read",
    "begin_from_service",
    "begin_study",
    "cancel_work",
    "keep_drawing",
    "offices_on_record",
    "on_record",
    "report_figure",
    "services_known",
    "take_in_log",
    "take_log_from_record",
    "withdraw_log",
    "write_rules",
]
