"""Why a line could not be put anywhere."""

from tirek.bounded import gettext_noop

STAMP = gettext_noop("part of an electronic signature")
UNKNOWN_TABLE = gettext_noop("a row of a table that is neither the work plan nor the monitoring plan")
OTHER_WORK_PLAN = gettext_noop("a row of a further work plan table with other headings")
NO_TITLE = gettext_noop("a row of the work plan that says neither what is done nor what it costs")
SECOND_SUM = gettext_noop("a further sub-total, total or fee where one was already read")
OUTSIDE = gettext_noop("text that stands under no heading")
NO_AMOUNT = gettext_noop("a source of money without an amount")
FURNITURE = gettext_noop("the head or foot of a page")
FOOTNOTE = gettext_noop("a footnote")
COMMENT = gettext_noop("a comment")
