"""What the packs room writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

PACK_INSTALLED = Event("pack-installed", _("Mechanism %(code)s was installed, version %(version)s."))
PACK_UPGRADED = Event("pack-upgraded", _("Mechanism %(code)s was upgraded to version %(version)s, edition %(number)s."))
PACK_CHANGED = Event("pack-changed", _("Mechanism %(code)s was changed here, edition %(number)s: %(files)s."))
EDITION_REVIEWED = Event("edition-reviewed", _("Edition %(number)s of mechanism %(code)s was reviewed: %(verdict)s."))
