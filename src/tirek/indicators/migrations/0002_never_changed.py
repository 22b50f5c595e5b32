"""The database itself keeps definitions as they were: a change is a new version, and frozen figures keep theirs."""

from django.db import migrations

RIGHTS = """
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    REVOKE UPDATE, DELETE ON indicators_figuredefinition FROM tirek_app;
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
