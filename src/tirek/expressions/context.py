"""What an evaluation knows while it runs: the answers, the time, and how many steps are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final

from tirek.expressions.errors import ExpressionTooCostly, NameNotGiven
from tirek.expressions.values import Nodes, Result, Value, taken_in

MOST_STEPS: Final = 100_000
_TEXT_IN_A_STEP: Final = 100  # characters that count as one step where a function goes through a text


class Context:
    """This class will answer for names, and end an evaluation that takes too many steps."""

    def __init__(self, values: Mapping[str, Value | Sequence[Value]], now: datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("now must say its time zone")
        self.values = values
        self.now = now
        self.zone: tzinfo = now.tzinfo
        self.left = MOST_STEPS

    def spend(self, steps: int = 1) -> None:
        """This function will count steps: not seconds, so that the same expression is refused everywhere or nowhere."""
        self.left -= steps
        if self.left < 0:
            raise ExpressionTooCostly(most=MOST_STEPS)

    def spend_on(self, result: Result) -> None:
        """This function will count what it takes to go through a value once."""
        if isinstance(result, tuple):
            self.spend(len(result) + sum(len(each) for each in result if isinstance(each, str)) // _TEXT_IN_A_STEP)
        elif isinstance(result, str):
            self.spend(len(result) // _TEXT_IN_A_STEP)

    def answers(self, name: str) -> Nodes:
        """This function will give the answers of a name: one, or those of a repeat."""
        if name not in self.values:
            raise NameNotGiven(name=name)
        given = self.values[name]
        if isinstance(given, str) or not isinstance(given, Sequence):
            return (taken_in(given, self.zone),)
        self.spend(len(given))
        return tuple(taken_in(each, self.zone) for each in given)
