"""What the indicators room writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

FIGURES_DEFINED = Event("figures-defined", _("Figures defined for programme %(programme)s: %(codes)s."))
