"""The rows of safeguards.csv: rules, what they are called, how grave it is to break them, the law they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tirek.safeguards.rules import Rule, rule_of

COLUMNS: Final = ("id", "rule", "severity", "legal basis", "said")
SEVERITIES: Final = ("breach", "warning", "note")


@dataclass(frozen=True, slots=True)
class Safeguard:
    """One row of safeguards.csv. `said` is the rule in plain words."""

    id: str
    rule: Rule
    severity: str
    basis: str
    said: str


def safeguards_of(rows: Iterable[Mapping[str, str]], *, quoted: bool = False) -> tuple[Safeguard, ...]:
    """This function will read the rows of safeguards.csv, with `quoted` as for somebody else's log.

    Raises `RuleUnreadable`, `LimitUnreadable`, `ExpressionRefused`; rows of a mechanism were checked before.
    """
    return tuple(
        Safeguard(row["id"], rule_of(row["rule"], quoted=quoted), row["severity"], row["legal basis"], row["said"])
        for row in rows
    )
