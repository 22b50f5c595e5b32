"""An index of the few answers that replace another."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("answers", "0002_never_changed")]
    operations = [
        migrations.RemoveIndex(model_name="submission", name="submissions_by_what_replaced"),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                fields=["office", "replaces"], name="submissions_that_replace", condition=~Q(replaces="")
            ),
        ),
    ]
