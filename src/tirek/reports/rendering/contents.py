"""What every rendering of a publication begins with: its blocks in order, its notes, the sources of its figures."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any
from urllib.parse import unquote

from tirek.reports import narrative
from tirek.reports.errors import FigureNotFrozen, SplitNotFrozen
from tirek.reports.narrative import Block, Chart, Heading
from tirek.reports.publication import FrozenFigure, Publication, SplitCell
from tirek.reports.rendering import formats
from tirek.reports.rendering.words import WORDS

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Contents:
    """A publication, taken apart.

    `blocks` have headings of level 2 and below, none skipped: level 1 is the title. `notes` number every figure from
    1 in the order of the narrative; figures that it does not name come last. `charts` number each chart asked for.
    """

    publication: Publication
    blocks: tuple[Block, ...]
    figures: Mapping[str, FrozenFigure]
    notes: Mapping[str, int]
    charts: Mapping[Chart, int]
    words: Mapping[str, str]

    def anchor(self, target: str) -> str | None:
        """This function will give the anchor that a link `#…` leads to, or None where no heading bears it."""
        wanted = unquote(target.removeprefix("#"))
        anchors = (block.anchor for block in self.blocks if isinstance(block, Heading))
        return wanted if target.startswith("#") and wanted in anchors else None

    def sources(self) -> Iterator[tuple[int, FrozenFigure]]:
        """This function will go through the figures by the number of their note."""
        for key, note in self.notes.items():
            yield note, self.figures[key]

    def scopes_differ(self) -> bool:
        """This function will say whether a scope is worth a place: the programme's own stands in the imprint."""
        return any(figure.scope != self.publication.programme for figure in self.publication.figures)

    def caption(self, chart: Chart) -> str:
        """This function will number and name a chart by what was counted and how it is split."""
        figure = self.figures[chart.key]
        title = f"{figure.title}, {split(figure, chart.dimension)[0]}"
        return self.words["figure"].format(number=self.charts[chart], title=title)

    def about(self) -> tuple[tuple[str, str], ...]:
        """This function will list, label by label, who published the report, when, and as of what.

        Of what was only counted there is less to say: where, and when.
        """
        publication = self.publication
        if not publication.frozen:
            counted = formats.moment(publication.published_at, publication.language)
            whose = (self.words["office"], publication.office), (self.words["counted"], counted)
            return (*whose, (self.words["address"], publication.url))
        return (
            (self.words["programme"], publication.programme),
            (self.words["office"], publication.office),
            (self.words["published"], formats.moment(publication.published_at, publication.language)),
            (self.words["published_by"], self.words.get(publication.published_by_role, publication.published_by_role)),
            (self.words["as_of"], publication.ledger_position),
            (self.words["ledger_root"], publication.ledger_root),
            (self.words["address"], publication.url),
        )


def read(publication: Publication) -> Contents:
    """This function will take a publication apart for a rendering.

    Raises FigureNotFrozen or SplitNotFrozen where the narrative names what was not frozen with it.
    """
    publication = _printable(publication)
    blocks = _outline(narrative.parse(publication.narrative), publication.title)
    figures = {figure.key: figure for figure in publication.figures}
    marks = [mark for mark in narrative.walk(blocks) if isinstance(mark, narrative.FigureMark | Chart)]
    for mark in marks:
        if mark.key not in figures:
            raise FigureNotFrozen(key=mark.key)
        if isinstance(mark, Chart):
            split(figures[mark.key], mark.dimension)
    keys = dict.fromkeys([mark.key for mark in marks] + list(figures))
    charts = dict.fromkeys(mark for mark in marks if isinstance(mark, Chart))
    return Contents(
        publication=publication,
        blocks=blocks,
        figures=figures,
        notes={key: number for number, key in enumerate(keys, start=1)},
        charts={chart: number for number, chart in enumerate(charts, start=1)},
        words=WORDS[publication.language],
    )


def split(figure: FrozenFigure, dimension: str) -> tuple[str, tuple[SplitCell, ...]]:
    """This function will give the title and the cells of one split of a figure; raises SplitNotFrozen."""
    for name, title, cells in figure.splits:
        if name == dimension:
            return title, cells
    raise SplitNotFrozen(key=figure.key, dimension=dimension)


def _outline(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """This function will begin headings at level 2, let none skip a level (WCAG 1.3.1, PDF/UA-1), and anchor each."""
    first = blocks[0] if blocks else None
    if isinstance(first, Heading) and narrative.plain(first.children).strip() == title.strip():
        blocks = blocks[1:]
    levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
    outlined: list[Block] = []
    taken: set[str] = set()
    above = 1
    for block in blocks:
        if isinstance(block, Heading):
            above = min(levels.index(block.level) + 2, above + 1)
            anchor = "-".join(re.findall(r"\w+", narrative.plain(block.children).lower()))
            block = replace(block, level=above, anchor="" if anchor in taken else anchor)
            taken.add(anchor)
        outlined.append(block)
    return tuple(outlined)


def _printable(part: Any) -> Any:
    """This function will drop control characters from every text of a publication: neither XML nor fonts know them."""
    if isinstance(part, str):
        return _CONTROL.sub("", part)
    if isinstance(part, tuple):
        found = tuple(_printable(one) for one in part)
        return part if all(map(operator.is_, found, part)) else found  # hardly any text has one: nothing is made anew
    if is_dataclass(part) and not isinstance(part, type):
        values = {field.name: _printable(getattr(part, field.name)) for field in fields(part)}
        changed = {name: value for name, value in values.items() if value is not getattr(part, name)}
        return replace(part, **changed) if changed else part
    return part
