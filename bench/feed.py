"""The feed of answers, 10,000 and 100,000 submissions: rows a second, and the memory of the process that answers."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from typing import Any

from bench.database import fresh

SIZES = (10_000, 100_000)
BATCH = 5_000


def run() -> None:
    """This function will start a database of its own, fill it step by step, and read the whole feed at each size."""
    with fresh():
        _fill(SIZES[0])
        print("\n## Feed of answers (OData), all pages, beside a COPY of the same rows as they lie")
        print(f"{'submissions':>12} {'rows/s':>10} {'COPY rows/s':>12} {'memory before':>14} {'at most':>10}")
        measured = [_measured(SIZES[0])]
        for size in SIZES[1:]:
            _fill(size - SIZES[0])
            measured.append(_measured(size))
        grew = measured[-1]["peak"] - measured[0]["peak"]
        print(f"memory at {SIZES[-1]:,} less that at {SIZES[0]:,}: {grew:.0f} MB")


def _measured(size: int) -> dict[str, float]:
    """In a process of its own, so that what is measured is the reading alone."""
    told = subprocess.run([sys.executable, "-m", "bench.feed"], check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(told)
    assert found["rows"] == size, found
    line = f"{size:12,} {size / found['seconds']:10,.0f} {size / found['copy']:12,.0f}"
    print(f"{line} {found['before']:11.0f} MB {found['peak']:7.0f} MB")
    return found


def _fill(count: int) -> None:
    from tests.answered import NOW, TOLD, answered_form
    from tests.cast import asel, ruslan
    from tirek.forms.models import Reading, Submission
    from tirek.forms.seals import fresh_key, place
    from tirek.ledger import Event, entry
    from tirek.packs.models import PackForm
    from tirek.sealing import sealed

    officer = asel()
    form = PackForm.objects.first() or answered_form(ruslan())
    content = json.dumps(TOLD).encode()
    begun = Submission.objects.count()
    for first in range(begun, begun + count, BATCH):
        rows, readings = [], []
        for number in range(first, first + BATCH):
            row = Submission(form=form, office_id=officer.office_id, instance_id=f"uuid:{number}", account=officer)
            row.received_at = NOW
            key, row.wrapped_key = fresh_key(officer.office_id, Submission, row.pk)
            row.content = sealed(key, b"<planted/>", place(Submission, row.pk))
            rows.append(row)
            answers = sealed(key, content, place(Reading, row.pk, "answers"))
            readings.append(Reading(submission=row, answers=answers, read_at=NOW))
        added = Event("bench-rows-added", "Rows of a measurement.")
        with entry(event=added, office=officer.office_id, by=str(officer.pk)) as trace:
            trace.store_many(rows)
        Reading.objects.bulk_create(readings)


def _read() -> dict[str, float]:
    """Read every page of the feed as a spreadsheet does, and the same rows by COPY."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from tirek.directory import Account

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(Account.objects.get(username="asel"))
    client.get("/odata/planted/$metadata")
    before = _megabytes()
    began = time.perf_counter()
    rows, address = 0, "/odata/planted/Submissions"
    while address:
        response: Any = client.get(address)
        tail = b""
        for piece in response.streaming_content:
            rows += piece.count(b'"__id"')
            tail = (tail + piece)[-2_000:]
        link = tail.rpartition(b'"@odata.nextLink":')[2] if b"@odata.nextLink" in tail else b""
        address = str(json.loads(link.removesuffix(b"}"))) if link else ""
    seconds = time.perf_counter() - began
    peak = _megabytes()
    began = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy("COPY answers_reading TO STDOUT (FORMAT binary)") as copy:
        for _piece in copy:
            pass
    return {
        "rows": rows,
        "seconds": seconds,
        "copy": time.perf_counter() - began,
        "before": before,
        "peak": peak,
    }


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_read()))
