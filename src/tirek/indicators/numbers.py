"""Many figures in many periods, as plain numbers: one question to each table, however many figures are asked.

What is counted is what `counting` says: its own conditions, set beside one another in one aggregate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce
from hashlib import sha256
from operator import and_
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.cache import cache
from django.db.models import Aggregate, Count, Q, Sum

from tirek.indicators.counting import TABLES, belonging, narrowing
from tirek.indicators.definition import Definition
from tirek.indicators.models import FigureDefinition
from tirek.indicators.scope import Scope
from tirek.ledger import heads

SECONDS = 600
AT_ONCE = 400  # columns of one answer; PostgreSQL takes 1,664
LATEST = ("-date", "-entered_position", "-id")
Asked = tuple[FigureDefinition, str]
Number = Decimal | None


def numbers_now(asked: Iterable[Asked]) -> dict[tuple[str, str], Number]:
    """This function will give the numbers of counted figures in periods, by code and period, as of the heads of now.

    Figures of money and those whose values are reported are not counted, and not given.
    """
    as_of = heads()
    moment = sha256(repr(sorted(as_of.items())).encode()).hexdigest()
    keys = {f"number:{each.pk}:{period}:{moment}": (each, period) for each, period in asked if _counted(each)}
    known: dict[str, Number] = cache.get_many(keys)
    fresh: dict[str, Number] = {}
    for kind in dict.fromkeys(each.definition.counts for each, _ in keys.values()):
        wanted = [key for key in keys if key not in known and keys[key][0].definition.counts == kind]
        for few in _batches(wanted):
            fresh |= zip(few, _count([keys[key] for key in few], as_of), strict=True)
    cache.set_many(fresh, SECONDS)
    return {(each.code, period): (known | fresh)[key] for key, (each, period) in keys.items()}


def _counted(each: FigureDefinition) -> bool:
    return each.definition.counts in TABLES


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _count(asked: Sequence[Asked], as_of: dict[str, int]) -> list[Number]:
    """The numbers of figures that count the same table."""
    first, _period = asked[0]
    rows = TABLES[first.definition.counts]._default_manager.filter(
        *belonging(first.definition, Scope(first.programme_id, as_of))
    )
    columns = {
        f"n{at}": aggregate_of(each.definition, Scope(each.programme_id, as_of, period))
        for at, (each, period) in enumerate(asked)
    }
    found = rows.order_by().aggregate(**columns)
    return [number_of(each, period, found[f"n{at}"]) for at, (each, period) in enumerate(asked)]


def aggregate_of(definition: Definition, scope: Scope) -> Aggregate:
    """This function will give the column that counts a figure in a period, beside others of the same table."""
    condition = reduce(and_, narrowing(definition, scope), Q(pk__isnull=False))
    if definition.counts == "people":
        return Count("person", distinct=True, filter=condition)
    if definition.counts != "measurement":
        return Count("pk", filter=condition)
    if definition.combine == "sum":
        return Sum("value", filter=condition)
    return ArrayAgg("value", filter=condition, order_by=LATEST)


def number_of(each: FigureDefinition, period: str, found: Any) -> Number:
    """This function will read what such a column came to."""
    if each.definition.counts == "offices" and period:
        return None
    if isinstance(found, list):
        return found[0] if found else None
    return None if found is None else Decimal(found)
