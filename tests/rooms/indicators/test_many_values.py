"""Many figures at once come to what each comes to by itself: in every period, as of every head, remembered or not."""

from __future__ import annotations

import random
from datetime import date

import pytest

from tests.programme import attended, people, programme, training
from tests.rooms.indicators.reporting import RESIDENTS, TEXTS, TRUST, approve, approved, by_sex, defined, reported, the
from tirek import ledger
from tirek.indicators import Scope, evaluate, values_at, values_of

pytestmark = pytest.mark.django_db
QUARTERS = ["2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1"]
PERIODS = ["", "2022", "2023", "..2022", *QUARTERS, *(f"..{each}" for each in QUARTERS)]
SPECS = [
    RESIDENTS,
    TRUST,
    RESIDENTS | {"code": "later", "period": {"from": date(2022, 7, 1)}},
    RESIDENTS | {"code": "earlier", "period": {"to": date(2022, 12, 30)}},
    TEXTS | {"code": "people", "counts": "people", "split_by": ["sex"]},
]


@pytest.mark.parametrize("seed", range(4))
def test_it_works(seed: int) -> None:
    programme()
    figures = defined(*SPECS)
    attended(training(), *people(12), *people(9, "male"))
    chance, heads = random.Random(seed), []
    for code in ("residents", "later", "earlier", "trust"):
        for key in chance.sample(QUARTERS, 3):
            enter(chance, code, key)
        heads.append(ledger.heads())
    asked = [(each.definition, period) for each in figures for period in PERIODS]
    for as_of in (None, *heads):
        scope = Scope(the().pk, as_of)
        alone = {
            (figure.code, period): evaluate(figure, Scope(scope.programme, as_of, period)) for figure, period in asked
        }
        assert values_at(asked, scope) == alone
    now = values_of((each, period) for each in figures for period in PERIODS)
    assert now == {key: evaluate(*each) for key, each in _by_key(figures).items()}
    assert values_of((each, period) for each in figures for period in PERIODS) == now


def enter(chance: random.Random, code: str, key: str) -> None:
    """A version that is mostly approved, and at times a second one."""
    for base in range(chance.choice([1, 1, 2])):
        value, splits = chance.randrange(100), {}
        if code != "trust":
            splits = by_sex(female := chance.randrange(value + 1), value - female)
        made = reported(code, key, value, splits=splits, base=base)
        if chance.random() < 0.8:
            approve(made)


def _by_key(figures):
    return {
        (each.code, period): (each.definition, Scope(the().pk, None, period)) for each in figures for period in PERIODS
    }


def test_what_people_reported_is_one_question(django_assert_num_queries) -> None:
    programme()
    figures = defined(RESIDENTS, TRUST)
    approved("residents", "2022-Q3", 96, splits=by_sex(51, 45))
    asked = [(each.definition, period) for each in figures for period in PERIODS]
    scope = Scope(the().pk)
    with django_assert_num_queries(1):
        found = values_at(asked, scope)
    assert (found["residents", "..2022-Q4"].number, found["trust", ""].number) == (96, None)
