"""A kind of finding: its code, its weight and its words, written once beside the rule that looks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tirek.plans.checks.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding, with all that a reader of the catalogue needs.

    `message` and `advice` are English templates marked with `gettext_noop` and filled from the facts of a finding;
    `example` holds facts that fill both, so that the catalogue can show a whole sentence.
    """

    code: str
    severity: Severity
    looks_for: str
    message: str
    advice: str
    example: Mapping[str, str]

    def at(
        self, where: int | Iterable[int], printed: str | None = None, computed: str | None = None, /, **facts: str
    ) -> Finding:
        """This function will make a finding of this kind at these lines."""
        lines = (where,) if isinstance(where, int) else tuple(sorted(set(where)))
        return Finding(self.code, self.severity, self.message, lines, printed, computed, self.advice, facts)
