"""The database itself keeps what was said as it was said: the application may withdraw a row, and change nothing else."""

from django.db import migrations

# `stored_*` say which entry stored the row last: a withdrawal moves them. A risk is its assessments' and never changes;
# that a reminder was sent is not unsaid. The address of a calendar is made anew and revoked, so it keeps its rights.
RIGHTS = """
DO $$
DECLARE
  said CONSTANT text := 'monitoring_progress, monitoring_actiondone, monitoring_riskassessment, monitoring_lesson,'
    ' monitoring_qualityreview, monitoring_coursecorrection';
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    EXECUTE 'REVOKE UPDATE, DELETE ON monitoring_risk, monitoring_remindersent, ' || said || ' FROM tirek_app';
    EXECUTE 'GRANT UPDATE (withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt) ON '
      || said || ' TO tirek_app';
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_rounds_and_reminders")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
