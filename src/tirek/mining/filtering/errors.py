"""What is said of a filter that cannot be applied."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class FilterUnclear(Refusal):
    """A filter that is not one."""

    id = "log-filter-unclear"
    sentence = gettext_noop("This filter cannot be read: %(reason)s.")
    hint = gettext_noop("A filter names its kind and what it asks; the page on the log command lists the kinds.")


class ColumnUnknown(Refusal):
    """A filter by an attribute that the log does not have."""

    id = "log-column-unknown"
    sentence = gettext_noop("The log has no column %(column)s.")
    hint = gettext_noop("Its columns are: %(columns)s.")
