"""From text to a tree.

The grammar is that of XPath 1.0 as XLSForm uses it: `or`, `and`, `= !=`, `< <= > >=`, `+ -`, `* div mod`, unary minus,
parentheses, numbers, texts, `${name}`, `.` and functions. Not part of it, and refused by name: paths, axes, predicates,
unions, variables, and the functions that need a form around them or chance (`pulldata`, `instance`, `indexed-repeat`,
`position`, `jr:choice-name`, `random`, `uuid`, `randomize`, `digest`, geographic and trigonometric ones).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from tirek.expressions.errors import (
    ExpressionEmpty,
    ExpressionOverlong,
    ExpressionTooDeep,
    ExpressionUnfinished,
    ExpressionUnreadable,
    FunctionMiscalled,
    FunctionNeedsName,
    FunctionUnknown,
)
from tirek.expressions.functions import FUNCTIONS
from tirek.expressions.patterns import compiled
from tirek.expressions.tokens import Token, tokens_of
from tirek.expressions.tree import Call, Chain, Literal, Name, Negative, Node

LONGEST: Final = 2000  # characters
DEEPEST: Final = 50  # levels, of the tree and of parentheses

_RANKS: Final = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_RANK: Final = {operator: rank for rank, operators in enumerate(_RANKS, 1) for operator in operators}


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: its text, and the names (`${name}`, and `.` as it is) that it reads."""

    text: str
    names: frozenset[str]
    tree: Node = field(repr=False, compare=False)


def parse(text: str) -> Expression:
    """This function will read an expression of XLSForm's language. Raises `ExpressionRefused`."""
    if len(text) > LONGEST:
        raise ExpressionOverlong(length=len(text), most=LONGEST)
    if not text.strip(" \t\r\n"):
        raise ExpressionEmpty()
    parser = _Parser(list(tokens_of(text)))
    return Expression(text, frozenset(parser.names), parser.whole())


class _Parser:
    """This class will climb through the ranks of operators: one call a nesting, a loop along each chain."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.nesting = 0
        self.names = {token.value for token in tokens if token.kind == "name"}
        if any(token.kind == "function" and token.value == "once" for token in tokens):
            self.names.add(".")  # it asks whether there is an answer already

    def whole(self) -> Node:
        """This function will read the one expression that all tokens are to be."""
        tree = self._expression(0)
        if self._next.kind != "end":
            raise ExpressionUnreadable(position=self._next.position, found=self._written(self._next))
        return tree

    def _expression(self, rank: int) -> Node:
        """This function will read operands that are joined by operators above a rank."""
        self.nesting += 1
        self._check_depth(self.nesting)
        left = self._operand()
        while (own := self._rank) > rank:
            rest: list[tuple[str, Node]] = []
            while self._rank == own:
                operator = self._take().value
                rest.append((operator, self._expression(own)))
            left = Chain(left, tuple(rest), self._above(left, *(operand for _, operand in rest)))
        self.nesting -= 1
        return left

    def _operand(self) -> Node:
        minuses = 0
        while self._next.kind == "operator" and self._next.value == "-":
            self._take()
            minuses += 1
        operand = self._primary()
        return Negative(operand, minuses % 2 == 1, self._above(operand)) if minuses else operand

    def _primary(self) -> Node:
        token = self._take()
        if token.kind == "number":
            return Literal(float(token.value))
        if token.kind == "text":
            return Literal(token.value)
        if token.kind == "name":
            return Name(token.value)
        if token.kind == "(":
            inner = self._expression(0)
            self._expect(")")
            return inner
        if token.kind == "function":
            return self._call(token)
        if token.kind == "end":
            raise ExpressionUnfinished(position=token.position)
        raise ExpressionUnreadable(position=token.position, found=self._written(token))

    def _call(self, token: Token) -> Call:
        self._expect("(")
        arguments: list[Node] = []
        if self._next.kind != ")":
            arguments.append(self._expression(0))
            while self._next.kind == ",":
                self._take()
                arguments.append(self._expression(0))
        self._expect(")")
        _check_call(token, arguments)
        return Call(token.value, tuple(arguments), self._above(*arguments))

    def _above(self, *below: Node) -> int:
        depth = 1 + max((node.depth for node in below), default=0)
        self._check_depth(depth)
        return depth

    def _check_depth(self, depth: int) -> None:
        if depth > DEEPEST:
            raise ExpressionTooDeep(position=self._next.position, most=DEEPEST)

    @property
    def _next(self) -> Token:
        return self.tokens[self.at]

    @property
    def _rank(self) -> int:
        return _RANK[self._next.value] if self._next.kind == "operator" else 0

    def _take(self) -> Token:
        token = self.tokens[self.at]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def _expect(self, kind: str) -> None:
        token = self._take()
        if token.kind == "end":
            raise ExpressionUnfinished(position=token.position)
        if token.kind != kind:
            raise ExpressionUnreadable(position=token.position, found=self._written(token))

    @staticmethod
    def _written(token: Token) -> str:
        return token.value or token.kind


def _check_call(token: Token, arguments: list[Node]) -> None:
    """This function will hold a call against what the function takes, and a written pattern against its bounds."""
    function = FUNCTIONS.get(token.value)
    if function is None:
        raise FunctionUnknown(name=token.value, position=token.position)
    if not function.least <= len(arguments) <= function.most or (function.pairs and len(arguments) % 2):
        raise FunctionMiscalled(name=token.value, position=token.position, given=len(arguments), takes=function.takes)
    if function.of_names and not all(isinstance(argument, Name) for argument in arguments):
        raise FunctionNeedsName(name=token.value, position=token.position)
    if token.value == "regex" and isinstance(arguments[1], Literal) and isinstance(arguments[1].value, str):
        compiled(arguments[1].value)
