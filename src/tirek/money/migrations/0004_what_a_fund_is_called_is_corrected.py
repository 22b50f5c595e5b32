"""The application may correct what a fund is called and who gives it; its code and its programme stay."""

from django.db import migrations

RIGHTS = """
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    GRANT UPDATE (title, donor, donor_reference, stored_chain, stored_position, stored_salt) ON money_fund TO tirek_app;
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("money", "0003_lines_name_report_and_programme_in_one")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
