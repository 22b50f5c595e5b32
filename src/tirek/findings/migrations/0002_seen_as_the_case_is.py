"""Findings are seen by who sees their case, which the database itself holds; and what is entered once is never changed."""

from django.db import migrations

TABLES = ("finding", "recommendation", "response", "followup")
SEEN = "(SELECT tirek_sees_all()) OR tirek_sees_case(case_id)"
WITHDRAWN = "withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt"


def policies() -> str:
    """This function will write the policies and rights: for roles that are there, for a house without them has no app."""
    lines = [f"ALTER TABLE findings_{table} ENABLE ROW LEVEL SECURITY;" for table in TABLES]
    app, audit = [], []
    for table in TABLES:
        app += [
            f"CREATE POLICY seen ON findings_{table} TO tirek_app USING ({SEEN});",
            f"REVOKE UPDATE, DELETE ON findings_{table} FROM tirek_app;",
            f"GRANT UPDATE ({WITHDRAWN}) ON findings_{table} TO tirek_app;",
        ]
        audit += [f"CREATE POLICY audited ON findings_{table} FOR SELECT TO tirek_auditor USING (true);"]
    return "\n".join([*lines, _if_there("tirek_app", app), _if_there("tirek_auditor", audit)])


def _if_there(role: str, statements: list[str]) -> str:
    body = "\n".join(statements)
    return f"DO $do$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN\n{body}\nEND IF; END $do$;"


class Migration(migrations.Migration):
    dependencies = [("findings", "0001_findings"), ("cases", "0002_who_sees_which_case")]

    operations = [migrations.RunSQL(policies(), migrations.RunSQL.noop)]
