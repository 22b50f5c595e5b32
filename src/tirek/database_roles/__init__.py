"""Three roles and their rights: the owner migrates, the app serves pages and changes no table, the auditor reads."""

from tirek.database_roles.establishing import APP, AUDITOR, DATABASE, OWNER, URL_NAMES, establish, grant, script, urls
from tirek.database_roles.power import check_role, refuse_powerful_role, register_check

__all__ = [
    "APP",
    "AUDITOR",
    "DATABASE",
    "OWNER",
    "URL_NAMES",
    "check_role",
    "establish",
    "grant",
    "refuse_powerful_role",
    "register_check",
    "script",
    "urls",
]
