"""What the room writes into the ledger. No detail carries a name, an answer or a reason."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

CASE_OPENED = Event("case-opened", _("Case %(case)s was opened: %(mechanism)s."))
STEP_DONE = Event("case-step-done", _("In case %(case)s a step was done: %(step)s."))
MESSAGE_TOLD = Event("case-message-told", _("In case %(case)s something came that was waited for: %(step)s."))
TIMER_ENDED = Event("case-timer-ended", _("In case %(case)s a time ran out: %(step)s."))
LIMIT_RAN_OUT = Event("case-limit-ran-out", _("In case %(case)s a limit of the law ran out: %(step)s."))
LIMIT_EXTENDED = Event(
    "case-limit-extended", _("In case %(case)s the limit %(clock)s was extended by %(count)s, as its rule allows.")
)
CASE_ASSIGNED = Event("case-assigned", _("Case %(case)s was given to somebody to work on."))
CASE_HELPED = Event("case-helped", _("Somebody was asked to help in case %(case)s."))
CASE_LEFT = Event("case-left", _("Somebody no longer works on case %(case)s."))
TRANSFER_SENT = Event("case-transfer-sent", _("Case %(case)s was sent to office %(office)s."))
TRANSFER_ANSWERED = Event("case-transfer-answered", _("Case %(case)s, sent to office %(office)s, was %(verdict)s."))
CASE_ARRIVED = Event("case-arrived", _("Case %(case)s came from office %(office)s."))
NOTE_WRITTEN = Event("case-note-written", _("A note was written in case %(case)s."))
PARTY_ADDED = Event("case-party-added", _("Somebody was entered in case %(case)s: %(part)s."))
CASE_CLOSED = Event("case-closed", _("Case %(case)s was closed: %(kind)s."))
CASE_REOPENED = Event("case-reopened", _("Case %(case)s was opened again."))
CASE_READ = Event("case-read", _("Case %(case)s was opened for reading."))
UNSEALING_ASKED = Event(
    "case-unsealing-asked", _("To see the names of sealed case %(case)s was asked; overseers told: %(told)s.")
)
UNSEALING_ALLOWED = Event(
    "case-unsealing-allowed", _("The names of sealed case %(case)s were let be seen; overseers told: %(told)s.")
)
UNSEALING_REFUSED = Event(
    "case-unsealing-refused",
    _("To see the names of sealed case %(case)s was refused; overseers told: %(told)s."),
)
ERASURE_ASKED = Event("case-erasure-asked", _("To erase in case %(case)s was asked: %(what)s."))
ERASURE_REVIEWED = Event("case-erasure-reviewed", _("An erasure in case %(case)s was %(verdict)s: %(what)s."))
WITHDRAWN = Event("case-entered-withdrawn", _("In case %(case)s something that was entered was withdrawn: %(what)s."))
DOCUMENT_KEPT = Event("case-document-kept", _("A document was kept in case %(case)s."))
DOCUMENT_OPENED = Event("case-document-opened", _("A document of case %(case)s was opened."))
CONFIDENTIALITY_CHANGED = Event(
    "case-confidentiality-changed", _("Who may know of case %(case)s was changed: from %(before)s to %(after)s.")
)
CASES_LINKED = Event("cases-linked", _("Case %(case)s was linked to case %(other)s: %(kind)s."))
LINK_REVIEWED = Event(
    "case-link-reviewed", _("That case %(other)s goes on in case %(case)s was decided by a second person: %(verdict)s.")
)
PLACE_SAID = Event("case-place-said", _("Of case %(case)s was said which place it is about."))
VISIT_PLANNED = Event("visit-planned", _("A visit was planned for %(year)s."))
VISIT_NOT_PLANNED = Event("visit-taken-out-of-plan", _("A visit was taken out of the plan for %(year)s."))
PLAN_PROPOSED = Event("visit-plan-proposed", _("The plan of visits for %(year)s was put before the Commissioner."))
PLAN_REVIEWED = Event("visit-plan-reviewed", _("The plan of visits for %(year)s was %(verdict)s."))
RISK_ENTERED = Event("place-risk-entered", _("Of place %(place)s was entered what makes a visit urgent: %(kind)s."))
