"""`tirek plan read FILE` and `tirek plan check FILE`: no database, no settings, nothing kept.

`tirek plan export AWARD --iati` writes the programme that a plan became, so it does need the database.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirek.command.failures import FINDINGS, FINE
from tirek.command.output import lines_told, listed, print_json, wrapped
from tirek.command.verbs import Commands, group, verb

if TYPE_CHECKING:
    from tirek.exchange import Problem
    from tirek.plans.checks import Finding
    from tirek.plans.reading import Plan

STDOUT = Path("-")


def add_to(commands: Commands) -> None:
    """This function will add the verbs."""
    verbs = group(commands, "plan", "Read and check a plan document, without a database; export what it became.")
    for name, run, about in (
        ("read", read, "Show everything that was read from a plan, each value with its line."),
        ("check", check, "Show what a plan leaves open or gets wrong; exit status 1 when there is anything."),
    ):
        verb(verbs, name, run, about).add_argument("file", type=Path, metavar="FILE", help=".txt, .md, .docx or .pdf")
    about = "Write a programme as IATI 2.03 XML, and its problems on stderr; exit status 1 when there is any."
    exporting = verb(verbs, "export", export, about, reading=False)
    exporting.add_argument("award", metavar="AWARD", help="the award number of the programme")
    place = "as IATI XML, into this file, or to stdout if none is named"
    exporting.add_argument("--iati", type=Path, metavar="FILE", nargs="?", const=STDOUT, required=True, help=place)


def read(options: argparse.Namespace) -> int:
    """This function will print what was read from a plan."""
    from tirek.plans.reading import as_json

    answer = as_json(_plan(options.file))
    if options.json:
        print_json(answer)
    else:
        print("\n".join(listed(answer)))
    return FINE


def check(options: argparse.Namespace) -> int:
    """This function will print the findings of every check on a plan."""
    from tirek.plans.checks import as_json
    from tirek.plans.checks import check as findings_of

    findings = findings_of(_plan(options.file))
    if options.json:
        print_json(as_json(findings))
    else:
        for finding in findings:
            print(_told(finding))
        print(f"{len(findings)} findings." if findings else "Nothing to object to.")
    return FINDINGS if findings else FINE


def export(options: argparse.Namespace) -> int:
    """This function will write a programme as IATI XML and tell what is wrong with it."""
    from tirek.command.house import open_house

    open_house()
    from tirek.command.programmes import programme_called
    from tirek.exchange import iati_export

    exported = iati_export(programme_called(options.award))
    if options.iati == STDOUT:
        sys.stdout.buffer.write(exported.xml)
    else:
        options.iati.write_bytes(exported.xml)
    for problem in exported.problems:
        print(_told_problem(problem), file=sys.stderr)
    return FINDINGS if any(problem.severity != "note" for problem in exported.problems) else FINE


def _told_problem(problem: Problem) -> str:
    where = f", line {problem.line}" if problem.line else ""
    return "\n".join([f"{problem.severity.upper()} {problem.rule}{where}", wrapped(problem.sentence)])


def _plan(file: Path) -> Plan:
    from tirek.command.files import content_of
    from tirek.command.progress import shown_progress
    from tirek.plans.reading import read_bounded

    with shown_progress() as progress:
        return read_bounded(content_of(file), file.name, progress=progress)


def _told(finding: Finding) -> str:
    said: list[tuple[str, Any]] = [("printed", finding.printed), ("computed", finding.computed), ("", finding.hint)]
    head = ", ".join(part for part in (f"{finding.severity.upper()} {finding.code}", lines_told(finding.where)) if part)
    body = [wrapped(finding.sentence)]
    body += [wrapped(f"{label}: {value}" if label else value) for label, value in said if value]
    return "\n".join([head, *body, ""])
