"""YAML as mechanisms use it: texts, lists and maps, each with its line. Nothing in it can make or run anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from tirek.packs.content_faults import YamlKeyOdd, YamlKeyTwice, YamlNotPlain, YamlTooDeep, YamlUnreadable
from tirek.refusals import Refusal

DEEPEST = 12


class Fault(Exception):
    """What is wrong with a YAML file, and on which line."""

    def __init__(self, line: int, refusal: Refusal) -> None:
        super().__init__(line)
        self.line = line
        self.refusal = refusal


def read_yaml(text: str) -> Any:
    """This function will read a YAML file as texts, lists and maps alone. Raises `Fault`."""
    return _plain(_document(text), 0)


def lines_of(text: str) -> dict[tuple[str, ...], int]:
    """This function will say on which line of a YAML file each key stands, by the way to it. Raises `Fault`."""
    return dict(_lines(_document(text), ()))


def _document(text: str) -> yaml.Node | None:
    depth = 0  # held here already: composing nests as deep as the file does, and the parser's own stack is not endless
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
                raise Fault(_line(event), YamlNotPlain())
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST + 1:
                raise Fault(_line(event), YamlTooDeep(limit=DEEPEST))
        return yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise Fault(mark.line + 1 if mark else 1, YamlUnreadable(said=fault.problem or "")) from fault
    except (yaml.YAMLError, RecursionError) as fault:
        raise Fault(1, YamlUnreadable(said=str(fault)[:200])) from fault


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _plain(node: yaml.Node | None, depth: int) -> Any:
    if node is None:
        return None
    if depth > DEEPEST:
        raise Fault(node.start_mark.line + 1, YamlTooDeep(limit=DEEPEST))
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, depth + 1) for each in node.value]
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise Fault(key.start_mark.line + 1, YamlKeyOdd())
        if key.value in found:
            raise Fault(key.start_mark.line + 1, YamlKeyTwice(key=key.value))
        found[key.value] = _plain(value, depth + 1)
    return found


def _lines(node: yaml.Node | None, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*way, key.value), key.start_mark.line + 1
            yield from _lines(value, (*way, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*way, str(number)), value.start_mark.line + 1
            yield from _lines(value, (*way, str(number)))
