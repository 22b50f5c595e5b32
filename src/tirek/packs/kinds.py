"""Which kinds of file a mechanism is made of, each by the path that it may have."""

from __future__ import annotations

import re
from collections.abc import Mapping

Files = Mapping[str, bytes]
"""The files of a mechanism by their paths, with `/` between folder and name."""

SERVICE = r"services/[a-z][a-z0-9-]{0,39}/"
"""The folder of a service that is studied: how it runs and how it should, of which nothing is carried out here."""

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("readme", re.compile(r"README(\.[a-z]{2,3})?\.md")),
    ("pack", re.compile(r"pack\.yaml")),
    ("ready", re.compile(r"ready\.yaml")),
    ("who", re.compile(r"who\.csv")),
    ("clocks", re.compile(rf"({SERVICE})?clocks\.csv")),
    ("safeguards", re.compile(rf"({SERVICE})?safeguards\.csv")),
    ("form", re.compile(r"forms/[^/]+\.(md|xlsx)")),
    ("media", re.compile(r"forms/media/[^/]+")),
    ("procedure", re.compile(r"procedures/[^/]+\.bpmn")),
    ("indicator", re.compile(r"indicators/[^/]+\.yaml")),
    ("report", re.compile(r"reports/[^/]+\.md")),
    ("words", re.compile(r"words/[a-z]{2,3}\.csv")),
    ("example", re.compile(r"examples/[^/]+\.yaml")),
    ("service", re.compile(rf"{SERVICE}service\.yaml")),
    ("model", re.compile(rf"{SERVICE}(as-is|to-be)\.bpmn")),
    ("synthetic", re.compile(rf"{SERVICE}synthetic\.yaml")),
)
TABLES = frozenset({"who", "clocks", "safeguards", "words"})
"""The kinds that are CSV tables."""
BINARY = frozenset({"media"})
"""The kinds that need not be text; a form may be a workbook, too."""

LARGEST: dict[str, int] = {
    "form": 4 * 1024 * 1024,
    "media": 8 * 1024 * 1024,
    "procedure": 2 * 1024 * 1024,
    "model": 2 * 1024 * 1024,
}
LARGEST_TEXT = 512 * 1024


def kind_of(path: str) -> str:
    """This function will give the kind of a file by its path in the folder, "" for what no mechanism holds."""
    return next((kind for kind, pattern in KINDS if pattern.fullmatch(path)), "")


def largest(path: str) -> int:
    """This function will give how many bytes a file of this path may have."""
    return LARGEST.get(kind_of(path), LARGEST_TEXT)


def is_text(path: str) -> bool:
    """This function will say whether a file of this path is text."""
    return kind_of(path) not in BINARY and not path.endswith(".xlsx")
