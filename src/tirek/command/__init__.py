"""The command line `tirek`: the same operations as the pages, for scripts and for those who prefer a terminal.

One module a group of verbs, named in GROUPS, with a function `add_to(commands)`. Those modules import what they work
with inside their functions, so that reading and checking a plan needs neither a database nor Django's settings.
Exit status: 0 fine, 1 findings, 2 cannot read.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

GROUPS = (
    *("plan", "pack", "log", "programme", "report", "figures", "ledger", "country", "account"),
    *("remind", "demo", "serve", "migrate", "db", "docs"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """This function will run one command and give its exit status: 0 fine, 1 findings, 2 cannot read."""
    from tirek.command.failures import guarded

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tirek.settings")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = command_line().parse_args(arguments)
    trace = options.trace or os.environ.get("TIREK_TRACE") == "1"
    return guarded(lambda: int(options.run(options)), trace=trace)


def command_line() -> argparse.ArgumentParser:
    """This function will build the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="tirek",
        description="Keeps the record of a human rights mechanism, from what was promised to what was achieved.",
        epilog="Exit status: 0 fine, 1 findings, 2 cannot read.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in GROUPS:
        import_module(f"tirek.command.{name}").add_to(commands)
    return parser
