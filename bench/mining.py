"""Event logs: the same questions to the same file, beside PM4Py and beside only reading it.

Each answers in a process of its own, in turn, and what is answered is compared before any time is. The log is made up:
20 activities, seven events a case, rows in the order of time, so that cases lie mingled as in the book of an office.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.mining_contest import ACTIVITY, CASE, TIME
from tirek.mining import import_log

SIZES = {1_000_000: 3, 10_000_000: 3, 50_000_000: 1}
SMALL = 10_000
PANDAS_UP_TO = 10_000_000  # at 50 M it asks for more memory than there is
LIMITS = "limits: raw ≥ 8 × PM4Py's fastest, ≥ 20 × pandas, ≤ 1/3 of the memory; layout ≥ 40 ×, ≤ 1.3 × the floor"


def run(sizes: dict[int, int] | None = None) -> None:
    """This function will measure logs of each size, so many times each."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("numba", "pyarrow", "pm4py", "polars", "pandas"))
    print(f"\n# Event logs ({versions})\n{LIMITS}")
    with tempfile.TemporaryDirectory(prefix="tirek-bench-") as place:
        for events, runs in (sizes or SIZES).items():
            _measure(Path(place), events, runs)


def _measure(place: Path, events: int, runs: int) -> None:
    raw, small = made_up(place / f"{events}.parquet", events), made_up(place / "small.parquet", SMALL)
    layout, small_layout = import_log(raw, place / f"{events}.log"), import_log(small, place / f"small-{events}.log")
    asked = {
        "tirek, raw": ("tirek", raw, small),
        "tirek, layout": ("tirek", layout, small_layout),
        "PM4Py, Polars": ("pm4py-polars", raw, small),
    }
    if events <= PANDAS_UP_TO:
        asked["PM4Py, pandas"] = ("pm4py-pandas", raw, small)
    asked["floor: read the columns"] = ("floor", raw, small)
    told: dict[str, list[dict[str, Any]]] = {name: [] for name in asked}
    for _ in range(runs):
        for name, (who, path, first) in asked.items():
            told[name].append(contest("bench.mining_contest", who, path, first))
    answer = told["tirek, raw"][0]["answer"]
    for name, found in told.items():
        if not name.startswith("floor"):
            same = all(each["answer"] == answer for each in found)
            print(f"{name}: {'the same answer' if same else _differs(answer, found[0]['answer'])}")
    print(f"\n## {events:,} events, {runs} runs, load {os.getloadavg()[0]:.1f}")
    peer = _middle(told["PM4Py, Polars"])
    for name, found in told.items():
        middle = _middle(found)
        print(
            f"{name:<26} {middle['seconds']:8.2f} s  {middle['processor']:8.2f} s of processors"
            f"  {middle['megabytes']:8.0f} MB  {peer['seconds'] / middle['seconds']:6.1f} × as fast as PM4Py by Polars,"
            f" {middle['megabytes'] / peer['megabytes']:4.2f} × its memory;"
            f" first answer of a process, of {SMALL:,} events: {middle['first']:.1f} s"
        )
    raw.unlink()


def _middle(found: list[dict[str, Any]]) -> dict[str, float]:
    return {
        key: statistics.median(each[key] for each in found) for key in ("seconds", "processor", "megabytes", "first")
    }


def contest(module: str, *asked: object, limit: float | None = None) -> dict[str, Any]:
    """This function will let one contestant answer in a process of its own, and give what it said last.

    Raises `subprocess.TimeoutExpired` where it needs more than so many seconds.
    """
    command = [sys.executable, "-m", module, *map(str, asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=limit)
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def _differs(one: dict[str, Any], other: dict[str, Any]) -> str:
    parts = [key for key in one if one[key] != other.get(key)]
    edges = one["edges"]
    wrong = [name for name, said in edges.items() if other["edges"].get(name, [None])[0] != said[0]]
    return f"DIFFERS in {', '.join(parts)}; counts of {len(wrong)} edges; else medians by rounding"


def made_up(path: Path, events: int) -> Path:
    """This function will write a log of so many events as Parquet."""
    chance = np.random.default_rng(1)
    cases = events // 7
    case = np.sort(chance.integers(0, cases, events))
    begins = np.sort(chance.integers(0, 2 * 365 * 86_400, cases))
    first = np.searchsorted(case, case)
    place = np.arange(events) - first
    gaps = chance.exponential(20_000, events).astype(np.int64) + 1
    reached = np.cumsum(gaps)
    time = begins[case] + reached - reached[first]
    step = np.minimum(place, 17) + np.where(chance.random(events) < 0.1, chance.integers(0, 3, events), 0)
    order = np.argsort(time, kind="stable")
    names = pa.array([f"Activity {number:02}" for number in range(20)])
    texts = pa.array(case[order], pa.int64()).cast(pa.string())
    table = pa.table(
        {
            CASE: texts,
            ACTIVITY: names.take(pa.array(step[order])),
            TIME: pa.array((time[order] + 1_600_000_000) * 1_000_000).cast(pa.timestamp("us", tz="UTC")),
        }
    )
    pq.write_table(table, path)
    return path


if __name__ == "__main__":
    run({int(size): 3 for size in sys.argv[1:]} or None)
