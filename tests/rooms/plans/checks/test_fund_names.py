"""Sources of funds on the cover and in the table."""

from __future__ import annotations

from tests.rooms.plans.checks.plans_made import amount, made, only
from tirek.plans.checks.fund_names import check
from tirek.plans.reading.plan import Resource, Value

ROWS = (41, 42, 44, 45, 47)


def funded(**by_line: str) -> dict[int, dict[str, object]]:
    """This function will give rows their funds: `l41="EU"`."""
    return {int(line[1:]): {"fund": Value(fund, int(line[1:]))} for line, fund in by_line.items()}


def test_it_works() -> None:
    finding = only(check, made(rows=funded(**{f"l{line}": "UNDP" for line in ROWS})))
    assert (finding.code, finding.severity, finding.where) == ("fund-named-two-ways", "question", (9, *ROWS))
    assert (finding.printed, finding.computed) == ("GP", "UNDP")


def test_one_name_throughout_is_sound() -> None:
    assert list(check(made())) == []


def test_a_longer_name_that_holds_the_shorter_is_the_same_fund() -> None:
    assert list(check(made(rows=funded(**{f"l{line}": "UNDP GP" for line in ROWS})))) == []


def test_only_the_rows_with_a_strange_fund_are_named() -> None:
    assert only(check, made(rows=funded(l42="EU"))).where == (9, 42)


def test_a_source_without_money_need_not_be_drawn_on() -> None:
    sources = (Resource(Value("GP", 9), amount("$108 000", 9)), Resource(Value("TRAC", 10), amount("0", 10)))
    assert list(check(made(cover={"resources": sources}))) == []


def test_a_fund_printed_as_a_number_cannot_be_held_against_a_name() -> None:
    assert list(check(made(rows=funded(**{f"l{line}": "04000" for line in ROWS})))) == []


def test_each_source_must_pay_for_its_rows() -> None:
    sources = (Resource(Value("GP", 9), amount("$100 000", 9)), Resource(Value("EU", 10), amount("$8 000", 10)))
    found = list(check(made(cover={"resources": sources}, rows=funded(l45="EU"))))
    assert [(each.code, each.severity, each.computed) for each in found] == [
        ("fund-total", "error", "98 000"),
        ("fund-total", "error", "10 000"),
    ]


def test_sources_that_pay_for_their_rows_are_sound() -> None:
    sources = (Resource(Value("GP", 9), amount("$98 000", 9)), Resource(Value("EU", 10), amount("$10 000", 10)))
    assert list(check(made(cover={"resources": sources}, rows=funded(l45="EU")))) == []
