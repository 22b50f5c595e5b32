"""Who has worked for years finds the open cases of his or hers at once, and whoever asks what is late reads no more.

All that somebody was ever given stands: thousands of assignments, read one by one to find the few whose cases run. The
open ones of one's own have an index; so has, from now on, where one only helps. What is late was read row by row for
the rule of who sees it, which stands in the index now.
"""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_the_plan_of_visits"),
        ("directory", "0006_the_analyst"),
        ("packs", "0004_reviews_never_changed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("leads", False), ("withdrawn_position", None)),
                fields=["account", "case"],
                name="helpers_that_stand",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["due_at"],
                include=(
                    "opened_at",
                    "id",
                    "office",
                    "edition",
                    "confidentiality",
                    "assigned_to",
                    "opened_by",
                    "closed_at",
                ),
                name="cases_that_are_late",
            ),
        ),
    ]
