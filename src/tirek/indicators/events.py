"""What the indicators room writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

FIGURES_DEFINED = Event("figures-defined", _("Figures defined for programme %(programme)s: %(codes)s."))
INDICATOR_PLACED = Event("indicator-placed", _("Figure %(code)s was placed in the results framework."))
INDICATOR_WITHDRAWN = Event("indicator-withdrawn", _("Figure %(code)s was taken out of the results framework."))
TARGET_SET = Event("target-set", _("A target of %(code)s was set for %(period)s: %(value)s."))
TARGET_WITHDRAWN = Event("target-withdrawn", _("A target of %(code)s was withdrawn."))
VALUE_REPORTED = Event("value-reported", _("A value of %(code)s was reported for %(period)s, version %(version)s."))
VALUE_REVIEWED = Event(
    "value-reviewed", _("The value of %(code)s for %(period)s, version %(version)s, was reviewed: %(verdict)s.")
)
VALUE_WITHDRAWN = Event(
    "value-withdrawn", _("The value of %(code)s for %(period)s, version %(version)s, was withdrawn.")
)
REVIEW_WITHDRAWN = Event(
    "review-withdrawn", _("The review of %(code)s for %(period)s, version %(version)s, was taken back.")
)
