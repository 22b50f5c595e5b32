"""Checks an exported ledger against a published root. It needs Python alone: neither Django nor a database."""


def main() -> int:
    """This function will run the command line; it is imported then and not before, for the ledger uses our hashes."""
    from tirek_verifier.command import main as run

    return run()
