"""Reads a text: tab tables and Markdown tables become rows, all else stays a line as it is."""

from __future__ import annotations

import re

from tirek.bounded import Progress
from tirek.plans.errors import WrongFileType
from tirek.plans.reading.encoding import decoded
from tirek.plans.reading.markup import is_decoration, plain
from tirek.plans.reading.plan import Line
from tirek.plans.reading.readers.written import Written

LINE_END = re.compile(r"\r\n|\n|\r")  # what editors count; str.splitlines knows more
PIPE = re.compile(r"(?<!\\)\|")
NUMBERING = re.compile(r"\s*(?:[-•*]|\(?(?:[0-9]{1,2}|(?:[IVXivx]{1,4}|[a-z])(?=[.)]))[.)]?)\s*")
INNER_TAB = re.compile(r"\S.*\t+.*\S")


def read(content: bytes, name: str, progress: Progress) -> Written:
    """This function will number the lines of a text and cut its table rows into cells."""
    text = decoded(content)
    if text is None:
        raise WrongFileType(name=name, found="binary")
    written = Written()
    raw = LINE_END.split(text)
    if raw and not raw[-1]:
        raw.pop()
    tabbed = _tabbed(raw)
    page = 1 if "\f" in text else None
    for number, line in enumerate(raw, start=1):
        if page:
            page += line.count("\f")
        written.lines.append(Line(number, line.replace("\f", ""), _cells(line, number - 1 in tabbed), page))
    return written


def _tabbed(raw: list[str]) -> set[int]:
    """This function will say which lines are rows: a tab between words, or any tab next to such a line."""
    tabs = [number for number, line in enumerate(raw) if "\t" in line]
    rows = {number for number in tabs if INNER_TAB.search(raw[number])}
    for step, numbers in ((1, tabs), (-1, tabs[::-1])):
        for number in numbers:
            if number - step in rows:
                rows.add(number)
    return {number for number in rows if not _lone_numbering(number, rows, raw)}


def _lone_numbering(number: int, rows: set[int], raw: list[str]) -> bool:
    """This function will see a list item set with a tab ("1.<tab>text"), which is no table."""
    first, _, rest = raw[number].partition("\t")
    return (
        bool(NUMBERING.fullmatch(first))
        and "\t" not in rest.strip()
        and not {number - 1, number + 1} & {other for other in rows if raw[other].count("\t") > 1}
    )


def _cells(line: str, tabbed: bool) -> tuple[str, ...] | None:
    if tabbed:
        return tuple(plain(cell) for cell in line.split("\t"))
    stripped = line.strip()
    if stripped.startswith("|") and len(PIPE.findall(stripped)) > 1 and not is_decoration(stripped):
        inner = stripped[1:-1] if stripped.endswith("|") and not stripped.endswith("\\|") else stripped[1:]
        return tuple(plain(cell) for cell in PIPE.split(inner))
    return None
