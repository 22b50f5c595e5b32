"""What the directory writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

ACCOUNT_OPENED = Event("account-opened", _("An account was opened in office %(office)s."))
ACCOUNT_CLOSED = Event("account-closed", _("The account %(account)s was closed."))
ROLE_GRANTED = Event("role-granted", _("The role %(role)s was granted."))
COUNTRY_LOADED = Event("country-loaded", _("The country was loaded: regions %(regions)s, offices %(offices)s."))
