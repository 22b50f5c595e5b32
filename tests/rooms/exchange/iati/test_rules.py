"""Every kind of rule, held against a small element of our own: one that keeps it and one that breaks it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from tirek.exchange.iati.rules import KINDS, Held, Rule, UnknownKindError, broken, element_of, rule_problems

NOW = datetime(2023, 6, 15, 12, 0, tzinfo=UTC)
TITLE, TWO = {"paths": ["title"]}, {"paths": ["title", "description"]}
DAYS = {"start": "start/@d", "end": "end/@d"}
SHARES = {"paths": ["share/@p"], "sum": 100}

# kind, its case, what keeps it, what breaks it.
HELD: list[tuple[str, dict[str, Any], str, str]] = [
    ("atleast_one", TITLE, "<title/>", "<other/>"),
    ("no_more_than_one", TITLE, "<title/>", "<title/><title/>"),
    ("no_more_than_one", TWO, "<description/>", "<title/><description/>"),
    ("only_one_of", TITLE | {"excluded": ["ban"]}, "<title/>", ""),
    ("only_one_of", TITLE | {"excluded": ["ban"]}, "<ban/>", "<ban/><title/>"),
    ("only_one_of", TITLE | {"excluded": ["ban"]}, "<title/>", "<title/><title/>"),
    ("dependent", TWO, "<title/><description/>", "<title/>"),
    ("dependent", TWO, "", "<description/>"),
    ("sum", SHARES, "", '<share p="99"/>'),
    ("sum", SHARES, '<share p="33.4"/><share p="66.6"/>', '<share p="33.4"/><share p="66.7"/>'),
    ("strict_sum", SHARES, '<share p="100.00"/>', ""),
    ("strict_sum", SHARES, '<share p="50"/><share p="50.0"/>', '<share p="50"/><share p="half"/>'),
    ("strict_sum", SHARES | {"sum": 0.3}, '<share p="0.1"/><share p="0.2"/>', '<share p="0.1"/>'),
    ("date_order", {"less": "a/@d", "more": "b/@d"}, '<a d="2023-01-01"/><b d="2023-01-01"/>',
     '<a d="2023-01-02"/><b d="2023-01-01"/>'),
    ("date_order", {"less": "a/@d", "more": "b/@d"}, '<a d="2023-01-02"/>',
     '<a d="2022-01-01"/><a d="2024-01-01"/><b d="2023-01-01"/>'),
    ("date_order", {"less": "a/@d", "more": "NOW"}, '<a d="2023-06-15"/>', '<a d="2023-06-16"/>'),
    ("date_order", {"less": "TODAY", "more": "a/@d"}, '<a d="2023-06-15Z"/>', '<a d="2023-06-14Z"/>'),
    ("date_now", {"date": "@at"}, ' at="2023-06-15T12:00:00Z"', ' at="2023-06-15T12:00:01Z"'),
    ("date_now", {"date": "@at"}, ' at="2023-06-15T16:00:00+05:00"', ' at="2023-06-15T13:00:00"'),
    ("time_limit", DAYS, '<start d="2022-01-01"/><end d="2023-01-01"/>',
     '<start d="2022-01-01"/><end d="2023-01-02"/>'),
    ("time_limit", DAYS, '<start d="2024-02-29"/><end d="2025-03-01"/>',
     '<start d="2024-02-29"/><end d="2025-03-02"/>'),
    ("time_limit", DAYS, '<start d="2022-01-01"/>', '<start d="2022-01-01"/><end d="2032-01-01"/>'),
    ("between_dates", DAYS | {"date": "at/@d"}, '<start d="2022-01-01"/><at d="2022-01-01"/><end d="2022-02-01"/>',
     '<start d="2022-01-01"/><at d="2021-12-31"/><end d="2022-02-01"/>'),
    ("regex_matches", TITLE | {"regex": "^[a-z]+$"}, "<title>abc</title>", "<title>abc</title><title>aBc</title>"),
    ("regex_no_matches", TITLE | {"regex": "[0-9]"}, "<title>abc</title>", "<title>abc1</title>"),
    ("startswith", TITLE | {"prefix": ["ref/@of"], "separator": "-"}, '<ref of="XM"/><title>XM-1</title>',
     '<ref of="XM"/><title>XM1</title>'),
    ("startswith", TITLE | {"prefix": ["ref/@of"]}, '<ref of="AB"/><ref of="XM"/><title>XM-1</title>',
     '<ref of="AB"/><title>XM-1</title>'),
    ("startswith", TITLE | {"start": "ref/@of"}, '<ref of="XM"/><title>XM-1</title>',
     '<ref of="AB"/><title>XM-1</title>'),
    ("unique", TITLE, "<title>a</title><title>b</title>", "<title>a</title><title>a</title>"),
    ("if_then", {"if": "title", "then": "description"}, "<title/><description/>", "<title/>"),
    ("if_then", {"if": "count(title) > 1", "then": "false()"}, "<title/>", "<title/><title/>"),
    ("range", {"paths": ["share/@p"], "min": 0, "max": 100}, '<share p="0"/><share p="100"/>', '<share p="100.1"/>'),
    ("range", {"paths": ["share/@p"], "min": 0}, '<share p="1000"/>', '<share p="-0.1"/>'),
    ("range", {"paths": ["share/@p"]}, '<share p="7"/>', '<share p="seven"/>'),
    ("no_spaces", TITLE, "<title>a b</title>", "<title> a</title>"),
    ("no_spaces", {"paths": ["share/@p"]}, '<share p="7"/>', '<share p="7 "/>'),
    ("one_or_all", {"one": "@of", "all": "sector"}, ' of="1"', "<transaction/>"),
    ("one_or_all", {"one": "sector", "all": "sector"}, "<transaction><sector/></transaction>",
     "<transaction><sector/></transaction><transaction/>"),
    ("one_or_all", {"one": "@of", "all": "currency"}, '<value currency="USD"/>', '<budget><value/></budget>'),
    ("one_or_all", {"one": "@xml:lang", "all": "lang"}, '<title><narrative xml:lang="kk">a</narrative></title>',
     "<title><narrative>a</narrative></title>"),
]  # fmt: skip


def element(inside: str) -> etree._Element:
    """An element with this inside; what begins with a space are its own attributes."""
    return etree.fromstring(f"<activity{inside}/>" if inside.startswith(" ") else f"<activity>{inside}</activity>")


def at_fault(kind: str, case: dict[str, Any], inside: str) -> list[Any]:
    return broken(kind, Held(element(inside), case, NOW))


@pytest.mark.parametrize(("kind", "case", "keeps", "breaks"), HELD)
def test_it_works(kind: str, case: dict[str, Any], keeps: str, breaks: str) -> None:
    assert at_fault(kind, case, keeps) == []
    assert at_fault(kind, case, breaks) != []


def test_every_kind_is_tried() -> None:
    assert {kind for kind, *_rest in HELD} == set(KINDS) - {"loop"}


def test_a_condition_that_is_not_true_excuses() -> None:
    case = TITLE | {"condition": "status = '2'"}
    assert at_fault("atleast_one", case, "<status>1</status>") == []
    assert at_fault("atleast_one", case, "<status>2</status>") != []


def test_a_loop_holds_its_cases_once_for_each_value() -> None:
    inside = {"paths": ["sector[@v='$1']/@p"], "sum": 100, "condition": "count(sector[@v='$1']) > 1"}
    case = {"foreach": "sector/@v", "do": {"strict_sum": {"cases": [inside]}}, "subs": ["paths"]}
    assert at_fault("loop", case, '<sector v="2" p="50"/><sector v="2" p="50"/><sector v="7" p="1"/>') == []
    assert len(at_fault("loop", case, '<sector v="2" p="50"/><sector v="2" p="40"/><sector v="2" p="1"/>')) == 1


def test_a_loop_over_nothing_asks_nothing() -> None:
    case = {"foreach": "sector/@v", "do": {"atleast_one": {"cases": [TITLE]}}}
    assert at_fault("loop", case, "") == []


def test_a_loop_leaves_its_own_case_as_it_was() -> None:
    inside = {"paths": ["sector[@v='$1']"]}
    at_fault("loop", {"foreach": "sector/@v", "do": {"no_more_than_one": {"cases": [inside]}}}, '<sector v="2"/>')
    assert inside == {"paths": ["sector[@v='$1']"]}


def test_what_asks_for_a_register_of_agencies_is_not_judged() -> None:
    assert at_fault("startswith", TITLE | {"prefix": ["ORG-ID-PREFIX"]}, "<title>?</title>") == []


@pytest.mark.parametrize("kind", ["", "no_percent", "atLeastOne"])
def test_a_kind_that_nobody_knows_is_not_passed_over(kind: str) -> None:
    with pytest.raises(UnknownKindError):
        at_fault(kind, TITLE, "<title/>")


def test_nor_is_an_all_that_nobody_knows() -> None:
    with pytest.raises(UnknownKindError):
        at_fault("one_or_all", {"one": "@of", "all": "weather"}, "<title/>")


def test_a_problem_says_where_it_is() -> None:
    tree = etree.ElementTree(etree.fromstring("<all>\n<activity>\n<title> a</title>\n</activity>\n</all>"))
    rule = Rule("1.2.3", "warning", "/all/activity", "no_spaces", TITLE, "No spaces, 100 % of the time.")
    (problem,) = rule_problems(tree, (rule,), NOW)
    assert (problem.severity, problem.rule, problem.place, problem.line) == (
        "warning",
        "1.2.3",
        "/all/activity/title",
        3,
    )
    assert problem.sentence == "No spaces, 100 % of the time."


def test_a_rule_is_held_against_each_element_of_its_context() -> None:
    tree = etree.ElementTree(etree.fromstring("<all><activity/><activity><title/></activity><activity/></all>"))
    rule = Rule("1", "error", "/all/activity", "atleast_one", TITLE, "A title.")
    assert [problem.place for problem in rule_problems(tree, (rule,), NOW)] == ["/all/activity[1]", "/all/activity[3]"]


def test_an_attribute_is_found_at_its_element() -> None:
    parent = element('<share p="1"/>')
    (attribute,) = parent.xpath("share/@p")
    assert element_of(attribute, parent).tag == "share"
    assert element_of("no node at all", parent) is parent
