"""Safeguards: rules that must hold, in four kinds of sentence, for running cases and for any log of past ones.

    when <step> then <step> within <limit>
    <step> before <step>
    at most <number> of <step> per case | per year
    not by the same person: <step>, <step>

Each may end with `where <expression>`, which is about the answers of the step that the rule watches: the first step of
`when`, the last of `before`, the one that `at most` counts, the last of `not by the same person`.
docs/explain/mechanisms.md says what each means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, cast

from tirek.expressions import Expression, parse
from tirek.safeguards.errors import RuleUnreadable
from tirek.safeguards.limits import Limit, limit_of


@dataclass(frozen=True, slots=True)
class Response:
    """When one step was done, another must follow within a time."""

    when: str
    then: str
    within: Limit
    where: Expression | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that the rule names, first the one whose answers `where` is about."""
        return self.when, self.then


@dataclass(frozen=True, slots=True)
class Order:
    """A step may be done only after another."""

    first: str
    then: str
    where: Expression | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that the rule names, first the one whose answers `where` is about."""
        return self.then, self.first


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A step may be done only so many times in a case, or in a calendar year."""

    most: int
    of: str
    per: Literal["case", "year"]
    where: Expression | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that the rule names."""
        return (self.of,)


@dataclass(frozen=True, slots=True)
class Separation:
    """Two steps of a case may not both be done by one person."""

    one: str
    other: str
    where: Expression | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that the rule names, first the one whose answers `where` is about."""
        return self.other, self.one


Rule = Response | Order | Ceiling | Separation

_STEP: Final = r"[A-Za-z_][\w.-]*"
_RESPONSE: Final = re.compile(rf"when ({_STEP}) then ({_STEP}) within (.+)")
_ORDER: Final = re.compile(rf"({_STEP}) before ({_STEP})")
_CEILING: Final = re.compile(rf"at most ([0-9]{{1,4}}) of ({_STEP}) per (case|year)")
_SEPARATION: Final = re.compile(rf"not by the same person: ({_STEP}), ({_STEP})")


def rule_of(text: str) -> Rule:
    """This function will read a rule. Raises `RuleUnreadable`, `LimitUnreadable`, `ExpressionRefused`."""
    said, marked, condition = f"{text} ".partition(" where ")
    where = parse(condition.strip()) if marked else None
    said = " ".join(said.split())
    if match := _RESPONSE.fullmatch(said):
        return Response(match[1], match[2], limit_of(match[3]), where)
    if match := _ORDER.fullmatch(said):
        return Order(match[1], match[2], where)
    if match := _CEILING.fullmatch(said):
        return Ceiling(int(match[1]), match[2], cast(Literal["case", "year"], match[3]), where)
    if match := _SEPARATION.fullmatch(said):
        return Separation(match[1], match[2], where)
    raise RuleUnreadable(rule=text[:200])
