"""A publication as the body of a web page, in the classes of GOV.UK Frontend.

Every text passes through markupsafe, so that nothing of a report is ever read as HTML; there is neither script nor
inline style, as the Content-Security-Policy asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from tirek.reports.narrative import (
    Block,
    Chart,
    Emphasis,
    FigureMark,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    plain,
)
from tirek.reports.publication import FrozenFigure, Publication
from tirek.reports.rendering import chart, contents, formats
from tirek.reports.rendering.contents import Contents

# An anchor is made of a report's own words: the prefix keeps it apart from the ids of the page around it.
_ANCHOR = "section-"
_WIDE = 4  # from so many columns on a table scrolls on a phone
_SIZES = {1: "l", 2: "m", 3: "s"}
_HEADER = Markup('<th scope="col" class="{}">{}</th>')
_CELL = Markup('<td class="{}">{}</td>')
_FIGURE = Markup('<a class="govuk-link tirek-figure" href="{}" title="{}">{}</a>')


def html(
    publication: Publication,
    *,
    figure_url: Callable[[str], str],
    pictures: Mapping[Chart, str] | None = None,
) -> str:
    """This function will write a publication as HTML: title, narrative, charts, sources of the figures, imprint.

    `figure_url` gives the address of the page of a figure by its key; `pictures` are the charts where they are drawn
    already (`chart.pictures`). Raises FigureNotFrozen, SplitNotFrozen, FontsMissing.
    """
    report = contents.read(publication)
    page = _Page(report, figure_url, chart.pictures(report) if pictures is None else pictures)
    return Markup('<article class="tirek-report" lang="{}">\n{}\n</article>\n').format(
        publication.language, Markup("\n").join(page.parts())
    )


def narrative_html(report: Contents, *, figure_url: Callable[[str], str]) -> str:
    """This function will write the narrative of a draft alone, as HTML, its charts as tables without pictures."""
    page = _Page(report, figure_url, dict.fromkeys(report.charts, ""))
    return Markup("\n").join(page.block(block) for block in report.blocks)


class _Page:
    """This class will hold what the parts of one page have in common."""

    def __init__(self, report: Contents, figure_url: Callable[[str], str], pictures: Mapping[Chart, str]) -> None:
        self.report = report
        self.figure_url = figure_url
        self.pictures = pictures
        self.heading = report.publication.title

    def parts(self) -> Iterable[Markup]:
        words, publication = self.report.words, self.report.publication
        yield _heading(1, publication.title)
        if publication.synthetic:
            yield Markup('<div class="govuk-inset-text tirek-synthetic"><strong>{}.</strong> {}</div>').format(
                words["synthetic"], words["synthetic_because"]
            )
        yield from (self.block(block) for block in self.report.blocks)
        yield _heading(2, words["sources"])
        yield self.sources()
        yield _heading(2, words["about"])
        yield self.about()

    def block(self, block: Block) -> Markup:
        match block:
            case Heading(level, children, anchor):
                self.heading = plain(children)
                return _heading(level, self.inline(children), anchor)
            case Paragraph(children):
                return Markup('<p class="govuk-body">{}</p>').format(self.inline(children))
            case List():
                return self.list(block)
            case Quote(children):
                within = Markup("\n").join(self.block(child) for child in children)
                return Markup('<blockquote class="govuk-inset-text">{}</blockquote>').format(within)
            case Table(numeric, header, rows):
                table = _table(
                    [self.inline(cell) for cell in header],
                    [[self.inline(cell) for cell in row] for row in rows],
                    numeric,
                )
                return table if len(header) < _WIDE else _scrolling(table, self.name(header))
            case Chart():
                return self.chart(block)

    def name(self, header: tuple[tuple[Inline, ...], ...]) -> str:
        """This method will name a table for those who hear the page: by the heading above it and by its columns."""
        return f"{self.heading}: {', '.join(plain(cell) for cell in header)}"

    def inline(self, children: tuple[Inline, ...]) -> Markup:
        return Markup("").join(self.mark(mark) for mark in children)

    def mark(self, mark: Inline) -> Markup:
        match mark:
            case Text(text):
                return Markup.escape(text)
            case LineBreak():
                return Markup("<br>")
            case Strong(children):
                return Markup("<strong>{}</strong>").format(self.inline(children))
            case Emphasis(children):
                return Markup("<em>{}</em>").format(self.inline(children))
            case FigureMark(key):
                return self.figure(self.report.figures[key])
            case Link(target, children):
                return self.link(target, self.inline(children))

    def link(self, target: str, text: Markup) -> Markup:
        if target.startswith("#"):
            anchor = self.report.anchor(target)
            if anchor is None:
                return text
            target = f"#{_ANCHOR}{anchor}"
        return Markup('<a class="govuk-link" href="{}">{}</a>').format(target, text)

    def list(self, block: List) -> Markup:
        items = Markup("\n").join(Markup("<li>{}</li>").format(self.item(item)) for item in block.items)
        if not block.ordered:
            return Markup('<ul class="govuk-list govuk-list--bullet">\n{}\n</ul>').format(items)
        start = Markup(' start="{}"').format(block.start) if block.start != 1 else ""
        return Markup('<ol class="govuk-list govuk-list--number"{}>\n{}\n</ol>').format(start, items)

    def item(self, blocks: tuple[Block, ...]) -> Markup:
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph):  # the usual item is one line, which needs no paragraph around it
            rest = Markup("").join(self.block(block) for block in blocks[1:])
            return self.inline(first.children) + rest
        return Markup("").join(self.block(block) for block in blocks)

    def figure(self, figure: FrozenFigure) -> Markup:
        return _FIGURE.format(
            self.figure_url(figure.key),
            ", ".join(part for part in (figure.title, figure.period, figure.scope) if part),
            formats.value(figure, self.report.publication.language),
        )

    def chart(self, wanted: Chart) -> Markup:
        language, words = self.report.publication.language, self.report.words
        figure = self.report.figures[wanted.key]
        _, cells = contents.split(figure, wanted.dimension)
        rows = [[Markup.escape(cell.label), Markup.escape(chart.shown(cell, language))] for cell in cells]
        value = formats.headed(words["value"], figure.unit)
        withheld = any(cell.value is None for cell in cells)
        return Markup(
            '<figure class="tirek-chart">\n'
            '<figcaption class="govuk-heading-s">{caption}</figcaption>\n{picture}\n{why}'
            '<details class="govuk-details"><summary class="govuk-details__summary">'
            '<span class="govuk-details__summary-text">{summary}</span></summary>\n'
            '<div class="govuk-details__text">{table}</div></details>\n</figure>'
        ).format(
            caption=self.report.caption(wanted),
            picture=Markup(self.pictures[wanted]),  # noqa: S704 (drawn and serialised by `chart`, escaped there)
            why=Markup('<p class="govuk-hint">{}</p>\n').format(words["withheld_because"]) if withheld else "",
            summary=words["as_table"],
            table=_table([Markup.escape(words["cell"]), Markup.escape(value)], rows, (False, True)),
        )

    def sources(self) -> Markup:
        words, language = self.report.words, self.report.publication.language
        rows = [
            {
                "indicator": Markup('<a class="govuk-link" href="{}">{}</a>').format(
                    self.figure_url(figure.key), figure.title
                ),
                "value": Markup.escape(formats.value_and_unit(figure, language)),
                "period": Markup.escape(figure.period),
                "scope": Markup.escape(figure.scope),
                "definition": Markup.escape(figure.definition),
                "records": Markup.escape(formats.number(figure.record_count, language)),
            }
            for _, figure in self.report.sources()
        ]
        columns = [
            column
            for column in ("indicator", "value", "period", "scope", "definition", "records")
            if column != "scope" or self.report.scopes_differ()
        ]
        table = _table(
            [Markup.escape(words[column]) for column in columns],
            [[row[column] for column in columns] for row in rows],
            tuple(column in ("value", "records") for column in columns),
        )
        return _scrolling(table, words["sources"])

    def about(self) -> Markup:
        row = Markup(
            '<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{}</dt>'
            '<dd class="govuk-summary-list__value">{}</dd></div>'
        )
        rows = Markup("\n").join(row.format(label, _breakable(value)) for label, value in self.report.about())
        return Markup('<dl class="govuk-summary-list">\n{}\n</dl>').format(rows)


def _heading(level: int, text: str, anchor: str = "") -> Markup:
    identity = Markup(' id="{}{}"').format(_ANCHOR, anchor) if anchor else ""
    return Markup('<h{0} class="govuk-heading-{1}"{2}>{3}</h{0}>').format(level, _SIZES.get(level, "s"), identity, text)


def _table(header: list[Markup], rows: list[list[Markup]], numeric: tuple[bool, ...]) -> Markup:
    head = _row(_HEADER, header, numeric)
    body = Markup("\n").join(_row(_CELL, row, numeric) for row in rows)
    return Markup(
        '<table class="govuk-table"><thead class="govuk-table__head">\n{}\n</thead>'
        '<tbody class="govuk-table__body">\n{}\n</tbody></table>'
    ).format(head, body)


def _row(cell: Markup, cells: list[Markup], numeric: tuple[bool, ...]) -> Markup:
    name = "govuk-table__header" if cell is _HEADER else "govuk-table__cell"
    return Markup('<tr class="govuk-table__row">{}</tr>').format(
        Markup("").join(
            cell.format(f"{name} {name}--numeric" if right else name, content)
            for content, right in zip(cells, numeric, strict=True)
        )
    )


def _scrolling(table: Markup, name: str) -> Markup:
    """A wide table scrolls within itself, by keyboard too (WCAG 1.4.10, 2.1.1)."""
    return Markup('<div class="tirek-wide" role="region" aria-label="{}" tabindex="0">{}</div>').format(name, table)


def _breakable(text: str) -> Markup:
    """This function will let a long word, as a hash or an address is, break on a narrow screen."""
    pieces = (re.findall(".{1,16}", word) if len(word) > 24 else [word] for word in text.split(" "))
    return Markup(" ").join(Markup("<wbr>").join(word) for word in pieces)
