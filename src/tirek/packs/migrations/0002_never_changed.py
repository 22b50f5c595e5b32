"""The database itself keeps mechanisms as they were installed: an edition may be withdrawn, and nothing else changed."""

from django.db import migrations

RIGHTS = """
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    REVOKE UPDATE, DELETE ON packs_mechanism, packs_edition, packs_editionfile, packs_packform, packs_access
      FROM tirek_app;
    GRANT UPDATE (withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt) ON packs_edition
      TO tirek_app;
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("packs", "0001_initial")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
