"""A publication that was imported says where it was published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_never_changed")]

    operations = [
        migrations.AddField(
            model_name="publishedreport",
            name="elsewhere",
            field=models.JSONField(null=True),
        ),
    ]
