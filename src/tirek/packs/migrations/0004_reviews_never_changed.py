"""The database itself keeps what a second person said of an edition."""

from django.db import migrations

RIGHTS = """
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    REVOKE UPDATE, DELETE ON packs_editionreview FROM tirek_app;
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("packs", "0003_a_second_person_for_access")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
