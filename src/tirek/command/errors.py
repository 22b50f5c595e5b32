"""What the command line itself has to refuse; the rooms' refusals pass through it as they are."""

from __future__ import annotations

from django.utils.translation.trans_null import gettext_noop as _

from tirek.refusals import Refusal


class UnreadableFile(Refusal):
    """The operating system would not give the file."""

    id = "unreadable-file"
    sentence = _("The file %(file)s cannot be read: %(reason)s.")
    hint = _("Look at the name, and at who may read it.")


class DatabaseOutOfReach(Refusal):
    """No connection."""

    id = "database-out-of-reach"
    sentence = _("The database cannot be reached: %(reason)s.")
    hint = _("Look at DATABASE_URL, and whether the server runs.")


class DatabaseNotReady(Refusal):
    """A connection, but not the tables or rights that were expected."""

    id = "database-not-ready"
    sentence = _("The database is not as this version of Tirek expects it: %(reason)s.")
    hint = _("Bring it up to date with “tirek migrate”.")


class NoOwner(Refusal):
    """Nobody may change tables but their owner."""

    id = "no-owner-url"
    sentence = _("Tables are made and changed by their owner only, and DATABASE_OWNER_URL is not set.")
    hint = _("Set it to the URL of the role tirek_owner, or start a database of Tirek's own with “tirek db start”.")


class NoSuchProgramme(Refusal):
    """An award that no programme has."""

    id = "no-such-programme"
    sentence = _("There is no programme with the award number %(award)s.")
    hint = _("A programme is taken from its plan: take in the plan first.")


class NoSuchAccount(Refusal):
    """A name under which nobody signs in."""

    id = "no-such-account"
    sentence = _("There is no account with the name %(name)s.")
    hint = _("“tirek account list” shows those that there are.")


class NoSuchOffice(Refusal):
    """A code that no office has."""

    id = "no-such-office"
    sentence = _("There is no office with the code %(office)s.")
    hint = _("Offices come from the country's folder: load it with “tirek country load”.")


class PortTaken(Refusal):
    """Another server answers where this one was to."""

    id = "port-taken"
    sentence = _("Something else answers on port %(port)s already.")
    hint = _("Stop it, or choose another port: --port 8001, or “make demo PORT=8001”.")


class Unexpected(Refusal):
    """A mistake of ours."""

    id = "unexpected"
    sentence = _("Something happened that Tirek did not expect: %(fault)s.")
    hint = _("Run the same with --trace to see where, and tell the people who keep Tirek.")


class NotASide(Refusal):
    """An answer to a conflict that names no side, or no place."""

    id = "not-a-side"
    sentence = _("“%(given)s” does not say what to take.")
    hint = _("Write “ours” or “theirs” and the file, with a colon and the row where a row is meant.")


class NoSuchService(Refusal):
    """A folder that is none of a service, or a name that no service has."""

    id = "no-such-service"
    sentence = _("There is no service %(service)s.")
    hint = _("Name the folder in which its service.yaml lies, or mechanism and service as in police-services/call-102.")


class NoSyntheticCourse(Refusal):
    """A service without the data that a log could be made of."""

    id = "no-synthetic-course"
    sentence = _("The service %(service)s does not say of what a log of its course “%(course)s” could be made up.")
    hint = _("That stands in its synthetic.yaml, and has to be marked there as made up.")


class SyntheticUnlabelled(Refusal):
    """A file for a synthetic log whose name does not say so."""

    id = "synthetic-unlabelled"
    sentence = _("A log that is made up cannot be written to “%(name)s”.")
    hint = _("Choose a name that has “synthetic” in it and ends in .csv, .xes or .xes.gz: the file may go far.")


class PlaceElsewhere(Refusal):
    """An address where a file of this machine is needed."""

    id = "log-elsewhere"
    sentence = _("%(place)s is no file of this machine.")
    hint = _("What lies elsewhere is read by Spark: tirek log describe, dfg and variants take --engine spark.")
