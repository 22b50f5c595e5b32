"""`tirek report check FILE`: a narrative held against itself, without a database, or against a programme's records."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tirek.command.failures import FINDINGS, FINE
from tirek.command.output import lines_told, print_json, wrapped
from tirek.command.verbs import Commands, group, verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tirek.reports.claims import Claim, Contradiction

WRONG = ("contradicted", "inconsistent")


def add_to(commands: Commands) -> None:
    """This function will add the verbs."""
    verbs = group(commands, "report", "Check the claims of a narrative, or verify a published report.")
    about = "List every quantity a narrative states, and what cannot all be true; exit status 1 when there is any."
    checking = verb(verbs, "check", check, about)
    checking.add_argument("file", type=Path, metavar="FILE", help=".txt, .md, .docx or .pdf")
    checking.add_argument("--programme", metavar="AWARD", help="hold it against this programme's records too")

    about = "Compute a published report again and name each difference; exit status 1 when there is any."
    verifying = verb(verbs, "verify", verify, about)
    verifying.add_argument("id", metavar="ID", help="of the publication, as its address shows it")


def verify(options: argparse.Namespace) -> int:
    """This function will verify a published report."""
    from tirek.command.house import open_house

    open_house()
    from tirek.reports import published_report, verify

    differences = verify(published_report(options.id))
    if options.json:
        named = [{"kind": each.kind, "figure": each.figure, "sentence": each.sentence} for each in differences]
        print_json({"ok": not differences, "differences": named})
    else:
        print("\n".join(each.sentence for each in differences) or "No difference.")
    return FINDINGS if differences else FINE


def check(options: argparse.Namespace) -> int:
    """This function will print the claims of a narrative and its contradictions."""
    from tirek.command.files import content_of
    from tirek.plans.reading import text_of
    from tirek.reports.claims import as_json

    text = text_of(content_of(options.file), options.file.name)
    claims, contradictions = _held(text, options.programme)
    if options.json:
        print_json(as_json(claims, contradictions))
    else:
        print("\n\n".join([*map(_claim, claims), *map(_contradiction, contradictions)]))
        print(f"\n{len(claims)} claims, {len(contradictions)} contradictions.")
    return FINDINGS if contradictions or any(claim.status in WRONG for claim in claims) else FINE


def _held(text: str, award: str | None) -> tuple[Sequence[Claim], Sequence[Contradiction]]:
    if award is None:
        from tirek.reports.claims import extract, hold_against_itself

        return hold_against_itself(text, extract(text))
    from tirek.command.house import open_house

    open_house()
    from tirek.command.programmes import programme_called
    from tirek.reports import check_claims

    return check_claims(text, programme_called(award))


def _claim(claim: Claim) -> str:
    unit = f" {claim.unit}" if claim.unit and claim.unit not in claim.quote else ""
    head = f"{claim.status.upper()} “{claim.quote}”{unit}, line {claim.where}"
    said = [claim.text, f"figure: {claim.figure}" if claim.figure else "", claim.note]
    return "\n".join([head, *(wrapped(part) for part in said if part)])


def _contradiction(contradiction: Contradiction) -> str:
    head = (
        f"CONTRADICTION ({contradiction.kind}), {lines_told(contradiction.where)}: {' / '.join(contradiction.values)}"
    )
    return "\n".join(
        [head, *(wrapped(f"“{sentence}”") for sentence in contradiction.sentences), wrapped(contradiction.note)]
    )
