"""What a function gives, remembered: cells repeat down a cost report, and each is read once. Pure, without Django."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory(dict[Key, Value]):
    """This class will give by a key what a function gives for it, and ask the function once."""

    def __init__(self, function: Callable[[Key], Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, key: Key) -> Value:
        found = self[key] = self._function(key)
        return found
