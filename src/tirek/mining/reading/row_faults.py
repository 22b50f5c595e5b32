"""What can be wrong with one row of a log. The row is left out, counted and kept in the log's list of faults."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class NoCase(Refusal):
    """A row that says of no case that something happened in it."""

    id = "event-without-case"
    sentence = gettext_noop("The row names no case.")


class NoActivity(Refusal):
    """A row that does not say what happened."""

    id = "event-without-activity"
    sentence = gettext_noop("The row names no activity.")


class NoTime(Refusal):
    """A row that does not say when."""

    id = "event-without-time"
    sentence = gettext_noop("The row has no time.")


class TimeNotRead(Refusal):
    """A text that is no time."""

    id = "event-time-not-read"
    sentence = gettext_noop("“%(text)s” is not read as a time.")


class StartNotRead(Refusal):
    """A text that is no time, where work began."""

    id = "event-start-not-read"
    sentence = gettext_noop("“%(text)s” is not read as the time at which work began.")


class WrongNumberOfCells(Refusal):
    """A row cut into more or fewer cells than the heading."""

    id = "event-wrong-number-of-cells"
    sentence = gettext_noop("The row does not have as many cells as the heading.")


class NotText(Refusal):
    """Bytes that are no letters in the encoding of the file."""

    id = "event-bytes-not-text"
    sentence = gettext_noop("The row holds bytes that are no text in the encoding of the file.")
