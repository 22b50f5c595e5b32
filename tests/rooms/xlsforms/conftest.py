"""What the tests of forms share."""

from __future__ import annotations

from typing import Any

import pytest

from tirek.xlsforms import conversion


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small forms of ours are converted here instead of in a child each: that takes a fifth of the time."""

    def run(function: str, payload: bytes, *, seconds: float, megabytes: int, **arguments: Any) -> bytes:
        assert function == "tirek.xlsforms.conversion:as_json"
        return conversion.as_json(payload, progress=None, **arguments)

    monkeypatch.setattr(conversion, "run_bounded", run)
