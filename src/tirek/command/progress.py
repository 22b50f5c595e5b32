"""How far a long reading is, on stderr, and only where somebody is looking at it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int, str], None]
CLEAR = "\r\x1b[K"


@contextmanager
def shown_progress() -> Iterator[Progress | None]:
    """This function will give what a reader reports its steps to, or None where stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return

    def show(done: int, total: int, what: str) -> None:
        share = f"{done * 100 // total:3d} %" if total else str(done)
        print(f"{CLEAR}{what} {share}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        print(CLEAR, end="", file=sys.stderr, flush=True)
