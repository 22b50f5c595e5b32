"""What can be wrong with the sheets of a form, before anybody asks what they mean."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class SheetMissing(Refusal):
    """A form without a sheet that it needs."""

    id = "form-sheet-missing"
    sentence = gettext_noop("There is no sheet “%(wanted)s”, or nothing in it.")
    hint = gettext_noop("A form has the sheets survey and settings, and choices where something is chosen.")


class SheetTwice(Refusal):
    """Two tables that claim to be one sheet."""

    id = "form-sheet-twice"
    sentence = gettext_noop("There are two sheets “%(wanted)s”.")
    hint = gettext_noop("Join them, or take one away.")


class SheetNotUsed(Refusal):
    """A sheet of XLSForm that means nothing here."""

    id = "form-sheet-not-used"
    sentence = gettext_noop("The sheet “%(unused)s” is not used here.")
    hint = gettext_noop("Take it away, so that nobody relies on it.")


class HeadingMissing(Refusal):
    """A sheet without a column that it needs."""

    id = "form-heading-missing"
    sentence = gettext_noop("The sheet has no column “%(wanted)s”.")
    hint = gettext_noop("The first row of a sheet names its columns.")


class HeadingTwice(Refusal):
    """Two columns of one name."""

    id = "form-heading-twice"
    sentence = gettext_noop("There are two columns “%(heading)s”.")
    hint = gettext_noop("Take one away, or give it another name.")


class HeadingOdd(Refusal):
    """A column of choices whose name cannot be one in a filter."""

    id = "form-heading-odd"
    sentence = gettext_noop("“%(heading)s” cannot be the name of a column of choices.")
    hint = gettext_noop("It begins with a letter and has letters, digits, underscores, hyphens and dots.")


class HeadingUnknown(Refusal):
    """A column that means nothing to the form."""

    id = "form-heading-unknown"
    sentence = gettext_noop("The column “%(heading)s” is not known, so nothing in it has an effect.")
    hint = gettext_noop("Mend its spelling; a column of notes may begin with an underscore.")


class HeadingNotTireks(Refusal):
    """A column for this system that it does not know."""

    id = "form-heading-not-tireks"
    sentence = gettext_noop("There is no column “%(heading)s”; what this system reads is “bind::tirek:mark”.")
    hint = gettext_noop("Mend the heading.")


class RowTooLong(Refusal):
    """A row of a Markdown table with more cells than the table has columns."""

    id = "form-row-too-long"
    sentence = gettext_noop("The row has %(cells)s cells, the table %(columns)s columns.")
    hint = gettext_noop("A bar that is part of a text is written \\|, as in yes\\|no.")


class ColumnsOfAnotherTable(Refusal):
    """A sheet in several Markdown tables whose columns differ."""

    id = "form-columns-of-another-table"
    sentence = gettext_noop("This table has other columns than the first table of the sheet.")
    hint = gettext_noop("Repeat the same heading row in every table of a sheet.")


class CellTooLong(Refusal):
    """A cell with more letters than a workbook's cell holds."""

    id = "form-cell-too-long"
    sentence = gettext_noop("The cell has more than %(limit)s letters.")
    hint = gettext_noop("Shorten it.")


class HiddenLetters(Refusal):
    """A cell with control letters, or with letters that turn the direction of writing."""

    id = "form-hidden-letters"
    sentence = gettext_noop("The cell holds an invisible letter (%(letter)s) that can make it look like another.")
    hint = gettext_noop("Type the text anew instead of pasting it.")


class FormulaWithoutValue(Refusal):
    """A formula whose value was not saved: formulas are never computed here."""

    id = "form-formula-without-value"
    sentence = gettext_noop("The cell is a formula, and its value was not saved with it.")
    hint = gettext_noop("Write the text itself into the cell, or open the file in Excel and save it.")


class FormulasTaken(Refusal):
    """Formulas of which the saved values were taken."""

    id = "form-formulas-taken"
    sentence = gettext_noop("Cells of this column that are formulas: %(count)s; their saved values were taken.")
    hint = gettext_noop("A formula is not computed here. Write the text itself where it matters.")
