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

FOUND_IN_STUDY = Event(
    "study-finding-made", _("A finding was written in the study %(study)s: theme %(theme)s, right %(right)s.")
)
RECOMMENDED_OF_STUDY = Event(
    "study-recommendation-sent",
    _("A recommendation of the study %(study)s went to %(authority)s, to be answered by %(due)s."),
)
ANSWERED_OF_STUDY = Event(
    "study-recommendation-answered",
    _("%(authority)s answered a recommendation of the study %(study)s: %(verdict)s."),
)
FOLLOWED_UP_OF_STUDY = Event(
    "study-recommendation-followed-up",
    _("A recommendation of the study %(study)s to %(authority)s was looked after: %(verdict)s."),
)
FINDING_OF_STUDY_WITHDRAWN = Event("study-finding-withdrawn", _("A finding in the study %(study)s was withdrawn."))
RECOMMENDATION_OF_STUDY_WITHDRAWN = Event(
    "study-recommendation-withdrawn", _("A recommendation of the study %(study)s was withdrawn.")
)

OF_STUDIES = {
    FINDING_MADE: FOUND_IN_STUDY,
    RECOMMENDED: RECOMMENDED_OF_STUDY,
    ANSWERED: ANSWERED_OF_STUDY,
    FOLLOWED_UP: FOLLOWED_UP_OF_STUDY,
    FINDING_WITHDRAWN: FINDING_OF_STUDY_WITHDRAWN,
    RECOMMENDATION_WITHDRAWN: RECOMMENDATION_OF_STUDY_WITHDRAWN,
}
"""What each event of a case is called where the finding is of a study."""
