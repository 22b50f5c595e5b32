"""What the house says when it will not do a thing: a stable id, a sentence, a hint."""

from __future__ import annotations

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
