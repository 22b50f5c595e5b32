"""How everything here is measured: a warm-up, alternating runs, medians and ratios, the machine named."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version


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
