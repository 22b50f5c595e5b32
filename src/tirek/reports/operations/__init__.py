"""What can be done with reports, one verb a file."""

from tirek.reports.operations.ask_for_review import ask_for_review
from tirek.reports.operations.confirm_import import confirm_import
from tirek.reports.operations.excuse_number import excuse_number
from tirek.reports.operations.fill_anew import fill_anew
from tirek.reports.operations.keep_narrative_template import keep_narrative_template
from tirek.reports.operations.keep_word_template import keep_word_template
from tirek.reports.operations.publish_report import publish_report
from tirek.reports.operations.release_changes import release_changes
from tirek.reports.operations.review_text import review_text
from tirek.reports.operations.start_formal_report import start_formal_report
from tirek.reports.operations.start_report import start_report
from tirek.reports.operations.write_text import write_text

__all__ = [
    "ask_for_review",
    "confirm_import",
    "excuse_number",
    "fill_anew",
    "keep_narrative_template",
    "keep_word_template",
    "publish_report",
    "release_changes",
    "review_text",
    "start_formal_report",
    "start_report",
    "write_text",
]
