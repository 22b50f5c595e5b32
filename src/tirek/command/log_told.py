"""How figures of a log are told in a terminal: spans in the unit that fits, tables by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


def span_told(seconds: float | None) -> str:
    """This function will tell a span in days, hours, minutes or seconds, with one digit after the point."""
    if seconds is None:
        return "–"
    for size, unit in UNITS:
        if abs(seconds) >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.3g} s"


def share_told(share: float) -> str:
    """This function will tell a share as percent."""
    return f"{share:.1%}".replace("%", " %")


def table(titles: Sequence[str], rows: Iterable[Sequence[object]], *, words: int = 1) -> list[str]:
    """This function will lay out a table, an empty line before it: the first `words` columns left, all others right."""
    lines = [tuple(titles), *(tuple("–" if cell is None else str(cell) for cell in row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(titles))]
    laid = [
        "  ".join(
            cell.ljust(width) if i < words else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return ["", *laid]
