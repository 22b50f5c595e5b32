"""The functions of the language: what each takes, and what it gives.

Where JavaRosa (devices) and xforms-engine (browsers) agree, so do these; where not, these follow the ODK XForms
specification, then XPath 1.0. The differences that are known are rows of the tests' table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from types import MappingProxyType
from typing import Final

from tirek.expressions import moments
from tirek.expressions.context import Context
from tirek.expressions.patterns import compiled, found
from tirek.expressions.values import SPACE, Atom, Result, number_of, text_of, truth_of

MANY: Final = 1000

Arguments = tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """How a function is called. `of_names` where it goes through answers, `pairs` where arguments come in twos."""

    least: int
    most: int
    work: Callable[[Context, Arguments], Result] | None = None
    of_names: bool = False
    pairs: bool = False

    @property
    def takes(self) -> str:
        """This function will say how many arguments: 1, 1–2, 2+."""
        if self.most >= MANY:
            return f"{self.least}+"
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


def _texts(take: Callable[..., Result]) -> Callable[[Context, Arguments], Result]:
    """This function will make a function of plain texts one of any values."""
    return lambda context, given: take(*(text_of(each, context.zone) for each in given))


def _numbers(take: Callable[..., Result]) -> Callable[[Context, Arguments], Result]:
    """This function will make a function of plain numbers one of any values."""
    return lambda context, given: take(*(number_of(each, context.zone) for each in given))


def _each(given: Arguments) -> Iterator[Atom]:
    """This function will give every value, those of several answers one by one."""
    for result in given:
        if isinstance(result, tuple):
            yield from result
        else:
            yield result


def _substr(context: Context, given: Arguments) -> str:
    text = text_of(given[0], context.zone)
    start, end = (_place(context, given[at], len(text)) if at < len(given) else len(text) for at in (1, 2))
    return text[start:end]


def _place(context: Context, given: Result, length: int) -> int:
    number = number_of(given, context.zone)
    if math.isnan(number):
        return 0
    place = int(max(-1e9, min(1e9, number)))
    return max(0, min(length, place + length if place < 0 else place))


def _before(text: str, part: str) -> str:
    head, parted, _ = text.partition(part) if part else ("", "", "")
    return head if parted else ""


def _after(text: str, part: str) -> str:
    return text.partition(part)[2] if part else text


def _translated(text: str, these: str, those: str) -> str:
    table: dict[int, str] = {}
    for place, character in enumerate(these):
        table.setdefault(ord(character), those[place : place + 1])
    return text.translate(table)


def _items(text: str) -> list[str]:
    return [item for item in text.translate({ord(each): " " for each in SPACE}).split(" ") if item]


def _selected_at(context: Context, given: Arguments) -> str:
    items = _items(text_of(given[0], context.zone))
    number = number_of(given[1], context.zone)
    return items[int(number)] if -1 < number < len(items) else ""


def _rounded(context: Context, given: Arguments) -> float:
    number = number_of(given[0], context.zone)
    places = number_of(given[1], context.zone) if len(given) > 1 else 0.0
    if math.isnan(places) or math.isinf(places) or abs(places) > 30:
        return math.nan  # as in JavaRosa
    if math.isnan(number) or math.isinf(number) or number == 0:
        return number
    shifted = Decimal(repr(number)).scaleb(int(places)) + Decimal("0.5")  # half goes up, as in XPath 1.0
    if shifted.adjusted() >= 27:
        return number  # it has no such digit
    return float(shifted.to_integral_value(ROUND_FLOOR).scaleb(-int(places)))


def _whole(number: float, rounded: Callable[[float], int]) -> float:
    return number if math.isnan(number) or math.isinf(number) else float(rounded(number))


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:
        return math.inf if base == 0 else math.nan


def _sum(context: Context, given: Arguments) -> float:
    total = 0.0
    for each in _each(given):
        total += number_of(each, context.zone)
    return total


def _extreme(pick: Callable[[list[float]], float]) -> Callable[[Context, Arguments], Result]:
    def extreme(context: Context, given: Arguments) -> float:
        numbers = [number_of(each, context.zone) for each in _each(given)]
        return pick(numbers) if numbers and not any(math.isnan(each) for each in numbers) else math.nan

    return extreme


def _joined(context: Context, given: Arguments) -> str:
    return text_of(given[0], context.zone).join(text_of(each, context.zone) for each in _each(given[1:]))


def _checklist(context: Context, given: Arguments) -> bool:
    return _within(context, given, sum(truth_of(each) for each in _each(given[2:])))


def _weighted_checklist(context: Context, given: Arguments) -> bool:
    flags, weights = list(_each(given[2::2])), list(_each(given[3::2]))
    if len(flags) != len(weights):
        return False
    weighed = (number_of(weight, context.zone) for flag, weight in zip(flags, weights, strict=True) if truth_of(flag))
    return _within(context, given, sum(weighed))


def _within(context: Context, given: Arguments, total: float) -> bool:
    least, most = (number_of(each, context.zone) for each in given[:2])
    return (least == -1 or total >= least) and (most == -1 or total <= most)


def _matches(context: Context, given: Arguments) -> bool:
    text, pattern = (text_of(each, context.zone) for each in given)
    return found(compiled(pattern), text, context.spend)


FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType(
    {
        "true": Function(0, 0, lambda _, given: True),
        "false": Function(0, 0, lambda _, given: False),
        "boolean": Function(1, 1, lambda _, given: truth_of(given[0])),
        "not": Function(1, 1, lambda _, given: not truth_of(given[0])),
        "number": Function(1, 1, _numbers(lambda number: number)),
        "string": Function(1, 1, _texts(lambda text: text)),
        "boolean-from-string": Function(1, 1, _texts(lambda text: text in ("1", "true"))),
        # These three have no work of their own: evaluation.py leaves alone the arguments that they do not need.
        "if": Function(3, 3),
        "coalesce": Function(2, 2),
        "once": Function(1, 1),
        "concat": Function(1, MANY, lambda context, given: _joined(context, ("", *given))),
        "join": Function(1, MANY, _joined),
        "substr": Function(2, 3, _substr),
        "substring-before": Function(2, 2, _texts(_before)),
        "substring-after": Function(2, 2, _texts(_after)),
        "string-length": Function(1, 1, _texts(lambda text: float(len(text)))),
        "contains": Function(2, 2, _texts(lambda text, part: part in text)),
        "starts-with": Function(2, 2, _texts(str.startswith)),
        "ends-with": Function(2, 2, _texts(str.endswith)),
        "normalize-space": Function(1, 1, _texts(lambda text: " ".join(_items(text)))),
        "translate": Function(3, 3, _texts(_translated)),
        "regex": Function(2, 2, _matches),
        "selected": Function(2, 2, _texts(lambda items, item: item.strip(SPACE) in (_items(items) or [""]))),
        "selected-at": Function(2, 2, _selected_at),
        "count-selected": Function(1, 1, _texts(lambda items: float(len(_items(items))))),
        "int": Function(1, 1, _numbers(lambda number: _whole(number, math.trunc))),
        "floor": Function(1, 1, _numbers(lambda number: _whole(number, math.floor))),
        "ceiling": Function(1, 1, _numbers(lambda number: _whole(number, math.ceil))),
        "round": Function(1, 2, _rounded),
        "abs": Function(1, 1, _numbers(abs)),
        "pow": Function(2, 2, _numbers(_power)),
        "sum": Function(1, 1, _sum, of_names=True),
        "min": Function(1, MANY, _extreme(min)),
        "max": Function(1, MANY, _extreme(max)),
        "count": Function(1, 1, lambda _, given: float(len(list(_each(given)))), of_names=True),
        "count-non-empty": Function(
            1, 1, lambda _, given: float(sum(each != "" for each in _each(given))), of_names=True
        ),
        "checklist": Function(2, MANY, _checklist),
        "weighted-checklist": Function(2, MANY, _weighted_checklist, pairs=True),
        "today": Function(0, 0, moments.today),
        "now": Function(0, 0, moments.now),
        "date": Function(1, 1, moments.day),
        "date-time": Function(1, 1, moments.moment),
        "decimal-date-time": Function(1, 1, moments.decimal_moment),
        "decimal-time": Function(1, 1, moments.decimal_time),
        "format-date": Function(2, 2, moments.formatted),
        "format-date-time": Function(2, 2, moments.formatted),
    }
)
