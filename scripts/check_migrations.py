"""Says whether the migrations make the tables that the models describe: files are compared, no database is asked."""

from __future__ import annotations

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command


def main() -> int:
    """This function will compare models and migrations; 1 and a list of what is missing where they differ."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tirek.settings")
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.dummy"}}
    django.setup()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, interactive=False, skip_checks=True)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
