"""The command line: `tirek-verify-ledger EXPORT.jsonl --root HEX`, or `python -m tirek_verifier` with the same."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from tirek_verifier.checking import Ledger, Problem, UnreadableError, check

SHOWN = 1000
"""How many differences are listed at most."""


def main(arguments: Sequence[str] | None = None) -> int:
    """This function will check an export and say what it found: 0 all holds, 1 something does not, 2 cannot be read."""
    asked = _parser().parse_args(arguments)
    try:
        with Path(asked.export).open("rb") as lines:
            ledger, found = check(lines, asked.root)
            problems = list(islice(found, SHOWN))
            truncated = next(found, None) is not None
            for _ in found:  # to the end, so that the counts are whole
                pass
    except (OSError, UnreadableError) as fault:
        sys.stderr.write(f"{asked.export}: {_reason(fault)}\n")
        return 2
    as_json, as_text = _as_json(ledger, problems, truncated), _as_text(ledger, problems, truncated, asked.root)
    sys.stdout.write(f"{as_json if asked.json else as_text}\n")
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tirek-verify-ledger", description="Checks an exported ledger.")
    parser.add_argument("export", metavar="EXPORT.jsonl", help="the file that “tirek ledger export” wrote")
    parser.add_argument(
        "--root", type=_root, metavar="HEX", help="a published root, of the export or of an anchor in it"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    return parser


def _root(text: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise argparse.ArgumentTypeError("a root is 64 hexadecimal digits")
    return text.lower()


def _reason(fault: OSError | UnreadableError) -> str:
    return (fault.strerror or str(fault)) if isinstance(fault, OSError) else str(fault)


def _as_json(ledger: Ledger, problems: list[Problem], truncated: bool) -> str:
    differences = [{"line": problem.line, "sentence": problem.sentence} for problem in problems]
    answer = {
        "ok": not problems,
        "chains": len(ledger.tips),
        "entries": ledger.entries,
        "rows": ledger.rows,
        "root": ledger.root,
        "first_difference": differences[0] if differences else None,
        "differences": differences,
        "truncated": truncated,
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _as_text(ledger: Ledger, problems: list[Problem], truncated: bool, published: str | None) -> str:
    counts = f"{ledger.entries} entries in {len(ledger.tips)} chains, {ledger.rows} row digests, root {ledger.root}"
    if not problems:
        compared = "It agrees with the published root." if published else "Compare this root with the published one."
        return f"The ledger holds: {counts}. {compared}"
    listed = "\n".join(f"line {problem.line}: {problem.sentence}" for problem in problems)
    more = "\n…and more." if truncated else ""
    return f"{listed}{more}\nThe ledger does not hold: {counts}."
