"""What the monitoring room writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

PROGRESS_REPORTED = Event(
    "progress-reported", _("Progress of activity %(activity)s in %(period)s was written down for %(programme)s.")
)
RISK_RECORDED = Event("risk-recorded", _("Risk %(risk)s of programme %(programme)s was recorded."))
RISK_ASSESSED = Event("risk-assessed", _("Risk %(risk)s of programme %(programme)s was assessed."))
LESSON_KEPT = Event("lesson-kept", _("A lesson of %(period)s was written down for programme %(programme)s."))
QUALITY_ASSESSED = Event("quality-assessed", _("The quality of programme %(programme)s was assessed (%(stage)s)."))
COURSE_CORRECTED = Event("course-corrected", _("Course correction %(number)s of programme %(programme)s."))
ACTION_DONE = Event("monitoring-action-done", _("A monitoring action of programme %(programme)s was done: %(round)s."))
MONITORING_WITHDRAWN = Event("monitoring-withdrawn", _("An entry in the monitoring of %(programme)s was withdrawn."))
CALENDAR_OPENED = Event("calendar-opened", _("An account was given a secret address of its calendar."))
CALENDAR_CLOSED = Event("calendar-closed", _("The secret address of an account's calendar was revoked."))
