"""The database itself keeps what came in as it came; devices and feed keys may be withdrawn, and nothing else changed.

Readings and drafts are neither: the one is made anew from what came in, the other is not sent yet.
"""

from django.db import migrations

RIGHTS = """
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    REVOKE UPDATE, DELETE ON answers_submission, answers_attachment, answers_aside, answers_device, answers_feedkey
      FROM tirek_app;
    GRANT UPDATE (withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt)
      ON answers_device, answers_feedkey TO tirek_app;
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("answers", "0001_initial")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
