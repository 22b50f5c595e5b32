"""What is wrong with an IATI file. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext, pgettext

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: how bad, by which rule, where, and in words.

    `rule` is the id that the IATI Secretariat gives a rule ("7.5.3"), `schema`, `codelist`, or one of ours
    (`tirek-…`). `place` is the path of the element at fault and `line` its line in the file.
    """

    severity: Severity
    rule: str
    place: str
    line: int
    template: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity_name(self) -> str:
        """This property will name how bad it is, in the language of the page."""
        names = {"error": gettext("Error"), "warning": gettext("Warning"), "note": pgettext("finding", "Note")}
        return names[self.severity]

    @property
    def sentence(self) -> str:
        """This property will say the problem in the language of the page."""
        said = gettext(self.template)
        return said % self.facts if self.facts else said
