"""What is said of a log from which nothing is discovered."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class TooManyActivities(Refusal):
    """A log with more different activities than a drawing could show."""

    id = "log-too-many-activities"
    sentence = gettext_noop("The log has %(activities)s different activities; a model is discovered for %(most)s.")
    hint = gettext_noop("Look whether the right column was taken as the activity, or keep the most frequent ones.")
