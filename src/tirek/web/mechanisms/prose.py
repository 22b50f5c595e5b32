"""A mechanism's text as part of a page: no HTML of its own, links within the folder led to the files."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tirek.packs import Edition

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def prose(edition: Edition, path: str, text: str) -> SafeString:
    """This function will set a Markdown text of an edition, which lies at `path` in its folder, as HTML.

    Headings go one step down, for the page has its own title.
    """
    tokens = MARKDOWN.parse(text)
    for token in _all(tokens):
        if token.type == "link_open":
            token.attrSet("href", _led(edition, path, str(token.attrGet("href") or "")))
        elif token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    made: SafeString = mark_safe(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))  # noqa: S308  # html is off
    return made


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _led(edition: Edition, path: str, target: str) -> str:
    if ":" in target or target.startswith(("#", "/")):
        return target
    inside = normpath(f"{path.rpartition('/')[0]}/{target.partition('#')[0]}").lstrip("/")
    if inside in ("", "."):
        return "#"
    return reverse("mechanisms:file", args=(edition.mechanism.code, edition.number, inside))
