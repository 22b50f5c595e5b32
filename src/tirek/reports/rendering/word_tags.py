"""The tags that a Word template may use: a value, a test of one, and one walk through the figures.

Jinja's sandbox alone still lets a template count to a hundred thousand a hundred thousand times. Here the syntax tree
of every tag is read first, and whatever is not on a short list is refused before anything runs.
"""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined, Template, nodes
from jinja2.sandbox import SandboxedEnvironment

from tirek.reports.errors import TemplateTagForbidden

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
)


class Tags(SandboxedEnvironment):
    """This class will read the tags of one template, and remember which names they used."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()
        self.used: set[str] = set()

    def from_string(self, source: str | nodes.Template, *args: Any, **more: Any) -> Template:
        """This function will compile a part of a template. Raises TemplateTagForbidden."""
        tree = self.parse(source) if isinstance(source, str) else source
        for node in _within(tree):
            _check(node)
        self.used |= {node.name for node in tree.find_all(nodes.Name)}
        return super().from_string(source, *args, **more)


def _within(node: nodes.Node) -> list[nodes.Node]:
    return [node, *(deeper for child in node.iter_child_nodes() for deeper in _within(child))]


def _check(node: nodes.Node) -> None:
    if not isinstance(node, _ALLOWED):
        raise TemplateTagForbidden(tag=type(node).__name__)
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise TemplateTagForbidden(tag=node.attr)
    if isinstance(node, nodes.For):
        _check_walk(node)


def _check_walk(walk: nodes.For) -> None:
    """This function will refuse a walk that could grow out of hand: one within another, or with the report in it."""
    if not isinstance(walk.iter, nodes.Name) or walk.iter.name != "figures":
        raise TemplateTagForbidden(tag="for")
    for part in walk.body + walk.else_:
        if any(isinstance(node, nodes.For) for node in _within(part)):
            raise TemplateTagForbidden(tag="for … for")
        if any(isinstance(node, nodes.Name) and node.name == "body" for node in _within(part)):
            raise TemplateTagForbidden(tag="for … body")
