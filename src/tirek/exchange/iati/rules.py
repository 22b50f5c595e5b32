"""Rules of IATI rulesets, held against elements. Pure: a rule is data, and so is what it is held against.

What each kind of rule means, the ruleset specification says (github.com/IATI/IATI-Rulesets, SPEC.rst). Where its two
implementations differ from it or from one another, the specification counts: every date is looked at, not only one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from tirek.exchange.iati.problem import Problem, Severity

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MONEY = "descendant::value | descendant::forecast | descendant::loan-status"
Node = Any
"""An element, or the text of an attribute or element, which knows the element that it came from."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: which elements it is held against, of which kind it is, and what that kind needs to know."""

    id: str
    severity: Severity
    context: str
    kind: str
    case: Mapping[str, Any]
    sentence: str


class UnknownKindError(ValueError):
    """A ruleset asks for something that is not known here; to pass it over would be to say that it holds."""


@dataclass(frozen=True, slots=True)
class Held:
    """A case held against one element at one moment."""

    element: etree._Element
    case: Mapping[str, Any]
    now: datetime

    def found(self, name: str = "paths") -> list[Node]:
        """This function will give all nodes that the paths under a name lead to."""
        given = self.case.get(name, ())
        return [node for path in ([given] if isinstance(given, str) else given) for node in self.at(path)]

    def at(self, path: str) -> list[Node]:
        """This function will give the nodes that one path leads to."""
        return nodes(self.element, path)

    def holds(self, name: str) -> bool:
        """This function will say whether the condition under a name is true."""
        return bool(self.element.xpath(f"boolean({self.case[name]})"))

    def days(self, name: str) -> list[tuple[date, Node]]:
        """This function will give the days under a name; NOW and TODAY are the day of asking."""
        if self.case[name] in ("NOW", "TODAY"):
            return [(self.now.date(), self.element)]
        return [(day, node) for node in self.at(self.case[name]) if (day := _day(text_of(node))) is not None]


Kind = Callable[[Held], list[Node]]
"""What is at fault: nothing where the rule holds."""


def rule_problems(tree: etree._ElementTree, rules: tuple[Rule, ...], now: datetime) -> Iterator[Problem]:
    """This function will name each element that breaks a rule. Raises UnknownKindError."""
    for rule in rules:
        for element in nodes(tree, rule.context):
            if at_fault := broken(rule.kind, Held(element, rule.case, now)):
                where = element_of(at_fault[0], element)
                yield Problem(rule.severity, rule.id, tree.getpath(where), line_of(where), rule.sentence)


def broken(kind: str, held: Held) -> list[Node]:
    """This function will hold one case against one element, and give what is at fault."""
    if kind not in KINDS:
        raise UnknownKindError(kind)
    if "condition" in held.case and not held.holds("condition"):
        return []
    return KINDS[kind](held)


def nodes(tree: etree._ElementTree | etree._Element, path: str) -> list[Node]:
    """This function will give the nodes that a path leads to; none where it comes to a number or a truth."""
    answer: Any = tree.xpath(path)
    return answer if isinstance(answer, list) else []


def line_of(element: Node) -> int:
    """This function will give the line on which an element begins, 0 for one that was never in a file."""
    return int(element.sourceline or 0)


def text_of(node: Node) -> str:
    """This function will give the text of an element or of an attribute."""
    return (node.text or "") if isinstance(node, etree._Element) else str(node)


def element_of(node: Node, otherwise: etree._Element) -> etree._Element:
    """This function will give the element that a node is, or that it came from."""
    if isinstance(node, etree._Element):
        return node
    parent = node.getparent() if hasattr(node, "getparent") else None
    return otherwise if parent is None else parent


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None


def _no_more_than_one(held: Held) -> list[Node]:
    return held.found()[1:]


def _at_least_one(held: Held) -> list[Node]:
    return [] if held.found() else [held.element]


def _only_one_of(held: Held) -> list[Node]:
    found = held.found()
    if held.found("excluded"):
        return found
    return [] if len(found) == 1 else found[1:] or [held.element]


def _one_or_all(held: Held) -> list[Node]:
    if held.at(held.case["one"]):
        return []
    lacking = {
        "lang": [each for each in held.at("descendant::narrative") if each.get(XML_LANG) is None],
        "sector": [each for each in held.at("transaction") if each.find("sector") is None],
        "currency": [each for each in held.at(MONEY) if each.get("currency") is None],
    }
    if held.case["all"] not in lacking:
        raise UnknownKindError(f"one_or_all {held.case['all']}")
    return lacking[held.case["all"]]


def _dependent(held: Held) -> list[Node]:
    there = [bool(held.at(path)) for path in held.case["paths"]]
    return [held.element] if any(there) and not all(there) else []


def _sum(held: Held) -> list[Node]:
    return _strict_sum(held) if held.found() else []


def _strict_sum(held: Held) -> list[Node]:
    numbers = [_number(text_of(node)) for node in held.found()]
    total = None if None in numbers else sum((each for each in numbers if each is not None), Decimal(0))
    return [] if total == Decimal(str(held.case["sum"])) else [held.element]


def _date_order(held: Held) -> list[Node]:
    latest = max((day for day, _node in held.days("less")), default=None)
    earliest = min((day for day, _node in held.days("more")), default=None)
    if latest is None or earliest is None:
        return []
    return [node for day, node in held.days("less") if day > earliest]


def _date_now(held: Held) -> list[Node]:
    moments = ((_moment(text_of(node)), node) for node in held.at(held.case["date"]))
    return [node for moment, node in moments if moment is not None and moment > held.now]


def _time_limit(held: Held) -> list[Node]:
    for begins, _node in held.days("start"):
        for ends, node in held.days("end"):
            if ends > _a_year_after(begins):
                return [node]
    return []


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def _between_dates(held: Held) -> list[Node]:
    first = min((day for day, _node in held.days("start")), default=date.min)
    last = max((day for day, _node in held.days("end")), default=date.max)
    return [node for day, node in held.days("date") if not first <= day <= last]


def _regex_matches(held: Held) -> list[Node]:
    return [node for node in held.found() if not re.search(held.case["regex"], text_of(node))]


def _regex_no_matches(held: Held) -> list[Node]:
    return [node for node in held.found() if re.search(held.case["regex"], text_of(node))]


def _starts_with(held: Held) -> list[Node]:
    given = held.case.get("prefix", held.case.get("start", ()))
    if "ORG-ID-PREFIX" in given:
        return []  # asks for the register of agencies, which no file of the house holds
    between = str(held.case.get("separator", ""))
    paths = [given] if isinstance(given, str) else given
    beginnings = tuple(text_of(node) + between for path in paths for node in held.at(path))
    return [node for node in held.found() if not text_of(node).startswith(beginnings)]


def _unique(held: Held) -> list[Node]:
    seen: set[str] = set()
    twice = []
    for node in held.found():
        if text_of(node) in seen:
            twice.append(node)
        seen.add(text_of(node))
    return twice


def _if_then(held: Held) -> list[Node]:
    if not held.holds("if") or held.holds("then"):
        return []
    return held.found() or [held.element]


def _range(held: Held) -> list[Node]:
    least, most = (Decimal(str(held.case[name])) if name in held.case else None for name in ("min", "max"))
    return [
        node
        for node in held.found()
        if (number := _number(text_of(node))) is None
        or (least is not None and number < least)
        or (most is not None and number > most)
    ]


def _no_spaces(held: Held) -> list[Node]:
    return [node for node in held.found() if text_of(node) != text_of(node).strip()]


def _loop(held: Held) -> list[Node]:
    """Each value found once, put for `$1` into every text of the cases: where the official rules name only some of
    them, a condition with `$1` left in it would never be true, and its rule never asked."""
    values = dict.fromkeys(text_of(node) for node in held.at(held.case["foreach"]))
    return [
        node
        for value in values
        for kind, body in held.case["do"].items()
        for case in body["cases"]
        for node in broken(kind, Held(held.element, _with(case, value), held.now))
    ]


def _with(case: Any, value: str) -> Any:
    if isinstance(case, str):
        return case.replace("$1", value)
    if isinstance(case, Mapping):
        return {key: _with(each, value) for key, each in case.items()}
    return [_with(each, value) for each in case] if isinstance(case, list | tuple) else case


KINDS: dict[str, Kind] = {
    "no_more_than_one": _no_more_than_one,
    "atleast_one": _at_least_one,
    "only_one_of": _only_one_of,
    "one_or_all": _one_or_all,
    "dependent": _dependent,
    "sum": _sum,
    "strict_sum": _strict_sum,
    "date_order": _date_order,
    "date_now": _date_now,
    "time_limit": _time_limit,
    "between_dates": _between_dates,
    "regex_matches": _regex_matches,
    "regex_no_matches": _regex_no_matches,
    "startswith": _starts_with,
    "unique": _unique,
    "if_then": _if_then,
    "range": _range,
    "no_spaces": _no_spaces,
    "loop": _loop,
}
