"""The database itself keeps what was reported as it was entered: the application may withdraw a row, and no more."""

from django.db import migrations

# `stored_*` say which entry stored the row last: a withdrawal moves them. Files as they came are not even withdrawn.
RIGHTS = """
DO $$
DECLARE
  kept CONSTANT text := 'indicators_frameworkindicator, indicators_target, indicators_reportedvalue,'
    ' indicators_valuereview';
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    EXECUTE 'REVOKE UPDATE, DELETE ON indicators_valuefile, ' || kept || ' FROM tirek_app';
    EXECUTE 'GRANT UPDATE (withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt) ON '
      || kept || ' TO tirek_app';
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0004_one_review_of_a_value")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
