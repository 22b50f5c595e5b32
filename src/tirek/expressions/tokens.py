"""From text to tokens, by the rules of XPath 1.0, section 3.7."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from tirek.expressions.errors import ExpressionUnreadable, PathsNotSupported, TextNotClosed

Kind = Literal["number", "text", "name", "operator", "function", "(", ")", ",", "end"]


class Token(NamedTuple):
    """A piece of an expression; `position` counts characters from 1."""

    kind: Kind
    value: str
    position: int


_NAME = r"[^\W\d][\w.\-]*"
_TOKEN: Final = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+)
    | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<answer>\$\{{(?P<answered>{_NAME})\}})
    | (?P<path>//?|\.\.|::|[\[\]|@]|\$(?!\{{))
    | (?P<this>\.)
    | (?P<operator><=|>=|!=|[=<>+\-*])
    | (?P<punctuation>[(),])
    | (?P<word>{_NAME}(?::{_NAME})?)
    """,
    re.VERBOSE,
)
_WORDS: Final = frozenset({"and", "or", "div", "mod"})
_BEFORE_OPERAND: Final = frozenset({"operator", "function", "(", ","})  # after these no operator can come


def tokens_of(text: str) -> Iterator[Token]:
    """This function will read the tokens of an expression, the last of the kind `end`. Raises `ExpressionRefused`."""
    at = 0
    last: Kind = "("
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            if text[at] in "'\"":
                raise TextNotClosed(position=at + 1)
            raise ExpressionUnreadable(position=at + 1, found=text[at])
        at = match.end()
        if match["space"] is None:
            token = _token(match, expects_operator=last not in _BEFORE_OPERAND)
            last = token.kind
            yield token
    yield Token("end", "", len(text) + 1)


def _token(match: re.Match[str], *, expects_operator: bool) -> Token:
    position = match.start() + 1
    if match["number"]:
        return Token("number", match["number"], position)
    if match["text"]:
        return Token("text", match["text"][1:-1], position)
    if match["answered"]:
        return Token("name", match["answered"], position)
    if match["this"]:
        return Token("name", ".", position)
    if match["punctuation"]:
        return Token(match["punctuation"], "", position)  # type: ignore[arg-type]  # the pattern allows no others
    if match["operator"] and (expects_operator or match["operator"] == "-"):
        return Token("operator", match["operator"], position)
    if match["word"] and expects_operator and match["word"] in _WORDS:
        return Token("operator", match["word"], position)
    if match["word"] and not expects_operator and re.match(r"[ \t\r\n]*\(", match.string[match.end() :]):
        return Token("function", match["word"], position)
    if match["path"] or (not expects_operator and (match["word"] or match["operator"] == "*")):
        raise PathsNotSupported(position=position, found=match[0])  # `*` and a bare word are steps of a path
    raise ExpressionUnreadable(position=position, found=match[0])
