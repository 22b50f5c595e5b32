"""Safeguards: rules that must hold, in four kinds of sentence, for running cases and for any log of past ones.

    when <step> then <step> within <limit>
    <step> before <step>
    at most <number> of <step> per case | per year
    not by the same person: <step>, <step>

Each may end with `where <expression>`, which is about the answers of the step that the rule watches: the first step of
`when`, the last of `before`, the one that `at most` counts, the last of `not by the same person`. A step is an id;
where rules are held against somebody else's log, it may be an activity in quotes: `"Take in charge" before 'Resolve'`.
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
    """A step may be done only so many times in a case, or in a calendar year of it."""

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

_ID: Final = r"[A-Za-z_][\w.-]*"
_QUOTED: Final = r"\"[^\"]+\"|'[^']+'"
_CONDITION: Final = re.compile(r"((?:\"[^\"]*\"|'[^']*'|[^\"'])*?)\swhere\s(.*)", re.DOTALL)


def rule_of(text: str, *, quoted: bool = False) -> Rule:
    """This function will read a rule. Raises `RuleUnreadable`, `LimitUnreadable`, `ExpressionRefused`.

    With `quoted` a step may also be an activity in quotes.
    """
    divided = _CONDITION.fullmatch(f"{text} ")
    said, where = (divided[1], parse(divided[2].strip())) if divided else (text, None)
    said, sentences = said.strip(), _QUOTABLE if quoted else _PLAIN
    if match := sentences["response"].fullmatch(said):
        return Response(_step(match[1]), _step(match[2]), limit_of(match[3]), where)
    if match := sentences["order"].fullmatch(said):
        return Order(_step(match[1]), _step(match[2]), where)
    if match := sentences["ceiling"].fullmatch(said):
        return Ceiling(int(match[1]), _step(match[2]), cast(Literal["case", "year"], match[3]), where)
    if match := sentences["separation"].fullmatch(said):
        return Separation(_step(match[1]), _step(match[2]), where)
    raise RuleUnreadable(rule=text[:200])


def _step(said: str) -> str:
    return said[1:-1] if said[0] in "\"'" else said


def _sentences(step: str) -> dict[str, re.Pattern[str]]:
    """Of any white space between words, one is as good as another; inside quotes it is as it stands."""
    written = {
        "response": rf"when ({step}) then ({step}) within (.+)",
        "order": rf"({step}) before ({step})",
        "ceiling": rf"at most ([0-9]{{1,4}}) of ({step}) per (case|year)",
        "separation": rf"not by the same person: ({step}), ({step})",
    }
    return {kind: re.compile(sentence.replace(" ", r"\s+"), re.DOTALL) for kind, sentence in written.items()}


_PLAIN: Final = _sentences(_ID)
_QUOTABLE: Final = _sentences(f"{_ID}|{_QUOTED}")
