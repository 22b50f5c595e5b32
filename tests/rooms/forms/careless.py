"""The house as it must not be, for the control of the fault tests: what comes in is acknowledged without the disk.

It is the same code but for one line of `tirek.forms.operations.receiving.on_disk`.
"""

from django.db import transaction

import tirek.web.wsgi  # first: it makes Django ready for what follows
from tirek.forms.operations import receiving

application = tirek.web.wsgi.application
receiving.on_disk = transaction.atomic
