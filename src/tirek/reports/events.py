"""What the reports room writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

REPORT_STARTED = Event("report-started", _("A report of programme %(programme)s was started."))
TEXT_WRITTEN = Event("report-text-written", _("Version %(version)s of a report was written."))
NUMBER_EXCUSED = Event("number-excused", _("A number typed by hand was excused with a reason."))
REPORT_PUBLISHED = Event("report-published", _("A report was frozen and published: %(title)s."))
TEMPLATE_KEPT = Event("word-template-kept", _("A Word template was kept for the office."))
NARRATIVE_TEMPLATE_KEPT = Event(
    "narrative-template-kept", _("A template of reports was kept for the office: %(kind)s, %(language)s.")
)
FORMAL_REPORT_STARTED = Event(
    "formal-report-started", _("A formal report of programme %(programme)s was started: %(kind)s %(period)s.")
)
FORMAL_REPORT_FILLED = Event("formal-report-filled", _("Version %(version)s of a report was filled from its template."))
REVIEW_ASKED = Event("report-review-asked", _("A second person was asked to look at version %(version)s of a report."))
TEXT_APPROVED = Event("report-text-approved", _("Version %(version)s of a report was approved by a second person."))
TEXT_SENT_BACK = Event("report-text-sent-back", _("Version %(version)s of a report was sent back with a reason."))
CHANGES_RELEASED = Event(
    "report-changes-released",
    _("A second person released figures that changed by a few people since they were published: %(keys)s."),
)
IMPORT_CONFIRMED = Event(
    "import-confirmed", _("A second person confirmed a report that was published elsewhere: %(title)s.")
)
REPORT_FIGURES_DEFINED = Event(
    "report-figures-defined", _("Figures that a report of programme %(programme)s needs were defined: %(codes)s.")
)
