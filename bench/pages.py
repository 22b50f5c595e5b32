"""Every page of the demonstration beside an empty page of the same server, with 10, 1,000 and 10,000 attendances."""

from __future__ import annotations

import random
import statistics
import time
from datetime import date
from typing import Any

from bench.database import fresh

LIMIT = 0.1
SIZES = (10, 1_000, 10_000)


def run() -> None:
    """This function will start a database of its own, load the demonstration, and measure its pages as it grows."""
    with fresh("demo", "--load-only"):
        measure()


def measure() -> None:
    """This function will measure each page at each size: server time, number of queries."""
    from django.test import Client

    from tirek.directory import Account

    found: dict[str, dict[int, tuple[float, int]]] = {}
    floor: list[float] = []
    event = big_event()
    for size in SIZES:
        grow(event, size)
        for username in ("coordinator", "auditor"):
            client = Client()
            client.force_login(Account.objects.get(username=username))
            for name, address in addresses(event, username).items():
                found.setdefault(name, {})[size] = timed(client, address)
        floor.append(timed(Client(), "/static/built/favicon.svg")[0])
    print(f"\n## Pages of the demonstration, server time at the median of 9 (limit {LIMIT * 1000:.0f} ms)")
    print(f"{'page':<44}" + "".join(f"{size:>11,}" for size in SIZES) + "   queries")
    for name, by_size in found.items():
        times = "".join(f"{by_size[size][0] * 1000:8.1f} ms" for size in SIZES)
        queries = [by_size[size][1] for size in SIZES]
        constant = str(queries[0]) if len(set(queries)) == 1 else f"{queries} NOT CONSTANT"
        over = "  OVER" if max(by_size[size][0] for size in SIZES) > LIMIT else ""
        print(f"{name:<44}{times}   {constant}{over}")
    print(f"floor: a file served by the same stack       {statistics.median(floor) * 1000:.1f} ms")


def timed(client: Any, address: str) -> tuple[float, int]:
    """This function will ask for a page nine times, warm, and give the median seconds and its number of queries."""
    from django.db import connection

    queries: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    client.get(address)
    with connection.execute_wrapper(count):
        response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    seconds = []
    for _ in range(9):
        began = time.perf_counter()
        client.get(address)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds), len(queries)


def addresses(event: Any, username: str) -> dict[str, str]:
    """This function will name every page that the account sees."""
    from django.urls import reverse

    from tirek.reports import PublishedReport

    code = event.activity.output.programme.code
    if username == "auditor":
        return {"ledger": reverse("ledger:index")}
    published = PublishedReport.objects.filter(report__language="en", report__kind="page")[0]
    document = event.activity.output.programme.document_id
    return {
        "start": "/",
        "plans": reverse("plans:index"),
        "plan beside its reading": reverse("plans:review", args=[document]),
        "programme": reverse("programmes:programme", args=[code]),
        "activity": reverse("programmes:activity", args=[code, event.activity.number]),
        "event with attendances": reverse("evidence:event", args=[event.pk]),
        "figures": reverse("figures:index", args=[code]),
        "figure with records": reverse("figures:figure", args=[code, "police-trained"]),
        "reports": reverse("reports:index", args=[code]),
        "report editor": reverse("reports:edit", args=[published.report_id]),
        "claims check": reverse("claims:check"),
        "published report": reverse("published:page", args=[published.pk]),
        "published figure": reverse("published:figure", args=[published.pk, "police-trained"]),
    }


def big_event() -> Any:
    """This function will enter an event that the figures count."""
    from tirek import evidence, plans
    from tirek.directory import Account

    account = Account.objects.get(username="coordinator")
    activity = plans.activity(plans.programme(account, "00143776"), "2.2")
    day = date(2023, 10, 2)
    return evidence.add_event(
        account=account, activity=activity, title="A large event", topic="community-policing", starts=day, ends=day
    )


def grow(event: Any, size: int) -> None:
    """This function will add attendances, through the import, until the event has this many."""
    from tirek import evidence
    from tirek.directory import Account

    account = Account.objects.get(username="coordinator")
    held = event.attendances.count()
    draw = random.Random(size)
    regions = ["KZ-10", "KZ-15", "KZ-43", "KZ-47", "KZ-71", "KZ-75"]
    rows = ["person,sex,unit,region,role"]
    for number in range(held, size):
        sex, region = draw.choice(["female", "male"]), draw.choice(regions)
        rows.append(f"KZ-B{number:07d},{sex},Unit of {region},{region},police-officer")
    content = "\n".join(rows).encode()
    file = evidence.store_attendance_file(account=account, event=event, name="large.csv", content=content)
    evidence.record_attendance(account=account, file=file)
