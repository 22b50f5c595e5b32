"""Every Python process that is started beside this file lives at another time: seconds from now, in STORY_OFFSET.

A house of a story is started anew when weeks have passed in it. Its processes start others, and all of them read this.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

if offset := os.environ.get("STORY_OFFSET"):
    import time_machine

    time_machine.travel(datetime.now(UTC) + timedelta(seconds=float(offset)), tick=True).start()
