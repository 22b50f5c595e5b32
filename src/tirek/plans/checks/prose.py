"""The running text of a plan, paragraph by paragraph and sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tirek.plans.reading.markup import plain as bare
from tirek.plans.reading.plan import Plan, Value

_END = re.compile(r"(?<=[.!?])[\"'”’)]?\s+(?=[\"'“‘(]?[A-ZА-ЯӘҒҚҢӨҰҮҺІ])")
_ENOUGH = 40
_ABBREVIATIONS = re.compile(r"\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|No|St|vs|Art|sr|cf)\.\s*$", re.IGNORECASE)


def paragraphs(plan: Plan) -> tuple[Value, ...]:
    """This function will give every paragraph once, in the order of the document."""
    told = [value for section in plan.sections for value in section.paragraphs]
    told += [value for output in plan.narrated_outputs for value in output.paragraphs]
    return tuple(sorted({value.line: value for value in told}.values(), key=lambda value: value.line))


def sentences(plan: Plan) -> Iterator[Value]:
    """This function will give every sentence of the running text, with the line it begins on."""
    texts = {line.number: bare(line.text) for line in plan.lines}
    for paragraph in paragraphs(plan):
        lines = [paragraph.line, *paragraph.continued]
        for sentence in split(bare(paragraph.text)):
            while (
                len(lines) > 1 and sentence[:_ENOUGH] not in texts[lines[0]] and _begins_later(sentence, lines, texts)
            ):
                lines = lines[1:]
            yield Value(sentence, lines[0])


def said(plan: Plan) -> tuple[Value, ...]:
    """This function will give every sentence of every line, tables and headings included."""
    return tuple(Value(sentence, line.number) for line in plan.lines for sentence in split(bare(line.text)))


def _begins_later(sentence: str, lines: list[int], texts: dict[int, str]) -> bool:
    return any(sentence[:_ENOUGH] in texts[line] for line in lines[1:])


def split(text: str) -> list[str]:
    """This function will split a paragraph into sentences, and not at the full stop of an abbreviation."""
    found: list[str] = []
    for part in _END.split(text):
        if found and _ABBREVIATIONS.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        elif part.strip():
            found.append(part.strip())
    return found
