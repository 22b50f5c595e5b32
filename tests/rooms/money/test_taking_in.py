"""Taking in a cost report."""

from __future__ import annotations

import pytest

from tests.programme import programme
from tests.rooms.money.books import budget, by, printed, spent, total
from tirek.ledger import verify

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    programme()
    budget()
    report = spent(printed("1,000.50"), printed("(200.00)", commitment="50"), printed("80.04", account="75100"))
    assert (report.line_count, str(report.amount), str(report.commitment)) == (3, "880.54", "50.00")
    assert str(total()) == "880.54"
    assert {key: str(value) for key, value in by("expenditure", "activity", "kind").items()} == {
        ("", "fee"): "80.04",
        ("1.1", "direct"): "800.50",
    }
    assert verify().ok
