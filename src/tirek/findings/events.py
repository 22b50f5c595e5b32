"""What findings write into the ledger; never a word of what was found."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

FINDING_MADE = Event("finding-made", _("A finding was written in the case %(case)s: theme %(theme)s, right %(right)s."))
RECOMMENDED = Event(
    "recommendation-sent", _("A recommendation of the case %(case)s went to %(authority)s, to be answered by %(due)s.")
)
ANSWERED = Event(
    "recommendation-answered", _("%(authority)s answered a recommendation of the case %(case)s: %(verdict)s.")
)
FOLLOWED_UP = Event(
    "recommendation-followed-up",
    _("A recommendation of the case %(case)s to %(authority)s was looked after: %(verdict)s."),
)
FINDING_WITHDRAWN = Event("finding-withdrawn", _("A finding in the case %(case)s was withdrawn."))
RECOMMENDATION_WITHDRAWN = Event("recommendation-withdrawn", _("A recommendation of the case %(case)s was withdrawn."))
