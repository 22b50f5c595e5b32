"""What is said of a question that cannot be asked of a log."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class ZoneUnknown(Refusal):
    """A time zone by a name that nobody knows."""

    id = "zone-unknown"
    sentence = gettext_noop("%(zone)s is not the name of a time zone.")
    hint = gettext_noop("Names are those of the tz database, such as Asia/Almaty or UTC.")


class CalendarUnclear(Refusal):
    """A working calendar that does not say when work is done."""

    id = "calendar-unclear"
    sentence = gettext_noop("The working calendar cannot be read: %(reason)s.")
    hint = gettext_noop(
        'It says a zone, hours by day of the week and holidays: {"zone": "Asia/Almaty", "hours": {"mon": '
        '["09:00-13:00", "14:00-18:00"]}, "holidays": ["2026-12-16"]}.'
    )


class RoleUnknown(Refusal):
    """A question about people or offices, of a log that does not say who did what."""

    id = "log-role-unknown"
    sentence = gettext_noop("The log does not say which column names the %(role)s.")
    hint = gettext_noop("Import it again and name that column.")


class PeriodUnknown(Refusal):
    """A period by which nothing is counted."""

    id = "log-period-unknown"
    sentence = gettext_noop("Load is not counted by %(period)s.")
    hint = gettext_noop("Use day, week or month.")
