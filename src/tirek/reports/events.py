"""What the reports room writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

REPORT_STARTED = Event("report-started", _("A report of programme %(programme)s was started."))
TEXT_WRITTEN = Event("report-text-written", _("Version %(version)s of a report was written."))
NUMBER_EXCUSED = Event("number-excused", _("A number typed by hand was excused with a reason."))
REPORT_PUBLISHED = Event("report-published", _("A report was frozen and published: %(title)s."))
TEMPLATE_KEPT = Event("word-template-kept", _("A Word template was kept for the office."))
