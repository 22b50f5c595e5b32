"""Checks `safeguards.csv`: every rule can be read, and speaks of steps and answers that there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tirek.expressions import ExpressionRefused
from tirek.packs.checkers.asked import fields_of, step_problems, steps_at
from tirek.packs.checkers.conditions import unknown_names
from tirek.packs.checkers.rows import Row, rows_of
from tirek.packs.pack import Pack
from tirek.packs.rule_faults import SeverityUnknown, StepApartFromItself, StepBeforeItself
from tirek.refusals import Problem
from tirek.safeguards import LimitUnreadable, Order, RuleUnreadable, Separation, rule_of

COLUMNS: Final = ("id", "rule", "severity", "legal basis", "said")
SEVERITIES: Final = ("breach", "warning", "note")


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will name all that is wrong with a table of safeguards."""
    steps = steps_at(pack, path)
    for row in rows_of(pack, path, COLUMNS, COLUMNS):
        if isinstance(row, Problem):
            yield row
            continue
        severity = row.cells["severity"]
        if severity and severity not in SEVERITIES:
            yield Problem(SeverityUnknown(severity=severity), path, row=row.number, column="severity")
        if row.cells["rule"]:
            yield from _rule_problems(pack, path, row, steps)


def _rule_problems(pack: Pack, path: str, row: Row, steps: dict[str, str]) -> Iterator[Problem]:
    try:
        rule = rule_of(row.cells["rule"])
    except (RuleUnreadable, LimitUnreadable, ExpressionRefused) as refusal:
        yield Problem(refusal, path, row=row.number, column="rule")
        return
    for step in dict.fromkeys(rule.steps):
        yield from step_problems(pack, path, row.number, "rule", step, steps)
    if isinstance(rule, Order) and rule.first == rule.then:
        yield Problem(StepBeforeItself(step=rule.first), path, row=row.number, column="rule")
    if isinstance(rule, Separation) and rule.one == rule.other:
        yield Problem(StepApartFromItself(step=rule.one), path, row=row.number, column="rule")
    watched = rule.steps[0]
    if rule.where is not None and watched in steps and not pack.form_faults and "/" not in path:
        names = fields_of(pack, steps[watched])
        yield from unknown_names(rule.where, names, watched, path, row.number, "rule")
