"""What is told of a log that was read: nothing of it stopped the reading, and each bears on what the log can say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class EventsTwice(Refusal):
    """Rows that say the same in every column. They are kept."""

    id = "log-events-twice"
    sentence = gettext_noop("%(count)s events say the same as another in every column. They are kept and counted.")


class EventsInTheFuture(Refusal):
    """Times after the time of reading."""

    id = "log-events-in-the-future"
    sentence = gettext_noop("%(count)s events lie in the future, the last on %(last)s.")


class ZonesDiffer(Refusal):
    """Times written in several zones."""

    id = "log-zones-differ"
    sentence = gettext_noop("Times are written in several time zones: %(zones)s. Each was taken in its own.")


class TimesWithoutZone(Refusal):
    """Times that do not say their zone."""

    id = "log-times-without-zone"
    sentence = gettext_noop("%(count)s times do not say their time zone and were taken as %(zone)s.")
    hint = gettext_noop("If that is another zone, read the file again with --zone.")


class DayOrMonthFirst(Refusal):
    """Every time of the file could be read with the day first and with the month first."""

    id = "log-day-or-month-first"
    sentence = gettext_noop(
        "“%(text)s” and all other times could begin with the day or the month. %(taken)s was taken."
    )
    hint = gettext_noop("If it is the other, read the file again with --dates %(other)s.")


class StartsAfterCompletion(Refusal):
    """Work that began after it was done."""

    id = "log-starts-after-completion"
    sentence = gettext_noop(
        "%(count)s events begin after they are complete. Their beginning was taken as their completion."
    )


class StartsMissing(Refusal):
    """Some events say when work began, and some do not."""

    id = "log-starts-missing"
    sentence = gettext_noop("%(count)s events do not say when work on them began. It was taken as their completion.")


class CasesWithoutEvents(Refusal):
    """Cases that are named and of which nothing is told."""

    id = "log-cases-without-events"
    sentence = gettext_noop("%(count)s cases have no event that could be read, and are left out.")


class RowsLeftOut(Refusal):
    """There are faults."""

    id = "log-rows-left-out"
    sentence = gettext_noop("%(count)s rows could not be read and are left out.")
    hint = gettext_noop("faults.csv in the folder of the log names each with its line and what is wrong.")


class ColumnsLeftOut(Refusal):
    """Columns of lists and the like."""

    id = "log-columns-left-out"
    sentence = gettext_noop("Columns that hold lists or tables in their cells are left out: %(columns)s.")


def notices_of(about: Mapping[str, Any]) -> list[Refusal]:
    """This function will give the notices that the log.json of an imported log names, as sentences."""
    known = {kind.id: kind for kind in Refusal.__subclasses__() if kind.__module__ == __name__}
    return [known[said["id"]](**said["facts"]) for said in about["notices"] if said["id"] in known]
