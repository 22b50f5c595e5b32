"""From the text of a pattern to its parts, and no further than can be matched in bounded time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tirek.expressions.errors import PatternRefused

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
class Set:
    """One character of these ranges, or of none of them."""

    ranges: Ranges
    negated: bool = False

    def has(self, character: str) -> bool:
        """This function will say whether a character is one of them."""
        code = ord(character)
        return any(low <= code <= high for low, high in self.ranges) != self.negated


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning (`^`) or the end (`$`) of the text."""

    end: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts that follow one another."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Ways of which one is taken."""

    ways: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part so many times; None for as many as there are."""

    part: Part
    least: int
    most: int | None


Part = Set | Edge | Sequence | Choice | Repeat


def part_of(text: str) -> Part:
    """This function will read a pattern. Raises `PatternRefused`."""
    return _Reader(text).whole()


class _Reader:
    """This class will read a pattern's text into its parts, and refuse what it does not know by its place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.nesting = 0

    def whole(self) -> Part:
        part = self._choice()
        if self.at < len(self.text):
            raise self._refused()
        return part

    def _choice(self) -> Part:
        self.nesting += 1
        if self.nesting > _DEEPEST:
            raise self._refused()
        ways = [self._sequence()]
        while self._takes("|"):
            ways.append(self._sequence())
        self.nesting -= 1
        return ways[0] if len(ways) == 1 else Choice(tuple(ways))

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self._next not in ("", "|", ")"):
            parts.append(self._repeated(self._one()))
        return Sequence(tuple(parts))

    def _repeated(self, part: Part) -> Part:
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
        if self._next in ("?", "*", "+", "{") or isinstance(part, Edge):
            raise self._refused()
        return Repeat(part, *bounds)

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

    def _one(self) -> Part:
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
            return Set(_LINE_ENDS, negated=True)
        if self._takes("^"):
            return Edge(end=False)
        if self._takes("$"):
            return Edge(end=True)
        if self._takes("\\"):
            return self._escaped()
        if self._next in _SPECIAL - {"/", "-"}:
            raise self._refused()
        return _only(self._take())

    def _escaped(self) -> Set:
        character = self._next
        if character.lower() in _CLASSES:
            self.at += 1
            return Set(_CLASSES[character.lower()], negated=character.isupper())
        return _only(self._escaped_character())

    def _escaped_character(self) -> str:
        if self._next not in _CONTROLS and self._next not in _SPECIAL:
            raise self._refused()
        character = self._take()
        return _CONTROLS.get(character, character)

    def _class(self) -> Set:
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
        return Set(tuple(ranges), negated)

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


def _only(character: str) -> Set:
    return Set(((ord(character), ord(character)),))
