"""Values as of now, remembered: what a figure comes to as of a position of every chain can never change.

The memory is this process's own and holds counts alone; a write anywhere moves a head, and with it the key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256

from django.core.cache import cache

from tirek.indicators import reported_values
from tirek.indicators.counting import evaluate
from tirek.indicators.definition import Definition
from tirek.indicators.models import FigureDefinition
from tirek.indicators.scope import Scope
from tirek.indicators.value import FigureValue
from tirek.ledger import heads

SECONDS = 600
Asked = tuple[FigureDefinition, str]
"""A figure and the period that it is asked for."""


def values_now(definitions: Iterable[FigureDefinition], period: str = "") -> dict[str, FigureValue]:
    """This function will give the value of each definition, with its splits, by code, as of the heads of now."""
    return {code: value for (code, _), value in values_of((each, period) for each in definitions).items()}


def values_of(asked: Iterable[Asked]) -> dict[tuple[str, str], FigureValue]:
    """This function will give the values of definitions in periods, by code and period, as of the heads of now."""
    as_of = heads()
    moment = sha256(repr(sorted(as_of.items())).encode()).hexdigest()
    keys = {f"figure:{each.pk}:{period}:{moment}": (each, period) for each, period in asked}
    known: dict[str, FigureValue] = cache.get_many(keys)
    missing = {key: each for key, each in keys.items() if key not in known}
    fresh: dict[str, FigureValue] = {}
    for programme in {each.programme_id for each, _period in missing.values()}:
        of_it = {key: each for key, each in missing.items() if each[0].programme_id == programme}
        values = values_at([(each.definition, period) for each, period in of_it.values()], Scope(programme, as_of))
        fresh |= {key: values[each.code, period] for key, (each, period) in of_it.items()}
    cache.set_many(fresh, SECONDS)
    return {(each.code, period): (known | fresh)[key] for key, (each, period) in keys.items()}


def values_at(asked: Collection[tuple[Definition, str]], scope: Scope) -> dict[tuple[str, str], FigureValue]:
    """This function will give the values of a programme's figures in periods, by code and period, as of a scope.

    What people reported of them is read at once.
    """
    reported = [each for each in asked if each[0].counts == "reported"]
    found = reported_values.evaluate_many(reported, scope) if reported else {}
    for definition, period in asked:
        if definition.counts != "reported":
            found[definition.code, period] = evaluate(definition, Scope(scope.programme, scope.as_of, period))
    return found
