"""What the application server runs. It will not start without a secret key or on a role that could do too much."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tirek.settings")
application = get_wsgi_application()

from django.db import connection  # noqa: E402  # settings must be ready first

from tirek import forms  # noqa: E402
from tirek.database_roles import refuse_powerful_role  # noqa: E402
from tirek.web.garbage import spare_what_is_loaded  # noqa: E402

if not os.environ.get("TIREK_SECRET_KEY"):
    raise SystemExit("TIREK_SECRET_KEY is not set: nobody could sign in. Set it to a long random text and keep it.")
refuse_powerful_role(connection)
forms.say_if_unsafe()
connection.close()
spare_what_is_loaded()
