"""Real public logs, as PM4Py reads them and as ours."""

from __future__ import annotations

import contextlib
import io
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from tirek.mining.log import EventLog, log_of

with contextlib.redirect_stdout(io.StringIO()):
    import pm4py

LOGS = Path(__file__).parents[4] / ".." / "shared" / "logs"
NAMES = sorted(path.name for path in LOGS.glob("*") if path.suffix != ".bpmn")
CASE, ACTIVITY, TIME = "case:concept:name", "concept:name", "time:timestamp"


@lru_cache
def frame(name: str) -> pd.DataFrame:
    """The log as PM4Py wants it: formatted, its rows in the order of the file."""
    warnings.simplefilter("ignore")
    path = LOGS / name
    if path.suffix == ".csv":
        found = pd.read_csv(path)
    elif path.suffix == ".parquet":
        found = pd.read_parquet(path)
    else:
        found = pm4py.read_xes(str(path))
    for column in found.columns:
        if "time" in column or "date" in column:
            found[column] = pd.to_datetime(found[column], utc=True, format="ISO8601")
    return pm4py.format_dataframe(found, case_id=CASE, activity_key=ACTIVITY, timestamp_key=TIME)


@lru_cache
def log(name: str) -> EventLog:
    """The log as ours, of the same rows."""
    rows = frame(name)
    return log_of(rows[CASE].astype(str).tolist(), rows[ACTIVITY].astype(str).tolist(), _microseconds(rows[TIME]))


def _microseconds(column: Any) -> list[int]:
    found: list[int] = (
        column.dt.tz_convert("UTC").dt.tz_localize(None).astype("datetime64[us]").astype("int64").tolist()
    )
    return found
