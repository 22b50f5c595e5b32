"""What can be wrong with the references and expressions of a form."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class ReferenceUnknown(Refusal):
    """A reference to something that is not asked."""

    id = "form-reference-unknown"
    sentence = gettext_noop("There is nothing named “%(name)s” on the sheet survey.")
    hint = gettext_noop("Mend the spelling: small and large letters differ.")


class ReferenceAmbiguous(Refusal):
    """A reference to a name that several things have."""

    id = "form-reference-ambiguous"
    sentence = gettext_noop("“%(name)s” is the name of several things, so ${%(name)s} could mean any.")
    hint = gettext_noop("Give the one that is meant a name of its own.")


class ReferenceBroken(Refusal):
    """A reference that is not written as one."""

    id = "form-reference-broken"
    sentence = gettext_noop("“%(text)s” is no reference.")
    hint = gettext_noop("A reference is written ${name}, without blanks.")


class BracketUnbalanced(Refusal):
    """A bracket without its fellow."""

    id = "form-bracket-unbalanced"
    sentence = gettext_noop("The bracket %(bracket)s has no fellow.")
    hint = gettext_noop("Count the brackets.")


class BracketsTooDeep(Refusal):
    """Brackets within brackets beyond what a telephone can compute."""

    id = "form-brackets-too-deep"
    sentence = gettext_noop("Brackets lie within brackets more than %(limit)s deep.")
    hint = gettext_noop("Compute a part of it in a row of its own, of the type calculate.")


class QuoteUnclosed(Refusal):
    """A quotation that does not end."""

    id = "form-quote-unclosed"
    sentence = gettext_noop("The text %(text)s begins with a quotation mark and does not end with one.")
    hint = gettext_noop("Put the same mark at its end.")


class FunctionUnknown(Refusal):
    """A function that clients do not have."""

    id = "form-function-unknown"
    sentence = gettext_noop("There is no function “%(function)s”.")
    hint = gettext_noop("Mend the spelling: functions are written in small letters.")


class FunctionArguments(Refusal):
    """A function with too few or too many arguments."""

    id = "form-function-arguments"
    sentence = gettext_noop("The function “%(function)s” has %(count)s arguments here, and takes %(wanted)s.")
    hint = gettext_noop("Arguments stand between the brackets, with commas between them.")


class PieceMissing(Refusal):
    """An expression that stops too early."""

    id = "form-piece-missing"
    sentence = gettext_noop("Something is missing after “%(before)s”.")
    hint = gettext_noop("As in ${age} > 17.")


class PieceMissingFirst(Refusal):
    """An expression that begins in its middle."""

    id = "form-piece-missing-first"
    sentence = gettext_noop("Something is missing before “%(after)s”.")
    hint = gettext_noop("The answer that the row itself is about is written as a dot, as in . > 17.")


class OperatorMissing(Refusal):
    """Two things side by side with nothing that joins them."""

    id = "form-operator-missing"
    sentence = gettext_noop("There is nothing between “%(before)s” and “%(after)s” that joins them.")
    hint = gettext_noop("As in ${age} > 17 and ${sex} = 'female'.")


class PieceUnknown(Refusal):
    """A sign that means nothing in an expression."""

    id = "form-piece-unknown"
    sentence = gettext_noop("“%(piece)s” means nothing here.")
    hint = gettext_noop("Comparisons are = != < > <= >=; conditions are joined by and, or, not().")


class DateBare(Refusal):
    """A day that would be taken for a subtraction."""

    id = "form-date-bare"
    sentence = gettext_noop("%(day)s is computed as a number less two numbers.")
    hint = gettext_noop("A day is written date('2026-11-23').")


class WordAlone(Refusal):
    """A word that is neither text, reference nor function."""

    id = "form-word-alone"
    sentence = gettext_noop("“%(word)s” is neither a text nor a reference.")
    hint = gettext_noop("A text stands in quotation marks, 'yes'; a question is named as ${name}.")


class FilterColumnUnknown(Refusal):
    """A filter by a column that the sheet of choices does not have."""

    id = "form-filter-column-unknown"
    sentence = gettext_noop("The sheet choices has no column “%(word)s”.")
    hint = gettext_noop("A filter compares a column of the choices with an answer, as in region = ${region}.")


class CycleFound(Refusal):
    """Answers that depend on themselves."""

    id = "form-cycle-found"
    sentence = gettext_noop("The answer depends on itself: %(way)s.")
    hint = gettext_noop("Take one of these references away; a constraint may look at its own answer.")
