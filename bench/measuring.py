"""How everything here is measured: a warm-up, alternating runs, medians and ratios, the machine named."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path


def alternating(contestants: Mapping[str, Callable[[], object]], runs: int) -> dict[str, list[float]]:
    """This function will run the contestants in turn, A B A B …, and give each one's seconds, the warm-up left out."""
    for run in contestants.values():
        run()
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(runs):
        for name, run in contestants.items():
            gc.collect()
            began = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - began)
    return seconds


def report(title: str, seconds: Mapping[str, list[float]], limit: float | None = None) -> None:
    """This function will print medians and spread in milliseconds, and the ratio to the last contestant, the floor."""
    print(f"\n## {title}" + (f" (limit {limit * 1000:.0f} ms)" if limit else ""))
    floor = statistics.median(list(seconds.values())[-1])
    for name, found in seconds.items():
        median = statistics.median(found)
        verdict = "" if limit is None or name == list(seconds)[-1] else "  ok" if median <= limit else "  OVER"
        spread = f"{min(found) * 1000:9.1f} {max(found) * 1000:9.1f}"
        print(f"{name:<58} {median * 1000:9.1f} ms  [{spread}]  x{median / floor:6.1f}{verdict}")


def machine() -> str:
    """This function will name the machine and the versions that count."""
    parts = ("django", "psycopg", "typst", "pdfplumber", "granian")
    versions = ", ".join(f"{part} {version(part)}" for part in parts)
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions}"


class Processor:
    """This class will tell the seconds that processors spent on us: this process, its children, the database's.

    On a machine that others use too it says what the clock cannot.
    """

    def __init__(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (backend,) = cursor.fetchone()
        self._server = _stat(backend)[1]
        self._tick = os.sysconf("SC_CLK_TCK")

    def seconds(self) -> float:
        """This method will give the seconds spent so far."""
        own = os.times()
        spent = own.user + own.system + own.children_user + own.children_system
        server = sum(_stat(self._server)[11:15])
        for process in Path("/proc").glob("[0-9]*"):
            try:
                found = _stat(int(process.name))
            except (OSError, ValueError):
                continue  # ended meanwhile
            if found[1] == self._server:
                server += sum(found[11:13])
        return spent + server / self._tick


def _stat(process: int) -> list[int]:
    """The numbers of /proc/…/stat behind the state: the parent is at 1, user and system ticks at 11 to 14."""
    text = Path(f"/proc/{process}/stat").read_text()
    return [0, *map(int, text.rpartition(")")[2].split()[1:])]
