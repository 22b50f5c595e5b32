"""YAML is read as texts, lists and maps alone, and a file that nests without end costs a sentence, not the process."""

from __future__ import annotations

import pytest

from tirek.packs.yaml_files import Fault, read_yaml


def test_it_works() -> None:
    assert read_yaml("id: visits\nlanguages: [en, kk]\n") == {"id": "visits", "languages": ["en", "kk"]}


@pytest.mark.parametrize(
    "text", ["[" * 60_000 + "]" * 60_000, "{a: " * 60_000 + "1" + "}" * 60_000, "- " * 60_000 + "a"]
)
def test_what_nests_without_end_is_refused(text: str) -> None:
    with pytest.raises(Fault) as refused:
        read_yaml(text)
    assert refused.value.refusal.id == "pack-yaml-too-deep"
