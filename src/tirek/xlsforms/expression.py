"""What is wrong with one expression of a form, as far as can be seen without computing it.

This is the grammar that clients have (XPath 1.0 as ODK uses it), checked from left to right: after each piece either
something to compute with or something that joins must come. Nothing is evaluated, and nothing is nested in Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tirek.refusals import Refusal
from tirek.xlsforms.expression_faults import (
    BracketsTooDeep,
    BracketUnbalanced,
    DateBare,
    FunctionArguments,
    FunctionUnknown,
    OperatorMissing,
    PieceMissing,
    PieceMissingFirst,
    PieceUnknown,
    QuoteUnclosed,
    WordAlone,
)

MANY = 10_000
DEEPEST = 50
"""Brackets within brackets: a telephone computes what lies in them by calling itself."""
FUNCTIONS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("current", "false", "now", "pi", "random", "today", "true", "version"), (0, 0)),
    **dict.fromkeys(("position", "string-length", "uuid"), (0, 1)),
    **dict.fromkeys(
        ("abs", "acos", "asin", "atan", "cos", "exp", "exp10", "log", "log10", "sin", "sqrt", "tan"), (1, 1)
    ),
    **dict.fromkeys(
        ("boolean", "boolean-from-string", "date", "date-time", "decimal-date-time", "decimal-time"), (1, 1)
    ),
    **dict.fromkeys(("count", "count-non-empty", "count-selected", "sum", "int", "not", "number", "once"), (1, 1)),
    **dict.fromkeys(
        ("instance", "normalize-space", "string", "base64-decode", "jr:itext", "area", "enclosed-area"), (1, 1)
    ),
    **dict.fromkeys(("round", "randomize"), (1, 2)),
    **dict.fromkeys(("concat", "depend", "distance", "join", "max", "min"), (1, MANY)),
    **dict.fromkeys(("atan2", "coalesce", "contains", "ends-with", "format-date", "format-date-time"), (2, 2)),
    **dict.fromkeys(("geofence", "jr:choice-name", "pow", "regex", "selected", "selected-at", "starts-with"), (2, 2)),
    **dict.fromkeys(("substring-after", "substring-before"), (2, 2)),
    **dict.fromkeys(("digest", "substr"), (2, 3)),
    **dict.fromkeys(("if", "translate"), (3, 3)),
    "checklist": (3, MANY),
    "indexed-repeat": (3, 11),
    **dict.fromkeys(("pulldata", "weighted-checklist"), (4, MANY)),
}
"""The functions that ODK's clients know, each with the fewest and the most arguments it takes."""
IN_PAIRS = {"indexed-repeat", "weighted-checklist"}
"""Functions whose further arguments come in pairs."""

SMART = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
"""The quotation marks that Word makes; the converter takes them for plain ones."""

TOKEN = re.compile(
    r"""\s+
    |(?P<text>"[^"]*"|'[^']*')
    |(?P<reference>\$\{[^}]*\})
    |(?P<date>\d{4}-\d\d-\d\d)
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<operator><=|>=|!=|[=<>+*-])
    |(?P<sign>[()\[\],])
    |(?P<path>\.\.|\.|//|/|::|@)
    |(?P<name>[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?)
    |(?P<quote>["'].*)
    |(?P<odd>.)""",
    re.VERBOSE | re.DOTALL,
)
OPERATORS = {"and", "or", "div", "mod"}
FELLOW = {")": "(", "]": "["}


class _Stop(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.id)
        self.refusal = refusal


@dataclass(slots=True)
class _Bracket:
    sign: str
    function: str = ""
    commas: int = 0
    bare: bool = True  # nothing stands in it yet


@dataclass(slots=True)
class _State:
    words: frozenset[str] | None
    brackets: list[_Bracket] = field(default_factory=list)
    wanting: bool = True
    before: str = ""
    in_path: bool = False


def faults_of(expression: str, *, words: frozenset[str] | None = frozenset()) -> Iterator[Refusal]:
    """This function will say what is wrong with an expression: every unknown function, and the first other fault.

    `words` are the bare words that mean something in it, as the columns of a list do in a filter; None for any.
    """
    pieces = [(each.lastgroup or "", each[0]) for each in TOKEN.finditer(expression.translate(SMART)) if each.lastgroup]
    for at, (kind, piece) in enumerate(pieces):
        called = kind == "name" and pieces[at + 1 : at + 2] == [("sign", "(")]
        if called and piece not in FUNCTIONS and piece not in OPERATORS:
            yield FunctionUnknown(function=piece)
    state = _State(words)
    try:
        for at, (kind, piece) in enumerate(pieces):
            _take(state, kind, piece, called=pieces[at + 1 : at + 2] == [("sign", "(")])
            state.before = piece
        if state.brackets:
            raise _Stop(BracketUnbalanced(bracket=state.brackets[-1].sign))
        if state.wanting:
            raise _Stop(PieceMissing(before=state.before))
    except _Stop as stop:
        yield stop.refusal


def _take(state: _State, kind: str, piece: str, *, called: bool) -> None:
    joins = kind == "operator" or (kind == "name" and piece in OPERATORS and not state.wanting)
    if kind == "quote":
        raise _Stop(QuoteUnclosed(text=piece[:40]))
    if kind == "date":
        raise _Stop(DateBare(day=piece))
    if kind == "odd" or piece in ("//", "::", "@"):
        raise _Stop(PieceUnknown(piece=piece))
    if piece == "/" and kind == "path":
        if state.wanting and state.in_path:
            raise _Stop(PieceMissing(before=state.before))
        state.wanting = state.in_path = True
    elif kind == "sign":
        _bracket(state, piece)
    elif joins and not (state.wanting and piece == "*" and state.in_path):
        _join(state, piece)
    else:
        _operand(state, kind, piece, called=called)


def _join(state: _State, piece: str) -> None:
    if state.wanting and piece != "-":
        raise _Stop(PieceMissing(before=state.before) if state.before else PieceMissingFirst(after=piece))
    state.wanting, state.in_path = True, False


def _operand(state: _State, kind: str, piece: str, *, called: bool) -> None:
    if not state.wanting:
        raise _Stop(OperatorMissing(before=state.before[:40], after=piece[:40]))
    if called:
        return
    inside = any(bracket.sign == "[" for bracket in state.brackets)
    if kind == "name" and not state.in_path and not inside and state.words is not None and piece not in state.words:
        raise _Stop(WordAlone(word=piece))
    _filled(state)
    state.wanting = state.in_path = False


def _filled(state: _State) -> None:
    if state.brackets:
        state.brackets[-1].bare = False


def _bracket(state: _State, piece: str) -> None:
    if piece in FELLOW:
        _close(state, piece)
    elif piece == ",":
        if not state.brackets or not state.brackets[-1].function:
            raise _Stop(PieceUnknown(piece=","))
        if state.wanting:
            raise _Stop(PieceMissing(before=state.before))
        state.brackets[-1].commas += 1
        state.wanting = True
    elif (piece == "(") != state.wanting:
        raise _Stop(OperatorMissing(before=state.before[:40], after=piece) if piece == "(" else PieceUnknown(piece="["))
    else:
        function = state.before if piece == "(" and re.match(r"[^\W\d]", state.before) else ""
        _filled(state)
        if len(state.brackets) == DEEPEST:
            raise _Stop(BracketsTooDeep(limit=DEEPEST))
        state.brackets.append(_Bracket(piece, "" if function in OPERATORS else function))
        state.wanting, state.in_path = True, False


def _close(state: _State, piece: str) -> None:
    if not state.brackets or state.brackets[-1].sign != FELLOW[piece]:
        raise _Stop(BracketUnbalanced(bracket=piece))
    bracket = state.brackets.pop()
    empty = bracket.bare and not bracket.commas and state.before in "(["
    if state.wanting and not (bracket.function and empty):
        raise _Stop(PieceMissing(before=state.before))
    if bracket.function in FUNCTIONS:
        least, most = FUNCTIONS[bracket.function]
        count = 0 if empty else bracket.commas + 1
        if not least <= count <= most or (bracket.function in IN_PAIRS and (count - least) % 2):
            raise _Stop(FunctionArguments(function=bracket.function, count=count, wanted=_numbers(bracket.function)))
    state.wanting = state.in_path = False


def _numbers(function: str) -> str:
    """How many arguments a function takes, in figures alone."""
    least, most = FUNCTIONS[function]
    if function in IN_PAIRS:
        return f"{least}, {least + 2}, {least + 4}…"
    return f"{least}" if least == most else f"{least}–{'…' if most == MANY else most}"
