"""Numbers in words: rounded, not cut."""

from __future__ import annotations

import pytest
from django.utils import translation

from tirek.studies import in_tenths
from tirek.web.templatetags.studies import percent


@pytest.mark.parametrize(
    ("number", "said"),
    [(0.0, "0.0"), (0.05, "0.1"), (8.8666, "8.9"), (99.96, "100.0"), (-0.25, "-0.3"), (1234.5, "1,234.5")],
)
def test_it_works(number: float, said: str) -> None:
    with translation.override("en"):
        assert in_tenths(number) == said


def test_a_share_is_the_same_wherever_it_is_told() -> None:
    with translation.override("en"):
        assert percent(133 / 1500) == "8.9 %"
    with translation.override("ru"):
        assert percent(133 / 1500).startswith("8,9")
