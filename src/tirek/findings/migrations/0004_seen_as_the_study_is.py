"""Findings of a study are seen in its office and in the national one; what hangs on a finding is seen with it.

The roles are those of directory's deeds “see findings” and “see studies”; a test compares them.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION tirek_reads_findings() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT EXISTS (
        SELECT FROM directory_rolegrant held JOIN directory_account account ON account.id = held.account_id
         WHERE account.id = tirek_me() AND account.is_active
           AND held.role IN ('officer', 'supervisor', 'monitor', 'coordinator', 'monitoring-officer', 'reviewer',
                             'auditor', 'analyst')) $$;
"""
OF_A_CASE = "(SELECT tirek_sees_all()) OR case_id IS NOT NULL AND tirek_sees_case(case_id)"
OF_A_STUDY = {
    "finding": "(SELECT tirek_reads_findings())"
    " AND (office_id = (SELECT tirek_my_office()) OR (SELECT tirek_is_national()))",
    "recommendation": "EXISTS (SELECT FROM findings_finding found WHERE found.id = finding_id AND found.case_id IS NULL)",
    **dict.fromkeys(
        ("response", "followup"),
        "EXISTS (SELECT FROM findings_recommendation asked"
        " WHERE asked.id = recommendation_id AND asked.case_id IS NULL)",
    ),
}


def policies() -> str:
    """This function will write the policies, for a role that is there: a house without it has no app."""
    told = [
        f"ALTER POLICY seen ON findings_{table} USING ({OF_A_CASE} OR case_id IS NULL AND {rule});"
        for table, rule in OF_A_STUDY.items()
    ]
    body = "\n".join(told)
    return f"DO $do$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN\n{body}\nEND IF; END $do$;"


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0003_findings_of_a_study"),
        ("cases", "0002_who_sees_which_case"),
        ("directory", "0006_the_analyst"),
    ]

    operations = [migrations.RunSQL(FUNCTION + policies(), migrations.RunSQL.noop)]
