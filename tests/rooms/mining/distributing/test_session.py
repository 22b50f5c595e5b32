"""Where Spark cannot be asked, a sentence says why."""

from __future__ import annotations

import socket

import pytest

from tirek.mining import spark_session
from tirek.mining.distributing import session
from tirek.mining.distributing.errors import JavaMissing, MasterOutOfReach, SparkNotInstalled
from tirek.mining.distributing.session import reason_of


def test_without_pyspark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None)
    with pytest.raises(SparkNotInstalled, match="not installed"), spark_session():
        pass


def test_without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with pytest.raises(JavaMissing, match="needs Java"), spark_session():
        pass
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(JavaMissing), spark_session():
        pass


def test_a_master_that_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setattr(session, "_java", lambda: True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    for master in (f"spark://127.0.0.1:{port}", f"spark://127.0.0.1:{port},[::1]:{port}", "spark://127.0.0.1"):
        with pytest.raises(MasterOutOfReach, match=r"127\.0\.0\.1"), spark_session(master):
            pass


def test_the_line_that_says_why() -> None:
    traced = (
        "Job aborted: \nTraceback (most recent call last):\n  File x\nModuleNotFoundError: No module named 'tirek'\n\n"
    )
    assert reason_of(RuntimeError(traced)) == "ModuleNotFoundError: No module named 'tirek'"
    assert reason_of(RuntimeError("[PATH_NOT_FOUND] Path does not exist: x.\nat java")) == (
        "[PATH_NOT_FOUND] Path does not exist: x"
    )
    assert reason_of(RuntimeError()) == "RuntimeError"
