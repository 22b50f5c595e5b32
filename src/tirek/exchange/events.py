"""What the exchange writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

PROGRAMME_EXPORTED = Event("programme-exported", _("Programme %(programme)s was exported as %(form)s."))
PROGRAMME_IMPORTED = Event(
    "programme-imported", _("Programme %(programme)s was imported; the file has the SHA-256 %(sha256)s.")
)
ACT_IMPORTED = Event(
    "act-imported",
    _("Programme %(programme)s: what stood at %(chain)s/%(position)s in the ledger that it comes from."),
)
