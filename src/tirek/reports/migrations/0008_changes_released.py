"""A second person releases totals that changed by a few people; the database itself keeps that as it was entered."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


RIGHTS = """
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    REVOKE UPDATE, DELETE ON reports_changerelease FROM tirek_app;
    GRANT UPDATE (withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt)
      ON reports_changerelease TO tirek_app;
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0007_brought_with_a_file"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeRelease",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("stored_chain", models.CharField(blank=True, editable=False, max_length=64)),
                ("stored_position", models.BigIntegerField(default=0, editable=False)),
                ("stored_salt", models.BinaryField(blank=True, default=b"", max_length=32)),
                ("entered_position", models.BigIntegerField(editable=False)),
                ("withdrawn_position", models.BigIntegerField(editable=False, null=True)),
                ("withdrawn_because", models.TextField(blank=True, editable=False)),
                (
                    "verdict",
                    models.CharField(choices=[("approved", "Approved"), ("returned", "Sent back")], max_length=8),
                ),
                ("reason", models.TextField(blank=True)),
                ("reviewed_at", models.DateTimeField()),
                ("changes", models.JSONField()),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="reports.reporttext"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("entered_position__gte", 1), ("withdrawn_because", ""), ("withdrawn_position", None)
                            ),
                            models.Q(
                                ("withdrawn_position__gt", models.F("entered_position")),
                                ("withdrawn_position__isnull", False),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="changerelease_stands_or_was_withdrawn_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["approved", "returned"])),
                        name="changerelease_verdict_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "approved"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="changerelease_sent_back_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="release_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
