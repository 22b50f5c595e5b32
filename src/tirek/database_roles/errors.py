"""Why a role is refused, or could not be made."""

from __future__ import annotations

from django.utils.translation.trans_null import gettext_noop as _

from tirek.refusals import Refusal


class PowerfulRole(Refusal):
    """The role of the pages could undo what the database is there to hold."""

    id = "powerful-role"
    sentence = _("The database role %(role)s %(power)s; Tirek does not serve pages with such power.")
    hint = _("Let DATABASE_URL name the role tirek_app, as “tirek db roles” makes it.")


class RolesNotMade(Refusal):
    """The server would not have the roles, the database or an extension."""

    id = "roles-not-made"
    sentence = _("The roles and their rights could not be set up: %(reason)s")
    hint = _("The URL must be a superuser's, and the extensions pg_trgm, unaccent, btree_gist and citext installable.")
