"""Conditions in the files of a mechanism: they parse, and read only what is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tirek.bounded import gettext_noop
from tirek.expressions import Expression, ExpressionRefused, parse
from tirek.refusals import Problem, Refusal


class FieldUnknown(Refusal):
    """A condition that reads what no form asks."""

    id = "pack-field-unknown"
    sentence = gettext_noop("Nothing named “%(name)s” is asked in %(form)s.")
    hint = gettext_noop("Mend the spelling: small and large letters differ.")


def condition_problems(
    text: str, names: Collection[str] | None, form: str, path: str, row: int, column: str = ""
) -> Iterator[Problem]:
    """This function will hold a condition against the grammar, and against the names of `form` if these are known."""
    try:
        expression = parse(text)
    except ExpressionRefused as refusal:
        yield Problem(refusal, path, row=row, column=column)
        return
    if names is not None:
        yield from unknown_names(expression, names, form, path, row, column)


def unknown_names(
    expression: Expression, names: Collection[str], form: str, path: str, row: int, column: str = ""
) -> Iterator[Problem]:
    """This function will name what an expression reads and `form` does not ask."""
    for name in sorted(expression.names - set(names)):
        yield Problem(FieldUnknown(name=name, form=form), path, row=row, column=column)
