"""What studies write into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

STUDY_BEGUN = Event("study-begun", _("The study %(study)s of a service was begun."))
LOG_RECEIVED = Event("study-log-received", _("A log was taken in for the study %(study)s."))
LOG_FROM_RECORD = Event(
    "study-log-from-record",
    _(
        "A log was taken from the record for the study %(study)s: %(cases)s cases of %(procedure)s, opened from"
        " %(since)s to %(until)s."
    ),
)
LOG_READ = Event("study-log-read", _("A log of the study %(study)s was read: %(cases)s cases, %(events)s events."))
LOG_WITHDRAWN = Event("study-log-withdrawn", _("A log of the study %(study)s was withdrawn."))
DRAWING_KEPT = Event(
    "study-drawing-kept", _("A drawing was kept for the study %(study)s: %(of)s, version %(version)s.")
)
RULES_WRITTEN = Event("study-rules-written", _("The rules of the study %(study)s were written: version %(version)s."))
FIGURE_REPORTED = Event(
    "study-figure-reported",
    _("A figure of the study %(study)s was reported into programme %(programme)s: %(code)s, %(period)s."),
)
