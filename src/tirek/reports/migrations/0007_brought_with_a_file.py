"""Texts and verdicts say who brought them with a file: such a verdict counts for nothing in this house."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def brought_by() -> Any:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0006_imports_confirmed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(model_name="reporttext", name="brought_by", field=brought_by()),
        migrations.AddField(model_name="textreview", name="brought_by", field=brought_by()),
    ]
