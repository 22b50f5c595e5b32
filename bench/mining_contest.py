"""`python -m bench.mining_contest WHO PATH SMALL`: one contestant answers in its own process, and says what it took.

All answer the same: what directly follows what with the median of each, how many variants, starts and ends, months.
Each is asked of a small log first, so that what is measured is the work and not the loading of what does it; how long
that first answer took, from the start of the imports on, is said beside it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CASE, ACTIVITY, TIME = "case:concept:name", "concept:name", "time:timestamp"
Answer = dict[str, Any]


def tirek(path: Path) -> Callable[[], Answer]:
    """This function will ask a raw file, or an imported log."""
    from tirek.mining import describe, open_log, read_directly

    def ask() -> Answer:
        log = open_log(path) if path.is_dir() else read_directly(path)[0]
        said = describe(log)
        return {
            "edges": {f"{e.before} → {e.after}": [e.count, round(e.spread.median_s)] for e in said.flow.edges},
            "start": dict(said.flow.start),
            "end": dict(said.flow.end),
            "variants": len(said.variants),
            "months": {month.month: month.arrived for month in said.months if month.arrived},
        }

    return ask


def pm4py_pandas(path: Path) -> Callable[[], Answer]:
    """This function will ask PM4Py by its pandas path."""
    import pandas
    import pm4py

    def ask() -> Answer:
        frame = pandas.read_parquet(path, columns=[CASE, ACTIVITY, TIME])
        frame = pm4py.format_dataframe(frame, case_id=CASE, activity_key=ACTIVITY, timestamp_key=TIME)
        graph, start, end = pm4py.discover_dfg(frame)
        times, _start, _end = pm4py.discover_performance_dfg(frame, perf_aggregation_key="all")
        first = frame.groupby(CASE, sort=False)[TIME].min()
        return {
            "edges": {f"{a} → {b}": [count, round(times[a, b]["median"])] for (a, b), count in graph.items()},
            "start": dict(start),
            "end": dict(end),
            "variants": len(pm4py.get_variants(frame)),
            "months": {str(k): int(v) for k, v in first.dt.strftime("%Y-%m").value_counts().items()},
        }

    return ask


def pm4py_polars(path: Path) -> Callable[[], Answer]:
    """This function will ask PM4Py by its Polars path, the fastest that it has."""
    import pm4py
    import polars

    def ask() -> Answer:
        frame = polars.scan_parquet(path).select(CASE, ACTIVITY, TIME)
        graph, start, end = pm4py.discover_dfg(frame)
        times, _start, _end = pm4py.discover_performance_dfg(frame, perf_aggregation_key="all")
        first = frame.group_by(CASE).agg(polars.col(TIME).min().dt.strftime("%Y-%m").alias("month"))
        months = first.group_by("month").len().collect()
        return {
            "edges": {f"{a} → {b}": [count, round(times[a, b]["median"])] for (a, b), count in graph.items()},
            "start": dict(start),
            "end": dict(end),
            "variants": len(pm4py.get_variants(frame)),
            "months": dict(months.iter_rows()),
        }

    return ask


def floor(path: Path) -> Callable[[], Answer]:
    """This function will only read the three columns."""
    import pyarrow.parquet

    return lambda: {"rows": pyarrow.parquet.read_table(path, columns=[CASE, ACTIVITY, TIME]).num_rows}


CONTESTANTS: dict[str, Callable[[Path], Callable[[], Answer]]] = {
    "tirek": tirek,
    "pm4py-pandas": pm4py_pandas,
    "pm4py-polars": pm4py_polars,
    "floor": floor,
}


def main(who: str, path: Path, small: Path) -> None:
    """This function will print what was answered, and the seconds, processor seconds and peak memory that it took."""
    began = time.perf_counter()
    CONTESTANTS[who](small)()
    first = time.perf_counter() - began
    ask = CONTESTANTS[who](path)
    began, spent = time.perf_counter(), time.process_time()
    answer = ask()
    took = {"seconds": time.perf_counter() - began, "processor": time.process_time() - spent, "first": first}
    print(json.dumps({**took, "megabytes": peak(), "answer": answer}))


def peak() -> float:
    """This function will give the peak of this process in megabytes.

    (What `getrusage` says begins with that of the process it came from.)
    """
    told = Path("/proc/self/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
