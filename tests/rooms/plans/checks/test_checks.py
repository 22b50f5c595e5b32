"""The audit as a whole: its order, its form, its catalogue, and what holds for any plan."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.plans.checks.plans_made import FEE, OUTPUTS, TOTAL, YEARS, amount, codes, made, row, subtotal
from tirek.plans.checks import CATALOGUE, RULES, as_json, check
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import plain
from tirek.plans.checks.sums import Table
from tirek.plans.reading.plan import Plan, PlannedOutput, Value

KINDS = [kind for rule in RULES for kind in rule.KINDS]
SUMS = re.compile(r"(?:line|subtotal|total)-(?!.*missing)")


def test_it_works() -> None:
    findings = check(made(money={(41, None): "11 000"}))
    assert [(finding.code, finding.where) for finding in findings] == [
        ("line-total", (41,)),
        ("subtotal-overall-follows", (41, 43)),
        ("total-overall-follows", (41, 48)),
    ]


def test_a_sound_plan_has_no_finding_at_all() -> None:
    assert check(made()) == []


def test_the_gravest_findings_come_first_then_those_on_earlier_lines() -> None:
    plan = made(money={(43, 2030): "31 000"}, rows={44: {"fund": None}, 45: {"account": None}}, cover={"partner": None})
    found = [(finding.severity, finding.where) for finding in check(plan)]
    assert found == sorted(found, key=lambda each: (["error", "question", "note"].index(each[0]), each[1]))
    assert len({severity for severity, _ in found}) == 3


def test_an_empty_document_is_checked_without_a_fall() -> None:
    plan = replace(made(), work_plan=None, sections=(), lines=(), narrated_outputs=(), monitoring=())
    assert "work-plan-missing" in codes(check(plan))


def test_json_has_exactly_the_promised_keys() -> None:
    (first, *_) = as_json(check(made(money={(43, 2030): "31 000"})))["findings"]
    assert list(first) == ["code", "severity", "sentence", "where", "printed", "computed", "hint"]
    assert first["where"] == [43]
    assert (first["printed"], first["computed"]) == ("31 000", "30 000")


def test_json_has_plain_spaces_so_that_it_can_be_searched() -> None:
    findings = check(made(money={(43, 2030): "31 000"}))
    assert "31\u00a0000" in findings[0].sentence
    assert "31 000" in as_json(findings)["findings"][0]["sentence"]
    assert "\u00a0" not in json.dumps(as_json(findings), ensure_ascii=False)


def test_every_code_is_given_once_and_in_kebab_case() -> None:
    names = [kind.code for kind in KINDS]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name) for name in names)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_catalogue_shows_a_whole_sentence_for_every_kind(kind: Kind) -> None:
    entry = CATALOGUE[kind.code]
    assert entry.example.endswith((".", "”."))
    assert "%(" not in entry.example
    assert entry.looks_for
    assert entry.rule.rstrip().endswith(("?", ".")), "the rule's docstring says what it asks"
    assert kind.advice % kind.example


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__.rpartition(".")[2])
def test_every_rule_lists_each_kind_that_it_defines(rule) -> None:
    defined = {value.code for value in vars(rule).values() if isinstance(value, Kind)}
    assert defined == {kind.code for kind in rule.KINDS}


# For any plan


@st.composite
def sound_plans(draw: st.DrawFn) -> Plan:
    """This function will make a plan whose every sum is right, of one to four outputs."""
    outputs, line = [], 41
    for number in range(1, draw(st.integers(1, 4)) + 1):
        activities = []
        for at in range(1, draw(st.integers(1, 4)) + 1):
            years = draw(st.lists(st.integers(1, 900), min_size=2, max_size=2))
            money = [f"{year * 100}" for year in (*years, sum(years))]
            activities.append(row(line, f"{number}.{at} Visit {number}{at}", *money))
            line += 1
        sums = [str(sum(_number(each, column) for each in activities)) for column in (*YEARS, None)]
        outputs.append(
            PlannedOutput(str(number), Value(f"Output {number}", line), tuple(activities), subtotal(line, *sums))
        )
        line += 1
    direct = [sum(_number(each, column) for o in outputs for each in o.activities) for column in (*YEARS, None)]
    fees = [direct[0] * 8 // 100, direct[1] * 8 // 100]
    fee = row(line, "GMS (8%)", *map(str, (*fees, sum(fees))), kind="fee", account=Value("75100", line))
    totals = [str(each + share) for each, share in zip(direct, (*fees, sum(fees)), strict=True)]
    total = row(line + 1, "Total", *totals, kind="total")
    whole = amount(f"${totals[-1]}", 7)
    plan = made(work_plan={"outputs": tuple(outputs), "fee": fee, "total": total})
    cover = replace(
        plan.cover,
        resources_required=whole,
        resources_allocated=whole,
        resources=tuple(replace(each, amount=whole) for each in plan.cover.resources),
    )
    return replace(plan, cover=cover)


def _number(each, column: int | None) -> int:
    cell = each.total if column is None else each.amounts[column]
    return int(cell.number)


@settings(max_examples=60, deadline=None)
@given(sound_plans())
def test_a_plan_whose_sums_are_right_has_no_sum_error(plan: Plan) -> None:
    errors = [finding for finding in check(plan) if finding.severity == "error"]
    assert [finding.code for finding in errors if finding.code != "output-not-budgeted"] == []


@settings(max_examples=60, deadline=None)
@given(sound_plans(), st.data(), st.integers(min_value=2, max_value=10**6))
def test_an_amount_that_is_raised_is_found_in_exactly_the_sums_it_stands_in(
    plan: Plan, data: st.DataObject, by: int
) -> None:
    assert plan.work_plan is not None
    table = Table(plan.work_plan)
    cell = data.draw(st.sampled_from(sorted(table.amounts, key=str)))
    changed = _raised(plan, cell.line, cell.year, by)
    holding = {
        (each.row.line, each.cell.year, each.kind) for each in table.sums for of, _ in each.signed_cells() if of == cell
    }
    assert changed.work_plan is not None
    failing = {(f.sum.row.line, f.sum.cell.year, f.sum.kind) for f in Table(changed.work_plan).failures()}
    assert failing == holding
    reported = [finding for finding in check(changed) if SUMS.match(finding.code)]
    assert len(reported) == len(holding)
    assert sum(finding.severity == "error" for finding in reported) == 1


def _raised(plan: Plan, line: int, year: int | None, by: int) -> Plan:
    def raise_in(each):
        if each is None or each.line != line:
            return each
        old = each.total if year is None else each.amounts[year]
        new = replace(old, number=old.number + Decimal(by), text=plain(old.number + Decimal(by)))
        return replace(each, total=new) if year is None else replace(each, amounts={**each.amounts, year: new})

    table = plan.work_plan
    outputs = tuple(
        replace(o, activities=tuple(map(raise_in, o.activities)), subtotal=raise_in(o.subtotal)) for o in table.outputs
    )
    return replace(
        plan, work_plan=replace(table, outputs=outputs, fee=raise_in(table.fee), total=raise_in(table.total))
    )


def test_the_sound_plan_of_these_tests_is_not_trivial() -> None:
    assert len(OUTPUTS) == 2
    assert FEE.total is not None
    assert TOTAL.total is not None
