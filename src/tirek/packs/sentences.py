"""One thing that changed, as a sentence that can be said in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: a sentence marked for translators, what fills it, and the file that it is about."""

    sentence: str
    facts: Mapping[str, object]
    file: str

    def __str__(self) -> str:
        return self.sentence % self.facts
