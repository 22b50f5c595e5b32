"""How a verb of the command line is declared: the same options everywhere, and one function that does it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run = Callable[[argparse.Namespace], int]


def group(commands: Commands, name: str, about: str) -> Commands:
    """This function will add a noun ("plan") whose verbs are added to what it gives back."""
    noun = commands.add_parser(name, help=about, description=about)
    return noun.add_subparsers(metavar="VERB", required=True)


def verb(commands: Commands, name: str, run: Run, about: str, *, reading: bool = True) -> argparse.ArgumentParser:
    """This function will add a verb done by `run`, which gives the exit status; every reading verb has --json."""
    parser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run)
    parser.add_argument("--trace", action="store_true", help="show where an unexpected fault came from")
    if reading:
        parser.add_argument("--json", action="store_true", help="answer in JSON, for programs")
    return parser
