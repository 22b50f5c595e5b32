"""What the application server runs. It will not start on a database role that could do too much."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tirek.settings")
application = get_wsgi_application()

from django.db import connection  # noqa: E402  # settings must be ready first

from tirek.database_roles import refuse_powerful_role  # noqa: E402

refuse_powerful_role(connection)
connection.close()
