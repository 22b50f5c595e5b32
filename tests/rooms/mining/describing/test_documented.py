"""The page on the log command knows every key of an answer and every filter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from tirek.mining.describing.bottlenecks import bottlenecks_of
from tirek.mining.describing.description import describe
from tirek.mining.describing.flow import flow_of
from tirek.mining.describing.handovers import handovers_of
from tirek.mining.describing.resources import load_of
from tirek.mining.describing.rework import rework_of
from tirek.mining.describing.variants import variants_of
from tirek.mining.filtering.filters import KINDS, WAYS
from tirek.mining.log import log_of

PAGE = (Path(__file__).parents[4] / "docs" / "look-up" / "log-command.md").read_text(encoding="utf-8")
S = 1_000_000
LOG = log_of(
    ["1", "1", "1", "2", "2"],
    ["A", "B", "B", "A", "B"],
    [0, S, 5 * S, 0, 9 * S],
    events={"who": ["X", "Y", "Y", "X", "Y"]},
    roles={"resource": "who"},
)
ANSWERS = {
    "describe": describe(LOG).as_json(),
    "dfg": flow_of(LOG).as_json(),
    "variants": variants_of(LOG).as_json(),
    "bottlenecks": bottlenecks_of(LOG).as_json(),
    "rework": rework_of(LOG).as_json(),
    "handovers": handovers_of(LOG).as_json(),
    "load": load_of(LOG).as_json(),
}


def keys(answer: object) -> Iterator[str]:
    if isinstance(answer, dict):
        for key, value in answer.items():
            yield str(key)
            yield from keys(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from keys(value)


@pytest.mark.parametrize("verb", ANSWERS)
def test_every_key_of_an_answer_is_documented(verb: str) -> None:
    section = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    told = next(part for part in section if part.startswith(f"{verb}\n"))
    found = {key for key in keys(ANSWERS[verb]) if key not in "ABXY"}
    assert len(found) > 3
    assert {key for key in found if f"`{key}`" not in told} == set()


def test_every_filter_is_documented() -> None:
    told = PAGE[PAGE.index("## Filters") :]
    for kind in KINDS.values():
        names = [kind.kind, *(field.name.rstrip("_") for field in fields(kind))]
        assert {name for name in names if f"`{name}`" not in told and f'"{name}"' not in told} == set()
    assert all(f"`{way}`" in told for way in WAYS)
