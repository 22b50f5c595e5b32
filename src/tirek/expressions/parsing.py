"""From text to a tree."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: its text, and the names (`${name}`) that it reads."""

    text: str
    names: frozenset[str]


def parse(text: str) -> Expression:
    """This function will read an expression of XLSForm's language. Raises `ExpressionRefused`."""
    raise NotImplementedError
