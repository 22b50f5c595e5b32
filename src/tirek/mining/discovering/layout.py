"""Where the elements of a process tree lie when it is drawn: left to right, blocks within blocks, nothing overlapping.

Every block has its way in on its left and its way out on its right, at the same height, its axis. Alternatives and
what goes on side by side lie in rows between two gateways; what leads back in a loop lies below, from right to left.
Units are those of BPMN diagrams, as pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final, TypeAlias

from tirek.mining.models.tree import SILENT, Block, Leaf, Operator, ProcessTree, canonical

TASK: Final = 140
EVENT: Final = 36
GATEWAY: Final = 50
BESIDE: Final = 50  # between elements of a row
BETWEEN: Final = 26  # between rows
WIRE: Final = 8  # half the height of a row in which there is only an arrow
LETTERS: Final = 17  # that find room in a line of a task
LINE: Final = 15

Point: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """An element and its box. `kind` is that of BPMN."""

    id: str
    kind: str
    name: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """A flow from element to element, by its corners."""

    id: str
    source: str
    target: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Elements around an axis at height 0: it is entered at (0, 0) and left at (`width`, 0)."""

    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]
    width: int
    above: int
    below: int
    entry: str
    exit: str


Ids: TypeAlias = Callable[[str], str]


def drawing_of(tree: ProcessTree) -> Drawing:
    """This function will lay out a tree between a start and an end, all coordinates at least 0."""
    numbers = {kind: count(1) for kind in ("start", "end", "task", "choice", "split", "flow")}

    def called(kind: str) -> str:
        return f"{kind}-{next(numbers[kind])}"

    tree = canonical(tree)
    start = _element(called("start"), "startEvent", EVENT)
    inner = [] if tree == SILENT else [_laid(tree, called)]
    whole = _row([start, *inner, _element(called("end"), "endEvent", EVENT)], called)
    return _moved(whole, 20, 20 + whole.above)


def _laid(tree: ProcessTree, called: Ids) -> Drawing:
    if isinstance(tree, Leaf):
        return _task(called("task"), tree.activity or "")
    if tree.operator is Operator.SEQUENCE:
        return _row([_laid(part, called) for part in tree.parts], called)
    if tree.operator is Operator.LOOP:
        if tree.parts[0] == SILENT and isinstance(tree.parts[1], Block):  # the same, read from left to right
            return _rows((SILENT, Block(Operator.LOOP, tree.parts[::-1])), "exclusiveGateway", called)
        return _loop(tree.parts[0], tree.parts[1], called)
    exclusive = tree.operator is Operator.EXCLUSIVE
    return _rows(tree.parts, "exclusiveGateway" if exclusive else "parallelGateway", called)


def _element(name: str, kind: str, size: int) -> Drawing:
    shape = Shape(name, kind, "", 0, -size // 2, size, size)
    return Drawing((shape,), (), size, size // 2, size // 2, name, name)


def _task(name: str, activity: str) -> Drawing:
    half = max(30, (_lines(activity) * LINE + 20 + 1) // 2)
    return Drawing((Shape(name, "task", activity, 0, -half, TASK, 2 * half),), (), TASK, half, half, name, name)


def _lines(text: str) -> int:
    lines, room = 1, LETTERS
    for word in text.split():
        if len(word) > room and room < LETTERS:
            lines, room = lines + 1, LETTERS
        lines += max(0, len(word) - 1) // LETTERS
        room -= len(word) % LETTERS + 1
    return lines


def _row(parts: Sequence[Drawing], called: Ids) -> Drawing:
    """One after the other, joined by arrows."""
    x, placed, arrows = 0, list[Drawing](), list[Arrow]()
    for part in parts:
        if placed:
            ends = ((x - BESIDE, 0), (x, 0))
            arrows.append(Arrow(called("flow"), placed[-1].exit, part.entry, ends))
        placed.append(_moved(part, x, 0))
        x += part.width + BESIDE
    return _together(placed, arrows, x - BESIDE, placed[0].entry, placed[-1].exit)


def _rows(parts: Sequence[ProcessTree], kind: str, called: Ids) -> Drawing:
    """Between two gateways; an arrow past all others lies above them, and the row in the middle on the axis."""
    sign = "choice" if kind == "exclusiveGateway" else "split"
    split = _element(called(sign), kind, GATEWAY)
    rows = [_laid(part, called) for part in parts if part != SILENT]
    width = max(row.width for row in rows)
    join = _moved(_element(called(sign), kind, GATEWAY), GATEWAY + 2 * BESIDE + width, 0)
    right = GATEWAY + 2 * BESIDE + width
    middle = (len(rows) - 1) // 2
    placed, arrows = [split, join], list[Arrow]()
    for row, y in zip(rows, _heights(rows, middle), strict=True):
        x = GATEWAY + BESIDE + (width - row.width) // 2
        placed.append(_moved(row, x, y))
        arrows.append(Arrow(called("flow"), split.entry, row.entry, _from_gateway(GATEWAY // 2, x, y)))
        back = _from_gateway(right + GATEWAY // 2, x + row.width, y)
        arrows.append(Arrow(called("flow"), row.exit, join.entry, back[::-1]))
    if SILENT in parts:
        y = -max(max(each.above for each in placed) + BETWEEN, GATEWAY // 2 + BETWEEN)
        arrows.append(Arrow(called("flow"), split.entry, join.entry, _past(GATEWAY // 2, right + GATEWAY // 2, y)))
    return _together(placed, arrows, right + GATEWAY, split.entry, join.entry)


def _loop(body: ProcessTree, redo: ProcessTree, called: Ids) -> Drawing:
    """The body on the axis, what leads back below it, from right to left."""
    join = _element(called("choice"), "exclusiveGateway", GATEWAY)
    inner = None if body == SILENT else _laid(body, called)
    back = None if redo == SILENT else _mirrored(_laid(redo, called))
    width = max(0 if inner is None else inner.width, 0 if back is None else back.width)
    right = GATEWAY + 2 * BESIDE + width
    split = _moved(_element(called("choice"), "exclusiveGateway", GATEWAY), right, 0)
    placed, arrows = [join, split], list[Arrow]()
    left_edge, right_edge, at_join, at_split = GATEWAY, right, GATEWAY // 2, right + GATEWAY // 2
    if inner is None:
        arrows.append(Arrow(called("flow"), join.entry, split.entry, ((left_edge, 0), (right_edge, 0))))
    else:
        x = GATEWAY + BESIDE + (width - inner.width) // 2
        placed.append(_moved(inner, x, 0))
        arrows.append(Arrow(called("flow"), join.entry, inner.entry, ((left_edge, 0), (x, 0))))
        arrows.append(Arrow(called("flow"), inner.exit, split.entry, ((x + inner.width, 0), (right_edge, 0))))
    below = max(each.below for each in placed) + BETWEEN
    if back is None:
        arrows.append(Arrow(called("flow"), split.entry, join.entry, _past(at_split, at_join, below)))
    else:
        x, y = GATEWAY + BESIDE + (width - back.width) // 2, below + back.above
        placed.append(_moved(back, x, y))
        arrows.append(Arrow(called("flow"), split.entry, back.entry, _from_gateway(at_split, x + back.width, y)))
        arrows.append(Arrow(called("flow"), back.exit, join.entry, _from_gateway(at_join, x, y)[::-1]))
    return _together(placed, arrows, right + GATEWAY, join.entry, split.entry)


def _heights(rows: Sequence[Drawing], middle: int) -> list[int]:
    """The height of the axis of each row; that of the middle one is 0."""
    heights = [0] * len(rows)
    for at in range(middle + 1, len(rows)):
        edge = max(rows[at - 1].below, GATEWAY // 2) if at - 1 == middle else rows[at - 1].below
        heights[at] = heights[at - 1] + edge + BETWEEN + rows[at].above
    for at in range(middle - 1, -1, -1):
        edge = max(rows[at + 1].above, GATEWAY // 2) if at + 1 == middle else rows[at + 1].above
        heights[at] = heights[at + 1] - edge - BETWEEN - rows[at].below
    return heights


def _from_gateway(middle: int, x: int, y: int) -> tuple[Point, ...]:
    """From the gateway on the axis whose middle is named to a point: straight, or up or down and then along."""
    half = GATEWAY // 2
    if y == 0:
        return ((middle + (half if x > middle else -half), 0), (x, 0))
    return ((middle, half if y > 0 else -half), (middle, y), (x, y))


def _past(begin: int, end: int, y: int) -> tuple[Point, ...]:
    half = GATEWAY // 2 if y > 0 else -(GATEWAY // 2)
    return ((begin, half), (begin, y), (end, y), (end, half))


def _moved(drawing: Drawing, x: int, y: int) -> Drawing:
    """The same elsewhere; its extent around the axis of what it is moved into."""
    return replace(
        drawing,
        shapes=tuple(replace(each, x=each.x + x, y=each.y + y) for each in drawing.shapes),
        arrows=tuple(replace(each, points=tuple((a + x, b + y) for a, b in each.points)) for each in drawing.arrows),
        above=drawing.above - y,
        below=drawing.below + y,
    )


def _mirrored(drawing: Drawing) -> Drawing:
    """The same from right to left: `entry` is now on its right."""
    width = drawing.width
    return replace(
        drawing,
        shapes=tuple(replace(each, x=width - each.x - each.width) for each in drawing.shapes),
        arrows=tuple(replace(each, points=tuple((width - a, b) for a, b in each.points)) for each in drawing.arrows),
    )


def _together(placed: Sequence[Drawing], arrows: Sequence[Arrow], width: int, entry: str, exit_: str) -> Drawing:
    heights = [y for arrow in arrows for _, y in arrow.points]
    return Drawing(
        tuple(shape for each in placed for shape in each.shapes),
        (*(arrow for each in placed for arrow in each.arrows), *arrows),
        width,
        max([each.above for each in placed] + [WIRE - min(heights, default=0)]),
        max([each.below for each in placed] + [WIRE + max(heights, default=0)]),
        entry,
        exit_,
    )
