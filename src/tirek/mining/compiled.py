"""How a pass over a log is compiled: by numba, once, and kept beside the code where that place can be written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Pass = TypeVar("Pass", bound=Callable[..., Any])


def compiled(function: Pass) -> Pass:
    """This function will compile a pass. It lets other threads run, and calls only passes of its own file.

    (What numba keeps is not renewed when a pass of another file changes that it calls.) Where nothing can be kept,
    as in an installation that is only readable with no home directory, each process compiles for itself.
    """
    try:
        return cast(Pass, njit(cache=True, nogil=True)(function))
    except RuntimeError:
        return cast(Pass, njit(nogil=True)(function))
