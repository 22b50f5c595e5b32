"""What every picture is: the drawing, and all that it says once more in words and in a table."""

from __future__ import annotations

from dataclasses import dataclass

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""The headings of the columns, and the rows."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: who cannot see it loses nothing, for the words and the table say the same.

    `numeric` are the columns of the table that hold numbers, counted from 0.
    """

    svg: str
    title: str
    words: str
    table: Table
    numeric: tuple[int, ...] = ()
