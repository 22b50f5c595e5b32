"""A cost line refers to its report and to the report's programme in one: half the checking, and they cannot differ."""

import django.db.models.deletion
from django.db import migrations, models

ONE_REFERENCE = """
ALTER TABLE money_costline ADD CONSTRAINT cost_line_of_a_report_and_its_programme
  FOREIGN KEY (report_id, programme_id) REFERENCES money_costreport (id, programme_id) DEFERRABLE INITIALLY DEFERRED;
"""
BACK = "ALTER TABLE money_costline DROP CONSTRAINT cost_line_of_a_report_and_its_programme;"


class Migration(migrations.Migration):
    dependencies = [("money", "0002_never_changed"), ("plans", "0003_schedule_never_changed")]

    operations = [
        migrations.AddConstraint(
            model_name="costreport",
            constraint=models.UniqueConstraint(fields=["id", "programme"], name="cost_report_with_its_programme"),
        ),
        migrations.AlterField(
            model_name="costline",
            name="programme",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="plans.programme",
            ),
        ),
        migrations.AlterField(
            model_name="costline",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="money.costreport",
            ),
        ),
        migrations.RunSQL(ONE_REFERENCE, BACK),
    ]
