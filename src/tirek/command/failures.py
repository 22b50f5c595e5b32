"""However a command ends, it ends tidily: a sentence and a hint on stderr, never a traceback unless asked for."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from tirek.command.errors import DatabaseNotReady, DatabaseOutOfReach, Unexpected, UnreadableFile
from tirek.refusals import Refusal

FINE, FINDINGS, CANNOT_READ = 0, 1, 2


def guarded(work: Callable[[], int], *, trace: bool = False) -> int:
    """This function will do the work and give its exit status; whatever it raises becomes a sentence and a status.

    With `trace` the fault is let through. A closed pipe and Ctrl-C end as the shell expects (128 + the signal).
    """
    try:
        status = work()
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever read us has gone; what is still buffered must not be tried again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except Exception as fault:
        if trace:
            raise
        say(as_refusal(fault))
        return CANNOT_READ


def as_refusal(fault: Exception) -> Refusal:
    """This function will find the refusal that says what went wrong."""
    if isinstance(fault, Refusal):
        return fault
    if isinstance(fault, OSError) and fault.filename:
        return UnreadableFile(file=fault.filename, reason=fault.strerror or fault)
    origin, kind = type(fault).__module__, type(fault).__name__
    if origin.startswith(("django.db", "psycopg")):
        reason = (str(fault).strip() or kind).splitlines()[0].rstrip(".")
        reached = kind not in ("OperationalError", "InterfaceError", "PoolTimeout")
        return DatabaseNotReady(reason=reason) if reached else DatabaseOutOfReach(reason=reason)
    return Unexpected(fault=": ".join(part for part in (kind, str(fault).strip()) if part))


def say(refusal: Refusal) -> None:
    """This function will say a refusal on stderr."""
    print(f"tirek: {refusal}", file=sys.stderr)
    if refusal.hint:
        print(f"       {refusal.hint % refusal.facts}", file=sys.stderr)
