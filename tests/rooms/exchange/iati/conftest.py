"""No file of the environment decides for a test."""

import pytest

from tirek.exchange.iati.problems import RULESET
from tirek.exchange.iati.publisher import PUBLISHER


@pytest.fixture(autouse=True)
def _our_own_decisions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PUBLISHER, raising=False)
    monkeypatch.delenv(RULESET, raising=False)
