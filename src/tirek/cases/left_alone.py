"""Cases that the house could not go on with by itself: its key is away, or a seal is broken. They are left for a while.

A job that comes each minute would else try each of them each minute. How long each is left is remembered by the process
alone: a house that was started anew, with its keys back, tries all of them at once.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from tirek.refusals import Refusal

FIRST, LONGEST = timedelta(minutes=5), timedelta(hours=6)
MOST = 200
"""So many are refused in one pass at most: the rest comes with the next, when these are left alone."""

Row = TypeVar("Row")
log = logging.getLogger(__name__)
_left: dict[UUID, tuple[datetime, timedelta]] = {}


def in_each(rows: Iterable[tuple[UUID, Row]], moment: datetime, go: Callable[[Row], bool]) -> int:
    """This function will do something with each row that stands beside its case, and give how often it was done.

    A case that refuses it is left alone, twice as long each time; one line of the log tells of all that did.
    """
    done, refused = 0, Counter[str]()
    for case, row in rows:
        until, wait = _left.get(case, (moment, FIRST / 2))
        if moment < until:
            continue
        try:
            done += go(row)
            _left.pop(case, None)
        except Refusal as refusal:
            wait = min(wait * 2, LONGEST)
            _left[case] = moment + wait, wait
            refused[str(refusal)] += 1
        if refused.total() >= MOST:
            break
    for why, count in sorted(refused.items()):
        log.warning("%d of what cases wait for could not be done, and is tried again later. %s", count, why)
    return done
