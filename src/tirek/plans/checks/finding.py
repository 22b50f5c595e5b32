"""A finding: what a check saw, where, what the document prints and what we compute. Never a correction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "question", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one check.

    `message` and `advice` are English templates marked with `gettext_noop` at their definition and filled from
    `facts` (`%(name)s`), so that a page can say them in any language. `where` are line numbers, ascending.
    """

    code: str
    severity: Severity
    message: str
    where: tuple[int, ...]
    printed: str | None = None
    computed: str | None = None
    advice: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """This property will say the finding in English."""
        return self.message % self.facts

    @property
    def hint(self) -> str:
        """This property will say, in English, what a person may do about it."""
        return self.advice % self.facts
