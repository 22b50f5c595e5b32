"""What is said of a log that cannot be read or asked. What is wrong with single rows stands in the log's own faults."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class LogEmpty(Refusal):
    """A log without an event."""

    id = "log-empty"
    sentence = gettext_noop("%(name)s holds no event that could be read.")
    hint = gettext_noop("Look at the list of faults: it says for each row what is wrong with it.")
