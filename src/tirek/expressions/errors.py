"""What is said of an expression that cannot be read or evaluated."""

from __future__ import annotations

from tirek.refusals import Refusal


def gettext_noop(text: str) -> str:
    """This function will mark a text for translators, as Django's own does, without Django's import."""
    return text


class ExpressionRefused(Refusal):
    """The first of the refusals of expressions; each kind is a class of its own below it.

    Where `position` is among the facts, it counts the characters of the expression from 1.
    """


class ExpressionEmpty(ExpressionRefused):
    """Nothing but spaces."""

    id = "expression-empty"
    sentence = gettext_noop("An expression is empty.")
    hint = gettext_noop("Write a condition such as ${age} >= 18, or leave the place out altogether.")


class ExpressionOverlong(ExpressionRefused):
    """More characters than anyone can check by eye."""

    id = "expression-overlong"
    sentence = gettext_noop("An expression has %(length)s characters; at most %(most)s are allowed.")
    hint = gettext_noop("Move parts of it into calculations of the form, and use their names here.")


class ExpressionTooDeep(ExpressionRefused):
    """Parentheses in parentheses in parentheses."""

    id = "expression-too-deep"
    sentence = gettext_noop("At character %(position)s an expression is nested more than %(most)s levels deep.")
    hint = gettext_noop("Move parts of it into calculations of the form, and use their names here.")


class ExpressionUnreadable(ExpressionRefused):
    """Something stands where it cannot stand."""

    id = "expression-unreadable"
    sentence = gettext_noop("At character %(position)s of an expression, “%(found)s” cannot stand.")
    hint = gettext_noop("Names are written ${name}, texts in straight quotes ('yes'), and parts joined by and or or.")


class ExpressionUnfinished(ExpressionRefused):
    """It ends where something must follow."""

    id = "expression-unfinished"
    sentence = gettext_noop("An expression ends at character %(position)s, but something must follow there.")
    hint = gettext_noop("Look for a parenthesis that was not closed, or an operator with nothing after it.")


class TextNotClosed(ExpressionRefused):
    """A quotation mark without its second."""

    id = "expression-text-not-closed"
    sentence = gettext_noop("The text that begins at character %(position)s of an expression is not closed.")
    hint = gettext_noop("End it with the same quotation mark with which it began.")


class PathsNotSupported(ExpressionRefused):
    """Paths, steps, predicates, unions and variables: what of XPath is not used here."""

    id = "expression-paths-not-supported"
    sentence = gettext_noop(
        "At character %(position)s of an expression stands “%(found)s”: paths, predicates and variables are not used."
    )
    hint = gettext_noop("Name an answer by ${name}; of the answers in a repeat it gives all.")


class FunctionUnknown(ExpressionRefused):
    """A function that is not among those of this language."""

    id = "expression-function-unknown"
    sentence = gettext_noop(
        "At character %(position)s of an expression, %(name)s is not a function that is known here."
    )
    hint = gettext_noop("The functions are those of XLSForm, without random, geographic and path functions.")


class FunctionMiscalled(ExpressionRefused):
    """Too many or too few arguments."""

    id = "expression-function-miscalled"
    sentence = gettext_noop(
        "At character %(position)s of an expression, %(name)s was given %(given)s arguments; it takes %(takes)s."
    )
    hint = gettext_noop("Arguments stand in parentheses, parted by commas.")


class FunctionNeedsName(ExpressionRefused):
    """A function over the answers of a repeat was given something else."""

    id = "expression-function-needs-name"
    sentence = gettext_noop("At character %(position)s of an expression, %(name)s needs a name such as ${age}.")
    hint = gettext_noop("It goes through the answers of a repeat, and only a name can stand for these.")


class PatternRefused(ExpressionRefused):
    """A regular expression with more in it than can be matched in bounded time, or with a mistake."""

    id = "expression-pattern-refused"
    sentence = gettext_noop("The pattern “%(pattern)s” cannot be used, because of its character %(position)s.")
    hint = gettext_noop(
        "Patterns hold characters, classes like [0-9], groups, |, and how often: ? * + {2,5}; nothing that looks back "
        "or ahead."
    )


class PatternTooLarge(ExpressionRefused):
    """A regular expression that would grow beyond its bound."""

    id = "expression-pattern-too-large"
    sentence = gettext_noop("The pattern “%(pattern)s” is too large once its repetitions are written out.")
    hint = gettext_noop("Repeat fewer times, or check the length with string-length().")


class NameNotGiven(ExpressionRefused):
    """A name for which there is neither an answer nor an empty one."""

    id = "expression-name-not-given"
    sentence = gettext_noop("An expression reads ${%(name)s}, but there is nothing of that name.")
    hint = gettext_noop("Check the spelling: the name must be that of a field.")


class ExpressionTooCostly(ExpressionRefused):
    """More steps than anyone is given."""

    id = "expression-too-costly"
    sentence = gettext_noop("An expression takes more than %(most)s steps to evaluate.")
    hint = gettext_noop("Compare fewer repeated answers with one another, or simplify the pattern.")
