"""The child process that foreign files are read in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tirek.bounded import ChildError, FileTooCostly, run_bounded
from tirek.plans.errors import FileTooLarge

WORK = "tests.house.bounded_work"


@pytest.fixture(autouse=True)
def _children_find_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def run(work: str, payload: bytes = b"", *, seconds: float = 5, megabytes: int = 200, **more: Any) -> bytes:
    return run_bounded(f"{WORK}:{work}", payload, seconds=seconds, megabytes=megabytes, **more)


def test_it_works() -> None:
    steps: list[tuple[int, int, str]] = []
    assert run("shout", b"abc", progress=lambda *step: steps.append(step), name="!") == b"ABC!"
    assert steps == [(1, 2, "half"), (2, 2, "done")]


def test_carries_megabytes_both_ways() -> None:
    payload = bytes(range(256)) * 40_000
    assert run("shout", payload) == payload.upper()


def test_keeps_what_libraries_print_out_of_the_result() -> None:
    assert run("chatter", b"abc") == b"abc"


def test_gives_the_same_refusal_with_its_facts() -> None:
    with pytest.raises(FileTooLarge) as refused:
        run("refuse")
    assert refused.value.facts == {"name": "ә", "size": 21, "limit": 20}


def test_refuses_what_takes_too_much_processor_time() -> None:
    with pytest.raises(FileTooCostly) as refused:
        run("spin", seconds=1, name="plan.pdf")
    assert str(refused.value).startswith("plan.pdf ")


def test_refuses_what_only_waits() -> None:
    began = time.monotonic()
    with pytest.raises(FileTooCostly):
        run("sleep", seconds=0.5)
    assert time.monotonic() - began < 10


def test_refuses_what_takes_too_much_memory() -> None:
    with pytest.raises(FileTooCostly):
        run("hoard")


def test_survives_a_crash_of_the_child() -> None:
    with pytest.raises(FileTooCostly):
        run("die")


def test_tells_a_mistake_of_ours_from_a_bad_file() -> None:
    with pytest.raises(ChildError, match="a mistake of ours"):
        run("stumble")


def test_child_can_write_no_file() -> None:
    with pytest.raises((ChildError, FileTooCostly)):
        run("write_a_file")


def test_child_knows_neither_django_nor_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner:secret@localhost/tirek")
    seen = json.loads(run("look_around"))
    assert seen["django"] == []
    assert "DATABASE_URL" not in seen["environment"]
    assert seen["environment"].get("PATH") == os.environ.get("PATH")


def test_reading_a_plan_imports_no_django() -> None:
    code = (
        "import sys, tirek.plans.reading.read_plan, tirek.plans.reading.readers.word, tirek.plans.reading.readers.pdf; "
    )
    code += "print([name for name in sys.modules if name.split('.')[0] == 'django'])"
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"


def test_ends_the_child_when_the_listener_fails() -> None:
    def fail(*step: Any) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run("shout", progress=fail)
    deadline = time.monotonic() + 5  # a watch that was called off needs a moment to end
    while alive := [each for each in threading.enumerate() if each.name.startswith("Thread-") and each.is_alive()]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.01)


def test_reports_a_function_that_does_not_exist() -> None:
    with pytest.raises(ChildError, match="nowhere"):
        run("nowhere")
