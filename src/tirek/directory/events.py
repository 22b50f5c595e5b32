"""What the directory writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

ACCOUNT_OPENED = Event("account-opened", _("An account was opened in office %(office)s."))
ROLE_GRANTED = Event("role-granted", _("The role %(role)s was granted."))
PERSONS_REGISTERED = Event("persons-registered", _("Persons registered by code: %(count)s."))
