"""The database itself keeps evidence as it was entered: the application may withdraw a row, and change nothing else."""

from django.db import migrations

# `stored_*` say which entry stored the row last: a withdrawal moves them. Lists as they came are not even withdrawn.
RIGHTS = """
DO $$
DECLARE
  evidence CONSTANT text := 'evidence_event, evidence_attendance, evidence_deliverable, evidence_measurement,'
    ' evidence_decision';
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    EXECUTE 'REVOKE UPDATE, DELETE ON evidence_attendancefile, ' || evidence || ' FROM tirek_app';
    EXECUTE 'GRANT UPDATE (withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt) ON '
      || evidence || ' TO tirek_app';
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
