"""XES: a file of a million events taken in, beside the best reader in Rust and beside PM4Py's own.

Each in a process of its own, in turn; what was read is compared before any time is. The peers end with a table in
memory, Tirek with its layout on disk, which every later question reads. The log is made up: seven events a case, each
with an activity, a time, a resource and a cost.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from bench.mining import contest
from bench.mining_contest import ACTIVITY, CASE, TIME, peak

EVENTS, RUNS = 1_000_000, 3
LIMITS = "limits: no slower than r4pm, in ≤ 1/2 of its memory"
EVENT = (
    '<event><string key="concept:name" value="Activity {step:02}"/><date key="time:timestamp" value="{at}"/>'
    '<string key="org:resource" value="Officer {who}"/><float key="cost" value="{cost}"/></event>\n'
)


def run(events: int = EVENTS, runs: int = RUNS) -> None:
    """This function will measure the reading of one file, so many times by each."""
    print(f"\n# XES (numba {version('numba')}, r4pm {version('r4pm')}, pm4py {version('pm4py')})\n{LIMITS}")
    with tempfile.TemporaryDirectory(prefix="tirek-bench-") as place:
        file, small = made_up(Path(place) / "log.xes", events), made_up(Path(place) / "small.xes", 10_000)
        told: dict[str, list[dict[str, Any]]] = {name: [] for name in CONTESTANTS}
        for turn in range(runs):
            for name, found in told.items():
                if turn == 0 or not name.startswith("PM4Py"):  # a minute and more each
                    found.append(contest("bench.mining_xes", name, file, small))
        print(f"\n## {events:,} events, {file.stat().st_size / 1e6:,.0f} MB, load {os.getloadavg()[0]:.1f}")
        first = told["tirek"][0]["answer"]
        for name, found in told.items():
            same = all(each["answer"] == first for each in found)
            middle = {
                key: statistics.median(each[key] for each in found) for key in ("seconds", "processor", "megabytes")
            }
            print(
                f"{name:<22} {middle['seconds']:7.2f} s  {middle['processor']:7.2f} s of processors"
                f"  {middle['megabytes']:7.0f} MB  {len(found)} runs  {'the same answer' if same else 'ANOTHER ANSWER'}"
            )


def made_up(path: Path, events: int) -> Path:
    """This function will write a log of so many events as XES."""
    chance = np.random.default_rng(1)
    steps, people = chance.integers(0, 20, events).tolist(), chance.integers(0, 300, events).tolist()
    costs = chance.integers(0, 10_000, events).tolist()
    at = (1_600_000_000 + np.cumsum(chance.integers(1, 600, events))).astype("datetime64[s]").astype(str).tolist()
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n')
        for number in range(events):
            if number % 7 == 0:
                file.write("</trace>\n" if number else "")
                file.write(f'<trace><string key="concept:name" value="case {number // 7}"/>\n')
            moment = f"{at[number]}.000+00:00"
            file.write(EVENT.format(step=steps[number], at=moment, who=people[number], cost=costs[number] / 100))
        file.write("</trace>\n</log>\n")
    return path


def tirek(path: Path) -> dict[str, Any]:
    """This function will take a file into a layout, and count in it."""
    from tirek.mining import import_log, open_log

    with tempfile.TemporaryDirectory(dir=path.parent) as place:
        log = open_log(import_log(path, Path(place) / "log"))
        counted = np.bincount(log.activity, minlength=len(log.activities)).tolist()
        said = dict(zip(log.activities, counted, strict=True))
        return {"cases": log.cases, "events": log.events, "activities": said, "last": int(log.time.max())}


def r4pm(path: Path) -> dict[str, Any]:
    """This function will read a file in Rust, and count in the table that it gives."""
    from r4pm import df

    return _counted(df.import_xes(str(path))[0])


def pm4py(path: Path) -> dict[str, Any]:
    """This function will read a file as PM4Py does without being told how."""
    import pm4py as oracle
    import polars

    return _counted(polars.from_pandas(oracle.read_xes(str(path))[[CASE, ACTIVITY, TIME]]))


def _counted(table: Any) -> dict[str, Any]:
    import polars

    counted = table.group_by(ACTIVITY).len().sort(ACTIVITY)
    last = table.get_column(TIME).max()
    return {
        "cases": table.get_column(CASE).n_unique(),
        "events": len(table),
        "activities": dict(counted.with_columns(polars.col(ACTIVITY).cast(polars.String)).iter_rows()),
        "last": round(last.timestamp() * 1_000_000),
    }


CONTESTANTS: dict[str, Callable[[Path], dict[str, Any]]] = {"tirek": tirek, "r4pm": r4pm, "PM4Py": pm4py}


def main(who: str, path: Path, small: Path) -> None:
    """This function will print what was read, and the seconds, processor seconds and peak memory that it took."""
    CONTESTANTS[who](small)
    began, spent = time.perf_counter(), time.process_time()
    answer = CONTESTANTS[who](path)
    took = {"seconds": time.perf_counter() - began, "processor": time.process_time() - spent}
    print(json.dumps({**took, "megabytes": peak(), "answer": answer}))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        run()
