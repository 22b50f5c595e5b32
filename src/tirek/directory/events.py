"""What the directory writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

ACCOUNT_OPENED = Event("account-opened", _("An account was opened in office %(office)s."))
ACCOUNT_CLOSED = Event("account-closed", _("The account %(account)s was closed."))
ROLE_GRANTED = Event("role-granted", _("The role %(role)s was granted."))
COUNTRY_LOADED = Event(
    "country-loaded",
    _(
        "The country %(country)s was loaded: regions %(regions)s, offices %(offices)s, authorities %(authorities)s, "
        "new places %(places)s."
    ),
)
PLACE_ADDED = Event("place-added", _("The place %(place)s was entered in the register of places."))
PLACE_CHANGED = Event("place-changed", _("The place %(place)s was changed in the register of places: %(fields)s."))
