"""A small mechanism whose files are all as they should be, for tests that spoil one of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tirek.packs.checkers import clocks, indicators, procedures, safeguards
from tirek.packs.kinds import kind_of
from tirek.packs.pack import Pack
from tirek.refusals import Problem

_HERE = Path(__file__).parent / "files"
FILES = {
    "pack.yaml": b"id: complaints\nversion: '1.0'\n",
    "forms/intake.md": (_HERE / "intake.md").read_bytes(),
    "who.csv": (_HERE / "who.csv").read_bytes(),
    "clocks.csv": (_HERE / "clocks.csv").read_bytes(),
    "safeguards.csv": (_HERE / "safeguards.csv").read_bytes(),
    "procedures/complaint.bpmn": (_HERE / "complaint.bpmn").read_bytes(),
    "indicators/torture.yaml": (_HERE / "torture.yaml").read_bytes(),
}
CHECKS = {
    "clocks": clocks.check,
    "safeguards": safeguards.check,
    "procedure": procedures.check,
    "indicator": indicators.check,
}


def problems(
    path: str, content: str | bytes | None = None, others: Mapping[str, bytes] = MappingProxyType({})
) -> list[Problem]:
    """What the checker of a file says when it, and others, hold this instead."""
    held = FILES[path] if content is None else content.encode() if isinstance(content, str) else content
    return list(CHECKS[kind_of(path)](Pack({**FILES, path: held, **others}), path))


def said(found: list[Problem]) -> list[tuple[str, int]]:
    """Each problem's id, and its row. The words are filled in as well, so that none lacks a fact."""
    for problem in found:
        assert str(problem.refusal)
        assert problem.refusal.hint % problem.refusal.facts
    return [(problem.refusal.id, problem.row) for problem in found]


def changed(path: str, old: str, new: str) -> str:
    """A file with one part of it replaced."""
    text = FILES[path].decode()
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)
