"""Out of one house and into another: the same programme, the same figures, the same reports."""

from __future__ import annotations

import json
from typing import Any

from tirek import exchange, ledger
from tirek.directory import Account
from tirek.plans import Programme


def test_it_works(demo: dict[str, str], second_house: Any) -> None:
    exported = exchange.export_programme(account=coordinator(), programme=Programme.objects.get()).read()
    with second_house():
        exchange.import_programme(account=coordinator(), name="programme.json", content=exported)
        assert ledger.verify().ok
        again = exchange.written(Programme.objects.get()).read()
    assert tables(again) == tables(exported)


def coordinator() -> Account:
    return Account.objects.select_related("office").get(username="coordinator")


def tables(content: bytes) -> Any:
    found = json.loads(content)["tables"]
    return {name: rows for name, rows in found.items() if name != "moments"}
