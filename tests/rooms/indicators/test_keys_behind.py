"""The keys of the records behind many cells at once are those behind each."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul
from tests.programme import attended, people, programme, training
from tests.rooms.indicators.reporting import the
from tests.rooms.indicators.test_money_figures import two_quarters
from tirek import indicators
from tirek.indicators import Scope, evaluate, keys_behind, read_definition, records_behind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", [spec["code"] for spec in indicators.standard_figures("USD")])
@pytest.mark.parametrize("period", ["", "2022-Q3", "..2022-Q4", "2023"])
def test_it_works(code: str, period: str) -> None:
    programme()
    indicators.ensure_standard_figures(aigul(), the())
    two_quarters()
    definition, scope = indicators.figure_definition(the(), code).definition, Scope(the().pk, None, period)
    splits = evaluate(definition, scope).splits
    cells = [None, *((split.dimension, name) for split in splits for name in split.cells), ("activity", "7.7")]
    with CaptureQueriesContext(connection) as queries:
        found = keys_behind(definition, scope, cells)
    assert len(queries) == 1
    assert {cell: sorted(keys) for cell, keys in found.items()} == {
        cell: sorted(str(key) for key in records_behind(definition, scope, cell).values_list("pk", flat=True))
        for cell in cells
    }


def test_people_are_found_cell_by_cell() -> None:
    programme()
    event = training()
    attended(event, *people(6), *people(7, "male"))
    texts = {name: dict.fromkeys(("en", "ru", "kk"), "x") for name in ("title", "question", "unit")}
    definition = read_definition({"code": "trained", **texts, "counts": "attendances", "split_by": ["sex"]})
    found = keys_behind(definition, Scope(the().pk), [None, ("sex", "female"), ("sex", "male")])
    assert {cell: len(keys) for cell, keys in found.items()} == {None: 13, ("sex", "female"): 6, ("sex", "male"): 7}
