"""From a tree and answers to a value. Nothing of an expression is ever run as code."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from tirek.expressions.context import Context
from tirek.expressions.functions import FUNCTIONS
from tirek.expressions.parsing import Expression
from tirek.expressions.tree import Call, Chain, Literal, Name, Negative, Node
from tirek.expressions.values import (
    Atom,
    Result,
    Value,
    days_between,
    first_of,
    moment_of,
    number_of,
    on_the_wall,
    text_of,
    truth_of,
)

Values = Mapping[str, Value | Sequence[Value]]
"""Answers by name. An answer in a repeat is a sequence of its values; `.` is the name of the answer looked at.

A field that nobody answered is there with None; a name that is not there at all is refused, so that a slip of the pen
never passes for an empty answer.
"""

_COMPARED: Final[dict[str, Callable[[float, float], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluate(expression: Expression, values: Values, *, now: datetime) -> str | bool | float | date | datetime:
    """This function will evaluate an expression over answers by name. Raises `ExpressionRefused`.

    `now` must carry its time zone: in it days begin, and moments without one are told. Of several answers the first is
    given, of none an empty text. Numbers are doubles (`values.py` says why).
    """
    return first_of(_evaluated(expression.tree, Context(values, now)))


def holds(expression: Expression, values: Values, *, now: datetime) -> bool:
    """This function will say whether a condition is true of answers, as a gateway asks. Raises `ExpressionRefused`."""
    return truth_of(_evaluated(expression.tree, Context(values, now)))


def _evaluated(node: Node, context: Context) -> Result:
    context.spend()
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Name):
        return context.answers(node.name)
    if isinstance(node, Negative):
        number = number_of(_evaluated(node.operand, context), context.zone)
        return -number if node.odd else number
    if isinstance(node, Chain):
        return _chained(node, context)
    return _called(node, context)


def _chained(chain: Chain, context: Context) -> Result:
    result = _evaluated(chain.first, context)
    for sign, operand in chain.rest:
        if sign in ("and", "or"):
            if truth_of(result) == (sign == "or"):
                return sign == "or"  # what follows is left alone
            result = truth_of(_evaluated(operand, context))
        elif sign in _COMPARED:
            result = _compared(sign, result, _evaluated(operand, context), context)
        else:
            result = _computed(sign, result, _evaluated(operand, context), context)
    return result


def _called(call: Call, context: Context) -> Result:
    if call.name == "if":
        condition = truth_of(_evaluated(call.arguments[0], context))
        return _evaluated(call.arguments[1 if condition else 2], context)
    if call.name in ("coalesce", "once"):
        result = context.answers(".") if call.name == "once" else _evaluated(call.arguments[0], context)
        nothing = text_of(result, context.zone) in ("", "NaN")
        return _evaluated(call.arguments[-1], context) if nothing else result
    work = FUNCTIONS[call.name].work
    assert work is not None, call.name
    given = tuple(_evaluated(argument, context) for argument in call.arguments)
    for each in given:
        context.spend_on(each)
    return work(context, given)


def _computed(sign: str, left: Result, right: Result, context: Context) -> float:
    if sign == "-":
        later, earlier = moment_of(left, context.zone), moment_of(right, context.zone)
        if later is not None and earlier is not None:
            return days_between(later, earlier, context.zone)
    a, b = number_of(left, context.zone), number_of(right, context.zone)
    if sign == "+":
        return a + b
    if sign == "-":
        return a - b
    if sign == "*":
        return a * b
    return _divided(a, b) if sign == "div" else _remainder(a, b)


def _divided(a: float, b: float) -> float:
    if b != 0:
        return a / b
    return math.nan if a == 0 or math.isnan(a) else math.copysign(math.inf, a) * math.copysign(1, b)


def _remainder(a: float, b: float) -> float:
    return math.nan if b == 0 or math.isinf(a) else math.fmod(a, b)  # the sign of the dividend, as in XPath 1.0


def _compared(sign: str, left: Result, right: Result, context: Context) -> bool:
    """This function will compare as XPath 1.0 does: of answers in a repeat, one that fits is enough."""
    if isinstance(left, bool) or isinstance(right, bool):
        if sign in ("=", "!="):
            return _COMPARED[sign](truth_of(left), truth_of(right))
        one, other = (truth_of(each) if isinstance(each, tuple) else each for each in (left, right))
        return _pair(sign, one, other, context)
    lefts = left if isinstance(left, tuple) else (left,)
    rights = right if isinstance(right, tuple) else (right,)
    for one in lefts:
        context.spend(len(rights))
        if any(_pair(sign, one, other, context) for other in rights):
            return True
    return False


def _pair(sign: str, left: Atom, right: Atom, context: Context) -> bool:
    compare = _COMPARED[sign]
    if isinstance(left, str) and isinstance(right, str) and sign in ("=", "!="):
        return (left == right) == (sign == "=")
    if isinstance(left, str | bool) and isinstance(right, str | bool) and sign in ("=", "!="):
        # Here a bool is an answer, stored as “true” or “false”; true() and false() are met above.
        return (text_of(left, context.zone) == text_of(right, context.zone)) == (sign == "=")
    one, other = moment_of(left, context.zone), moment_of(right, context.zone)
    if one is not None and other is not None:
        shown = (on_the_wall(each, context.zone) for each in (one, other))
        return compare(next(shown).timestamp(), next(shown).timestamp())
    return compare(number_of(left, context.zone), number_of(right, context.zone))
