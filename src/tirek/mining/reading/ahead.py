"""The next thing read in a second thread while this one is worked on: reading lets other threads run."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")


def one_ahead(things: Iterator[Thing]) -> Iterator[Thing]:
    """This function will give the same things; what making one raises is raised when it would be given."""
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(next, things, None)
        while (thing := waiting.result()) is not None:
            waiting = thread.submit(next, things, None)
            yield thing
