"""The database itself keeps what was written, reviewed and published as it was entered."""

from django.db import migrations

RIGHTS = """
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    REVOKE UPDATE, DELETE ON reports_reporttext, reports_reviewasked, reports_textreview, reports_excuse,
      reports_publishedreport, reports_narrativetemplate, reports_wordtemplate FROM tirek_app;
    GRANT UPDATE (withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt)
      ON reports_textreview TO tirek_app;
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_reviews_and_kinds")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
