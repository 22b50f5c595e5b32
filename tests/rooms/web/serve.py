"""Serves the addresses of these tests, with one account: `python -m tests.rooms.web.serve PORT`.

In a process of its own: a browser's event loop and Django's connections do not bear each other in one.
"""

import os
import sys

import django
from django.conf import settings


def serve(port: int) -> None:
    """Opens the account and serves until stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tirek.settings")
    settings.ROOT_URLCONF = "tests.rooms.web.addresses"
    django.setup()
    from django.core.servers.basehttp import run
    from django.core.wsgi import get_wsgi_application

    from tests.rooms.web.conftest import PASSWORD
    from tirek.directory import Office, Role, open_account

    office = Office.objects.create(code="HRC", name_en="National office", name_ru="Н", name_kk="Ұ", kind="national")
    open_account(username="aigerim", password=PASSWORD, office=office, roles=frozenset({Role.VIEWER}), language="en")
    run("127.0.0.1", port, get_wsgi_application(), threading=True)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
