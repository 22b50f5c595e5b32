"""Read a log that was taken in: opened for the time of the reading, in a child process that cannot be greedy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tirek.bounded import Progress
from tirek.studies.models import Work


def discover_drawing(work: Work, progress: Progress) -> Mapping[str, Any]:
    """This function will read a log."""
    raise NotImplementedError
