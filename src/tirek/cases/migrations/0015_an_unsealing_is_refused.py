"""Who is asked to let the names of a sealed case be seen may refuse, with a reason that is sealed with the case."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_the_record_as_a_log"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="unsealing",
            name="refusal",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="unsealing",
            name="refused_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="unsealing",
            name="refused_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="unsealing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("refused_by", None), models.Q(("refused_by", models.F("asked_by")), _negated=True), _connector="OR"
                ),
                name="unsealing_refused_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="unsealing",
            constraint=models.CheckConstraint(
                condition=models.Q(("allowed_by", None), ("refused_by", None), _connector="OR"),
                name="unsealing_is_answered_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="unsealing",
            constraint=models.CheckConstraint(
                condition=models.Q(("refused_by", None), models.Q(("refusal", b""), _negated=True), _connector="OR"),
                name="unsealing_refused_has_a_reason",
            ),
        ),
    ]
