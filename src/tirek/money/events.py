"""What the money room writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

FUND_ADDED = Event("fund-added", _("Fund %(fund)s was added to programme %(programme)s."))
FUND_CORRECTED = Event(
    "fund-corrected", _("What fund %(fund)s of programme %(programme)s is called was corrected; it was: %(was)s.")
)
FUND_GRANTED = Event("fund-granted", _("A donor's account was given sight of fund %(fund)s."))
FUND_GRANT_WITHDRAWN = Event("fund-grant-withdrawn", _("A donor's account no longer sees fund %(fund)s."))
REVISION_DRAFTED = Event("revision-drafted", _("Budget revision %(number)s of programme %(programme)s was drafted."))
REVISION_REVIEWED = Event("revision-reviewed", _("Budget revision %(number)s was reviewed: %(verdict)s."))
REVISION_WITHDRAWN = Event("revision-withdrawn", _("The draft of budget revision %(number)s was withdrawn."))
RATE_SET = Event("rate-set", _("The exchange rate of %(currency)s for %(month)s was set."))
RATE_WITHDRAWN = Event("rate-withdrawn", _("The exchange rate of %(currency)s for %(month)s was withdrawn."))
COSTS_TAKEN_IN = Event(
    "costs-taken-in", _("A cost report of programme %(programme)s was taken in: lines %(lines)s, %(begins)s–%(ends)s.")
)
COSTS_WITHDRAWN = Event("costs-withdrawn", _("A cost report of programme %(programme)s was withdrawn."))
LINE_ASSIGNED = Event("line-assigned", _("Row %(row)s of a cost report was assigned to %(place)s."))
CONTRIBUTION_ADDED = Event("contribution-added", _("A contribution to fund %(fund)s was entered."))
CONTRIBUTION_WITHDRAWN = Event("contribution-withdrawn", _("A contribution to fund %(fund)s was withdrawn."))
VARIANCE_EXPLAINED = Event(
    "variance-explained", _("The variance of activity %(activity)s in %(period)s was explained.")
)
