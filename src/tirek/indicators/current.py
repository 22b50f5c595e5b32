"""Values as of now, remembered: what a figure comes to as of a position of every chain can never change.

The memory is this process's own and holds counts alone; a write anywhere moves a head, and with it the key.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from django.core.cache import cache

from tirek.indicators.counting import evaluate
from tirek.indicators.models import FigureDefinition
from tirek.indicators.scope import Scope
from tirek.indicators.value import FigureValue
from tirek.ledger import heads

SECONDS = 600


def values_now(definitions: Iterable[FigureDefinition], period: str = "") -> dict[str, FigureValue]:
    """This function will give the value of each definition, with its splits, by code, as of the heads of now."""
    return {code: value for (code, _), value in values_of((each, period) for each in definitions).items()}


def values_of(asked: Iterable[tuple[FigureDefinition, str]]) -> dict[tuple[str, str], FigureValue]:
    """This function will give the values of definitions in periods, by code and period, as of the heads of now."""
    as_of = heads()
    moment = sha256(repr(sorted(as_of.items())).encode()).hexdigest()
    keys = {f"figure:{each.pk}:{period}:{moment}": (each, period) for each, period in asked}
    known: dict[str, FigureValue] = cache.get_many(keys)
    fresh = {
        key: evaluate(each.definition, Scope(each.programme_id, as_of, period))
        for key, (each, period) in keys.items()
        if key not in known
    }
    cache.set_many(fresh, SECONDS)
    return {(each.code, period): (known | fresh)[key] for key, (each, period) in keys.items()}
