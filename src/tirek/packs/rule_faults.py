"""What can be wrong with the rules and limits of a mechanism: safeguards and clocks."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class StepBeforeItself(Refusal):
    """A step that is to come before itself."""

    id = "safeguard-step-before-itself"
    sentence = gettext_noop("%(step)s cannot come before itself.")
    hint = gettext_noop("Name two steps, or use “at most 1 of … per case”.")


class StepApartFromItself(Refusal):
    """A step that nobody could do both times."""

    id = "safeguard-step-apart-from-itself"
    sentence = gettext_noop("%(step)s cannot be done by another person than itself.")
    hint = gettext_noop("Name two steps.")


class SeverityUnknown(Refusal):
    """A severity that is none of the three."""

    id = "safeguard-severity-unknown"
    sentence = gettext_noop("“%(severity)s” is not a severity.")
    hint = gettext_noop("Write breach where the law is broken, warning where a rule of the house is, or note.")


class IdMalformed(Refusal):
    """An id that cannot stay the same everywhere."""

    id = "pack-id-malformed"
    sentence = gettext_noop("“%(text)s” cannot be an id.")
    hint = gettext_noop("Ids begin with a small letter and have small letters, digits and hyphens only, 60 at most.")


class DateUnreadable(Refusal):
    """A date that is none."""

    id = "clock-date-unreadable"
    sentence = gettext_noop("“%(text)s” is not a date.")
    hint = gettext_noop("Write year, month and day, as in 2025-10-20.")


class DatesOutOfOrder(Refusal):
    """A version that ends before it begins."""

    id = "clock-dates-out-of-order"
    sentence = gettext_noop("The clock is valid until %(until)s, which is before it begins on %(since)s.")
    hint = gettext_noop("“valid to” is the last day on which the row holds.")


class ClocksOverlap(Refusal):
    """Two versions of one clock hold on the same day."""

    id = "clock-versions-overlap"
    sentence = gettext_noop("On %(day)s both this row and row %(row)s of the clock %(clock)s would hold.")
    hint = gettext_noop("End the earlier version on the day before the later one begins.")


class ClockMoved(Refusal):
    """Versions of one clock that time different steps."""

    id = "clock-of-two-steps"
    sentence = gettext_noop("The clock %(clock)s times %(step)s here, and %(other)s in row %(row)s.")
    hint = gettext_noop("A clock has one step through all its versions; give the other an id of its own.")


class ClockUnclear(Refusal):
    """A sentence about a step that the house nearly understands."""

    id = "clock-moment-unclear"
    sentence = gettext_noop("“%(said)s” speaks of a step, but not in words by which the clock could be run.")
    hint = gettext_noop(
        "Write “the case is opened”, “STEP is done” or “STEP begins” for its start and “STEP waits” for a pause; what "
        "only people can tell is said in words that do not begin with the id of a step."
    )
