"""The parts of a parsed expression. Each knows how deep the tree is below it, itself included."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a number as it was written."""

    value: str | float
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Name:
    """`${name}`, or `.` for the answer that is being looked at."""

    name: str
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Negative:
    """An operand with a minus before it; two of these cancel out but still make a number of it."""

    operand: Node
    odd: bool
    depth: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined from left to right by operators of one rank: as wide as it likes, one level deep."""

    first: Node
    rest: tuple[tuple[str, Node], ...]
    depth: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]
    depth: int


Node = Literal | Name | Negative | Chain | Call
