"""What the house says when it will not do a thing: a stable id, a sentence, a hint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


class Refusal(Exception):
    """This class will carry one refusal to whoever asked, on a page or a command line.

    A subclass names its `id` (stable, kebab-case, listed in docs/look-up/refusals.md), its `sentence` and its
    `hint`, both marked with `gettext_noop` and filled from the keyword arguments, as in `%(name)s`.
    """

    id: ClassVar[str]
    sentence: ClassVar[str]
    hint: ClassVar[str] = ""

    def __init__(self, **facts: Any) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence % self.facts


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file: where, and the refusal that says what. A checker gives all that it finds.

    `row` counts as the file's own program shows it, from 1; 0 where no row can be named. `file` and `sheet` are empty
    where the one who asked knows which file it is.
    """

    refusal: Refusal
    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""


def refusal_as_json(refusal: Refusal) -> dict[str, Any]:
    """This function will keep what a refusal says, for a page that shows it later in any language."""
    return {"sentence": refusal.sentence, "hint": refusal.hint, "facts": {k: str(v) for k, v in refusal.facts.items()}}
