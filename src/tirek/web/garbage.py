"""What is loaded lives as long as the process: the collector of garbage need not walk through it again and again.

Where it must, one request in eight to a large page waits a quarter of a second longer than the others.
"""

from __future__ import annotations

import gc
import sys
from typing import Any

from django.core.signals import request_finished

THRESHOLDS = 20_000, 10, 10
"""What a page makes is mostly freed with it: the young are searched at 20,000 of them, not at Python's 700."""

_most = [0]
"""How many modules were loaded when what there was was last set aside."""


def spare_what_is_loaded() -> None:
    """This function will set aside what is loaded, now and after each request that loaded more."""
    gc.set_threshold(*THRESHOLDS)
    _set_aside()
    request_finished.connect(_set_aside, dispatch_uid="spare what is loaded")


def _set_aside(**_: Any) -> None:
    if len(sys.modules) > _most[0]:
        _most[0] = len(sys.modules)
        gc.collect()  # or the garbage of now would be kept for good
        gc.freeze()
