"""Two hundred programmes and a hundred thousand cost lines: every page of a large programme and the portfolio, at ten
programmes and at two hundred; the import of a cost report beside a floor; a final report from its start to its PDF."""

from __future__ import annotations

import csv
import io
import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice, product
from typing import Any

from bench import synthetic
from bench.database import fresh
from bench.measuring import Processor, alternating, report

LIMIT = 0.2
SIZES = tuple(int(size) for size in os.environ.get("TIREK_BENCH_PROGRAMMES", "10,200").split(","))
LINES = 100_000
LARGE = 10_000
REQUESTS = int(os.environ.get("TIREK_BENCH_REQUESTS", "30"))
SPACES = ("programmes", "money", "results", "monitoring", "figures", "reports", "exchange")
TRIED = 400
"""How many fillings of a page's address are tried at most."""


def run() -> None:
    """This function will measure all of it, in a database of its own."""
    with fresh():
        who = synthetic.people()
        each = (LINES - LARGE) // (max(SIZES) - 1)
        large = synthetic.programme(1, LARGE, who)
        there, found, floor = 1, {}, []
        with_reports(large, who)
        routes = dict(pages(large))
        for size in SIZES:
            began = time.perf_counter()
            for number in range(there + 1, size + 1):
                synthetic.programme(number, each, who)
            there = size
            print(f"\n{size} programmes stand after another {time.perf_counter() - began:.0f} s", flush=True)
            _vacuum()
            found[size] = {name: timed(address, who["coordinator"]) for name, address in routes.items()}
            floor.append(timed("/static/built/favicon.svg", None).seconds)
        tell(found, floor)
        final_report(large, who)
        imports(who)


def with_reports(large: Any, who: dict[str, Any]) -> None:
    """This function will start a formal report of the large programme, so that its pages have something to show."""
    from tirek import reports

    given = {"account": who["coordinator"], "programme": large, "language": "en"}
    reports.start_formal_report(kind="quarterly", period="2023-Q3", **given)


# Pages.


@dataclass(frozen=True)
class Timed:
    """What the requests for a page took, by the clock and on the processors, and how many statements one asked.

    `cold` is the quickest of three requests of which nothing was remembered, as the first one after a write.
    """

    seconds: list[float]
    processor: float
    cold: float
    queries: int
    kind: str

    @property
    def middle(self) -> float:
        """This property will give the median in milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def high(self) -> float:
        """This property will give the 95th percentile in milliseconds."""
        return sorted(self.seconds)[max(0, round(len(self.seconds) * 0.95) - 1)] * 1000


def pages(large: Any) -> Iterator[tuple[str, str]]:
    """This function will give every page of the measured rooms that answers, with an address in the large programme.

    The routes are the resolver's and what fills them is tried out, so that a new page is measured without being named.
    """
    from django.test import Client
    from django.urls import get_resolver

    from tirek.directory import Account

    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(username="coordinator"))
    candidates = fillings(large)
    for space in SPACES:
        _, below = get_resolver().namespace_dict[space]
        for name in sorted({key for key in below.reverse_dict if isinstance(key, str)}):
            address = first_that_answers(client, f"{space}:{name}", _converters(below, name), candidates)
            if address:
                yield f"{space}:{name}", address
            else:
                print(f"not a page that answers, or nothing fills it: {space}:{name}")


def _converters(below: Any, name: str) -> dict[str, Any]:
    (((_, parameters),), _, _, converters) = below.reverse_dict[name]
    return {each: type(converters[each]).__name__ if each in converters else "" for each in parameters}


def first_that_answers(client: Any, route: str, parameters: dict[str, str], known: dict[str, list[Any]]) -> str:
    """This function will find the first filling of a route that is answered with a whole page, or give ""."""
    from django.urls import NoReverseMatch, reverse

    choices = [known.get(name) or known[kind or "StringConverter"] for name, kind in parameters.items()]
    for values in islice(product(*choices), TRIED):
        try:
            address = reverse(route, kwargs=dict(zip(parameters, values, strict=True)))
        except NoReverseMatch:
            continue
        answer = client.get(address)
        if answer.status_code == 200:
            return str(address)
        if answer.status_code == 405:
            return ""
    return ""


def fillings(large: Any) -> dict[str, list[Any]]:
    """This function will give what may stand in an address: by the parameter's name, else by its converter."""
    from django.apps import apps

    keys = []
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        if model.__module__.startswith("tirek.") and "id" in names:
            row = model._base_manager.filter(programme=large).first() if "programme" in names else None
            keys.append((row or model._base_manager.first() or large).pk)
    texts = ["1.1", "04000", "expenditure", "reported-0", "2022-Q3", "1", "final", "en", "sex", "csv"]
    return {
        "code": [large.code],
        "UUIDConverter": keys,
        "IntConverter": [1, 2, 2022],
        "StringConverter": texts,
        "SlugConverter": [large.code, *texts],
        "PathConverter": ["expenditure", *texts],
    }


def timed(address: str, account: Any) -> Timed:
    """This function will ask for a page, warm, and give the seconds of each request and its number of queries."""
    from django.db import connection
    from django.test import Client

    client = Client()
    if account:
        client.force_login(account)
    queries: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    client.get(address)
    with connection.execute_wrapper(count):
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    seconds, processor = [], Processor()
    before = processor.seconds()
    for _ in range(REQUESTS):
        began = time.perf_counter()
        b"".join(client.get(address))
        seconds.append(time.perf_counter() - began)
    spent = (processor.seconds() - before) / REQUESTS
    cold = min(_cold(client, address) for _ in range(3))
    return Timed(seconds, spent, cold, len(queries), answer["Content-Type"].partition(";")[0])


def _cold(client: Any, address: str) -> float:
    from django.core.cache import cache

    cache.clear()
    began = time.perf_counter()
    b"".join(client.get(address))
    return time.perf_counter() - began


def tell(found: dict[int, dict[str, Timed]], floor: list[list[float]]) -> None:
    """This function will print each page at each number of programmes."""
    print(f"\n## Pages of a large programme, of {REQUESTS} requests (limit p95 {LIMIT * 1000:.0f} ms)")
    print("p50 and p95 are by the clock, cpu is what processors spent on a request, cold the quickest of three after a")
    print("write, of which nothing is remembered; all in milliseconds")
    heads = "".join(f"{f'p50 at {size}':>12}{'p95':>8}{'cpu':>8}{'cold':>8}" for size in SIZES)
    print(f"{'page':<34}{heads}   queries")
    for name in found[SIZES[0]]:
        at = [found[size][name] for size in SIZES]
        times = "".join(
            f"{each.middle:12.1f}{each.high:8.1f}{each.processor * 1000:8.1f}{each.cold * 1000:8.1f}" for each in at
        )
        queries = [each.queries for each in at]
        constant = str(queries[0]) if len(set(queries)) == 1 else f"{queries} NOT CONSTANT"
        page = at[0].kind == "text/html"
        busy, clock = (max(getattr(each, which) for each in at) for which in ("processor", "high"))
        over = "  OVER" if busy > LIMIT else "  over by the clock alone" if clock > LIMIT * 1000 else ""
        print(f"{name:<34}{times}   {constant}{over if page else '  ' + at[0].kind}")
    lowest = statistics.median(second for seconds in floor for second in seconds) * 1000
    print(f"{'floor: a file of the same stack':<34}{lowest:12.1f}")


# A final report.


def final_report(large: Any, who: dict[str, Any]) -> None:
    """This function will take a final report from its start to its PDF."""
    from tirek import reports

    steps: dict[str, float] = {}
    processor = Processor()
    before = processor.seconds()

    def step(name: str, run: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        done = run()
        steps[name] = time.perf_counter() - began
        return done

    given = {"account": who["coordinator"], "programme": large, "kind": "final", "period": "", "language": "en"}
    made = step("start and fill", lambda: reports.start_formal_report(**given))
    text = reports.latest_text(made)
    step("bind", lambda: reports.bind(text.narrative, large, language="en", excused=reports.excused(made)))
    reports.review_text(account=who["reviewer"], text=text, verdict="approved")
    published = step(
        "publish",
        lambda: reports.publish_report(account=who["coordinator"], report=made, number=1, version=text.version),
    )
    step("PDF", lambda: reports.pdf(published))
    spent = processor.seconds() - before
    step("Word", lambda: reports.word(published))
    counted = sum(seconds for name, seconds in steps.items() if name != "Word")
    print(f"\n## A final report of {len(text.narrative):,} letters (limit 5 s from the start to the PDF)")
    for name, seconds in steps.items():
        print(f"{name:<34}{seconds * 1000:12.1f} ms")
    print(f"{'from the start to the PDF':<34}{counted * 1000:12.1f} ms{'  OVER' if counted > 5 else '  ok'}")
    print(f"{'the same by processor time':<34}{spent * 1000:12.1f} ms")


# Cost reports.


def imports(who: dict[str, Any]) -> None:
    """This function will take in cost reports of 10,000 and 50,000 lines beside a floor that leaves no trace."""
    for lines in (10_000, 50_000):
        content = synthetic.cost_file(lines)
        numbers = iter(range(1000 + lines, 2000 + lines))
        taking = Import(numbers, content, who)
        contestants: dict[str, Callable[[], object]] = {
            "import: read, match, store, trace": taking,
            "floor: csv and COPY into a table": partial(copied, content),
        }
        seconds = alternating(contestants, 5 if lines == 10_000 else 3)
        report(f"A cost report of {lines:,} lines", seconds, limit=lines / 10_000)
        for name, each in seconds.items():
            print(f"{name:<58} {lines / statistics.median(each):9,.0f} lines/s")
        processor = Processor()
        before = processor.seconds()
        taking()
        spent = processor.seconds() - before
        print(f"{'the import by processor time, whoever else uses them':<58} {lines / spent:9,.0f} lines/s")


class Import:
    """Takes the same file into a programme of its own each time; making that programme is left out."""

    def __init__(self, numbers: Iterator[int], content: bytes, who: dict[str, Any]) -> None:
        self.content, self.who = content, who
        self._programmes = [synthetic.programme(number, 0, who) for number in islice(numbers, 7)]

    def __call__(self) -> None:
        """This function will take the file in."""
        from tirek import money

        programme = self._programmes.pop()
        for standing in programme.cost_reports.filter(withdrawn_position=None, begins=date(2022, 1, 1)):
            money.withdraw_cost_report(account=self.who["finance-officer"], report=standing, reason="Measured")
        money.take_in_cost_report(
            account=self.who["finance-officer"],
            programme=programme,
            name="bench.csv",
            content=self.content,
            begins=date(2022, 1, 1),
            ends=date(2022, 3, 31),
            synthetic=True,
        )


def copied(content: bytes) -> None:
    """This function will read the file with csv and copy its rows into a table without keys, checks or trace."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE floor (a text, b text, c text, d text, e date, f text, g numeric, h numeric)")
        with cursor.copy("COPY floor FROM STDIN") as copy:
            for row in islice(csv.reader(io.StringIO(content.decode())), 1, None):
                copy.write_row(row)
        connection.rollback()


def _vacuum() -> None:
    """What autovacuum does in a minute is done at once: a measurement does not wait for it."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute("ANALYZE")


if __name__ == "__main__":
    run()
