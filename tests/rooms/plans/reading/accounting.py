"""Which lines of a document a plan refers to, found by walking through all that was read."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from tirek.plans.reading.markup import is_decoration, plain
from tirek.plans.reading.plan import Plan, Value


def referred(thing: Any) -> set[int]:
    """This function will collect every line number in a thing that was read, however deep."""
    if is_dataclass(thing):
        found: set[int] = set()
        for field in fields(thing):
            value = getattr(thing, field.name)
            if field.name == "line":
                found.add(value)
            elif field.name == "continued" and isinstance(thing, Value):
                found.update(value)
            elif field.name not in ("lines", "marks", "amount_years", "table_headings"):
                found |= referred(value)
        return found
    if isinstance(thing, tuple | list):
        return set().union(*map(referred, thing))
    if isinstance(thing, dict):
        return set().union(*map(referred, thing.values()))
    return set()


def unaccounted(plan: Plan) -> set[int]:
    """This function will give the lines that say anything and are neither used, nor headings, nor unread."""
    printed = {line.number for line in plan.lines if not is_decoration(plain(line.text))}
    return printed - referred(plan) - set(plan.table_headings)
