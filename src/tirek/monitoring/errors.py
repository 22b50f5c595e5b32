"""What the monitoring room refuses."""

from django.utils.translation.trans_null import gettext_noop as _

from tirek.refusals import Refusal


class NoSuchMonitoring(Refusal):
    """There is no such risk, action or note of this programme, or not for this account."""

    id = "no-such-monitoring"
    sentence = _("There is no such entry in the monitoring of this programme.")
    hint = _("Check the address, or choose it from the list.")


class OfAnotherProgramme(Refusal):
    """An activity, a period, a finding or a risk that belongs to another programme."""

    id = "monitoring-of-another-programme"
    sentence = _("What was chosen belongs to another programme: %(field)s.")
    hint = _("Choose it from the lists of this programme.")


class MonitoringIncomplete(Refusal):
    """An entry that lacks what it must have, or has what cannot be."""

    id = "monitoring-incomplete"
    sentence = _("This cannot be written down: %(field)s.")
    hint = _("Fill it in, or correct it, and send it again.")


class AlreadySaid(Refusal):
    """The same, said before."""

    id = "monitoring-already-said"
    sentence = _("Just this was already written down.")
    hint = _("It stands in the list; nothing was written twice.")


class AlreadyWithdrawn(Refusal):
    """Withdrawn before."""

    id = "monitoring-already-withdrawn"
    sentence = _("This was already withdrawn.")
    hint = _("Write it down anew if it holds after all.")


class PeriodClosed(Refusal):
    """A period that takes nothing more."""

    id = "monitoring-period-closed"
    sentence = _("%(period)s is closed: what it says about progress and lessons stays as it is.")
    hint = _("Write it under the next open period, and say there which period it is about.")


class PeriodNotBegun(Refusal):
    """A period that lies in the future."""

    id = "monitoring-period-not-begun"
    sentence = _("%(period)s has not begun.")
    hint = _("Progress is what has happened; write it down when it has.")


class DayImpossible(Refusal):
    """A day to come, or days out of order."""

    id = "monitoring-day-impossible"
    sentence = _("This day cannot be: it lies in the future, or the days are out of order.")
    hint = _("Give the day on which it happened.")


class StatusContradicted(Refusal):
    """A status that the days beside it contradict."""

    id = "progress-contradicts-itself"
    sentence = _("The status and the days do not fit together.")
    hint = _("What has not started has no days; only what is done or stopped has a last day, and a first day with it.")


class ActionAlreadyDone(Refusal):
    """A monitoring action that was done for this time."""

    id = "monitoring-action-already-done"
    sentence = _("This action is already marked as done for %(round)s.")
    hint = _("Withdraw that entry first if it is wrong.")


class NotComingRound(Refusal):
    """A time at which a monitoring action does not come round."""

    id = "monitoring-action-not-then"
    sentence = _("This action does not come round at that time.")
    hint = _("Choose one of the times that the calendar of the programme lists for it.")


class CauseMissing(Refusal):
    """A course correction that nothing caused."""

    id = "correction-without-a-cause"
    sentence = _("A change of course names what caused it.")
    hint = _("Choose a finding of the plan, a figure or a risk; more than one if need be.")


class FileTooLarge(Refusal):
    """A file beyond the limit."""

    id = "monitoring-file-too-large"
    sentence = _("The file is larger than %(limit)s MB.")
    hint = _("Reduce it, or say in the note where it is kept.")


class NoCalendarFeed(Refusal):
    """A calendar address that was revoked, or never was."""

    id = "no-such-calendar"
    sentence = _("There is no calendar at this address.")
    hint = _("Sign in, open Monitoring, and make a new address.")


class MailNotConfigured(Refusal):
    """An installation that sends no mail."""

    id = "mail-not-configured"
    sentence = _("This installation sends no e-mail.")
    hint = _("Set TIREK_SMTP_URL, such as smtp://user:password@mail.example.org, and TIREK_MAIL_FROM.")
