"""What is said of an expression that cannot be read or evaluated."""

from __future__ import annotations

from tirek.refusals import Refusal


class ExpressionRefused(Refusal):
    """The first of the refusals of expressions; each kind is a class of its own below it."""
