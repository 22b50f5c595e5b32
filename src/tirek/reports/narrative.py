"""The narrative of a report: Markdown, with two marks of our own for what was counted.

`[[key]]` stands for a figure and `[[chart: key by dimension]]`, alone on its line, for a chart of one of its splits;
a key is a figure's code, with a period or without one, and one cell of a split or none:
`police-trained@..2022-Q3:sex=female`. Raw HTML, code and images
are not part of the language: they stay the letters that were typed. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

_KEY = r"[\w.-]+(?:@[\w.-]+)?(?::[\w.-]+=[^\[\]|=\n]+)?"
_FIGURE = re.compile(rf"\[\[\s*({_KEY})\s*\]\]")
_CHART = re.compile(rf"\[\[\s*chart:\s*({_KEY}?)\s+by\s+([\w.-]+)\s*\]\]\s*")
_LINK = re.compile(r"https?://[^\s/]|mailto:[^\s]|#[^\s]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`target` is an http(s) or mailto address, or `#` and the anchor of a heading; a link never holds a figure."""

    target: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class FigureMark:
    key: str


Inline = Text | LineBreak | Strong | Emphasis | Link | FigureMark


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 to 6, as it was typed. `anchor` is where links lead; a rendering sets it."""

    level: int
    children: tuple[Inline, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class List:
    ordered: bool
    start: int
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`numeric` says of each column whether it was aligned to the right, as numbers are."""

    numeric: tuple[bool, ...]
    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    key: str
    dimension: str


Block = Heading | Paragraph | List | Quote | Table | Chart


@lru_cache(maxsize=64)  # a page asks several times of one text, and of the same text when it is looked at again
def parse(markdown: str) -> tuple[Block, ...]:
    """This function will read a narrative into its blocks; whatever is not Markdown that we know stays text."""
    return _blocks(SyntaxTreeNode(_READER.parse(markdown)))


def figure_keys(markdown: str) -> tuple[str, ...]:
    """This function will name each figure bound in a narrative once, in the order of its first mention."""
    return tuple(dict.fromkeys(mark.key for mark in walk(parse(markdown)) if isinstance(mark, FigureMark)))


def chart_requests(markdown: str) -> tuple[tuple[str, str], ...]:
    """This function will list the charts that a narrative asks for, each once, as (key, dimension)."""
    charts = (mark for mark in walk(parse(markdown)) if isinstance(mark, Chart))
    return tuple(dict.fromkeys((chart.key, chart.dimension) for chart in charts))


def walk(part: Any) -> Iterator[Any]:
    """This function will go through blocks and all that is in them, in reading order."""
    if isinstance(part, tuple):
        for one in part:
            yield from walk(one)
    elif hasattr(part, "__dataclass_fields__"):
        yield part
        for field in fields(part):
            yield from walk(getattr(part, field.name))


def plain(inlines: tuple[Inline, ...]) -> str:
    """This function will give the words of a piece of text without its emphasis, links and figures."""
    return "".join(mark.text for mark in walk(inlines) if isinstance(mark, Text))


def _figure_rule(state: StateInline, silent: bool) -> bool:
    match = _FIGURE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("figure", "", 0).content = match[1].strip()
    state.pos = match.end()
    return True


def _chart_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    line = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    match = _CHART.fullmatch(line)
    if match is None:
        return False
    if not silent:
        token = state.push("chart", "", 0)
        token.meta = {"key": match[1].strip(), "dimension": match[2]}
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
    return True


def _reader() -> MarkdownIt:
    # "zero" knows nothing but text and paragraphs: what is enabled here is the whole language.
    reader = MarkdownIt("zero", {"html": False})
    reader.enable(["heading", "list", "blockquote", "table", "reference"])
    reader.enable(["emphasis", "link", "autolink", "escape", "entity", "newline"])
    reader.block.ruler.before("paragraph", "chart", _chart_rule, {"alt": ["paragraph", "blockquote", "list"]})
    reader.inline.ruler.before("link", "figure", _figure_rule)
    reader.validateLink = lambda url: _LINK.match(url) is not None  # type: ignore[method-assign]
    return reader


_READER = _reader()


def _blocks(node: SyntaxTreeNode) -> tuple[Block, ...]:
    return tuple(_block(child) for child in node.children)


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "heading" if node.level == 0:
            return Heading(int(node.tag[1]), _inline(node))
        case "heading":  # within a list or a quote it would break the outline of the document
            return Paragraph((Strong(_inline(node)),))
        case "bullet_list" | "ordered_list":
            start = node.attrGet("start")
            return List(
                node.type == "ordered_list",
                1 if start is None else int(start),
                tuple(_blocks(item) for item in node.children),
            )
        case "blockquote":
            return Quote(_blocks(node))
        case "table":
            return _table(node)
        case "chart":
            return Chart(**node.meta)
        case _:
            return Paragraph(_inline(node))


def _table(node: SyntaxTreeNode) -> Table:
    rows = [row.children for part in node.children for row in part.children]
    return Table(
        numeric=tuple("right" in str(cell.attrGet("style") or "") for cell in rows[0]),
        header=tuple(_inline(cell) for cell in rows[0]),
        rows=tuple(tuple(_inline(cell) for cell in row) for row in rows[1:]),
    )


def _inline(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    """This function will read the text of a block, or of an emphasis or a link within it."""
    found: list[Inline] = []
    for child in node.children:
        for mark in _marks(child):
            if isinstance(mark, Text) and found and isinstance(found[-1], Text):
                found[-1] = Text(found[-1].text + mark.text)
            else:
                found.append(mark)
    return tuple(found)


def _marks(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    match node.type:
        case "inline":
            return _inline(node)
        case "strong":
            return (Strong(_inline(node)),)
        case "em":
            return (Emphasis(_inline(node)),)
        case "link":
            return (Link(str(node.attrGet("href")), _inline(node)),)
        case "figure":
            return (FigureMark(node.content),)
        case "hardbreak":
            return (LineBreak(),)
        case "softbreak":
            return (Text(" "),)
        case _:
            return (Text(node.content),) if node.content else ()
