"""`tirek ledger`: verify the whole record, export it for the stand-alone verifier."""

from __future__ import annotations

import argparse
import sys

from tirek.command.failures import FINDINGS, FINE
from tirek.command.house import open_house
from tirek.command.output import print_json
from tirek.command.verbs import Commands, group, verb


def add_to(commands: Commands) -> None:
    """This function will add the verbs."""
    verbs = group(commands, "ledger", "Verify the ledger, or export it for the stand-alone verifier.")
    about = "Rehash every chain and every live row; exit status 1 when anything differs."
    verb(verbs, "verify", verify, about)
    verb(verbs, "export", export, "Write the ledger as JSON lines to standard output.", reading=False)
    verb(verbs, "root", root, "Print the national Merkle root over the heads of all chains.")


def verify(options: argparse.Namespace) -> int:
    """This function will verify chains and rows, and name each difference."""
    open_house()
    from tirek import ledger

    found = ledger.verify()
    if options.json:
        print_json(ledger.as_json(found))
    else:
        print(f"{found.chains} chains, {found.entries} entries, {found.rows} rows; root {found.root}")
        print("\n".join(each.message for each in found.differences) or "No difference.")
    return FINE if found.ok else FINDINGS


def export(options: argparse.Namespace) -> int:
    """This function will write the ledger for the stand-alone verifier."""
    open_house()
    from tirek import ledger

    ledger.export(sys.stdout)
    return FINE


def root(options: argparse.Namespace) -> int:
    """This function will print the national root."""
    open_house()
    from tirek import ledger

    found = ledger.national_root()
    print_json({"root": found}) if options.json else print(found)
    return FINE
