"""The database itself keeps studies as they were entered: the application may withdraw a row, and change nothing else."""

from django.db import migrations

# What was read of a log is not even withdrawn: the log is.
RIGHTS = """
DO $$
DECLARE
  kept CONSTANT text := 'studies_study, studies_studylog, studies_drawing';
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    EXECUTE 'REVOKE UPDATE, DELETE ON studies_logreading, ' || kept || ' FROM tirek_app';
    EXECUTE 'GRANT UPDATE (withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt) ON '
      || kept || ' TO tirek_app';
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("studies", "0001_studies")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
