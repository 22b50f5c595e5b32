"""Where the pages of a log are, what a table kept from them holds, and a log with its drawing."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.test import Client

from tests.rooms.studies.study import done
from tirek.studies import StudyLog, Work


def address(log: StudyLog, page: str = "") -> str:
    """The address of a page of a log."""
    return f"/studies/{log.study.code}/logs/{log.pk}/{page}"


def rows(answer: Any) -> list[dict[str, str]]:
    """The rows of a table that is kept as a file."""
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def drawn(client: Client, log: StudyLog, noise: str = "40") -> StudyLog:
    """The log, of which a drawing was found and kept."""
    client.post(address(log, "discover/"), {"noise": noise})
    assert done(Work.objects.filter(kind="discover").first()).state == "done"
    return log
