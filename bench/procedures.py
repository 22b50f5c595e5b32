"""How fast cases go on, and how much each keeps: 10,000 of the procedure of complaints, stepped to their end.

Once in memory alone, and once as the house does it: the state is read from a row of a bare table, taken up, stepped,
and written back, a transaction for each step. `python -m bench.procedures` measures it alone; `--cases N` fewer.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from bench.database import fresh
from bench.measuring import machine

if TYPE_CHECKING:
    from tirek.procedures import Procedure, Run

DRAWING = Path(__file__).parents[1] / "mechanisms" / "complaints" / "procedures" / "complaint.bpmn"
NOW = datetime(2026, 3, 16, 5, tzinfo=UTC)
WAY: tuple[tuple[str, dict[str, str] | None], ...] = (
    ("intake", {"torture_alleged": "no"}),
    ("register", {}),
    ("admissibility", {"admission": "admitted"}),
    ("inquiry", {"inquiry_next": "hearing"}),
    ("hear-body", {"settlement_possible": "no"}),
    ("conclusion", {"outcome": "recommendation"}),
    ("answer", {}),
    ("recommend", {}),
    ("body-answered", None),
    ("assess-answer", {"answer_verdict": "accepted"}),
)
"""How each case goes on: steps with their answers, and one message."""


def run() -> None:
    """This function will measure 10,000 cases."""
    measure(10_000)


def main() -> None:
    """This function will measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    options = parser.parse_args()
    print(f"# Procedures, measured on {machine()}")
    measure(options.cases)


def measure(cases: int) -> None:
    """This function will step so many cases in memory and in rows, and print steps a second and bytes a case."""
    print(f"\n## Procedures: {cases:,} cases, each begun and stepped {len(WAY)} times")
    with fresh():
        from django.db import connection

        from tirek.procedures import procedure_of

        with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
            owner.execute("CREATE TABLE bench_runs (id int PRIMARY KEY, state bytea NOT NULL)")
            owner.execute("GRANT SELECT, INSERT, UPDATE ON bench_runs TO tirek_app")
        procedure = procedure_of(DRAWING.read_text(encoding="utf-8"))
        for name, contestant in (("in memory", _in_memory), ("restored and saved at each step", _in_rows)):
            seconds, steps, left = _timed(contestant, procedure, cases)
            each = f"{steps / seconds:9,.0f} steps/s   {cases / seconds:7,.0f} cases/s"
            print(f"{name:<40} {seconds:7.1f} s  {each}   not finished as expected: {left}")
        with connection.cursor() as cursor:
            cursor.execute("SELECT avg(length(state)), max(length(state)) FROM bench_runs")
            average, most = cursor.fetchone()
            cursor.execute("SELECT pg_total_relation_size('bench_runs')")
            (size,) = cursor.fetchone()
        print(f"bytes a case at its end: {average:,.0f} on average, {most:,} at most; {size / cases:,.0f} on disk")
        sizes = [len(state) for state in _states(procedure)]
    print(f"bytes a case on its way: {min(sizes):,} to {max(sizes):,}, median {statistics.median(sizes):,.0f}")


Contestant = Callable[["Procedure", int], Iterator[tuple[int, bool]]]


def _timed(contestant: Contestant, procedure: Procedure, cases: int) -> tuple[float, int, int]:
    began = time.perf_counter()
    found = list(contestant(procedure, cases))
    return time.perf_counter() - began, sum(steps for steps, _ended in found), sum(not fine for _steps, fine in found)


def _in_memory(procedure: Procedure, cases: int) -> Iterator[tuple[int, bool]]:
    from tirek.procedures import begin

    for _number in range(cases):
        case = begin(procedure, {}, NOW)
        steps = sum(_stepped(case, place) for place in range(len(WAY)))
        steps += _finished(case)
        yield steps, case.ended


def _in_rows(procedure: Procedure, cases: int) -> Iterator[tuple[int, bool]]:
    from django.db import connection, transaction

    from tirek.procedures import begin, restored

    with connection.cursor() as cursor:
        for number in range(cases):
            state = begin(procedure, {}, NOW).state()
            cursor.execute("INSERT INTO bench_runs VALUES (%s, %s)", [number, state])
            steps, place, ended = 0, 0, False
            while not ended:
                with transaction.atomic():
                    cursor.execute("SELECT state FROM bench_runs WHERE id = %s FOR UPDATE", [number])
                    case = restored(procedure, bytes(cursor.fetchone()[0]), NOW)
                    steps += _stepped(case, place) if place < len(WAY) else _one_more(case)
                    cursor.execute("UPDATE bench_runs SET state = %s WHERE id = %s", [case.state(), number])
                    place, ended = place + 1, case.ended or steps > 100
            yield steps, case.ended


def _stepped(case: Run, place: int) -> int:
    step, answers = WAY[place]
    if answers is None:
        case.tell(step, NOW)
    else:
        case.complete(next(each.key for each in case.waiting if each.step == step), answers, NOW)
    return 1


def _one_more(case: Run) -> int:
    """Whatever waits behind the way that is told above, without answers."""
    case.complete(case.waiting[0].key, {}, NOW)
    return 1


def _finished(case: Run) -> int:
    steps = 0
    while not case.ended and steps < 100:
        steps += _one_more(case)
    return steps


def _states(procedure: Procedure) -> Iterator[bytes]:
    from tirek.procedures import begin

    case = begin(procedure, {}, NOW)
    for place in range(len(WAY)):
        yield case.state()
        _stepped(case, place)


if __name__ == "__main__":
    main()
