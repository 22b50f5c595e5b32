"""The audit of a plan: one rule a file, each a `check(plan)` that yields findings, run in the order of `RULES`.

Nothing is corrected. What the document prints and what a rule computes stand side by side in a `Finding`; a person
settles it. Sums that agree are not mentioned. No rule knows any one document.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType, ModuleType
from typing import Any, NamedTuple

from tirek.plans.checks import (
    account_codes,
    body_names,
    cover_money,
    currency,
    fee,
    fund_names,
    line_totals,
    misspelt_names,
    monitoring_plan,
    names_of_outputs,
    narrated_and_budgeted,
    number_formats,
    partner_names,
    period_headings,
    plan_dates,
    promised_parts,
    role_names,
    row_fields,
    schedule_marks,
    shifted_columns,
    signatures,
    subtotals,
    table_total,
)
from tirek.plans.checks.finding import Finding, Severity
from tirek.plans.reading.plan import Plan

__all__ = ["CATALOGUE", "RULES", "Entry", "Finding", "Severity", "as_json", "check"]

RULES: tuple[ModuleType, ...] = (
    row_fields,
    line_totals,
    subtotals,
    table_total,
    cover_money,
    currency,
    fee,
    shifted_columns,
    period_headings,
    plan_dates,
    schedule_marks,
    number_formats,
    account_codes,
    names_of_outputs,
    partner_names,
    role_names,
    fund_names,
    body_names,
    misspelt_names,
    promised_parts,
    monitoring_plan,
    narrated_and_budgeted,
    signatures,
)


class Entry(NamedTuple):
    """What the catalogue says of one code: its rule, how grave it is, what it looks for, and one example."""

    rule: str
    severity: Severity
    looks_for: str
    example: str


CATALOGUE: Mapping[str, Entry] = MappingProxyType(
    {
        kind.code: Entry(rule.__doc__ or "", kind.severity, kind.looks_for, kind.message % kind.example)
        for rule in RULES
        for kind in rule.KINDS
    }
)

_GRAVEST_FIRST: dict[Severity, int] = {"error": 0, "question": 1, "note": 2}


def check(plan: Plan) -> list[Finding]:
    """This function will run every rule on a plan and give its findings, the gravest first, then by line."""
    findings = [finding for rule in RULES for finding in rule.check(plan)]
    return sorted(findings, key=lambda finding: (_GRAVEST_FIRST[finding.severity], finding.where))


def as_json(findings: list[Finding]) -> dict[str, Any]:
    """This function will give findings as JSON, with plain spaces so that a command line can search them."""
    return {"findings": [_plain(finding) for finding in findings]}


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "sentence": _spaced(finding.sentence),
        "where": list(finding.where),
        "printed": _spaced(finding.printed),
        "computed": _spaced(finding.computed),
        "hint": _spaced(finding.hint),
    }


def _spaced(text: str | None) -> str | None:
    return None if text is None else text.replace("\N{NO-BREAK SPACE}", " ")
