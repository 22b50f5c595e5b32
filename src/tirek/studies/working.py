"""Long work, done one piece at a time: how far it is stands in its row, and what came of it, or why nothing did.

A piece that a crash cut off is taken up from its beginning: each is done whole or leaves nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from tirek.bounded import Progress
from tirek.refusals import Refusal, refusal_as_json
from tirek.studies import conforming, discovering, importing, recording, simulating
from tirek.studies.models import Work

log = logging.getLogger(__name__)


class CalledOff(Exception):
    """Somebody called the work off."""


Doing = Callable[[Work, Progress], Mapping[str, Any]]
KINDS: dict[str, Doing] = {
    **importing.DOING,
    **discovering.DOING,
    **simulating.DOING,
    **conforming.DOING,
    **recording.DOING,
}


def work_on(key: str) -> None:
    """This function will do a piece of work unless it has ended, and keep what came of it."""
    work = Work.objects.select_related("study__office", "log", "asked_by").get(pk=key)
    if work.is_over:
        return
    rows = Work.objects.filter(pk=work.pk)
    rows.update(state="working", done=0, total=0, stage="")

    def advance(done: int, total: int, stage: str) -> None:
        rows.update(done=done, total=total, stage=stage[:200])
        if rows.filter(cancelling=True).exists():
            raise CalledOff

    try:
        advance(0, 0, "")
        result = KINDS[work.kind](work, advance)
    except CalledOff:
        rows.update(state="cancelled")
    except Refusal as refusal:
        rows.update(state="refused", refusal=refusal_as_json(refusal))
    except Exception:
        log.exception("Work %s of a study failed.", key)
        rows.update(state="failed")
    else:
        rows.update(state="done", result=dict(result))
