"""The parts of a programme's money, in the order in which they are shown."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

PARTS = (
    ("overview", _("Budget and expenditure"), "money:index"),
    ("budget", _("Budget revisions"), "money:revisions"),
    ("costs", _("Cost reports"), "money:costs"),
    ("unmatched", _("Unmatched lines"), "money:unmatched"),
    ("funds", _("Funds and contributions"), "money:funds"),
    ("rates", _("Exchange rates"), "money:rates"),
    ("variance", _("Variance"), "money:variance"),
)
