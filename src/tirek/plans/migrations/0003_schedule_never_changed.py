"""The database itself keeps changes of dates as they were entered: the application may withdraw one, nothing else."""

from django.db import migrations

RIGHTS = """
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    REVOKE UPDATE, DELETE ON plans_schedulechange FROM tirek_app;
    GRANT UPDATE (withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt)
      ON plans_schedulechange TO tirek_app;
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_periods_and_schedule")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
