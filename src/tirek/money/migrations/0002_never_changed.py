"""The database itself keeps money as it was entered: the application may withdraw a row, and change nothing else."""

from django.db import migrations

# `stored_*` say which entry stored the row last: a withdrawal moves them. Funds, rows of a budget and lines of a report
# are not even withdrawn: what they belong to is.
RIGHTS = """
DO $$
DECLARE
  kept CONSTANT text := 'money_fundgrant, money_budgetrevision, money_revisionreview, money_exchangerate,'
    ' money_contribution, money_costreport, money_assignment, money_variancereason';
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    EXECUTE 'REVOKE UPDATE, DELETE ON money_fund, money_budgetrow, money_costline, ' || kept || ' FROM tirek_app';
    EXECUTE 'GRANT UPDATE (withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt) ON '
      || kept || ' TO tirek_app';
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("money", "0001_initial")]

    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
