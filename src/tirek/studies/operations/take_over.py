"""Take over into a study what a procedure of the house is drawn as, and the rules that its cases are held to."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection

from tirek.cases import rules_of
from tirek.directory import Account
from tirek.packs import Edition, edition_in_force, pack_of
from tirek.procedures import procedure_of, spoken
from tirek.safeguards import safeguards_of
from tirek.studies.models import Drawing, RuleTable, Study
from tirek.studies.operations.keep_drawing import keep_drawing
from tirek.studies.operations.write_rules import write_rules
from tirek.studies.rules import COLUMNS


def take_over(*, actor: Account, study: Study, mechanism: str, procedure: str, columns: Collection[str]) -> None:
    """This function will give a study that has none the drawing of a procedure as it is, and its safeguards.

    Both are said in the language of the page. A rule that asks for answers, which are sealed, cannot be asked of a log
    and is left out; one that asks for `columns` of the log is not. Raises `NotPermitted`, `NoSuchMechanism`.
    """
    edition = edition_in_force(mechanism)
    if not Drawing.objects.filter(Drawing.standing(), study=study).exists():
        bpmn = _drawing(edition, procedure)
        if bpmn:
            note = f"{mechanism} {edition.version}"
            keep_drawing(actor=actor, study=study, of=Drawing.Of.AS_IS, bpmn=bpmn, note=note)
    if not RuleTable.objects.filter(RuleTable.standing(), study=study).exists():
        table = _rules(edition, columns)
        if table:
            write_rules(actor=actor, study=study, table=table)


def _drawing(edition: Edition, procedure: str) -> str:
    pack = pack_of(edition)
    for path in pack.paths("procedure"):
        if procedure_of(pack.text(path)).id == procedure:
            return spoken(pack.text(path), rules_of(edition).said, lambda role: role).decode()
    return ""


def _rules(edition: Edition, columns: Collection[str]) -> str:
    said = rules_of(edition).said
    table = io.StringIO()
    written = csv.DictWriter(table, COLUMNS, lineterminator="\n", extrasaction="ignore")
    written.writeheader()
    count = 0
    for row in pack_of(edition).table("safeguards.csv").rows:
        (rule,) = (each.rule for each in safeguards_of([row]))
        if rule.where is None or set(rule.where.names) <= set(columns):
            written.writerow({**row, "legal basis": said(row["legal basis"]), "said": said(row["said"])})
            count += 1
    return table.getvalue() if count else ""
