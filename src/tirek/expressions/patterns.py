"""Regular expressions that cannot run away.

Python's `re`, like the engines of Java and browsers, tries one way after another and can take years over `(a+)+$`.
What can be written here has no look-around and no back-references, and so needs no trying: all ways are followed at
once (Thompson's construction), a step for each way and character, counted like every other step. The syntax is what
Java's and JavaScript's patterns have in common, with ASCII's \\d, \\w and \\s. As the specification has it a pattern is
looked for anywhere in the text; write ^…$ for the whole, as devices take every pattern for that of the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tirek.expressions.errors import PatternTooLarge
from tirek.expressions.pattern_parts import Choice, Edge, Part, Repeat, Sequence, Set, part_of

_MOST: Final = 2000  # instructions of a compiled pattern, and calls to make them


@dataclass(slots=True)
class _Step:
    """An instruction: what a character must be (`test`), or an edge, and where to go on."""

    test: Set | Edge | None = None
    goes_on: tuple[int, ...] = ()


Pattern = tuple[_Step, ...]
"""A compiled pattern; who comes past its last step has found it."""


@lru_cache(maxsize=256)
def compiled(text: str) -> Pattern:
    """This function will compile a pattern. Raises `PatternRefused`, `PatternTooLarge`."""
    if len(text) > _MOST:
        raise PatternTooLarge(pattern=text[:100])
    return _Writer(text).written(part_of(text))


def found(pattern: Pattern, text: str, spend: Callable[[int], None]) -> bool:
    """This function will say whether a pattern is found in a text, and spend a step on each way at each character."""
    here: set[int] = set()
    for at in range(len(text) + 1):
        here = _closure(pattern, here | {0}, at == 0, at == len(text))
        spend(1 + len(here))
        if len(pattern) in here:
            return True
        if at < len(text):
            steps = ((pattern[place].test, pattern[place].goes_on) for place in here)
            here = {to for test, goes_on in steps if isinstance(test, Set) and test.has(text[at]) for to in goes_on}
    return False


def _closure(pattern: Pattern, places: set[int], at_start: bool, at_end: bool) -> set[int]:
    """This function will follow all ways that need no character."""
    reached: set[int] = set()
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        if place in reached:
            continue
        reached.add(place)
        if place == len(pattern) or isinstance(pattern[place].test, Set):
            continue
        test = pattern[place].test
        if test is None or (at_end if test.end else at_start):  # type: ignore[union-attr]  # an Edge, as Set is out
            waiting += pattern[place].goes_on
    return reached


class _Writer:
    """This class will write a pattern's parts out as steps."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps: list[_Step] = []
        self.calls = 0

    def written(self, part: Part) -> Pattern:
        self._write(part)
        return tuple(self.steps)

    def _write(self, part: Part) -> None:
        self.calls += 1
        if self.calls > _MOST or len(self.steps) > _MOST:
            raise PatternTooLarge(pattern=self.text[:100])
        if isinstance(part, Set | Edge):
            self._step(part, len(self.steps) + 1)
        elif isinstance(part, Sequence):
            for each in part.parts:
                self._write(each)
        elif isinstance(part, Choice):
            self._write_choice(part)
        else:
            self._write_repeat(part)

    def _write_choice(self, choice: Choice) -> None:
        ends = []
        for way in choice.ways[:-1]:
            start = len(self.steps)
            fork = self._step()
            self._write(way)
            ends.append(self._step())
            fork.goes_on = (start + 1, len(self.steps))
        self._write(choice.ways[-1])
        for end in ends:
            end.goes_on = (len(self.steps),)

    def _write_repeat(self, repeat: Repeat) -> None:
        for _ in range(repeat.least):
            self._write(repeat.part)
        if repeat.most is None:
            start = len(self.steps)
            fork = self._step()
            self._write(repeat.part)
            self._step(None, start)
            fork.goes_on = (start + 1, len(self.steps))
            return
        forks = []
        for _ in range(repeat.most - repeat.least):
            place = len(self.steps)
            forks.append((place, self._step()))
            self._write(repeat.part)
        for place, fork in forks:
            fork.goes_on = (place + 1, len(self.steps))

    def _step(self, test: Set | Edge | None = None, *goes_on: int) -> _Step:
        self.steps.append(_Step(test, goes_on))
        return self.steps[-1]
