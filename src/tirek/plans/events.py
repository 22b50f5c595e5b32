"""What the plans room writes into the ledger."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

PLAN_RECEIVED = Event("plan-received", _("A plan document was taken in: %(name)s."))
PLAN_READ = Event("plan-read", _("The plan was read and audited: findings %(findings)s."))
FINDING_SETTLED = Event("finding-settled", _("A finding was settled (%(code)s): %(kind)s."))
PLAN_ADOPTED = Event("plan-adopted", _("The plan became programme %(programme)s."))
PERIOD_CLOSED = Event("period-closed", _("Period %(period)s of programme %(programme)s was closed."))
ACTIVITY_ADDED = Event("activity-added", _("Activity %(number)s was added to programme %(programme)s."))
SCHEDULE_CHANGED = Event("schedule-changed", _("Activity %(number)s of programme %(programme)s has new dates."))
