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

from tirek.expressions.errors import PatternRefused, PatternTooLarge

_MOST: Final = 2000  # instructions of a compiled pattern, and calls to make them
_DEEPEST: Final = 20  # groups in groups

Ranges = tuple[tuple[int, int], ...]
_DIGIT: Final[Ranges] = ((48, 57),)
_WORD: Final[Ranges] = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACE: Final[Ranges] = ((9, 13), (32, 32))
_LINE_ENDS: Final[Ranges] = ((10, 10), (13, 13), (0x2028, 0x2029))
_CLASSES: Final = {"d": _DIGIT, "w": _WORD, "s": _SPACE}
_CONTROLS: Final = {"t": "\t", "n": "\n", "r": "\r"}
_SPECIAL: Final = frozenset("\\^$.|?*+()[]{}/-")


@dataclass(frozen=True, slots=True)
class _Set:
    """One character of these ranges, or of none of them."""

    ranges: Ranges
    negated: bool = False

    def has(self, character: str) -> bool:
        code = ord(character)
        return any(low <= code <= high for low, high in self.ranges) != self.negated


@dataclass(frozen=True, slots=True)
class _Edge:
    """The beginning (`^`) or the end (`$`) of the text."""

    end: bool


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    ways: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Repeat:
    part: _Part
    least: int
    most: int | None


_Part = _Set | _Edge | _Sequence | _Choice | _Repeat


@dataclass(slots=True)
class _Step:
    """An instruction: what a character must be (`test`), or an edge, and where to go on."""

    test: _Set | _Edge | None = None
    goes_on: tuple[int, ...] = ()


Pattern = tuple[_Step, ...]
"""A compiled pattern; who comes past its last step has found it."""


@lru_cache(maxsize=256)
def compiled(text: str) -> Pattern:
    """This function will compile a pattern. Raises `PatternRefused`, `PatternTooLarge`."""
    if len(text) > _MOST:
        raise PatternTooLarge(pattern=text[:100])
    return _Writer(text).written(_Reader(text).whole())


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
            here = {to for test, goes_on in steps if isinstance(test, _Set) and test.has(text[at]) for to in goes_on}
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
        if place == len(pattern) or isinstance(pattern[place].test, _Set):
            continue
        test = pattern[place].test
        if test is None or (at_end if test.end else at_start):  # type: ignore[union-attr]  # an _Edge, as _Set is out
            waiting += pattern[place].goes_on
    return reached


class _Reader:
    """This class will read a pattern's text into its parts, and refuse what it does not know by its place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.nesting = 0

    def whole(self) -> _Part:
        part = self._choice()
        if self.at < len(self.text):
            raise self._refused()
        return part

    def _choice(self) -> _Part:
        self.nesting += 1
        if self.nesting > _DEEPEST:
            raise self._refused()
        ways = [self._sequence()]
        while self._takes("|"):
            ways.append(self._sequence())
        self.nesting -= 1
        return ways[0] if len(ways) == 1 else _Choice(tuple(ways))

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._next not in ("", "|", ")"):
            parts.append(self._repeated(self._one()))
        return _Sequence(tuple(parts))

    def _repeated(self, part: _Part) -> _Part:
        if self._takes("?"):
            bounds: tuple[int, int | None] = (0, 1)
        elif self._takes("*"):
            bounds = (0, None)
        elif self._takes("+"):
            bounds = (1, None)
        elif self._takes("{"):
            bounds = self._counts()
        else:
            return part
        self._takes("?")  # reluctant: it changes what is found first, not whether
        if self._next in ("?", "*", "+", "{") or isinstance(part, _Edge):
            raise self._refused()
        return _Repeat(part, *bounds)

    def _counts(self) -> tuple[int, int | None]:
        least = self._count()
        most: int | None = least
        if self._takes(","):
            most = None if self._next == "}" else self._count()
        if not self._takes("}") or (most is not None and most < least):
            raise self._refused()
        return least, most

    def _count(self) -> int:
        start = self.at
        while "0" <= self._next <= "9" and self.at - start < 4:
            self.at += 1
        if start == self.at:
            raise self._refused()
        return int(self.text[start : self.at])

    def _one(self) -> _Part:
        if self._takes("("):
            if self._takes("?") and not self._takes(":"):
                raise self._refused()
            part = self._choice()
            if not self._takes(")"):
                raise self._refused()
            return part
        if self._takes("["):
            return self._class()
        if self._takes("."):
            return _Set(_LINE_ENDS, negated=True)
        if self._takes("^"):
            return _Edge(end=False)
        if self._takes("$"):
            return _Edge(end=True)
        if self._takes("\\"):
            return self._escaped()
        if self._next in _SPECIAL - {"/", "-"}:
            raise self._refused()
        return _only(self._take())

    def _escaped(self) -> _Set:
        character = self._next
        if character.lower() in _CLASSES:
            self.at += 1
            return _Set(_CLASSES[character.lower()], negated=character.isupper())
        return _only(self._escaped_character())

    def _escaped_character(self) -> str:
        if self._next not in _CONTROLS and self._next not in _SPECIAL:
            raise self._refused()
        character = self._take()
        return _CONTROLS.get(character, character)

    def _class(self) -> _Set:
        negated = self._takes("^")
        ranges: list[tuple[int, int]] = []
        while not self._takes("]"):
            if self._next in ("", "["):
                raise self._refused()  # Java reads [ in a class as a class within
            if self._next == "\\" and self.text[self.at + 1 : self.at + 2] in ("d", "w", "s"):
                ranges += _CLASSES[self.text[self.at + 1]]
                self.at += 2
                continue
            ranges.append(self._range())
        if not ranges:
            raise self._refused()
        return _Set(tuple(ranges), negated)

    def _range(self) -> tuple[int, int]:
        low = self._class_character()
        if self._next != "-" or self.text[self.at + 1 : self.at + 2] in ("", "]"):
            return low, low
        self.at += 1
        high = self._class_character()
        if high < low:
            raise self._refused()
        return low, high

    def _class_character(self) -> int:
        if self._next in ("", "[", "&"):
            raise self._refused()  # Java reads && in a class as what two classes share
        return ord(self._escaped_character() if self._takes("\\") else self._take())

    @property
    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _take(self) -> str:
        self.at += 1
        return self.text[self.at - 1]

    def _takes(self, character: str) -> bool:
        taken = self._next == character
        self.at += taken
        return taken

    def _refused(self) -> PatternRefused:
        return PatternRefused(pattern=self.text[:100], position=min(self.at, len(self.text) - 1) + 1)


def _only(character: str) -> _Set:
    return _Set(((ord(character), ord(character)),))


class _Writer:
    """This class will write a pattern's parts out as steps."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps: list[_Step] = []
        self.calls = 0

    def written(self, part: _Part) -> Pattern:
        self._write(part)
        return tuple(self.steps)

    def _write(self, part: _Part) -> None:
        self.calls += 1
        if self.calls > _MOST or len(self.steps) > _MOST:
            raise PatternTooLarge(pattern=self.text[:100])
        if isinstance(part, _Set | _Edge):
            self._step(part, len(self.steps) + 1)
        elif isinstance(part, _Sequence):
            for each in part.parts:
                self._write(each)
        elif isinstance(part, _Choice):
            self._write_choice(part)
        else:
            self._write_repeat(part)

    def _write_choice(self, choice: _Choice) -> None:
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

    def _write_repeat(self, repeat: _Repeat) -> None:
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

    def _step(self, test: _Set | _Edge | None = None, *goes_on: int) -> _Step:
        self.steps.append(_Step(test, goes_on))
        return self.steps[-1]
