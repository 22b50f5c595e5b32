"""What goes to stdout: JSON for programs, wrapped lines for people."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

WIDEST = 100


def print_json(answer: object) -> None:
    """This function will print an answer as JSON, letters as they are."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))


def wrapped(text: str, indent: str = "  ", hanging: str = "") -> str:
    """This function will break a text at the width of the terminal, each line indented, all but the first further."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent + hanging)


def lines_told(where: Iterable[int]) -> str:
    """This function will name lines as people do: "line 7", "lines 3, 5–9"."""
    ranges: list[list[int]] = []
    for number in sorted(set(where)):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    told = ", ".join("–".join(map(str, each)) for each in ranges)
    return f"line{'s' if len(ranges) > 1 or len(ranges[0]) > 1 else ''} {told}" if ranges else ""


def listed(answer: object, indent: str = "") -> Iterator[str]:
    """This function will give any JSON answer as lines to be read: names before values, parts indented under them.

    A value that carries its line (`{"text": …, "line": …}`) is one line of the listing.
    """
    if isinstance(answer, Mapping):
        for name, value in answer.items():
            yield from _named(str(name).replace("_", " "), value, indent)
    elif isinstance(answer, Sequence) and not isinstance(answer, str):
        for value in answer:
            yield from _named("-", value, indent)
    else:
        yield wrapped(str(answer), indent)


def _named(name: str, value: Any, indent: str) -> Iterator[str]:
    if value in (None, "", [], {}):
        return
    label = name if name == "-" else f"{name}:"
    if isinstance(value, Mapping) and "text" in value and "line" in value:
        value = f"{value['text']} (line {value['line']})"
    if isinstance(value, Mapping | list | tuple):
        if all(isinstance(part, str | int) for part in value) and not isinstance(value, Mapping):
            value = ", ".join(str(part) for part in value)
        else:
            yield f"{indent}{label}"
            yield from listed(value, indent + "  ")
            return
    yield wrapped(f"{label} {value}", indent, "  ")
