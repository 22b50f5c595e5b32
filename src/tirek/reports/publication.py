"""A publication: the frozen report, with all that a rendering needs and nothing that leads to a person. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Language = Literal["en", "ru", "kk"]


@dataclass(frozen=True, slots=True)
class SplitCell:
    """One cell of a split; `value` is None where it was withheld so that nobody can be singled out."""

    label: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """One figure as it was frozen.

    `key` is how the narrative names it (`police-trained`, `police-trained@2022-Q3:sex=female`); `definition` the code
    and version it was computed by; `record_count` how many records stand behind it; `splits` maps the title of a split
    ("by region") to its cells.
    """

    key: str
    title: str
    value: Decimal | date
    unit: str
    period: str
    scope: str
    definition: str
    record_count: int
    splits: tuple[tuple[str, str, tuple[SplitCell, ...]], ...] = ()  # (dimension, title, cells)


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole frozen report.

    `narrative` is Markdown in which `[[key]]` stands for a figure and a paragraph `[[chart: key by dimension]]` for
    a chart of one split. `url` is where its page stands. `synthetic` says that its records were made up. `tiles`
    places each region on the tile-grid map, as (label of its cell, column, row); without it regions are bars.
    """

    id: str
    title: str
    programme: str
    office: str
    language: Language
    narrative: str
    figures: tuple[FrozenFigure, ...]
    published_at: datetime
    published_by_role: str
    ledger_position: str
    ledger_root: str
    url: str
    synthetic: bool
    tiles: tuple[tuple[str, int, int], ...] = ()

    @property
    def frozen(self) -> bool:
        """This property will say whether it was published, and is not only counted on a day."""
        return bool(self.ledger_position)
