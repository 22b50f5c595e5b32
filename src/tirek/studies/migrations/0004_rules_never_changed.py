"""The database itself keeps the rules of a study as they were written: they are withdrawn at most."""

from django.db import migrations

RIGHTS = """
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    REVOKE UPDATE, DELETE ON studies_ruletable FROM tirek_app;
    GRANT UPDATE (withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt)
      ON studies_ruletable TO tirek_app;
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("studies", "0003_rules_of_a_study")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
