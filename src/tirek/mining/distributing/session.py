"""Spark, started quietly for one question and stopped after it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tirek.mining.distributing.errors import (
    JavaMissing,
    MasterOutOfReach,
    SparkFailed,
    SparkNotInstalled,
    SparkNotStarted,
)

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.ansi.enabled": "true",  # a sum that does not fit is an error, never a wrong number
    "spark.sql.legacy.parquet.nanosAsLong": "true",  # Spark has no nanoseconds; `opening` makes them microseconds
    "spark.sql.execution.arrow.maxRecordsPerBatch": "200000",
}
ALONE: Final = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "ERROR",
    "spark.sql.shuffle.partitions": "16",
}
"""Where this machine is the whole cluster."""
PATIENCE: Final = 5  # seconds for a master to take a connection
SHOWN: Final = 300  # letters of what Spark says


@contextmanager
def spark_session(master: str = "local[*]") -> Iterator[SparkSession]:
    """This function will start Spark at a master, or join the session that runs already, and stop what it began.

    Python at the other machines is this one's path, unless PYSPARK_PYTHON or Spark's own settings say another. Spark
    writes on stderr only. Raises `SparkNotInstalled`, `JavaMissing`, `MasterOutOfReach`, `SparkNotStarted`.
    """
    if find_spec("pyspark") is None:
        raise SparkNotInstalled
    from pyspark.sql import SparkSession

    if (running := SparkSession.getActiveSession()) is not None:
        yield running
        return
    if not _java():
        raise JavaMissing
    _reach(master)
    for name in ("PYSPARK_PYTHON", "PYSPARK_DRIVER_PYTHON"):
        os.environ.setdefault(name, sys.executable)
    settings = SETTINGS | (ALONE if master.startswith("local") else {})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # that pandas is newer than it knows; none is used
        try:
            with _stdout_apart():
                builder = SparkSession.builder.master(master).appName("tirek log")
                session = builder.config(map=dict(settings)).getOrCreate()
        except Exception as fault:
            raise SparkNotStarted(master=master, reason=reason_of(fault)) from fault
        try:
            yield session
        finally:
            session.stop()


@contextmanager
def failures_said() -> Iterator[None]:
    """This function will make what Spark raises a `SparkFailed` of one sentence."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as fault:
        raise SparkFailed(reason=reason_of(fault)) from fault


def reason_of(fault: Exception) -> str:
    """This function will find the line that says what went wrong: the last of a traceback, else the first."""
    lines = [line.strip() for line in str(fault).splitlines() if line.strip()]
    within = [line for line in lines if re.match(r"[\w.]*(Error|Exception|Interrupt|NotFound)\b", line)]
    traced = any("Traceback (most recent call last)" in line for line in lines)
    found = within[-1] if traced and within else lines[0] if lines else type(fault).__name__
    return found[:SHOWN].rstrip(".:")


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return (Path(home) / "bin" / "java").exists() if home else shutil.which("java") is not None


def _reach(master: str) -> None:
    """Spark itself would try for a minute."""
    if not master.startswith("spark://"):
        return
    reason = "no host and port"
    for host, port in re.findall(r"([^,/\[\]]+|\[[^\]]+\]):(\d+)", master.removeprefix("spark://")):
        try:
            socket.create_connection((host.strip("[]"), int(port)), PATIENCE).close()
            return
        except (OSError, OverflowError) as fault:
            reason = getattr(fault, "strerror", None) or str(fault)
    raise MasterOutOfReach(master=master, reason=reason)


@contextmanager
def _stdout_apart() -> Iterator[None]:
    """What is started meanwhile writes to stderr: stdout is for the answer."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
