"""Views that say to which case answers belong, and what decides who sees it, for those who read answers outside cases.

They are read with the rights of their owner, past the policies of cases: whether answers are shut to somebody must be
known of those very cases that he or she does not see. None of them can be written through.
"""

import django.db.models.deletion
from django.db import migrations, models

VIEWS = """
CREATE VIEW cases_heldanswers AS
SELECT task.submission_id, c.id AS case_id, c.edition_id, c.office_id, c.confidentiality, c.assigned_to_id,
       c.opened_by_id
  FROM cases_task task JOIN cases_case c ON c.id = task.case_id
 WHERE task.submission_id IS NOT NULL;

CREATE VIEW cases_heldversion AS
WITH RECURSIVE pairs AS (
  SELECT newer.id AS newer, older.id AS older
    FROM answers_submission newer
    JOIN answers_submission older ON older.office_id = newer.office_id AND older.instance_id = newer.replaces
   WHERE newer.replaces <> ''
), kin AS (
  SELECT newer AS one, older AS other FROM pairs UNION ALL SELECT older, newer FROM pairs
), held AS (
  SELECT kin.other AS submission_id, task.case_id FROM kin JOIN cases_task task ON task.submission_id = kin.one
  UNION
  SELECT kin.other, held.case_id FROM held JOIN kin ON kin.one = held.submission_id
)
SELECT held.submission_id, c.id AS case_id, c.edition_id, c.office_id, c.confidentiality, c.assigned_to_id,
       c.opened_by_id
  FROM held JOIN cases_case c ON c.id = held.case_id;

CREATE VIEW cases_worker AS
SELECT DISTINCT case_id, account_id FROM cases_assignment WHERE withdrawn_position IS NULL;

DO $do$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
  REVOKE ALL ON cases_heldanswers, cases_heldversion, cases_worker FROM tirek_app;
  GRANT SELECT ON cases_heldanswers, cases_heldversion, cases_worker TO tirek_app;
END IF; END $do$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0003_index_of_those_that_replace"),
        ("cases", "0003_erasing_by_two"),
    ]

    operations = [
        migrations.CreateModel(
            name="HeldAnswers",
            fields=[
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="answers.submission",
                    ),
                ),
                ("confidentiality", models.CharField(max_length=12)),
            ],
            options={
                "db_table": "cases_heldanswers",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="HeldVersion",
            fields=[
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="answers.submission",
                    ),
                ),
                ("confidentiality", models.CharField(max_length=12)),
            ],
            options={
                "db_table": "cases_heldversion",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Worker",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "cases_worker",
                "managed": False,
            },
        ),
        migrations.RunSQL(VIEWS, migrations.RunSQL.noop),
    ]
