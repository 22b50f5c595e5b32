"""What the evidence room writes into the ledger. No detail carries a person's code."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

EVENT_ADDED = Event("event-added", _("An event was entered for activity %(activity)s."))
ATTENDANCE_FILE_RECEIVED = Event("attendance-file-received", _("An attendance list came in for activity %(activity)s."))
ATTENDANCE_RECORDED = Event(
    "attendance-recorded",
    _("Attendances recorded for activity %(activity)s: %(recorded)s; rows left out: %(refused)s."),
)
DELIVERABLE_ADDED = Event("deliverable-added", _("A deliverable was entered for activity %(activity)s."))
MEASUREMENT_ADDED = Event("measurement-added", _("A measurement was entered for activity %(activity)s."))
DECISION_ADDED = Event("decision-added", _("A decision was entered for activity %(activity)s."))
EVIDENCE_WITHDRAWN = Event("evidence-withdrawn", _("Evidence of activity %(activity)s was withdrawn."))
